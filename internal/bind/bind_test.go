package bind

import (
	"context"
	"os"
	"path/filepath"
	"reflect"
	"strconv"
	"strings"
	"testing"

	"golang.org/x/tools/go/packages"

	"gophersnake/internal/load"
	"gophersnake/internal/model"
)

// bound binds packages that are given as files: name -> source.
func bound(t *testing.T, o Options, files map[string]string) (*model.Module, error) {
	t.Helper()
	dir := t.TempDir()
	if files["go.mod"] == "" {
		files["go.mod"] = "module example.com/m\n\ngo 1.25\n"
	}
	for name, text := range files {
		path := filepath.Join(dir, name)
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	patterns := []string{"."}
	if _, ok := files["other/other.go"]; ok {
		patterns = append(patterns, "./other")
	}
	p, err := load.Load(context.Background(), load.Options{Dir: dir, Patterns: patterns})
	if err != nil {
		t.Fatal(err)
	}
	return Bind(p, o)
}

func symbol(t *testing.T, m *model.Module, goName string) model.Symbol {
	t.Helper()
	for _, s := range m.Symbols {
		if s.Go == goName {
			return s
		}
	}
	t.Fatalf("no symbol %s", goName)
	return model.Symbol{}
}

func TestWrongDirectivesAreErrors(t *testing.T) {
	for name, c := range map[string]struct{ source, want string }{
		"unknown":         {"//py:nmae x\nfunc F() {}", "m.go:3:1: unknown directive //py:nmae (name?); there are async, borrow, bytes, copy, direct, frozen, gil, hashable, instantiate, name, nil, notnil, optional, protocol, raises, returns, signature, skip, tuple"},
		"misplaced":       {"//py:signature (a)\ntype T int", "//py:signature can't stand at a type"},
		"async":           {"type N int\n//py:async\nfunc (n N) F() {}", "//py:async can't stand at a method of a number or a string"},
		"no identifier":   {"//py:name 1x\nfunc F() {}", `//py:name needs a Python identifier, not "1x"`},
		"a keyword":       {"//py:name class\nfunc F() {}", `//py:name needs a Python identifier, not "class"`},
		"two names":       {"//py:name a\n//py:name b\nfunc F() {}", "//py:name a, and //py:name b: say one of them"},
		"two locks":       {"//py:gil hold\n//py:gil release\nfunc F() {}", "//py:gil hold, and //py:gil release: say one of them"},
		"two signatures":  {"//py:signature (a, /)\n//py:signature (*, a)\nfunc F(a int) {}", "say one of them"},
		"gil":             {"//py:gil maybe\nfunc F() {}", `//py:gil is hold or release, not "maybe"`},
		"left out":        {"//py:signature (a)\nfunc F(a, b int) {}", "//py:signature leaves out b"},
		"no such":         {"//py:signature (a, c)\nfunc F(a, b int) {}", "has no parameter c left (it has a, b)"},
		"default first":   {"//py:signature (a=1, b)\nfunc F(a, b int) {}", "b has no default, but stands after a"},
		"empty default":   {"//py:signature (a=)\nfunc F(a int) {}", "the default of a is empty"},
		"star":            {"//py:signature (*a)\nfunc F(a int) {}", "a * stands before the variadic parameter and no other"},
		"parentheses":     {"//py:signature a\nfunc F(a int) {}", "needs parentheses"},
		"lengths":         {"//py:signature (n),()->(n)\nfunc F(a []float64, b, c int) []float64 { return a }", "F has 3 parameters, and this says 2"},
		"length of what":  {"//py:signature (n),(n)->(m)\nfunc F(a, b []float64) []float64 { return a }", "no parameter has the length m"},
		"no length":       {"//py:signature (n),(n)->()\nfunc F(a []float64, b int) int { return b }", "parameter 2 of F: a list has a length, and a number has none: ()"},
		"odd length":      {"//py:signature (n+1)->()\nfunc F(a []float64) int { return 0 }", "(n+1) is not the length of a list"},
		"lengths of text": {"//py:signature (n)->()\nfunc F(a []string) int { return 0 }", "whose parameters and results are numbers and lists of numbers"},
		"array lengths":   {"//py:returns array\n//py:signature (n)->(n)\nfunc F(a []float64) []float64 { return a }", "lengths can't be said of a function with //py:returns array"},
		"borrow nothing":  {"//py:borrow\nfunc F(b []byte) {}", "//py:borrow needs the name of a parameter"},
		"borrow what":     {"//py:borrow c\nfunc F(b []byte) {}", "F has no parameter c (it has b)"},
		"borrow a map":    {"//py:borrow m\nfunc F(m map[string]int) {}", "is for text, bytes, lists of numbers, matrices and vectors"},
		"raises what":     {"import \"errors\"\n//py:raises Oops\nvar ErrX = errors.New(\"x\")", `//py:raises needs one of Python's own exceptions, such as ValueError or KeyError, not "Oops"`},
		"raises no error": {"//py:raises KeyError\ntype T int", "//py:raises can't stand at T: it is no error"},
		"returns what":    {"//py:returns list\nfunc F() []int { return nil }", `//py:returns is array, not "list"`},
		"returns none":    {"//py:returns array\nfunc F() []string { return nil }", "//py:returns array is for slices of numbers, and F returns none"},
		"no such field":   {"type T struct {\n//py:returns array\nX map[int]int }", "//py:returns array: a map[int]int is no slice of numbers"},
		"bytes":           {"//py:bytes n\nfunc F(n int) {}", "//py:bytes is for text"},
	} {
		t.Run(name, func(t *testing.T) {
			_, err := bound(t, Options{}, map[string]string{"m.go": "package m\n\n" + c.source + "\n"})
			if err == nil || !strings.Contains(err.Error(), c.want) {
				t.Errorf("got %v, want %q", err, c.want)
			}
		})
	}
}

func TestNamesThatAreWordsOfGo(t *testing.T) {
	m, err := bound(t, Options{}, map[string]string{"m.go": "package m\n\n//py:name range\nfunc F() {}\n\n//py:name größe\nfunc G() {}\n"})
	if err != nil {
		t.Fatal(err)
	}
	if f, g := symbol(t, m, "F"), symbol(t, m, "G"); f.Python != "range" || g.Python != "größe" {
		t.Errorf("F is %q, G is %q", f.Python, g.Python)
	}
}

func TestDirectivesOfPyproject(t *testing.T) {
	m, err := bound(t, Options{Directives: map[string][]string{"F": {"name g"}, "T.M": {"skip"}}}, map[string]string{"m.go": "package m\n\n//py:name type\nfunc F() {}\n\ntype T struct{}\n\nfunc (T) M() {}\n"})
	if err != nil {
		t.Fatal(err)
	}
	if s := symbol(t, m, "F"); s.Python != "g" {
		t.Errorf("F is %q", s.Python)
	}
	if s := symbol(t, m, "T.M"); s.Bound || s.Reason != "skipped by //py:skip" {
		t.Errorf("T.M: %+v", s)
	}
	for name, c := range map[string]struct{ verb, want string }{
		"Nobody": {"skip", `bind."Nobody": there is no such exported symbol`},
		"Indx":   {"skip", `bind."Indx": there is no such exported symbol (Index?)`},
		"Index":  {"nam x", `pyproject.toml: tool.gophersnake.bind."Index": unknown directive //py:nam (name?); there are `},
	} {
		_, err = bound(t, Options{Directives: map[string][]string{name: {c.verb}}}, map[string]string{"m.go": "package m\n\nfunc Index() {}\n"})
		if err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("got %v, want %s", err, c.want)
		}
	}
}

