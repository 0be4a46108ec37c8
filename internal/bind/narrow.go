package bind

import (
	"go/types"
	"slices"

	"gophersnake/internal/convert"
	"gophersnake/internal/model"
)

// A function over numbers or text has an instance for each such type that its package declares too, so that
// Max of two Weekdays is a Weekday, as in Go. Such an instance takes instances of the class alone: plain
// numbers go on to the others.

// narrowInstances are the type arguments of these, made of those that there are already. All
// those for one type are left out if they are more than most.
func (b *binder) narrowInstances(sig *types.Signature, wide []instance, most int) []instance {
	params := sig.TypeParams()
	var all []instance
	for p := range params.TypeParams() {
		iface := p.Constraint().Underlying().(*types.Interface)
		set := typeSetOf(iface)
		if !set.limited || set.core() != nil || iface.NumMethods() > 0 || !tells(sig, p) {
			continue
		}
		for _, t := range b.ownPlain(p.Obj().Pkg()) {
			if !set.has(t) || slices.ContainsFunc(wide, func(args instance) bool { return types.Identical(args[p.Index()], t) }) {
				continue
			}
			var group []instance
			for _, args := range wide {
				with := substitution{p: t}
				for i := range params.Len() {
					if q := params.At(i); q != p && typeSetOf(q.Constraint().Underlying().(*types.Interface)).core() == nil {
						with[q] = args[i]
					}
				}
				if narrow, err := b.complete(sig, params, with); err == nil {
					group = append(group, narrow)
				}
			}
			if group = b.distinct(group); len(all)+len(group) <= most {
				all = append(all, group...)
			}
		}
	}
	return all
}

// ownPlain are the exported types of a package that are numbers or text, with a class.
func (b *binder) ownPlain(p *types.Package) []types.Type {
	var all []types.Type
	for _, obj := range b.exported(p) {
		name, ok := obj.(*types.TypeName)
		if !ok || name.IsAlias() {
			continue
		}
		t, ok := name.Type().(*types.Named)
		if !ok || t.TypeParams().Len() > 0 || convert.IsErrorType(t) {
			continue
		}
		if _, plain := t.Underlying().(*types.Basic); !plain {
			continue
		}
		if m, err := b.types.Of(t); err == nil && m.Kind == model.Named {
			all = append(all, t)
		}
	}
	return all
}

// tells reports whether arguments tell what a type parameter is: it stands in a parameter, by itself or in
// lists and dicts, and in no type that would be another class for it.
func tells(sig *types.Signature, p *types.TypeParam) bool {
	told, never := false, false
	var walk func(t types.Type, inside bool)
	tuple := func(all *types.Tuple, inside bool) {
		for v := range all.Variables() {
			walk(v.Type(), inside)
		}
	}
	walk = func(t types.Type, inside bool) {
		switch t := types.Unalias(t).(type) {
		case *types.TypeParam:
			if told = told || inside && t == p; t == p {
				return
			}
			if core := typeSetOf(t.Constraint().Underlying().(*types.Interface)).core(); core != nil {
				walk(core, inside)
			}
		case *types.Slice:
			walk(t.Elem(), inside)
		case *types.Array:
			walk(t.Elem(), inside)
		case *types.Map:
			walk(t.Key(), inside)
			walk(t.Elem(), inside)
		case *types.Signature:
			tuple(t.Params(), false)
			tuple(t.Results(), false)
		case *types.Named:
			iterator := t.Obj().Pkg() != nil && t.Obj().Pkg().Path() == "iter"
			for arg := range t.TypeArgs().Types() {
				never = never || mentions(arg, p) && !iterator
				walk(arg, inside && iterator)
			}
		default:
			never = never || mentions(t, p)
		}
	}
	tuple(sig.Params(), true)
	tuple(sig.Results(), false)
	return told && !never
}

// returned reports whether what a function gives is of a type parameter of its own, so that Python can tell an
// instance of a class from a plain number.
func returned(sig *types.Signature) bool {
	for v := range sig.Results().Variables() {
		for p := range sig.TypeParams().TypeParams() {
			if mentions(v.Type(), p) {
				return true
			}
		}
	}
	return false
}

// bindNarrow binds the narrow instances of a function that has others.
func (b *binder) bindNarrow(p *model.Package, obj *types.Func, n *named, bound []*model.Func) []*model.Func {
	var wide []instance
	for _, f := range bound {
		wide = append(wide, f.TypeArgs)
	}
	for _, args := range b.narrowInstances(obj.Signature(), wide, mostInstances-len(bound)) {
		f, err := b.bindInstance(p, obj, n, args)
		if err != nil {
			continue // the others take such values too
		}
		f.Narrow = true
		bound = append(bound, f)
	}
	return bound
}
