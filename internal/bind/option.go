package bind

import (
	"go/types"
	"slices"
	"strings"

	"gophersnake/internal/model"
)

// functionalOptions finds functional options: a variadic parameter of a named function or interface
// type, and the functions of that type's package that return one. Each becomes a keyword of
// the functions that take them.
func (b *binder) functionalOptions() {
	byType := map[*types.TypeName][]*model.Func{}
	for _, p := range b.m.Packages {
		for _, f := range p.Funcs {
			if t := optionOf(f); t != nil {
				byType[t] = append(byType[t], f)
			}
		}
	}
	if len(byType) == 0 {
		return
	}
	for _, f := range b.m.Funcs {
		if f.Shape != model.Function && f.Shape != model.Method || f.Object == nil || len(f.Overloads) > 0 || f.OverloadOf != nil || len(f.Params) == 0 {
			continue
		}
		at := slices.IndexFunc(f.Params, func(p *model.Param) bool { return p.Kind == model.Star })
		if at < 0 {
			continue
		}
		sig := f.GoSignature()
		n, ok := types.Unalias(sig.Params().At(sig.Params().Len() - 1).Type().(*types.Slice).Elem()).(*types.Named)
		if !ok {
			continue
		}
		for _, o := range byType[n.Obj()] {
			taken := func(p *model.Param) bool { return p.Python == o.Python }
			if o != f && !slices.ContainsFunc(f.Params, taken) {
				f.Options = append(f.Options, &model.Option{Python: o.Python, Func: o})
			}
		}
	}
}

// optionOf is the type of the option that a function makes, or nil. Types are known as those of
// options by their names, or by those of the functions, since much else is variadic.
func optionOf(f *model.Func) *types.TypeName {
	if f.Shape != model.Function || f.Object == nil || f.Unnamed || f.Async || len(f.Overloads) > 0 || f.OverloadOf != nil || f.Error || f.CommaOK {
		return nil
	}
	r := f.GoSignature().Results()
	if r.Len() != 1 {
		return nil
	}
	n, ok := types.Unalias(r.At(0).Type()).(*types.Named)
	if !ok || n.Obj().Pkg() == nil || n.Obj().Pkg() != f.Object.Pkg() || n.TypeArgs().Len() > 0 {
		return nil
	}
	switch n.Underlying().(type) {
	case *types.Signature, *types.Interface:
	default:
		return nil
	}
	name := strings.ToLower(n.Obj().Name())
	if strings.HasSuffix(name, "option") || strings.HasSuffix(name, "opt") || strings.HasSuffix(name, "options") || strings.HasPrefix(f.Object.Name(), "With") {
		return n.Obj()
	}
	return nil
}
