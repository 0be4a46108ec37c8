package panics

import (
	"fmt"
	"go/ast"
	"go/token"
	"go/types"
	"strings"
)

// goStatement guards a goroutine. The body of a function literal gets a deferred call, and the runtime is told
// before.
// Any other call,
//
//	go f(a, b)
//
// becomes
//
//	{ gs1f := f; gs1p0 := a; gs1p1 := b; go gophersnake_rt.Run(gophersnake_rt.Started(func() { gs1f(gs1p0, gs1p1) })) }
//
// The go statement evaluates function and arguments (The Go Programming Language
// Specification, "Go statements"); only the call belongs to the goroutine.
func (r *rewriter) goStatement(s *ast.GoStmt) {
	if lit, ok := ast.Unparen(s.Call.Fun).(*ast.FuncLit); ok {
		r.insert(s.Go, r.runtime+".Starting(); ")
		r.insert(lit.Body.Lbrace+1, " defer "+r.runtime+".Guard();")
		r.recordPanics(lit.Body, "")
		return
	}
	r.n++
	prefix := fmt.Sprintf("%s%d", r.prefix, r.n)
	call, info := s.Call, r.pkg.TypesInfo

	// The function.
	fun := r.between(call.Fun.Pos(), call.Fun.End())
	if id := r.constantFunction(call.Fun); id != nil {
		if to := r.exitOf(id); to != "" {
			r.kept[fun] = true
			fun = r.runtime + "." + to
		}
		r.moved[id] = true
		r.replace(s.Go, call.Fun.Pos(), "{ ")
		r.replace(call.Fun.Pos(), call.Lparen+1, "")
	} else {
		r.replace(s.Go, call.Fun.Pos(), "{ "+prefix+"f := ")
		r.replace(call.Fun.End(), call.Lparen+1, "; ")
		fun = prefix + "f"
	}

	// The arguments. A comma ends one and begins the next; only comments may stand
	// beside it.
	var names []string
	end := call.Lparen + 1
	for i, arg := range call.Args {
		name := fmt.Sprintf("%sp%d", prefix, i)
		if i > 0 {
			r.separator(end, arg.Pos(), ";")
		}
		tv := info.Types[arg]
		tuple, several := tv.Type.(*types.Tuple)
		switch {
		case tv.IsNil():
			r.replace(arg.Pos(), arg.End(), "")
			name = "nil"
		case several:
			var parts []string
			for j := range tuple.Len() {
				parts = append(parts, fmt.Sprintf("%s_%d", name, j))
			}
			name = strings.Join(parts, ", ")
			r.insert(arg.Pos(), name+" := ")
		case tv.Value != nil:
			r.insert(arg.Pos(), "const "+name+" = ")
		default:
			r.insert(arg.Pos(), r.declaration(name, tv.Type)+" = ")
		}
		names = append(names, name)
		end = arg.End()
	}
	dots := ""
	if call.Ellipsis.IsValid() {
		dots = "..."
		r.replace(call.Ellipsis, call.Ellipsis+3, "")
		if call.Ellipsis > end {
			end = call.Ellipsis + 3
		}
	}
	if len(call.Args) > 0 {
		r.separator(end, call.Rparen, "")
	}
	r.replace(call.Rparen, call.Rparen+1,
		fmt.Sprintf("; go %s.Run(%s.Started(func() { %s(%s%s) })) }", r.runtime, r.runtime, fun, strings.Join(names, ", "), dots))
}

// separator replaces the comma between two positions, if there is one.
func (r *rewriter) separator(from, to token.Pos, with string) {
	gap := r.between(from, to)
	for i := 0; i < len(gap); i++ {
		switch {
		case strings.HasPrefix(gap[i:], "//"):
			n := strings.IndexByte(gap[i:], '\n')
			if n < 0 {
				return
			}
			i += n
		case strings.HasPrefix(gap[i:], "/*"):
			i += strings.Index(gap[i:], "*/") + 1
		case gap[i] == ',':
			r.replace(from+token.Pos(i), from+token.Pos(i)+1, with)
			return
		}
	}
}

// declaration declares a variable for an argument. A basic type is named, since 1 << n
// would otherwise be an int where an int64 is needed.
func (r *rewriter) declaration(name string, t types.Type) string {
	if b, ok := t.(*types.Basic); ok && b.Info()&types.IsUntyped == 0 && b.Kind() != types.UnsafePointer && types.Universe.Lookup(b.Name()) != nil {
		if r.pkg.Types.Scope().Lookup(b.Name()) == nil {
			return "var " + name + " " + b.Name()
		}
	}
	return "var " + name
}

// constantFunction returns the name in an expression that always evaluates to the same
// function: a declared function, which may be generic and then is not a value, or a
// builtin. Otherwise it returns nil.
func (r *rewriter) constantFunction(e ast.Expr) *ast.Ident {
	e = ast.Unparen(e)
	switch i := e.(type) { // with type arguments, maybe not all of them
	case *ast.IndexExpr:
		e = i.X
	case *ast.IndexListExpr:
		e = i.X
	}
	var id *ast.Ident
	switch e := e.(type) {
	case *ast.Ident:
		id = e
	case *ast.SelectorExpr:
		if _, ok := r.pkg.TypesInfo.Selections[e]; ok {
			return nil
		}
		id = e.Sel
	default:
		return nil
	}
	switch o := r.pkg.TypesInfo.Uses[id].(type) {
	case *types.Builtin:
		return id
	case *types.Func:
		if o.Signature().Recv() == nil {
			return id
		}
	}
	return nil
}
