package filecase

import (
	"context"
	"io"
	"sync/atomic"
)

// A Tap is a reader whose Read waits until somebody feeds it.
type Tap struct {
	fed     chan []byte
	rest    []byte
	waiting atomic.Int64
}

func NewTap() *Tap { return &Tap{fed: make(chan []byte, 16)} }

// Feed gives the bytes to one Read.
func (t *Tap) Feed(b []byte) { t.fed <- b }

// Waiting counts the Reads that wait.
func (t *Tap) Waiting() int { return int(t.waiting.Load()) }

func (t *Tap) Read(p []byte) (int, error) {
	t.waiting.Add(1)
	defer t.waiting.Add(-1)
	if len(t.rest) == 0 {
		t.rest = <-t.fed
	}
	if len(t.rest) == 0 {
		return 0, io.EOF
	}
	n := copy(p, t.rest)
	t.rest = t.rest[n:]
	return n, nil
}

// Reader is the same as a file object that is no instance.
func (t *Tap) Reader() io.Reader { return struct{ io.Reader }{t} }

// Over reads what Python's file gives.
func Over(r io.Reader) io.Reader { return struct{ io.Reader }{r} }

// ReadAllIn has a context, and does not look at it.
func ReadAllIn(ctx context.Context, r io.Reader) ([]byte, error) { return io.ReadAll(r) }

// WaitIn waits for its context, and reads nothing.
func WaitIn(ctx context.Context, r io.Reader, began func()) error {
	go began()
	<-ctx.Done()
	return ctx.Err()
}

// ReadApart reads in a goroutine, and waits for that or its context.
func ReadApart(ctx context.Context, r io.Reader) error {
	done := make(chan error, 1)
	go func() {
		_, err := io.ReadAll(r)
		done <- err
	}()
	select {
	case err := <-done:
		return err
	case <-ctx.Done():
		return ctx.Err()
	}
}

var kept []func() int

// CallIn calls what it keeps.
func CallIn(ctx context.Context, f func() int) int {
	kept = append(kept[:0], f)
	return f() + f()
}
