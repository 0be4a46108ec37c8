package analysis

import (
	"go/ast"
	"go/types"
	"maps"
	"slices"
)

// Where values of type any are kept: a field of any, of a list or of a map of them, or a declared list or map of them.
// What Go looks for in a place counts for the parameters that are put there.

// placeOf is the place that an expression is, or nil.
func placeOf(e ast.Expr, info *types.Info) types.Object {
	e = ast.Unparen(e)
	if sel, is := e.(*ast.SelectorExpr); is {
		if field, is := info.ObjectOf(sel.Sel).(*types.Var); is && field.IsField() && holdsAny(field.Type()) {
			return field.Origin()
		}
	}
	return declaredList(info.TypeOf(e))
}

// declaredList is the name of a declared list or map of values of type any, or nil.
func declaredList(t types.Type) types.Object {
	if named, is := types.Unalias(t).(*types.Named); is && holdsAny(named) && !isAny(named) {
		return named.Origin().Obj()
	}
	return nil
}

// holdsAny is true of any, and of lists and maps of any.
func holdsAny(t types.Type) bool {
	switch u := t.Underlying().(type) {
	case *types.Slice:
		return isAny(u.Elem())
	case *types.Map:
		return isAny(u.Elem())
	}
	return isAny(t)
}

func isAny(t types.Type) bool {
	if _, is := types.Unalias(t).(*types.TypeParam); is {
		return false
	}
	i, is := t.Underlying().(*types.Interface)
	return is && i.Empty()
}

// findPlaces notes what the module's code looks for in each place.
func (s *asked) findPlaces() {
	found := map[types.Object][]types.Type{}
	for _, name := range slices.Sorted(maps.Keys(s.source.bodies)) {
		b := s.source.bodies[name]
		if b.decl.Body == nil {
			continue
		}
		been := map[types.Object]bool{}
		ast.Inspect(b.decl.Body, func(n ast.Node) bool {
			e, is := n.(ast.Expr)
			if !is {
				return true
			}
			if place := placeOf(e, b.info); place != nil && !been[place] {
				been[place] = true
				v := &askedValues{info: b.info, values: map[types.Object]bool{}, lists: map[types.Object]bool{}, place: place}
				for _, t := range s.body(b, v) {
					found[place] = withType(found[place], t)
				}
			}
			return true
		})
	}
	s.places = found
	s.known = map[parameterKey][]types.Type{} // without places
}

// kept is what Go looks for where a statement or an expression keeps one of the values.
func (s *asked) kept(n ast.Node, v *askedValues) (all []types.Type) {
	put := func(place types.Object, values ...ast.Expr) {
		if place != nil && slices.ContainsFunc(values, func(e ast.Expr) bool { return v.isValue(e) || v.isList(e) }) {
			all = append(all, s.places[place]...)
		}
	}
	switch n := n.(type) {
	case *ast.AssignStmt:
		for i := 0; len(n.Lhs) == len(n.Rhs) && i < len(n.Lhs); i++ {
			to := ast.Unparen(n.Lhs[i])
			if item, is := to.(*ast.IndexExpr); is {
				to = item.X
			}
			put(placeOf(to, v.info), append(appended(n.Rhs[i], v.info), n.Rhs[i])...)
		}
	case *ast.CallExpr:
		if tv := v.info.Types[n.Fun]; tv.IsType() {
			put(declaredList(tv.Type), n.Args...)
		}
	case *ast.CompositeLit:
		for _, e := range n.Elts {
			if pair, is := e.(*ast.KeyValueExpr); is {
				if id, is := pair.Key.(*ast.Ident); is {
					if field, is := v.info.ObjectOf(id).(*types.Var); is && field.IsField() {
						put(field.Origin(), pair.Value)
					}
				}
				e = pair.Value
			}
			put(declaredList(v.info.TypeOf(n)), e)
		}
	}
	return all
}

// appended are the values that a call of append adds.
func appended(e ast.Expr, info *types.Info) []ast.Expr {
	call, is := ast.Unparen(e).(*ast.CallExpr)
	if !is || len(call.Args) == 0 {
		return nil
	}
	if id, is := ast.Unparen(call.Fun).(*ast.Ident); is && info.Uses[id] == types.Universe.Lookup("append") {
		return call.Args[1:]
	}
	return nil
}
