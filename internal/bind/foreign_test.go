package bind

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"testing"

	"gophersnake/internal/load"
	"gophersnake/internal/model"
)

func classOf(t *testing.T, m *model.Module, place string) *model.Class {
	t.Helper()
	for _, c := range m.Classes {
		if c.Package.Python+"."+c.Python == place {
			return c
		}
	}
	t.Fatalf("no class %s", place)
	return nil
}

func modules(m *model.Module) string {
	var names []string
	for _, p := range m.Packages[1:] {
		if !m.Empty(p) {
			names = append(names, p.Python)
		}
	}
	return strings.Join(names, " ")
}

func TestTypesOfTheStandardLibrary(t *testing.T) {
	m, err := bound(t, Options{}, map[string]string{"m.go": `package m

import (
	"fmt"
	"image"
	"sort"
	"sync"
)

func Show(s fmt.Stringer) sort.Interface { return nil }
func Image(i image.Image)                {}

type T struct {
	Mu sync.Mutex
}
`})
	if err != nil {
		t.Fatal(err)
	}
	if s := symbol(t, m, "Show"); !s.Bound || s.Signature != "(s: Stringer | None) -> Interface | None" {
		t.Errorf("Show: %+v", s)
	}
	if got := modules(m); got != "fmt sort image_ color" { // Image has the name image; a lock needs no class
		t.Errorf("the submodules are %s", got)
	}
	for _, s := range m.Symbols {
		if !s.Bound || s.Package != "example.com/m" {
			t.Errorf("%+v", s)
		}
	}
	for place, want := range map[string]struct {
		hops    int
		members bool
	}{"fmt.Stringer": {1, true}, "image_.Image": {1, true}, "image_.Point": {1, true}, "image_.NRGBA": {1, true}, "color.Color": {2, true}} {
		c := classOf(t, m, place)
		if c.Package.Hops != want.hops || len(c.Methods)+len(c.Fields) > 0 != want.members {
			t.Errorf("%s: %d hops, %d members", place, c.Package.Hops, len(c.Methods)+len(c.Fields))
		}
		if c.Doc == "" {
			t.Errorf("%s has no doc comment", place)
		}
	}
	if c := classOf(t, m, "image_.NRGBA"); c.Constructor == nil || c.Constructor.Go != "NewNRGBA" {
		t.Errorf("NRGBA is made by %+v", c.Constructor)
	}
}

// The last modules are too far away, and one has no exported package.
var threeModules = map[string]string{
	"go.mod":   "module example.com/m\n\ngo 1.25\n\nrequire example.com/a/v3 v3.0.0\n\nreplace example.com/a/v3 => ./a\n",
	"a/go.mod": "module example.com/a/v3\n\ngo 1.25\n",
	"a/a.go": "package a\n\nimport (\n\t\"example.com/a/v3/b\"\n\t\"example.com/a/v3/internal/hidden\"\n)\n\ntype T struct{ B b.B; H hidden.H; N hidden.N; M int }\n\n" +
		"func (t *T) Do() b.B { return t.B }\n\nfunc Make(n int) (*T, error) { return nil, nil }\n\nfunc Other() int { return 0 }\n\nvar V T\n",
	"a/b/b.go":               "package b\n\nimport \"example.com/a/v3/c\"\n\ntype B struct{ C c.C; Same Same }\n\ntype Same struct{ X int }\n\nfunc New() *B { return nil }\n",
	"a/c/c.go":               "package c\n\ntype C struct{ Y int }\n",
	"a/internal/hidden/h.go": "package hidden\n\ntype H struct{ Y int }\n\ntype N int\n",
	"m.go":                   "package m\n\nimport \"example.com/a/v3\"\n\nfunc F(t *a.T) {}\n\ntype M struct{ A a.T }\n",
}

func TestHowFarTypesAreFollowed(t *testing.T) {
	m, err := bound(t, Options{Directives: map[string][]string{"a.T.M": {"name em"}, "M": {"name Em"}}}, threeModules)
	if err != nil {
		t.Fatal(err)
	}
	if got := modules(m); got != "a b" {
		t.Errorf("the submodules are %s", got)
	}
	members := func(place string) string {
		var names []string
		for _, f := range classOf(t, m, place).Fields {
			names = append(names, f.Python)
		}
		for _, f := range classOf(t, m, place).Methods {
			names = append(names, f.Python)
		}
		return strings.Join(names, " ")
	}
	for place, want := range map[string]string{"a.T": "b em do", "b.B": "same", "b.Same": "x", ".Em": "a"} {
		if got := members(place); got != want {
			t.Errorf("%s has %s, not %s", place, got, want)
		}
	}
	var made []string
	for _, p := range m.Packages {
		for _, f := range p.Funcs {
			made = append(made, p.GoName+"."+f.Python)
		}
		for _, v := range p.Vars {
			made = append(made, p.GoName+"."+v.Python)
		}
	}
	if got := strings.Join(made, " "); got != "m.f a.make a.v" {
		t.Errorf("bound are %s", got)
	}
	i := slices.IndexFunc(m.Absent, func(a model.Absent) bool { return a.Place == "b:B" })
	if i < 0 || !strings.Contains(m.Absent[i].Why["c"], "the type c.C is of the package example.com/a/v3/c") || !strings.Contains(m.Absent[i].Why["c"], "--package") {
		t.Errorf("%+v", m.Absent)
	}
}

