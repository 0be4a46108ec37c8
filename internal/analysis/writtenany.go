package analysis

import (
	"go/ast"
	"go/types"

	"gophersnake/internal/model"
)

// writtenAny finds the parameters of an interface without methods in which Go code looks for lists or maps,
// and writes to what it has found: a list or a dict gets what was written.
type writtenAny struct {
	source *source
	maps   *writtenMaps
	writes *parameterProof
}

func newWrittenAny(s *source, maps *writtenMaps) *writtenAny {
	w := &writtenAny{source: s, maps: maps}
	w.writes = &parameterProof{s, map[parameterKey]bool{}, false, w.body}
	return w
}

const byAssertion = "Go may write to a list or a map in it: what it writes comes back"

// pass notes the parameters of a function.
func (w *writtenAny) pass(f *model.Func) {
	if f.Object == nil || f.Reflected {
		return
	}
	for _, p := range f.Params {
		if p.Type.IsAny() && isInterface(f, p) && p.Kind != model.Star && p.Passing == model.Copied && p.PassingReason == "" && len(p.Asked) == 0 &&
			w.writes.of(f.Object, p.Position) && w.maps.mayRead(f.Object, p.Position) {
			p.Passing, p.PassingReason, p.Asserted = model.CopiedBack, byAssertion, true
		}
	}
}

// body reports whether a body writes to what it finds in p, at any depth.
func (w *writtenAny) body(b body, p types.Object) bool {
	found := found(b, p)
	of := func(x ast.Expr) bool { return rooted(x, b.info, func(o types.Object) bool { return found[o] }) }
	written := false
	entry := func(x ast.Expr) {
		if e, ok := ast.Unparen(x).(*ast.IndexExpr); ok {
			written = written || of(e.X)
		}
	}
	ast.Inspect(b.decl.Body, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.AssignStmt:
			for _, x := range n.Lhs {
				entry(x)
			}
		case *ast.IncDecStmt:
			entry(n.X)
		case *ast.CallExpr:
			fn, builtin := callee(n, b.info)
			for i, arg := range n.Args {
				switch {
				case !of(arg):
				case builtin == "delete" || builtin == "clear" || builtin == "copy":
					written = written || i == 0
				case fn != nil:
					written = written || w.passes(fn, i)
				}
			}
		}
		return !written
	})
	return written
}

// passes reports whether a function writes to what it gets: an interface, a list or a map.
func (w *writtenAny) passes(fn *types.Func, i int) bool {
	if params := fn.Origin().Signature().Params(); i < params.Len() && types.IsInterface(params.At(i).Type()) {
		return w.writes.of(fn, i)
	}
	b, ok := w.source.find(fn.Origin(), false)
	if !ok || b.decl.Body == nil || i >= fn.Origin().Signature().Params().Len() {
		return false
	}
	p, ok := parameterOf(b, i).(*types.Var)
	return ok && assigns(b, p)
}

// found are p, and the variables that hold what was found in it: by assertions, type switches and loops.
func found(b body, p types.Object) map[types.Object]bool {
	found := map[types.Object]bool{p: true}
	in := func(x ast.Expr) bool { return rooted(x, b.info, func(o types.Object) bool { return found[o] }) }
	define := func(x ast.Expr) {
		if id, ok := x.(*ast.Ident); ok && b.info.Defs[id] != nil {
			found[b.info.Defs[id]] = true
		}
	}
	ast.Inspect(b.decl.Body, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.AssignStmt:
			if len(n.Rhs) == 1 && in(n.Rhs[0]) {
				define(n.Lhs[0])
			}
		case *ast.RangeStmt:
			if n.Value != nil && in(n.X) {
				define(n.Value)
			}
		case *ast.TypeSwitchStmt:
			a, ok := n.Assign.(*ast.AssignStmt)
			if !ok || !in(a.Rhs[0]) {
				break
			}
			for _, c := range n.Body.List {
				if v := b.info.Implicits[c]; v != nil {
					found[v] = true
				}
			}
		}
		return true
	})
	return found
}
