package analysis

import (
	"go/ast"
	"go/token"
	"go/types"
	"slices"
	"strings"

	"gophersnake/internal/model"
)

// writtenMaps finds maps that a function may keep and that it writes before it returns, for which
// the compiler has no word: "leaking param" is all that it says of a map that a goroutine gets, or
// a field. What is written during the call comes back. The map is read for that when the call is
// over, so nothing may go on writing it: a map that another goroutine writes meanwhile ends the
// process. So it is left where a goroutine is started that the function does not wait for, and
// where the function takes a lock, since others may have the map then. The same holds for maps in lists, in
// maps and in what an any holds.
type writtenMaps struct {
	source *source
	going  map[*ast.FuncDecl]goingOn
	// writes: a function writes to a parameter before it returns, and nothing of it does so afterwards.
	// stays: it neither keeps nor hands on what it gets by one, nor a part of it that is more than a number or text.
	writes, stays *parameterProof
}

func newWrittenMaps(s *source) *writtenMaps {
	w := &writtenMaps{source: s, going: map[*ast.FuncDecl]goingOn{}}
	w.writes = &parameterProof{s, map[parameterKey]bool{}, false, func(b body, p types.Object) bool { return w.of(b) == goingOn{} && w.body(b, p) }}
	w.stays = &parameterProof{s, map[parameterKey]bool{}, true, func(b body, p types.Object) bool { return w.staysIn(b, found(b, p)) }}
	return w
}

const keptAndWritten = "Go may keep it; what it writes before it returns comes back"

// pass lets what a function writes to such maps go back.
func (w *writtenMaps) pass(f *model.Func) {
	for _, p := range f.Params {
		if p.Type.IsMap() && p.Passing == model.Copied && p.PassingReason == keptMap && p.Kind != model.Star && w.writes.of(f.Object, p.Position) {
			p.Passing, p.PassingReason = model.CopiedBack, keptAndWritten
		}
	}
}

// shallow leaves what maps hold alone where it can't be read after the call.
func (w *writtenMaps) shallow(f *model.Func) {
	if f.Object == nil {
		return
	}
	for _, p := range f.Params {
		to := p.Type.Pointed()
		switch {
		case p.Passing != model.CopiedBack || p.Type.Plain().Kind == model.Any || w.mayRead(f.Object, p.Position):
		case to != nil && to.IsMap() && p.Type.IsPointer():
			p.Passing, p.PassingReason = model.Copied, keptMap
		default:
			p.Shallow = true
		}
	}
}

// body reports whether a body writes to a variable: to its entries, or by a function that it passes it to.
// What function literals do counts where they run: all but those that are returned or kept.
func (w *writtenMaps) body(b body, v types.Object) bool {
	found := false
	is := func(x ast.Expr) bool { return rooted(x, b.info, func(o types.Object) bool { return o == v }) }
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
		case w.writes.of(fn, i):
			return true
		}
	}
	return false
}

// A goingOn is what a function, or one of those that it calls, may leave behind.
type goingOn struct {
	leaves bool // a goroutine that it does not wait for
	hands  bool // others that have what they get of it: it takes a lock, sends, stores, or calls what nobody knows
}

// of tells it of a function. Functions whose source is not read are those of other modules: what these get of it,
// they may keep. What an interface's method or a function value does, nobody knows.
func (w *writtenMaps) of(b body) goingOn {
	if g, ok := w.going[b.decl]; ok {
		return g
	}
	w.going[b.decl] = goingOn{} // of a function that calls itself
	starts, waits, g := false, false, goingOn{}
	ast.Inspect(b.decl.Body, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.GoStmt:
			starts = true
		case *ast.SendStmt:
			g.hands = g.hands || !ownedHere(n.Chan, b)
		case *ast.CallExpr:
			s, wait, called := w.calls(b, n)
			starts, waits = starts || s, waits || wait
			g.leaves, g.hands = g.leaves || called.leaves, g.hands || called.hands
		}
		return true
	})
	g.leaves = g.leaves || starts && !waits
	w.going[b.decl] = g
	return g
}

