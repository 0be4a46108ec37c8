// Package genericscase has generic functions and types of all forms.
package genericscase

import (
	"errors"
	"iter"
	"maps"
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
