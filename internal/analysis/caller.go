package analysis

import (
	"fmt"
	"go/ast"
	"go/token"
	"go/types"

	"gophersnake/internal/model"
)

// A caller proves that a function takes no time except for calls of the callables that
// it borrows. It is bounded, but may call these parameters, and may have loops that
// call one of them each time. Such a function keeps the GIL, since releasing it and
// taking it back would cost more than the rest of a callback. While the callable runs,
// Python shares the GIL as usual.
type caller struct {
	*bounds
	info      *types.Info
	borrowed  map[types.Object]bool
	params    *types.Tuple // loops over these are allowed; nil: none is
	costModel *costModel
}

// callers lists functions of the standard library that call their argument again and
// again, with little work in between. All of them call it on the same goroutine.
var callers = map[string]bool{
	"sort.Slice": true, "sort.SliceStable": true, "sort.Search": true, "sort.SliceIsSorted": true,
	"slices.SortFunc": true, "slices.SortStableFunc": true, "slices.BinarySearchFunc": true, "slices.IsSortedFunc": true,
	"slices.IndexFunc": true, "slices.ContainsFunc": true, "slices.DeleteFunc": true, "slices.MinFunc": true, "slices.MaxFunc": true, "slices.CompactFunc": true,
	"strings.Map": true, "strings.IndexFunc": true, "strings.LastIndexFunc": true, "strings.ContainsFunc": true, "strings.FieldsFunc": true, "strings.TrimFunc": true,
	"bytes.Map": true, "bytes.IndexFunc": true, "bytes.ContainsFunc": true, "bytes.FieldsFunc": true,
}

// borrowsCallables decides about the GIL for a function that takes Python callables.
func borrowsCallables(f *model.Func, w *bounds) (model.GIL, string) {
	b, ok := w.source.bodies[f.Object.FullName()]
	if !ok || b.decl.Body == nil || f.Context >= 0 {
		return model.Release, "it takes functions or objects, which may call Python"
	}
	c := &caller{bounds: w, info: b.info, borrowed: map[types.Object]bool{}}
	for _, p := range f.Params {
		switch {
		case p.Type.Kind == model.Callable && p.Passing == model.Borrowed:
			c.borrowed[f.Object.Signature().Params().At(p.Position)] = true
		case p.Type.CallsBack():
			return model.Release, "it takes functions or objects that Go may keep, or call elsewhere"
		}
	}
	if why := c.changed(b.decl.Body); why != "" {
		return model.Release, why
	}
	if why := tooLargeIn(f.GoSignature()); why != "" {
		return model.Release, why
	}
	c.setCostModel(b, nil)
	why := c.body(b.decl.Body)
	if why == "" {
		return model.Hold, "it does nothing that takes time but call what it borrows"
	}
	c.params = f.Object.Signature().Params()
	c.setCostModel(b, smallOf(f))
	if sized(f) && c.body(b.decl.Body) == "" {
		return model.HoldSmall, "it calls what it borrows, and loops over its arguments, which is short while they are small"
	}
	return model.Release, "it takes functions, and " + why
}

// setCostModel sets the cost model. Results of borrowed callables may be of any size:
// making them cost more than comparing them does.
func (c *caller) setCostModel(b body, small map[types.Object]bool) {
	c.costModel = newCostModel(b, small)
	c.costModel.borrowed = func(call *ast.CallExpr) bool { return c.isBorrowed(call.Fun) }
}

// changed returns why a borrowed parameter may hold another function than the one
// passed.
func (c *caller) changed(body ast.Node) string {
	why := ""
	note := func(e ast.Expr) {
		if e != nil && c.isBorrowed(e) && why == "" {
			why = fmt.Sprintf("it sets a function that it takes (%s)", c.source.program.Position(e.Pos()))
		}
	}
	ast.Inspect(body, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.AssignStmt:
			for _, e := range n.Lhs {
				note(e)
			}
		case *ast.RangeStmt:
			note(n.Key)
			note(n.Value)
		case *ast.UnaryExpr:
			if n.Op == token.AND {
				note(n.X)
			}
		}
		return why == ""
	})
	return why
}

func (c *caller) isBorrowed(e ast.Expr) bool {
	id, ok := ast.Unparen(e).(*ast.Ident)
	return ok && c.borrowed[c.info.Uses[id]]
}

