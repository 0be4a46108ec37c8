// Package lentcase writes to slices that it is given, in all the ways in which the
// compiler can or can't tell.
package lentcase

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"math"
	"slices"
	"sort"
	"strings"
	"sync"
	"sync/atomic"
	"time"
)

var kept []any

// AddKept may keep its argument: what an interface does can't be told.
func AddKept(dst, s []float64) {
	kept = append(kept[:0], dst)
	for i := range dst {
		dst[i] += s[i]
	}
}

// SortKept sorts through an interface.
func SortKept(v []int64) { sort.Sort(int64s(v)) }

type int64s []int64

func (v int64s) Len() int           { return len(v) }
func (v int64s) Less(i, j int) bool { return v[i] < v[j] }
func (v int64s) Swap(i, j int)      { v[i], v[j] = v[j], v[i] }

// Clamp writes, does not keep, and has a result.
func Clamp(v []float64, most float64) int {
	n := 0
	for i := range v {
		if v[i] > most {
			v[i] = most
			n++
		}
	}
	return n
}

// Double writes, does not keep, and returns what it has written.
func Double(v []int32) []int32 {
	for i := range v {
		v[i] *= 2
	}
	return v
}

// AppendNumber writes behind what it is given.
func AppendNumber(dst []byte, n int) []byte { return fmt.Appendf(dst, "%d", n) }

// Send writes b through an interface; nobody changes it.
func Send(w io.Writer, b []byte) (int, error) { return w.Write(b) }

// Untouched keeps its argument.
func Untouched(b []byte) int { kept = append(kept[:0], b); return len(b) }

// Scribble keeps its argument, and writes to it.
func Scribble(b []byte) {
	kept = append(kept[:0], b)
	for i := range b {
		b[i] = '#'
	}
}

// Flip is about bools.
func Flip(v []bool) {
	for i := range v {
		v[i] = !v[i]
	}
}

// FailAfter writes, and returns an error.
func FailAfter(b []byte) error { Scribble(b); return errors.New("written, and failed") }

// PanicAfter writes, and panics.
func PanicAfter(b []byte) { Scribble(b); panic("written, and panicked") }

// Slowly writes after a while.
func Slowly(ctx context.Context, b []byte) (int, error) {
	time.Sleep(10 * time.Millisecond)
	Scribble(b)
	return len(b), nil
}

// A Filler reads as Go code does, from whatever it was given.
type Filler struct{ r io.Reader }

func NewFiller(text string) *Filler { return &Filler{strings.NewReader(text)} }

func (f *Filler) Read(p []byte) (n int, err error) { return f.r.Read(p) }
func (f *Filler) ReadAt(p []byte, off int64) (n int, err error) {
	return f.r.(io.ReaderAt).ReadAt(p, off)
}

// ReadAll has another signature than io.Reader's.
func (f *Filler) ReadInto(p []byte, more bool) (int, error) { return f.r.Read(p) }

// A Counter writes as Go code does.
type Counter struct{ w bytes.Buffer }

func (c *Counter) Write(p []byte) (int, error) { return io.Writer(&c.w).Write(p) }
func (c *Counter) Text() string                { return c.w.String() }

// Slices of other things than numbers.

func SortTexts(v []string)     { sort.Strings(v) }
func Upper(v []string) int     { return upper(v) }
func UpperKept(v []string) int { kept = append(kept[:0], v); return upper(v) }
func upper(v []string) int {
	for i := range v {
		v[i] = strings.ToUpper(v[i])
	}
	return len(v)
}

type Point struct{ X, Y int }

func Move(points []Point, by int) {
	for i := range points {
		points[i].X += by
	}
}

func Reverse(points []*Point) { slices.Reverse(points) }

func Shift(points []*Point, by int) {
	for _, p := range points {
		p.X += by
	}
}

func Transpose(m [][]float64) {
	for i := range m {
		for j := range i {
			m[i][j], m[j][i] = m[j][i], m[i][j]
		}
	}
}

func Blank(rows [][]byte) {
	for _, r := range rows {
		clear(r)
	}
}

// Deepest writes to the first text of all.
func Deepest(rows [][][]string) { rows[0][0][0] = "new" }

func Longer(rows [][]int) { rows[0] = append(rows[0], 7) }

// Declared slices.

type Names []string

func (n Names) First() string { return n[0] }
func SortNames(n Names)       { sort.Strings(n) }

type Levels []float64

func (l Levels) Sum() float64 { return l[0] }
func Halve(l Levels) {
	kept = append(kept[:0], l)
	for i := range l {
		l[i] /= 2
	}
}

