package streamcase

import "fmt"

// Below counts, in a function that a for statement ranges over and that has no name.
func Below(n int) func(yield func(int) bool) { return Count(n) }

// Numbered are texts with their places.
func Numbered(texts ...string) func(func(int, string) bool) {
	return func(yield func(int, string) bool) {
		for i, text := range texts {
			if !yield(i, text) {
				return
			}
		}
	}
}

// Failing counts and fails.
func Failing(n int) func(func(int, error) bool) {
	return func(yield func(int, error) bool) {
		for i := range n {
			if !yield(i, nil) {
				return
			}
		}
		yield(0, fmt.Errorf("after %d", n))
	}
}

// Repeated gives each value twice.
func Repeated[T any](values ...T) func(func(T) bool) {
	return func(yield func(T) bool) {
		for _, v := range values {
			if !yield(v) || !yield(v) {
				return
			}
		}
	}
}

// Ranges are several of them.
func Ranges(sizes ...int) (all []func(func(int) bool)) {
	for _, n := range sizes {
		all = append(all, Below(n))
	}
	return all
}

// SumOf adds what is ranged over.
func SumOf(items func(func(int) bool)) (sum int) {
	for i := range items {
		sum += i
	}
	return sum
}

// Joined joins pairs.
func Joined(pairs func(func(string, int) bool)) (text string) {
	for k, v := range pairs {
		text += fmt.Sprint(k, v, ";")
	}
	return text
}

// A Shelf is ranged over by its method.
type Shelf struct{ Titles []string }

// All are the titles.
func (s *Shelf) All() func(yield func(int, string) bool) { return Numbered(s.Titles...) }

// Asked calls f, which is no iterator.
func Asked(f func(func() bool)) (n int) {
	f(func() bool { n++; return n < 3 })
	return n
}

// An Ascending has a method of the form that a for statement ranges over.
type Ascending interface {
	Ascend(visit func(int) bool)
	First() int
}

// A Ladder is one.
type Ladder struct{ Steps int }

// Ascend visits each step.
func (l *Ladder) Ascend(visit func(int) bool) { Below(l.Steps)(visit) }

// First is the first step.
func (l *Ladder) First() int { return 0 }

// Visited are the steps below a limit.
func Visited(a Ascending, limit int) (all []int) {
	for i := range a.Ascend {
		if i >= limit {
			break
		}
		all = append(all, i)
	}
	return all
}
