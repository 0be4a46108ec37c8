//go:build go1.25

package rt

import "C" // for the exports

import (
	"os"
	"sync/atomic"
	"unsafe"
)

// An inbox is how errands come from Python: gs_inbox in shim/inbox.h. A crossing
// needs one of Go's processors, and while all of them compute Python's thread,
// with Python's lock in its hand and its loop behind it, would wait for one. So an
// errand is put on a list, the last first, and a bell is rung where nobody will
// look by himself.
type inbox struct {
	first  atomic.Uintptr
	asleep atomic.Int32 // the receiver waits for the bell
	bell   int32
}

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
	for e := in.empty(); e != nil; {
		next := at[errand](&e.next)
		e.accept()
		e = next
	}
}

// next is take, but for the first errand, which the caller carries out, if it may
// fly at once. dispatch is locked.
func (in *inbox) next() *errand {
	e := in.empty()
	if e == nil {
		return nil
	}
	rest := at[errand](&e.next)
	if !e.admit() {
		e = nil
	}
	for rest != nil {
		next := at[errand](&rest.next)
		rest.accept()
		rest = next
	}
	return e
}

// empty takes all errands out, the first first.
func (in *inbox) empty() *errand {
	if in.first.Load() == 0 {
		return nil
	}
	var first uintptr
	for p := in.first.Swap(0); p != 0; {
		e := at[errand](&p)
		p, e.next, first = e.next, first, p
	}
	return at[errand](&first)
}
