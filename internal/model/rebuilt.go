package model

import "go/types"

// Rebuilt is a type that has no name with other types in the place of its parts. It is t
// itself where part gives each of them back, and where t has none.
func Rebuilt(t types.Type, part func(types.Type) types.Type) types.Type {
	switch u := t.(type) {
	case *types.Pointer:
		if elem := part(u.Elem()); elem != u.Elem() {
			return types.NewPointer(elem)
		}
	case *types.Slice:
		if elem := part(u.Elem()); elem != u.Elem() {
			return types.NewSlice(elem)
		}
	case *types.Array:
		if elem := part(u.Elem()); elem != u.Elem() {
			return types.NewArray(elem, u.Len())
		}
	case *types.Chan:
		if elem := part(u.Elem()); elem != u.Elem() {
			return types.NewChan(u.Dir(), elem)
		}
	case *types.Map:
		key, elem := part(u.Key()), part(u.Elem())
		if key != u.Key() || elem != u.Elem() {
			return types.NewMap(key, elem)
		}
	case *types.Signature:
		params, sameParams := rebuiltTuple(u.Params(), part)
		results, sameResults := rebuiltTuple(u.Results(), part)
		if !sameParams || !sameResults {
			return types.NewSignatureType(nil, nil, nil, params, results, u.Variadic())
		}
	case *types.Struct:
		fields, tags, same := make([]*types.Var, u.NumFields()), make([]string, u.NumFields()), true
		for i := range fields {
			f := u.Field(i)
			fields[i], tags[i] = types.NewField(f.Pos(), f.Pkg(), f.Name(), part(f.Type()), f.Embedded()), u.Tag(i)
			same = same && fields[i].Type() == f.Type()
		}
		if !same {
			return types.NewStruct(fields, tags)
		}
	}
	return t
}

func rebuiltTuple(all *types.Tuple, part func(types.Type) types.Type) (tuple *types.Tuple, same bool) {
	vars := make([]*types.Var, all.Len())
	same = true
	for i := range vars {
		v := all.At(i)
		vars[i] = types.NewVar(v.Pos(), v.Pkg(), v.Name(), part(v.Type()))
		same = same && vars[i].Type() == v.Type()
	}
	return types.NewTuple(vars...), same
}