// Filled returns a function that writes.
func Filled() func([]int64) {
	return func(v []int64) {
		for i := range v {
			v[i] = int64(i)
		}
	}
}

// Copied writes to what a directive copies.
//
//py:copy v
func Copied(v []int64) { slices.Sort(v) }

// ---- maps ----

// Count counts words in a map that it is given.
func Count(counts map[string]int, words ...string) {
	for _, w := range words {
		counts[w]++
	}
}

// Prune deletes what is not positive, and returns how many there were.
func Prune(counts map[string]int) (n int) {
	for k, v := range counts {
		if v <= 0 {
			delete(counts, k)
			n++
		}
	}
	return n
}

// Total only reads.
func Total(counts map[string]int) (n int) {
	for _, v := range counts {
		n += v
	}
	return n
}

// Mark adds to a set, and takes out of it.
func Mark(seen map[int]struct{}, add, remove int) bool {
	seen[add] = struct{}{}
	delete(seen, remove)
	return len(seen) > 0
}

// Raise writes to the slices in a map.
func Raise(m map[string][]int, key string) int {
	for i := range m[key] {
		m[key][i]++
	}
	return len(m)
}

// Place is a point with a gap between its fields.
type Place struct {
	On bool
	X  float64
	N  int8
}

// Swap exchanges two entries, and fails where there are not two.
func Swap(m map[string]Place, a, b string) error {
	m[a], m[b] = m[b], m[a]
	if len(m) != 2 {
		return errors.New("not two")
	}
	return nil
}

// Look may write, as far as one can see, and does not.
func Look(m map[string]Place, f func(string) string) int {
	if f("x") == "write" {
		m["new"] = Place{}
	}
	return len(m)
}

var keptCounts map[string]int

// KeepCounts keeps the map.
func KeepCounts(m map[string]int) int {
	keptCounts = m
	m["kept"] = 1
	return len(m)
}

// Visit adds a cell to a set, and takes one out of it.
func Visit(seen map[[2]int]struct{}, add, remove [2]int) {
	seen[add] = struct{}{}
	delete(seen, remove)
}

// WriteAssigned writes to what it is given by another variable, which looks like its own.
func WriteAssigned(m map[string]int) int {
	own := make(map[string]int)
	if len(m) == 0 {
		own = m
	}
	own["a"] = 1
	return len(own)
}

// WriteLate does so too.
func WriteLate(m map[string]int) int {
	var late map[string]int
	late = m
	late["a"] = 1
	return len(late)
}

// WriteSecond does so too.
func WriteSecond(m map[string]int) int {
	own, n := map[string]int{}, 1
	own, n = m, 2
	own["a"] = n
	return n
}

// CountIn writes to a map in a map, and to one in a slice.
func CountIn(m map[string]map[string]int, rows []map[string]int) (n int) {
	for _, inner := range m {
		inner["n"]++
	}
	for i := range rows {
		rows[i]["n"]++
	}
	return len(m)
}

// AddTo writes to the sets and slices in a map.
func AddTo(sets map[string]map[int]struct{}, slices map[string][][]string, n int) {
	sets["s"][n] = struct{}{}
	slices["l"][0][0] = "new"
}

// Configure writes to what any holds, at any depth.
func Configure(m map[string]any, rows []any) {
	m["server"].(map[string]any)["port"] = 8080
	m["list"].([]any)[1] = true
	delete(m["server"].(map[string]any), "old")
	rows[0].(map[string]any)["x"].([]any)[0] = "deep"
}

// SetIn writes to a list or a map that it finds.
func SetIn(v any, key string, value int) {
	switch x := v.(type) {
	case map[string]any:
		x[key] = value
	case []any:
		for _, inner := range x {
			SetIn(inner, key, value)
		}
	}
}

// PutIn writes deep into what it finds, and keeps nothing.
func PutIn(v any) bool {
	m, ok := v.(map[string]any)
	if ok {
		m["inner"].(map[string]any)["n"] = 1
		delete(m, "old")
	}
	return ok
}

// Inventory is a declared map.
type Inventory map[string]int

func (s Inventory) Of(name string) int { return s[name] }

// Restock writes to a declared map.
func Restock(s Inventory, name string, n int) { s[name] += n }

// Labels is a declared set.
type Labels map[string]struct{}

// Label writes to a declared set.
func Label(l Labels, name string) int {
	l[name] = struct{}{}
	delete(l, "old")
	return len(l)
}

// Edge writes to the slices and maps of an array.
func Edge(a [2][]string, m [1]map[string]int) string {
	a[1][0] = "new"
	m[0]["a"] = 1
	return a[0][0]
}

