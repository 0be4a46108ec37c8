package analysis

import (
	"go/ast"
	"go/token"
	"go/types"
	"slices"
	"strings"

	"gophersnake/internal/model"
)

// asked finds what Go code looks for in parameters of type any, by type switches and type
// assertions: a []Diff, an int64. A list comes as a []any, and an int as an int, which such
// code does not know; so they are made what it looks for.
type asked struct {
	source *source
	known  map[parameterKey][]types.Type
	places map[types.Object][]types.Type // nil until they are wanted
	names  map[string]string             // what the core calls packages
}

func newAsked(src *source, m *model.Module) *asked {
	names := map[string]string{}
	for _, i := range m.Imports {
		names[i.Path] = i.Alias
	}
	return &asked{src, map[parameterKey][]types.Type{}, nil, names}
}

// pass notes the parameters of a function.
func (s *asked) pass(f *model.Func) {
	if f.Object == nil || f.Reflected {
		return
	}
	for _, p := range f.Params {
		if p.Passing != model.Copied || !p.Type.IsAny() && !p.Type.IsListOfAny() {
			continue
		}
		if s.places == nil {
			s.findPlaces()
		}
		all, shown := s.of(f.Object, p.Position), []string{}
		if p.Compared = p.Compared && !slices.ContainsFunc(all, isPlainSlice); p.Compared {
			shown = append(shown, "arrays that can be compared")
		}
		for _, t := range s.chosen(all) {
			if spelled, ok := s.spell(t); ok {
				p.Asked = append(p.Asked, spelled)
				shown = append(shown, types.TypeString(t, (*types.Package).Name))
			}
		}
		if len(shown) == 0 {
			continue
		}
		if p.PassingReason != "" {
			p.PassingReason += "; "
		}
		p.PassingReason += "what fits becomes what Go looks for: " + strings.Join(shown, ", ")
	}
}

// chosen are the types that values from Python are made into, in the order in which Go looks
// for them. Code that knows a []any, a map[string]any, an int or a pointer gets what it knows.
func (s *asked) chosen(all []types.Type) []types.Type {
	has := func(t types.Type) bool {
		return slices.ContainsFunc(all, func(other types.Type) bool { return types.Identical(t, other) })
	}
	empty := types.NewInterfaceType(nil, nil)
	var chosen []types.Type
	for _, t := range all {
		fits := false
		switch u := t.Underlying().(type) {
		case *types.Slice:
			fits = !has(types.NewSlice(empty)) && !isByte(u.Elem())
		case *types.Map:
			fits = !has(types.NewMap(types.Typ[types.String], empty)) && !has(types.NewMap(empty, empty))
		case *types.Struct:
			fits = !has(types.NewPointer(t))
		case *types.Basic:
			int64s := types.Identical(t, types.Typ[types.Int64])
			uint64s := types.Identical(t, types.Typ[types.Uint64]) && !has(types.Typ[types.Int64])
			fits = (int64s || uint64s) && !has(types.Typ[types.Int])
		}
		if fits {
			chosen = append(chosen, t)
		}
	}
	return chosen
}

// isPlainSlice is true of what lists and bytes are in an any.
func isPlainSlice(t types.Type) bool {
	s, ok := types.Unalias(t).(*types.Slice)
	return ok && (isByte(s.Elem()) || isAny(s.Elem()))
}

func isByte(t types.Type) bool { return types.Identical(t, types.Typ[types.Byte]) }

// spell is a type as the core spells it, if it can.
func (s *asked) spell(t types.Type) (string, bool) {
	ok := true
	text := types.TypeString(t, func(p *types.Package) string {
		name := s.names[p.Path()]
		ok = ok && name != ""
		return name
	})
	return text, ok && nameable(t)
}

// nameable reports whether another package can name a type.
func nameable(t types.Type) bool {
	switch t := t.(type) {
	case *types.Basic:
		return true
	case *types.Pointer:
		return nameable(t.Elem())
	case *types.Slice:
		return nameable(t.Elem())
	case *types.Map:
		return nameable(t.Key()) && nameable(t.Elem())
	case *types.Alias:
		return nameable(types.Unalias(t))
	case *types.Interface:
		return t.NumMethods() == 0 && t.NumEmbeddeds() == 0
	case *types.Named:
		obj := t.Obj()
		return t.TypeParams().Len() == 0 && (obj.Pkg() == nil || obj.Exported() && obj.Parent() == obj.Pkg().Scope())
	}
	return false
}