func TestWhatCannotBeBoundIsListedWithReasonAndCure(t *testing.T) {
	m, err := bound(t, Options{}, map[string]string{"m.go": `package m

type Iface interface{}
type Number interface{ ~int | ~float64 }
type Fn func()
type Ch chan int
type hidden struct{}
type Tree []Tree
type Color int

const (
	Red Color = iota
	Green
)

func (c *Color) Set()          {}
func TakesFunc(f func(map[*int]int))  {}
func TakesChan(c chan map[*int]int) {}
func Generic[T interface{ M() }](x T) {}
func Hidden() map[string]chan *hidden { return nil }
func Bad(m map[any]int)        {}
func Bytes(p map[*int]int)   {}

type Shape interface{ Area() float64 }
func Good(n int) (int, error)  { return n, nil }
`})
	if err != nil {
		t.Fatal(err)
	}
	for goName, want := range map[string]string{
		"Iface": "an interface that every value implements", "Number": "a constraint of type parameters", "Fn": "its values are Python callables", "Ch": "its values are iterators",
		"TakesFunc": "parameter f: parameter 1 of a function value: keys of type *int",
		"TakesChan": "parameter c: an item of a channel: keys of type *int", "Generic": "the type parameter T: no type is known", "Hidden": "result 1: chan *m.hidden has a type that is not exported", "Bytes": "parameter p: keys of type *int",
	} {
		s := symbol(t, m, goName)
		if s.Bound || !strings.Contains(s.Reason, want) || s.Cure == "" || !strings.HasPrefix(s.Pos, "m.go:") {
			t.Errorf("%s: %+v, want a reason with %q, and a cure", goName, s, want)
		}
	}
	if s := symbol(t, m, "Good"); !s.Bound || s.Signature != "(n: int) -> int" {
		t.Errorf("Good: %+v", s)
	}
}