// CountWords counts on goroutines, and waits for them.
func CountWords(texts []string, counts map[string]int) {
	var mu sync.Mutex
	var wg sync.WaitGroup
	for _, t := range texts {
		wg.Add(1)
		go func() {
			defer wg.Done()
			mu.Lock()
			defer mu.Unlock()
			addWords(counts, t)
		}()
	}
	wg.Wait()
}

func addWords(counts map[string]int, text string) {
	for _, w := range strings.Fields(text) {
		counts[w]++
	}
}

// CountAndKeep writes by a helper, and keeps the map.
func CountAndKeep(counts map[string]int, text string) {
	addWords(counts, text)
	keptCounts = counts
}

// CountOn leaves a goroutine that writes.
func CountOn(counts map[string]int, stop <-chan int) {
	counts["started"] = 1
	go func() {
		for range stop {
			counts["n"]++
		}
	}()
}

// CountSoon leaves one to a function that it calls.
func CountSoon(counts map[string]int, stop <-chan int) {
	counts["started"] = 1
	count(counts, stop)
}

func count(counts map[string]int, stop <-chan int) {
	go func() {
		for range stop {
			counts["n"]++
		}
	}()
}

// CountBy calls what nobody knows, and keeps the map.
func CountBy(counts map[string]int, f func()) {
	counts["started"] = 1
	keptCounts = counts
	f()
}

// Turned writes to a map of its own alone.
func Turned(m map[string]int) map[int]string {
	turned := make(map[int]string)
	for k, v := range m {
		turned[v] = k
	}
	return turned
}

// A Courier hands maps to a goroutine that it has started before.
type Courier struct{ bags chan map[string]int }

// NewCourier starts it.
func NewCourier() *Courier {
	c := &Courier{make(chan map[string]int, 8)}
	go func() {
		for bag := range c.bags {
			for i := range 1000 {
				bag[fmt.Sprint("item", i)] = i
			}
		}
	}()
	return c
}

// Take writes to a map and hands it on.
func (c *Courier) Take(bag map[string]int) {
	bag["taken"] = 1
	c.bags <- bag
}

var currentBag atomic.Pointer[map[string]int]

// Current makes a map the one that all goroutines have.
func Current(bag map[string]int) {
	bag["taken"] = 1
	currentBag.Store(&bag)
}

// FillInAny writes to what it finds, and leaves a goroutine with it.
func FillInAny(v any) {
	m := v.(map[string]any)
	m["started"] = true
	go func() {
		for i := range 1000 {
			m[fmt.Sprint("item", i)] = i
		}
	}()
}

var inAny sync.Mutex

// FillInAnyAlone takes a lock, and keeps nothing.
func FillInAnyAlone(v any) {
	inAny.Lock()
	defer inAny.Unlock()
	if m, ok := v.(map[string]any); ok && len(m) < 5 {
		fillOne(m)
		inner, _ := m["inner"].(map[string]any)
		inner["n"] = 2
	}
}

func fillOne(m map[string]any) { m["one"] = 1 }

var lastInAny any

// FillInAnyKept takes a lock, and keeps a part.
func FillInAnyKept(v any) {
	inAny.Lock()
	defer inAny.Unlock()
	m := v.(map[string]any)
	m["one"] = 1
	lastInAny = m["inner"]
}

// FillParts leaves a goroutine with a part.
func FillParts(parts []map[string]int) {
	parts[1] = map[string]int{"new": 1}
	go func(m map[string]int) {
		for i := range 1000 {
			m[fmt.Sprint("item", i)] = i
		}
	}(parts[0])
}

// FillPointed leaves a goroutine with what a pointer leads to.
func FillPointed(p *map[string]int) {
	(*p)["started"] = 1
	go func(m map[string]int) {
		for i := range 1000 {
			m[fmt.Sprint("item", i)] = i
		}
	}(*p)
}

// PutInAny writes to what it finds.
func PutInAny(v any) {
	switch m := v.(type) {
	case map[any]any:
		m["x"] = 1
		delete(m, 1)
	case map[any]struct{}:
		m["x"] = struct{}{}
		delete(m, 1)
	case map[string]any:
		rows := m["rows"].([]any)
		row := rows[0].([]any)
		row[0], row[1] = true, math.Copysign(0, -1)
	}
}

// NegateRows writes what is equal, and not the same.
func NegateRows(rows [][]float64) {
	for _, row := range rows {
		for i := range row {
			row[i] = -row[i]
		}
	}
}
