package analysis

import (
	"os"
	"path/filepath"
	"testing"

	"gophersnake/internal/bind"
	"gophersnake/internal/load"
	"gophersnake/internal/model"
)

// Of which types calls of an interface's methods keep the GIL.
func TestQuickMethods(t *testing.T) {
	dir := t.TempDir()
	for name, text := range map[string]string{"go.mod": "module example.com/m\n\ngo 1.25\n", "m.go": `package m

type Shape interface {
	Area() float64
	Name() string
	Grow(by float64) []string
	Find(name string) bool
}

type square float64

func (s square) Area() float64             { return float64(s * s) }
func (s square) Name() string              { return "square" }
func (s square) Grow(by float64) []string { return nil }
func (s square) Find(name string) bool     { return false }

type star struct{ square; rays []float64 }

func (s *star) Area() float64 { n := 0.0; for _, r := range s.rays { n += r }; return n }

type wrapped struct{ Shape }

func (w wrapped) Name() string { return "wrapped" }

type large [1 << 20]float64

func (l large) Area() float64             { return l[0] }
func (l large) Name() string              { return "large" }
func (l large) Grow(by float64) []string { return nil }
func (l large) Find(name string) bool     { return false }

type twice struct{ square }

func New(n int) Shape {
	type twice struct{ Shape; slow int }
	return []Shape{square(1), &star{}, wrapped{}, large{}, twice{}}[n]
}
`} {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	p, err := load.Load(t.Context(), load.Options{Dir: dir, Patterns: []string{"."}})
	if err != nil {
		t.Fatal(err)
	}
	m, err := bind.Bind(p, bind.Options{})
	if err != nil {
		t.Fatal(err)
	}
	bounded := newBounds(newSource(p))
	for _, f := range m.Funcs {
		lock(f, bounded)
	}
	quickMethods(p, m, bounded)
	bits := map[string]uint8{}
	for _, f := range m.Funcs {
		if f.Shape == model.Method && f.Recv.Kind == model.Interface {
			bits[f.Python] = f.Quick
			if f.GIL != model.Release {
				t.Errorf("%s keeps the GIL for all types", f.Python)
			}
		}
	}
	if bits["area"] == 0 || bits["name"] == 0 || bits["area"] == bits["name"] || bits["find"] != 0 || bits["grow"] != 0 {
		t.Fatalf("bits: %v; area and name have one each: grow has a result, and find an argument, of any size", bits)
	}
	got := map[string]uint8{}
	for _, c := range m.Classes {
		for _, q := range c.Quick {
			got[q.Type] = q.Methods
		}
	}
	area, name := bits["area"], bits["name"]
	want := map[string]uint8{
		"example.com/m.square": area | name, "*example.com/m.square": area | name,
		"*example.com/m.star":   name,                                 // its area has a loop; a star itself is no Shape: that method hides the square's
		"example.com/m.wrapped": name, "*example.com/m.wrapped": name, // the other is that of an interface
	} // twice has a namesake in a function, and a large value is copied
	if len(got) != len(want) {
		t.Errorf("got %v, want %v", got, want)
	}
	for q, methods := range want {
		if got[q] != methods {
			t.Errorf("%s: %b, want %b", q, got[q], methods)
		}
	}
}
