//go:build go1.25

package rt

import "C" // for the exports

import (
	"os"
	"sync/atomic"
	"unsafe"
)

// An inbox is how errands come from Python: gs_inbox in shim/async/inbox.h. A crossing
// needs one of Go's processors, and while all of them compute Python's thread,
// with Python's lock in its hand and its loop behind it, would wait for one. So an
// errand is put on a list, the last first, and a bell is rung where nobody will
// look by himself.
type inbox struct {
	first  atomic.Uintptr // errands, and notes, with 1 added
	asleep atomic.Int32   // the receiver waits for the bell
	bell   int32
	_      int32
	read   atomic.Uintptr // notes for Python to use again
}

// A note is what Python has to say of something that Go has.
type note struct {
	next, about uintptr
	what        int64
}

const (
	noteCancelled = iota // about the frame of an errand
	noteResumed          // about a callback; it is a part of that
)

// mail is the inbox once there is one: memory of C, that of who loaded the core.
var mail atomic.Pointer[inbox]

// gophersnake_inbox makes Go look into an inbox from now on.
//
//export gophersnake_inbox
func gophersnake_inbox(p unsafe.Pointer) {
	in := (*inbox)(p)
	mail.Store(in)
	go in.receive(os.NewFile(uintptr(in.bell), "bell"))
}

// receive is the goroutine that looks when the bell rings. While there is much to
// do, errands that end look too (dispatch), since the bell is heard late then.
func (in *inbox) receive(bell *os.File) {
	var rings [8]byte
	for {
		dispatch.Lock()
		in.take()
		dispatch.Unlock()
		in.rest()
		bell.Read(rings[:])
	}
}

// rest leaves the inbox to the bell. Python puts an errand down first and then asks
// who sleeps, so that none is overlooked that came just now.
func (in *inbox) rest() {
	for in.asleep.Store(1); in.first.Load() != 0 && in.asleep.Swap(0) == 1; in.asleep.Store(1) {
		dispatch.Lock()
		in.take()
		dispatch.Unlock()
	}
}

// take accepts all errands that are there, the first first. dispatch is locked.
func (in *inbox) take() {
	for p := in.empty(); p != 0; {
		var e *errand
		if e, p = in.open(p); e != nil {
			e.accept()
		}
	}
}

// next is take, but for the first errand, which the caller carries out, if it may
// fly at once. dispatch is locked.
func (in *inbox) next() *errand {
	var first *errand
	for p := in.empty(); p != 0; {
		var e *errand
		switch e, p = in.open(p); {
		case e == nil:
		case first != nil:
			e.accept()
		case e.admit():
			first = e
		}
	}
	return first
}

// empty takes all out, the first first.
func (in *inbox) empty() (first uintptr) {
	if in.first.Load() == 0 {
		return 0
	}
	raceEnter()
	for p := in.first.Swap(0); p != 0; {
		bare := p &^ 1
		next := at[uintptr](&bare) // of a note too
		p, *next, first = *next, first, p
	}
	return first
}

// open gives what stands at an address, if it is an errand, and else does what the
// note says; and what comes after it. dispatch is locked.
func (in *inbox) open(p uintptr) (e *errand, next uintptr) {
	if p&1 == 0 {
		e = at[errand](&p)
		return e, e.next
	}
	p--
	n := at[note](&p)
	next = n.next
	switch n.what {
	case noteCancelled:
		gophersnake_interrupt(n.about)
		for { // no more notes than there were at once
			n.next = in.read.Load()
			if in.read.CompareAndSwap(n.next, p) {
				break
			}
		}
	case noteResumed:
		callOf(n.about).ended <- struct{}{}
	}
	return nil, next
}
