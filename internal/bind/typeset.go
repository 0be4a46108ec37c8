package bind

import (
	"go/types"
	"slices"
)

// A typeSet is what a constraint allows. Without terms it is all types that have the
// methods of the interface.
type typeSet struct {
	limited bool
	terms   []*types.Term
}

// typeSetOf finds the type set of a constraint.
func typeSetOf(t *types.Interface) typeSet {
	all := typeSet{}
	for e := range t.EmbeddedTypes() {
		all = all.and(termsOf(e))
	}
	return all
}

// termsOf is the type set of what a constraint embeds: an interface, a union or a type.
func termsOf(t types.Type) typeSet {
	switch u := types.Unalias(t).(type) {
	case *types.Union:
		set := typeSet{limited: true}
		for term := range u.Terms() {
			if iface, ok := term.Type().Underlying().(*types.Interface); ok {
				inner := typeSetOf(iface)
				if !inner.limited {
					return typeSet{}
				}
				set.terms = append(set.terms, inner.terms...)
				continue
			}
			set.terms = append(set.terms, term)
		}
		return set
	case *types.TypeParam:
		return typeSet{} // what it is decides
	}
	if iface, ok := t.Underlying().(*types.Interface); ok {
		return typeSetOf(iface)
	}
	return typeSet{true, []*types.Term{types.NewTerm(false, t)}}
}

// and is the intersection.
func (s typeSet) and(o typeSet) typeSet {
	switch {
	case !s.limited:
		return o
	case !o.limited:
		return s
	}
	var both []*types.Term
	for _, a := range s.terms {
		for _, b := range o.terms {
			switch {
			case o.has(a.Type()) && types.Identical(a.Type(), b.Type()):
				both = append(both, types.NewTerm(a.Tilde() && b.Tilde(), a.Type()))
			case a.Tilde() && types.Identical(a.Type(), b.Type().Underlying()):
				both = append(both, b)
			case b.Tilde() && types.Identical(b.Type(), a.Type().Underlying()):
				both = append(both, a)
			}
		}
	}
	return typeSet{true, both}
}

// has reports whether a type is in the set.
func (s typeSet) has(t types.Type) bool {
	return !s.limited || slices.ContainsFunc(s.terms, func(term *types.Term) bool {
		return types.Identical(t, term.Type()) || term.Tilde() && types.Identical(t.Underlying(), term.Type())
	})
}

// core is the one type of which all types of the set are, if it holds others: []E of ~[]E.
func (s typeSet) core() types.Type {
	if len(s.terms) != 1 {
		return nil
	}
	switch u := s.terms[0].Type().Underlying().(type) {
	case *types.Basic, *types.Interface:
		return nil
	default:
		if s.terms[0].Tilde() {
			return u
		}
		return s.terms[0].Type()
	}
}

// Of each group of basic types the first that a set has stands for all of them: Python has
// one type for the group.
var basicGroups = [][]types.BasicKind{
	{types.Int64, types.Int, types.Int32, types.Int16, types.Int8,
		types.Uint64, types.Uint, types.Uint32, types.Uint16, types.Uint8, types.Uintptr},
	{types.Float64, types.Float32},
	{types.String},
	{types.Complex128, types.Complex64},
	{types.Bool},
}

// chosen are the types of a limited set that are tried for a type parameter: those of basic
// types in the order above, then all others.
func (s typeSet) chosen() []types.Type {
	var all []types.Type
	for _, group := range basicGroups {
		for _, kind := range group {
			if s.has(types.Typ[kind]) {
				all = append(all, types.Typ[kind])
				break
			}
		}
	}
	for _, term := range s.terms {
		if _, basic := term.Type().(*types.Basic); !basic {
			all = append(all, term.Type())
		}
	}
	return all
}
