package returns

import (
	"go/types"
	"slices"

	"golang.org/x/tools/go/ssa"
)

// touched are the type parameters, and the parameters of interfaces, whose values something is done to: by an instruction,
// or by what they are passed on to.
type touched struct {
	params    map[*types.TypeParam]bool
	arguments map[*ssa.Parameter]depth // of interfaces, and lists of them
	been      map[touchedType]bool
	standard  map[string][]int // the arguments of functions whose bodies are not read
	changed   bool
}

// A depth says what of a value something is done to.
type depth uint8

const (
	untouched depth = iota
	deeply          // what slices, maps and pointers lead to as well
	shallow         // the value itself, and the parts that it consists of
)

// touchedType is a type to whose values it is done, and how.
type touchedType struct {
	t    types.Type
	deep bool
}

// touch goes through all bodies and types until nothing is added. seed notes what an instruction does it to.
func (j *Judge) touch(seed func(*touched, ssa.Instruction), standard map[string][]int) *touched {
	c := &touched{map[*types.TypeParam]bool{}, map[*ssa.Parameter]depth{}, map[touchedType]bool{}, standard, true}
	for c.changed && j.ssa != nil {
		c.changed = false
		for _, fn := range j.bodies {
			for _, b := range fn.Blocks {
				for _, instr := range b.Instrs {
					seed(c, instr)
					if v, ok := instr.(ssa.CallInstruction); ok {
						c.call(v.Common())
					}
				}
			}
		}
		for _, l := range j.program.ByPath {
			for _, name := range l.Types.Scope().Names() {
				c.declared(l.Types.Scope().Lookup(name))
			}
		}
	}
	return c
}

// call notes what is done to the arguments of a call by the callee.
func (c *touched) call(call *ssa.CallCommon) {
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
		own := slices.Contains(c.standard[name], i)
		switch {
		case own && name == "reflect.DeepEqual", i < len(of.Params) && c.arguments[of.Params[i]] == deeply:
			c.valueOf(arg, true)
		case own, i < len(of.Params) && c.arguments[of.Params[i]] == shallow:
			c.valueOf(arg, false)
		}
	}
}

// value notes that it is done to a value.
func (c *touched) value(v ssa.Value) { c.valueOf(v, false) }

func (c *touched) valueOf(v ssa.Value, deep bool) {
	switch v := v.(type) {
	case *ssa.MakeInterface:
		c.parts(v.X.Type(), deep, 0)
	case *ssa.ChangeType: // how SSA form has any(x) where x is of a type parameter, or of another name for any
		c.parts(v.X.Type(), deep, 0)
		c.valueOf(v.X, deep)
	case *ssa.ChangeInterface:
		c.valueOf(v.X, deep)
	case *ssa.UnOp: // an item of a list
		if at, ok := v.X.(*ssa.IndexAddr); ok {
			c.parameter(at.X, deep)
		}
	case *ssa.Parameter:
		c.parameter(v, deep)
	}
}

// parameter notes that it is done to what is in a parameter.
func (c *touched) parameter(v ssa.Value, deep bool) {
	p, ok := v.(*ssa.Parameter)
	if !ok {
		return
	}
	t := p.Type()
	if list, ok := t.Underlying().(*types.Slice); ok {
		t = list.Elem()
	}
	how := shallow
	if deep {
		how = deeply
	}
	if types.IsInterface(t) && c.arguments[p] < how {
		c.arguments[p], c.changed = how, true
	}
}

// arg notes that it is done to values of a type, if it is a type parameter.
func (c *touched) arg(t types.Type) {
	p, ok := types.Unalias(t).(*types.TypeParam)
	if !ok || c.params[p] {
		return
	}
	c.params[p], c.changed = true, true
}

// parts notes that it is done to the values that make up those of a type: by ==, the items of an array and the fields of a
// struct; deep, what slices, maps and pointers lead to as well.
func (c *touched) parts(t types.Type, deep bool, depth int) {
	const deepest = 6
	if c.arg(t); depth > deepest || c.been[touchedType{t, deep}] {
		return
	}
	c.been[touchedType{t, deep}] = true
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

// declared notes the type parameters whose values are passed on to a type that does it to them.
func (c *touched) declared(obj types.Object) {
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
func (c *touched) of(t types.Type, depth int) {
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
