package bind

import (
	"fmt"
	"regexp"
	"slices"
	"strings"

	"gophersnake/internal/model"
)

// core decides which lengths of lists a function of lists of numbers has, as a signature of
// NumPy's generalized ufuncs: that of a //py:signature with an arrow, or if no result is a list,
// a length of its own for each list. "" is for other functions.
func core(f *model.Func, said string) (string, error) {
	var in, out []bool // whether it is a list
	lists, numbers := 0, true
	see := func(t *model.Type, all *[]bool) {
		list := t.ListOfNumbers()
		if list {
			lists++
		}
		numbers = numbers && (list || t.Kind.Number())
		*all = append(*all, list)
	}
	for _, p := range f.Params {
		see(p.Type.Plain(), &in)
		numbers = numbers && p.Kind != model.Star
	}
	for _, r := range f.Results {
		see(r, &out)
	}
	possible := numbers && lists > 0 && f.Shape == model.Function && f.Context < 0 && !f.CommaOK && len(out) > 0
	if said != "" {
		if slices.ContainsFunc(f.Results, func(t *model.Type) bool { return t.Kind == model.NDArray }) {
			return "", fmt.Errorf("//py:signature %s: lengths can't be said of a function with //py:returns array; without that, the results are arrays in batch all the same", said)
		}
		if !possible {
			return "", fmt.Errorf("//py:signature %s: lengths are said of functions whose parameters and results are numbers and lists of numbers, and of which one is a list", said)
		}
		return saidCore(f, said, in, out)
	}
	if !possible || len(in) > len(lengths) {
		return "", nil
	}
	var terms []string
	for i, list := range in {
		if list {
			terms = append(terms, "("+lengths[i:i+1]+")")
		} else {
			terms = append(terms, "()")
		}
	}
	for _, list := range out {
		if list {
			return "", nil // nobody has said how long it is
		}
	}
	return strings.Join(terms, ",") + "->" + strings.TrimSuffix(strings.Repeat("(),", len(out)), ","), nil
}

const lengths = "nmkjilpqrstuvwxyz"

// saysLengths finds the signatures of lengths among those of parameters.
var saysLengths = regexp.MustCompile(`\)\s*->\s*\(`)

var coreTerm = regexp.MustCompile(`^\(([A-Za-z_][A-Za-z_0-9]*|[1-9][0-9]*)?\)$`)

// saidCore checks a signature of lengths: (n),()->(n).
func saidCore(f *model.Func, said string, in, out []bool) (string, error) {
	left, right, _ := strings.Cut(strings.ReplaceAll(said, " ", ""), "->")
	known := map[string]bool{}
	for _, side := range []struct {
		text, what string
		lists      []bool
	}{{left, "parameter", in}, {right, "result", out}} {
		terms := splitArguments(side.text)
		if len(terms) != len(side.lists) {
			return "", fmt.Errorf("//py:signature %s: %s has %d %ss, and this says %d", said, f.Go, len(side.lists), side.what, len(terms))
		}
		for i, term := range terms {
			m := coreTerm.FindStringSubmatch(term)
			if m == nil {
				return "", fmt.Errorf("//py:signature %s: %s is not the length of a list: a name or a number in parentheses, as in (n),()->(n)", said, term)
			}
			if (m[1] != "") != side.lists[i] {
				return "", fmt.Errorf("//py:signature %s: %s %d of %s: a list has a length, and a number has none: ()", said, side.what, i+1, f.Go)
			}
			if side.what == "parameter" {
				known[m[1]] = true
			} else if m[1] != "" && !known[m[1]] && (m[1][0] < '0' || m[1][0] > '9') {
				return "", fmt.Errorf("//py:signature %s: no parameter has the length %s, so that of the result is not known", said, m[1])
			}
		}
	}
	return left + "->" + right, nil
}
