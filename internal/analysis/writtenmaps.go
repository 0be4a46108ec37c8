package analysis

import (
	"go/ast"
	"go/types"
	"slices"

	"gophersnake/internal/model"
)

// writtenMaps finds maps that a function may keep and that it writes before it returns, for which
// the compiler has no word: "leaking param" is all that it says of a map that a goroutine gets, or
// a field. What is written during the call comes back. The map is read for that when the call is
// over, so nothing may go on writing it: a map that another goroutine writes meanwhile ends the
// process. So it is left where a goroutine is started that the function does not wait for, and
// where the function takes a lock, since others may have the map then.
type writtenMaps struct {
	source *source
	known  map[writtenKey]bool
	going  map[*ast.FuncDecl]bool
}

type writtenKey struct {
	name  string
	param int
}

func newWrittenMaps(s *source) *writtenMaps {
	return &writtenMaps{s, map[writtenKey]bool{}, map[*ast.FuncDecl]bool{}}
}

const keptAndWritten = "Go may keep it; what it writes before it returns comes back"

// pass lets what a function writes to such maps go back.
func (w *writtenMaps) pass(f *model.Func) {
	for _, p := range f.Params {
		if p.Type.IsMap() && p.Passing == model.Copied && p.PassingReason == keptMap && p.Kind != model.Star && w.writes(f.Object, p.Position) {
			p.Passing, p.PassingReason = model.CopiedBack, keptAndWritten
		}
	}
}

// writes reports whether a function writes to a parameter before it returns, and nothing of it does so afterwards.
func (w *writtenMaps) writes(fn *types.Func, param int) bool {
	fn = fn.Origin()
	key := writtenKey{fn.FullName(), param}
	if writes, ok := w.known[key]; ok {
		return writes
	}
	w.known[key] = false // of a function that calls itself
	b, ok := w.source.find(fn, false)
	if !ok || b.decl.Body == nil || param >= fn.Signature().Params().Len() {
		return false
	}
	p := parameterOf(b, param)
	if p == nil {
		return false
	}
	w.known[key] = !w.goesOn(b) && w.body(b, p)
	return w.known[key]
}

// body reports whether a body writes to a variable: to its entries, or by a function that it passes it to.
// What function literals do counts where they run: all but those that are returned or kept.
func (w *writtenMaps) body(b body, v types.Object) bool {
	found := false
	is := func(x ast.Expr) bool {
		for {
			switch e := ast.Unparen(x).(type) {
			case *ast.IndexExpr:
				x = e.X
			case *ast.Ident:
				return b.info.Uses[e] == v
			default:
				return false
			}
		}
	}
	entry := func(x ast.Expr) {
		if e, ok := ast.Unparen(x).(*ast.IndexExpr); ok {
			found = found || is(e)
		}
	}
	ast.Inspect(b.decl.Body, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.ReturnStmt:
			if slices.ContainsFunc(n.Results, isLiteral) {
				return false // it runs later
			}
		case *ast.KeyValueExpr:
			return !isLiteral(n.Value)
		case *ast.AssignStmt:
			_, variable := n.Lhs[0].(*ast.Ident)
			if !variable && slices.ContainsFunc(n.Rhs, isLiteral) {
				return false
			}
			for _, x := range n.Lhs {
				entry(x)
			}
		case *ast.IncDecStmt:
			entry(n.X)
		case *ast.CallExpr:
			if _, builtin := callee(n, b.info); builtin == "append" && slices.ContainsFunc(n.Args, isLiteral) {
				return false
			}
			found = found || w.call(b, n, is)
		}
		return !found
	})
	return found
}

// isLiteral reports whether an expression is a function's literal.
func isLiteral(x ast.Expr) bool {
	_, is := ast.Unparen(x).(*ast.FuncLit)
	return is
}

// call reports whether a call writes to a variable that it gets.
func (w *writtenMaps) call(b body, call *ast.CallExpr, is func(ast.Expr) bool) bool {
	fn, builtin := callee(call, b.info)
	for i, arg := range call.Args {
		switch {
		case !is(arg):
		case builtin == "delete" || builtin == "clear":
			return i == 0
		case fn == nil:
		case fn.FullName() == "maps.Copy" || fn.FullName() == "maps.Insert" || fn.FullName() == "maps.DeleteFunc":
			return i == 0
		case w.writes(fn, i):
			return true
		}
	}
	return false
}

// goesOn reports whether a function, or one of those that it calls, may leave something running that writes, or has a
// lock that says that others have what it writes. Functions whose source is not read are those of other modules, which
// get nothing of it to keep; what an interface's method or a function value does, nobody knows.
func (w *writtenMaps) goesOn(b body) bool {
	if goes, ok := w.going[b.decl]; ok {
		return goes
	}
	w.going[b.decl] = false // of a function that calls itself
	starts, waits, other := false, false, false
	ast.Inspect(b.decl.Body, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.GoStmt:
			starts = true
		case *ast.CallExpr:
			s, wait, o := w.calls(b, n)
			starts, waits, other = starts || s, waits || wait, other || o
		}
		return true
	})
	w.going[b.decl] = starts && !waits || other
	return w.going[b.decl]
}

// calls is what a call does of this: it starts something, waits for it, or does what forbids to read the map.
func (w *writtenMaps) calls(b body, call *ast.CallExpr) (starts, waits, other bool) {
	fun := ast.Unparen(call.Fun)
	if b.info.Types[fun].IsType() {
		return false, false, false
	}
	if sel, ok := fun.(*ast.SelectorExpr); ok {
		switch name := sel.Sel.Name; {
		case name == "Go" || name == "AfterFunc":
			return true, false, false
		case name == "Wait" && len(call.Args) == 0:
			return false, true, false
		case name == "Lock":
			return false, false, !ownedHere(sel.X, b)
		}
	}
	fn, builtin := callee(call, b.info)
	if builtin != "" {
		return false, false, false
	}
	if _, here := fun.(*ast.FuncLit); here {
		return false, false, false // its body is inspected where it stands
	}
	if fn == nil {
		return false, false, !ownedHere(fun, b)
	}
	called, ok := w.source.find(fn.Origin(), false)
	return false, false, ok && called.decl.Body != nil && w.goesOn(called)
}

// ownedHere reports whether an expression is a variable of the function's own: a lock that only its goroutines share.
func ownedHere(x ast.Expr, b body) bool {
	id, ok := ast.Unparen(x).(*ast.Ident)
	if !ok {
		return false
	}
	v := b.info.Uses[id]
	return v != nil && v.Pos() >= b.decl.Body.Pos() && v.Pos() < b.decl.Body.End()
}
