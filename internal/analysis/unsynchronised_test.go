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

import (
	"bytes"
	"sort"
	"sync"
	"sync/atomic"
)

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

type Set map[string]bool

func (s Set) Add(k string)      { s[k] = true }
func (s Set) Has(k string) bool { return s[k] }

type Log struct {
	buf   bytes.Buffer
	lines []string
	last  *Log
	Count atomic.Int64
	pool  sync.Pool
	known sync.Map
}

func (l *Log) Write(s string)  { l.buf.WriteString(s) }
func (l *Log) Len() int        { return l.buf.Len() }
func (l *Log) Sort()           { sort.Strings(l.lines) }
func (l *Log) Atomic()         { l.Count.Add(1); l.pool.Put(l); l.known.Store(1, 2) }
func (l *Log) First() *Log     { for l.last != nil { l = l.last }; return l }
func (l *Log) Cloned() *Log    { c := &Log{}; c.lines = append(c.lines, l.lines...); c.lines[0] = ""; return c }
func (l *Log) Clear()          { clear(l.lines) }
func (l *Log) line(i int) *string { return &l.lines[i] }
func (l *Log) Set(i int)       { *l.line(i) = "" }
func (l Log) Copied() int      { l.lines = nil; l.last.lines[0] = ""; return 1 }
func (l Log) Value() int       { l.lines = nil; return 1 }
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
	notes, err := unsynchronised(t.Context(), m, newSource(p))
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, n := range notes {
		got = append(got, n.Text)
	}
	want := []string{"Hit writes the variable hits without a lock", "methods of Counter write to it without a lock (Add, Reset)",
		"methods of Set write to it without a lock (Add)", "methods of Log write to it without a lock (Write, Sort, Clear, Set, Copied)"}
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
