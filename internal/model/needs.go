package model

import "slices"

// Needs returns what the types of a module need, sorted and without duplicates. That
// includes types of parameters that no Go value stands for.
func (m *Module) Needs(of func(*Type) []string) []string {
	var all []string
	for _, t := range m.Types {
		all = append(all, of(t)...)
	}
	for _, f := range m.Funcs {
		for _, p := range f.Params {
			all = append(all, of(p.Type)...)
		}
	}
	slices.Sort(all)
	return slices.Compact(all)
}
