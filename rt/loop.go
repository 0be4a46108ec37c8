//go:build go1.25

package rt

import (
	"sync/atomic"
	"time"
	"unsafe"
)

// A loop is one of Python's event loops: gs_loop in shim/async/loop.h. Finished jobs
// are in its completion list, the newest first. Go wakes the loop when the list was
// empty. That takes neither a call into C nor the GIL.
type loop struct {
	completions atomic.Uintptr
	fd          int32 // to be written to; -1: the loop can't wait for one
	closed      atomic.Int32
	panicked    atomic.Int32
	pushing     atomic.Int32 // goroutines between push and pushed: the loop is not to go
	notified    atomic.Int64 // when it was last woken by push: nanoseconds of clock
}

// overdue is how long a loop may take to look at its list after it was woken. If
// goroutines compute on all processors, the loop's thread waits until the kernel
// preempts one of them at its next tick, some milliseconds later. So a goroutine
// with a result for an overdue loop yields its processor. To yield earlier would
// make each turn of the loop find few results, at the same cost.
const overdue = 50 * time.Microsecond

// clock is the zero of loop.notified.
var clock = time.Now()

// push adds a finished job to the loop's list, and reports whether the list was
// empty. The caller must call pushed with that.
func (l *loop) push(j *job) (first bool) {
	l.pushing.Add(1) // from here on not only the job keeps the loop
	return l.put(j)
}

// pushed wakes the loop if the list was empty before push.
func (l *loop) pushed(first bool) {
	now := time.Since(clock)
	late := now-time.Duration(l.notified.Load()) > overdue
	if first {
		l.notify(now)
	}
	l.pushing.Add(-1)
	if late {
		yield()
	}
}

// put reports whether the list was empty.
func (l *loop) put(j *job) bool {
	for {
		old := l.completions.Load()
		j.next = old
		if l.completions.CompareAndSwap(old, uintptr(unsafe.Pointer(j))) {
			return old == 0
		}
	}
}

// notify makes Python look at the list.
func (l *loop) notify(now time.Duration) {
	if l.closed.Load() != 0 {
		go l.call(true)
		return
	}
	l.notified.Store(int64(now))
	l.wake()
}

var one = [8]byte{1} // what an eventfd takes; a pipe does not mind

// wake makes Python look.
func (l *loop) wake() {
	if l.fd < 0 {
		go l.call(false)
		return
	}
	wakeDescriptor(l.fd)
}

// call does what needs the GIL: it discards the jobs of a closed loop, or wakes a
// loop that watches no descriptor.
func (l *loop) call(closed bool) { callLoop(unsafe.Pointer(l), closed) }
