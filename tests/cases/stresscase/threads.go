package stresscase

import (
	"iter"
	"sync"
)

// What threads of Python share in test_threads.py.

// A Point is made and dropped by several threads at the same time.
type Point struct {
	X, Y float64
	Z    complex128
	Tags []string
	When func() int
}

// Fib is not short: the call releases the GIL, where there is one.
func Fib(n int) int {
	if n < 2 {
		return n
	}
	return Fib(n-1) + Fib(n-2)
}

func Total(m map[string]int) int {
	n := 0
	for _, v := range m {
		n += v
	}
	return n
}

func Sum(l []int) int {
	n := 0
	for _, v := range l {
		n += v
	}
	return n
}

func Lengths(l []string) int {
	n := 0
	for _, v := range l {
		n += len(v)
	}
	return n
}

func Size(v any) int {
	switch v := v.(type) {
	case []any:
		return len(v)
	case map[string]any:
		return len(v)
	}
	return -1
}

func Count(n int) iter.Seq[int] {
	return func(yield func(int) bool) {
		for i := range n {
			if !yield(i) {
				return
			}
		}
	}
}

// Next is short and writes without a lock: the GIL excludes its calls from each other, and without one
// the extension does, since its author says so.
//
//py:gil hold
func Next() int { next++; return next }

// Note is the same of a map.
//
//py:gil hold
func Note(k int) int { noted[k%100]++; return len(noted) }

var next int
var noted = map[int]int{}

// A Board is locked by its own methods.
type Board struct {
	mu    sync.Mutex
	Marks []int
}

func (b *Board) Mark(n int) int {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.Marks = append(b.Marks, n)
	return len(b.Marks)
}

func Apply(f func(int) int, n int) int { return f(n) }

// A Shape is of one of several types, each of which is looked at when the first of it comes.
type Shape interface{ Area() float64 }

type (
	square float64
	disc   float64
	line   struct{ x float64 }
	point  struct{ x float64 }
)

func (s square) Area() float64 { return float64(s) }
func (d disc) Area() float64   { return float64(d) + 0.25 }
func (l line) Area() float64   { return l.x + 0.5 }
func (p *point) Area() float64 { return p.x + 0.75 }

// NewShape makes one with an area of n and n%4 quarters.
func NewShape(n int) Shape {
	switch x := float64(n); n % 4 {
	case 0:
		return square(x)
	case 1:
		return disc(x)
	case 2:
		return line{x}
	default:
		return &point{x}
	}
}

// Half is for columns.
func Half(x float64) float64 { return x / 2 }

// Most is the largest.
func Most(l []float64) float64 {
	most := 0.0
	for _, x := range l {
		most = max(most, x)
	}
	return most
}
