package returns

import (
	"go/types"

	"golang.org/x/tools/go/ssa"
)

// Asserted are the interfaces that code looks for in values of another one, by type assertions and type switches, in
// the order in which it does.
func (j *Judge) Asserted(of types.Type) []types.Type {
	if j.ssa == nil {
		return nil
	}
	if j.asserted == nil {
		j.findAsserted()
	}
	return j.asserted[asserted(of)]
}

// asserted is an interface as a key: types of bodies and those of export data are not the same.
func asserted(t types.Type) string { return types.TypeString(types.Unalias(t), nil) }

func (j *Judge) findAsserted() {
	j.asserted = map[string][]types.Type{}
	for _, fn := range j.bodies {
		for _, b := range fn.Blocks {
			for _, instr := range b.Instrs {
				a, ok := instr.(*ssa.TypeAssert)
				if !ok || !types.IsInterface(a.AssertedType) {
					continue
				}
				of := asserted(a.X.Type())
				j.asserted[of] = append(j.asserted[of], a.AssertedType)
			}
		}
	}
}
