package callbackcase

import (
	"slices"
	"sort"
	"strings"
)

// What keeps the GIL for its callbacks, and what does not: test_lock.py.

func EveryTime(f func(int) int, n int) int {
	sum := 0
	for i := 0; i < n; i++ {
		if f(i) == 0 {
			continue
		}
		sum++
	}
	return sum
}

func WhileTrue(f func() bool) (n int) {
	for f() {
		n++
	}
	return n
}

func Mapped(f func(float64) (float64, error), numbers []float64) ([]float64, error) {
	out := make([]float64, len(numbers))
	for i, x := range numbers {
		y, err := f(x)
		if err != nil {
			return nil, err
		}
		out[i] = y
	}
	return out, nil
}

func Sorted(words []string, less func(a, b string) bool) []string {
	sort.Slice(words, func(i, j int) bool { return less(words[i], words[j]) })
	return words
}

func SortedFunc(words []string, compare func(a, b string) int) []string {
	slices.SortFunc(words, compare)
	return words
}

func MapRunes(f func(rune) rune, s string) string { return strings.Map(f, s) }

// Evens calls for some of its items only.
func Evens(f func(int), numbers []int) {
	for _, n := range numbers {
		if n%2 == 0 {
			f(n)
		}
	}
}

func SkipsAtFirst(f func(int) int, n int) int {
	sum := 0
	for i := range n {
		if i%1000 != 0 {
			continue
		}
		sum += f(i)
	}
	return sum
}

func Shortcut(f func(int) bool, n int) int {
	found := 0
	for i := range n {
		if i > n-2 && f(i) {
			found++
		}
	}
	return found
}

func OrElse(f func(int) int, x int) int {
	if f == nil {
		f = func(x int) int { <-turn; return x }
	}
	return f(x)
}

func Changed(f func(int) int, x int) int {
	p := &f
	*p = func(x int) int { return x }
	return f(x)
}

func Rounds(f func(int), n int) {
	for i := range n {
		for j := range i {
			f(j)
		}
	}
}

func Handed(f func(int) int, x int) int { return Apply(f, x) }

func Parallel(f func(int) int, n int) int {
	done := make(chan int)
	go func() { done <- f(n) }()
	return <-done
}

var turn = make(chan int)

// Waiting returns a Go function that waits for Turn.
func Waiting() func(int) int { return func(x int) int { return x + <-turn } }
func Turn(x int)             { turn <- x }
