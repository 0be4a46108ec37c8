package config

import (
	"errors"
	"fmt"
	"regexp"
	"slices"
	"strings"
)

// Requirements are checked by the grammar of PEP 508 and 440 before anything is
// compiled: pip would refuse the finished wheel. A test compares with Python's own
// library for them.

const versionPattern = `v?(?:\d+!)?\d+(?:\.\d+)*(?:[-_.]?(?:alpha|a|beta|b|preview|pre|c|rc)[-_.]?\d*)?(?:-\d+|[-_.]?(?:post|rev|r)[-_.]?\d*)?(?:[-_.]?dev[-_.]?\d*)?`

var (
	requirementName  = regexp.MustCompile(`^(?i)[A-Z0-9]([A-Z0-9._-]*[A-Z0-9])?`)
	specifierPattern = regexp.MustCompile(`^(?i)(?:` +
		`===\s*[^\s;,)]+` +
		`|(?:==|!=)\s*` + versionPattern + `(?:\.\*|(?:\+[a-z0-9]+(?:[-_.][a-z0-9]+)*)?)` +
		`|~=\s*v?(?:\d+!)?\d+(?:\.\d+)+(?:[-_.]?(?:alpha|a|beta|b|preview|pre|c|rc)[-_.]?\d*)?(?:-\d+|[-_.]?(?:post|rev|r)[-_.]?\d*)?(?:[-_.]?dev[-_.]?\d*)?` +
		`|(?:<=|>=|<|>)\s*` + versionPattern + `)$`)
	markerToken = regexp.MustCompile(`^(?:\(|\)|(?:===|==|~=|!=|<=|>=|<|>)|'[^']*'|"[^"]*"|[A-Za-z_][A-Za-z0-9_.]*)`)
)

// checkRequirements checks what a project needs, and the Pythons that it is for.
func (t *projectTable) checkRequirements() error {
	if t.RequiresPython != "" {
		if err := checkSpecifiers(t.RequiresPython); err != nil {
			return fmt.Errorf("requires-python: %w", err)
		}
	}
	for _, dep := range t.Dependencies {
		if err := CheckRequirement(dep); err != nil {
			return fmt.Errorf("dependencies: %w", err)
		}
	}
	for _, extra := range keysOf(t.Optional) {
		for _, dep := range t.Optional[extra] {
			if err := CheckRequirement(dep); err != nil {
				return fmt.Errorf("optional-dependencies.%s: %w", extra, err)
			}
		}
	}
	return nil
}

// CheckRequirement refuses what is no requirement by PEP 508.
func CheckRequirement(text string) error {
	if err := checkRequirement(strings.TrimSpace(text)); err != nil {
		return fmt.Errorf("%q is not a requirement (PEP 508): %w", text, err)
	}
	return nil
}

func checkRequirement(text string) error {
	name := requirementName.FindString(text)
	if name == "" {
		return errors.New("it begins with the name of a distribution: letters, digits, - _ and .")
	}
	rest := strings.TrimSpace(text[len(name):])
	if strings.HasPrefix(rest, "[") {
		extras, after, closed := strings.Cut(rest[1:], "]")
		if !closed {
			return errors.New("a ] is missing")
		}
		if strings.TrimSpace(extras) != "" {
			for _, extra := range strings.Split(extras, ",") {
				if !extraName.MatchString(strings.TrimSpace(extra)) {
					return fmt.Errorf("%q can't be the name of an extra", strings.TrimSpace(extra))
				}
			}
		}
		rest = strings.TrimSpace(after)
	}
	if address, ok := strings.CutPrefix(rest, "@"); ok {
		address, marker, found := strings.Cut(strings.TrimSpace(address), " ;")
		if strings.TrimSpace(address) == "" || strings.ContainsAny(strings.TrimSpace(address), " \t") {
			return errors.New("after @ comes one address")
		}
		if found {
			return checkMarker(marker)
		}
		return nil
	}
	specifiers, marker, found := strings.Cut(rest, ";")
	specifiers = strings.TrimSpace(specifiers)
	if strings.HasPrefix(specifiers, "(") && strings.HasSuffix(specifiers, ")") {
		specifiers = specifiers[1 : len(specifiers)-1]
	}
	if strings.TrimSpace(specifiers) != "" {
		if err := checkSpecifiers(specifiers); err != nil {
			return err
		}
	}
	if found {
		return checkMarker(marker)
	}
	return nil
}

// checkSpecifiers checks versions such as ">=1.0, <2".
func checkSpecifiers(text string) error {
	parts := strings.Split(strings.TrimSpace(text), ",")
	for i, one := range parts {
		one = strings.TrimSpace(one)
		if one == "" && i == len(parts)-1 && i > 0 {
			continue // a comma at the end is allowed
		}
		if !specifierPattern.MatchString(one) {
			return fmt.Errorf("%q is not a version specifier, such as >=1.0 or ==1.4.*", one)
		}
	}
	return nil
}

