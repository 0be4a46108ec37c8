package analysis

import (
	"go/ast"
	"go/token"
	"go/types"
)

// A function over columns is called for several rows at once. One that writes a variable of
// its package, or what that holds, is called for one after the other, unless it takes a lock:
// of package sync, in its own body or in that of a function on the way to the write. Writes
// behind interfaces, function values and other modules are not seen.
type shared struct {
	source   *source
	writes   map[string]string // by function: the variable that it writes, or ""
	receiver map[string]bool   // by method: whether it writes what its receiver points to
}

func newShared(s *source) *shared {
	return &shared{s, map[string]string{}, map[string]bool{}}
}

// variable is one that a function writes without a lock, or "".
func (s *shared) variable(fn *types.Func) string {
	if fn == nil {
		return ""
	}
	fn = fn.Origin()
	name := fn.FullName()
	if v, ok := s.writes[name]; ok {
		return v
	}
	s.writes[name] = "" // of a recursive call
	b, ok := s.source.find(fn, false)
	if !ok || b.decl.Body == nil || locks(b) {
		return ""
	}
	found := ""
	s.inspect(b, func(root types.Object) bool { return isGlobal(root) }, func(root types.Object) { found = root.Name() }, func(called *types.Func) {
		if found == "" {
			found = s.variable(called)
		}
	})
	s.writes[name] = found
	return found
}

// writesReceiver reports whether a method writes what its receiver points to, without a lock.
func (s *shared) writesReceiver(fn *types.Func) bool {
	fn = fn.Origin()
	name := fn.FullName()
	if v, ok := s.receiver[name]; ok {
		return v
	}
	s.receiver[name] = false
	b, ok := s.source.find(fn, false)
	recv := fn.Signature().Recv()
	if !ok || b.decl.Body == nil || recv == nil || locks(b) {
		return false
	}
	if _, pointer := types.Unalias(recv.Type()).(*types.Pointer); !pointer {
		return false
	}
	found := false
	s.inspect(b, func(root types.Object) bool { return root == recv }, func(types.Object) { found = true }, func(*types.Func) {})
	s.receiver[name] = found
	return found
}

// inspect tells of each write to what begins at a variable, and of each call.
func (s *shared) inspect(b body, is func(types.Object) bool, wrote func(types.Object), called func(*types.Func)) {
	to := func(x ast.Expr) {
		if root := rootOf(x, b.info); root != nil && is(root) {
			wrote(root)
		}
	}
	ast.Inspect(b.decl.Body, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.AssignStmt:
			if n.Tok != token.DEFINE {
				for _, x := range n.Lhs {
					to(x)
				}
			}
		case *ast.IncDecStmt:
			to(n.X)
		case *ast.CallExpr:
			fn, builtin := callee(n, b.info)
			if (builtin == "copy" || builtin == "clear" || builtin == "delete") && len(n.Args) > 0 {
				to(n.Args[0])
			}
			if fn == nil {
				return true
			}
			called(fn)
			if sel, ok := ast.Unparen(n.Fun).(*ast.SelectorExpr); ok && fn.Signature().Recv() != nil && s.writesReceiver(fn) {
				to(sel.X)
			}
		}
		return true
	})
}

// rootOf is the variable at which an expression begins: x of x.a[i].b, or of *x.
func rootOf(x ast.Expr, info *types.Info) types.Object {
	for {
		switch e := ast.Unparen(x).(type) {
		case *ast.Ident:
			return info.Uses[e]
		case *ast.SelectorExpr:
			if id, ok := e.X.(*ast.Ident); ok {
				if _, ok := info.Uses[id].(*types.PkgName); ok {
					return info.Uses[e.Sel]
				}
			}
			x = e.X
		case *ast.IndexExpr:
			x = e.X
		case *ast.SliceExpr:
			x = e.X
		case *ast.StarExpr:
			x = e.X
		default:
			return nil
		}
	}
}

// isGlobal reports whether a variable is one of a package.
func isGlobal(obj types.Object) bool {
	v, ok := obj.(*types.Var)
	return ok && v.Pkg() != nil && v.Parent() == v.Pkg().Scope()
}

// locks reports whether a body calls a method of package sync that makes others wait.
func locks(b body) bool {
	found := false
	ast.Inspect(b.decl.Body, func(n ast.Node) bool {
		call, ok := n.(*ast.CallExpr)
		if !ok {
			return !found
		}
		if fn, _ := callee(call, b.info); fn != nil && fn.Pkg() != nil && fn.Pkg().Path() == "sync" && (fn.Name() == "Lock" || fn.Name() == "Do") {
			found = true
		}
		return !found
	})
	return found
}
