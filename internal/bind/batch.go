package bind

import (
	"slices"
	"strings"

	"gophersnake/internal/model"
)

// bindBatch adds the crossing that runs many calls of one function, and names the modules
// of the functions over columns.
func (b *binder) bindBatch() {
	b.m.Batch = &model.Func{Shape: model.RunRows, Package: b.m.Packages[0], Go: "batch", Context: -1, GIL: model.Release, GILReason: "it runs many calls"}
	b.add(b.m.Batch)
	for _, p := range b.m.Packages {
		p.Batch = b.moduleName(p, "batch")
		if slices.ContainsFunc(p.Funcs, (*model.Func).IsPlugin) {
			p.Polars = b.moduleName(p, "polars")
		}
	}
}

// moduleName is the name of a module below that of a package: no name of the author's, which
// keeps its own, and no submodule.
func (b *binder) moduleName(p *model.Package, name string) string {
	for ; ; name += "_" {
		below := strings.TrimPrefix(p.Python+"."+name, ".")
		_, taken := b.scopes[p].taken[name]
		for _, other := range b.m.Packages {
			taken = taken || other.Python == below || strings.HasPrefix(other.Python, below+".")
		}
		if !taken {
			return name
		}
	}
}
