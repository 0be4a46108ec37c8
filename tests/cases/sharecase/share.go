// Package sharecase calls Python again and again, in all the ways there are.
package sharecase

import (
	"context"
	"iter"
	"sync"

	"gophersnake/py"
)

// Kept keeps Python's lock; all others release it.
func Kept(f func(int) int, n int) (last int) {
	for i := 0; i < n; i++ {
		last = f(i)
	}
	return last
}

var mu sync.Mutex

func Released(f func(int) int, n int) (last int) {
	mu.Lock()
	mu.Unlock()
	for i := range n {
		last = f(i)
	}
	return last
}

// Goroutine calls from a thread of Go's.
func Goroutine(f func(int) int, n int) int {
	done := make(chan int)
	go func() { done <- Released(f, n) }()
	return <-done
}

// Goroutines calls from so many at once.
func Goroutines(f func(int) int, n, workers int) {
	var wg sync.WaitGroup
	for range workers {
		wg.Go(func() { Released(f, n/workers) })
	}
	wg.Wait()
}

// Relay calls from one goroutine after another.
func Relay(f func(int) int, n int) {
	for i := range n {
		done := make(chan bool)
		go func() {
			f(i)
			close(done)
		}()
		<-done
	}
}

// Operations does the same through gophersnake/py.
func Operations(f py.Object, n int) error {
	for i := range n {
		if _, err := f.Call(i); err != nil {
			return err
		}
	}
	return nil
}

// Once does nothing, in a call that releases the lock.
func Once(i int) int {
	mu.Lock()
	defer mu.Unlock()
	return i
}

// Numbers gives numbers, one by one.
func Numbers(n int) iter.Seq[int] {
	return func(yield func(int) bool) {
		for i := range n {
			if !yield(i) {
				return
			}
		}
	}
}

// Singly gives numbers through a channel without a buffer.
func Singly(n int) <-chan int {
	ch := make(chan int)
	go func() {
		defer close(ch)
		for i := range n {
			ch <- i
		}
	}()
	return ch
}

// Mapped gives what Python makes of numbers.
func Mapped(f func(int) int, n int) iter.Seq[int] {
	return func(yield func(int) bool) {
		for i := range n {
			if !yield(f(i)) {
				return
			}
		}
	}
}

// Summed takes what an iterable gives.
func Summed(items iter.Seq[int]) (sum int) {
	for n := range items {
		sum += n
	}
	return sum
}

// Then returns a function of Go's that calls Python's.
func Then(f func(int) int) func(int) int { return func(i int) int { return f(i) } }

// WithContext does nothing, in a call that Ctrl-C would end.
func WithContext(ctx context.Context, i int) int { return i }
