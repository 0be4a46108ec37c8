package model

import "go/types"

// Spelled is a type as generated Go names it: without the aliases in it that are not exported, for
// what they stand for, and with the aliases by which other modules re-export types of their internal
// packages (Module.Reexports), for these.
func (m *Module) Spelled(t types.Type) types.Type {
	switch t := t.(type) {
	case *types.Alias:
		if obj := t.Obj(); obj.Pkg() != nil && (!obj.Exported() || obj.Parent() != obj.Pkg().Scope()) {
			return m.Spelled(types.Unalias(t))
		}
	case *types.Named:
		for _, alias := range m.Reexports {
			if types.Identical(alias.Type(), t) {
				return alias.Type()
			}
		}
		return m.spelledInstance(t)
	}
	return Rebuilt(t, m.Spelled)
}

func (m *Module) spelledInstance(t *types.Named) types.Type {
	args, same := make([]types.Type, t.TypeArgs().Len()), true
	for i := range args {
		args[i] = m.Spelled(t.TypeArgs().At(i))
		same = same && args[i] == t.TypeArgs().At(i)
	}
	if same {
		return t
	}
	instance, err := types.Instantiate(nil, t.Origin(), args, false)
	if err != nil {
		return t
	}
	return instance
}
