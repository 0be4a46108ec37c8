package report

import (
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"

	"gophersnake/internal/model"
	"gophersnake/internal/naming"
)

// find finds the symbols of a name: in Go's spelling (Point.Scale), in Python's
// (Point.scale), or either after its package (geo.Point.Scale). Several packages may
// have one of the name.
func find(m *model.Module, name string) ([]model.Symbol, error) {
	var found []model.Symbol
	for _, spelled := range []func(model.Symbol) string{
		func(s model.Symbol) string { return s.Go },
		func(s model.Symbol) string { return s.Python },
	} {
		for _, s := range m.Symbols {
			if n := spelled(s); n != "" && (n == name || inPackage(s, n, name)) {
				found = append(found, s)
			}
		}
		if len(found) > 0 {
			return found, nil
		}
	}
	text := fmt.Sprintf("there is no exported symbol %s", name)
	if near := nearest(m, name); len(near) > 0 {
		text += "; do you mean " + strings.Join(near, " or ") + "?"
	} else {
		text += "; `gophersnake check` lists all that there are"
	}
	return nil, fmt.Errorf("%s", text)
}

// inPackage reports whether a name is that of a symbol after its package's path, or
// the end of the path.
func inPackage(s model.Symbol, spelled, name string) bool {
	pkg, ok := strings.CutSuffix(name, "."+spelled)
	return ok && (pkg == s.Package || strings.HasSuffix(s.Package, "/"+pkg))
}

// manyNear is how many names a message offers.
const manyNear = 5

// nearest are Go names that somebody may have meant, the nearest first.
func nearest(m *model.Module, name string) []string {
	type candidate struct {
		name     string
		distance int
	}
	var all []candidate
	add := func(goName, spelled string) {
		distance := naming.Distance(strings.ToLower(spelled), strings.ToLower(name))
		if distance > max(1, utf8.RuneCountInString(name)/3) {
			return
		}
		if i := slices.IndexFunc(all, func(c candidate) bool { return c.name == goName }); i >= 0 {
			all[i].distance = min(all[i].distance, distance)
		} else {
			all = append(all, candidate{goName, distance})
		}
	}
	for _, s := range m.Symbols {
		add(s.Go, s.Go)
		add(s.Go, s.Python)
		if _, member, ok := strings.Cut(s.Go, "."); ok {
			add(s.Go, member)
		}
	}
	slices.SortStableFunc(all, func(a, b candidate) int { return a.distance - b.distance })
	var names []string
	for _, c := range all[:min(len(all), manyNear)] {
		names = append(names, c.name)
	}
	return names
}
