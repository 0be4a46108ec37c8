// Package streamcase gives iterators and channels.
package streamcase

import (
	"errors"
	"fmt"
	"iter"
	"maps"
	"os"
	"runtime"
	"slices"
	"strings"
	"sync/atomic"
	"time"
)

// A Point is an item that is an instance.
type Point struct{ X, Y int }

// Steps counts to X.
func (p *Point) Steps() iter.Seq[int] { return Count(p.X) }

// Chunks are parts of data, which it keeps for as long as it runs.
func Chunks(data []byte, size int) iter.Seq[[]byte] { return slices.Chunk(data, size) }
func Words(text string) iter.Seq[string]            { return strings.FieldsSeq(text) }

// A Key is a named item.
type Key string

// A Color is an enum.
type Color int

const (
	Red Color = iota
	Green
)

// What every family of types looks like as an item.

func Bools(v ...bool) iter.Seq[bool]                        { return slices.Values(v) }
func Uint8s(v ...uint8) iter.Seq[uint8]                     { return slices.Values(v) }
func Floats(v ...float64) iter.Seq[float64]                 { return slices.Values(v) }
func Complexes(v ...complex128) iter.Seq[complex128]        { return slices.Values(v) }
func Texts(v ...string) iter.Seq[string]                    { return slices.Values(v) }
func Raw(v ...[]byte) iter.Seq[[]byte]                      { return slices.Values(v) }
func Arrays(v ...[4]byte) iter.Seq[[4]byte]                 { return slices.Values(v) }
func Numbers(v ...[]int32) iter.Seq[[]int32]                { return slices.Values(v) }
func Lists(v ...[]string) iter.Seq[[]string]                { return slices.Values(v) }
func Maps(v ...map[string][]int) iter.Seq[map[string][]int] { return slices.Values(v) }
func Sets(v ...map[int]struct{}) iter.Seq[map[int]struct{}] { return slices.Values(v) }
func Optionals(v ...*int) iter.Seq[*int]                    { return slices.Values(v) }
func Points(v ...Point) iter.Seq[Point]                     { return slices.Values(v) }
func PointPtrs(v ...*Point) iter.Seq[*Point]                { return slices.Values(v) }
func PointLists(v ...[]Point) iter.Seq[[]Point]             { return slices.Values(v) }
func Keys(v ...Key) iter.Seq[Key]                           { return slices.Values(v) }
func Colors(v ...Color) iter.Seq[Color]                     { return slices.Values(v) }
func Times(v ...time.Time) iter.Seq[time.Time]              { return slices.Values(v) }
func Durations(v ...time.Duration) iter.Seq[time.Duration]  { return slices.Values(v) }
func Functions(v ...func(int) int) iter.Seq[func(int) int]  { return slices.Values(v) }
func Pairs(v map[string]Point) iter.Seq2[string, Point]     { return maps.All(v) }

// Streams gives streams of streams.
func Streams(n int) iter.Seq[iter.Seq[int]] {
	return func(yield func(iter.Seq[int]) bool) {
		for i := range n {
			if !yield(Count(i)) {
				return
			}
		}
	}
}

// Several gives streams in a list.
func Several(n int) []iter.Seq[int] { return slices.Collect(Streams(n)) }

// Count counts to n.
func Count(n int) iter.Seq[int] {
	return func(yield func(int) bool) {
		for i := range n {
			if !yield(i) {
				return
			}
		}
	}
}

// Indexed counts to n, in pairs.
func Indexed(n int) iter.Seq2[int, string] {
	return func(yield func(int, string) bool) {
		for i := range n {
			if !yield(i, fmt.Sprint(i)) {
				return
			}
		}
	}
}

func Nil() iter.Seq[int]               { return nil }
func NilPairs() iter.Seq2[int, int]    { return nil }
func NilErrors() iter.Seq2[int, error] { return nil }
func NilChannel() <-chan int           { return nil }

// Maybe is a stream beside an error.
func Maybe(fail bool) (iter.Seq[int], error) {
	if fail {
		return nil, ErrBad
	}
	return Count(3), nil
}

