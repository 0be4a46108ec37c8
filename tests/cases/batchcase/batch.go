// Package batchcase is called for the rows of columns.
package batchcase

import (
	"context"
	"errors"
	"fmt"
	"iter"
	"math"
	"strings"
	"sync"
	"sync/atomic"
	"time"
)

// ErrNegative is for negative numbers.
var ErrNegative = errors.New("negative")

// Words counts.
func Words(text string) int { return len(strings.Fields(text)) }

// Upper is text in capitals.
func Upper(text string) string { return strings.ToUpper(text) }

// Repeat is text several times.
func Repeat(text string, times int) string { return strings.Repeat(text, times) }

// Root fails for negative numbers.
func Root(x float64) (float64, error) {
	if x < 0 {
		return 0, fmt.Errorf("root of %v: %w", x, ErrNegative)
	}
	return math.Sqrt(x), nil
}

// Half is for small numbers.
func Half(x int8) int8 { return x / 2 }

// Even says whether.
func Even(x int64) bool { return x%2 == 0 }

// Divmod has two results.
func Divmod(x, by int64) (div, mod int64) { return x / by, x % by }

// Find finds the place of a word.
func Find(text, word string) (at int, ok bool) {
	at = strings.Index(text, word)
	return max(at, 0), at >= 0
}

// Mean is that of a list.
func Mean(v []float64) float64 {
	sum := 0.0
	for _, x := range v {
		sum += x
	}
	return sum / float64(len(v))
}

// Size is that of bytes.
func Size(b []byte) int { return len(b) }

// Length is nil's too.
func Length(x *int) int {
	if x == nil {
		return -1
	}
	return *x
}

// Kind says what it got.
func Kind(v any) string { return fmt.Sprintf("%T", v) }

// Join joins.
func Join(sep string, parts ...string) string { return strings.Join(parts, sep) }

// Twice calls back.
func Twice(x int, f func(int) int) int { return f(f(x)) }

// Fill writes.
func Fill(v []float64, x float64) {
	for i := range v {
		v[i] = x
	}
}

// Boom panics for 3.
func Boom(x int) int {
	if x == 3 {
		panic("three")
	}
	return x
}

// Count is how many calls of Slow there were.
var Count atomic.Int64

// Counted is Count.
func Counted() int64 { return Count.Load() }

// Slow takes milliseconds.
func Slow(ms int) int {
	Count.Add(1)
	time.Sleep(time.Duration(ms) * time.Millisecond)
	return ms
}

// Wait waits for the end of the context, or a minute.
func Wait(ctx context.Context, x int) (int, error) {
	select {
	case <-ctx.Done():
		return 0, ctx.Err()
	case <-time.After(time.Minute):
		return x, nil
	}
}

// Max is generic.
func Max[T int64 | float64 | string](a, b T) T { return max(a, b) }

// Up gives a stream.
func Up(n int) iter.Seq[int] {
	return func(yield func(int) bool) {
		for i := range n {
			if !yield(i) {
				return
			}
		}
	}
}

// After is a later time.
func After(t time.Time, d time.Duration) time.Time { return t.Add(d) }

// Since is a duration.
func Since(t, start time.Time) time.Duration { return t.Sub(start) }

// Nanosecond is what a time has beside its seconds.
func Nanosecond(t time.Time) int { return t.Nanosecond() }

// Rests is the same of times behind pointers, and of a duration.
func Rests(times []*time.Time, d time.Duration) []int64 {
	all := []int64{d.Nanoseconds() % 1000}
	for _, t := range times {
		if t != nil {
			all = append(all, int64(t.Nanosecond()%1000))
		}
	}
	return all
}

// Positive is a number, or none.
func Positive(x float64) *float64 {
	if x > 0 {
		return &x
	}
	return nil
}

// Fields is a list of text.
func Fields(text string) []string { return strings.Fields(text) }

// Lengths is a map.
func Lengths(text string) map[string]int {
	all := map[string]int{}
	for _, word := range strings.Fields(text) {
		all[word] = len(word)
	}
	return all
}

// Letters is a set.
func Letters(text string) map[rune]struct{} {
	all := map[rune]struct{}{}
	for _, r := range text {
		all[r] = struct{}{}
	}
	return all
}

// Diagonal is a list of structs.
func Diagonal(n int) []Point {
	all := make([]Point, n)
	for i := range all {
		all[i] = Point{float64(i), float64(i)}
	}
	return all
}

