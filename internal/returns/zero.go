package returns

import (
	"go/constant"
	"go/token"
	"go/types"

	"golang.org/x/tools/go/ssa"

	"gophersnake/internal/model"
)

// saysNo reports whether the last of several results says whether the others count: a bool or
// an error.
func saysNo(sig *types.Signature) bool {
	r := sig.Results()
	return r.Len() > 1 && (isBool(r.At(r.Len()-1).Type()) || model.EndsInError(r))
}

// returnsNo notes whether the values of one return are zero if the last says no.
func (j *Judge) returnsNo(fn *ssa.Function, results []ssa.Value, at place) {
	last := results[len(results)-1]
	for _, v := range results[:len(results)-1] {
		zero, no := j.zeroBeside(v, last, at, ways{})
		if no && !j.no[fn] {
			j.no[fn], j.changed = true, true
		}
		if !zero && j.zero[fn] {
			j.zero[fn], j.changed = false, true
		}
	}
}

// zeroBeside reports whether v is zero wherever last says no, and whether last says no at all.
func (j *Judge) zeroBeside(v, last ssa.Value, at place, followed ways) (zero, no bool) {
	if b, edges := followed.together(v, last); b != nil {
		zero = true
		for _, e := range edges {
			z, n := j.zeroBeside(e.v, e.last, end(e.from), followed)
			zero, no = zero && z, no || n
		}
		return zero, no
	}
	says, known := j.says(last, at)
	switch {
	case known && says:
		return true, false
	case isZero(v):
		return true, true
	case known: // it says no
		return j.zeroAt(v, at), true
	}
	return j.linked(v, last), true
}

// says is what the last result says at a place, if that is known.
func (j *Judge) says(last ssa.Value, at place) (yes, known bool) {
	if isBool(last.Type()) {
		return j.known(last, at)
	}
	if c, ok := last.(*ssa.Const); ok && c.IsNil() {
		return true, true
	}
	return false, j.value(last, at) == never
}

// zeroAt reports whether a value is zero at a place where the one beside it says no: it came
// from the same call, whose own values are zero then.
func (j *Judge) zeroAt(v ssa.Value, at place) bool {
	e, ok := v.(*ssa.Extract)
	if !ok {
		return false
	}
	n := tupleLen(e.Tuple)
	last := extract(e.Tuple, n-1)
	if last == nil || e.Index == n-1 || !j.linked(e, last) {
		return false
	}
	yes, known := j.says(last, at)
	return known && !yes
}

func tupleLen(v ssa.Value) int {
	if t, ok := v.Type().(*types.Tuple); ok {
		return t.Len()
	}
	return 0
}

// linked reports whether v is zero whenever last says no, since both come from one place.
func (j *Judge) linked(v, last ssa.Value) bool {
	switch last := last.(type) {
	case *ssa.Extract:
		e, ok := v.(*ssa.Extract)
		if !ok || e.Tuple != last.Tuple || last.Index != tupleLen(last.Tuple)-1 {
			return false
		}
		switch tuple := e.Tuple.(type) {
		case *ssa.Lookup, *ssa.TypeAssert, *ssa.UnOp:
			return true
		case *ssa.Call:
			callee := tuple.Call.StaticCallee()
			if callee == nil {
				return false
			}
			callee = origin(callee)
			if _, ours := j.results[callee]; ours {
				return j.zero[callee]
			}
			fn, ok := callee.Object().(*types.Func)
			return ok && fn.Signature().Results().At(fn.Signature().Results().Len()-1).Name() == "ok"
		}
	case *ssa.BinOp: // return p, p != nil; return v, err == nil
		c, ok := last.Y.(*ssa.Const)
		if !ok || !c.IsNil() {
			return false
		}
		if last.Op == token.NEQ && same(last.X, v) {
			return true
		}
		e, ok := last.X.(*ssa.Extract)
		return ok && last.Op == token.EQL && isError(e.Type()) && j.linked(v, e)
	}
	return false
}

