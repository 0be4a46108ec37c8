package config

import (
	"fmt"
	"regexp"
	"sort"
	"strings"
	"unicode"
)

// checkLines refuses control characters in what becomes one line of a file: a
// line break in a value would begin a field, or an entry point, of its own.
func (t *projectTable) checkLines() error {
	for _, f := range []struct {
		key    string
		values []string
	}{
		{"name", []string{t.Name}}, {"version", []string{t.Version}}, {"requires-python", []string{t.RequiresPython}},
		{"keywords", t.Keywords}, {"classifiers", t.Classifiers}, {"dependencies", t.Dependencies},
		{"authors", fieldsOf(t.Authors)}, {"maintainers", fieldsOf(t.Maintainers)},
		{"urls", pairsOf(t.URLs)}, {"scripts", pairsOf(t.Scripts)}, {"gui-scripts", pairsOf(t.GUIScripts)},
	} {
		if err := oneLine(f.key, f.values...); err != nil {
			return err
		}
	}
	for _, extra := range keysOf(t.Optional) {
		if !extraName.MatchString(extra) {
			return fmt.Errorf("optional-dependencies: %q can't be the name of an extra: use letters, digits, - _ and . inside", extra)
		}
		if err := oneLine("optional-dependencies", append([]string{extra}, t.Optional[extra]...)...); err != nil {
			return err
		}
	}
	for _, group := range keysOf(t.EntryPoints) {
		if err := oneLine("entry-points", append([]string{group}, pairsOf(t.EntryPoints[group])...)...); err != nil {
			return err
		}
	}
	return nil
}

func oneLine(key string, values ...string) error {
	for _, v := range values {
		if i := strings.IndexFunc(v, breaksLine); i >= 0 {
			return fmt.Errorf("%s: %.60q holds a line break or another control character; write it in one line", key, v)
		}
	}
	return nil
}

// breaksLine knows what any of the readers of metadata takes for the end of a
// line, and what none of them expects inside of one.
func breaksLine(r rune) bool { return unicode.IsControl(r) || r == '\u2028' || r == '\u2029' }

func fieldsOf(persons []Person) []string {
	var all []string
	for _, p := range persons {
		all = append(all, p.Name, p.Email)
	}
	return all
}

func pairsOf(m map[string]string) []string {
	var all []string
	for _, k := range keysOf(m) {
		all = append(all, k, m[k])
	}
	return all
}

func keysOf[V any](m map[string]V) []string {
	keys := make([]string, 0, len(m))
	for k := range m {
		keys = append(keys, k)
	}
	sort.Strings(keys)
	return keys
}

// The forms of PEP 508 and of the entry points specification. A script's name is that of a file,
// too.
var (
	extraName   = regexp.MustCompile(`^(?i)[A-Z0-9]([A-Z0-9._-]*[A-Z0-9])?$`)
	entryGroup  = regexp.MustCompile(`^\w+(\.\w+)*$`)
	scriptName  = regexp.MustCompile(`^[\pL\pN_][\pL\pN_.-]*$`)
	entryName   = regexp.MustCompile(`^[^\s=\[#;]([^=]*[^\s=])?$`)
	entryObject = regexp.MustCompile(`^[\pL_][\pL\pN_]*(\.[\pL_][\pL\pN_]*)*(\s*:\s*[\pL_][\pL\pN_]*(\.[\pL_][\pL\pN_]*)*)?(\s*\[[\w\s,.-]*\])?$`)
)

func badScript(key, name string) error {
	return fmt.Errorf("%s: %q can't be the name of a command: use letters, digits, - _ and .", key, name)
}

// checkEntryPoints refuses what no installer can read, or reads as something
// else.
func (t *projectTable) checkEntryPoints(functions map[string]string) error {
	for key, scripts := range map[string]map[string]string{"scripts": functions, "gui-scripts": t.GUIScripts} {
		for _, name := range keysOf(scripts) {
			if !scriptName.MatchString(name) {
				return badScript(key, name)
			}
			if object := scripts[name]; !entryObject.MatchString(object) || !strings.Contains(object, ":") {
				return fmt.Errorf("%s: %s = %q names no function: write \"package:function\", or for a Go program its folder, \"./cmd/%s\"", key, name, object, name)
			}
		}
	}
	for _, group := range keysOf(t.EntryPoints) {
		if group == "console_scripts" || group == "gui_scripts" {
			return fmt.Errorf("entry-points.%s: use [project.scripts] or [project.gui-scripts]", group)
		}
		if !entryGroup.MatchString(group) {
			return fmt.Errorf("entry-points: %q can't be the name of a group: use letters, digits, _ and dots between them", group)
		}
		for _, name := range keysOf(t.EntryPoints[group]) {
			if !entryName.MatchString(name) {
				return fmt.Errorf("entry-points.%s: %q can't be the name of an entry point", group, name)
			}
			if object := t.EntryPoints[group][name]; !entryObject.MatchString(object) {
				return fmt.Errorf("entry-points.%s: %s = %q names no object: write \"package:object\", or the module alone", group, name, object)
			}
		}
	}
	return nil
}
