//go:build go1.25

package rt

import "C" // for the exports

import (
	"os"
	"sync/atomic"
	"unsafe"
)

// A submission queue is how jobs come from Python: gs_submissions in shim/async/submissions.h. A crossing
// needs one of Go's processors, and while all of them compute Python's thread,
// with the GIL in its hand and its loop behind it, would wait for one. So an
// job is put on a list, the last first, and a notifier is signalled where nobody will
// look by himself.
type submissions struct {
	first    atomic.Uintptr // jobs, and control messages, with 1 added
	asleep   atomic.Int32   // the receiver waits for the notifier
	notifier int32
	_        int32
	read     atomic.Uintptr // control messages for Python to use again
}

// A control message is what Python has to say of something that Go has.
type control struct {
	next, about uintptr
	what        int64
}

const (
	controlCancelled = iota // about the frame of a job
	controlResumed          // about a callback; it is a part of that
)

// submitted is the submission queue once there is one: memory of C, that of who loaded the core.
var submitted atomic.Pointer[submissions]

// gophersnake_submissions makes Go look into a submission queue from now on.
//
//export gophersnake_submissions
func gophersnake_submissions(p unsafe.Pointer) {
	in := (*submissions)(p)
	submitted.Store(in)
	go in.receive(os.NewFile(uintptr(in.notifier), "notifier"))
}

// receive is the goroutine that looks when the notifier is signalled. While there is much to
// do, jobs that end look too (dispatch), since the notifier is heard late then.
func (in *submissions) receive(notifier *os.File) {
	var buffer [8]byte
	for {
		dispatch.Lock()
		in.take()
		dispatch.Unlock()
		in.rest()
		notifier.Read(buffer[:])
	}
}

// rest leaves the submission queue to the notifier. Python puts a job down first and then asks
// who sleeps, so that none is overlooked that came just now.
func (in *submissions) rest() {
	for in.asleep.Store(1); in.first.Load() != 0 && in.asleep.Swap(0) == 1; in.asleep.Store(1) {
		dispatch.Lock()
		in.take()
		dispatch.Unlock()
	}
}

// take accepts all jobs that are there, the first first. dispatch is locked.
func (in *submissions) take() {
	for p := in.empty(); p != 0; {
		var e *job
		if e, p = in.open(p); e != nil {
			e.accept()
		}
	}
}

// next is take, but for the first job, which the caller carries out, if it may
// run at once. dispatch is locked.
func (in *submissions) next() *job {
	var first *job
	for p := in.empty(); p != 0; {
		var e *job
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
func (in *submissions) empty() (first uintptr) {
	if in.first.Load() == 0 {
		return 0
	}
	raceEnter()
	for p := in.first.Swap(0); p != 0; {
		bare := p &^ 1
		next := at[uintptr](&bare) // of a control message too
		p, *next, first = *next, first, p
	}
	return first
}

// open gives what stands at an address, if it is a job, and else does what the
// control message says; and what comes after it. dispatch is locked.
func (in *submissions) open(p uintptr) (e *job, next uintptr) {
	if p&1 == 0 {
		e = at[job](&p)
		return e, e.next
	}
	p--
	n := at[control](&p)
	next = n.next
	switch n.what {
	case controlCancelled:
		gophersnake_interrupt(n.about)
		for { // no more control messages than there were at once
			n.next = in.read.Load()
			if in.read.CompareAndSwap(n.next, p) {
				break
			}
		}
	case controlResumed:
		callOf(n.about).ended <- struct{}{}
	}
	return nil, next
}
