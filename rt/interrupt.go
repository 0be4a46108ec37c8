//go:build go1.25

package rt

import "C" // for the export

import (
	"context"
	"errors"
	"sync"
	"sync/atomic"
	"time"
	"unsafe"
)

// errInterrupted is the cause of a context that was cancelled because a Python signal
// handler raised an exception.
var errInterrupted = errors.New("interrupted by a signal")

// interruptible holds the contexts of calls that a signal may end, and of jobs, by the
// addresses of their frames.
var interruptible struct {
	sync.Mutex
	cancel map[uintptr]func()
}

// noTimeout is the shim's number for None.
const noTimeout = -1 << 63

// Context makes the context of a call whose timeout in nanoseconds is in word i. The
// returned function must be called at the end of the call. A context without a deadline is
// not cancelled then, as context.Background() would not be: what the call has started may
// have kept it.
func (f *Frame) Context(i int) (context.Context, context.CancelFunc) {
	ctx, forget, cancel := f.context(i)
	if _, ok := ctx.Deadline(); !ok {
		return ctx, forget
	}
	return ctx, func() {
		forget()
		cancel()
	}
}

// KeptContext is Context for a call whose results may keep it: it lasts until its deadline.
func (f *Frame) KeptContext(i int) (context.Context, context.CancelFunc) {
	ctx, forget, _ := f.context(i)
	outlives(ctx)
	return ctx, forget
}

// A Hold keeps the context of a call that returns streams until these have ended.
type Hold struct {
	forget, cancel func()
	streams        atomic.Int32
}

// StreamContext is Context for such a call. Release must be called at its end.
func (f *Frame) StreamContext(i int) (context.Context, *Hold) {
	h := &Hold{}
	ctx := context.Context(nil)
	ctx, h.forget, h.cancel = f.context(i)
	h.streams.Add(1)
	outlives(ctx)
	return ctx, h
}

// Release is called at the end of the call.
func (h *Hold) Release() {
	h.forget()
	h.leave()
}

// leave is called at the end of the call, and of each stream.
func (h *Hold) leave() {
	if h.streams.Add(-1) == 0 {
		h.cancel()
	}
}

// context returns a context, a function that ends its registration for signals and
// awaits, and its cancel function.
func (f *Frame) context(i int) (context.Context, func(), func()) {
	ctx, forget, cancel := f.cancelled(i)
	if logging.Load() {
		ctx = scoped(ctx)
	}
	return ctx, forget, cancel
}

// cancelled is context, without what log records need.
func (f *Frame) cancelled(i int) (context.Context, func(), func()) {
	ctx, cancel := context.Background(), context.CancelFunc(nil)
	if d := *(*int64)(unsafe.Pointer(f.word(i))); d == noTimeout {
		ctx, cancel = context.WithCancel(ctx)
	} else {
		ctx, cancel = context.WithTimeout(ctx, time.Duration(d))
	}
	end := cancel
	switch f.code {
	case codeInterruptible:
		var interrupt context.CancelCauseFunc
		ctx, interrupt = context.WithCancelCause(ctx)
		end = func() { interrupt(errInterrupted) }
	case codeAwaited:
	default:
		return ctx, func() {}, cancel
	}
	awaited := f.code == codeAwaited
	f.code = 0
	at := uintptr(unsafe.Pointer(f)) // the shim's memory: it does not move
	interruptible.Lock()
	if interruptible.cancel == nil {
		interruptible.cancel = map[uintptr]func(){}
	}
	interruptible.cancel[at] = end
	interruptible.Unlock()
	if awaited && jobOf(f).cancelled.Load() != 0 { // before it could be found
		end()
	}
	return ctx, func() {
		interruptible.Lock()
		delete(interruptible.cancel, at)
		interruptible.Unlock()
	}, cancel
}

// gophersnake_interrupt cancels the context of the call whose frame has the address. It
// returns 0 if there is none (yet).
//
//export gophersnake_interrupt
func gophersnake_interrupt(frame uintptr) int32 {
	interruptible.Lock()
	cancel := interruptible.cancel[frame]
	interruptible.Unlock()
	if cancel == nil {
		return 0
	}
	cancel()
	return 1
}
