package analysis

import (
	"go/ast"
	"go/types"

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
}

type writtenKey struct {
	name  string
	param int
}

func newWrittenMaps(s *source) *writtenMaps {
	return &writtenMaps{s, map[writtenKey]bool{}}
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
			for _, r := range n.Results {
				if _, ok := ast.Unparen(r).(*ast.FuncLit); ok {
					return false // it runs later
				}
			}
		case *ast.AssignStmt:
			for _, x := range n.Lhs {
				entry(x)
			}
		case *ast.IncDecStmt:
			entry(n.X)
		case *ast.CallExpr:
			found = found || w.call(b, n, is)
		}
		return !found
	})
	return found
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

// goesOn reports whether a function may leave something running that writes, or has a lock that says that
// others have what it writes.
func (w *writtenMaps) goesOn(b body) bool {
	starts, waits, locks := false, false, false
	ast.Inspect(b.decl.Body, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.GoStmt:
			starts = true
		case *ast.CallExpr:
			sel, ok := ast.Unparen(n.Fun).(*ast.SelectorExpr)
			if !ok {
				break
			}
			switch name := sel.Sel.Name; {
			case name == "Go" || name == "AfterFunc":
				starts = true
			case name == "Wait" && len(n.Args) == 0:
				waits = true
			case name == "Lock":
				locks = locks || !ownedHere(sel.X, b)
			}
		}
		return true
	})
	return starts && !waits || locks
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