// checkMarker checks a condition: python_version < '3.13' and extra == 'fast'.
func checkMarker(text string) error {
	var tokens []string
	for rest := strings.TrimSpace(text); rest != ""; {
		token := markerToken.FindString(rest)
		if token == "" {
			return fmt.Errorf("the condition %q can't be read from %q on", strings.TrimSpace(text), rest)
		}
		tokens = append(tokens, token)
		rest = strings.TrimSpace(rest[len(token):])
	}
	m := marker{tokens}
	if m.or(); len(m.left) > 0 || !m.fine() {
		return fmt.Errorf("%q is not a condition, such as python_version < '3.13'", strings.TrimSpace(text))
	}
	return nil
}

// A marker is what is left of one; nil where it was wrong.
type marker struct{ left []string }

func (m *marker) fine() bool { return m.left != nil }

// is takes the next token if it is one of these.
func (m *marker) is(words ...string) bool {
	if len(m.left) > 0 && slices.Contains(words, m.left[0]) {
		m.left = m.left[1:]
		return true
	}
	return false
}

func (m *marker) or() {
	for m.and(); m.is("or"); {
		m.and()
	}
}

func (m *marker) and() {
	for m.comparison(); m.is("and"); {
		m.comparison()
	}
}

func (m *marker) comparison() {
	if m.is("(") {
		if m.or(); !m.is(")") {
			m.left = nil
		}
		return
	}
	m.operand()
	if m.is("not") {
		if !m.is("in") {
			m.left = nil
		}
	} else if !m.is("in", "===", "==", "~=", "!=", "<=", ">=", "<", ">") {
		m.left = nil
	}
	m.operand()
}

// operand takes a text or a variable.
func (m *marker) operand() {
	if len(m.left) == 0 {
		m.left = nil
		return
	}
	token := m.left[0]
	if token[0] != '\'' && token[0] != '"' && !slices.Contains(markerVariables, token) {
		m.left = nil
		return
	}
	m.left = m.left[1:]
}

// markerVariables are those of PEP 508 and PEP 751.
var markerVariables = []string{
	"os_name", "sys_platform", "platform_machine", "platform_python_implementation", "platform_release", "platform_system",
	"platform_version", "python_version", "python_full_version", "implementation_name", "implementation_version", "extra", "extras", "dependency_groups",
	"os.name", "sys.platform", "platform.version", "platform.machine", "platform.python_implementation", "python_implementation",
}

var nameRuns = regexp.MustCompile(`[-_.]+`)

func normalName(name string) string {
	return strings.ToLower(nameRuns.ReplaceAllString(name, "-"))
}

// dependencyGroups resolves [dependency-groups] (PEP 735): a group may include others.
func dependencyGroups(table map[string][]any) (map[string][]string, error) {
	if len(table) == 0 {
		return nil, nil
	}
	byName := map[string][]any{}
	for _, name := range keysOf(table) {
		normal := normalName(name)
		if !extraName.MatchString(name) {
			return nil, fmt.Errorf("%q can't be the name of a group", name)
		}
		if _, twice := byName[normal]; twice {
			return nil, fmt.Errorf("two groups are named %s", normal)
		}
		byName[normal] = table[name]
	}
	groups := map[string][]string{}
	var resolve func(name string, path []string) ([]string, error)
	resolve = func(name string, path []string) ([]string, error) {
		if slices.Contains(path, name) {
			return nil, fmt.Errorf("%s includes itself: %s", name, strings.Join(append(path, name), " -> "))
		}
		all := []string{}
		for _, entry := range byName[name] {
			switch entry := entry.(type) {
			case string:
				if err := CheckRequirement(entry); err != nil {
					return nil, fmt.Errorf("%s: %w", name, err)
				}
				all = append(all, entry)
			case map[string]any:
				other, ok := entry["include-group"].(string)
				if !ok || len(entry) != 1 {
					return nil, fmt.Errorf("%s: a table is { include-group = \"…\" }", name)
				}
				other = normalName(other)
				if _, there := byName[other]; !there {
					return nil, fmt.Errorf("%s includes %s, which is not there", name, other)
				}
				included, err := resolve(other, append(path, name))
				if err != nil {
					return nil, err
				}
				all = append(all, included...)
			default:
				return nil, fmt.Errorf("%s: %v is neither a requirement in quotes nor { include-group = \"…\" }", name, entry)
			}
		}
		return all, nil
	}
	for _, name := range keysOf(byName) {
		var err error
		if groups[name], err = resolve(name, nil); err != nil {
			return nil, err
		}
	}
	return groups, nil
}