func TestClashesAreListedAndFailWhenStrict(t *testing.T) {
	files := map[string]string{"m.go": "package m\n\nfunc GetID() int { return 1 }\nfunc GetId() int { return 2 }\n"}
	m, err := bound(t, Options{}, files)
	if err != nil {
		t.Fatal(err)
	}
	first, second := symbol(t, m, "GetID"), symbol(t, m, "GetId")
	if first.Python != "get_id" || second.Python != "GetId" || !strings.Contains(second.Reason, "the name get_id is taken by GetID") {
		t.Errorf("%+v\n%+v", first, second)
	}
	if _, err := bound(t, Options{Strict: true}, files); err == nil || !strings.Contains(err.Error(), "GetId") {
		t.Errorf("strict: %v", err)
	}
}

func TestTypesOfOtherPackagesOfTheModule(t *testing.T) {
	m, err := bound(t, Options{}, map[string]string{
		"m.go":               "package m\n\nimport \"example.com/m/geo\"\n\nfunc Origin() geo.Point { return geo.Point{} }\n",
		"geo/geo.go":         "package geo\n\ntype Point struct{ X int }\n\nfunc Unasked() {}\n",
		"other/other.go":     "package other\n\nimport \"example.com/m/geo\"\n\ntype Line struct{ A, B geo.Point }\n",
		"geo/internal/in.go": "package in\n",
	})
	if err != nil {
		t.Fatal(err)
	}
	names := map[string]string{}
	for _, c := range m.Classes {
		names[c.Package.Python+"."+c.Python] = c.Go
	}
	if len(m.Packages) != 3 || names["geo.Point"] != "Point" || names["other.Line"] != "Line" {
		t.Errorf("%d packages, classes %v", len(m.Packages), names)
	}
	for _, p := range m.Packages {
		if p.Python == "geo" && (p.Full || len(p.Funcs) > 0) {
			t.Error("a package that nobody asked for is bound as a whole")
		}
	}
}

func TestProgramsAreRefused(t *testing.T) {
	_, err := bound(t, Options{}, map[string]string{"m.go": "package main\n\nfunc main() {}\n"})
	if err == nil || !strings.Contains(err.Error(), "is a program") {
		t.Errorf("got %v", err)
	}
}

// What `check --explain` tells of a symbol it finds by the symbol alone.
func TestBoundSymbolsKnowWhatTheyBecame(t *testing.T) {
	m, err := bound(t, Options{Directives: map[string][]string{"F": {"//py:gil hold"}}}, map[string]string{"m.go": `package m

import "errors"

type T struct{ X int }

type N int

type A = T

func (T) M() {}

//py:name g
func F() {}

const C = 1

var V int

var Err = errors.New("")

func Unbound(any) {}
`})
	if err != nil {
		t.Fatal(err)
	}
	for _, s := range m.Symbols {
		n := 0
		for _, is := range []bool{s.Func != nil, s.Class != nil, s.Field != nil, s.Const != nil, s.Var != nil, s.Sentinel != nil} {
			if is {
				n++
			}
		}
		if s.Bound && n != 1 || !s.Bound && n != 0 {
			t.Errorf("%s (bound: %t) has become %d things", s.Go, s.Bound, n)
		}
		if s.Declared == "" {
			t.Errorf("%s: how it is declared is not said", s.Go)
		}
	}
	got := symbol(t, m, "F").Directives
	if len(got) != 2 || got[0].Text != "//py:name g" || !strings.HasPrefix(got[0].Pos, "m.go:") || got[1] != (model.Directive{Text: "//py:gil hold", Pos: "pyproject.toml"}) {
		t.Errorf("directives of F: %+v", got)
	}
}

