package bind

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"gophersnake/internal/model"
)

// absences notes what the error of a missing name says: why it is not bound, or what
// a name of Go's is in Python.
func (b *binder) absences() {
	places := map[string]*model.Absent{}
	at := func(place string) *model.Absent {
		if places[place] == nil {
			places[place] = &model.Absent{Place: place, Spelled: map[string]string{}, Why: map[string]string{}}
		}
		return places[place]
	}
	type key struct{ path, name string }
	classes := map[key]*model.Class{}
	for _, c := range b.m.Classes {
		if k := (key{c.Package.Path, c.Go}); classes[k] == nil || c.Generic {
			classes[k] = c
		}
	}
	for _, s := range slices.Concat(b.m.Symbols, b.unlisted) {
		p := b.byPath[s.Package]
		place, name := p.Python, s.Go
		if i := strings.LastIndexByte(s.Go, '.'); i >= 0 {
			c := classes[key{s.Package, s.Go[:i]}]
			if c == nil {
				continue // the type is what is missing
			}
			place, name = classPlace(c), s.Go[i+1:]
			c.Lacks = c.Lacks || !s.Bound
		}
		a, python := at(place), s.Wanted
		if s.Bound {
			python = s.Python[strings.LastIndexByte(s.Python, '.')+1:]
		} else {
			a.Why[python] = explained(s)
		}
		if python != name {
			a.Spelled[name] = python
		}
	}
	b.beyond(at)
	for _, place := range slices.Sorted(maps.Keys(places)) {
		b.m.Absent = append(b.m.Absent, *places[place])
	}
}

func classPlace(c *model.Class) string { return c.Package.Python + ":" + c.Python }

func explained(s model.Symbol) string {
	text := s.Go + " is not bound: " + s.Reason
	if s.Cure != "" {
		text += "; " + s.Cure
	}
	return text
}

// beyond tells of packages of which only the types are bound that others need.
func (b *binder) beyond(at func(string) *model.Absent) {
	for _, p := range b.m.Packages {
		if p.Full {
			continue
		}
		a := at(p.Python)
		if p.Hops > 0 { // which may have many names
			a.Why[""] = fmt.Sprintf("of the Go package %s, only types that others need are bound, and what makes them; name it with --package to have all of it", p.Path)
			continue
		}
		for _, obj := range b.exported(b.program.ByPath[p.Path].Types) {
			python := b.wanted(obj)
			if _, taken := b.scopes[p].taken[python]; taken {
				continue
			}
			a.Why[python] = fmt.Sprintf("of the Go package %s, only types that others need are bound; name it with --package to have all of it", p.Path)
			if python != obj.Name() {
				a.Spelled[obj.Name()] = python
			}
		}
	}
}