// Types of many members that the module does not name end in handles.
func TestHandles(t *testing.T) {
	files := map[string]string{
		"go.mod":   "module example.com/m\n\ngo 1.25\n\nrequire example.com/a v1.0.0\n\nreplace example.com/a => ./a\n",
		"a/go.mod": "module example.com/a\n\ngo 1.25\n",
		"m.go":     "package m\n\nimport \"example.com/a\"\n\nfunc F(t *a.T0) {}\n",
	}
	var source strings.Builder
	source.WriteString("package a\n")
	for i := range 9 {
		source.WriteString("\ntype T" + string(rune('0'+i)) + " struct {\n\tNext *T" + string(rune('1'+i)) + "\n")
		for j := range 100 {
			source.WriteString("\tF" + string(rune('a'+j/10)) + string(rune('a'+j%10)) + " int\n")
		}
		source.WriteString("}\n")
	}
	source.WriteString("\ntype T9 struct{}\n")
	files["a/a.go"] = source.String()
	m, err := bound(t, Options{}, files)
	if err != nil {
		t.Fatal(err)
	}
	var counts []int
	for _, c := range m.Classes {
		counts = append(counts, len(c.Fields))
	}
	if !slices.Equal(counts, []int{101, 101, 101, 101, 101, 101, 101, 0}) {
		t.Errorf("the classes have %d members", counts)
	}
}

func TestSubmodulesOfOneName(t *testing.T) {
	m, err := bound(t, Options{}, map[string]string{"m.go": "package m\n\nimport (\n\ta \"text/template\"\n\tb \"html/template\"\n\ta2 \"text/scanner\"\n\tb2 \"go/scanner\"\n)\n\n" +
		"func F(*a.Template) {}\nfunc G(*b.Template) {}\nfunc H(*a2.Scanner) {}\nfunc I(*b2.Scanner) {}\n"})
	if err != nil {
		t.Fatal(err)
	}
	if got := modules(m); !strings.HasPrefix(got, "template html_template scanner go_scanner") {
		t.Errorf("the submodules are %s", got)
	}
}

// Whoever wraps a package wants the methods of its types. Python's own values stand for them.
func TestConvertedTypesOfAWrappedPackage(t *testing.T) {
	for path, want := range map[string]struct {
		class, method string
		kin           model.Kin
	}{"math/big": {"Int", "ModInverse", model.NumberKin}, "net/netip": {"Prefix", "Contains", model.NetworkKin}} {
		p, err := load.Load(context.Background(), load.Options{Dir: t.TempDir(), Patterns: []string{path}})
		if err != nil {
			t.Fatal(err)
		}
		m, err := Bind(p, Options{})
		if err != nil {
			t.Fatal(err)
		}
		c := classOf(t, m, "."+want.class)
		if methodOf(c, want.method) == nil || c.FromText == nil || c.Kin != want.kin {
			t.Errorf("%s: %+v", path, c)
		}
	}
	m, err := bound(t, Options{}, map[string]string{"m.go": "package m\n\nimport \"math/big\"\n\nfunc F(i *big.Int) *big.Int { return i }\n"})
	if err != nil {
		t.Fatal(err)
	}
	if s := symbol(t, m, "F"); s.Signature != "(i: int) -> int" {
		t.Errorf("%+v", s)
	}
}

// Text stands for values of types that read and give it.
func TestTypesWithText(t *testing.T) {
	m, err := bound(t, Options{}, map[string]string{"m.go": `package m

type Reads struct{ n int }

func (r *Reads) UnmarshalText(text []byte) error { return nil }

type Both struct{ Reads }

func (b Both) String() string { return "" }

type ID [16]byte

func (i ID) String() string { return "" }

func Parse(s string) (ID, error) { return ID{}, nil }

type Parsed struct{ n int }

func (p *Parsed) String() string { return "" }

func ParseParsed(s string) (*Parsed, error) { return nil, nil }

type Opened struct{ n int }

func (o *Opened) String() string { return "" }

func ParseOpened(path string, more ...int) (*Opened, error) { return nil, nil }

type Number struct{ n int }

func (n *Number) UnmarshalText(text []byte) error        { return nil }
func (n Number) MarshalText() (text []byte, err error)   { return nil, nil }
func (n Number) Cmp(o Number) int                        { return 0 }
func (n Number) Sign() int                               { return 0 }
`})
	if err != nil {
		t.Fatal(err)
	}
	for class, want := range map[string]string{"Reads": "", "Both": "rt.Unmarshalled[p0.Both](%s) 0", "ID": "rt.Parsed(p0.Parse(%s)) 1", "Parsed": "p0.ParseParsed(%s) 0", "Opened": "",
		"Number": "rt.Unmarshalled[p0.Number](%s) 2"} {
		c, got := classOf(t, m, "."+class), ""
		if c.FromText != nil {
			got = fmt.Sprint(c.FromTextCall, " ", int(c.Kin))
		}
		if got != want {
			t.Errorf("%s is made by %q, not %q", class, got, want)
		}
	}
}
