package convert

import (
	"go/types"

	"gophersnake/internal/model"
)

// opaque is a declared func type that Python can neither call nor make, as
// those of functional options are: type Option func(*config). What Go returns
// of it can be passed back to Go.
func opaque(t *types.Named, sig *types.Signature) *model.Type {
	name := t.Obj().Name()
	hint := "_abc.Callable[..., _typing.NoReturn] | None"
	return &model.Type{Kind: model.Callable, Func: &model.FuncType{Signature: sig, Name: name, Opaque: true}, Len: -1,
		Expected: name + " (a Go function) or None", HintIn: hint, HintOut: hint, NotZero: notNil, StubImports: abc}
}

// onlyGoMakes reports whether the signature of a declared func type names a
// type that is not exported or is hidden in an internal package, or the type itself.
func (tab *Table) onlyGoMakes(t *types.Named) bool {
	var names func(x types.Type) bool
	names = func(x types.Type) bool {
		switch x := types.Unalias(x).(type) {
		case *types.Named:
			return x == t || x.Obj().Pkg() != nil && (!x.Obj().Exported() || tab.Hidden != nil && tab.Hidden(x))
		case *types.Pointer:
			return names(x.Elem())
		case *types.Slice:
			return names(x.Elem())
		case *types.Map:
			return names(x.Key()) || names(x.Elem())
		case *types.Signature:
			for _, tuple := range []*types.Tuple{x.Params(), x.Results()} {
				for v := range tuple.Variables() {
					if names(v.Type()) {
						return true
					}
				}
			}
		}
		return false
	}
	return names(t.Underlying())
}