// isZero reports whether a value is written down as zero.
func isZero(v ssa.Value) bool {
	switch v := v.(type) {
	case *ssa.Const:
		if v.Value == nil {
			return true
		}
		switch v.Value.Kind() {
		case constant.Bool:
			return !constant.BoolVal(v.Value)
		case constant.String:
			return constant.StringVal(v.Value) == ""
		case constant.Int, constant.Float, constant.Complex:
			return constant.Sign(v.Value) == 0
		}
	case *ssa.UnOp: // T{}, a variable that nothing is assigned to
		a, ok := v.X.(*ssa.Alloc)
		if !ok || v.Op != token.MUL {
			return false
		}
		for _, r := range *a.Referrers() {
			if load, ok := r.(*ssa.UnOp); !ok || load.Op != token.MUL {
				if _, debug := r.(*ssa.DebugRef); !debug {
					return false
				}
			}
		}
		return true
	case *ssa.MakeInterface, *ssa.ChangeType, *ssa.Convert:
		return false
	}
	return false
}

// A way leads to a block, where two values are what they are if it was taken.
type way struct {
	v, last  ssa.Value
	from, to *ssa.BasicBlock
}

// ways are those that one question has followed: each counts once, however many lead to it. Without
// this, a scanner of a hundred branches would be followed for ever.
type ways map[way]bool

// mostWays is how many are followed. Values that are not taken apart any further are judged as they are.
const mostWays = 10_000

// together takes two values apart that depend on the way to a block: it returns the block, and
// the ways to it that were not followed yet.
func (followed ways) together(v, last ssa.Value) (*ssa.BasicBlock, []way) {
	if len(followed) > mostWays {
		return nil, nil
	}
	p, isPhi := v.(*ssa.Phi)
	q, also := last.(*ssa.Phi)
	var b *ssa.BasicBlock
	switch {
	case isPhi && also && p.Block() == q.Block(), isPhi && !also:
		b = p.Block()
	case also && !isPhi:
		b = q.Block()
	default:
		return nil, nil
	}
	var edges []way
	for i, from := range b.Preds {
		e := way{v, last, from, b}
		if isPhi && p.Block() == b {
			e.v = p.Edges[i]
		}
		if also && q.Block() == b {
			e.last = q.Edges[i]
		}
		if !followed[e] {
			followed[e] = true
			edges = append(edges, e)
		}
	}
	return b, edges
}

// beside says whether a result can be nil where the error beside it is nil.
func (j *Judge) beside(v, err ssa.Value, at place, followed ways) level {
	if j.guarded(err, at) { // a condition between says that it has failed
		return never
	}
	if b, edges := followed.together(v, err); b != nil {
		worst := never
		for _, e := range edges {
			if !j.edgeSays(e.from, b, e.v) {
				worst = max(worst, j.beside(e.v, e.last, end(e.from), followed))
			}
		}
		return worst
	}
	failed := never
	if c, ok := err.(*ssa.Const); ok && c.IsNil() {
		failed = seen
	} else {
		failed = j.value(err, at)
	}
	l := j.value(v, at)
	switch {
	case failed == never:
		return never
	case sameCall(v, err):
		e := v.(*ssa.Extract)
		return j.result(&e.Tuple.(*ssa.Call).Call, e.Index, map[ssa.Value]bool{})
	}
	if c, ok := v.(*ssa.Const); ok && c.IsNil() && failed == unknown {
		return never // a nil that is written down beside something else: a failure
	}
	return l
}

func sameCall(v, other ssa.Value) bool {
	a, ok := v.(*ssa.Extract)
	b, also := other.(*ssa.Extract)
	if !ok || !also || a.Tuple != b.Tuple {
		return false
	}
	_, call := a.Tuple.(*ssa.Call)
	return call
}

// besideYes says whether a result can be nil where the bool beside it is not false.
func (j *Judge) besideYes(v, ok ssa.Value, at place, followed ways) level {
	if b, edges := followed.together(v, ok); b != nil {
		worst := never
		for _, e := range edges {
			if !j.edgeSays(e.from, b, e.v) {
				worst = max(worst, j.besideYes(e.v, e.last, end(e.from), followed))
			}
		}
		return worst
	}
	if says, known := j.known(ok, at); known && !says {
		return never
	}
	if a, is := v.(*ssa.Extract); is {
		if b, also := ok.(*ssa.Extract); also && a.Tuple == b.Tuple && a.Index == 0 {
			return j.whenYes(a.Tuple)
		}
	}
	return j.value(v, at)
}
