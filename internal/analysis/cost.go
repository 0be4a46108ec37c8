package analysis

import (
	"fmt"
	"go/ast"
	"go/constant"
	"go/token"
	"go/types"

	"gophersnake/internal/model"
)

// A costModel says what one expression or statement of a function costs by itself. To
// concatenate, compare and convert text, grow slices, hash keys, and copy structs and
// arrays takes time in proportion to their size. Known to be small are constants, small
// parameters, and what the function makes of these. Fields, package variables and
// results of calls may be of any size.
type costModel struct {
	info     *types.Info
	small    map[types.Object]bool       // parameters that are small as a whole
	given    map[types.Object][]ast.Expr // what is assigned to the function's variables; nil means a value of any size
	over     map[types.Object]ast.Expr   // loop variables: items of this expression
	loops    []ast.Node
	exempt   map[ast.Expr]bool        // not copied here
	borrowed func(*ast.CallExpr) bool // calls whose result was just made, at a higher cost
	inside   map[types.Object]bool    // variables that are being looked at
}

var sizes = types.SizesFor("gc", "amd64")

// sizeOf is the size of a type's values, without what they refer to. That of a type
// parameter is checked where the function is called.
func sizeOf(t types.Type) int64 {
	switch u := t.(type) {
	case *types.TypeParam, *types.Basic:
		return 0
	case *types.Tuple:
		most := int64(0)
		for v := range u.Variables() {
			most = max(most, sizeOf(v.Type()))
		}
		return most
	}
	if holdsParameter(t, 0) {
		return 0
	}
	if n := sizes.Sizeof(t); n >= 0 {
		return n
	}
	return model.AtOnce + 1 // beyond an int64
}

func holdsParameter(t types.Type, depth int) bool {
	if depth > 20 {
		return true
	}
	if _, ok := t.(*types.TypeParam); ok {
		return true
	}
	switch u := t.Underlying().(type) {
	case *types.Array:
		return holdsParameter(u.Elem(), depth+1)
	case *types.Struct:
		for f := range u.Fields() {
			if holdsParameter(f.Type(), depth+1) {
				return true
			}
		}
	}
	return false
}

// tooLarge says that copying a value of a type takes time; "" if not.
func tooLarge(t types.Type) string {
	if t != nil && sizeOf(t) > model.AtOnce {
		return fmt.Sprintf("copies %s, which is large", types.TypeString(t, (*types.Package).Name))
	}
	return ""
}

// tooLargeIn is tooLarge for everything that a call of a function copies.
func tooLargeIn(sig *types.Signature) string {
	why := or(tooLarge(sig.Params()), tooLarge(sig.Results()))
	if sig.Recv() != nil {
		why = or(why, tooLarge(sig.Recv().Type()))
	}
	return why
}

// newCostModel returns the cost model of a function.
func newCostModel(b body, small map[types.Object]bool) *costModel {
	info := b.info
	s := &costModel{info: info, small: small, given: map[types.Object][]ast.Expr{}, over: map[types.Object]ast.Expr{}, exempt: map[ast.Expr]bool{},
		inside: map[types.Object]bool{}}
	give := func(to, what ast.Expr) {
		id, ok := ast.Unparen(to).(*ast.Ident)
		if !ok {
			return
		}
		obj := info.Defs[id]
		if obj == nil {
			obj = info.Uses[id]
		}
		if obj != nil {
			s.given[obj] = append(s.given[obj], what)
		}
	}
	parameters := func(list *ast.FieldList) {
		if list == nil {
			return
		}
		for _, field := range list.List {
			for _, id := range field.Names {
				if !small[info.Defs[id]] {
					give(id, nil)
				}
			}
		}
	}
	parameters(b.decl.Recv)
	parameters(b.decl.Type.Params)
	ast.Inspect(b.decl.Body, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.AssignStmt:
			for i, to := range n.Lhs {
				if len(n.Rhs) == len(n.Lhs) {
					give(to, n.Rhs[i])
				} else {
					give(to, nil)
				}
			}
		case *ast.ValueSpec:
			for i, to := range n.Names {
				switch obj := info.Defs[to]; {
				case len(n.Values) == len(n.Names):
					give(to, n.Values[i])
				case len(n.Values) > 0:
					give(to, nil)
				case obj != nil:
					s.given[obj] = append(s.given[obj], []ast.Expr{}...) // starts empty
				}
			}
		case *ast.UnaryExpr:
			if n.Op == token.AND {
				give(n.X, nil) // anything may be assigned through its address
			}
		case *ast.RangeStmt:
			s.loops = append(s.loops, n)
			for _, to := range []ast.Expr{n.Key, n.Value} {
				if id, ok := to.(*ast.Ident); ok && n.Tok == token.DEFINE && info.Defs[id] != nil {
					s.over[info.Defs[id]] = n.X
				} else if to != nil {
					give(to, nil)
				}
			}
		case *ast.ForStmt:
			s.loops = append(s.loops, n)
		case *ast.FuncLit:
			parameters(n.Type.Params)
		}
		return true
	})
	return s
}