// Anything is of no certain type.
func Anything(x float64) any { return x }

// Options has the names of options.
func Options(x int, workers int, errors string) string { return fmt.Sprint(x, workers, errors) }

// Batch has the name of the module.
func Batch(x int) int { return x }

// Level is a named number.
type Level int

// Levels.
const (
	Low Level = iota
	High
)

// Rank is a named result.
func Rank(x float64) Level {
	if x > 1 {
		return High
	}
	return Low
}

// Point is a struct.
type Point struct{ X, Y float64 }

// Norm is the length.
func (p Point) Norm() float64 { return math.Hypot(p.X, p.Y) }

// Scale is a new point.
func (p *Point) Scale(by float64) *Point { return &Point{p.X * by, p.Y * by} }

// Add changes the point.
func (p *Point) Add(x float64) { p.X += x }

// Move changes the point and gives it.
func (p *Point) Move(by float64) *Point {
	p.X += by
	return p
}

// Far is a time, which Python may not have, and much text.
func Far(year int) (time.Time, string) {
	return time.Date(year, 1, 1, 0, 0, 0, 0, time.UTC), strings.Repeat("x", 100_000)
}

// Event has fields of many types.
type Event struct {
	Name  string
	Level Level
	At    time.Time
	Took  time.Duration
	Data  []byte
	Sizes []int32
	Where Point
	Next  *Point
	Limit *float64
	Flag  bool
}

// NewEvent makes one.
func NewEvent(name string, n int) Event {
	e := Event{Name: name, Level: High, At: time.Date(2026, 1, 2, 3, 4, 5, 6000, time.UTC), Took: time.Duration(n) * time.Millisecond,
		Data: []byte(name), Where: Point{1, float64(n)}, Flag: n%2 == 0}
	for i := range n {
		e.Sizes = append(e.Sizes, int32(i))
	}
	if n > 1 {
		limit := float64(n)
		e.Limit, e.Next = &limit, &Point{X: 5}
	}
	return e
}

// Names are those of events.
func Names(events []Event) []string {
	var names []string
	for _, e := range events {
		names = append(names, e.Name)
	}
	return names
}

// Base is embedded.
type Base struct{ ID int }

type hidden struct{ Note string }

// Derived embeds.
type Derived struct {
	Base
	hidden
	Own int
}

// Opaque has a field that Arrow has no type for.
type Opaque struct {
	X    int
	More any
}

// Node has itself.
type Node struct {
	Value int
	Next  *Node
}

var (
	running int64
	seen    = map[string]int{}
	locked  sync.Mutex
	twice   int
)

// Running is a sum that the package keeps.
func Running(x int64) int64 {
	running += x
	return running
}

// Seen counts texts, in a map without a lock.
func Seen(text string) int {
	note(text)
	return seen[text]
}

func note(text string) { seen[text]++ }

// Forget forgets them.
func Forget() { running, seen = 0, map[string]int{} }

// Locked has a lock.
func Locked(x string) string {
	locked.Lock()
	defer locked.Unlock()
	twice++
	return x
}

// Sum is of two points.
func Sum(a, b Point) Point { return Point{a.X + b.X, a.Y + b.Y} }

// Hypot is of numbers only.
func Hypot(x, y float64) float64 { return math.Hypot(x, y) }

// Square is one operation.
func Square(x float64) float64 { return x * x }

// Level2 takes a named number.
func Level2(l Level, by uint8) (int16, bool) { return int16(l) * int16(by), l > Low }

// Inverse panics for 0.
func Inverse(x int64) int64 { return 100 / x }

// Not is the other bool.
func Not(flag bool) bool { return !flag }

var places = [2]float64{10, 20}

// Place takes a bool for an index.
func Place(flag bool) float64 {
	i := 0
	if flag {
		i = 1
	}
	return places[i]
}

// HowMany counts the flags that are set.
//
//py:signature (n)->()
func HowMany(flags []bool) int {
	n := 0
	for _, flag := range flags {
		if flag {
			n++
		}
	}
	return n
}

// Label writes to its list, and fails for 3 items.
func Label(items []string, by string) error {
	for i := range items {
		items[i] += by
	}
	if len(items) == 3 {
		return ErrNegative
	}
	return nil
}

// Phase is of complex numbers.
func Phase(x complex128) complex64 { return complex64(x * x) }

