package genericscase

import (
	"reflect"
	"sync"
)

// A Shelf keeps what is put on its boards. Its values are of any type, and code compares them.
type Shelf[N int | float64, T any] struct{ boards map[N][]T }

// Put adds one.
func (s *Shelf[N, T]) Put(board N, v T) {
	if s.boards == nil {
		s.boards = map[N][]T{}
	}
	s.boards[board] = append(s.boards[board], v)
}

// Take removes the first that is the same.
func (s *Shelf[N, T]) Take(board N, v T) bool {
	for i, other := range s.boards[board] {
		if alike(other, v) {
			s.boards[board] = append(s.boards[board][:i:i], s.boards[board][i+1:]...)
			return true
		}
	}
	return false
}

// On is what is on a board.
func (s *Shelf[N, T]) On(board N) []T { return s.boards[board] }

func alike[T any](a, b T) bool { return any(a) == any(b) }

// A Rack is a shelf with one board.
type Rack[T any] struct{ shelf Shelf[int, T] }

// Put adds one.
func (r *Rack[T]) Put(v T) { r.shelf.Put(0, v) }

// Take removes the first that is the same.
func (r *Rack[T]) Take(v T) bool { return r.shelf.Take(0, v) }

// All are those that are there.
func (r *Rack[T]) All() []T { return r.shelf.On(0) }

// RackOf is one with values.
func RackOf[T any](values ...T) *Rack[T] {
	r := &Rack[T]{}
	for _, v := range values {
		r.Put(v)
	}
	return r
}

// Position is where a value stands in a list, or -1.
func Position[T any](values []T, v T) int {
	for i, other := range values {
		if reflect.DeepEqual(other, v) {
			return i
		}
	}
	return -1
}

// Distinct leaves out those that came before.
func Distinct[T any](values []T) []T {
	been := map[any]bool{}
	var all []T
	for _, v := range values {
		if !been[v] {
			been[v] = true
			all = append(all, v)
		}
	}
	return all
}

// Given counts the values that are not zero, and compares no two.
func Given[T any](values ...T) (n int) {
	var zero T
	for _, v := range values {
		if any(v) != any(zero) {
			n++
		}
	}
	return n
}

// SameLists compares lists.
func SameLists[T any](a, b []T) bool { return reflect.DeepEqual(a, b) }

// SamePairs compares arrays.
func SamePairs[T any](a, b, c, d T) bool { return any([2]T{a, b}) == any([2]T{c, d}) }

// A Registry is a concurrent map.
type Registry[K, V any] struct{ all sync.Map }

// Set stores a value.
func (r *Registry[K, V]) Set(key K, v V) { r.all.Store(key, v) }

// Value is one, if it is there.
func (r *Registry[K, V]) Value(key K) (v V, ok bool) {
	if found, is := r.all.Load(key); is {
		return found.(V), true
	}
	return v, false
}
