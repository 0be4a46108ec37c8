package bind

import (
	"go/types"

	"gophersnake/internal/model"
)

// A substitution has type arguments by the type parameters for which they stand.
type substitution map[*types.TypeParam]types.Type

// of is a type with the arguments in place of the parameters. complete says whether there
// was one for each.
func (s substitution) of(t types.Type) (result types.Type, complete bool) {
	w := substituting{s, true}
	result = w.in(t)
	return result, w.complete
}

type substituting struct {
	substitution
	complete bool
}

func (w *substituting) in(t types.Type) types.Type {
	switch t := types.Unalias(t).(type) {
	case *types.TypeParam:
		if arg := w.substitution[t]; arg != nil {
			return arg
		}
		w.complete = false
	case *types.Pointer, *types.Slice, *types.Array, *types.Map, *types.Chan, *types.Signature:
		return model.Rebuilt(t, w.in)
	case *types.Named:
		if t.TypeArgs().Len() == 0 {
			return t
		}
		var args []types.Type
		for arg := range t.TypeArgs().Types() {
			args = append(args, w.in(arg))
		}
		if instance, err := types.Instantiate(nil, t.Origin(), args, false); err == nil {
			return instance
		}
		w.complete = false
	}
	return t
}

// mentions reports whether a type parameter stands somewhere in a type.
func mentions(t types.Type, p *types.TypeParam) bool {
	is := false
	var walk func(types.Type)
	tuple := func(all *types.Tuple) {
		for v := range all.Variables() {
			walk(v.Type())
		}
	}
	walk = func(t types.Type) {
		switch t := types.Unalias(t).(type) {
		case *types.TypeParam:
			is = is || t == p
		case *types.Pointer:
			walk(t.Elem())
		case *types.Slice:
			walk(t.Elem())
		case *types.Array:
			walk(t.Elem())
		case *types.Map:
			walk(t.Key())
			walk(t.Elem())
		case *types.Chan:
			walk(t.Elem())
		case *types.Signature:
			tuple(t.Params())
			tuple(t.Results())
		case *types.Interface:
			for m := range t.Methods() {
				walk(m.Type())
			}
		case *types.Named:
			for arg := range t.TypeArgs().Types() {
				walk(arg)
			}
		}
	}
	walk(t)
	return is
}
