package config

import (
	"fmt"
	"slices"
	"strings"
)

// Requirements are those of a project with extras and dependency groups. An extra may
// name others of the project: words[fast,html].
func (m *Metadata) Requirements(extras, groups []string) ([]string, error) {
	all := slices.Clone(m.Dependencies)
	known := map[string][]string{}
	for name, deps := range m.Extras {
		known[normalName(name)] = deps
	}
	done := map[string]bool{}
	var add func(extra string) error
	add = func(extra string) error {
		extra = normalName(strings.TrimSpace(extra))
		if done[extra] {
			return nil
		}
		done[extra] = true
		deps, ok := known[extra]
		if !ok {
			return fmt.Errorf("the project has no extra %q; it has: %s", extra, orNone(keysOf(known)))
		}
		for _, dep := range deps {
			inner, own := m.ownExtras(dep)
			if !own {
				all = append(all, dep)
				continue
			}
			for _, other := range inner {
				if err := add(other); err != nil {
					return err
				}
			}
		}
		return nil
	}
	for _, extra := range extras {
		if err := add(extra); err != nil {
			return nil, err
		}
	}
	for _, group := range groups {
		deps, ok := m.Groups[normalName(group)]
		if !ok {
			return nil, fmt.Errorf("there is no dependency group %q in %s; there are: %s", group, FileName, orNone(keysOf(m.Groups)))
		}
		all = append(all, deps...)
	}
	return all, nil
}

// ownExtras reads a requirement that is the project itself.
func (m *Metadata) ownExtras(dep string) ([]string, bool) {
	name := requirementName.FindString(dep)
	inside, _, ok := strings.Cut(strings.TrimPrefix(strings.TrimSpace(dep[len(name):]), "["), "]")
	if normalName(name) != normalName(m.Name) || !ok {
		return nil, false
	}
	return strings.Split(inside, ","), true
}

func orNone(names []string) string {
	if len(names) == 0 {
		return "none"
	}
	return strings.Join(names, ", ")
}
