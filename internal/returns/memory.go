package returns

import (
	"strings"

	"golang.org/x/tools/go/ssa"
)

// before says what stands at an address before a place: it goes back on all ways there, to what
// was assigned last, or to a condition that says it. What calls on the way may write is not
// looked at.
func (j *Judge) before(addr ssa.Value, at place, been map[*ssa.BasicBlock]bool, inside map[ssa.Value]bool) level {
	is := func(v ssa.Value) bool {
		load, ok := v.(*ssa.UnOp)
		return ok && samePlace(load.X, addr)
	}
	for i := at.at - 1; i >= 0; i-- {
		switch instr := at.block.Instrs[i].(type) {
		case *ssa.Store:
			if samePlace(instr.Addr, addr) {
				return j.trace(instr.Val, place{at.block, i}, inside)
			}
			if within(addr, instr.Addr) { // the struct as a whole
				if _, zero := instr.Val.(*ssa.Const); zero {
					return seen
				}
				return unknown
			}
		case *ssa.FieldAddr:
			if is(instr.X) {
				return never
			}
		case *ssa.UnOp:
			if is(instr.X) {
				return never
			}
		case *ssa.Call:
			if is(instr.Call.Value) {
				return never
			}
		case *ssa.Alloc:
			if instr == base(addr) {
				return j.fresh(instr, addr)
			}
		}
	}
	if len(at.block.Preds) == 0 {
		return j.initial(addr)
	}
	worst := never
	for _, from := range at.block.Preds {
		nonNil, isNil := j.edge(from, at.block, is)
		switch {
		case nonNil:
		case isNil:
			worst = seen
		case !been[from]:
			been[from] = true
			worst = max(worst, j.before(addr, end(from), been, inside))
		}
	}
	return worst
}

// settled is what a return gives. A function with deferred calls first assigns it to variables,
// which they could change.
func settled(ret *ssa.Return) []ssa.Value {
	values := append([]ssa.Value(nil), ret.Results...)
	for i, v := range values {
		load, ok := v.(*ssa.UnOp)
		if !ok || load.Block() != ret.Block() {
			continue
		}
		if _, local := load.X.(*ssa.Alloc); !local {
			continue
		}
		for _, instr := range ret.Block().Instrs {
			if s, ok := instr.(*ssa.Store); ok && s.Addr == load.X {
				values[i] = s.Val
			}
		}
	}
	return values
}

// within reports whether an address is that of a field of what stands at another one, at any depth.
func within(addr, outer ssa.Value) bool {
	for f, ok := addr.(*ssa.FieldAddr); ok; f, ok = f.X.(*ssa.FieldAddr) {
		if samePlace(f.X, outer) {
			return true
		}
	}
	return false
}

// base is the variable that an address is part of.
func base(addr ssa.Value) ssa.Value {
	for {
		f, ok := addr.(*ssa.FieldAddr)
		if !ok {
			return addr
		}
		addr = f.X
	}
}

// fresh is what stands in a variable that has just been made: nil, unless a function in the
// body assigns to it at a time that nobody knows.
func (j *Judge) fresh(a *ssa.Alloc, addr ssa.Value) level {
	for _, r := range *a.Referrers() {
		if _, closure := r.(*ssa.MakeClosure); closure && addr == ssa.Value(a) && assigned(r.(*ssa.MakeClosure), a) {
			return unknown
		}
	}
	return seen
}

// assigned reports whether a closure assigns to a variable that it captures.
func assigned(c *ssa.MakeClosure, v ssa.Value) bool {
	fn := c.Fn.(*ssa.Function)
	for i, bound := range c.Bindings {
		if bound != v || i >= len(fn.FreeVars) {
			continue
		}
		for _, r := range *fn.FreeVars[i].Referrers() {
			switch r := r.(type) {
			case *ssa.Store:
				if r.Addr == ssa.Value(fn.FreeVars[i]) {
					return true
				}
			case *ssa.MakeClosure:
				if assigned(r, fn.FreeVars[i]) {
					return true
				}
			}
		}
	}
	return false
}

// initial is what stands at an address when a function begins.
func (j *Judge) initial(addr ssa.Value) level {
	if g, ok := addr.(*ssa.Global); ok {
		return j.global(g)
	}
	return unknown
}

// global is a variable of a package: what is assigned to it anywhere, if it is set when the
// package begins. Errors of other packages that are called so are set.
func (j *Judge) global(g *ssa.Global) level {
	if g.Pkg == nil {
		return unknown
	}
	init := g.Pkg.Func("init")
	if init == nil || len(init.Blocks) == 0 {
		if strings.HasPrefix(g.Name(), "Err") || g.Name() == "EOF" {
			return never
		}
		return unknown
	}
	for _, b := range init.Blocks {
		for _, instr := range b.Instrs {
			if s, ok := instr.(*ssa.Store); ok && s.Addr == ssa.Value(g) {
				return j.globals[g]
			}
		}
	}
	return max(unknown, j.globals[g])
}
