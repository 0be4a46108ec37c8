package returns

import (
	"go/token"
	"go/types"
	"regexp"

	"golang.org/x/tools/go/ssa"
)

// Gives says of a function that gives an error, rather than failing by it, when that is nil; "" of others.
func (j *Judge) Gives(f *types.Func) string {
	switch {
	case j.Wraps(f):
		return "it is nil for a nil error alone"
	case j.Makes(f):
		return "it makes errors"
	}
	return ""
}

// Wraps reports whether a function makes an error of one that it gets, as Permanent(err) does: its only result is an
// error, which is a new one, and nil only where the other one is nil. It can't fail.
func (j *Judge) Wraps(f *types.Func) bool {
	return j.ssa != nil && j.wraps(j.funcs[f.Origin().FullName()], map[*ssa.Function]bool{})
}

// Makes reports whether a function makes errors for others to return, as NewProblem(text) and Errorf do: its name says
// so, and its only result is an error, which is always a new one.
func (j *Judge) Makes(f *types.Func) bool {
	return j.ssa != nil && f.Signature().Recv() == nil && maker.MatchString(f.Name()) &&
		j.makes(j.funcs[f.Origin().FullName()], nil, map[*ssa.Function]bool{})
}

var maker = regexp.MustCompile(`^New([A-Z_].*)?$|Errorf$`)

func (j *Judge) wraps(fn *ssa.Function, seen map[*ssa.Function]bool) bool {
	if fn == nil {
		return false
	}
	for _, p := range fn.Params {
		if isError(p.Type()) {
			return j.makes(fn, p, seen)
		}
	}
	return false
}

// makes reports whether the only result of a function is a new error, or nil where the one that it gets is.
func (j *Judge) makes(fn *ssa.Function, got *ssa.Parameter, seen map[*ssa.Function]bool) bool {
	if fn == nil || len(fn.Blocks) == 0 || seen[fn] {
		return false
	}
	seen[fn] = true
	results := fn.Signature.Results()
	if results.Len() != 1 || !isError(results.At(0).Type()) {
		return false
	}
	w := &wrapping{j: j, got: got, seen: seen}
	returns := 0
	for _, b := range fn.Blocks {
		if r, ok := b.Instrs[len(b.Instrs)-1].(*ssa.Return); ok {
			if returns++; !w.made(r.Results[0], b, 0) {
				return false
			}
		}
	}
	return returns > 0
}

// A wrapping is a function that may wrap what it gets.
type wrapping struct {
	j    *Judge
	got  *ssa.Parameter // or nil
	seen map[*ssa.Function]bool
}

// made reports whether a value is a new error, or nil where there is none to wrap.
func (w *wrapping) made(v ssa.Value, at *ssa.BasicBlock, depth int) bool {
	const deepest = 8
	switch v := v.(type) {
	case *ssa.Const:
		return w.isNilAt(at)
	case *ssa.MakeInterface:
		_, isConst := v.X.(*ssa.Const)
		return !isConst
	case *ssa.Phi:
		for i, edge := range v.Edges {
			if depth > deepest || !w.made(edge, v.Block().Preds[i], depth+1) {
				return false
			}
		}
		return true
	case *ssa.Call:
		callee := v.Call.StaticCallee()
		if callee == nil {
			return false
		}
		switch origin(callee).String() {
		case "fmt.Errorf", "errors.New":
			return true
		}
		for _, arg := range v.Call.Args {
			if w.got != nil && arg == w.got {
				return w.j.wraps(origin(callee), w.seen)
			}
		}
		return w.got == nil && w.j.makes(origin(callee), nil, w.seen)
	}
	return false
}

// isNilAt reports whether the error that the function gets is nil where a block is reached.
func (w *wrapping) isNilAt(b *ssa.BasicBlock) bool {
	if w.got == nil || len(b.Preds) != 1 {
		return false
	}
	pred := b.Preds[0]
	branch, ok := pred.Instrs[len(pred.Instrs)-1].(*ssa.If)
	if !ok {
		return false
	}
	cond, ok := branch.Cond.(*ssa.BinOp)
	if !ok || cond.X != w.got && cond.Y != w.got {
		return false
	}
	other := cond.X
	if other == w.got {
		other = cond.Y
	}
	if c, ok := other.(*ssa.Const); !ok || !c.IsNil() {
		return false
	}
	return cond.Op == token.EQL && pred.Succs[0] == b || cond.Op == token.NEQ && pred.Succs[1] == b
}
