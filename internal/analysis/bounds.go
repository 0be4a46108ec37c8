package analysis

import (
	"fmt"
	"go/ast"
	"go/token"
	"go/types"
	"strings"
)

// A bounds proves functions bounded: no loop, nothing that can block, and calls of such
// functions only. It reads source; a function that is not written in Go is not proven,
// unless it is listed in known. What expressions cost is checked by cost.go.
type bounds struct {
	prover
	free, given *bounds // the proofs for any arguments, and for small arguments; nil without a cost model
}

func newBounds(s *source) *bounds {
	w := newLoops(s)
	w.free = w
	w.given = newLoops(s)
	w.given.given, w.given.free = w.given, w
	w.look = func(b body) string { return w.body(b.decl.Body, b.info, nil, newCostModel(b, nil)) }
	w.given.look = func(b body) string {
		return w.given.body(b.decl.Body, b.info, nil, newCostModel(b, parametersOf(b)))
	}
	return w
}

// newLoops returns a bounds without a cost model.
func newLoops(s *source) *bounds {
	w := &bounds{prover: prover{source: s, known: isKnown, again: "is recursive", decisions: map[string]string{}}}
	w.look = func(b body) string { return w.body(b.decl.Body, b.info, nil, nil) }
	return w
}

// parametersOf returns the parameters, and the receiver, that are small if their length
// is.
func parametersOf(b body) map[types.Object]bool {
	found := map[types.Object]bool{}
	for _, list := range []*ast.FieldList{b.decl.Recv, b.decl.Type.Params} {
		if list == nil {
			continue
		}
		for _, field := range list.List {
			for _, id := range field.Names {
				if obj := b.info.Defs[id]; obj != nil && hasLength(obj.Type()) {
					found[obj] = true
				}
			}
		}
	}
	return found
}

// known lists functions of the standard library that are bounded, by package or by
// name. math: every loop runs over a fixed number of bits or coefficients. utf8:
// functions that look at a single rune.
var known = map[string]bool{
	"math": true, "math/bits": true, "math/cmplx": true, "unsafe": true,
	"errors.New": true, "unicode/utf8.RuneLen": true, "unicode/utf8.ValidRune": true, "unicode/utf8.DecodeRune": true, "unicode/utf8.DecodeRuneInString": true,
	"unicode/utf8.DecodeLastRune": true, "unicode/utf8.DecodeLastRuneInString": true, "unicode/utf8.EncodeRune": true, "unicode/utf8.AppendRune": true, "unicode/utf8.RuneStart": true,
}

func isKnown(fn *types.Func) bool {
	return fn.Pkg() != nil && (known[fn.Pkg().Path()] || fn.Signature().Recv() == nil && known[fn.Pkg().Path()+"."+fn.Name()])
}

// linear reports whether a function is bounded except for loops over its own parameters
// that are not nested: its time is proportional to their size.
func (w *bounds) linear(fn *types.Func, small map[types.Object]bool) bool {
	b, ok := w.source.bodies[fn.Origin().FullName()]
	if !ok || b.decl.Body == nil {
		return false
	}
	s := newCostModel(b, small)
	for p := range small {
		if !s.staysSmall(p) {
			return false
		}
	}
	return w.body(b.decl.Body, b.info, fn.Origin().Signature().Params(), s) == ""
}

// short is why for calls in which these parameters are small.
func (w *bounds) short(fn *types.Func, small map[types.Object]bool) string {
	why := w.why(fn)
	if why == "" || fn == nil || len(small) == 0 {
		return why
	}
	b, ok := w.source.bodies[fn.Origin().FullName()]
	if !ok || b.decl.Body == nil {
		return why
	}
	return w.body(b.decl.Body, b.info, nil, newCostModel(b, small))
}

// overParameter reports whether a loop runs over a parameter: range p, range len(p), or i < len(p).
func overParameter(loop ast.Node, params *types.Tuple, info *types.Info) bool {
	var x ast.Expr
	switch loop := loop.(type) {
	case *ast.RangeStmt:
		x = loop.X
		if of := lengthOf(x, info); of != nil {
			x = of
		}
	case *ast.ForStmt:
		cond, ok := loop.Cond.(*ast.BinaryExpr)
		if !ok || cond.Op != token.LSS || loop.Post == nil {
			return false
		}
		post, ok := loop.Post.(*ast.IncDecStmt)
		if !ok || post.Tok != token.INC || !sameVariable(post.X, cond.X, info) || sets(loop.Body, cond.X, info) {
			return false
		}
		call, ok := cond.Y.(*ast.CallExpr)
		if !ok || len(call.Args) != 1 {
			return false
		}
		if _, builtin := callee(call, info); builtin != "len" {
			return false
		}
		x = call.Args[0]
		if sets(loop.Body, x, info) {
			return false
		}
	}
	id, ok := ast.Unparen(x).(*ast.Ident)
	if !ok {
		return false
	}
	for p := range params.Variables() {
		if info.Uses[id] == p {
			switch p.Type().Underlying().(type) {
			case *types.Slice, *types.Map:
				return true
			case *types.Basic:
				return isText(p.Type())
			}
		}
	}
	return false
}

