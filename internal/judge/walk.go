package judge

import (
	"fmt"
	"go/ast"
	"go/token"
	"go/types"

	"gophersnake/internal/load"
)

// A walk proves functions bounded: no loop, nothing that can block, and no
// call but to such functions. It reads source, so it knows only the packages
// that were loaded with their syntax; a call to any other is not proven,
// unless it is one of those listed in known.
type walk struct {
	program *load.Program
	decls   map[*types.Func]*ast.FuncDecl
	infos   map[*types.Func]*types.Info
	verdict map[*types.Func]string
}

// known are functions of the standard library that are bounded, by package or
// by name. math: every loop runs over a fixed number of bits or coefficients.
// utf8: the ones that look at a single rune.
var known = map[string]bool{
	"math": true, "math/bits": true, "math/cmplx": true, "unsafe": true,
	"errors.New": true, "unicode/utf8.RuneLen": true, "unicode/utf8.ValidRune": true, "unicode/utf8.DecodeRune": true, "unicode/utf8.DecodeRuneInString": true,
	"unicode/utf8.DecodeLastRune": true, "unicode/utf8.DecodeLastRuneInString": true, "unicode/utf8.EncodeRune": true, "unicode/utf8.AppendRune": true, "unicode/utf8.RuneStart": true,
}

func newWalk(p *load.Program) *walk {
	w := &walk{program: p, decls: map[*types.Func]*ast.FuncDecl{}, infos: map[*types.Func]*types.Info{}, verdict: map[*types.Func]string{}}
	for _, l := range p.ByPath {
		for _, file := range l.Syntax {
			for _, d := range file.Decls {
				if fd, ok := d.(*ast.FuncDecl); ok {
					if fn, ok := l.TypesInfo.Defs[fd.Name].(*types.Func); ok {
						w.decls[fn], w.infos[fn] = fd, l.TypesInfo
					}
				}
			}
		}
	}
	return w
}

// unbounded says why a function is not proven bounded; "" if it is.
func (w *walk) unbounded(fn *types.Func) string {
	if fn == nil {
		return "not proven bounded"
	}
	fn = fn.Origin()
	if why, ok := w.verdict[fn]; ok {
		return why
	}
	decl := w.decls[fn]
	if decl == nil {
		if fn.Pkg() != nil && (known[fn.Pkg().Path()] || fn.Signature().Recv() == nil && known[fn.Pkg().Path()+"."+fn.Name()]) {
			return ""
		}
		return "calls " + fn.FullName() + ", which is not proven bounded"
	}
	if decl.Body == nil {
		return "is written in assembly"
	}
	w.verdict[fn] = "is recursive" // seen again below: a call of itself
	why := w.body(decl.Body, w.infos[fn])
	w.verdict[fn] = why
	return why
}

// body finds the first thing that is not bounded.
func (w *walk) body(body *ast.BlockStmt, info *types.Info) string {
	why := ""
	found := func(n ast.Node, what string) bool {
		if why == "" {
			why = fmt.Sprintf("%s (%s)", what, w.program.Position(n.Pos()))
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
	var id *ast.Ident
	switch f := fun.(type) {
	case *ast.Ident:
		id = f
	case *ast.SelectorExpr:
		id = f.Sel
	case *ast.IndexExpr:
		return "calls a generic function"
	default:
		return "calls a function value"
	}
	switch obj := info.Uses[id].(type) {
	case *types.Builtin:
		switch obj.Name() {
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
		return ""
	case *types.Func:
		if recv := obj.Signature().Recv(); recv != nil && types.IsInterface(recv.Type()) {
			return "calls a method of an interface"
		}
		if why := w.unbounded(obj); why != "" {
			if obj.Pkg() != nil && w.decls[obj.Origin()] == nil {
				return why
			}
			return "calls " + obj.Name() + ", which " + why
		}
		return ""
	}
	return "calls a function value"
}
