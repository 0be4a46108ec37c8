//go:build go1.25

package rt

import "C" // for the exports

import (
	"sync/atomic"
	"unsafe"
)

// submissions is the queue in which Python passes jobs to Go: gs_submissions in
// shim/async/submissions.h. A crossing needs a Go processor. If all of them
// compute, the loop's thread would wait for one while it holds the GIL. So Python
// pushes jobs to a list without a lock, the newest first, and signals a notifier
// only if no goroutine will look at the list anyway.
type submissions struct {
	first    atomic.Uintptr // jobs, and control messages (their address plus 1)
	asleep   atomic.Int32   // the receiver waits for the notifier
	notifier int32          // what the receiver waits for
	_        int32
	read     atomic.Uintptr // control messages that Python may use again
}

// A control message is about something that Go has already.
type control struct {
	next, about uintptr
	what        int64
}

const (
	controlCancelled = iota // about the frame of a job
	controlResumed          // about a callback, which contains the message
)

// submitted is the submission queue, or nil while there is none. It is memory of
// the shim that loaded the core.
var submitted atomic.Pointer[submissions]

// gophersnake_submissions makes Go serve a submission queue from now on.
//
//export gophersnake_submissions
func gophersnake_submissions(p unsafe.Pointer) {
	in := (*submissions)(p)
	submitted.Store(in)
	go in.receive(openNotifier(in.notifier))
}

// receive is the goroutine that takes submissions when the notifier is signalled.
// Jobs that finish take them as well (dispatch): while there is much to do, this
// goroutine gets a processor late.
func (in *submissions) receive(n *notifier) {
	for {
		dispatch.Lock()
		in.take()
		dispatch.Unlock()
		in.rest()
		n.wait()
	}
}

// rest leaves the queue to the notifier. Python first pushes a job and then looks
// at asleep, so no job that comes just now is overlooked.
func (in *submissions) rest() {
	for in.asleep.Store(1); in.first.Load() != 0 && in.asleep.Swap(0) == 1; in.asleep.Store(1) {
		dispatch.Lock()
		in.take()
		dispatch.Unlock()
	}
}

// take accepts all jobs in the queue, the oldest first. dispatch is locked.
func (in *submissions) take() {
	for p := in.empty(); p != 0; {
		var j *job
		if j, p = in.open(p); j != nil {
			j.accept()
		}
	}
}

// next is take, but returns the first job that may run at once, for the caller to
// run. dispatch is locked.
func (in *submissions) next() *job {
	var first *job
	for p := in.empty(); p != 0; {
		var j *job
		switch j, p = in.open(p); {
		case j == nil:
		case first != nil:
			j.accept()
		case j.admit():
			first = j
		}
	}
	return first
}

// empty takes everything out of the queue and returns the oldest entry.
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

// open looks at an entry of the queue. It returns a job, or does what a control
// message says and returns nil; and the next entry. dispatch is locked.
func (in *submissions) open(p uintptr) (j *job, next uintptr) {
	if p&1 == 0 {
		j = at[job](&p)
		return j, j.next
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
