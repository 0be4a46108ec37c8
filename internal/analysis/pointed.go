package analysis

import (
	"go/ast"
	"go/token"
	"go/types"
	"strings"

	"gophersnake/internal/model"
)

// pointed finds the parameters of type any in which Go code insists on a pointer: it looks
// at the value by reflection, and returns or panics where that is none. Python has no
// pointers, so that a list or a dict is passed by one there, and what Go writes goes back.
type pointed struct {
	source *source
	known  map[parameterKey]bool
	takes  map[parameterKey]bool // it looks for slices, maps and the like itself
}

// insist lists functions of the standard library that do so, and the parameter.
var insist = map[parameterKey]bool{
	{"encoding/json.Unmarshal", 1}: true, {"(*encoding/json.Decoder).Decode", 0}: true,
	{"encoding/xml.Unmarshal", 1}: true, {"(*encoding/xml.Decoder).Decode", 0}: true, {"(*encoding/xml.Decoder).DecodeElement", 0}: true,
	{"encoding/asn1.Unmarshal", 1}: true, {"encoding/asn1.UnmarshalWithParams", 1}: true, {"(*encoding/gob.Decoder).Decode", 0}: true,
}

const byPointer = "Go insists on a pointer: a list or a dict is passed by one, and gets what Go writes"

// pass notes the parameters of a function.
func (s *pointed) pass(f *model.Func) {
	if f.Object == nil {
		return
	}
	for _, p := range f.Params {
		if p.Type.Kind == model.Any && isInterface(f, p) && p.Kind != model.Star && p.PassingReason == "" && (s.wants(f.Object, p.Position) || s.isTarget(f.Object, p.Position)) {
			p.Passing, p.PassingReason = model.CopiedBack, byPointer
		}
	}
}

// isInterface reports whether a parameter can hold the pointer. A reflect.Value, which is any value to Python too, can't.
func isInterface(f *model.Func, p *model.Param) bool {
	return types.IsInterface(f.GoSignature().Params().At(p.Position).Type())
}

// isTarget reports whether a parameter is what a function decodes to, by the names and types alone: the last one of
// func (d *Decoder) Decode(to any) error. Where it goes to from there, the source may not show.
func (s *pointed) isTarget(fn *types.Func, param int) bool {
	sig := fn.Signature()
	last := sig.Params().Len() - 1
	if sig.Variadic() { // options
		last--
	}
	for v := range sig.Results().Variables() {
		if v.Type() != types.Universe.Lookup("error").Type() {
			return false
		}
	}
	return param == last && sig.Results().Len() == 1 && decodes(fn.Name()) && !s.takes[parameterKey{fn.Origin().FullName(), param}]
}

func (s *pointed) wants(fn *types.Func, param int) bool {
	key := parameterKey{fn.Origin().FullName(), param}
	if insist[key] {
		return true
	}
	if wants, ok := s.known[key]; ok {
		return wants
	}
	s.known[key] = false // of a function that calls itself
	b, ok := s.source.find(fn.Origin(), false)
	if ok && b.decl.Body != nil {
		if p := parameterOf(b, param); p != nil {
			s.known[key], s.takes[key] = s.body(b, p)
		}
	}
	return s.known[key]
}

// parameterOf is a parameter by its position, or nil if it has no name.
func parameterOf(b body, at int) types.Object {
	for _, field := range b.decl.Type.Params.List {
		for _, name := range field.Names {
			if at == 0 {
				return b.info.Defs[name]
			}
			at--
		}
		if len(field.Names) == 0 {
			at--
		}
	}
	return nil
}

// body reports whether a function wants a pointer in p. One that looks for slices or maps
// there itself does not.
func (s *pointed) body(b body, p types.Object) (wants, takes bool) {
	is := func(e ast.Expr) bool {
		id, ok := ast.Unparen(e).(*ast.Ident)
		return ok && b.info.Uses[id] == p
	}
	reflected := map[types.Object]bool{} // variables that are reflect.ValueOf(p) or reflect.TypeOf(p)
	looks := func(e ast.Expr) bool {
		e = ast.Unparen(e)
		if id, ok := e.(*ast.Ident); ok {
			return reflected[b.info.Uses[id]]
		}
		call, ok := e.(*ast.CallExpr)
		if !ok || len(call.Args) != 1 || !is(call.Args[0]) {
			return false
		}
		name := calledName(call, b.info)
		return name == "reflect.ValueOf" || name == "reflect.TypeOf"
	}
	ast.Inspect(b.decl.Body, func(n ast.Node) bool {
		a, ok := n.(*ast.AssignStmt)
		for i := 0; ok && len(a.Lhs) == len(a.Rhs) && i < len(a.Lhs); i++ {
			if id, ok := a.Lhs[i].(*ast.Ident); ok && looks(a.Rhs[i]) {
				reflected[b.info.ObjectOf(id)] = true
			}
		}
		return true
	})
	ast.Inspect(b.decl.Body, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.TypeAssertExpr:
			takes = takes || is(n.X)
		case *ast.IfStmt:
			wants = wants || ends(n.Body) && refusesOthers(n.Cond, looks, b.info)
			wants = wants || decodes(b.decl.Name.Name) && followsPointer(n, looks, b.info)
		case *ast.CallExpr:
			fn := calledFunc(n, b.info)
			for i, arg := range n.Args {
				wants = wants || fn != nil && is(arg) && s.wants(fn, i)
			}
		}
		return true
	})
	return wants && !takes, takes
}

