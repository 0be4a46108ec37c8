package model

import "slices"

// Needs gathers what the types of a module need, those of parameters that no Go
// value stands for among them: sorted, each once.
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
