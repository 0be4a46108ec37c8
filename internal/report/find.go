package report

import (
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"

	"gophersnake/internal/model"
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
		distance := distance(strings.ToLower(spelled), strings.ToLower(name))
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

// distance is how many letters must be put in, left out, changed, or swapped with the
// next one, to make b of a.
func distance(a, b string) int {
	x, y := []rune(a), []rune(b)
	rows := make([][]int, len(x)+1)
	for i := range rows {
		rows[i] = make([]int, len(y)+1)
		rows[i][0] = i
	}
	for j := range rows[0] {
		rows[0][j] = j
	}
	for i := 1; i <= len(x); i++ {
		for j := 1; j <= len(y); j++ {
			change := 1
			if x[i-1] == y[j-1] {
				change = 0
			}
			rows[i][j] = min(rows[i-1][j]+1, rows[i][j-1]+1, rows[i-1][j-1]+change)
			if i > 1 && j > 1 && x[i-1] == y[j-2] && x[i-2] == y[j-1] {
				rows[i][j] = min(rows[i][j], rows[i-2][j-2]+1)
			}
		}
	}
	return rows[len(x)][len(y)]
}
