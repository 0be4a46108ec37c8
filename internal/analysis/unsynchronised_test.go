package analysis

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"gophersnake/internal/bind"
	"gophersnake/internal/load"
	"gophersnake/internal/model"
)

// What is told of functions that several threads must not call at once.
func TestUnsynchronised(t *testing.T) {
	dir := t.TempDir()
	for name, text := range map[string]string{"go.mod": "module example.com/m\n\ngo 1.25\n", "m.go": `package m

import "sync"

var hits = map[string]int{}
var mu sync.Mutex

func Hit(s string) int    { hits[s]++; return hits[s] }
func Locked(s string) int { mu.Lock(); defer mu.Unlock(); return Hit(s) }
func Reads(s string) int  { return hits[s] }

type Counter struct{ n int }

func (c *Counter) Add(x int)  { c.n += x }
func (c *Counter) Reset()     { c.n = 0 }
func (c *Counter) Value() int { return c.n }

type Safe struct {
	mu sync.Mutex
	n  int
}

func (s *Safe) Add(x int) { s.mu.Lock(); defer s.mu.Unlock(); s.n += x }
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
	s := newShared(newSource(p))
	for _, f := range m.Funcs {
		f.Shared = s.variable(f.Object)
	}
	var got []string
	for _, n := range unsynchronised(m, s) {
		got = append(got, n.Text)
	}
	want := []string{"Hit writes the variable hits without a lock", "methods of Counter write to it without a lock (Add, Reset)"}
	if len(got) != len(want) {
		t.Fatalf("%q", got)
	}
	for i := range want {
		if !strings.HasPrefix(got[i], want[i]) {
			t.Errorf("%q, want %q", got[i], want[i])
		}
	}
}

// Which functions exclude each other where there is no GIL.
func TestAlone(t *testing.T) {
	for _, c := range []struct {
		gil    model.GIL
		reason string
		one    bool
		want   bool
	}{
		{model.Hold, "bounded", false, false},
		{model.Hold, "bounded", true, true},
		{model.HoldSmall, "bounded", true, true},
		{model.Hold, model.HoldDirective, false, true},
		{model.Release, "loops", true, false},
	} {
		if got := alone(&model.Module{OneThread: c.one}, &model.Func{GIL: c.gil, GILReason: c.reason}); got != c.want {
			t.Errorf("%+v: %v", c, got)
		}
	}
}