// Larger is generic, of numbers alone.
//
//py:instantiate T=int32
//py:instantiate T=int64
//py:instantiate T=float64
func Larger[T int32 | int64 | float64](a, b T) T { return max(a, b) }

// Sqrt never fails.
func Sqrt(x float64) float64 { return math.Sqrt(x) }

// Checked fails for negative numbers.
func Checked(x float64, by int32) (float64, error) {
	if x < 0 {
		return 0, fmt.Errorf("root of %v: %w", x, ErrNegative)
	}
	return math.Sqrt(x) * float64(by), nil
}

// Dot is of two lists.
//
//py:signature (n),(n)->()
func Dot(x, y []float64) float64 {
	sum := 0.0
	for i, v := range x {
		sum += v * y[i]
	}
	return sum
}

// Spread has a list as result, which panics of 13 items and lies about 3.
//
//py:signature (n),()->(n)
func Spread(x []int32, by int32) []int32 {
	out := make([]int32, len(x))
	for i, v := range x {
		if v == 13 {
			panic("thirteen")
		}
		out[i] = v * by
	}
	if len(x) == 3 {
		return out[:2]
	}
	return out
}

var (
	keeping sync.Mutex
	kept    [][]float64
)

// Outer is a table of products; of n below zero, a triangle of them.
func Outer(n int) [][]float64 {
	m := max(n, -n)
	all := make([][]float64, m)
	for i := range all {
		k := m
		if n < 0 {
			k = i
		}
		all[i] = make([]float64, k)
		for j := range all[i] {
			all[i][j] = float64(i * j)
		}
	}
	return all
}

// Corners are those of a square, or none.
func Corners(size int32) ([4][2]int32, bool) {
	if size <= 0 {
		return [4][2]int32{}, false
	}
	return [4][2]int32{{0, 0}, {size, 0}, {size, size}, {0, size}}, true
}

// Keep keeps the list.
func Keep(x []float64) int {
	keeping.Lock()
	defer keeping.Unlock()
	kept = append(kept, x)
	return len(x)
}

// Kept is the sum of what was kept.
func Kept() float64 {
	sum := 0.0
	for _, v := range kept {
		for _, x := range v {
			sum += x
		}
	}
	return sum
}

// Total is of a list and a number, and fails for an empty list.
func Total(x []float64, start float64) (sum float64, err error) {
	if len(x) == 0 {
		return 0, errors.New("nothing")
	}
	for _, v := range x {
		start += v
	}
	return start, nil
}

// Distance is how far a point is, which may be none.
func Distance(p, other *Point) float64 {
	if p == nil {
		return -1
	}
	if other == nil {
		other = &Point{}
	}
	return math.Hypot(p.X-other.X, p.Y-other.Y)
}

// Push writes to the point.
func Push(p *Point, by float64) { p.X += by }

// Reached are the distances of all points that there are.
func Reached(points []*Point) (all float64) {
	for _, p := range points {
		if p != nil {
			all += p.Norm()
		}
	}
	return all
}

// Nearest is the name of the point that is nearest.
func Nearest(points map[string]*Point) (name string) {
	least := math.Inf(1)
	for key, p := range points {
		if d := p.Norm(); d < least {
			name, least = key, d
		}
	}
	return name
}

// Route has pointers to structs at several depths.
type Route struct {
	Start, End *Point
	Over       []*Point
	By         map[string]*Point
	Next       *Route
}

// Stretch is the length of the whole route.
func Stretch(r *Route) float64 {
	all := 0.0
	for ; r != nil; r = r.Next {
		for _, p := range append([]*Point{r.Start, r.End}, r.Over...) {
			if p != nil {
				all += p.Norm()
			}
		}
		for _, p := range r.By {
			all += p.Norm()
		}
	}
	return all
}

// Origin is where a route begins.
func Origin(r Route) *Point { return r.Start }

// Begin is the same as a method.
func (r *Route) Begin() *Point { return r.Start }

// Tree has trees in a list.
type Tree struct {
	Name string
	Kids []*Tree
}

// Forest has a tree, at whatever depth.
type Forest struct {
	Base  Base
	Trees map[string]Tree
}

// Normed gives one class or another.
func Normed(x float64) interface{ Norm() float64 } {
	if x > 1 {
		return &Point{X: x}
	}
	return Extent(x)
}

// Extent is a number with the method of a point.
type Extent float64

// Norm is the number.
func (l Extent) Norm() float64 { return float64(l) }