// inLoop reports whether a node is in a loop.
func (s *costModel) inLoop(n ast.Node) bool {
	for _, l := range s.loops {
		if body := loopBody(l); body.Pos() <= n.Pos() && n.End() <= body.End() {
			return true
		}
	}
	return false
}

// staysSmall reports whether a small parameter is assigned only small values.
func (s *costModel) staysSmall(p types.Object) bool {
	for _, x := range s.given[p] {
		if x == nil || !s.smallIn(x, false) {
			return false
		}
	}
	return true
}

// isSmall reports whether the value of an expression is small: text and slices by their
// length, everything else by the length of what it contains.
func (s *costModel) isSmall(e ast.Expr) bool { return s.smallIn(e, s.inLoop(e)) }

func (s *costModel) smallIn(e ast.Expr, loop bool) bool {
	e = ast.Unparen(e)
	tv := s.info.Types[e]
	if tv.Value != nil || tv.IsNil() {
		return true
	}
	switch e := e.(type) {
	case *ast.Ident:
		obj := s.info.Uses[e]
		if obj == nil {
			obj = s.info.Defs[e]
		}
		if s.small[obj] && loop {
			return false // once, but not for each item of another
		}
		if x, ok := s.over[obj]; ok {
			return s.smallIn(x, false)
		}
		all, ok := s.given[obj]
		if ok = (ok || s.small[obj]) && obj.Parent() != obj.Pkg().Scope(); !ok || s.inside[obj] {
			return ok
		}
		s.inside[obj] = true
		defer delete(s.inside, obj)
		for _, x := range all {
			if x == nil || !s.smallIn(x, loop) {
				return false
			}
		}
		return true
	case *ast.IndexExpr:
		return s.smallIn(e.X, false)
	case *ast.SliceExpr:
		if _, array := s.info.TypeOf(e.X).Underlying().(*types.Array); array {
			return true
		}
		return s.smallIn(e.X, false)
	case *ast.BinaryExpr:
		return !loop && s.smallIn(e.X, loop) && s.smallIn(e.Y, loop)
	case *ast.CompositeLit:
		for _, x := range e.Elts {
			if kv, ok := x.(*ast.KeyValueExpr); ok {
				x = kv.Value
			}
			if s.mayBeLong(s.info.TypeOf(x)) && !s.smallIn(x, loop) {
				return false
			}
		}
		return true
	case *ast.CallExpr:
		if s.info.Types[ast.Unparen(e.Fun)].IsType() && len(e.Args) == 1 {
			return !s.mayBeLong(s.info.TypeOf(e.Args[0])) || s.smallIn(e.Args[0], loop)
		}
		switch _, builtin := callee(e, s.info); builtin {
		case "make", "new":
			return true // checked separately
		case "append", "min", "max":
			for _, x := range e.Args {
				if s.mayBeLong(s.info.TypeOf(x)) && !s.smallIn(x, loop) {
					return false
				}
			}
			return true
		}
		return s.borrowed != nil && s.borrowed(e)
	}
	return false
}

// mayBeLong reports whether values of a type have a length, or contain something that
// has one.
func (s *costModel) mayBeLong(t types.Type) bool { return mayBeLong(t, 0) }

func mayBeLong(t types.Type, depth int) bool {
	if t == nil || depth > 20 {
		return true
	}
	if _, ok := t.(*types.TypeParam); ok {
		return mayBeText(t)
	}
	switch u := t.Underlying().(type) {
	case *types.Basic:
		return u.Info()&types.IsString != 0
	case *types.Slice, *types.Interface, *types.Map:
		return true
	case *types.Array:
		return mayBeLong(u.Elem(), depth+1)
	case *types.Struct:
		for f := range u.Fields() {
			if mayBeLong(f.Type(), depth+1) {
				return true
			}
		}
	}
	return false
}

// mayBeText is isText, and also true for type parameters that may be text.
func mayBeText(t types.Type) bool {
	if p, ok := t.(*types.TypeParam); ok {
		constraint, ok := p.Constraint().Underlying().(*types.Interface)
		return !ok || types.Satisfies(types.Typ[types.String], constraint)
	}
	return isText(t)
}

