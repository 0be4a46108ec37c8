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
	u := types.Unalias(t)
	switch u := u.(type) {
	case *types.Named:
		if !Unnamed(u) {
			return t
		}
		if basic, ok := u.Underlying().(*types.Basic); ok {
			return basic
		}
		if literal := literalOf(u); literal != nil {
			return Nameable(literal)
		}
		return types.Universe.Lookup("any").Type()
	case *types.Pointer:
		if elem := Nameable(u.Elem()); Unnamed(u.Elem()) && types.IsInterface(elem) {
			return elem // instances are over pointers
		}
	case *types.Struct: // which is a class by its place, or none
		return t
	}
	if rebuilt := model.Rebuilt(u, Nameable); rebuilt != u {
		return rebuilt
	}
	return t
}

// literalOf is the type without a name that stands for one that is not exported, or nil: where
// it has methods, or is made of what the core can't name, its values are instances.
func literalOf(t *types.Named) types.Type {
	if !isLiteral(t, map[*types.Named]bool{}) {
		return nil
	}
	return t.Underlying()
}

func isLiteral(t *types.Named, seen map[*types.Named]bool) bool {
	switch t.Underlying().(type) {
	case *types.Signature, *types.Slice, *types.Map, *types.Chan:
	default:
		return false
	}
	if seen[t] || t.TypeArgs().Len() < t.TypeParams().Len() {
		return false
	}
	seen[t] = true
	defer delete(seen, t)
	for m := range types.NewMethodSet(types.NewPointer(t)).Methods() {
		if m.Obj().Exported() {
			return false
		}
	}
	return isSpellable(t.Underlying(), seen)
}

func isSpellable(t types.Type, seen map[*types.Named]bool) bool {
	of := func(t types.Type) bool { return isSpellable(t, seen) }
	switch t := types.Unalias(t).(type) {
	case *types.Named:
		_, basic := t.Underlying().(*types.Basic)
		return !Unnamed(t) || basic || isLiteral(t, seen)
	case *types.Pointer:
		return of(t.Elem())
	case *types.Slice:
		return of(t.Elem())
	case *types.Array:
		return of(t.Elem())
	case *types.Chan:
		return of(t.Elem())
	case *types.Map:
		return of(t.Key()) && of(t.Elem())
	case *types.Signature:
		return of(t.Params()) && of(t.Results())
	case *types.Tuple:
		for v := range t.Variables() {
			if !of(v.Type()) {
				return false
			}
		}
		return true
	case *types.Basic, *types.Interface:
		return true
	}
	return false
}

// unnamed converts such a type: an instance of its class, or the plain value.
func (tab *Table) unnamed(t *types.Named) (*model.Type, error) {
	if basic, ok := t.Underlying().(*types.Basic); ok {
		return tab.basic(basic)
	}
	if literal := literalOf(t); literal != nil {
		return tab.convert(literal)
	}
	if t.TypeArgs().Len() == 0 && t.TypeParams().Len() > 0 {
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
