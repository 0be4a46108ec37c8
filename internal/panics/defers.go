package panics

import (
	"fmt"
	"go/ast"
	"go/types"
	"path"
	"strings"

	"golang.org/x/tools/go/types/typeutil"

	"gophersnake/internal/load"
)

// A goroutine that panics runs its deferred calls first, and one of them may release a
// waiting call. So the panic is recorded before they run: after each defer statement of
// a function that is the body of a goroutine,
//
//	defer wg.Done(); defer gophersnake_rt.RecordPanic("")
//
// adds a deferred call that runs before it. This is done only if none of the function's
// deferred calls can recover, so that the panic is certain to end the goroutine. The
// name is for functions that are also called in other ways.

// targets returns the declared functions that go statements of the program start, by
// their full names, which are the same for every load of a package.
func targets(p *load.Program) map[string]bool {
	found := map[string]bool{}
	for _, l := range p.ByPath {
		for _, file := range l.Syntax {
			ast.Inspect(file, func(n ast.Node) bool {
				if s, ok := n.(*ast.GoStmt); ok {
					if fn := callee(l.TypesInfo, s.Call); fn != nil {
						found[fn.Origin().FullName()] = true
					}
				}
				return true
			})
		}
	}
	return found
}

// recoverers are the declared functions of the program that call recover.
func recoverers(p *load.Program) map[string]bool {
	found := map[string]bool{}
	for _, l := range p.ByPath {
		for _, file := range l.Syntax {
			for _, d := range file.Decls {
				if fd, ok := d.(*ast.FuncDecl); ok && fd.Body != nil && recovers(l.TypesInfo, fd.Body) {
					if fn, ok := l.TypesInfo.Defs[fd.Name].(*types.Func); ok {
						found[fn.FullName()] = true
					}
				}
			}
		}
	}
	return found
}

func recovers(info *types.Info, n ast.Node) (found bool) {
	ast.Inspect(n, func(n ast.Node) bool {
		if id, ok := n.(*ast.Ident); ok {
			if b, ok := info.Uses[id].(*types.Builtin); ok && b.Name() == "recover" {
				found = true
			}
		}
		return !found
	})
	return found
}

// callee returns the declared function or method that a call names, or nil.
func callee(info *types.Info, call *ast.CallExpr) *types.Func {
	fn, _ := typeutil.Callee(info, call).(*types.Func)
	return fn
}

// recordPanics records a panic before the deferred calls of a body run. name is the
// function's at run time; "" for a literal that a go statement starts.
func (r *rewriter) recordPanics(body *ast.BlockStmt, name string) {
	var defers []*ast.DeferStmt
	quiet := true
	ast.Inspect(body, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.FuncLit:
			return false
		case *ast.DeferStmt:
			defers = append(defers, n)
			quiet = quiet && r.quiet(n.Call)
			return false
		}
		return true
	})
	for _, d := range defers {
		if quiet {
			r.insert(d.End(), fmt.Sprintf("; defer %s.RecordPanic(%q)", r.runtime, name))
		}
	}
}

// quiet reports whether a deferred call is certain not to recover.
func (r *rewriter) quiet(call *ast.CallExpr) bool {
	info := r.pkg.TypesInfo
	switch f := ast.Unparen(call.Fun).(type) {
	case *ast.FuncLit:
		return !recovers(info, f.Body)
	case *ast.Ident:
		if b, ok := info.Uses[f].(*types.Builtin); ok {
			return b.Name() != "recover"
		}
	}
	if fn := callee(info, call); fn != nil {
		if fn.Pkg() == nil || r.interfaceMethod(fn) {
			return false
		}
		if r.ours(fn.Pkg()) || fn.Pkg() == r.pkg.Types {
			return !r.recoverers[fn.Origin().FullName()]
		}
		first, _, _ := strings.Cut(fn.Pkg().Path(), "/")
		return !strings.Contains(first, ".") // the standard library's
	}
	n, ok := types.Unalias(info.TypeOf(call.Fun)).(*types.Named)
	return ok && n.Obj().Pkg() != nil && n.Obj().Pkg().Path() == "context" // CancelFunc
}

func (r *rewriter) interfaceMethod(fn *types.Func) bool {
	recv := fn.Signature().Recv()
	return recv != nil && types.IsInterface(recv.Type())
}

// runtimeNameOf is the name that package runtime gives to a declared function, without
// type arguments; "" if that is hard to tell.
func runtimeNameOf(fn *types.Func) string {
	if strings.Contains(path.Base(fn.Pkg().Path()), ".") {
		return "" // it is escaped there
	}
	name := fn.Name()
	if recv := fn.Signature().Recv(); recv != nil {
		t, star := types.Unalias(recv.Type()), false
		if p, ok := t.(*types.Pointer); ok {
			t, star = types.Unalias(p.Elem()), true
		}
		n, ok := t.(*types.Named)
		if !ok {
			return ""
		}
		if star {
			name = "(*" + n.Obj().Name() + ")." + name
		} else {
			name = n.Obj().Name() + "." + name
		}
	}
	if fn.Pkg().Name() == "main" {
		return "main." + name
	}
	return fn.Pkg().Path() + "." + name
}
