package returns

import (
	"go/token"
	"go/types"
	"slices"
	"strings"

	"golang.org/x/tools/go/ssa"

	"gophersnake/internal/model"
)

// A place is before an instruction of a block.
type place struct {
	block *ssa.BasicBlock
	at    int
}

func end(b *ssa.BasicBlock) place { return place{b, len(b.Instrs)} }

// nillable reports whether nil of the type can be None in Python. Maps and slices are empty there,
// but for bytes.
func nillable(t types.Type) bool {
	switch u := t.Underlying().(type) {
	case *types.Pointer, *types.Signature:
		return true
	case *types.Slice:
		return isByte(u.Elem())
	case *types.Interface:
		_, param := types.Unalias(t).(*types.TypeParam)
		return !param
	}
	return false
}

func isByte(t types.Type) bool { return types.Identical(t, types.Typ[types.Byte]) }

var errorType = types.Universe.Lookup("error").Type()

func isError(t types.Type) bool { return types.Identical(t, errorType) }

func isBool(t types.Type) bool { return types.Identical(t, types.Typ[types.Bool]) }

// origin is the generic function of an instance, which has the body.
func origin(fn *ssa.Function) *ssa.Function {
	if o := fn.Origin(); o != nil {
		return o
	}
	return fn
}

// value says whether a value can be nil at a place.
func (j *Judge) value(v ssa.Value, at place) level {
	return j.trace(v, at, map[ssa.Value]bool{})
}

func (j *Judge) trace(v ssa.Value, at place, inside map[ssa.Value]bool) level {
	if !nillable(v.Type()) {
		return never
	}
	if inside[v] {
		return never // what comes round again adds nothing
	}
	if _, constant := v.(*ssa.Const); !constant && j.guarded(v, at) {
		return never
	}
	inside[v] = true
	defer delete(inside, v)
	switch v := v.(type) {
	case *ssa.Const:
		if v.IsNil() {
			return seen
		}
		return never
	case *ssa.Phi:
		worst := never
		for i, edge := range v.Edges {
			from := v.Block().Preds[i]
			if j.edgeSays(from, v.Block(), edge) {
				continue
			}
			worst = max(worst, j.trace(edge, end(from), inside))
		}
		return worst
	case *ssa.MakeInterface:
		if _, pointer := v.X.Type().Underlying().(*types.Pointer); pointer && !isError(v.Type()) {
			return j.trace(v.X, at, inside)
		}
		return never
	case *ssa.ChangeType:
		return j.trace(v.X, at, inside)
	case *ssa.ChangeInterface:
		return j.trace(v.X, at, inside)
	case *ssa.Convert:
		return j.trace(v.X, at, inside)
	case *ssa.Call:
		return j.result(&v.Call, 0, inside)
	case *ssa.Extract:
		return j.part(v, inside)
	case *ssa.Parameter:
		return j.parameter(v)
	case *ssa.UnOp:
		if v.Op == token.MUL {
			return j.loaded(v, inside)
		}
		return unknown // of a channel
	case *ssa.Lookup:
		return likely
	case *ssa.TypeAssert, *ssa.Alloc, *ssa.FieldAddr, *ssa.IndexAddr, *ssa.MakeClosure, *ssa.Function, *ssa.Global, *ssa.FreeVar, *ssa.Builtin:
		return never
	}
	return unknown
}

func (j *Judge) parameter(p *ssa.Parameter) level {
	fn := p.Parent()
	if fn.Signature.Recv() != nil && len(fn.Params) > 0 && fn.Params[0] == p {
		return never // a method is called on something
	}
	if j.closed[fn] {
		return j.params[p]
	}
	return unknown
}

// part is one of several results.
func (j *Judge) part(v *ssa.Extract, inside map[ssa.Value]bool) level {
	switch tuple := v.Tuple.(type) {
	case *ssa.Call:
		results := tuple.Call.Signature().Results()
		l := j.result(&tuple.Call, v.Index, inside)
		if last := results.Len() - 1; v.Index < last && model.EndsInError(results) && !asks(tuple, last) {
			return max(l, likely)
		}
		return l
	case *ssa.Next, *ssa.Select:
		if j.Item(v.Type()) {
			return never
		}
		return seen
	case *ssa.Lookup, *ssa.TypeAssert, *ssa.UnOp: // v, ok := ...
		if ok := extract(v.Tuple, 1); ok != nil {
			return likely
		}
	}
	return unknown
}

// asks reports whether a part of a tuple is used.
func asks(tuple ssa.Value, i int) bool {
	e := extract(tuple, i)
	return e != nil && len(*e.Referrers()) > 0
}

func extract(tuple ssa.Value, i int) *ssa.Extract {
	for _, r := range *tuple.Referrers() {
		if e, ok := r.(*ssa.Extract); ok && e.Index == i {
			return e
		}
	}
	return nil
}

