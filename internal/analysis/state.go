package analysis

import (
	"go/ast"
	"go/token"
	"go/types"
	"maps"
	"slices"
)

// A function over columns is called for several rows at once. One that writes a variable of
// its package, or what that holds, is called for one after the other, unless it takes a lock
// in its own body or in that of a function on the way to the write. Writes behind interfaces
// and function values are not seen, nor those of other modules to their own variables. What these
// write of what they are given is, if they use neither package sync nor atomics.
type shared struct {
	source  *source
	pointed *pointed
	writes  map[string]*effects // by function
	results map[string][]origin // by function: what its first result refers to
	reads   bool                // further packages, for what functions of these write of what they are given
}

// The effects of a function are what it writes without a lock.
type effects struct {
	variable   string       // of a package: the first, or ""
	parameters map[int]bool // what they refer to; -1 is the receiver
	atomic     bool         // it uses package sync, or sync/atomic
}

func newShared(s *source, reads bool) *shared {
	p := &pointed{s, map[parameterKey]bool{}, map[parameterKey]bool{}}
	return &shared{s, p, map[string]*effects{}, map[string][]origin{}, reads}
}

// variable is one that a function writes without a lock, or "".
func (s *shared) variable(fn *types.Func) string {
	if fn == nil {
		return ""
	}
	return s.of(fn).variable
}

// writesReceiver reports whether a method writes what its receiver refers to, without a lock.
func (s *shared) writesReceiver(fn *types.Func) bool { return s.of(fn).parameters[-1] }

func (s *shared) of(fn *types.Func) *effects {
	fn = fn.Origin()
	name := fn.FullName()
	if w, ok := s.writes[name]; ok {
		return w
	}
	w := &effects{parameters: map[int]bool{}}
	s.writes[name] = w // what is known by then, of a recursive call
	b, ok := s.source.find(fn, false)
	if w.atomic = forThreads(fn.Pkg()) || ok && b.decl.Body != nil && s.locks(b); w.atomic || !ok || b.decl.Body == nil {
		return w
	}
	own := s.own(fn.Pkg())
	o := newOrigins(b, s.resultOf)
	parameters := positions(b)
	wrote := func(all []origin) {
		for _, at := range all {
			for _, root := range o.roots(at) {
				if isGlobal(root.root) && own && w.variable == "" {
					w.variable = root.root.Name()
				}
				if i, ok := parameters[root.root]; ok && root.depth > 0 {
					w.parameters[i] = true
				}
			}
		}
	}
	s.inspect(o, wrote, func(called *effects) {
		w.atomic = w.atomic || called.atomic
		if own && w.variable == "" {
			w.variable = called.variable
		}
	})
	if !own && w.atomic { // it has locks of other kinds, as files and connections have
		clear(w.parameters)
	}
	return w
}

// own reports whether a package is one of the module.
func (s *shared) own(p *types.Package) bool {
	return p != nil && s.source.program.ByPath[p.Path()] != nil
}

// positions are those of the parameters of a body; -1 is the receiver. Who calls it may know it by other objects, of
// another load.
func positions(b body) map[types.Object]int {
	all := map[types.Object]int{}
	sig := b.info.Defs[b.decl.Name].(*types.Func).Signature()
	if r := sig.Recv(); r != nil {
		all[r] = -1
	}
	for i := range sig.Params().Len() {
		all[sig.Params().At(i)] = i
	}
	return all
}

// resultOf is what the first result of a call refers to.
func (s *shared) resultOf(call *ast.CallExpr, of *origins) []origin {
	fn, _ := callee(call, of.info)
	b, ok := s.source.find(fn.Origin(), false)
	if !ok {
		return nil
	}
	var all []origin
	parameters := positions(b)
	for _, at := range s.result(fn.Origin()) {
		i, ok := parameters[at.root]
		if !ok {
			all = append(all, at)
			continue
		}
		for _, to := range of.argument(call, fn.Origin(), i) {
			to.depth += at.depth - 1
			all = append(all, to)
		}
	}
	return all
}

// result is what the first result of a function refers to: of its parameters, at a depth, and of variables of packages.
// Nothing is said of a function that may also return something new, and of a variable that only some of its values are.
func (s *shared) result(fn *types.Func) []origin {
	name := fn.FullName()
	if all, ok := s.results[name]; ok {
		return all
	}
	s.results[name] = nil // of a recursive call
	b, ok := s.source.find(fn, false)
	if !ok || b.decl.Body == nil || !s.own(fn.Pkg()) {
		return nil
	}
	var all []origin
	var o *origins
	parameters := positions(b)
	old := true
	ast.Inspect(b.decl.Body, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.FuncLit:
			return false
		case *ast.ReturnStmt:
			if len(n.Results) == 0 || isPlain(b.info.TypeOf(n.Results[0])) {
				old = old && len(n.Results) > 0 && b.info.Types[n.Results[0]].IsNil()
				break
			}
			if o == nil {
				o = newOrigins(b, s.resultOf)
			}
			found := false
			for _, at := range o.pointees(n.Results[0]) {
				for _, root := range o.roots(at) {
					_, parameter := parameters[root.root]
					if !isGlobal(root.root) && (!parameter || root.depth == 0) {
						continue
					}
					found, root.field = true, nil
					if !slices.Contains(all, root) {
						all = append(all, root)
					}
				}
			}
			old = old && found
		}
		return old
	})
	if len(all) > 1 {
		all = slices.DeleteFunc(all, func(at origin) bool { return isGlobal(at.root) })
	}
	if old {
		s.results[name] = all
	}
	return s.results[name]
}

