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
type walk struct {
	source  *source
	verdict map[string]string
}

func newWalk(s *source) *walk { return &walk{s, map[string]string{}} }

// known are functions of the standard library that are bounded, by package or
// by name. math: every loop runs over a fixed number of bits or coefficients.
// utf8: the ones that look at a single rune.
var known = map[string]bool{
	"math": true, "math/bits": true, "math/cmplx": true, "unsafe": true,
	"errors.New": true, "unicode/utf8.RuneLen": true, "unicode/utf8.ValidRune": true, "unicode/utf8.DecodeRune": true, "unicode/utf8.DecodeRuneInString": true,
	"unicode/utf8.DecodeLastRune": true, "unicode/utf8.DecodeLastRuneInString": true, "unicode/utf8.EncodeRune": true, "unicode/utf8.AppendRune": true, "unicode/utf8.RuneStart": true,
}

// unbounded says why a function is not proven bounded; "" if it is.
func (w *walk) unbounded(fn *types.Func) string {
	if fn == nil {
		return "not proven bounded"
	}
	fn = fn.Origin()
	name := fn.FullName()
	if why, ok := w.verdict[name]; ok {
		return why
	}
	if fn.Pkg() != nil && (known[fn.Pkg().Path()] || fn.Signature().Recv() == nil && known[fn.Pkg().Path()+"."+fn.Name()]) {
		return ""
	}
	b, ok := w.source.bodies[name]
	if !ok {
		return "calls " + name + ", whose source was not read"
	}
	if b.decl.Body == nil {
		return "is not written in Go"
	}
	w.verdict[name] = "is recursive" // seen again below: a call of itself
	why := w.body(b.decl.Body, b.info)
	w.verdict[name] = why
	return why
}

// body finds the first thing that is not bounded.
func (w *walk) body(body *ast.BlockStmt, info *types.Info) string {
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
			return found(n, "loops")
		case *ast.BranchStmt:
			if n.Tok == token.GOTO {
				return found(n, "jumps")
			}
		case *ast.GoStmt:
			return found(n, "starts a goroutine")
		case *ast.SelectStmt, *ast.SendStmt:
			return found(n, "may block")
		case *ast.UnaryExpr:
			if n.Op == token.ARROW {
				return found(n, "may block")
			}
		case *ast.FuncLit:
			return false // judged where it is called: a call of a function value
		case *ast.CallExpr:
			if what := w.call(n, info); what != "" {
				return found(n, what)
			}
		}
		return true
	})
	return why
}

// call says why a call is not bounded.
func (w *walk) call(c *ast.CallExpr, info *types.Info) string {
	fun := ast.Unparen(c.Fun)
	if tv := info.Types[fun]; tv.IsType() {
		return "" // a conversion
	}
	if lit, ok := fun.(*ast.FuncLit); ok {
		return w.body(lit.Body, info)
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
		why := w.unbounded(fn)
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
