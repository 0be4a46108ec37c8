package protocolcase

import (
	"context"
	"fmt"
	"slices"
	"sync"
)

// Line calls a function with each item, until that is false.
type Line struct {
	Left int // how many iterations have not come to their end
	vs   []string
}

// NewLine makes one.
func NewLine(vs ...string) *Line { return &Line{vs: vs} }

// Range goes on while f returns true.
func (l *Line) Range(f func(v string) bool) {
	for _, v := range l.vs {
		if !f(v) {
			l.Left++
			return
		}
	}
}

// Visitor is a function with a name.
type Visitor func(p *Place) (more bool)

// Map calls a function with a name.
type Map struct{ places []*Place }

// A Place is what Map has.
type Place struct{ Name string }

// NewMap makes one.
func NewMap(names ...string) *Map {
	m := &Map{}
	for _, name := range names {
		m.places = append(m.places, &Place{name})
	}
	return m
}

// Size is the length.
func (m *Map) Size() int { return len(m.places) }

// Ascend calls f.
func (m *Map) Ascend(f Visitor) {
	for _, p := range m.places {
		if !f(p) {
			return
		}
	}
}

// Locked holds a lock while it calls a function with each item.
type Locked struct {
	mu sync.Mutex
	vs []int
}

// Add adds.
func (l *Locked) Add(v int) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.vs = append(l.vs, v)
}

// Each is what nothing stops.
func (l *Locked) Each(f func(v int)) {
	l.mu.Lock()
	defer l.mu.Unlock()
	for _, v := range l.vs {
		f(v)
	}
}

// Ages is a mapping.
type Ages struct{ m sync.Map }

// Load finds.
func (a *Ages) Load(name string) (age int, ok bool) {
	v, ok := a.m.Load(name)
	if !ok {
		return 0, false
	}
	return v.(int), true
}

// Store stores.
func (a *Ages) Store(name string, age int) { a.m.Store(name, age) }

// Delete deletes.
func (a *Ages) Delete(name string) { a.m.Delete(name) }

// Range gives pairs.
func (a *Ages) Range(f func(name string, age int) bool) {
	a.m.Range(func(k, v any) bool { return f(k.(string), v.(int)) })
}

// Numbered gives pairs, and is no mapping.
type Numbered []string

// ForEach is of a value.
func (n Numbered) ForEach(f func(i int, v string)) {
	for i, v := range n {
		f(i, v)
	}
}

// Steps is a value that gives pairs.
type Steps struct{ N int }

// ForEach is of a value.
func (s Steps) ForEach(f func(i int, v string)) {
	for i := range s.N {
		f(i, fmt.Sprint("step ", i))
	}
}

// Bunch is of any type.
type Bunch[T any] struct{ all []T }

// NewBunch makes one.
func NewBunch[T any](all ...T) *Bunch[T] { return &Bunch[T]{slices.Clone(all)} }

// All calls f.
func (b *Bunch[T]) All(f func(T) bool) {
	for _, v := range b.all {
		if !f(v) {
			return
		}
	}
}

// Failing panics after the first.
type Failing struct{}

// Iterate panics.
func (*Failing) Iterate(f func(int) bool) {
	f(1)
	panic("no more")
}

// Once does something else by these names.
type Once struct{}

// Do calls f once.
func (Once) Do(f func(n int)) { f(1) }

// Range wants to know more.
func (Once) Range(from int, f func(n int) bool) {}

// Each gives errors.
func (Once) Each(f func(err error)) {}

// Iterate gives a context.
func (Once) Iterate(f func(ctx context.Context) bool) {}

// All gives one buffer again and again.
func (Once) All(f func(b []byte)) {}

// Tokens steps by Scan, and gives a Token.
type Tokens struct{ n int }

// Scan steps.
func (t *Tokens) Scan() bool { t.n++; return t.n < 4 }

// Token is the current one.
func (t *Tokens) Token() string { return fmt.Sprint("t", t.n) }

// Sets steps by SetNext.
type Sets struct{ n int }

// SetNext steps.
func (s *Sets) SetNext() bool { s.n++; return s.n < 3 }

// Value is the current one.
func (s *Sets) Value() int { return s.n }

// Moves steps by MoveNext.
type Moves struct{ n int }

// MoveNext steps.
func (m *Moves) MoveNext() bool { m.n++; return m.n < 3 }

// Current is the current one.
func (m *Moves) Current() *Place { return &Place{fmt.Sprint(m.n)} }

// Sorted finds what is equal to its argument.
type Sorted struct{ all []string }

// Put puts.
func (s *Sorted) Put(v string) { s.all = append(s.all, v); slices.Sort(s.all) }

// Get gives what there is.
func (s *Sorted) Get(key string) (string, bool) {
	i, ok := slices.BinarySearch(s.all, key)
	if !ok {
		return "", false
	}
	return s.all[i], true
}

// Len is the length.
func (s *Sorted) Len() int { return len(s.all) }

// Scan calls f.
func (s *Sorted) Scan(f func(v string) bool) {
	for _, v := range s.all {
		if !f(v) {
			return
		}
	}
}
