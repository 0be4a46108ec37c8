package analysis

import (
	"context"
	"go/types"
	"os"
	"path/filepath"
	"testing"

	"gophersnake/internal/load"
)

func TestWhoWritesVariablesOfItsPackage(t *testing.T) {
	dir := t.TempDir()
	write := func(name, text string) {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	write("go.mod", "module example.com/state\n\ngo 1.25\n")
	write("state.go", `package state

import (
	"sync"
	"sync/atomic"
)

var (
	count  int
	safe   atomic.Int64
	cache  = map[string]int{}
	mu     sync.Mutex
	once   sync.Once
	stats  Stats
	ptr    = &Stats{}
	list   []int
)

type Stats struct {
	mu   sync.Mutex
	n, m int
}

func (s *Stats) Bump()       { s.n++ }
func (s *Stats) Locked()     { s.mu.Lock(); s.n++; s.mu.Unlock() }
func (s Stats) Copy() int    { s.n++; return s.n }
func (s *Stats) Deep()       { s.Bump() }

func Counts(x int) int       { count++; return x }
func Atomic(x int) int       { safe.Add(1); return x }
func Caches(s string) int    { cache[s] = 1; return 1 }
func Reads(s string) int     { return cache[s] + count }
func Locked(s string) int    { mu.Lock(); defer mu.Unlock(); cache[s]++; return 1 }
func Once(s string) int      { once.Do(func() { count = 1 }); return 1 }
func Calls(x int) int        { return Counts(x) }
func CallsLocked(s string)   { Locked(s) }
func Recursive(x int) int    { if x == 0 { return 0 }; return Recursive(x - 1) }
func Both(x int) int         { if x == 0 { return Counts(x) }; return Both(x - 1) }
func Bumps()                 { stats.Bump() }
func BumpsPtr()              { ptr.Bump() }
func BumpsLocked()           { stats.Locked() }
func Copies() int            { return stats.Copy() }
func Deletes()               { delete(cache, "x") }
func Appends(x int)          { list = append(list, x) }
func Item(x int)             { list[0] = x }
func Closure(x int)          { f := func() { count = x }; f() }
func Local(x int) int        { count := x; count++; return count }
func Stores(s *Stats)        { *s = Stats{} }
func Field()                 { stats.m = 3 }
`)
	program, err := load.Load(context.Background(), load.Options{Dir: dir, Patterns: []string{"."}})
	if err != nil {
		t.Fatal(err)
	}
	s := newShared(newSource(program))
	scope := program.Main[0].Types.Scope()
	for name, want := range map[string]string{
		"Counts": "count", "Atomic": "", "Caches": "cache", "Reads": "", "Locked": "", "Once": "", "Calls": "count", "CallsLocked": "", "Recursive": "",
		"Both": "count", "Bumps": "stats", "BumpsPtr": "ptr", "BumpsLocked": "", "Copies": "", "Deletes": "cache", "Appends": "list", "Item": "list",
		"Closure": "count", "Local": "", "Stores": "", "Field": "stats",
	} {
		if got := s.variable(scope.Lookup(name).(*types.Func)); got != want {
			t.Errorf("%s writes %q, want %q", name, got, want)
		}
	}
}
