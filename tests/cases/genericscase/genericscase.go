// Package genericscase has generic functions and types of all forms.
package genericscase

import (
	"cmp"
	"encoding/json"
	"errors"
	"fmt"
	"iter"
	"maps"
	"reflect"
	"slices"
)

// ---- any: Python objects as they are ----

// Map returns what f makes of each item.
func Map[T, R any](items []T, f func(item T, index int) R) []R {
	out := make([]R, 0, len(items))
	for i, x := range items {
		out = append(out, f(x, i))
	}
	return out
}

// First returns the first item, or the zero value.
func First[T any](items ...T) (T, bool) {
	if len(items) == 0 {
		return *new(T), false
	}
	return items[0], true
}

// Zero returns the zero value of nothing in particular.
func Zero[T any]() T { return *new(T) }

// Pointer returns a pointer to its argument.
func Pointer[T any](x T) *T { return &x }

// Values yields the items.
func Values[T any](items []T) iter.Seq[T] { return slices.Values(items) }

// Collect gathers an iterator's items.
func Collect[T any](items iter.Seq[T]) []T { return slices.Collect(items) }

// Enumerate yields the items with their places.
func Enumerate[T any](items []T) iter.Seq2[int, T] { return slices.All(items) }

// Send returns a channel of the items.
func Send[T any](items ...T) <-chan T {
	c := make(chan T, len(items))
	for _, x := range items {
		c <- x
	}
	close(c)
	return c
}

// Constant returns a function that returns x.
func Constant[T any](x T) func() T { return func() T { return x } }

// Must returns x, or the error.
func Must[T any](x T, fail bool) (T, error) {
	if fail {
		return x, errors.New("failed")
	}
	return x, nil
}

// Later calls f on a goroutine of its own.
func Later[T any](f func() T) T {
	c := make(chan T)
	go func() { c <- f() }()
	return <-c
}

var kept any

// Keep holds x until the next call.
func Keep[T any](x T) { kept = x }

// Forget holds nothing any more.
func Forget() { kept = nil }

// ---- comparable: hashable objects ----

// Unique drops repetitions.
func Unique[T comparable](items []T) []T {
	seen := map[T]bool{}
	out := []T{}
	for _, x := range items {
		if !seen[x] {
			seen[x] = true
			out = append(out, x)
		}
	}
	return out
}

// GroupBy groups items by what f says of each.
func GroupBy[T any, K comparable](items []T, f func(T) K) map[K][]T {
	out := map[K][]T{}
	for _, x := range items {
		out[f(x)] = append(out[f(x)], x)
	}
	return out
}

// Index returns where x is.
func Index[S ~[]E, E comparable](s S, x E) int { return slices.Index(s, x) }

// Clone copies a map.
func Clone[M ~map[K]V, K comparable, V any](m M) M { return maps.Clone(m) }

// Members makes a set.
func Members[T comparable](items ...T) map[T]struct{} {
	out := map[T]struct{}{}
	for _, x := range items {
		out[x] = struct{}{}
	}
	return out
}

// ---- types ----

// Cache keeps the newest entries.
type Cache[K comparable, V any] struct {
	Size    int
	Dropped func(K, V)
	entries map[K]V
	order   []K
}

// NewCache makes a cache for some entries.
func NewCache[K comparable, V any](size int) (*Cache[K, V], error) {
	if size < 1 {
		return nil, errors.New("no room")
	}
	return &Cache[K, V]{Size: size, entries: map[K]V{}}, nil
}

// Add adds an entry.
func (c *Cache[K, V]) Add(key K, value V) {
	if c.entries == nil {
		c.entries = map[K]V{}
	}
	if _, there := c.entries[key]; !there {
		c.order = append(c.order, key)
	}
	c.entries[key] = value
	if c.Size > 0 && len(c.order) > c.Size {
		old := c.order[0]
		c.order = c.order[1:]
		if c.Dropped != nil {
			c.Dropped(old, c.entries[old])
		}
		delete(c.entries, old)
	}
}

// Get returns an entry.
func (c *Cache[K, V]) Get(key K) (value V, ok bool) {
	value, ok = c.entries[key]
	return value, ok
}

// Keys returns the keys, the oldest first.
func (c *Cache[K, V]) Keys() []K { return slices.Clone(c.order) }

// Pairs returns the entries.
func (c *Cache[K, V]) Pairs() []Pair[K, V] {
	var out []Pair[K, V]
	for _, k := range c.order {
		out = append(out, Pair[K, V]{k, c.entries[k]})
	}
	return out
}

// All yields the entries.
func (c *Cache[K, V]) All() iter.Seq2[K, V] {
	return func(yield func(K, V) bool) {
		for _, k := range c.order {
			if !yield(k, c.entries[k]) {
				return
			}
		}
	}
}

// Counts is a cache for numbers.
type Counts = Cache[string, int]

// Pair is two values.
type Pair[A, B any] struct {
	First  A
	Second B
}

// Swap returns the pair the other way round.
func (p Pair[A, B]) Swap() Pair[B, A] { return Pair[B, A]{p.Second, p.First} }

