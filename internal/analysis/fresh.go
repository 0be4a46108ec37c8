package analysis

import (
	"go/ast"
	"go/token"
	"go/types"
)

// freshVars are the variables of a function that only ever hold slices and maps which it has
// made itself: to write to their items is to write to nothing that it was given.
func freshVars(body ast.Node, info *types.Info) map[types.Object]bool {
	fresh := map[types.Object]bool{}
	made := func(x ast.Expr) bool {
		switch x := ast.Unparen(x).(type) {
		case *ast.CompositeLit:
			return true
		case *ast.CallExpr:
			_, builtin := callee(x, info)
			return builtin == "make"
		}
		return false
	}
	ast.Inspect(body, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.AssignStmt:
			if n.Tok == token.DEFINE && len(n.Lhs) == len(n.Rhs) {
				for i, x := range n.Lhs {
					if id, ok := x.(*ast.Ident); ok && info.Defs[id] != nil && made(n.Rhs[i]) {
						fresh[info.Defs[id]] = true
					}
				}
			}
		case *ast.ValueSpec:
			for i, id := range n.Names {
				if len(n.Values) == 0 || len(n.Values) == len(n.Names) && made(n.Values[i]) {
					fresh[info.Defs[id]] = true
				}
			}
		}
		return true
	})
	lose := func(x ast.Expr) {
		if id, ok := ast.Unparen(x).(*ast.Ident); ok {
			delete(fresh, info.Uses[id])
		}
	}
	ast.Inspect(body, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.AssignStmt:
			for i, x := range n.Lhs {
				if len(n.Lhs) != len(n.Rhs) || !made(n.Rhs[i]) && !appends(n.Rhs[i], x, info) {
					lose(x)
				}
			}
		case *ast.RangeStmt:
			if n.Tok == token.ASSIGN {
				lose(n.Key)
				lose(n.Value)
			}
		case *ast.UnaryExpr:
			if n.Op == token.AND {
				lose(n.X)
			}
		}
		return true
	})
	return fresh
}

// appends reports whether x is append(to, ...).
func appends(x, to ast.Expr, info *types.Info) bool {
	call, ok := ast.Unparen(x).(*ast.CallExpr)
	if !ok || len(call.Args) == 0 {
		return false
	}
	_, builtin := callee(call, info)
	first, ok := ast.Unparen(call.Args[0]).(*ast.Ident)
	second, same := ast.Unparen(to).(*ast.Ident)
	return builtin == "append" && ok && same && info.Uses[first] != nil && info.Uses[first] == info.Uses[second]
}

// isFresh reports whether x is such a variable.
func isFresh(x ast.Expr, fresh map[types.Object]bool, info *types.Info) bool {
	id, ok := ast.Unparen(x).(*ast.Ident)
	return ok && info.Uses[id] != nil && fresh[info.Uses[id]]
}