// cost says why evaluating a node takes time; "" if it does not.
func (s *costModel) cost(n ast.Node) string {
	if e, ok := n.(ast.Expr); ok {
		if why := s.copied(e); why != "" {
			return why
		}
	}
	switch n := n.(type) {
	case *ast.BinaryExpr:
		switch n.Op {
		case token.ADD:
			if s.info.Types[n].Value == nil && mayBeText(s.info.TypeOf(n)) {
				return s.concatenation(n, n.X, n.Y)
			}
		case token.EQL, token.NEQ, token.LSS, token.LEQ, token.GTR, token.GEQ:
			return s.comparison(n.X, n.Y)
		}
	case *ast.AssignStmt:
		if n.Tok == token.ADD_ASSIGN && mayBeText(s.info.TypeOf(n.Lhs[0])) {
			return s.concatenation(n, n.Lhs[0], n.Rhs[0])
		}
	case *ast.SwitchStmt:
		for _, c := range n.Body.List {
			for _, e := range c.(*ast.CaseClause).List {
				if n.Tag != nil {
					if why := s.comparison(n.Tag, e); why != "" {
						return why
					}
				}
			}
		}
	case *ast.IndexExpr:
		if m, ok := s.info.TypeOf(n.X).Underlying().(*types.Map); ok {
			return s.key(m, n.Index)
		}
	case *ast.CompositeLit:
		return s.literal(n)
	case *ast.ValueSpec:
		for _, id := range n.Names {
			if obj := s.info.Defs[id]; obj != nil {
				if why := tooLarge(obj.Type()); why != "" {
					return why
				}
			}
		}
	case *ast.CallExpr:
		return s.call(n)
	}
	return ""
}

// copied says that an expression copies a large value. An expression that only selects
// a part of the value, or takes its address, does not.
func (s *costModel) copied(e ast.Expr) string {
	switch e := e.(type) {
	case *ast.ParenExpr:
		s.exempt[e.X] = s.exempt[e]
		return ""
	case *ast.IndexExpr:
		s.exempt[e.X] = true
	case *ast.SliceExpr:
		s.exempt[e.X] = true
	case *ast.SelectorExpr:
		s.exempt[e.X] = true
		if m := s.info.Selections[e]; m != nil && m.Kind() == types.MethodVal {
			if why := tooLarge(m.Obj().(*types.Func).Signature().Recv().Type()); why != "" {
				return why
			}
		}
	case *ast.UnaryExpr:
		if _, literal := ast.Unparen(e.X).(*ast.CompositeLit); e.Op == token.AND && !literal {
			s.exempt[e.X] = true
		}
	case *ast.CallExpr:
		if _, builtin := callee(e, s.info); builtin == "len" || builtin == "cap" {
			s.exempt[e.Args[0]] = true
		}
	}
	if tv := s.info.Types[e]; tv.IsValue() && !s.exempt[e] {
		return tooLarge(tv.Type)
	}
	return ""
}

func (s *costModel) concatenation(n ast.Node, x, y ast.Expr) string {
	switch {
	case s.inLoop(n):
		return "concatenates in a loop"
	case s.isSmall(x) && s.isSmall(y):
		return ""
	}
	return "concatenates what may be long"
}

// comparison is over when the shorter one is.
func (s *costModel) comparison(x, y ast.Expr) string {
	if s.info.Types[x].IsNil() || s.info.Types[y].IsNil() {
		return ""
	}
	if s.isSmall(x) || s.isSmall(y) {
		return ""
	}
	a, b := s.info.TypeOf(x), s.info.TypeOf(y)
	if types.IsInterface(a) && types.IsInterface(b) {
		if isSentinel(x, s.info) || isSentinel(y, s.info) {
			return ""
		}
		return "compares what may be long"
	}
	if types.IsInterface(a) { // equal only to one of the other's type
		a = b
	}
	if mayBeLong(a, 0) {
		return "compares what may be long"
	}
	return ""
}

// isSentinel reports whether an expression is a package variable that holds an error.
// These are pointers, or as small as pointers.
func isSentinel(e ast.Expr, info *types.Info) bool {
	id, ok := ast.Unparen(e).(*ast.Ident)
	if sel, selects := ast.Unparen(e).(*ast.SelectorExpr); selects {
		id, ok = sel.Sel, true
	}
	if !ok {
		return false
	}
	v, ok := info.Uses[id].(*types.Var)
	return ok && v.Pkg() != nil && v.Parent() == v.Pkg().Scope() && types.Identical(v.Type(), types.Universe.Lookup("error").Type())
}

// key is hashed, and compared with others.
func (s *costModel) key(m *types.Map, e ast.Expr) string {
	if mayBeLong(m.Key(), 0) && !s.isSmall(e) {
		if types.IsInterface(m.Key()) && !mayBeLong(s.info.TypeOf(e), 0) {
			return ""
		}
		return "looks up a key that may be long"
	}
	return ""
}

