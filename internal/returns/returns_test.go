package returns

import (
	"fmt"
	"go/types"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"gophersnake/internal/load"
)

// Each function says in its comment what is to be found: notnil, nil, optional or tuple.
const source = `package m

import (
	"errors"
	"fmt"
	"os"
	"strings"
	"sync"
)

type T struct {
	next  *T
	other *T
	mu    sync.Mutex
	all   []*T
	names map[string]*T
	err   error
}

type Shape interface{ Area() int }

func (t *T) Area() int { return 0 }

var Err = errors.New("m: no")

var shared = &T{}

var unset *T

var Set *T = shared

func setUnset() { unset = &T{} }

type Route interface {
	With(name string) Route
	Sub(name string) Route
}

type mux struct{ Route }

func (m *mux) With(name string) Route { return &mux{m.Sub(name)} }

type leaf struct{}

func (leaf) With(string) Route { return leaf{} }

func (leaf) Sub(name string) Route {
	if name == "" {
		return nil
	}
	return leaf{}
}

// notnil
func ByWith(r Route) Route { return r.With("x").With("y") }

// nil
func BySub(r Route) Route { return r.Sub("x") }

// notnil
func Cloned[S ~[]E, E any](all S) *T {
	return &T{names: map[string]*T{fmt.Sprint(len(make(S, len(all)))): {}}}
}

// notnil
func Literal() *T { return &T{} }

// notnil
func New() *T { return new(T) }

// nil
func Nil() *T { return nil }

// nil
func Sometimes(n int) *T {
	if n > 0 {
		return &T{}
	}
	return nil
}

// notnil
func WithError(n int) (*T, error) {
	if n > 0 {
		return nil, errors.New("x")
	}
	return &T{}, nil
}

// notnil
func Checked(n int) (*T, error) {
	t, err := WithError(n)
	if err != nil {
		return nil, fmt.Errorf("checked: %w", err)
	}
	return t, nil
}

// notnil
func Passed(n int) (*T, error) { return WithError(n) }

// nil
func NilNil(n int) (*T, error) {
	if n > 0 {
		return nil, nil
	}
	return &T{}, nil
}

// nil
func PassedNilNil(n int) (*T, error) { return NilNil(n) }

// nil
func Unasked(n int) *T {
	t, _ := WithError(n)
	return t
}

// notnil
func Named(n int) (t *T, err error) {
	defer func() {
		if r := recover(); r != nil {
			err = errors.New("panic")
		}
	}()
	if n > 0 {
		return nil, Err
	}
	t = &T{}
	return
}

// notnil
func Deferred(n int) *T {
	shared.mu.Lock()
	defer shared.mu.Unlock()
	return shared
}

// nil
func Recovered() *T {
	defer func() { recover() }()
	return &T{}
}

// notnil
func (t *T) Self() *T { return t }

// nil
func (t *T) Next() *T { return t.next }

// notnil
func (t *T) Lazy() *T {
	if t.other == nil {
		t.other = &T{}
	}
	return t.other
}

// notnil
func (t *T) Guarded() *T {
	if t.next != nil {
		return t.next
	}
	return t
}

// notnil
func (t *T) Cached(name string) *T {
	if found, ok := t.names[name]; ok {
		return found
	}
	made := &T{}
	t.names[name] = made
	return made
}

// nil
func (t *T) Lookup(name string) *T { return t.names[name] }

// notnil
func (t *T) Of(name string) (*T, error) {
	t.mu.Lock()
	defer t.mu.Unlock()
	if found, ok := t.names[name]; ok {
		return found, nil
	}
	return nil, fmt.Errorf("get %s: %w", name, Err)
}

// optional
func (t *T) Find(name string) (*T, bool) {
	found, err := t.Of(name)
	return found, err == nil
}

// nil
func Param(t *T) *T { return t }

// notnil
func Follows(t *T) *T {
	t.next = nil
	return t
}

func either(a, b *T) *T {
	if a != nil {
		return a
	}
	return b
}

// notnil
func Inner() *T { return either(nil, &T{}) }

func oneOf(t *T) *T { return t }

// nil
func InnerNil(n int) *T {
	if n > 0 {
		return oneOf(nil)
	}
	return oneOf(&T{})
}

// notnil
func Chained(n int) *T {
	if n == 0 {
		return &T{}
	}
	return Chained(n - 1)
}

// notnil
func First(all []*T) *T { return all[0] }

// nil
func Search(all []*T) *T {
	for _, t := range all {
		if t.next == nil {
			return t
		}
	}
	return nil
}

// notnil
func Interface() Shape { return &T{} }

// nil
func NilInterface() Shape { return Nil() }

// notnil
func Closure(n int) func() int { return func() int { return n } }

// notnil
func Foreign() *strings.Reader { return strings.NewReader("x") }

// notnil
func ForeignError(name string) (*os.File, error) { return os.Open(name) }

// notnil
func Global() *T { return shared }

// nil
func Unset() *T { return unset }

// notnil
func Pointer(n int) *int { return &n }

// nil
func Errors() error { return nil }

// nil
func (t *T) Err() error { return t.err }

// nil
func Layers(err error, n int) error {
	for range n {
		err = errors.Unwrap(err) // of another module, and made of what it gave before
	}
	return err
}

func (t *T) fail(text string) error { return errors.New(text) }

// notnil
func (t *T) Fails(n int) (*T, error) {
	if n > 0 {
		return nil, t.fail("x")
	}
	return t, nil
}

// notnil
func Merged(n int) (*T, error) {
	var t *T
	var err error
	if n > 0 {
		t = &T{}
	} else {
		err = errors.New("x")
	}
	return t, err
}

// notnil
func Generic[V any](v V) *V { return &v }

// optional
func Map(m map[string]int, key string) (int, bool) {
	v, found := m[key]
	return v, found
}

// optional
func PassedMap(key string) (int, bool) { return Map(nil, key) }

// optional
func Loop(all []string) (string, bool) {
	for _, s := range all {
		if s != "" {
			return s, true
		}
	}
	return "", false
}

// optional
func Struct(n int) (T2, bool) {
	if n > 0 {
		return T2{1}, true
	}
	return T2{}, false
}

type T2 struct{ n int }

// tuple
func Cut(s string) (string, bool) {
	if s == "" {
		return "none", false
	}
	return s[1:], true
}

// tuple
func Sign(n int) (int, bool) { return max(n, -n), n >= 0 }

// tuple
func Always() (int, bool) { return 1, true }

// optional
func NotNil(t *T) (*T, bool) { return t.next, t.next != nil }

// optional
func Asked(m map[string]int) (int, bool) {
	if v, ok := m["a"]; ok {
		return v, true
	}
	return 0, false
}

// optional
func Asserted(v any) (string, bool) {
	s, is := v.(string)
	return s, is
}

// optional
func NamedZero(m map[string]int) (n int, found bool) {
	if m == nil {
		return
	}
	n, found = m["x"]
	return
}

func (t *T) attempt() (*T, error) { return t, nil }

func (t *T) finish() error { return t.err }

// notnil
func AfterTwoSteps(name string) (*T, error) {
	t := &T{}
	step, err := t.attempt()
	if step != nil {
		err = step.finish()
	}
	if err != nil {
		fmt.Println(name)
		return nil, err
	}
	return t, nil
}

// tuple
func Two(m map[string]int) (int, string, bool) {
	v, ok := m["x"]
	return v, "x", ok
}

// optional
func Generic2[V any](all []V) (V, bool) {
	var zero V
	if len(all) == 0 {
		return zero, false
	}
	return all[0], true
}
`