func calledFunc(call *ast.CallExpr, info *types.Info) *types.Func {
	var id *ast.Ident
	switch f := ast.Unparen(call.Fun).(type) {
	case *ast.Ident:
		id = f
	case *ast.SelectorExpr:
		id = f.Sel
	default:
		return nil
	}
	fn, _ := info.Uses[id].(*types.Func)
	return fn
}

func calledName(call *ast.CallExpr, info *types.Info) string {
	if fn := calledFunc(call, info); fn != nil {
		return fn.FullName()
	}
	return ""
}

// refusesOthers reports whether a condition holds for whatever is no pointer.
func refusesOthers(cond ast.Expr, looks func(ast.Expr) bool, info *types.Info) bool {
	e, ok := ast.Unparen(cond).(*ast.BinaryExpr)
	if !ok {
		return false
	}
	if e.Op == token.LOR {
		return refusesOthers(e.X, looks, info) || refusesOthers(e.Y, looks, info)
	}
	return e.Op == token.NEQ && isPointerKind(e.Y, info) && isCallOf(e.X, "Kind", looks)
}

// decodes reports whether a function is for writing to what it gets, by its name.
func decodes(name string) bool {
	name = strings.ToLower(name)
	return strings.HasPrefix(name, "unmarshal") || strings.HasPrefix(name, "decode")
}

// followsPointer reports whether a statement goes on with what a pointer leads to, if a
// value is one: if v.Kind() == reflect.Pointer && ... { v = v.Elem() }.
func followsPointer(s *ast.IfStmt, looks func(ast.Expr) bool, info *types.Info) bool {
	var isPointer func(e ast.Expr) bool
	isPointer = func(e ast.Expr) bool {
		b, ok := ast.Unparen(e).(*ast.BinaryExpr)
		if !ok {
			return false
		}
		if b.Op == token.LAND {
			return isPointer(b.X) || isPointer(b.Y)
		}
		return b.Op == token.EQL && isPointerKind(b.Y, info) && isCallOf(b.X, "Kind", looks)
	}
	if len(s.Body.List) != 1 || !isPointer(s.Cond) {
		return false
	}
	a, ok := s.Body.List[0].(*ast.AssignStmt)
	return ok && len(a.Lhs) == 1 && len(a.Rhs) == 1 && looks(a.Lhs[0]) && isCallOf(a.Rhs[0], "Elem", looks)
}

// isCallOf reports whether an expression calls a method on what looks is about.
func isCallOf(e ast.Expr, method string, looks func(ast.Expr) bool) bool {
	call, ok := ast.Unparen(e).(*ast.CallExpr)
	if !ok {
		return false
	}
	sel, ok := call.Fun.(*ast.SelectorExpr)
	return ok && sel.Sel.Name == method && looks(sel.X)
}

func isPointerKind(e ast.Expr, info *types.Info) bool {
	sel, ok := ast.Unparen(e).(*ast.SelectorExpr)
	if !ok {
		return false
	}
	c := info.Uses[sel.Sel]
	return c != nil && c.Pkg() != nil && c.Pkg().Path() == "reflect" && (c.Name() == "Ptr" || c.Name() == "Pointer")
}

// ends reports whether the last statement of a block leaves the function.
func ends(b *ast.BlockStmt) bool {
	if len(b.List) == 0 {
		return false
	}
	switch last := b.List[len(b.List)-1].(type) {
	case *ast.ReturnStmt:
		return true
	case *ast.ExprStmt:
		call, ok := last.X.(*ast.CallExpr)
		if !ok {
			return false
		}
		id, ok := call.Fun.(*ast.Ident)
		return ok && id.Name == "panic"
	}
	return false
}
