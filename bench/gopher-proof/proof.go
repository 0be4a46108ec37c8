// Package gopherproof is what `make proof` measures: for each claim about Python and a compiled language, the plain
// Go code that it is about. bench/peers/pyo3-proof has the same in Rust.
package gopherproof

import (
	"context"
	"sync"
	"time"
)

// Sum adds numbers.
func Sum(v []float64) float64 {
	total := 0.0
	for _, x := range v {
		total += x
	}
	return total
}

// Size reads a text.
func Size(text string) int { return len(text) }

var kept string

// Keep keeps a text.
func Keep(text string) int {
	kept = text
	return len(kept)
}

// Echo gives a text back.
func Echo(text string) string { return text }

// Spin computes.
func Spin(n int) uint64 {
	x := uint64(88172645463325252)
	for range n {
		x ^= x << 13
		x ^= x >> 7
		x ^= x << 17
	}
	return x
}

// Noop does nothing.
func Noop() {}

// An Item is a small object.
type Item struct{ Key, Value int64 }

// NewItem makes one.
func NewItem(key, value int64) *Item { return &Item{key, value} }

// Items makes many.
func Items(n int) []*Item {
	all := make([]*Item, n)
	for i := range all {
		all[i] = &Item{int64(i), int64(i)}
	}
	return all
}

// Same gives back what it gets, as it is.
func Same[T any](v T) T { return v }

// A Holder refers to something of Python's.
type Holder struct{ Made func() int }

// A Store is a map that threads share.
type Store struct {
	mu sync.RWMutex
	m  map[string]int
}

// NewStore makes one.
func NewStore() *Store { return &Store{m: map[string]int{}} }

// Add adds n to what is under a key.
func (s *Store) Add(key string, n int) {
	s.mu.Lock()
	s.m[key] += n
	s.mu.Unlock()
}

// Get is what is under a key.
func (s *Store) Get(key string) int {
	s.mu.RLock()
	defer s.mu.RUnlock()
	return s.m[key]
}

// Panic panics.
func Panic() int {
	var none []int
	return none[len(kept)+1]
}

// PanicApart panics on a goroutine of its own.
func PanicApart(ctx context.Context) error {
	go func() { panic("on a goroutine") }()
	<-ctx.Done()
	return ctx.Err()
}

// Serve is a request: it waits, and computes a little.
func Serve(ctx context.Context, wait time.Duration, n int) (uint64, error) {
	select {
	case <-time.After(wait):
		return Spin(n), nil
	case <-ctx.Done():
		return 0, ctx.Err()
	}
}
