package bind

import (
	"go/types"
	"maps"
	"slices"

	"gophersnake/internal/model"
)

// A package may declare its types in an internal one, and export aliases of them: Node of
// go.yaml.in/yaml/v4. The core can't import the internal package, but it can name the alias. So such a
// type is one of the package that re-exports it, by the alias's name.

// reexport finds the alias by which the core names a type of a package that it can't import: of
// several the first by path and name. nil: the type needs none, or there is none.
func (b *binder) reexport(t *types.Named) *types.TypeName {
	pkg := t.Obj().Pkg()
	if pkg == nil || b.m.Importable(pkg.Path()) {
		return nil
	}
	for _, known := range b.m.Reexports {
		if types.Identical(known.Type(), t) {
			return known
		}
	}
	known := b.program.Known()
	for _, path := range slices.Sorted(maps.Keys(known)) {
		if alias := aliasOf(t, known[path]); alias != nil && b.m.Importable(path) {
			b.m.Reexports = append(b.m.Reexports, alias)
			return alias
		}
	}
	return nil
}

// hidden reports whether the core can't name a type for its package.
func (b *binder) hidden(t *types.Named) bool {
	return t.Obj().Pkg() != nil && !b.m.Importable(t.Obj().Pkg().Path()) && b.reexport(t) == nil
}

// aliasOf is an alias of a type that a package exports, or nil.
func aliasOf(t *types.Named, pkg *types.Package) *types.TypeName {
	for _, name := range pkg.Scope().Names() {
		obj, ok := pkg.Scope().Lookup(name).(*types.TypeName)
		if ok && obj.IsAlias() && obj.Exported() && types.Identical(obj.Type(), t) {
			return obj
		}
	}
	return nil
}

// spelled is a type as the core names it. The aliases that it needs are found first.
func (b *binder) spelled(t types.Type) types.Type {
	var find func(types.Type) types.Type
	find = func(t types.Type) types.Type {
		n, ok := t.(*types.Named)
		if !ok {
			return model.Rebuilt(t, find)
		}
		b.reexport(n)
		for arg := range n.TypeArgs().Types() {
			find(arg)
		}
		return t
	}
	find(t)
	return b.m.Spelled(t)
}

// declaredAs is the name by which a type is bound: its own, or that of the alias that re-exports it.
func (b *binder) declaredAs(t *types.Named) *types.TypeName {
	if alias := b.reexport(t); alias != nil {
		return alias
	}
	return t.Obj()
}
