package convert

import (
	"go/types"

	"gophersnake/internal/model"
)

// The core can't name types that are not exported, nor those that are declared in a
// function. To it, values of such a type are of the type any, but for numbers, strings and
// bools, which are plain ones; rt.Reflect converts where the author's code wants or gives
// the type itself.

// Unnamed reports whether the core can't name a declared type.
func Unnamed(t types.Type) bool {
	n, ok := types.Unalias(t).(*types.Named)
	if !ok || n.Obj().Pkg() == nil || IsStandIn(n) {
		return false
	}
	obj := n.Obj()
	return !obj.Exported() || obj.Parent() != nil && obj.Parent() != obj.Pkg().Scope()
}

// HasUnnamed reports whether a type is or contains one that the core can't name.
func HasUnnamed(t types.Type) bool { return t != nil && Nameable(t) != t }

// Nameable is a type as the core spells it. It is t itself where nothing in it is without
// a name.
func Nameable(t types.Type) types.Type {
	tuple := func(all *types.Tuple) (*types.Tuple, bool) {
		vars, same := make([]*types.Var, all.Len()), true
		for i := range vars {
			v := all.At(i)
			vars[i] = types.NewVar(v.Pos(), v.Pkg(), v.Name(), Nameable(v.Type()))
			same = same && vars[i].Type() == v.Type()
		}
		return types.NewTuple(vars...), same
	}
	switch u := types.Unalias(t).(type) {
	case *types.Named:
		if !Unnamed(u) {
			return t
		}
		if basic, ok := u.Underlying().(*types.Basic); ok {
			return basic
		}
		return types.Universe.Lookup("any").Type()
	case *types.Pointer:
		elem := Nameable(u.Elem())
		switch {
		case elem == u.Elem():
			return t
		case Unnamed(u.Elem()) && types.IsInterface(elem):
			return elem // instances are over pointers
		}
		return types.NewPointer(elem)
	case *types.Slice:
		if elem := Nameable(u.Elem()); elem != u.Elem() {
			return types.NewSlice(elem)
		}
	case *types.Array:
		if elem := Nameable(u.Elem()); elem != u.Elem() {
			return types.NewArray(elem, u.Len())
		}
	case *types.Chan:
		if elem := Nameable(u.Elem()); elem != u.Elem() {
			return types.NewChan(u.Dir(), elem)
		}
	case *types.Map:
		key, elem := Nameable(u.Key()), Nameable(u.Elem())
		if key != u.Key() || elem != u.Elem() {
			return types.NewMap(key, elem)
		}
	case *types.Signature:
		params, sameParams := tuple(u.Params())
		results, sameResults := tuple(u.Results())
		if !sameParams || !sameResults {
			return types.NewSignatureType(nil, nil, nil, params, results, u.Variadic())
		}
	}
	return t
}

// unnamed converts such a type: an instance of its class, or the plain value.
func (tab *Table) unnamed(t *types.Named) (*model.Type, error) {
	if basic, ok := t.Underlying().(*types.Basic); ok {
		return tab.basic(basic)
	}
	if t.TypeArgs().Len() > 0 || t.TypeParams().Len() > 0 {
		return nil, no("export the type", "the generic type %s is not exported", t.Obj().Name())
	}
	c, err := tab.Classes.ClassOf(t)
	if err != nil {
		return nil, err
	}
	if c == nil {
		return nil, no("export the type", "the type %s is not exported", t.Obj().Name())
	}
	return dynamic(c), nil
}

// within a type that the core spells, there can be none that it can't.
func nameable(t types.Type) error {
	if HasUnnamed(t) {
		return no("export the type", "%s has a type that is not exported", types.TypeString(t, (*types.Package).Name))
	}
	return nil
}
