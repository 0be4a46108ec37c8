package load

import (
	"context"
	"maps"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"golang.org/x/tools/go/packages"
)

const source = `// Package m is documented.
//
// At length.
package m

import (
	"example.com/m/inner"
	"fmt"
)

// Count counts.
//
//py:name tally
//py:gil  hold
func Count(v inner.Value) int { return len(fmt.Sprint(v)) }

// Point is a point.
//
//py:skip
type Point struct {
	// X is across.
	X int //py:name across
	Y, Z int // both
	*inner.Value
}

// Move moves.
func (p *Point) Move() {}

// Kinds are several.
type (
	// Small is one of them.
	Small int
	Large int // the other
)

// Alone is documented by its declaration.
const Alone = 1

// Not of One.
const (
	One = 1 // first
	// Two is second.
	Two = 2
)

var A, B = 1, 2 //py:skip

//py:skip
func hidden() {
	// py:name nothing
	//py:gil hold
}

// py:name spaced
func Spaced() {}

//go:noinline
// pylons are no directive
func Last() { hidden() }
`

func loaded(t *testing.T, dir string, patterns ...string) *Program {
	t.Helper()
	p, err := Load(context.Background(), Options{Dir: dir, Patterns: patterns})
	if err != nil {
		t.Fatal(err)
	}
	return p
}

func names(all []*packages.Package) []string {
	var list []string
	for _, l := range all {
		list = append(list, l.PkgPath)
	}
	return list
}

func tree(t *testing.T) string {
	return module(t, map[string]string{
		"m.go":              source,
		"inner/v.go":        "package inner\n\nimport \"example.com/m/deep\"\n\ntype Value struct{ D deep.D }\n",
		"deep/d.go":         "package deep\n\nimport \"strings\"\n\ntype D struct{ B strings.Builder }\n",
		"unrelated/u.go":    "package unrelated\n",
		"another/a.go":      "package another\n\nfunc More() {}\n",
		"another/a_test.go": "package another\n\nimport _ \"example.com/m/unrelated\"\n",
	})
}

// The packages to bind come in the order of the patterns, and with them those of their
// module that they reach, but no other.
func TestWhichPackagesAreLoaded(t *testing.T) {
	dir := tree(t)
	for _, row := range []struct {
		patterns, main, all []string
	}{
		{[]string{"."}, []string{"example.com/m"}, []string{"example.com/m", "example.com/m/deep", "example.com/m/inner"}},
		{[]string{"./another", "./inner"}, []string{"example.com/m/another", "example.com/m/inner"}, []string{"example.com/m/another", "example.com/m/deep", "example.com/m/inner"}},
		{[]string{"./inner", "./another"}, []string{"example.com/m/inner", "example.com/m/another"}, []string{"example.com/m/another", "example.com/m/deep", "example.com/m/inner"}},
		{[]string{"example.com/m/deep"}, []string{"example.com/m/deep"}, []string{"example.com/m/deep"}},
	} {
		p := loaded(t, dir, row.patterns...)
		if got := names(p.Main); !slices.Equal(got, row.main) {
			t.Errorf("%v: main %v", row.patterns, got)
		}
		if got := slices.Sorted(maps.Keys(p.ByPath)); !slices.Equal(got, row.all) {
			t.Errorf("%v: all %v", row.patterns, got)
		}
		if p.ModulePath != "example.com/m" || p.ModuleDir == "" {
			t.Errorf("%v: module %q in %q", row.patterns, p.ModulePath, p.ModuleDir)
		}
		for path, l := range p.ByPath {
			if l.TypesInfo == nil || len(l.Syntax) == 0 || l.Types == nil {
				t.Errorf("%v: %s has no typed syntax", row.patterns, path)
			}
		}
	}
}

func TestNothingToLoad(t *testing.T) {
	dir := tree(t)
	for pattern, want := range map[string]string{"./nothing": "nothing", "./...x": "no Go package matches"} {
		if _, err := Load(context.Background(), Options{Dir: dir, Patterns: []string{pattern}}); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%s: %v", pattern, err)
		}
	}
}

