package convert

import (
	"go/token"
	"go/types"
	"slices"
	"strings"

	"gophersnake/internal/model"
)

// A struct or an interface that has no name is a class that is named by the place where it
// was first met: Config_Server, of the field Server of Config.

// At says where the types stand that are converted next: "Config.Server".
func (tab *Table) At(place string) { tab.at = place }

// byPlace converts such a type as the named one that stands for it.
func (tab *Table) byPlace(t types.Type) (*model.Type, error) {
	for _, k := range tab.placed {
		if types.Identical(k.t, t) {
			return tab.named(k.n)
		}
	}
	pkg, err := packageOf(t)
	if err == nil {
		err = tab.importable(t)
	}
	if err != nil {
		return nil, err
	}
	name := strings.ReplaceAll(tab.at, ".", "_")
	if name == "" {
		name = "Value"
	}
	n := types.NewNamed(types.NewTypeName(token.NoPos, pkg, name, nil), t, nil)
	tab.placed = append(tab.placed, placed{t, n})
	return tab.named(n)
}

// A placed type has no name in Go.
type placed struct {
	t types.Type
	n *types.Named
}

// Literal is such a type itself, or t.
func (tab *Table) Literal(t types.Type) types.Type {
	if p, ok := t.(*types.Pointer); ok {
		if elem := tab.Literal(p.Elem()); elem != p.Elem() {
			return types.NewPointer(elem)
		}
		return t
	}
	for _, k := range tab.placed {
		if k.n == t {
			return k.t
		}
	}
	return t
}

// packageOf is the package in which such a type stands. The core can't write down one with
// fields or methods that are not exported.
func packageOf(t types.Type) (pkg *types.Package, err error) {
	hidden := func(obj types.Object) {
		pkg = obj.Pkg()
		if !obj.Exported() || HasUnnamed(obj.Type()) {
			err = no("give it a name", "%s has parts that are not exported", types.TypeString(t, (*types.Package).Name))
		}
	}
	switch t := t.(type) {
	case *types.Struct:
		for f := range t.Fields() {
			hidden(f)
		}
	case *types.Interface:
		if !t.IsMethodSet() {
			return nil, &Reason{Why: "a constraint of type parameters", Cure: "none is needed: no value has its type", Served: true}
		}
		for m := range t.Methods() {
			hidden(m)
		}
	}
	return pkg, err
}

// importable says what in such a type the core may not import, and so not write down: types of
// the internal packages of other modules.
func (tab *Table) importable(t types.Type) (err error) {
	types.TypeString(t, func(p *types.Package) string {
		own := tab.Whole != nil && tab.Whole(p)
		if slices.Contains(strings.Split(p.Path(), "/"), "internal") && !own {
			err = no("", "a part of it is of the package %s, which only its own module may import", p.Path())
		}
		return ""
	})
	return err
}

// nothing is struct{}: None.
func (tab *Table) nothing() (*model.Type, error) {
	under, err := tab.Of(types.Typ[types.Bool])
	if err != nil {
		return nil, err
	}
	m := optional(under)
	m.HintIn, m.HintOut, m.Expected, m.NotZero = "None", "None", "None", "rt.NotZero(%s)"
	m.ReadBody = "rt.ReadOpt(r, " + under.Read + ")\nreturn struct{}{}"
	m.WriteBody = "rt.WriteOpt(w, nil, " + under.Write + ")"
	return m, nil
}
