package returns

import (
	"go/token"
	"go/types"
	"slices"

	"golang.org/x/tools/go/ssa"
)

// Compares reports whether code is seen to compare values of a type parameter that any type satisfies:
// by == of the values as interfaces, as keys of a map, or by reflect.DeepEqual.
func (j *Judge) Compares(p *types.TypeParam) bool {
	if j.ssa == nil {
		return false
	}
	if j.compared == nil {
		j.findCompared()
	}
	return j.compared.params[p] && !p.Constraint().Underlying().(*types.Interface).IsComparable()
}

// comparing collects what is compared.
type comparing struct {
	params    map[*types.TypeParam]bool
	arguments map[*ssa.Parameter]bool // of interfaces
	been      map[compared]bool
	changed   bool
}

// compared is a type whose values are, and how.
type compared struct {
	t    types.Type
	deep bool
}

// findCompared goes through all bodies and types until nothing is added.
func (j *Judge) findCompared() {
	c := &comparing{map[*types.TypeParam]bool{}, map[*ssa.Parameter]bool{}, map[compared]bool{}, true}
	j.compared = c
	for c.changed {
		c.changed = false
		for _, fn := range j.bodies {
			c.body(fn)
		}
		for _, l := range j.program.ByPath {
			for _, name := range l.Types.Scope().Names() {
				c.declared(l.Types.Scope().Lookup(name))
			}
		}
	}
}

func (c *comparing) body(fn *ssa.Function) {
	for _, b := range fn.Blocks {
		for _, instr := range b.Instrs {
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
				c.call(v.Common())
			}
		}
	}
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

// call notes what the callee compares.
func (c *comparing) call(call *ssa.CallCommon) {
	callee := call.StaticCallee()
	if callee == nil {
		return
	}
	of := origin(callee)
	for i, arg := range callee.TypeArgs() {
		if params := of.TypeParams(); i < params.Len() && c.params[params.At(i)] {
			c.arg(arg)
		}
	}
	name := of.String()
	for i, arg := range call.Args {
		deep := name == "reflect.DeepEqual"
		if deep || i < len(of.Params) && c.arguments[of.Params[i]] || slices.Contains(comparedByStandard[name], i) {
			c.valueOf(arg, deep)
		}
	}
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
}

// value notes that a value is compared.
func (c *comparing) value(v ssa.Value) { c.valueOf(v, false) }

func (c *comparing) valueOf(v ssa.Value, deep bool) {
	switch v := v.(type) {
	case *ssa.MakeInterface:
		c.parts(v.X.Type(), deep, 0)
	case *ssa.ChangeType: // how SSA form has any(x) where x is of a type parameter
		c.parts(v.X.Type(), deep, 0)
	case *ssa.ChangeInterface:
		c.valueOf(v.X, deep)
	case *ssa.Parameter:
		if types.IsInterface(v.Type()) && !c.arguments[v] {
			c.arguments[v], c.changed = true, true
		}
	}
}

// arg notes that values of a type are, if it is a type parameter.
func (c *comparing) arg(t types.Type) {
	p, ok := types.Unalias(t).(*types.TypeParam)
	if !ok || c.params[p] {
		return
	}
	c.params[p], c.changed = true, true
}

// parts notes that the values are that make up those of a type: by ==, the items of an array and the fields of a
// struct; deep, what slices, maps and pointers lead to as well.
func (c *comparing) parts(t types.Type, deep bool, depth int) {
	const deepest = 6
	if c.arg(t); depth > deepest || c.been[compared{t, deep}] {
		return
	}
	c.been[compared{t, deep}] = true
	switch t := types.Unalias(t).Underlying().(type) {
	case *types.Array:
		c.parts(t.Elem(), deep, depth+1)
	case *types.Struct:
		for f := range t.Fields() {
			c.parts(f.Type(), deep, depth+1)
		}
	case *types.Map:
		if deep {
			c.parts(t.Key(), deep, depth+1)
			c.parts(t.Elem(), deep, depth+1)
		}
	case interface{ Elem() types.Type }: // slices, pointers
		if _, isChan := t.(*types.Chan); deep && !isChan {
			c.parts(t.Elem(), deep, depth+1)
		}
	}
}

// declared makes type parameters compared whose values are passed on to a type that compares them.
func (c *comparing) declared(obj types.Object) {
	switch obj := obj.(type) {
	case *types.Func:
		c.of(obj.Signature(), 0)
	case *types.TypeName:
		t, ok := types.Unalias(obj.Type()).(*types.Named)
		if !ok || t.TypeParams().Len() == 0 {
			return
		}
		for m := range t.Methods() {
			c.of(m.Signature(), 0)
			own := m.Signature().RecvTypeParams()
			for i := range own.Len() {
				if c.params[own.At(i)] {
					c.arg(t.TypeParams().At(i))
				}
			}
		}
		c.of(t.Underlying(), 0)
	}
}

// of looks for type parameters among the type arguments in a type.
func (c *comparing) of(t types.Type, depth int) {
	const deepest = 6
	if depth > deepest {
		return
	}
	switch t := types.Unalias(t).(type) {
	case *types.Named:
		for i := range t.TypeArgs().Len() {
			arg := t.TypeArgs().At(i)
			if c.params[t.Origin().TypeParams().At(i)] {
				c.arg(arg)
			}
			c.of(arg, depth+1)
		}
	case *types.Struct:
		for f := range t.Fields() {
			c.of(f.Type(), depth+1)
		}
	case *types.Signature:
		c.of(t.Params(), depth+1)
		c.of(t.Results(), depth+1)
	case *types.Tuple:
		for v := range t.Variables() {
			c.of(v.Type(), depth+1)
		}
	case *types.Map:
		c.of(t.Key(), depth+1)
		c.of(t.Elem(), depth+1)
	case interface{ Elem() types.Type }: // pointers, slices, arrays, channels
		c.of(t.Elem(), depth+1)
	}
}
