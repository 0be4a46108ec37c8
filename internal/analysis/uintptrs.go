package analysis

import (
	"fmt"
	"go/ast"
	"go/constant"
	"go/token"
	"go/types"
	"slices"
	"strings"
)

// The compiler follows addresses only as long as they are pointers. It loses an address
// in a uintptr, unless the uintptr becomes a pointer again in the same expression. Many
// fast packages do that on purpose, in a function called noescape. So a function
// borrows nothing if it, or a function that it calls, makes a pointer from a number, or
// keeps a pointer as a number. The standard library is trusted.
type uintptrs struct {
	source    *source
	decisions map[string]string
}

func newUintptrs(s *source) *uintptrs { return &uintptrs{s, map[string]string{}} }

// why says where a function that Python calls loses an address; "" if it does not.
// Returning an address as a number is allowed.
func (h *uintptrs) why(fn *types.Func) string {
	if fn == nil {
		return ""
	}
	b, ok := h.source.find(fn.Origin(), true)
	if !ok || b.decl.Body == nil {
		return ""
	}
	return h.body(b, true)
}

func (h *uintptrs) below(fn *types.Func) string {
	if fn.Pkg() == nil || h.standard(fn.Pkg().Path()) {
		return ""
	}
	fn = fn.Origin()
	name := fn.FullName()
	if why, ok := h.decisions[name]; ok {
		return why
	}
	h.decisions[name] = ""
	b, ok := h.source.find(fn, true)
	if !ok || b.decl.Body == nil {
		return "" // what is not written in Go keeps all, says the compiler
	}
	why := h.body(b, false)
	h.decisions[name] = why
	return why
}

func (h *uintptrs) standard(path string) bool {
	if _, ours := h.source.program.ByPath[path]; ours {
		return false
	}
	first, _, _ := strings.Cut(path, "/")
	return !strings.Contains(first, ".")
}

func (h *uintptrs) body(b body, top bool) string {
	why := ""
	var above []ast.Node
	ast.Inspect(b.decl.Body, func(n ast.Node) bool {
		if n == nil {
			above = above[:len(above)-1]
			return true
		}
		if why == "" {
			switch n := n.(type) {
			case *ast.CallExpr:
				if isUnsafe(n, b.info, types.UnsafePointer, types.Uintptr) && !tracked(n.Args[0], b.info) ||
					isUnsafe(n, b.info, types.Uintptr, types.UnsafePointer) && kept(n, above, b.info, top) {
					why = fmt.Sprintf("an address is hidden from the compiler in a uintptr (%s)", h.source.program.Position(n.Pos()))
				}
			case *ast.Ident:
				if fn, ok := b.info.Uses[n].(*types.Func); ok {
					why = h.below(fn)
				}
			}
		}
		above = append(above, n)
		return true
	})
	return why
}

// isUnsafe reports whether a call is a conversion between these kinds.
func isUnsafe(c *ast.CallExpr, info *types.Info, to, from types.BasicKind) bool {
	is := func(t types.Type, kind types.BasicKind) bool {
		if t == nil {
			return false
		}
		b, ok := t.Underlying().(*types.Basic)
		return ok && b.Kind() == kind
	}
	return len(c.Args) == 1 && info.Types[ast.Unparen(c.Fun)].IsType() && is(info.TypeOf(c), to) && is(info.TypeOf(c.Args[0]), from) && info.Types[c.Args[0]].Value == nil
}

// tracked reports whether a number is made from a pointer in the same expression, so
// that the compiler knows which one.
func tracked(e ast.Expr, info *types.Info) bool {
	switch e := ast.Unparen(e).(type) {
	case *ast.BinaryExpr:
		return tracked(e.X, info) || tracked(e.Y, info)
	case *ast.CallExpr:
		return isUnsafe(e, info, types.Uintptr, types.UnsafePointer)
	}
	return false
}

// kept reports whether a number made from a pointer goes anywhere else than into a
// comparison, a remainder, a pointer, a system call or, in the outermost function, the
// result. above are the enclosing nodes.
func kept(c *ast.CallExpr, above []ast.Node, info *types.Info, top bool) bool {
	below := ast.Node(c)
	for i := len(above) - 1; i >= 0; i-- {
		switch n := above[i].(type) {
		case *ast.ParenExpr:
		case *ast.BinaryExpr:
			switch n.Op {
			case token.EQL, token.NEQ, token.LSS, token.LEQ, token.GTR, token.GEQ:
				return false
			case token.REM, token.AND:
				if v := info.Types[n.Y].Value; v != nil && below == ast.Node(n.X) {
					if most, exact := constant.Int64Val(constant.ToInt(v)); exact && most >= 0 && most < 4096 {
						return false
					}
				}
			}
		case *ast.CallExpr:
			if isUnsafe(n, info, types.UnsafePointer, types.Uintptr) {
				return false
			}
			if info.Types[ast.Unparen(n.Fun)].IsType() {
				break // to another kind of number
			}
			fn, _ := callee(n, info)
			return fn == nil || fn.Pkg() == nil || fn.Pkg().Path() != "syscall" && !strings.HasPrefix(fn.Pkg().Path(), "golang.org/x/sys/")
		case *ast.ReturnStmt:
			return !top || slices.ContainsFunc(above, func(n ast.Node) bool { _, ok := n.(*ast.FuncLit); return ok })
		default:
			return true
		}
		below = above[i]
	}
	return true
}
