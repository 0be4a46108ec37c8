//go:build go1.25

package rt

import (
	"context"
	"errors"
	"runtime"
	"sync"
	"unsafe"
)

// A Channel is what Python has of a channel that it can send to. It is a Stream too, which
// gives one item for each that is requested, so that all others are left to other receivers.
type Channel struct {
	Stream
	c any // a chan T or a chan<- T
}

// What stands in a wire buffer for a channel; shim/streams/channel.h has the same.
const (
	channelItems = iota // an iterable or a function
	channelNil
	channelGo
)

// channelEnds in word 1 of StreamStop closes the channel; shim/streams/channel.h has the same.
const channelEnds = 2

// readChannel reads a channel of Go's: nil, or a chan T or a chan<- T; false if it is none.
func readChannel(r *Decoder) (any, bool) {
	switch r.word() {
	case channelNil:
		return nil, true
	case channelGo:
		return ReadPtr[Channel](r).c, true
	}
	return nil, false
}

// ReadChan reads a channel, or an iterable as one. A goroutine sends its items and closes the
// channel at their end. If nobody receives, it waits for ever.
func ReadChan[C ~chan T | ~<-chan T, T any](r *Decoder, item func(*Decoder) T) C {
	if c, is := readChannel(r); is {
		both, _ := c.(chan T)
		return C(both)
	}
	from, c, call := readIterable(r), make(chan T), r.call.supplied()
	go func() {
		defer close(c) // when the call knows of an exception, which would take this for the end of the items
		defer Guard()
		err := from.each(func(r *Decoder) func() bool {
			v := item(r)
			return func() bool { c <- v; return true }
		})
		if err != nil && !abandoned(err) && !call.fails(err) {
			must(err)
		}
		runtime.KeepAlive(from.object) // and with it the loop
	}()
	return C(c)
}

// abandoned reports whether an async iterable has ended because its event loop does, which cancels all tasks, and no
// awaited call of that loop is left that could have the items. Then there is nobody to tell.
func abandoned(err error) bool {
	e, is := err.(*Error)
	return is && e.loop != 0 && errors.Is(e, context.Canceled) && !anyAwaitedBy(e.loop)
}

// A put sends an item, unless its context ends before.
type put[T any] = func(context.Context, T) error

// ReadSender reads a channel that is sent to, or a function as one: a goroutine calls it with
// what is sent, until the channel is closed.
func ReadSender[C ~chan<- T, T any](r *Decoder, read func(*Decoder) put[T]) C {
	if c, is := readChannel(r); is {
		if both, is := c.(chan T); is {
			return C(both)
		}
		only, _ := c.(chan<- T)
		return C(only)
	}
	f, c, call := read(r), make(chan T), r.call.supplied()
	go Run(func() {
		for v := range c {
			err := f(context.Background(), v)
			if err != nil && call.fails(err) {
				break
			}
			must(err)
		}
		for range c { // the call goes on until it ends
		}
	})
	return C(c)
}

// WriteChannel writes a channel that Python can send to and receive from.
func WriteChannel[C ~chan T, T any](w *Encoder, c C, write func(*Encoder, T), writePut func(*Encoder, put[T])) {
	both := (chan T)(c)
	from := &channel[T]{from: both, to: both, write: write, done: make(chan struct{})}
	writeChannel(w, both, both, from, writePut)
}

// WriteSender writes one that it can only send to.
func WriteSender[C ~chan<- T, T any](w *Encoder, c C, writePut func(*Encoder, put[T])) {
	to := (chan<- T)(c)
	writeChannel(w, to, to, &channel[T]{to: to, done: make(chan struct{})}, writePut)
}

// writeChannel writes a number that is not 0, by which the channel is known, the Channel, and
// the function that sends to it; 0 is nil.
func writeChannel[T any](w *Encoder, c any, to chan<- T, of *channel[T], writePut func(*Encoder, put[T])) {
	if to == nil {
		w.word(0)
		return
	}
	if h := w.hold; h != nil {
		h.streams.Add(1)
		of.release = sync.OnceFunc(h.leave)
	}
	w.word(uint64(uintptr(*(*unsafe.Pointer)(unsafe.Pointer(&to)))))
	WritePtr(w, &Channel{Stream{of}, c})
	writePut(w, func(ctx context.Context, v T) error {
		select {
		case to <- v:
			return nil
		default:
		}
		select {
		case to <- v:
			return nil
		case <-ctx.Done():
			return ctx.Err()
		}
	})
}

// A channel is the stream of one.
type channel[T any] struct {
	from  <-chan T // nil: it is only sent to
	to    chan<- T
	write func(*Encoder, T)

	stopping sync.Once
	done     chan struct{} // closed when Python's object is gone
	release  func()        // what the stream keeps goes; nil: nothing
}

func (c *channel[T]) next(f *Frame) {
	how := *f.word(1)
	if how == askWhether {
		nothing(f, notYet)
		return
	}
	var v T
	var open bool
	select {
	case v, open = <-c.from:
	default:
		var beat <-chan struct{}
		if how == askForAMoment {
			beat = moments.next()
		}
		select {
		case v, open = <-c.from:
		case <-c.done:
		case <-beat:
			nothing(f, notYet)
			return
		}
	}
	if !open {
		nothing(f, 0)
		return
	}
	w := f.PutWire(1)
	c.write(w, v)
	*f.word(4) = 1
	w.Done()
}

// stop ends what waits for an item.
func (c *channel[T]) stop(bool) *panicRecord {
	c.stopping.Do(func() {
		close(c.done)
		if c.release != nil {
			c.release()
		}
	})
	return nil
}

// end closes the channel, if it is open.
func (c *channel[T]) end() {
	defer func() { recover() }()
	close(c.to)
}