// Zip makes pairs.
func Zip[A, B any](as []A, bs []B) []Pair[A, B] {
	var out []Pair[A, B]
	for i := range min(len(as), len(bs)) {
		out = append(out, Pair[A, B]{as[i], bs[i]})
	}
	return out
}

// Node is a node of a linked list.
type Node[T any] struct {
	Value T
	Next  *Node[T]
}

// List is a linked list.
type List[T any] struct {
	head *Node[T]
	n    int
}

// Push adds a value in front.
func (l *List[T]) Push(v T) *Node[T] {
	l.head = &Node[T]{v, l.head}
	l.n++
	return l.head
}

// Len returns how many there are.
func (l *List[T]) Len() int { return l.n }

// Each yields the values.
func (l *List[T]) Each() iter.Seq[T] {
	return func(yield func(T) bool) {
		for n := l.head; n != nil && yield(n.Value); n = n.Next {
		}
	}
}

// Stack embeds a list.
type Stack[T any] struct {
	List[T]
	Name string
}

// Container is what List and Stack are.
type Container[T any] interface {
	Len() int
	Push(T) *Node[T]
}

// Fill pushes to a container.
func Fill[T any](c Container[T], values ...T) int {
	for _, v := range values {
		c.Push(v)
	}
	return c.Len()
}

// Names is a named slice of a type parameter.
type Names[T any] []T

// Joined returns the items in reverse.
func (n Names[T]) Reversed() Names[T] {
	out := slices.Clone(n)
	slices.Reverse(out)
	return out
}

// Total adds the values of a cache for numbers.
func Total(c *Counts) int {
	n := 0
	for _, v := range c.entries {
		n += v
	}
	return n
}

// ---- ordered and numbers: overloads ----

// Number is any number.
type Number interface {
	~int | ~int8 | ~int16 | ~int32 | ~int64 | ~uint | ~uint8 | ~uint16 | ~uint32 | ~uint64 | ~float32 | ~float64
}

// Largest returns the largest item.
func Largest[T cmp.Ordered](items []T) (largest T, ok bool) {
	for i, x := range items {
		if i == 0 || x > largest {
			largest = x
		}
	}
	return largest, len(items) > 0
}

// Clamp returns x, or the end of the range that is next to it.
func Clamp[T cmp.Ordered](x, low, high T) T { return min(max(x, low), high) }

// SumBy adds what f says of each item.
func SumBy[T any, R Number](items []T, f func(T) R) R {
	var sum R
	for _, x := range items {
		sum += f(x)
	}
	return sum
}

// SortBy sorts a copy by what key says of each item.
func SortBy[T any, K cmp.Ordered](items []T, key func(T) K) []T {
	out := slices.Clone(items)
	slices.SortStableFunc(out, func(a, b T) int { return cmp.Compare(key(a), key(b)) })
	return out
}

// Sum adds its arguments.
func Sum[T Number](items ...T) T {
	var sum T
	for _, x := range items {
		sum += x
	}
	return sum
}

// Sort sorts in place.
func Sort[S ~[]E, E cmp.Ordered](s S) { slices.Sort(s) }

// Reverse reverses in place.
func Reverse[E any](s []E) { slices.Reverse(s) }

// Scale multiplies in place.
func Scale[T Number](s []T, by T) {
	for i := range s {
		s[i] *= by
	}
}

// Totals adds up values of keys.
func Totals[K comparable, V Number](m map[K]V) V {
	var sum V
	for _, v := range m {
		sum += v
	}
	return sum
}

// Sorted collects and sorts.
func Sorted[E cmp.Ordered](items iter.Seq[E]) []E { return slices.Sorted(items) }

// Heap is of ordered values.
type Heap[T cmp.Ordered] struct{ items []T }

// NewHeap makes one.
func NewHeap[T cmp.Ordered](items ...T) *Heap[T] { return &Heap[T]{slices.Clone(items)} }

// Push adds a value.
func (h *Heap[T]) Push(x T) { h.items = append(h.items, x) }

// Pop takes the least.
func (h *Heap[T]) Pop() (x T, ok bool) {
	if len(h.items) == 0 {
		return x, false
	}
	slices.Sort(h.items)
	x, h.items = h.items[0], h.items[1:]
	return x, true
}

// Merge puts the values of both in one.
func Merge[T cmp.Ordered](a, b *Heap[T]) *Heap[T] {
	return NewHeap(append(slices.Clone(a.items), b.items...)...)
}

// Named is a constraint with a method.
type Named interface{ Name() string }

// NameOf asks for the name.
func NameOf[T Named](x T) string { return x.Name() }

// Dog has a name.
type Dog struct{ Called string }

// Name is the name.
func (d Dog) Name() string { return d.Called }

// Compact drops zero values.
//
//py:instantiate T=string
//py:instantiate T=int
func Compact[T comparable](items []T) []T {
	out := []T{}
	for _, x := range items {
		if x != *new(T) {
			out = append(out, x)
		}
	}
	return out
}

// Table has columns.
//
//py:instantiate R=Dog
//py:instantiate R=map[string]float64
type Table[R any] struct{ rows []R }

