package asynccase

import (
	"errors"
	"iter"
	"sync"
)

// Apply calls f with each of n numbers, one after the other.
func Apply(n int, f func(int) int) int {
	sum := 0
	for i := range n {
		sum += f(i)
	}
	return sum
}

// ApplyAll calls f from n goroutines at once.
func ApplyAll(n int, f func(int) int) int {
	var wg sync.WaitGroup
	results := make([]int, n)
	for i := range n {
		wg.Go(func() { results[i] = f(i) })
	}
	wg.Wait()
	sum := 0
	for _, r := range results {
		sum += r
	}
	return sum
}

// Try calls f, and wraps its error.
func Try(f func() (string, error)) (string, error) {
	s, err := f()
	if err != nil {
		err = errors.Join(errors.New("tried"), err)
	}
	return s, err
}

// Tell calls f, which gives nothing.
func Tell(f func(string)) { f(Sprint("to", "ld")) }

var kept func(int) int

// Keep keeps f for CallKept.
func Keep(f func(int) int) { kept = f }

// Kept gives what was kept back.
func Kept() func(int) int { return kept }

// CallKept calls what was kept.
func CallKept(x int) int { return Double(kept(x)) }

// Total sums what it is given.
func Total(items iter.Seq[int]) int {
	sum := 0
	for x := range items {
		sum += x
	}
	return sum
}

// FirstOver gives the first that is more.
func FirstOver(items iter.Seq[int], limit int) int {
	for x := range items {
		if x > limit {
			return x
		}
	}
	return -1
}
