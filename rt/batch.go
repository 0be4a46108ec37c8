//go:build go1.25

package rt

import (
	"context"
	"runtime/debug"
	"sync"
	"sync/atomic"
	"time"
	"unsafe"
)

// A block is many calls of one function: the first fields of gs_rows in
// shim/batch/rows.h. Each row is a job that belongs to no loop, and is C memory.
type block struct {
	first     uintptr // of the rows
	stride, n int64
	next      atomic.Int64 // the first row that no goroutine has taken
	workers   int64
	fn        int32
	stopped   atomic.Int32 // no further row is begun
}

// row returns row i.
func (b *block) row(i int64) *job {
	at := b.first + uintptr(i*b.stride)
	return *(**job)(unsafe.Pointer(&at))
}

// RunRows runs the block of rows whose address is in word 0 on several goroutines. Its
// timeout, in word 1, and the signals that end a call end it between two rows, and cancel
// the contexts of those that run.
//
// Of a function of numbers, word 2 says that there is a loop over columns instead.
func RunRows(f *Frame) {
	if *f.word(2) != 0 {
		runLoop(f)
		return
	}
	b := (*block)(f.pointer(0))
	ctx, end := f.Context(1)
	defer end()
	workers := int(min(b.workers, b.n))
	running := make([]atomic.Uintptr, max(workers, 1)) // the frames of rows that run
	over := make(chan struct{})
	forget := afterwards(ctx, func() { b.stop(running, over) })
	defer func() {
		close(over)
		forget()
	}()
	if workers <= 1 {
		b.work(&running[0])
		return
	}
	var all sync.WaitGroup
	for i := range workers {
		all.Go(func() { b.serve(&running[i]) })
	}
	all.Wait()
}

// afterwards runs f once the context is done. The function that it returns forgets f, or waits until f has returned: f
// writes to memory that is the caller's, where the next call may lie by then.
func afterwards(ctx context.Context, f func()) (forget func()) {
	returned := make(chan struct{})
	stop := context.AfterFunc(ctx, func() {
		defer close(returned)
		f()
	})
	return func() {
		if !stop() {
			<-returned
		}
	}
}

// stop ends a block: it cancels the contexts of the rows that run, again and again, since
// one may have been about to make its context.
func (b *block) stop(running []atomic.Uintptr, over chan struct{}) {
	b.stopped.Store(1)
	for {
		for i := range running {
			if frame := running[i].Load(); frame != 0 {
				gophersnake_interrupt(frame)
			}
		}
		select {
		case <-over:
			return
		case <-time.After(10 * time.Millisecond):
		}
	}
}

// serve is the body of a goroutine. runtime.Goexit, in a package whose source is not
// rewritten, ends a goroutine, so another one takes its place.
func (b *block) serve(running *atomic.Uintptr) {
	if core.guard {
		debug.SetPanicOnFault(true)
	}
	returned := false
	defer func() {
		if returned {
			return
		}
		frame := running.Swap(0)
		(*(**Frame)(unsafe.Pointer(&frame))).panicked("runtime.Goexit ended the goroutine of the call", nil, 0, nil)
		again := make(chan struct{})
		go func() {
			defer close(again)
			b.serve(running)
		}()
		<-again
	}()
	b.work(running)
	returned = true
}

// work runs rows until there are none.
func (b *block) work(running *atomic.Uintptr) {
	// a share small enough that all goroutines end at nearly the same time
	share := max(1, min(64, b.n/(8*max(min(b.workers, b.n), 1))))
	for {
		end := b.next.Add(share)
		for i := end - share; i < min(end, b.n); i++ {
			if b.stopped.Load() != 0 {
				return
			}
			j := b.row(i)
			if j.fn < 0 {
				continue // a null
			}
			j.frame.code = 0
			if j.interruptible != 0 {
				j.frame.code = codeInterruptible
			}
			running.Store(uintptr(unsafe.Pointer(&j.frame)))
			j.frame.call(j.fn)
			j.frame.endSuppliers()
			if err := j.frame.takeSupplied(); err != nil { // a row has no other way to say it
				text, raised := says(err)
				j.frame.panicked(text, nil, 0, raised)
			}
		}
		if end >= b.n {
			break
		}
	}
	running.Store(0)
}