func TestDeclarations(t *testing.T) {
	p := loaded(t, tree(t), ".")
	got := map[string]string{}
	for obj, d := range Declarations(p.Main[0]) {
		var all []string
		for _, x := range d.Directives {
			all = append(all, x.Verb+"("+x.Args+")")
			if at := p.Position(x.Pos); !strings.HasPrefix(at, "m.go:") {
				t.Errorf("%s: %s stands at %s", obj.Name(), x.Verb, at)
			}
		}
		got[obj.Name()] = strings.TrimSpace(d.Doc + " " + strings.Join(all, " "))
		if _, isFunc := map[string]bool{"Count": true, "Move": true, "Spaced": true, "Last": true, "hidden": true}[obj.Name()]; isFunc != (d.Func != nil) {
			t.Errorf("%s: a function?", obj.Name())
		}
	}
	want := map[string]string{
		"Count": "Count counts. name(tally) gil(hold)", "Point": "Point is a point. skip()", "X": "X is across. name(across)", "Y": "both", "Z": "both",
		"Move": "Move moves.", "Small": "Small is one of them.", "Large": "the other", "Alone": "Alone is documented by its declaration.", "One": "first", "Two": "Two is second.",
		"A": "skip()", "B": "skip()", "hidden": "skip()", "Spaced": "py:name spaced", "Last": "pylons are no directive",
	}
	if !maps.Equal(got, want) {
		for _, name := range slices.Sorted(maps.Keys(got)) {
			if got[name] != want[name] {
				t.Errorf("%s: %q, want %q", name, got[name], want[name])
			}
		}
		for name := range want {
			if _, ok := got[name]; !ok {
				t.Errorf("%s is not found", name)
			}
		}
	}
	if doc := PackageDoc(p.Main[0]); doc != "Package m is documented.\n\nAt length." {
		t.Errorf("%q", doc)
	}
	if doc := PackageDoc(p.ByPath["example.com/m/inner"]); doc != "" {
		t.Errorf("%q", doc)
	}
}

// Directives that nobody reads: in a function, of what is not exported, and what has a
// space before it.
func TestRemarks(t *testing.T) {
	p := loaded(t, tree(t), ".")
	var got []string
	for _, r := range Remarks(p.Main[0]) {
		text := r.Text
		if r.Spaced {
			text += " (spaced)"
		}
		got = append(got, text)
	}
	want := []string{"//py:skip", "// py:name nothing (spaced)", "//py:gil hold", "// py:name spaced (spaced)"}
	if !slices.Equal(got, want) {
		t.Errorf("%q, want %q", got, want)
	}
}

func TestPositionsAndTheirSources(t *testing.T) {
	p := loaded(t, tree(t), ".")
	m, inner := p.Main[0], p.ByPath["example.com/m/inner"]
	count, value := p.Position(m.Types.Scope().Lookup("Count").Pos()), p.Position(inner.Types.Scope().Lookup("Value").Pos())
	if count != "m.go:15:6" || value != "inner/v.go:5:6" {
		t.Error(count, value)
	}
	more, err := p.More(context.Background(), []string{"strings"})
	if err != nil || len(more) != 1 {
		t.Fatal(more, err)
	}
	builder := p.Position(more[0].Types.Scope().Lookup("Builder").Pos())
	if !strings.HasPrefix(builder, "strings/builder.go:") {
		t.Error("of the standard library:", builder)
	}
	files, err := p.Sources([]string{count, value, builder, count})
	if err != nil {
		t.Fatal(err)
	}
	if got := slices.Sorted(maps.Keys(files)); !slices.Equal(got, []string{"inner/v.go", "m.go"}) || string(files["m.go"]) != source {
		t.Error(got)
	}
}

// What a build reads of the user's folders: those to bind first, another module that is
// replaced by a folder too, and nothing of the standard library.
func TestLocalPackages(t *testing.T) {
	dir := module(t, map[string]string{
		"app/go.mod":     "module example.com/app\n\ngo 1.25\n\nrequire example.com/lib v0.0.0\n\nreplace example.com/lib => ../lib\n",
		"app/a/a.go":     "package a\n\nimport (\n\t\"strings\"\n\n\t_ \"embed\"\n\t\"example.com/app/z\"\n\t\"example.com/lib\"\n)\n\n//go:embed data.txt\nvar data string\n\nvar X = strings.ToUpper(lib.Name + z.Name + data)\n",
		"app/a/data.txt": "x",
		"app/z/z.go":     "package z\n\nconst Name = \"z\"\n",
		"lib/go.mod":     "module example.com/lib\n\ngo 1.25\n",
		"lib/lib.go":     "package lib\n\nconst Name = \"lib\"\n",
	})
	p := loaded(t, filepath.Join(dir, "app"), "./a")
	var got []string
	for _, l := range p.Local() {
		rel := func(name string) string {
			r, err := filepath.Rel(dir, name)
			if err != nil {
				t.Fatal(err)
			}
			return r
		}
		for _, f := range l.Files {
			got = append(got, rel(l.Dir)+": "+rel(f))
		}
	}
	want := []string{"app/a: app/a/a.go", "app/a: app/a/data.txt", "app/a: app/go.mod", "app/z: app/z/z.go", "app/z: app/go.mod", "lib: lib/lib.go", "lib: lib/go.mod"}
	if !slices.Equal(got, want) {
		t.Errorf("%q, want %q", got, want)
	}
}
