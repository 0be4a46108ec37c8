package asynccase

import (
	"context"
	"errors"
	"io"
	"iter"
	"strings"
	"sync"
	"sync/atomic"
	"testing/iotest"
)

var producing atomic.Int64

// Producing is how many streams have begun and not ended.
func Producing() int { return int(producing.Load()) }

var counted atomic.Int64

// Counted is how far the last Count has counted.
func Counted() int { return int(counted.Load()) }

// Count counts to n.
func Count(n int) iter.Seq[int] {
	counted.Store(0)
	return func(yield func(int) bool) {
		producing.Add(1)
		defer producing.Add(-1)
		for i := range n {
			counted.Add(1)
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

// Held gives numbers for as long as its context lasts, and waits at the gate for
// each.
func Held(ctx context.Context, name string) iter.Seq2[int, error] {
	return func(yield func(int, error) bool) {
		producing.Add(1)
		defer producing.Add(-1)
		for i := 0; ; i++ {
			if _, err := PassCtx(ctx, name, 0); err != nil {
				yield(0, err)
				return
			}
			if !yield(i, nil) {
				return
			}
		}
	}
}

// A file is a reader that counts how many are open.
type file struct {
	io.Reader
	name string
	done chan struct{}
	once sync.Once
}

var files atomic.Int64

// Files is how many readers are open.
func Files() int { return int(files.Load()) }

func (f *file) Close() error {
	f.once.Do(func() {
		files.Add(-1)
		close(f.done)
	})
	return nil
}

func (f *file) Read(p []byte) (int, error) {
	if f.name != "" {
		select {
		case <-arrive(f.name):
		case <-f.done:
			return 0, io.ErrClosedPipe
		}
	}
	return f.Reader.Read(p)
}

func open(name string, r io.Reader) io.ReadCloser {
	files.Add(1)
	return &file{Reader: r, name: name, done: make(chan struct{})}
}

// Read gives a reader of n bytes.
func Read(n int) (io.ReadCloser, error) {
	if n < 0 {
		return nil, ErrShut
	}
	return open("", strings.NewReader(strings.Repeat("x", n))), nil
}

// ReadGated waits at the gate before each chunk.
func ReadGated(name string) io.ReadCloser {
	return open(name, iotest.OneByteReader(strings.NewReader("abc")))
}

// ReadPlain gives a reader that fails after n bytes and has no Close.
func ReadPlain(n int) io.Reader {
	return io.MultiReader(strings.NewReader(strings.Repeat("y", n)), iotest.ErrReader(ErrShut))
}
