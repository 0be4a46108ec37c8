package model

import (
	"go/types"
	"strings"
)

// Importable reports whether the core may import a package. An internal one is for what lies below the
// folder that it is in.
func (m *Module) Importable(path string) bool {
	elems := strings.Split(path, "/")
	for i, elem := range elems {
		parent := strings.Join(elems[:i], "/")
		below := parent != "" && (m.Core == parent || strings.HasPrefix(m.Core, parent+"/"))
		if elem == "vendor" || elem == "internal" && !below {
			return false
		}
	}
	return true
}

// Spelled is a type as generated Go names it: without the aliases in it that it can't name, for what
// they stand for, and with the aliases by which other modules re-export types of their internal
// packages (Module.Reexports), for these.
func (m *Module) Spelled(t types.Type) types.Type {
	switch t := t.(type) {
	case *types.Alias:
		if obj := t.Obj(); obj.Pkg() != nil && (!obj.Exported() || obj.Parent() != obj.Pkg().Scope() || !m.Importable(obj.Pkg().Path())) {
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
