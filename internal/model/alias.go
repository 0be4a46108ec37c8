package model

import "go/types"

// Unaliased is a type without the aliases in it that are not exported, which the core can't
// write down; what they stand for it can.
func Unaliased(t types.Type) types.Type {
	switch u := t.(type) {
	case *types.Alias:
		if obj := u.Obj(); obj.Pkg() != nil && (!obj.Exported() || obj.Parent() != obj.Pkg().Scope()) {
			return Unaliased(types.Unalias(u))
		}
	case *types.Pointer:
		if elem := Unaliased(u.Elem()); elem != u.Elem() {
			return types.NewPointer(elem)
		}
	case *types.Slice:
		if elem := Unaliased(u.Elem()); elem != u.Elem() {
			return types.NewSlice(elem)
		}
	case *types.Array:
		if elem := Unaliased(u.Elem()); elem != u.Elem() {
			return types.NewArray(elem, u.Len())
		}
	case *types.Chan:
		if elem := Unaliased(u.Elem()); elem != u.Elem() {
			return types.NewChan(u.Dir(), elem)
		}
	case *types.Map:
		key, elem := Unaliased(u.Key()), Unaliased(u.Elem())
		if key != u.Key() || elem != u.Elem() {
			return types.NewMap(key, elem)
		}
	case *types.Signature:
		params, sameParams := unaliasedTuple(u.Params())
		results, sameResults := unaliasedTuple(u.Results())
		if !sameParams || !sameResults {
			return types.NewSignatureType(nil, nil, nil, params, results, u.Variadic())
		}
	case *types.Struct:
		fields, tags, same := make([]*types.Var, u.NumFields()), make([]string, u.NumFields()), true
		for i := range fields {
			f := u.Field(i)
			fields[i], tags[i] = types.NewField(f.Pos(), f.Pkg(), f.Name(), Unaliased(f.Type()), f.Embedded()), u.Tag(i)
			same = same && fields[i].Type() == f.Type()
		}
		if !same {
			return types.NewStruct(fields, tags)
		}
	}
	return t
}

func unaliasedTuple(all *types.Tuple) (tuple *types.Tuple, same bool) {
	vars := make([]*types.Var, all.Len())
	same = true
	for i := range vars {
		v := all.At(i)
		vars[i] = types.NewVar(v.Pos(), v.Pkg(), v.Name(), Unaliased(v.Type()))
		same = same && vars[i].Type() == v.Type()
	}
	return types.NewTuple(vars...), same
}
