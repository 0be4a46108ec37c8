package analysis

import (
	"go/ast"
	"go/types"
)

// callee returns what a call calls: a function or concrete method, or the name of a
// builtin. Neither means a call that can't be followed.
func callee(call *ast.CallExpr, info *types.Info) (fn *types.Func, builtin string) {
	fun := ast.Unparen(call.Fun)
	switch x := fun.(type) {
	case *ast.IndexExpr: // an instance of a generic function
		fun = x.X
	case *ast.IndexListExpr:
		fun = x.X
	}
	var id *ast.Ident
	switch f := fun.(type) {
	case *ast.Ident:
		id = f
	case *ast.SelectorExpr:
		id = f.Sel
	default:
		return nil, ""
	}
	switch obj := info.Uses[id].(type) {
	case *types.Builtin:
		return nil, obj.Name()
	case *types.Func:
		if recv := obj.Signature().Recv(); recv == nil || !types.IsInterface(recv.Type()) {
			return obj, ""
		}
	}
	return nil, ""
}