// body returns the first thing that may take time and is not a call of a borrowed
// parameter.
func (c *caller) body(body ast.Node) string {
	why := ""
	found := func(n ast.Node, what string) bool {
		if why == "" && what != "" {
			why = fmt.Sprintf("%s (%s)", what, c.source.program.Position(n.Pos()))
		}
		return false
	}
	ast.Inspect(body, func(n ast.Node) bool {
		if why != "" || n == nil {
			return false
		}
		if what := c.costModel.cost(n); what != "" {
			return found(n, what)
		}
		switch n := n.(type) {
		case *ast.ForStmt:
			if !c.callsBorrowed(n.Cond) && !c.callsBorrowed(n.Post) && !c.always(n.Body.List) && !c.overParameter(n) {
				return found(n, "loops")
			}
		case *ast.RangeStmt:
			if !steps(c.info.TypeOf(n.X)) {
				return found(n, "loops over what may block")
			}
			if !c.always(n.Body.List) && !c.overParameter(n) {
				return found(n, "loops")
			}
		case *ast.FuncLit:
			return false // checked where it is called
		case *ast.CallExpr:
			if c.isBorrowed(n.Fun) {
				return true
			}
			if handled, what := c.callOf(n); handled {
				return found(n, what)
			}
			if what := c.call(n, c.info, c.costModel); what != "" {
				return found(n, what)
			}
		default:
			if what := blocks(n); what != "" {
				return found(n, what)
			}
		}
		return true
	})
	return why
}

// overParameter reports whether a loop runs over a parameter and all loops in it make
// calls.
func (c *caller) overParameter(loop ast.Node) bool {
	if c.params == nil || !overParameter(loop, c.params, c.info) {
		return false
	}
	inner := *c
	inner.params = nil
	return inner.body(loopBody(loop)) == ""
}

// callOf checks calls that bounds refuses: of functions that call their argument, and
// of make with the length of something that exists.
func (c *caller) callOf(n *ast.CallExpr) (handled bool, why string) {
	fn, builtin := callee(n, c.info)
	switch {
	case builtin == "make":
		for _, size := range n.Args[1:] {
			call, ok := ast.Unparen(size).(*ast.CallExpr)
			if !ok || len(call.Args) != 1 {
				return false, ""
			}
			if _, builtin := callee(call, c.info); builtin != "len" || c.body(call.Args[0]) != "" {
				return false, ""
			}
		}
		return true, ""
	case fn != nil && fn.Pkg() != nil && fn.Signature().Recv() == nil && callers[fn.Pkg().Path()+"."+fn.Name()]:
		for _, arg := range n.Args {
			if lit, ok := arg.(*ast.FuncLit); ok {
				if !c.always(lit.Body.List) {
					return true, "calls " + fn.Name() + " with a function that may not call"
				}
				if why := c.body(lit.Body); why != "" {
					return true, why
				}
				continue
			}
			if _, isFunc := c.info.TypeOf(arg).Underlying().(*types.Signature); isFunc && !c.isBorrowed(arg) {
				return true, "calls a function value"
			}
			if why := c.body(arg); why != "" {
				return true, why
			}
		}
		return true, ""
	}
	return false, ""
}

// always reports whether statements call a borrowed parameter each time they run.
func (c *caller) always(list []ast.Stmt) bool {
	for _, s := range list {
		var parts []ast.Node
		switch s := s.(type) {
		case *ast.ExprStmt, *ast.AssignStmt, *ast.IncDecStmt, *ast.DeclStmt, *ast.ReturnStmt:
			parts = []ast.Node{s}
		case *ast.IfStmt:
			parts = []ast.Node{s.Init, s.Cond}
		case *ast.SwitchStmt:
			parts = []ast.Node{s.Init, s.Tag}
		case *ast.BlockStmt:
			if c.always(s.List) {
				return true
			}
		}
		for _, p := range parts {
			if c.callsBorrowed(p) {
				return true
			}
		}
		if jumps(s) {
			return false
		}
	}
	return false
}

// callsBorrowed reports whether evaluating n calls a borrowed parameter for certain.
func (c *caller) callsBorrowed(n ast.Node) bool {
	if n == nil {
		return false
	}
	has := false
	ast.Inspect(n, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.FuncLit:
			return false
		case *ast.BinaryExpr:
			if n.Op == token.LAND || n.Op == token.LOR {
				has = has || c.callsBorrowed(n.X)
				return false
			}
		case *ast.CallExpr:
			has = has || c.isBorrowed(n.Fun)
		}
		return !has
	})
	return has
}

// jumps reports whether a statement may skip the statements after it and continue the
// loop.
func jumps(s ast.Stmt) bool {
	found := false
	ast.Inspect(s, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.FuncLit:
			return false
		case *ast.BranchStmt:
			found = found || n.Tok == token.CONTINUE || n.Tok == token.GOTO || n.Label != nil
		}
		return !found
	})
	return found
}

// steps reports whether ranging over a type runs no other code and never blocks.
func steps(t types.Type) bool {
	switch t := t.Underlying().(type) {
	case *types.Basic, *types.Slice, *types.Array, *types.Map:
		return true
	case *types.Pointer:
		_, ok := t.Elem().Underlying().(*types.Array)
		return ok
	}
	return false
}

// sized reports whether an argument may be of any size.
func sized(f *model.Func) bool {
	for _, p := range f.Params {
		if p.Sized() {
			return true
		}
	}
	return false
}