// inspect tells of each write, and of the variables that functions write that are called.
func (s *shared) inspect(o *origins, wrote func([]origin), called func(*effects)) {
	ast.Inspect(o.decl.Body, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.AssignStmt:
			if n.Tok != token.DEFINE {
				for _, x := range n.Lhs {
					wrote(o.places(x))
				}
			}
		case *ast.RangeStmt:
			if n.Tok == token.ASSIGN {
				for _, x := range []ast.Expr{n.Key, n.Value} {
					if x != nil {
						wrote(o.places(x))
					}
				}
			}
		case *ast.IncDecStmt:
			wrote(o.places(n.X))
		case *ast.CallExpr:
			fn, builtin := callee(n, o.info)
			if (builtin == "copy" || builtin == "clear" || builtin == "delete") && len(n.Args) > 0 {
				wrote(o.pointees(n.Args[0]))
			}
			if fn == nil {
				return true
			}
			w := s.of(fn)
			s.want(fn, n, o)
			called(w)
			for _, i := range slices.Sorted(maps.Keys(w.parameters)) {
				wrote(o.argument(n, fn.Origin(), i))
			}
			for i := range n.Args {
				if !w.parameters[i] && s.pointed.wants(fn, i) {
					wrote(o.argument(n, fn.Origin(), i))
				}
			}
			return !s.runsLocked(fn, n)
		}
		return true
	})
}

// want asks for the source of a function that is given what may be shared.
func (s *shared) want(fn *types.Func, call *ast.CallExpr, o *origins) {
	if !s.reads || fn.Pkg() == nil || s.source.loaded[fn.Pkg().Path()] || forThreads(fn.Pkg()) {
		return
	}
	for i := -1; i < fn.Signature().Params().Len(); i++ {
		p := fn.Signature().Recv()
		if i >= 0 {
			p = fn.Signature().Params().At(i)
		}
		if p == nil || !refers(p.Type()) {
			continue
		}
		for _, at := range o.argument(call, fn, i) {
			if isGlobal(at.root) || !inBody(at.root, o.body) {
				s.source.find(fn, true)
				return
			}
		}
	}
}

// refers reports whether a value of a type is a pointer, a map or a slice: what is written by it is seen by others.
func refers(t types.Type) bool {
	if _, any := types.Unalias(t).(*types.TypeParam); any {
		return true
	}
	switch t.Underlying().(type) {
	case *types.Pointer, *types.Map, *types.Slice:
		return true
	}
	return false
}

// inBody reports whether a variable is one of a body's own.
func inBody(v types.Object, b body) bool {
	return v.Pos() >= b.decl.Body.Pos() && v.Pos() < b.decl.Body.End()
}

// runsLocked reports whether a function takes a lock, and so runs the function literals that it is given.
func (s *shared) runsLocked(fn *types.Func, call *ast.CallExpr) bool {
	if !slices.ContainsFunc(call.Args, isLiteral) {
		return false
	}
	b, ok := s.source.find(fn.Origin(), false)
	return ok && b.decl.Body != nil && s.locks(b)
}

// isGlobal reports whether a variable is one of a package.
func isGlobal(obj types.Object) bool {
	v, ok := obj.(*types.Var)
	return ok && v.Pkg() != nil && v.Parent() == v.Pkg().Scope()
}

// forThreads reports whether what a package has is made to be used by several threads.
func forThreads(p *types.Package) bool {
	return p == nil || p.Path() == "sync" || p.Path() == "sync/atomic"
}

// locks reports whether a body makes others wait: by a method of package sync, of another type that has Lock and
// Unlock, or by a function that takes a lock and leaves it locked.
func (s *shared) locks(b body) bool {
	found := false
	ast.Inspect(b.decl.Body, func(n ast.Node) bool {
		call, ok := n.(*ast.CallExpr)
		found = found || ok && (isLock(call, b.info) || s.leavesLocked(call, b))
		return !found
	})
	return found
}

// isLock reports whether a call takes a lock.
func isLock(call *ast.CallExpr, info *types.Info) bool {
	sel, ok := ast.Unparen(call.Fun).(*ast.SelectorExpr)
	if !ok {
		return false
	}
	fn, ok := info.Uses[sel.Sel].(*types.Func)
	if !ok || fn.Signature().Recv() == nil {
		return false
	}
	switch fn.Name() {
	case "Do":
		return fn.Pkg() != nil && fn.Pkg().Path() == "sync"
	case "Lock", "TryLock":
		unlock, _, _ := types.LookupFieldOrMethod(fn.Signature().Recv().Type(), true, fn.Pkg(), "Unlock")
		_, ok := unlock.(*types.Func)
		return ok
	}
	return false
}

// leavesLocked reports whether a call is one of a function that takes a lock and does not unlock it: who calls it does.
func (s *shared) leavesLocked(call *ast.CallExpr, in body) bool {
	fn, _ := callee(call, in.info)
	if fn == nil {
		return false
	}
	b, ok := s.source.find(fn.Origin(), false)
	if !ok || b.decl.Body == nil || !s.own(fn.Pkg()) {
		return false
	}
	locks, unlocks := false, false
	ast.Inspect(b.decl.Body, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.FuncLit: // what it returns, say
			return false
		case *ast.CallExpr:
			locks = locks || isLock(n, b.info)
			if sel, ok := ast.Unparen(n.Fun).(*ast.SelectorExpr); ok && sel.Sel.Name == "Unlock" {
				unlocks = true
			}
		}
		return true
	})
	return locks && !unlocks
}
