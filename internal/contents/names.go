package contents

import (
	"regexp"
	"strings"
)

// Names are the names that a Python module binds at its top level, as far as its text
// says.
type Names struct {
	names map[string]bool
	any   bool // it imports * or has a __getattr__: any name may be there
}

// Has reports whether the module may have a name.
func (n Names) Has(name string) bool { return n.any || n.names[name] }

var (
	defined  = regexp.MustCompile(`^(?:async\s+def|def|class)\s+([\pL_][\pL\pN_]*)`)
	bindings = regexp.MustCompile(`([\pL_][\pL\pN_]*)\s*(?::[^=]*)?(?:=[^=]|:=)`)
	asName   = regexp.MustCompile(`\bas\s+([\pL_][\pL\pN_]*)`)
	word     = regexp.MustCompile(`[\pL_][\pL\pN_]*`)
)

// NamesOf reads the names out of a module's text. It knows the lines that bind names, and
// which lines belong to functions and classes; it is no parser.
func NamesOf(source string) Names {
	n := Names{names: map[string]bool{}}
	inner := -1 // the indentation of the function or class whose lines follow
	for _, line := range logicalLines(source) {
		text := strings.TrimLeft(line, " \t\f")
		indent := len(line) - len(text)
		if inner >= 0 && indent > inner {
			continue
		}
		inner = -1
		if m := defined.FindStringSubmatch(text); m != nil {
			n.names[m[1]] = true
			n.any = n.any || m[1] == "__getattr__"
			inner = indent
			continue
		}
		for _, statement := range strings.Split(text, ";") {
			n.bind(strings.TrimSpace(statement))
		}
	}
	return n
}

func (n *Names) bind(text string) {
	first := word.FindString(text)
	switch {
	case strings.HasPrefix(text, "from "):
		_, imported, _ := strings.Cut(text, " import ")
		for _, part := range strings.Split(strings.Trim(strings.TrimSpace(imported), "()"), ",") {
			switch names := word.FindAllString(part, -1); {
			case strings.TrimSpace(part) == "*":
				n.any = true
			case len(names) > 0:
				n.names[names[len(names)-1]] = true // NAME, or NAME as OTHER
			}
		}
	case strings.HasPrefix(text, "import "):
		for _, part := range strings.Split(text[len("import "):], ",") {
			if m := asName.FindStringSubmatch(part); m != nil {
				n.names[m[1]] = true
			} else if name := word.FindString(part); name != "" {
				n.names[name] = true
			}
		}
	case first == "type":
		if names := word.FindAllString(text, 2); len(names) == 2 {
			n.names[names[1]] = true
		}
	default:
		for _, m := range asName.FindAllStringSubmatch(text, -1) {
			n.names[m[1]] = true
		}
		for _, m := range bindings.FindAllStringSubmatch(text, -1) {
			n.names[m[1]] = true
		}
		if targets, _, found := strings.Cut(text, "="); found && strings.Contains(targets, ",") && !strings.Contains(targets, "(") {
			for _, name := range word.FindAllString(targets, -1) { // a, b = …
				n.names[name] = true
			}
		}
		if head, _, found := strings.Cut(text, " in "); found && strings.HasPrefix(head, "for ") {
			for _, name := range word.FindAllString(head[len("for "):], -1) {
				n.names[name] = true
			}
		}
	}
}

// logicalLines splits a text into the lines that Python sees: without comments and the
// content of strings, and joined inside of brackets and after a backslash.
func logicalLines(source string) []string {
	var lines []string
	var line strings.Builder
	depth := 0
	end := func() {
		if strings.TrimSpace(line.String()) != "" {
			lines = append(lines, line.String())
		}
		line.Reset()
	}
	for i := 0; i < len(source); i++ {
		switch c := source[i]; c {
		case '#':
			for i+1 < len(source) && source[i+1] != '\n' {
				i++
			}
		case '"', '\'':
			i = afterString(source, i) - 1
			line.WriteString("''")
		case '\\':
			for i+1 < len(source) && source[i+1] == '\r' {
				i++
			}
			if i+1 < len(source) && source[i+1] == '\n' {
				i++
				line.WriteByte(' ')
			}
		case '(', '[', '{':
			depth++
			line.WriteByte(c)
		case ')', ']', '}':
			depth = max(depth-1, 0)
			line.WriteByte(c)
		case '\r':
		case '\n':
			if depth > 0 {
				line.WriteByte(' ')
			} else {
				end()
			}
		default:
			line.WriteByte(c)
		}
	}
	end()
	return lines
}

// afterString is the place after the string that begins at i.
func afterString(source string, i int) int {
	quote := source[i : i+1]
	if strings.HasPrefix(source[i:], strings.Repeat(quote, 3)) {
		quote = strings.Repeat(quote, 3)
	}
	for i += len(quote); i < len(source); i++ {
		switch {
		case source[i] == '\\':
			i++
		case strings.HasPrefix(source[i:], quote):
			return i + len(quote)
		case len(quote) == 1 && source[i] == '\n':
			return i // it does not end: an error of Python's
		}
	}
	return len(source)
}