// NewTable makes one.
func NewTable[R any](rows ...R) *Table[R] { return &Table[R]{rows} }

// Rows are its rows.
func (t *Table[R]) Rows() []R { return t.rows }

// Shape says what its rows look like.
func (t *Table[R]) Shape() string { return reflect.TypeFor[R]().String() }

// Keep drops the entries that f does not want.
func Retain[M ~map[K]V, K comparable, V any](m M, f func(K, V) bool) {
	maps.DeleteFunc(m, func(k K, v V) bool { return !f(k, v) })
}

// Count adds to the counts of words.
func Count(counts map[string]int, words ...string) int {
	for _, word := range words {
		counts[word]++
	}
	return len(counts)
}

// Copy copies entries.
func Copy[K comparable, V any](to, from map[K]V) { copyAll(to, from) }

func copyAll[K comparable, V any](to, from map[K]V) {
	for k, v := range from {
		to[k] = v
	}
}

// Clear empties a map and panics.
func Clear(m map[string][]int) {
	clear(m)
	panic("cleared")
}

// Show formats its argument.
func Show[T any](x T) string { return fmt.Sprint(x) }

// ShowKey formats its argument.
func ShowKey[K comparable](x K) string { return fmt.Sprintf("%v %#v", x, x) }

// Encode is JSON.
func Encode[T any](items []T) (string, error) {
	text, err := json.Marshal(items)
	return string(text), err
}

// Decode reads JSON.
func Decode[T any](text string, like T) ([]T, error) {
	var items []T
	err := json.Unmarshal([]byte(text), &items)
	return items, err
}

// EncodeMap is JSON.
func EncodeMap[K comparable, V any](m map[K]V, keys ...K) (string, error) {
	text, err := json.Marshal(map[string]any{"map": m, "keys": keys})
	return string(text), err
}

// Lesser is ordered among its own kind.
type Lesser[T any] interface{ Less(T) bool }

// Version is a Lesser.
type Version struct{ Major int }

// Less compares.
func (v Version) Less(o Version) bool { return v.Major < o.Major }

// Stamp is a Lesser by pointer.
type Stamp struct{ At float64 }

// Less compares.
func (s *Stamp) Less(o *Stamp) bool { return s.At < o.At }

// Parse reads.
func (s *Stamp) Parse(text string) error {
	_, err := fmt.Sscan(text, &s.At)
	return err
}

// Least returns the lesser one.
func Least[T Lesser[T]](a, b T) T {
	if b.Less(a) {
		return b
	}
	return a
}

// Parsed makes a value of text.
func Parsed[T any, P interface {
	*T
	Parse(string) error
}](text string) (T, error) {
	var x T
	err := P(&x).Parse(text)
	return x, err
}

// Twins are a pair of one type.
type Twins[T any] = Pair[T, T]

// Ring keeps some values.
type Ring[T cmp.Ordered] struct {
	items []T
	size  int
}

// NewRing makes one of a size.
//
//py:instantiate T=int32
func NewRing[T cmp.Ordered](size int) *Ring[T] { return &Ring[T]{size: size} }

// Push adds a value, and returns the least of those that are kept.
func (r *Ring[T]) Push(x T) T {
	r.items = append(r.items, x)
	if len(r.items) > r.size {
		r.items = r.items[1:]
	}
	return slices.Min(r.items)
}

type chain[K comparable, V any] struct {
	key   K
	value V
	done  bool
}

// Choose begins a choice by a key. Its type is not exported.
func Choose[K comparable, V any](key K, otherwise V) *chain[K, V] {
	return &chain[K, V]{key: key, value: otherwise}
}

// When is the value if the key is this one.
func (c *chain[K, V]) When(key K, value V) *chain[K, V] {
	if !c.done && c.key == key {
		c.value, c.done = value, true
	}
	return c
}

// WhenF asks a function for it.
func (c *chain[K, V]) WhenF(key K, value func() V) *chain[K, V] {
	if !c.done && c.key == key {
		c.value, c.done = value(), true
	}
	return c
}

// End gives the value.
func (c *chain[K, V]) End() V { return c.value }

// Called calls f, which may be async in aio. Its type parameters have names that stubs use.
func Called[P, Items any](f func(P) Items, p P) Items { return f(p) }

// Two gives both back.
func Two[P, Error any](p P, e Error) (P, Error) { return p, e }

// Spread is the largest distance from one item to the next, by a function that may be left out.
func Spread[N int | float64](items []N, distance func(a, b N) N) (most N) {
	for i := 1; i < len(items); i++ {
		d := items[i] - items[i-1]
		if distance != nil {
			d = distance(items[i-1], items[i])
		}
		most = max(most, d)
	}
	return most
}

// A Labelled is a thing with a label of some type.
type Labelled[L any] struct {
	ID    int
	Thing string
	Label L
}

// Tagged is one with a text, and what goes by that name.
type Tagged = Labelled[string]

// NewTagged makes one: it is the constructor of the alias.
func NewTagged(thing string) *Tagged { return &Tagged{ID: 7, Thing: thing, Label: "new"} }
