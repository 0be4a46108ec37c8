package returns

import (
	"go/types"

	"golang.org/x/tools/go/ssa"
)

// implementing are the bodies of a method of an interface: those of the types of the module that
// implement it. What other modules implement goes by the same conventions, most likely. nil: there
// are none, or one that is not read.
func (j *Judge) implementing(m *types.Func) []*ssa.Function {
	if all, known := j.implemented[m]; known {
		return all
	}
	all := j.bodiesOf(m)
	if j.implemented == nil {
		j.implemented = map[*types.Func][]*ssa.Function{}
	}
	j.implemented[m] = all
	return all
}

func (j *Judge) bodiesOf(m *types.Func) []*ssa.Function {
	recv := m.Signature().Recv()
	if recv == nil {
		return nil
	}
	if _, param := types.Unalias(recv.Type()).(*types.TypeParam); param {
		return nil
	}
	iface, ok := recv.Type().Underlying().(*types.Interface)
	if !ok {
		return nil
	}
	var all []*ssa.Function
	for _, l := range j.program.ByPath {
		for _, name := range l.Types.Scope().Names() {
			obj, ok := l.Types.Scope().Lookup(name).(*types.TypeName)
			if !ok || obj.IsAlias() || types.IsInterface(obj.Type()) {
				continue
			}
			n, ok := obj.Type().(*types.Named)
			if !ok || n.TypeParams().Len() > 0 || !types.Implements(types.NewPointer(n), iface) {
				continue
			}
			found, _, _ := types.LookupFieldOrMethod(n, true, m.Pkg(), m.Name())
			of, ok := found.(*types.Func)
			if !ok || of == m { // it embeds the interface, and passes on what that returns
				continue
			}
			body := j.funcs[of.Origin().FullName()]
			if body == nil {
				return nil
			}
			all = append(all, body)
		}
	}
	return all
}

// ofInterface is what the implementations of an interface's method return.
func (j *Judge) ofInterface(m *types.Func, i int) level {
	all := j.implementing(m)
	if len(all) == 0 {
		return unknown
	}
	worst := never
	for _, body := range all {
		results := j.results[body]
		if last := body.Signature.Results().Len() - 1; i < last && isBool(body.Signature.Results().At(last).Type()) {
			results = j.yes[body]
		}
		worst = max(worst, results[i])
	}
	return worst
}
