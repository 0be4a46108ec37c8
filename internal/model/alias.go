package model

import "go/types"

// Unaliased is a type without the aliases in it that are not exported, which the core can't
// write down; what they stand for it can.
func Unaliased(t types.Type) types.Type {
	if alias, ok := t.(*types.Alias); ok {
		if obj := alias.Obj(); obj.Pkg() != nil && (!obj.Exported() || obj.Parent() != obj.Pkg().Scope()) {
			return Unaliased(types.Unalias(t))
		}
	}
	return Rebuilt(t, Unaliased)
}
