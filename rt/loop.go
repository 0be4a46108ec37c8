//go:build go1.25

package rt

import (
	"sync/atomic"
	"syscall"
	"time"
	"unsafe"
)

// A loop is an event loop of Python's: gs_loop in shim/async/loop.h. Jobs that are
// done stand in a list, the last first, and the loop is woken when there is
// a first one. That takes neither a call into C nor the GIL.
type loop struct {
	completions atomic.Uintptr
	fd          int32 // to be written to; -1: the loop can't wait for one
	closed      atomic.Int32
	panicked    atomic.Int32
	pushing     atomic.Int32 // goroutines between push and pushed: the loop is not to go
	notified    atomic.Int64 // when it was last woken by push: nanoseconds of clock
}

// overdue is a loop that was woken so long ago and has not looked. Where goroutines
// compute on all processors, its thread waits until the kernel takes one from them,
// at a tick of its own, some milliseconds later. So each goroutine that has
// something for such a loop offers its processor. To do that at once would be too
// soon: each turn of the loop would find little, and cost as much.
const overdue = 50 * time.Microsecond

// clock is what times in loops count from.
var clock = time.Now()

// push gives the loop a job that is done; pushed must follow, with whether it is
// the first in the list.
func (l *loop) push(e *job) (first bool) {
	l.pushing.Add(1) // from here on not only the job keeps the loop
	return l.put(e)
}

// pushed wakes the loop for the first of what has been pushed.
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

// put says whether the job is the first in the list.
func (l *loop) put(e *job) bool {
	for {
		old := l.completions.Load()
		e.next = old
		if l.completions.CompareAndSwap(old, uintptr(unsafe.Pointer(e))) {
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

// wake makes Python look. The write can't block: the descriptor is
// non-blocking, and when it is full the loop is awake.
func (l *loop) wake() {
	if l.fd < 0 {
		go l.call(false)
		return
	}
	syscall.RawSyscall(syscall.SYS_WRITE, uintptr(l.fd), uintptr(unsafe.Pointer(&one)), uintptr(len(one)))
}

// call does under the GIL what can't be done without: to bury the
// jobs of a loop that is closed, or to wake one that has no descriptor.
func (l *loop) call(closed bool) { callLoop(unsafe.Pointer(l), closed) }
