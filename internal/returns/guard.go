package returns

import (
	"go/constant"
	"go/token"

	"golang.org/x/tools/go/ssa"
)

// guarded reports whether a value is not nil at a place, since a condition says so, or since
// the way there has gone through the pointer.
func (j *Judge) guarded(v ssa.Value, at place) bool {
	refs := v.Referrers()
	if refs == nil {
		return false
	}
	for _, r := range *refs {
		if follows(r, v) && before(r, at) {
			return true
		}
	}
	for b := at.block; b != nil; b = b.Idom() {
		from := b.Idom()
		if from != nil && len(b.Preds) == 1 && b.Preds[0] == from && j.edgeSays(from, b, v) {
			return true
		}
	}
	return false
}

// follows reports whether an instruction panics if v is nil.
func follows(r ssa.Instruction, v ssa.Value) bool {
	switch r := r.(type) {
	case *ssa.FieldAddr:
		return r.X == v
	case *ssa.UnOp:
		return r.Op == token.MUL && r.X == v
	case *ssa.Store:
		return r.Addr == v
	case *ssa.Call:
		return r.Call.IsInvoke() && r.Call.Value == v || !r.Call.IsInvoke() && r.Call.Value == v
	}
	return false
}

func before(r ssa.Instruction, at place) bool {
	if r.Block() != at.block {
		return r.Block().Dominates(at.block)
	}
	for i, instr := range at.block.Instrs {
		if instr == r {
			return i < at.at
		}
	}
	return false
}

// edgeSays reports whether the way from one block to the next is taken only if v is not nil.
func (j *Judge) edgeSays(from, to *ssa.BasicBlock, v ssa.Value) bool {
	is := func(x ssa.Value) bool { return same(x, v) }
	nonNil, _ := j.edge(from, to, is)
	return nonNil
}

// edge says what the condition between two blocks says of a value: that it is not nil, or that
// it is.
func (j *Judge) edge(from, to *ssa.BasicBlock, is func(ssa.Value) bool) (nonNil, isNil bool) {
	cond, ok := from.Instrs[len(from.Instrs)-1].(*ssa.If)
	if !ok || from.Succs[0] == from.Succs[1] {
		return false, false
	}
	return j.condition(cond.Cond, from.Succs[0] == to, is)
}

func (j *Judge) condition(cond ssa.Value, holds bool, is func(ssa.Value) bool) (nonNil, isNil bool) {
	switch cond := cond.(type) {
	case *ssa.UnOp:
		if cond.Op == token.NOT {
			return j.condition(cond.X, !holds, is)
		}
	case *ssa.BinOp:
		if cond.Op != token.EQL && cond.Op != token.NEQ {
			return false, false
		}
		x, y := cond.X, cond.Y
		if is(y) {
			x, y = y, x
		}
		if !is(x) {
			return false, false
		}
		equal := (cond.Op == token.EQL) == holds
		if c, ok := y.(*ssa.Const); ok && c.IsNil() {
			return !equal, equal
		}
		if load, ok := y.(*ssa.UnOp); ok && equal { // err == io.EOF
			if g, ok := load.X.(*ssa.Global); ok {
				return j.global(g) == never, false
			}
		}
	case *ssa.Call: // errors.Is(err, fs.ErrNotExist)
		if callee := cond.Call.StaticCallee(); callee != nil && holds && callee.Pkg != nil && len(cond.Call.Args) > 0 && is(cond.Call.Args[0]) {
			path := callee.Pkg.Pkg.Path()
			return path == "errors" && (callee.Name() == "Is" || callee.Name() == "As") || path == "os" && isError(cond.Call.Args[0].Type()), false
		}
	case *ssa.Extract: // v, ok := ...; the ok
		if x := extract(cond.Tuple, 0); x != nil && cond.Index > 0 && is(x) && isBool(cond.Type()) {
			return holds && j.whenYes(cond.Tuple) == never, false
		}
	}
	return false, false
}

// whenYes is the first of several values where the bool at their end is true.
func (j *Judge) whenYes(tuple ssa.Value) level {
	switch tuple := tuple.(type) {
	case *ssa.Call:
		if callee := tuple.Call.StaticCallee(); callee != nil {
			if known, ok := j.yes[origin(callee)]; ok {
				return known[0]
			}
		}
		return never // by convention
	case *ssa.Lookup, *ssa.UnOp:
		if x := extract(tuple, 0); x != nil && !j.Item(x.Type()) {
			return seen
		}
		return never
	case *ssa.TypeAssert:
		return never
	}
	return unknown
}

// same reports whether two values are one, or are read from one place.
func same(x, y ssa.Value) bool {
	if x == y {
		return true
	}
	a, ok := x.(*ssa.UnOp)
	b, also := y.(*ssa.UnOp)
	return ok && also && a.Op == token.MUL && b.Op == token.MUL && samePlace(a.X, b.X)
}

// samePlace reports whether two addresses are those of one variable or field.
func samePlace(x, y ssa.Value) bool {
	if x == y {
		return true
	}
	a, ok := x.(*ssa.FieldAddr)
	b, also := y.(*ssa.FieldAddr)
	return ok && also && a.Field == b.Field && same(a.X, b.X)
}

// constantBool is a bool that the code writes down.
func constantBool(v ssa.Value) (value, ok bool) {
	c, ok := v.(*ssa.Const)
	if !ok || c.Value == nil || c.Value.Kind() != constant.Bool {
		return false, false
	}
	return constant.BoolVal(c.Value), true
}

// known is what a bool is at a place: written down, or asked before.
func (j *Judge) known(v ssa.Value, at place) (value, ok bool) {
	if value, ok := constantBool(v); ok {
		return value, true
	}
	for b := at.block; b != nil; b = b.Idom() {
		from := b.Idom()
		if from == nil || len(b.Preds) != 1 || b.Preds[0] != from {
			continue
		}
		cond, isIf := from.Instrs[len(from.Instrs)-1].(*ssa.If)
		if !isIf {
			continue
		}
		asked, holds := cond.Cond, from.Succs[0] == b
		if not, ok := asked.(*ssa.UnOp); ok && not.Op == token.NOT {
			asked, holds = not.X, !holds
		}
		if same(asked, v) {
			return holds, true
		}
	}
	return false, false
}
