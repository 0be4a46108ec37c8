package returns

import (
	"go/token"
	"go/types"

	"golang.org/x/tools/go/ssa"
)

// Compares reports whether code is seen to compare values of a type parameter that any type satisfies:
// by == of the values as interfaces, as keys of a map, or by reflect.DeepEqual.
func (j *Judge) Compares(p *types.TypeParam) bool {
	return j.comparisons().params[p] && !p.Constraint().Underlying().(*types.Interface).IsComparable()
}

// ComparesArgument reports whether a function is seen to compare what is in a parameter of an interface, or in a list of
// them, by == or as keys of a map.
func (j *Judge) ComparesArgument(f *types.Func, i int) bool {
	fn := j.Body(f.Origin())
	if fn == nil {
		return false
	}
	if f.Signature().Recv() != nil {
		i++
	}
	return i < len(fn.Params) && j.comparisons().arguments[fn.Params[i]] == shallow
}

// comparisons are what is compared; made at first use.
func (j *Judge) comparisons() *touched {
	if j.compared == nil {
		j.compared = j.touch((*touched).comparison, comparedByStandard)
	}
	return j.compared
}

// comparison notes what an instruction compares.
func (c *touched) comparison(instr ssa.Instruction) {
	switch v := instr.(type) {
	case *ssa.BinOp:
		if (v.Op == token.EQL || v.Op == token.NEQ) && !isConst(v.X) && !isConst(v.Y) {
			c.value(v.X)
			c.value(v.Y)
		}
	case *ssa.MapUpdate:
		c.value(v.Key)
	case *ssa.Lookup:
		c.value(v.Index)
	case ssa.CallInstruction:
		if call := v.Common(); isDelete(call) {
			c.value(call.Args[1])
		}
	}
}

func isDelete(call *ssa.CallCommon) bool {
	b, ok := call.Value.(*ssa.Builtin)
	return ok && b.Name() == "delete"
}

// isConst is true of nil and of zero values: whether a value is one of those is no comparison of two.
func isConst(v ssa.Value) bool {
	switch made := v.(type) {
	case *ssa.MakeInterface:
		v = made.X
	case *ssa.ChangeType:
		v = made.X
	}
	_, is := v.(*ssa.Const)
	return is
}

// comparedByStandard says which arguments functions of the standard library, whose bodies are not read, compare. That of
// a receiver is 0.
var comparedByStandard = map[string][]int{
	"(*sync.Map).Load":                    {1},
	"(*sync.Map).Store":                   {1},
	"(*sync.Map).LoadOrStore":             {1},
	"(*sync.Map).LoadAndDelete":           {1},
	"(*sync.Map).Delete":                  {1},
	"(*sync.Map).Swap":                    {1},
	"(*sync.Map).CompareAndSwap":          {1, 2},
	"(*sync.Map).CompareAndDelete":        {1, 2},
	"(*sync/atomic.Value).CompareAndSwap": {1},
	"context.WithValue":                   {1},
	"reflect.DeepEqual":                   {0, 1},
}