func judged(t *testing.T, source string) (*Judge, *load.Program) {
	t.Helper()
	dir := t.TempDir()
	for name, text := range map[string]string{"go.mod": "module example.com/m\n\ngo 1.25\n", "m.go": source} {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	p, err := load.Load(t.Context(), load.Options{Dir: dir, Patterns: []string{"."}})
	if err != nil {
		t.Fatal(err)
	}
	return Of(p), p
}

func TestWhatIsReturned(t *testing.T) {
	j, p := judged(t, source)
	if j.ssa == nil {
		t.Fatal("nothing is known")
	}
	n := 0
	for obj, d := range load.Declarations(p.Main[0]) {
		fn, ok := obj.(*types.Func)
		if !ok || d.Doc == "" {
			continue
		}
		n++
		got := ""
		switch want := strings.TrimSpace(d.Doc); want {
		case "notnil", "nil":
			v := j.Result(fn, 0)
			got = map[bool]string{true: "notnil", false: "nil"}[v.NotNil]
			if got != want {
				t.Errorf("%s: %s (%s), want %s", fn.Name(), got, v.Why, want)
			}
		case "optional", "tuple":
			optional, known := j.Optional(fn)
			got = map[bool]string{true: "optional", false: "tuple"}[optional && known]
			if got != want {
				t.Errorf("%s: %s, want %s", fn.Name(), got, want)
			}
		}
	}
	if n < 50 {
		t.Error("only", n)
	}
	route := p.Main[0].Types.Scope().Lookup("Route").Type().Underlying().(*types.Interface)
	for m := range route.Methods() {
		if got := j.Result(m, 0); got.NotNil != (m.Name() == "With") {
			t.Errorf("%s of the interface: %v", m.Name(), got)
		}
	}
}

// The comment of a field says what is to be found.
const fieldSource = `package m

import (
	"encoding/json"
	"errors"
	"io"
)

type T struct{ n int }

func use(*T) {}

type Always struct {
	// notnil
	Literal *T
	// notnil
	OfMap *T
	// notnil
	Assigned *T
	// notnil
	Reader io.Reader
	// nil
	LeftOut *T
	// nil
	SetNil *T
	// nil
	Asked *T
	// nil
	AskedOfCopy *T
	// nil
	OfCaller *T
	// nil
	Lent *T
	// nil
	Kept func()
	// nil
	Err error
}

func Make(byName map[string]*T, given *T, r io.Reader) *Always {
	pr, _ := io.Pipe()
	a := &Always{Literal: &T{}, OfMap: byName["a"], Assigned: &T{1}, Reader: pr, SetNil: &T{}, Asked: &T{}, AskedOfCopy: &T{}, OfCaller: given, Lent: &T{}, Kept: nil, Err: errors.New("x")}
	a.Assigned = &T{2}
	if a.Asked != nil {
		a.SetNil = nil
	}
	lend(&a.Lent)
	return a
}

func lend(p **T) { *p = nil }

func copied(a Always) bool { return a.AskedOfCopy == nil }

type Hit struct {
	// notnil
	T *T
}

func First(all []Hit) (Hit, error) {
	if len(all) == 0 {
		return Hit{}, errors.New("none")
	}
	return all[0], nil
}

func Hits() []Hit { return []Hit{{&T{}}, {T: &T{}}} }

type Zeroed struct {
	// nil
	T *T
}

func zeroed() (*Zeroed, *Zeroed) { return &Zeroed{&T{}}, new(Zeroed) }

type Declared struct {
	// nil
	T *T
}

func declared() Declared {
	var d Declared
	if d := (Declared{&T{}}); d.T.n > 0 {
		return d
	}
	return d
}

type Inner struct {
	// nil
	T *T
}

type Outer struct {
	Inner
	N int
}

func outer() (Inner, *Outer) { return Inner{&T{}}, &Outer{N: 1} }

type Sized struct {
	// nil
	T *T
}

func sized(n int) []Sized { return append(make([]Sized, n), Sized{&T{}}) }

type Decoded struct {
	// nil
	T *T
}

func decode(text []byte) (*Decoded, []Decoded, error) {
	d := &Decoded{T: &T{}}
	var all []Decoded
	err := json.Unmarshal(text, &all)
	return d, all, err
}

type Unmade struct {
	// nil
	T *T
}
`

func TestFieldsThatAreSet(t *testing.T) {
	j, p := judged(t, fieldSource)
	n := 0
	for obj, d := range load.Declarations(p.Main[0]) {
		v, ok := obj.(*types.Var)
		if !ok || !v.IsField() || d.Doc == "" {
			continue
		}
		n++
		if got := map[bool]string{true: "notnil", false: "nil"}[j.Field(v)]; got != strings.TrimSpace(d.Doc) {
			t.Errorf("%s (%s): %s", v.Name(), p.Position(v.Pos()), got)
		}
	}
	if n != 19 {
		t.Error(n)
	}
}

const itemSource = `package m

type Part struct{ Needs []Need }

type Need struct {
	Part  *Part
	Count int
}

type Lost struct{ Lost *Lost }

func Walk(p *Part, f func(*Part)) { walk(p, f) }

func walk(p *Part, f func(*Part)) {
	f(p)
	for _, n := range p.Needs { // n is set as a whole
		walk(n.Part, f)
	}
}

func Lose(f func(*Lost)) {
	var l Lost
	l = Lost{}
	f(l.Lost)
}
`

func TestItemsOfStructsThatAreCopied(t *testing.T) {
	j, p := judged(t, itemSource)
	scope := p.Main[0].Types.Scope()
	for name, want := range map[string]bool{"Part": true, "Lost": false} {
		if got := j.Item(types.NewPointer(scope.Lookup(name).Type())); got != want {
			t.Errorf("%s: %v, want %v", name, got, want)
		}
	}
}

// scannerSource has a function with as many ways from branch to branch as a scanner or a virtual machine has.
func scannerSource() string {
	var b strings.Builder
	b.WriteString("package m\n\nimport \"errors\"\n\ntype T struct{}\n\nfunc Scan(code []int, text string) (t *T, n int, err error) {\n\tt = new(T)\n")
	b.WriteString("\tfor _, op := range code {\n\t\tfor range op {\n\t\t\tswitch op {\n")
	for i := range 60 {
		fmt.Fprintf(&b, "\t\t\tcase %d:\n\t\t\t\tif text == \"%d\" {\n\t\t\t\t\tt, n, err = &T{}, %d, nil\n", i, i, i)
		b.WriteString("\t\t\t\t} else if err == nil {\n\t\t\t\t\tn, err = 0, errors.New(text)\n\t\t\t\t\tcontinue\n\t\t\t\t}\n")
	}
	b.WriteString("\t\t\t}\n\t\t}\n\t}\n\treturn t, n, err\n}\n")
	return b.String()
}

// It would not end if each way through the branches were followed.
func TestManyWays(t *testing.T) {
	j, p := judged(t, scannerSource())
	if v := j.Result(p.Main[0].Types.Scope().Lookup("Scan").(*types.Func), 0); !v.NotNil {
		t.Error(v.Why)
	}
}

const failsSource = `package m

import "errors"

var ErrA, ErrB, ErrC, ErrD = errors.New("a"), errors.New("b"), errors.New("c"), errors.New("d")

func All(n int) error {
	if n == 0 {
		return a(n)
	}
	return c(n)
}

func a(n int) error {
	if err := b(n); err != nil {
		return err
	}
	return ErrA
}

func b(n int) error {
	if err := d(n); err != nil {
		return err
	}
	return ErrB
}

func c(n int) error { return ErrC }

func d(n int) error { return ErrD }
`

// What is found in turns is found in the same order each time, or two builds would differ.
func TestErrorsAreInOneOrder(t *testing.T) {
	seen := map[string]bool{}
	for range 12 {
		j, p := judged(t, failsSource)
		var names []string
		for _, e := range j.Fails(p.Main[0].Types.Scope().Lookup("All").(*types.Func)) {
			names = append(names, e.Name())
		}
		seen[strings.Join(names, " ")] = true
	}
	if len(seen) != 1 {
		t.Error(seen)
	}
	for names := range seen {
		if len(strings.Fields(names)) != 4 {
			t.Error(names)
		}
	}
}
