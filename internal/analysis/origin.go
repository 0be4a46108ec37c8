package analysis

import (
	"go/ast"
	"go/token"
	"go/types"
)

// An origin is the variable at which what an expression denotes begins: x of x.a[i].b, and how far from there it is.
type origin struct {
	root  types.Object // nil: something new, or nobody knows
	depth int          // how many pointers, maps and slices lie between: with none, it is a part of the variable itself
	field types.Object // the first that is selected of a variable that is a struct
}

// deeper is what the value at an origin refers to.
func (o origin) deeper() origin {
	if o.root != nil {
		o.depth++
	}
	return o
}

// origins finds those of the expressions of one body.
type origins struct {
	body
	// Variables of the function that refer to what others do, and what those refer to.
	aliases map[types.Object][]origin
	// Fields of such variables that got something else.
	replaced map[fieldOf]bool
	// What the result of a call refers to.
	result func(call *ast.CallExpr, of *origins) []origin
}

type fieldOf struct{ variable, field types.Object }

func newOrigins(b body, result func(*ast.CallExpr, *origins) []origin) *origins {
	o := &origins{b, map[types.Object][]origin{}, map[fieldOf]bool{}, result}
	ast.Inspect(b.decl.Body, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.AssignStmt:
			for i, x := range n.Lhs {
				switch {
				case len(n.Lhs) == len(n.Rhs):
					o.give(x, n.Rhs[i])
				case i == 0: // v, ok := m[k], and the first of several results
					o.give(x, n.Rhs[0])
				}
			}
		case *ast.ValueSpec:
			for i, x := range n.Names {
				if i < len(n.Values) {
					o.give(x, n.Values[i])
				}
			}
		case *ast.RangeStmt:
			if n.Value != nil {
				o.alias(n.Value, o.pointees(n.X))
			}
		case *ast.TypeSwitchStmt:
			if a, ok := n.Assign.(*ast.AssignStmt); ok {
				for _, c := range n.Body.List {
					o.refer(b.info.Implicits[c], o.pointees(a.Rhs[0].(*ast.TypeAssertExpr).X))
				}
			}
		}
		return true
	})
	return o
}

// give notes an assignment.
func (o *origins) give(to, from ast.Expr) {
	if x, ok := ast.Unparen(to).(*ast.SelectorExpr); ok {
		if id, ok := ast.Unparen(x.X).(*ast.Ident); ok {
			o.replaced[fieldOf{o.info.Uses[id], o.info.Uses[x.Sel]}] = true
		}
	}
	o.alias(to, o.pointees(from))
}

func (o *origins) alias(to ast.Expr, all []origin) {
	if id, ok := ast.Unparen(to).(*ast.Ident); ok {
		o.refer(o.info.ObjectOf(id), all)
	}
}

func (o *origins) refer(v types.Object, all []origin) {
	if v == nil || isGlobal(v) || isPlain(v.Type()) {
		return
	}
	for _, from := range all {
		if from.root != v {
			o.aliases[v] = append(o.aliases[v], from)
		}
	}
}

// places is where a variable lies that an expression denotes, or a part of it.
func (o *origins) places(x ast.Expr) []origin {
	switch x := ast.Unparen(x).(type) {
	case *ast.Ident:
		if v := o.info.ObjectOf(x); v != nil {
			return []origin{{root: v}}
		}
	case *ast.SelectorExpr:
		if s := o.info.Selections[x]; s != nil {
			return o.selected(x.X, s)
		}
		if v := o.info.Uses[x.Sel]; v != nil { // of another package
			return []origin{{root: v}}
		}
	case *ast.IndexExpr:
		if _, array := o.info.TypeOf(x.X).Underlying().(*types.Array); array {
			return o.places(x.X)
		}
		return o.pointees(x.X)
	case *ast.StarExpr:
		return o.pointees(x.X)
	}
	return nil
}

// selected is the place of a field, or of what a method with a pointer receiver is called on.
func (o *origins) selected(x ast.Expr, s *types.Selection) (all []origin) {
	if isPointer(o.info.TypeOf(x)) {
		all = o.pointees(x)
	} else {
		all = o.places(x)
	}
	t := o.info.TypeOf(x)
	for n, at := range s.Index() {
		if p, ok := t.Underlying().(*types.Pointer); ok {
			if n > 0 { // embedded
				all = deeper(all)
			}
			t = p.Elem()
		}
		of, ok := t.Underlying().(*types.Struct)
		if !ok || at >= of.NumFields() || n == len(s.Index())-1 && s.Kind() != types.FieldVal {
			break
		}
		field := of.Field(at)
		for i := range all {
			if n == 0 && all[i].depth == 0 && all[i].field == nil {
				all[i].field = field
			}
		}
		t = field.Type()
	}
	return all
}

func deeper(all []origin) (more []origin) {
	for _, o := range all {
		more = append(more, o.deeper())
	}
	return more
}

func isPointer(t types.Type) bool {
	_, is := t.Underlying().(*types.Pointer)
	return is
}

// pointees is what the value of an expression refers to, or holds what refers to it.
func (o *origins) pointees(x ast.Expr) []origin {
	switch x := ast.Unparen(x).(type) {
	case *ast.UnaryExpr:
		if x.Op == token.AND {
			return o.places(x.X)
		}
		return nil
	case *ast.SliceExpr:
		if x.Slice3 { // made so that what is appended is no longer shared
			return nil
		}
		if _, array := o.info.TypeOf(x.X).Underlying().(*types.Array); array {
			return o.places(x.X)
		}
		return o.pointees(x.X)
	case *ast.TypeAssertExpr:
		return o.pointees(x.X)
	case *ast.CallExpr:
		return o.called(x)
	}
	return deeper(o.places(x))
}

func (o *origins) called(call *ast.CallExpr) []origin {
	if o.info.Types[call.Fun].IsType() {
		if len(call.Args) == 1 && !isPlain(o.info.TypeOf(call.Args[0])) {
			return o.pointees(call.Args[0])
		}
		return nil
	}
	fn, builtin := callee(call, o.info)
	switch {
	case builtin == "append":
		return o.pointees(call.Args[0])
	case fn != nil:
		return o.result(call, o)
	}
	return nil
}

// argument is what a parameter of a function that is called refers to; -1 is the receiver.
func (o *origins) argument(call *ast.CallExpr, fn *types.Func, param int) []origin {
	if param < 0 {
		sel, ok := ast.Unparen(call.Fun).(*ast.SelectorExpr)
		s := o.info.Selections[sel]
		if !ok || s == nil || s.Kind() != types.MethodVal {
			return nil
		}
		all := o.selected(sel.X, s)
		if !isPointer(fn.Signature().Recv().Type()) { // a map, a slice, or a struct that holds one
			all = deeper(all)
		}
		return all
	}
	var all []origin
	last := fn.Signature().Params().Len() - 1
	for i, arg := range call.Args {
		if i == param || fn.Signature().Variadic() && param == last && i > last {
			all = append(all, o.pointees(arg)...)
		}
	}
	return all
}

// roots are the variables of packages, the parameters and the receiver that a place belongs to, by way of the variables
// that refer to it.
func (o *origins) roots(at origin) []origin {
	var all []origin
	seen := map[types.Object]bool{}
	var follow func(origin)
	follow = func(at origin) {
		if at.root == nil || seen[at.root] {
			return
		}
		seen[at.root] = true
		all = append(all, at)
		if at.depth == 0 || o.replaced[fieldOf{at.root, at.field}] {
			return
		}
		for _, to := range o.aliases[at.root] {
			to.depth += at.depth - 1
			follow(to)
		}
	}
	follow(at)
	return all
}
