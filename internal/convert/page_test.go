package convert

import (
	"flag"
	"fmt"
	"go/importer"
	"go/token"
	"go/types"
	"maps"
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"

	"gophersnake/internal/model"
)

var update = flag.Bool("update", false, "write docs/conversions.md anew")

const page = "../../docs/conversions.md"

const pageHead = `# Conversions

What a Go type is in Python: what is taken where it goes to Go, and what is given where it comes back. This page is
made from the tables of internal/convert (` + "`go test ./internal/convert -run Page -update`" + `), in the words of the stubs. The
rules that a table can't show are in values.md, and those of single kinds in interfaces.md, io.md, callbacks.md,
streams.md and borrowing.md. ` + "`gophersnake check`" + ` says it of each symbol of a package.

`

// examples are of types without an entry of their own. Point is a struct of the package,
// Color an integer type with constants, Shape an interface, Celsius a float64 and Flags a []bool.
var examples = []struct {
	title string
	types []string
}{
	{"Values", []string{"bool", "int", "int8", "uint64", "uint8", "float32", "float64", "complex128", "string", "uintptr"}},
	{"Bytes and slices", []string{"[]byte", "[4]byte", "[]int", "[]float32", "[]string", "[][]float64", "[3]int", "[]Point", "[]*Point"}},
	{"Maps", []string{"map[string]int", "map[string]Point", "map[string]struct{}", "map[string][]string"}},
	{"Types of the package", []string{"Point", "*Point", "Color", "Celsius", "Flags", "Shape", "struct{ X int }"}},
	{"Pointers", []string{"*int", "*string", "*time.Time"}},
	{"Interfaces", []string{"any", "[]any", "map[string]any", "error"}},
	{"Functions", []string{"func(int) string", "func(Point) error", "func(yield func(int) bool)"}},
	{"Channels", []string{"<-chan int", "chan<- string", "chan int"}},
}

func pageOfConversions(t *testing.T) string {
	w := newWorld(t)
	var b strings.Builder
	b.WriteString(pageHead)
	table := func(title string, rows func(row func(name string, of types.Type))) {
		fmt.Fprintf(&b, "## %s\n\n| Go | taken | given |\n|---|---|---|\n", title)
		rows(func(name string, of types.Type) {
			fmt.Fprintf(&b, "| `%s` | %s | %s |\n", name, hinted(w.table.Of, of, false), hinted(w.table.Of, of, true))
		})
		b.WriteString("\n")
	}
	for _, e := range examples {
		table(e.title, func(row func(string, types.Type)) {
			for _, expr := range e.types {
				row(expr, w.typ(expr))
			}
		})
	}
	from := importer.ForCompiler(token.NewFileSet(), "source", nil)
	table("Types of the standard library, and of gophersnake/py", func(row func(string, types.Type)) {
		for _, name := range slices.Sorted(maps.Keys(standard)) {
			if strings.HasPrefix(name, "gophersnake/") {
				continue // by other names, in gophersnake/py
			}
			typ := typeOfEntry(t, from, name)
			row(name, typ)
			if standard[name].pointer != nil {
				row("*"+name, types.NewPointer(typ))
			}
		}
	})
	return strings.TrimSpace(b.String()) + "\n"
}

// In hints, classes stand as {module:Class}, and modules by names that no user's package has.
var (
	className     = regexp.MustCompile(`\{[\w.]+:(\w+)\}`)
	privateModule = regexp.MustCompile(`\b_(\w+)\.`)
)

// hinted is the hint of a type in one direction, or what stands in its way.
func hinted(convert func(types.Type) (*model.Type, error), of types.Type, out bool) string {
	m, err := convert(of)
	if err != nil {
		return "– (" + err.Error() + ")"
	}
	hint := m.HintIn
	if out {
		hint = m.HintOut
	}
	hint = className.ReplaceAllString(hint, "$1")
	hint = strings.ReplaceAll(privateModule.ReplaceAllString(hint, "$1."), "abc.", "collections.abc.")
	return "`" + strings.ReplaceAll(hint, "|", "\\|") + "`"
}

func TestPageOfConversions(t *testing.T) {
	want := pageOfConversions(t)
	if *update {
		if err := os.WriteFile(page, []byte(want), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	got, err := os.ReadFile(page)
	if err != nil {
		t.Fatal(err)
	}
	if string(got) != want {
		t.Error("docs/conversions.md is not what the tables say; write it anew with -update")
	}
}