// of is what a function looks for in a parameter, and those that it passes it to do; of a
// list of values, in its items.
func (s *asked) of(fn *types.Func, param int) []types.Type {
	key := parameterKey{fn.Origin().FullName(), param}
	if all, ok := s.known[key]; ok {
		return all
	}
	s.known[key] = nil // of a function that calls itself
	b, ok := s.source.find(fn.Origin(), false)
	if ok && b.decl.Body != nil {
		if p := parameterOf(b, param); p != nil {
			s.known[key] = s.body(b, parameterValues(b, p))
		}
	}
	return s.known[key]
}

func parameterValues(b body, p types.Object) *askedValues {
	v := &askedValues{info: b.info, values: map[types.Object]bool{}, lists: map[types.Object]bool{}}
	if _, list := p.Type().(*types.Slice); list {
		v.lists[p] = true
	} else {
		v.values[p] = true
	}
	return v
}

// withType adds a type to those that do not have it.
func withType(all []types.Type, t types.Type) []types.Type {
	if t == nil || slices.ContainsFunc(all, func(other types.Type) bool { return types.Identical(t, other) }) {
		return all
	}
	return append(all, types.Unalias(t))
}

// body is what a body looks for in values.
func (s *asked) body(b body, v *askedValues) []types.Type {
	for range 3 { // names for names for it
		ast.Inspect(b.decl.Body, v.names)
	}
	var all []types.Type
	add := func(t types.Type) { all = withType(all, t) }
	ast.Inspect(b.decl.Body, func(n ast.Node) bool {
		for _, t := range s.kept(n, v) {
			add(t)
		}
		switch n := n.(type) {
		case *ast.TypeAssertExpr:
			if n.Type != nil && v.isValue(n.X) {
				add(b.info.TypeOf(n.Type))
			}
		case *ast.TypeSwitchStmt:
			if !v.isValue(switched(n)) {
				break
			}
			for _, c := range n.Body.List {
				for _, e := range c.(*ast.CaseClause).List {
					if tv := b.info.Types[e]; tv.IsType() {
						add(tv.Type)
					}
				}
			}
		case *ast.CallExpr:
			fn := calledFunc(n, b.info)
			if fn == nil {
				break
			}
			sig := fn.Signature()
			for i, arg := range n.Args {
				at := min(i, sig.Params().Len()-1)
				if at < 0 || !v.isValue(arg) && !v.isList(arg) {
					continue
				}
				for _, t := range s.of(fn, at) {
					add(t)
				}
			}
		}
		return true
	})
	return all
}

// switched is the value that a type switch is about.
func switched(n *ast.TypeSwitchStmt) ast.Expr {
	var e ast.Expr
	switch a := n.Assign.(type) {
	case *ast.AssignStmt:
		e = a.Rhs[0]
	case *ast.ExprStmt:
		e = a.X
	}
	return ast.Unparen(e).(*ast.TypeAssertExpr).X
}

// askedValues are the variables that have a parameter or what is kept in a place, or a list or a map of which it is an
// item.
type askedValues struct {
	info          *types.Info
	values, lists map[types.Object]bool
	place         types.Object // or nil
}

func (v *askedValues) isValue(e ast.Expr) bool {
	switch e := ast.Unparen(e).(type) {
	case *ast.Ident:
		return v.values[v.info.ObjectOf(e)]
	case *ast.IndexExpr:
		return v.isList(e.X)
	case *ast.SelectorExpr:
		return v.isPlace(e) && isAny(v.place.Type())
	}
	return false
}

func (v *askedValues) isPlace(e ast.Expr) bool {
	return v.place != nil && placeOf(e, v.info) == v.place
}

func (v *askedValues) isList(e ast.Expr) bool {
	if v.isPlace(e) && !isAny(v.place.Type()) {
		return true
	}
	switch e := ast.Unparen(e).(type) {
	case *ast.Ident:
		return v.lists[v.info.ObjectOf(e)]
	case *ast.SliceExpr:
		return v.isList(e.X)
	}
	return false
}

// names notes the variables that a statement declares for one.
func (v *askedValues) names(n ast.Node) bool {
	switch n := n.(type) {
	case *ast.AssignStmt:
		for i := 0; n.Tok == token.DEFINE && len(n.Lhs) == len(n.Rhs) && i < len(n.Lhs); i++ {
			if id, ok := n.Lhs[i].(*ast.Ident); ok {
				v.values[v.info.Defs[id]] = v.isValue(n.Rhs[i])
				v.lists[v.info.Defs[id]] = v.isList(n.Rhs[i])
			}
		}
	case *ast.RangeStmt:
		if id, ok := n.Value.(*ast.Ident); ok && v.isList(n.X) {
			v.values[v.info.ObjectOf(id)] = true
		}
	case *ast.TypeSwitchStmt:
		for _, c := range n.Body.List {
			if clause := c.(*ast.CaseClause); len(clause.List) != 1 && v.isValue(switched(n)) {
				v.values[v.info.Implicits[clause]] = true
			}
		}
	}
	return true
}