// result is what a call returns, where it returns no error. inside are the values that it is asked for.
func (j *Judge) result(c *ssa.CallCommon, i int, inside map[ssa.Value]bool) level {
	results := c.Signature().Results()
	last := results.Len() - 1
	callee := c.StaticCallee()
	if callee != nil {
		callee = origin(callee)
		if known, ok := j.results[callee]; ok && i < len(known) {
			if j.givesZero(callee, i, map[*ssa.Function]bool{}) {
				return seen
			}
			return known[i]
		}
	}
	if isError(results.At(i).Type()) {
		return j.foreignError(c, callee, inside)
	}
	switch {
	case i < last && model.EndsInError(results):
		return never
	case i < last && isBool(results.At(last).Type()):
		return likely
	case callee == nil && c.IsInvoke():
		return j.ofInterface(c.Method, i)
	case callee == nil:
		return unknown
	case last > 0:
		return never // by convention: of several values, none says whether the others count
	}
	if fn, ok := callee.Object().(*types.Func); ok && (makes(fn) || returnsReceiver(fn.Signature(), i)) {
		return never
	}
	return unknown
}

// givesZero reports whether a generic function returns the zero value of a type parameter, which is nil where that is a
// pointer or an interface.
func (j *Judge) givesZero(fn *ssa.Function, i int, been map[*ssa.Function]bool) bool {
	if _, ok := types.Unalias(fn.Signature.Results().At(i).Type()).(*types.TypeParam); !ok || been[fn] {
		return false
	}
	been[fn] = true
	for _, b := range fn.Blocks {
		if ret, ok := b.Instrs[len(b.Instrs)-1].(*ssa.Return); ok && b != fn.Recover && i < len(ret.Results) {
			if j.zeroOfParam(settled(ret)[i], been, map[ssa.Value]bool{}) {
				return true
			}
		}
	}
	return false
}

func (j *Judge) zeroOfParam(v ssa.Value, been map[*ssa.Function]bool, inside map[ssa.Value]bool) bool {
	if inside[v] {
		return false
	}
	inside[v] = true
	of := func(c *ssa.Call, i int) bool {
		callee := c.Call.StaticCallee()
		return callee != nil && j.results[origin(callee)] != nil && j.givesZero(origin(callee), i, been)
	}
	switch v := v.(type) {
	case *ssa.Const:
		return v.Value == nil
	case *ssa.Phi:
		return slices.ContainsFunc(v.Edges, func(e ssa.Value) bool { return j.zeroOfParam(e, been, inside) })
	case *ssa.Call:
		return of(v, 0)
	case *ssa.Extract:
		c, ok := v.Tuple.(*ssa.Call)
		return ok && of(c, v.Index)
	}
	return false
}

// makes reports whether a function is called as one that makes a value.
func makes(fn *types.Func) bool {
	return strings.HasPrefix(fn.Name(), "New") || strings.HasPrefix(fn.Name(), "Must")
}

// returnsReceiver reports whether a method seems to return its receiver, as those do whose calls
// are chained.
func returnsReceiver(sig *types.Signature, i int) bool {
	recv := sig.Recv()
	if recv == nil {
		return false
	}
	_, pointer := types.Unalias(recv.Type()).(*types.Pointer)
	return pointer && sig.Params().Len() > 0 && sig.Results().Len() == 1 && types.Identical(recv.Type(), sig.Results().At(i).Type())
}

// foreignError is an error that code of another module returns. What wraps an error is nil with
// it; what is called as a maker of errors makes one; a context is done when it is asked why.
func (j *Judge) foreignError(c *ssa.CallCommon, callee *ssa.Function, inside map[ssa.Value]bool) level {
	if c.IsInvoke() {
		if named, ok := types.Unalias(c.Value.Type()).(*types.Named); ok && named.Obj().Pkg() != nil && named.Obj().Pkg().Path() == "context" {
			return never
		}
		return unknown
	}
	if callee == nil || c.Signature().Results().Len() != 1 {
		return unknown
	}
	for _, arg := range c.Args {
		if isError(arg.Type()) {
			if instr, ok := arg.(ssa.Instruction); ok && instr.Block() != nil {
				return j.trace(arg, end(instr.Block()), inside)
			}
			return unknown
		}
	}
	name := callee.Name()
	if makes := strings.HasPrefix(name, "New") || strings.Contains(name, "Err"); makes {
		return never
	}
	return unknown
}

// loaded is what is read from memory.
func (j *Judge) loaded(load *ssa.UnOp, inside map[ssa.Value]bool) level {
	if index, ok := load.X.(*ssa.IndexAddr); ok {
		if _, slice := index.X.Type().Underlying().(*types.Slice); !slice {
			return unknown
		}
		if j.Item(load.Type()) {
			return never
		}
		return seen
	}
	for i, instr := range load.Block().Instrs {
		if instr == ssa.Instruction(load) {
			return j.before(load.X, place{load.Block(), i}, map[*ssa.BasicBlock]bool{}, inside)
		}
	}
	return unknown
}