// Versions of modules never become names.
func TestSubmodulesHaveNoVersions(t *testing.T) {
	for _, row := range []struct{ module, imported, want string }{
		{"example.com/m", "example.com/m/inner", "inner"},
		{"example.com/m/v2", "example.com/m/v2/inner", "inner"},
		{"example.com/m/v3/sub", "example.com/m/v3/sub/v1", "v1"}, // no version of a module
	} {
		inside := strings.TrimPrefix(row.imported, row.module+"/")
		m, err := bound(t, Options{}, map[string]string{
			"go.mod":              "module " + row.module + "\n\ngo 1.25\n",
			"m.go":                "package m\n\nimport x " + strconv.Quote(row.imported) + "\n\nfunc F() x.T { return x.T{} }\n",
			inside + "/inside.go": "package inner\n\ntype T struct{ X int }\n",
		})
		if err != nil {
			t.Fatal(err)
		}
		if got := m.Packages[1].Python; got != row.want {
			t.Errorf("%s is %s, want %s", row.imported, got, row.want)
		}
	}
	for _, row := range []struct{ path, module, want string }{
		{"github.com/hashicorp/hcl/v2", "github.com/hashicorp/hcl/v2", "github.com/hashicorp/hcl"},
		{"github.com/hashicorp/hcl/v2/hclparse", "github.com/hashicorp/hcl/v2", "github.com/hashicorp/hcl/hclparse"},
		{"gopkg.in/yaml.v3", "gopkg.in/yaml.v3", "gopkg.in/yaml"},
		{"k8s.io/api/core/v1", "k8s.io/api", "k8s.io/api/core/v1"},
	} {
		l := &packages.Package{PkgPath: row.path, Module: &packages.Module{Path: row.module}}
		if got := unversioned(l); got != row.want {
			t.Errorf("%s without version is %s, want %s", row.path, got, row.want)
		}
	}
	if got := unversioned(&packages.Package{PkgPath: "math/big"}); got != "math/big" {
		t.Errorf("math/big became %s", got)
	}
}

// A type keeps its name, whatever stands before it.
func TestTypesKeepTheirNames(t *testing.T) {
	m, err := bound(t, Options{}, map[string]string{"m.go": `package m

const FOOBAR = 1

func A() int { return 1 }

type FOO_BAR struct{ X int }
type FooBar struct{ X int }

var ErrX, XError error

type X_Error struct{ Y int }
`})
	if err != nil {
		t.Fatal(err)
	}
	for name, want := range map[string]string{"FOO_BAR": "FOO_BAR", "FooBar": "FooBar", "X_Error": "X_Error"} {
		if s := symbol(t, m, name); s.Python != want || s.Reason != "" {
			t.Errorf("%s is %s: %s", name, s.Python, s.Reason)
		}
	}
}

// What an AttributeError explains.
func TestAbsences(t *testing.T) {
	m, err := bound(t, Options{}, map[string]string{"m.go": `package m

import (
	"unsafe"

	"example.com/m/inner"
)

func NewRaw() unsafe.Pointer { return nil }
func NewThing() *inner.Thing { return nil }

type Own struct{ RawField unsafe.Pointer; Size int }

func (o Own) RawCopy() unsafe.Pointer { return nil }
func (o Own) GoodCopy() int { return 0 }

type Lost unsafe.Pointer

func (l *Own) String() string { return "" }
`, "inner/inner.go": `package inner

import "unsafe"

type Thing struct{ Raw unsafe.Pointer }

func NewThing() Thing { return Thing{} }
`})
	if err != nil {
		t.Fatal(err)
	}
	raw := "the type unsafe.Pointer has no Python form; take or return the type of what is there"
	beyond := "of the Go package example.com/m/inner, only types that others need are bound; name it with --package to have all of it"
	want := []model.Absent{
		{Place: "", Spelled: map[string]string{"NewRaw": "new_raw", "NewThing": "new_thing"},
			Why: map[string]string{"new_raw": "NewRaw is not bound: result 1: " + raw, "Lost": "Lost is not bound: Lost is an unsafe.Pointer"}},
		{Place: ":Own", Spelled: map[string]string{"RawField": "raw_field", "Size": "size", "RawCopy": "raw_copy", "GoodCopy": "good_copy", "String": "string"},
			Why: map[string]string{"raw_field": "Own.RawField is not bound: " + raw, "raw_copy": "Own.RawCopy is not bound: result 1: " + raw}},
		{Place: "inner", Spelled: map[string]string{"NewThing": "new_thing"}, Why: map[string]string{"new_thing": beyond}},
		{Place: "inner:Thing", Spelled: map[string]string{"Raw": "raw"}, Why: map[string]string{"raw": "Thing.Raw is not bound: " + raw}},
	}
	if !reflect.DeepEqual(m.Absent, want) {
		t.Errorf("got  %v\nwant %v", m.Absent, want)
	}
	for _, c := range m.Classes {
		if !c.Lacks {
			t.Errorf("%s seems to have everything", c.Go)
		}
	}
}
