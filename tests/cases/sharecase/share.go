// Package sharecase calls Python again and again, in all the ways there are.
package sharecase

import (
	"context"
	"iter"
	"sync"

	"gophersnake/py"
)

// Kept keeps the GIL; all others release it.
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

// Once does nothing, in a call that releases the GIL.
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
func WithContext(ctx context.Context, i int) (int, error) { return i, ctx.Err() }

// InContext calls from the goroutine of the call, which has a thread of its own
// where the caller is the main thread.
func InContext(ctx context.Context, f func(int) int, n int) {
	for i := 0; i < n && ctx.Err() == nil; i++ {
		f(i)
	}
}

var later func(int) int

// Later keeps a function for Fire.
func Later(f func(int) int) { later = f }

// Fire calls it from a goroutine.
func Fire(n int) int { return Goroutine(later, n) }

// A Hook has a function that Fire calls too.
type Hook struct{ Call func(int) int }

func (h *Hook) Fire(n int) int { return Goroutine(h.Call, n) }

// OperationsApart is Operations from a goroutine.
func OperationsApart(f py.Object, n int) error {
	done := make(chan error)
	go func() { done <- Operations(f, n) }()
	return <-done
}

// SummedApart is Summed from a goroutine.
func SummedApart(items iter.Seq[int]) int {
	done := make(chan int)
	go func() { done <- Summed(items) }()
	return <-done
}

// Itself gives back what it gets.
func Itself(f func(int) int) func(int) int { return f }

// Mapped is Mapped with the hook.
func (h *Hook) Mapped(n int) iter.Seq[int] { return Mapped(h.Call, n) }

// Apart calls once, from a goroutine, and gives what came of it.
func Apart(f func(int) (int, error), n int) (int, error) {
	done := make(chan error)
	go func() {
		_, err := f(n)
		done <- err
	}()
	return n, <-done
}

// MappedApart calls from a goroutine of its own for each number.
func MappedApart(f func(int) (int, error), n int) iter.Seq2[int, error] {
	return func(yield func(int, error) bool) {
		for i := range n {
			if !yield(Apart(f, i)) {
				return
			}
		}
	}
}

// MappedObject calls through gophersnake/py.
func MappedObject(f py.Object, n int) iter.Seq2[int, error] {
	return func(yield func(int, error) bool) {
		for i := range n {
			o, err := f.Call(i)
			if err != nil {
				yield(0, err)
				return
			}
			if !yield(o.Int()) {
				return
			}
		}
	}
}

// Chained gives what an iterable gives.
func Chained(items iter.Seq[int]) iter.Seq[int] { return items }
