// Package profilecase is what the boundary profiler is tested on: for each way in which a call costs time, a
// function that costs it.
package profilecase

import (
	"context"
	"errors"
	"iter"
	"sync"
	"sync/atomic"
	"time"
)

// Add is so short that it keeps the GIL.
func Add(a, b int) int { return a + b }

// Wait sleeps.
func Wait(d time.Duration) { time.Sleep(d) }

// WaitFor sleeps, or until the context ends.
func WaitFor(ctx context.Context, d time.Duration) error {
	select {
	case <-time.After(d):
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}

// Fail fails.
func Fail() error { return errors.New("as asked") }

// Size reads its argument only.
func Size(data []byte) int { return len(data) }

var kept []string

// Keep keeps its argument.
func Keep(text string) int {
	kept = append(kept[:0], text)
	return len(kept)
}

// Sum reads numbers.
func Sum(v []float64) float64 {
	total := 0.0
	for _, x := range v {
		total += x
	}
	return total
}

// Count reads text item by item.
func Count(words []string) int { return len(words) }

// Repeat gives text back.
func Repeat(n int) string {
	b := make([]byte, n)
	for i := range b {
		b[i] = 'x'
	}
	return string(b)
}

// Call calls back.
func Call(f func(int) int, n int) int { return f(n) }

// A Point has fields and methods.
type Point struct {
	X    int
	Name string
}

// NewPoint makes one.
func NewPoint(x int) *Point { return &Point{X: x} }

// Twice is a method.
func (p *Point) Twice() int { return 2 * p.X }

var stopped atomic.Bool

// Stop ends Spin and SpinApart.
func Stop() { stopped.Store(true) }

// Spin computes until Stop.
func Spin() {
	stopped.Store(false)
	for !stopped.Load() {
	}
}

// SpinFor is Spin for a row.
func SpinFor(n int) int {
	Spin()
	return n
}

func spinBelow() {
	for !stopped.Load() {
	}
}

// SpinApart computes on another goroutine, and waits for it.
func SpinApart() {
	stopped.Store(false)
	var all sync.WaitGroup
	all.Go(spinBelow)
	all.Wait()
}

// Numbers counts to n.
func Numbers(n int) iter.Seq[int] {
	return func(yield func(int) bool) {
		for i := range n {
			if !yield(i) {
				return
			}
		}
	}
}

// Three reads three lists of numbers.
func Three(a, b, c []float64) int { return len(a) + len(b) + len(c) }

// Hold calls back twice, with time in Go between.
func Hold(f func(), d time.Duration) {
	f()
	time.Sleep(d)
	f()
}
