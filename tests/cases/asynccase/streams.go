package asynccase

import (
	"errors"
	"iter"
	"sync/atomic"
)

var producing atomic.Int64

// Producing is how many streams have begun and not ended.
func Producing() int { return int(producing.Load()) }

// Count counts to n.
func Count(n int) iter.Seq[int] {
	return func(yield func(int) bool) {
		producing.Add(1)
		defer producing.Add(-1)
		for i := range n {
			if !yield(i) {
				return
			}
		}
	}
}

// Gated gives one item each time the gate is opened, and n of them.
func Gated(name string, n int) iter.Seq[int] {
	return func(yield func(int) bool) {
		producing.Add(1)
		defer producing.Add(-1)
		for i := range n {
			if !yield(Pass(name, i)) {
				return
			}
		}
	}
}

// Failing gives n numbers and then an error.
func Failing(n int) iter.Seq2[int, error] {
	return func(yield func(int, error) bool) {
		for i := range n {
			if !yield(i, nil) {
				return
			}
		}
		yield(0, errors.New("enough"))
	}
}

// Panicking gives n numbers and then panics.
func Panicking(n int) iter.Seq[int] {
	return func(yield func(int) bool) {
		for i := range n {
			if !yield(i) {
				return
			}
		}
		panic("a producer")
	}
}

// Opened waits at a gate before it gives the stream.
func Opened(name string, n int) (iter.Seq[int], error) {
	Pass(name, 0)
	if n < 0 {
		return nil, ErrShut
	}
	return Count(n), nil
}
func Pairs(n int) iter.Seq2[int, *Client] {
	return func(yield func(int, *Client) bool) {
		for i, c := range Clients(n) {
			if !yield(i, c) {
				return
			}
		}
	}
}
func Channel(n int) <-chan int {
	ch := make(chan int)
	go func() {
		defer close(ch)
		for i := range n {
			ch <- i
		}
	}()
	return ch
}