// Made is how many items Forever has made, Ended how many of its loops were left.
func Made() int  { return int(made.Load()) }
func Ended() int { return int(ended.Load()) }

var made, ended atomic.Int64

// Forever counts, and never ends by itself.
func Forever() iter.Seq[int] {
	made.Store(0)
	return func(yield func(int) bool) {
		defer ended.Add(1)
		for i := 0; ; i++ {
			made.Add(1)
			if !yield(i) {
				return
			}
		}
	}
}

// Large gives items of a given size.
func Large(n, size int) iter.Seq[[]byte] {
	return func(yield func([]byte) bool) {
		for range n {
			if !yield(make([]byte, size)) {
				return
			}
		}
	}
}

// ErrBad is an error of this package's own.
var ErrBad = errors.New("bad item")

// Errors gives an error for every third item.
func Errors(n int) iter.Seq2[int, error] {
	return func(yield func(int, error) bool) {
		for i := range n {
			var err error
			if i%3 == 2 {
				err = fmt.Errorf("item %d: %w", i, ErrBad)
			}
			if !yield(i, err) {
				return
			}
		}
	}
}

// Panics panics after n items, Goexits and Exits end in other ways.
func Panics(n int) iter.Seq[int]  { return after(n, func() { panic("the producer broke") }) }
func Goexits(n int) iter.Seq[int] { return after(n, runtime.Goexit) }
func Exits(n int) iter.Seq[int]   { return after(n, func() { os.Exit(3) }) }

// PanicsAtEnd panics when its loop is left.
func PanicsAtEnd() iter.Seq[int] {
	return func(yield func(int) bool) {
		defer func() { panic("left badly") }()
		yield(1)
	}
}

func after(n int, end func()) iter.Seq[int] {
	return func(yield func(int) bool) {
		for i := range n {
			if !yield(i) {
				return
			}
		}
		end()
	}
}

// Mapped calls f for every item.
func Mapped(f func(int) int, n int) iter.Seq[int] {
	return func(yield func(int) bool) {
		for i := range n {
			if !yield(f(i)) {
				return
			}
		}
	}
}

// Careless goes on when it is told not to.
func Careless(n int) iter.Seq[int] {
	return func(yield func(int) bool) {
		for i := range n {
			yield(i)
		}
		ended.Add(1)
	}
}

var gate = make(chan struct{}, 1024)

// Waits is how often a Gated has come to a gate.
func Waits() int { return int(waits.Load()) }

var waits atomic.Int64

// OpenGates lets the next Gateds make n items more, ShutGates takes that back.
func OpenGates(n int) {
	for range n {
		gate <- struct{}{}
	}
}
func ShutGates() {
	for len(gate) > 0 {
		<-gate
	}
}

// Gated makes free items at once, and each of the others when OpenGates says so.
func Gated(free, n int) iter.Seq[int] {
	return func(yield func(int) bool) {
		defer ended.Add(1)
		for i := range n {
			if i >= free {
				waits.Add(1)
				<-gate
			}
			if !yield(i) {
				return
			}
		}
	}
}

// Full is a channel with n items in it that is closed.
func Full(n int) <-chan int {
	c := make(chan int, n)
	for i := range n {
		c <- i
	}
	close(c)
	return c
}

// Sent is fed by a goroutine.
func Sent(n, room int) <-chan int {
	c := make(chan int, room)
	go func() {
		defer close(c)
		for i := range n {
			c <- i
		}
	}()
	return c
}

// A channel of this package's.
var feed chan int

// Feed is a channel that Send and Close work on, with room for what is sent.
func Feed(room int) <-chan int {
	feed = make(chan int, room)
	return feed
}
func Send(items ...int) {
	for _, i := range items {
		feed <- i
	}
}
func Close()    { close(feed) }
func Left() int { return len(feed) }
func Closed() bool {
	select {
	case _, open := <-feed:
		return !open
	default:
		return false
	}
}
