package judge

import (
	"fmt"
	"go/ast"
	"go/token"
	"go/types"
	"strings"
)

// A walk proves functions bounded: no loop, nothing that can block, and no
// call but to such functions. It reads source; a call of what is not written
// in Go is not proven, unless it is one of those listed in known.
type walk struct{ prover }

func newWalk(s *source) *walk {
	w := &walk{prover{source: s, known: isKnown, again: "is recursive", verdicts: map[string]string{}}}
	w.look = func(n ast.Node, info *types.Info) string { return w.body(n, info, nil) }
	return w
}

// known are functions of the standard library that are bounded, by package or
// by name. math: every loop runs over a fixed number of bits or coefficients.
// utf8: the ones that look at a single rune.
var known = map[string]bool{
	"math": true, "math/bits": true, "math/cmplx": true, "unsafe": true,
	"errors.New": true, "unicode/utf8.RuneLen": true, "unicode/utf8.ValidRune": true, "unicode/utf8.DecodeRune": true, "unicode/utf8.DecodeRuneInString": true,
	"unicode/utf8.DecodeLastRune": true, "unicode/utf8.DecodeLastRuneInString": true, "unicode/utf8.EncodeRune": true, "unicode/utf8.AppendRune": true, "unicode/utf8.RuneStart": true,
}

func isKnown(fn *types.Func) bool {
	return fn.Pkg() != nil && (known[fn.Pkg().Path()] || fn.Signature().Recv() == nil && known[fn.Pkg().Path()+"."+fn.Name()])
}

// linear reports whether a function is bounded but for loops over its own
// parameters, one inside of none: its time is that of their size.
func (w *walk) linear(fn *types.Func) bool {
	b, ok := w.source.bodies[fn.FullName()]
	return ok && b.decl.Body != nil && w.body(b.decl.Body, b.info, fn.Signature().Params()) == ""
}

// overParameter reports whether a loop ends with a parameter: range p, or
// i < len(p).
func overParameter(loop ast.Node, params *types.Tuple, info *types.Info) bool {
	var x ast.Expr
	switch loop := loop.(type) {
	case *ast.RangeStmt:
		x = loop.X
	case *ast.ForStmt:
		cond, ok := loop.Cond.(*ast.BinaryExpr)
		if !ok || cond.Op != token.LSS || loop.Post == nil {
			return false
		}
		if _, ok := loop.Post.(*ast.IncDecStmt); !ok {
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

// body finds the first thing that is not bounded. With params, loops over
// these pass, unless there is another loop inside.
func (w *walk) body(body ast.Node, info *types.Info, params *types.Tuple) string {
	why := ""
	found := func(n ast.Node, what string) bool {
		if why == "" {
			why = fmt.Sprintf("%s (%s)", what, w.source.program.Position(n.Pos()))
		}
		return false
	}
	ast.Inspect(body, func(n ast.Node) bool {
		if why != "" {
			return false
		}
		switch n := n.(type) {
		case *ast.ForStmt, *ast.RangeStmt:
			if params == nil || !overParameter(n, params, info) {
				return found(n, "loops")
			}
			if inner := w.body(loopBody(n), info, nil); inner != "" {
				why = inner
			}
			return false
		case *ast.FuncLit:
			return false // judged where it is called: a call of a function value
		case *ast.CallExpr:
			if what := w.call(n, info); what != "" {
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

// blocks says why a statement or an operator is not bounded by itself.
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

// call says why a call is not bounded.
func (w *walk) call(c *ast.CallExpr, info *types.Info) string {
	fun := ast.Unparen(c.Fun)
	if tv := info.Types[fun]; tv.IsType() {
		return "" // a conversion
	}
	if lit, ok := fun.(*ast.FuncLit); ok {
		return w.body(lit.Body, info, nil)
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
		why := w.why(fn)
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