func (s *costModel) literal(l *ast.CompositeLit) string {
	switch t := s.info.TypeOf(l).Underlying().(type) {
	case *types.Map:
		for _, x := range l.Elts {
			if kv, ok := x.(*ast.KeyValueExpr); ok {
				if why := s.key(t, kv.Key); why != "" {
					return why
				}
			}
		}
	case *types.Slice:
		most, at := int64(0), int64(0)
		for _, x := range l.Elts {
			if kv, ok := x.(*ast.KeyValueExpr); ok {
				if n, exact := constant.Int64Val(constant.ToInt(s.info.Types[kv.Key].Value)); exact {
					at = n
				}
			}
			at++
			most = max(most, at)
		}
		return s.room(most, t.Elem())
	}
	return ""
}

// room is memory for n items, which is cleared.
func (s *costModel) room(n int64, item types.Type) string {
	if size := max(sizeOf(item), 1); n > model.AtOnce/size {
		return "makes something large"
	}
	return ""
}

func (s *costModel) call(c *ast.CallExpr) string {
	fun := ast.Unparen(c.Fun)
	if s.info.Types[fun].IsType() {
		if len(c.Args) == 1 {
			return s.conversion(c, s.info.TypeOf(fun), c.Args[0])
		}
		return ""
	}
	_, builtin := callee(c, s.info)
	switch builtin {
	case "append":
		if len(c.Args) > 1 && !s.isSmall(c.Args[0]) {
			return "appends to what may be long, and so may copy it"
		}
	case "delete":
		if m, ok := s.info.TypeOf(c.Args[0]).Underlying().(*types.Map); ok {
			return s.key(m, c.Args[1])
		}
	case "min", "max":
		for _, x := range c.Args[1:] {
			if why := s.comparison(c.Args[0], x); why != "" {
				return why
			}
		}
	case "new":
		return tooLarge(s.info.TypeOf(c.Args[0]))
	case "make":
		var item types.Type
		switch t := s.info.TypeOf(c).Underlying().(type) {
		case *types.Slice:
			item = t.Elem()
		case *types.Chan:
			item = t.Elem()
		case *types.Map:
			item = types.NewStruct([]*types.Var{types.NewField(0, nil, "k", t.Key(), false), types.NewField(0, nil, "v", t.Elem(), false)}, nil)
		}
		for _, n := range c.Args[1:] {
			if v := s.info.Types[n].Value; v != nil && item != nil {
				if n, exact := constant.Int64Val(constant.ToInt(v)); exact {
					if why := s.room(n, item); why != "" {
						return why
					}
				}
			}
		}
	}
	return ""
}

// conversion copies where text becomes bytes or runes, and the other way round.
func (s *costModel) conversion(c *ast.CallExpr, to types.Type, x ast.Expr) string {
	from := s.info.TypeOf(x)
	if s.info.Types[c].Value != nil || s.info.Types[x].IsNil() || types.IsInterface(to) && !isParameter(to) {
		return ""
	}
	_, toSlice := to.Underlying().(*types.Slice)
	_, fromSlice := from.Underlying().(*types.Slice)
	copies := mayBeText(to) && fromSlice || mayBeText(from) && toSlice || (isParameter(to) || isParameter(from)) && mayBeLong(from, 0)
	if copies && !s.isSmall(x) {
		return "converts what may be long"
	}
	return ""
}

func isParameter(t types.Type) bool {
	_, ok := t.(*types.TypeParam)
	return ok
}

// handed reports whether all arguments of a call that have a length, and such a
// receiver, are small.
func (s *costModel) handed(c *ast.CallExpr) bool {
	for _, x := range c.Args {
		if hasLength(s.info.TypeOf(x)) && !s.isSmall(x) {
			return false
		}
	}
	if sel, ok := ast.Unparen(c.Fun).(*ast.SelectorExpr); ok && s.info.Selections[sel] != nil {
		return !hasLength(s.info.TypeOf(sel.X)) || s.isSmall(sel.X)
	}
	return true
}

// hasLength reports whether a parameter of a type is small if its length is.
func hasLength(t types.Type) bool {
	if isParameter(t) {
		return true
	}
	_, slice := t.Underlying().(*types.Slice)
	return slice || isText(t)
}

// instantiated says that a call gives a generic function type arguments with large
// values.
func instantiated(c *ast.CallExpr, info *types.Info) string {
	why := ""
	ast.Inspect(c.Fun, func(n ast.Node) bool {
		id, ok := n.(*ast.Ident)
		if !ok {
			return true
		}
		list := info.Instances[id].TypeArgs
		if fn, ok := info.Uses[id].(*types.Func); ok && fn.Signature().Recv() != nil {
			t := fn.Signature().Recv().Type()
			if p, ok := t.(*types.Pointer); ok {
				t = p.Elem()
			}
			if n, ok := types.Unalias(t).(*types.Named); ok {
				list = n.TypeArgs()
			}
		}
		for t := range list.Types() {
			why = or(why, tooLarge(t))
		}
		return true
	})
	return why
}