// mayRead reports whether what a function gets by a parameter may be read after the call: nobody can write it then.
func (w *writtenMaps) mayRead(fn *types.Func, param int) bool {
	b, ok := w.source.find(fn.Origin(), false)
	if !ok || b.decl.Body == nil || param >= fn.Signature().Params().Len() {
		return true
	}
	g, p := w.of(b), parameterOf(b, param)
	return !g.leaves && (!g.hands || p == nil || w.stays.of(fn, param))
}

func (w *writtenMaps) staysIn(b body, found map[types.Object]bool) bool {
	var above []ast.Node
	stays := true
	ast.Inspect(b.decl.Body, func(n ast.Node) bool {
		if n == nil {
			above = above[:len(above)-1]
			return true
		}
		if id, ok := n.(*ast.Ident); ok && found[b.info.Uses[id]] {
			stays = stays && w.use(b, found, id, above)
		}
		above = append(above, n)
		return true
	})
	return stays
}

// use reports whether one mention of a variable keeps nothing of it. above: what it stands in.
func (w *writtenMaps) use(b body, found map[types.Object]bool, part ast.Expr, above []ast.Node) bool {
	at := len(above) - 1
	for ; at > 0; at-- { // to the whole of what it is a part of, as m in m[k].(T)
		x, ok := above[at].(ast.Expr)
		if !ok || inner(x) != part {
			break
		}
		part = x
	}
	if t := b.info.TypeOf(part); t != nil && isPlain(t) {
		return true
	}
	switch n := above[at].(type) {
	case *ast.AssignStmt:
		if slices.Contains(n.Lhs, part) {
			return true
		}
		id, ok := n.Lhs[slices.Index(n.Rhs, part)].(*ast.Ident)
		_, switched := part.(*ast.TypeAssertExpr)
		return ok && (found[b.info.Defs[id]] || switched && b.info.Defs[id] == nil && n.Tok == token.DEFINE)
	case *ast.RangeStmt:
		return n.X == part
	case *ast.BinaryExpr, *ast.ExprStmt:
		return true
	case *ast.CallExpr:
		fn, builtin := callee(n, b.info)
		i := slices.Index(n.Args, part)
		return i >= 0 && (builtin != "" && builtin != "append" || fn != nil && w.stays.of(fn, i))
	}
	return false
}

// calls is what a call does of this: it starts something, waits for it, or what it leaves behind.
func (w *writtenMaps) calls(b body, call *ast.CallExpr) (starts, waits bool, g goingOn) {
	fun := ast.Unparen(call.Fun)
	if b.info.Types[fun].IsType() {
		return false, false, g
	}
	hands := goingOn{hands: true}
	if sel, ok := fun.(*ast.SelectorExpr); ok {
		switch name := sel.Sel.Name; {
		case name == "Go" || name == "AfterFunc":
			return true, false, g
		case name == "Wait" && len(call.Args) == 0:
			return false, true, g
		case name == "Lock":
			return false, false, goingOn{hands: !ownedHere(sel.X, b)}
		}
	}
	fn, builtin := callee(call, b.info)
	if builtin != "" {
		return false, false, g
	}
	if _, here := fun.(*ast.FuncLit); here {
		return false, false, g // its body is inspected where it stands
	}
	if fn == nil {
		return false, false, goingOn{hands: !ownedHere(fun, b)}
	}
	if called, ok := w.source.find(fn.Origin(), false); ok {
		if called.decl.Body == nil {
			return false, false, hands
		}
		return false, false, w.of(called)
	}
	if fn.Pkg() != nil && keeps(fn.Pkg().Path()) && slices.ContainsFunc(call.Args, func(x ast.Expr) bool { return !isPlain(b.info.TypeOf(x)) }) {
		return false, false, hands
	}
	return false, false, g
}

// keeps reports whether functions of a package may keep what they get, for other goroutines: those of other modules,
// and what is made for that. The rest of the standard library does not.
func keeps(path string) bool {
	first, _, _ := strings.Cut(path, "/")
	return strings.Contains(first, ".") || path == "sync" || path == "sync/atomic" || path == "container/list" || path == "container/ring"
}

// isPlain reports whether a type has numbers or text alone, or errors.
func isPlain(t types.Type) bool {
	if t == nil || types.Identical(t, types.Universe.Lookup("error").Type()) {
		return true
	}
	_, basic := t.Underlying().(*types.Basic)
	return basic
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
