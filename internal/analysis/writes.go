package analysis

import (
	"go/ast"
	"go/token"
	"go/types"
)

// The compiler does not know what assembly writes, so it assumes that assembly writes
// all its arguments, and bytes.IndexByte would never borrow anything. This proof is
// used if that is the compiler's only objection. It succeeds if no function that is
// called writes to a slice or array of any kind, and all assembly that is called
// belongs to packages that only read.
type writes struct{ prover }

func newWrites(s *source) *writes { return provesWrites(s, true) }

// newWritesHere is the same without loading more packages, for what costs little if it is
// not proven: a slice that goes back.
func newWritesHere(s *source) *writes { return provesWrites(s, false) }

func provesWrites(s *source, reads bool) *writes {
	w := &writes{prover{source: s, reads: reads, known: onlyReads, decisions: map[string]string{}}}
	w.look = func(b body) string { return w.body(b.decl.Body, b.info) }
	return w
}

// readers lists packages of the standard library whose assembly reads slices and text,
// and neither writes nor concatenates them: searching, comparing and counting bytes.
var readers = map[string]bool{"internal/bytealg": true}

func onlyReads(fn *types.Func) bool { return fn.Pkg() != nil && readers[fn.Pkg().Path()] }

func (w *writes) body(n ast.Node, info *types.Info) string {
	why, fresh := "", freshVars(n, info)
	written := func(x ast.Expr) string {
		if index, ok := x.(*ast.IndexExpr); ok && isFresh(index.X, fresh, info) {
			return ""
		}
		return written(x)
	}
	ast.Inspect(n, func(n ast.Node) bool {
		if why != "" {
			return false
		}
		switch n := n.(type) {
		case *ast.AssignStmt:
			for _, x := range n.Lhs {
				why = or(why, written(x))
			}
		case *ast.IncDecStmt:
			why = written(n.X)
		case *ast.UnaryExpr:
			if n.Op == token.AND {
				if _, ok := ast.Unparen(n.X).(*ast.IndexExpr); ok {
					why = "takes the address of an item"
				}
			}
		case *ast.RangeStmt:
			if n.Tok == token.ASSIGN {
				why = or(written(n.Key), written(n.Value))
			}
		case *ast.SelectorExpr:
			if id, ok := n.X.(*ast.Ident); ok {
				if p, ok := info.Uses[id].(*types.PkgName); ok && p.Imported().Path() == "unsafe" && n.Sel.Name != "Sizeof" && n.Sel.Name != "Offsetof" {
					why = "uses unsafe." + n.Sel.Name
				}
			}
		case *ast.CallExpr:
			why = w.call(n, fresh, info)
		}
		return true
	})
	return why
}

func or(a, b string) string {
	if a == "" {
		return b
	}
	return a
}

// written returns why an assignment may write to a slice. Only an assignment to a plain
// variable does not.
func written(x ast.Expr) string {
	if x == nil {
		return ""
	}
	switch x := ast.Unparen(x).(type) {
	case *ast.Ident:
		return ""
	case *ast.SelectorExpr:
		return written(x.X)
	}
	return "assigns to " + types.ExprString(x)
}

func (w *writes) call(call *ast.CallExpr, fresh map[types.Object]bool, info *types.Info) string {
	fun := ast.Unparen(call.Fun)
	if info.Types[fun].IsType() {
		return ""
	}
	fn, builtin := callee(call, info)
	switch {
	case builtin != "" && len(call.Args) > 0 && isFresh(call.Args[0], fresh, info):
		return ""
	case builtin == "append" || builtin == "copy" || builtin == "clear" || builtin == "delete":
		return "calls " + builtin
	case builtin != "":
		return ""
	case fn != nil:
		return w.why(fn)
	}
	if _, ok := fun.(*ast.FuncLit); ok {
		return "" // its body is inspected where it stands
	}
	return "makes a call that can't be followed: " + types.ExprString(call.Fun)
}