// lengthOf is x of len(x), and of min(len(x), ...); nil if an expression is neither.
func lengthOf(e ast.Expr, info *types.Info) ast.Expr {
	call, ok := ast.Unparen(e).(*ast.CallExpr)
	if !ok || len(call.Args) == 0 {
		return nil
	}
	switch _, builtin := callee(call, info); builtin {
	case "len":
		return call.Args[0]
	case "min":
		return lengthOf(call.Args[0], info)
	}
	return nil
}

func sameVariable(a, b ast.Expr, info *types.Info) bool {
	x, ok := ast.Unparen(a).(*ast.Ident)
	y, also := ast.Unparen(b).(*ast.Ident)
	return ok && also && info.ObjectOf(x) != nil && info.ObjectOf(x) == info.ObjectOf(y)
}

// sets reports whether statements may assign to a variable.
func sets(body ast.Node, variable ast.Expr, info *types.Info) (found bool) {
	note := func(e ast.Expr) {
		if e != nil {
			found = found || sameVariable(e, variable, info)
		}
	}
	ast.Inspect(body, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.AssignStmt:
			for _, e := range n.Lhs {
				note(e)
			}
		case *ast.IncDecStmt:
			note(n.X)
		case *ast.RangeStmt:
			note(n.Key)
			note(n.Value)
		case *ast.UnaryExpr:
			if n.Op == token.AND {
				note(n.X)
			}
		}
		return !found
	})
	return found
}

// body returns the first thing that is not bounded. With params, loops over these
// parameters are allowed, unless they contain another loop.
func (w *bounds) body(body ast.Node, info *types.Info, params *types.Tuple, s *costModel) string {
	why := ""
	found := func(n ast.Node, what string) bool {
		if why == "" {
			why = fmt.Sprintf("%s (%s)", what, w.source.program.Position(n.Pos()))
		}
		return false
	}
	ast.Inspect(body, func(n ast.Node) bool {
		if why != "" || n == nil {
			return false
		}
		if s != nil {
			if what := s.cost(n); what != "" {
				return found(n, what)
			}
		}
		switch n := n.(type) {
		case *ast.ForStmt, *ast.RangeStmt:
			if params == nil || !overParameter(n, params, info) {
				return found(n, "loops")
			}
			if inner := w.body(loopBody(n), info, nil, s); inner != "" {
				why = inner
			}
			return false
		case *ast.FuncLit:
			return false // checked where it is called: a call of a function value
		case *ast.CallExpr:
			if what := w.call(n, info, s); what != "" {
				return found(n, what)
			}
		default:
			if what := blocks(n); what != "" {
				return found(n, what)
			}
		}
		return true
	})
	return why
}

// blocks returns why a statement or an operator by itself is not bounded.
func blocks(n ast.Node) string {
	switch n := n.(type) {
	case *ast.BranchStmt:
		if n.Tok == token.GOTO {
			return "jumps"
		}
	case *ast.GoStmt:
		return "starts a goroutine"
	case *ast.SelectStmt, *ast.SendStmt:
		return "may block"
	case *ast.UnaryExpr:
		if n.Op == token.ARROW {
			return "may block"
		}
	}
	return ""
}

func loopBody(loop ast.Node) ast.Node {
	if r, ok := loop.(*ast.RangeStmt); ok {
		return r.Body
	}
	return loop.(*ast.ForStmt).Body
}

// call returns why a call is not bounded.
func (w *bounds) call(c *ast.CallExpr, info *types.Info, s *costModel) string {
	fun := ast.Unparen(c.Fun)
	if tv := info.Types[fun]; tv.IsType() {
		return "" // a conversion
	}
	if lit, ok := fun.(*ast.FuncLit); ok {
		return w.body(lit.Body, info, nil, s)
	}
	fn, builtin := callee(c, info)
	switch builtin {
	case "append":
		if c.Ellipsis.IsValid() {
			return "copies a slice"
		}
	case "copy", "clear":
		return "copies or clears a slice"
	case "make":
		for _, arg := range c.Args[1:] {
			if info.Types[arg].Value == nil {
				return "makes something of any size"
			}
		}
	}
	if builtin != "" {
		return ""
	}
	if fn != nil {
		why := w.callee(fn, c, info, s)
		if why == "" || strings.HasPrefix(why, "calls ") && !strings.Contains(why, ", which ") {
			return why
		}
		return "calls " + fn.Name() + ", which " + why
	}
	if sel, ok := fun.(*ast.SelectorExpr); ok {
		if m, ok := info.Uses[sel.Sel].(*types.Func); ok && m.Signature().Recv() != nil {
			return "calls a method of an interface"
		}
	}
	return "calls a function value"
}

// callee returns why the function that a call calls is not bounded.
func (w *bounds) callee(fn *types.Func, c *ast.CallExpr, info *types.Info, s *costModel) string {
	if s == nil {
		return w.why(fn)
	}
	if why := or(tooLargeIn(fn.Signature()), instantiated(c, info)); why != "" {
		return why
	}
	why := w.free.why(fn)
	if why != "" && s.handed(c) && w.given.why(fn) == "" {
		return ""
	}
	return why
}
