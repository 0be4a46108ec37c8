//go:build go1.25

package rt

import (
	"sync/atomic"
	"syscall"
	"unsafe"
)

// A loop is an event loop of Python's: gs_loop in shim/loop.h. Errands that are
// done stand in a list, the last first, and the loop is woken when there is
// a first one. That takes neither a call into C nor Python's lock.
type loop struct {
	landed   atomic.Uintptr
	fd       int32 // to be written to; -1: the loop can't wait for one
	closed   atomic.Int32
	panicked atomic.Int32
	pushing  atomic.Int32 // goroutines that are in push: the loop is not to go
}

func (l *loop) push(e *errand) {
	l.pushing.Add(1) // from here on not only the errand keeps the loop
	defer l.pushing.Add(-1)
	for {
		old := l.landed.Load()
		e.next = old
		if l.landed.CompareAndSwap(old, uintptr(unsafe.Pointer(e))) {
			switch {
			case old != 0: // it has been woken
			case l.closed.Load() != 0:
				go l.call(true)
			default:
				l.wake()
			}
			return
		}
	}
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

// call does under Python's lock what can't be done without: to bury the
// errands of a loop that is closed, or to wake one that has no descriptor.
func (l *loop) call(closed bool) { callLoop(unsafe.Pointer(l), closed) }
