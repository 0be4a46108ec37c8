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
	"encoding/json"
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
	maps   = []map[string]int{{}}
	holder = struct{ m map[string]int }{map[string]int{}}
	all    = []*Stats{{}}
	values = []Stats{{}}
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

// By way of other variables, parameters and results.
func Alias(s string)         { m := cache; m[s] = 1 }
func Pointer()               { p := &stats; p.n++ }
func Item2(x int)            { l := list[1:]; l[0] = x }
func Clipped(x int)          { l := append(list[:0:0], list...); l[0] = x }
func put(m map[string]int)   { m["x"]++ }
func Passes()                { put(cache) }
func PassesNew()             { put(map[string]int{}) }
func PassesItem()            { put(maps[0]) }
func standard() *Stats       { return ptr }
func Standard()              { standard().n++ }
func perhaps(x int) *Stats   { if x > 0 { return &Stats{} }; return ptr }
func Perhaps(x int)          { perhaps(x).n++ }
func Value()                 { s := stats; s.n++ }
func Replaced()              { s := holder; s.m = map[string]int{}; s.m["x"] = 1 }
func Kept()                  { s := holder; s.m["x"] = 1 }
func Each()                  { for _, s := range all { s.n++ } }
func EachValue()             { for _, s := range values { s.n++ } }
func Decodes(b []byte) error { return json.Unmarshal(b, &stats) }
func Encodes() ([]byte, error) { return json.Marshal(&stats) }
func NewOne() *Stats         { s := &Stats{}; s.n = count; return s }

// Locks of other kinds.
type spin struct{ on atomic.Bool }
func (s *spin) Lock()        { for !s.on.CompareAndSwap(false, true) {} }
func (s *spin) Unlock()      { s.on.Store(false) }
var spinning spin
func lock()                  { mu.Lock() }
func unlock()                { mu.Unlock() }
func locked() func()         { mu.Lock(); return func() { mu.Unlock() } }
func with(f func())          { mu.Lock(); defer mu.Unlock(); f() }
func looks() int             { mu.Lock(); defer mu.Unlock(); return count }
func run(f func())           { f() }
func Spins()                 { spinning.Lock(); count++; spinning.Unlock() }
func Wrapped()               { lock(); count++; unlock() }
func Deferred()              { defer locked()(); count++ }
func With()                  { with(func() { count++ }) }
func Looks()                 { count = looks() + 1 }
func Runs()                  { run(func() { count++ }) }
`)
	program, err := load.Load(context.Background(), load.Options{Dir: dir, Patterns: []string{"."}})
	if err != nil {
		t.Fatal(err)
	}
	s := newShared(newSource(program), false)
	scope := program.Main[0].Types.Scope()
	for name, want := range map[string]string{
		"Counts": "count", "Atomic": "", "Caches": "cache", "Reads": "", "Locked": "", "Once": "", "Calls": "count", "CallsLocked": "", "Recursive": "",
		"Both": "count", "Bumps": "stats", "BumpsPtr": "ptr", "BumpsLocked": "", "Copies": "", "Deletes": "cache", "Appends": "list", "Item": "list",
		"Closure": "count", "Local": "", "Stores": "", "Field": "stats",
		"Alias": "cache", "Pointer": "stats", "Item2": "list", "Clipped": "", "Passes": "cache", "PassesNew": "", "PassesItem": "maps", "Standard": "ptr",
		"Perhaps": "", "Value": "", "Replaced": "", "Kept": "holder", "Each": "all", "EachValue": "", "Decodes": "stats", "Encodes": "", "NewOne": "",
		"Spins": "", "Wrapped": "", "Deferred": "", "With": "", "Looks": "count", "Runs": "count",
	} {
		if got := s.variable(scope.Lookup(name).(*types.Func)); got != want {
			t.Errorf("%s writes %q, want %q", name, got, want)
		}
	}
}
