package anycase

import (
	"fmt"
	"slices"
	"sync"
)

// Key is any key.
type Key any

// A Memory has values by any key.
type Memory struct {
	found map[Key]int
	order []any
	safe  sync.Map
}

// Put is a method that has its argument as a key.
func (m *Memory) Put(k Key, n int) {
	if m.found == nil {
		m.found = map[Key]int{}
	}
	if _, is := m.found[k]; !is {
		m.order = append(m.order, k)
	}
	m.found[k] = n
	m.safe.Store(k, n)
}

// Get passes its argument on to what does.
func (m *Memory) Get(k any) (n int, ok bool) { return m.get(k) }

func (m *Memory) get(k Key) (int, bool) { n, ok := m.found[k]; return n, ok }

// Safe asks a sync.Map.
func (m *Memory) Safe(k any) bool { _, is := m.safe.Load(k); return is }

// Forget removes keys.
func (m *Memory) Forget(keys ...any) {
	for _, k := range keys {
		delete(m.found, k)
	}
}

// Order are the keys.
func (m *Memory) Order() []any { return m.order }

// Where compares an argument with the items of another.
func Where(items []any, item any) int {
	for i, other := range items {
		if other == item {
			return i
		}
	}
	return -1
}

// Kinds knows lists and bytes, and compares too.
func Kinds(v, w any) string {
	switch v := v.(type) {
	case []byte:
		return fmt.Sprintf("%d bytes", len(v))
	case []any:
		return fmt.Sprintf("%d items", len(v))
	}
	return fmt.Sprint(v == w)
}

// IsNil compares with a constant alone.
func IsNil(v any) string { return fmt.Sprintf("%v %T", v == nil, v) }

// Pair is an array that Go has made.
func Pair(a, b any) any { return [2]any{a, b} }

// Sizes are arrays of other types, which stay lists.
func Sizes() []any { return []any{[2]int{1, 2}, [1]string{"a"}, slices.Repeat([]any{nil}, 2)} }
