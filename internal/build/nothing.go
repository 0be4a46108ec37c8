package build

import (
	"cmp"
	"fmt"
	"maps"
	"regexp"
	"slices"
	"strings"

	"gophersnake/internal/load"
	"gophersnake/internal/model"
)

// reasonsShown is how many reasons an error lists.
const reasonsShown = 8

// refuseNothing is an error for packages of which nothing can be bound: a wheel
// of them would take minutes and be empty.
func refuseNothing(program *load.Program, m *model.Module, fetched bool) error {
	var paths []string
	for _, l := range program.Main {
		paths = append(paths, l.PkgPath)
	}
	counts := map[string]int{}
	for _, s := range m.Symbols {
		if s.Bound {
			return nil
		}
		counts[reasonOf(s)]++
	}
	reasons := slices.SortedFunc(maps.Keys(counts), func(a, b string) int {
		return cmp.Or(counts[b]-counts[a], strings.Compare(a, b))
	})
	var text strings.Builder
	fmt.Fprintf(&text, "nothing of %s can be bound, so nothing is built; of its %d exported symbols:", strings.Join(paths, " "), len(m.Symbols))
	rest := 0
	for i, r := range reasons {
		if i >= reasonsShown && len(reasons) > reasonsShown+1 {
			rest += counts[r]
			continue
		}
		fmt.Fprintf(&text, "\n%6d  %s", counts[r], r)
	}
	if rest > 0 {
		fmt.Fprintf(&text, "\n%6d  for other reasons", rest)
	}
	check := "gophersnake check"
	if fetched {
		check += " " + paths[0]
	}
	fmt.Fprintf(&text, "\n`%s` lists all of them, and what could be done", check)
	return fmt.Errorf("%s", text.String())
}

// place is where in a signature or in a struct a reason applies.
var place = regexp.MustCompile(`^(its type is not bound|(parameter|result) [^ :]+): `)

// reasonOf is the reason of a symbol without the place in it.
func reasonOf(s model.Symbol) string {
	text := s.Reason
	for {
		short := place.ReplaceAllString(text, "")
		if short == text {
			return text
		}
		text = short
	}
}
