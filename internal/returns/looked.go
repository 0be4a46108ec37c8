package returns

import (
	"go/types"
	"strings"

	"golang.org/x/tools/go/ssa"
)

// LooksInto reports whether code is seen to ask values of a type parameter for their type, by a type switch or a type
// assertion to a type that is no interface; to look for values of it in an interface; or to decode something to one.
func (j *Judge) LooksInto(p *types.TypeParam) bool {
	if j.looked == nil {
		j.looked = j.touch((*touched).looking, nil)
	}
	return j.looked.params[p]
}

// looking notes what an instruction looks into.
func (c *touched) looking(instr ssa.Instruction) {
	switch v := instr.(type) {
	case *ssa.TypeAssert:
		c.arg(v.AssertedType)
		if !types.IsInterface(v.AssertedType) && !isConst(v.X) {
			c.value(v.X)
		}
	case ssa.CallInstruction:
		if !decodes(v.Common()) {
			return
		}
		for _, arg := range v.Common().Args {
			if made, ok := arg.(*ssa.MakeInterface); ok {
				if p, ok := types.Unalias(made.X.Type()).(*types.Pointer); ok {
					c.arg(p.Elem())
				}
			}
		}
	}
}

// decodes goes by the name of what is called.
func decodes(call *ssa.CallCommon) bool {
	name := ""
	if call.IsInvoke() {
		name = call.Method.Name()
	} else if fn := call.StaticCallee(); fn != nil {
		name = fn.Name()
	}
	return strings.HasPrefix(name, "Unmarshal") || strings.HasPrefix(name, "Decode")
}
