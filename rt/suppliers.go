//go:build go1.25

package rt

import (
	"slices"
	"sync"
	"time"
	"unsafe"
)

// A supplier is a goroutine that fills a channel from a Python iterable, or empties one into a
// Python callable, for a call that was given that. An exception there fails that call, and no other
// one that is in flight. If the call returns a stream, it comes out of that, after the items, whether
// it came before the call's end or later. If there is no stream any more after the call, it is a panic
// of a goroutine, as all others.
//
// suppliers holds the calls with such arguments, by the addresses of their frames: until they end,
// or until Python has raised what failed.
var suppliers struct {
	sync.Mutex
	of map[uintptr]*supplied
}

// supplied is what a call's suppliers have come to.
type supplied struct {
	err  error // of the first that failed
	over bool  // the call has returned

	streams []lateStream // that it has returned
}

// A lateStream is a stream of a call with suppliers.
type lateStream interface {
	// late takes an exception that comes after the call; false: nobody will ask the stream any more.
	late(error) bool
}

// lateness is how long a stream may go on after an exception of its supplier before it raises that.
// Most end at once, since their supply does, and have given all items by then.
const lateness = time.Second

// feeds notes a stream among the results of a call.
func (f *Frame) feeds(s lateStream) {
	if f == nil || f.how&fed == 0 {
		return
	}
	of := f.supplied()
	suppliers.Lock()
	of.streams = append(of.streams, s)
	suppliers.Unlock()
}

// supplied is called by a function that reads an argument; nil: the argument belongs to no call.
func (f *Frame) supplied() *supplied {
	if f == nil {
		return nil
	}
	f.how |= fed
	at := uintptr(unsafe.Pointer(f)) // the shim's memory: it does not move
	suppliers.Lock()
	defer suppliers.Unlock()
	s := suppliers.of[at]
	if s == nil {
		if suppliers.of == nil {
			suppliers.of = map[uintptr]*supplied{}
		}
		s = &supplied{}
		suppliers.of[at] = s
	}
	return s
}

// fails reports whether the call raises the error, or one of its streams.
func (s *supplied) fails(err error) bool {
	if s == nil || err == ErrClosed {
		return false
	}
	suppliers.Lock()
	defer suppliers.Unlock()
	if s.over {
		return s.told(err)
	}
	if s.err == nil {
		s.err = err
	}
	return true
}

// told reports whether a stream that the call has returned will raise an error, after the items that came before it.
func (s *supplied) told(err error) bool {
	return slices.ContainsFunc(s.streams, func(one lateStream) bool { return one.late(err) })
}

// endSuppliers is called at the end of each call.
func (f *Frame) endSuppliers() {
	if f.how&fed != 0 {
		f.endOwnSuppliers()
	}
}

func (f *Frame) endOwnSuppliers() {
	at := uintptr(unsafe.Pointer(f))
	suppliers.Lock()
	defer suppliers.Unlock()
	s := suppliers.of[at]
	if s == nil {
		return
	}
	s.over = true
	if s.err != nil && (f.code != 0 || !s.told(s.err)) {
		f.nfree = supplierFailed
		return
	}
	delete(suppliers.of, at)
}

// supplierFailed in Frame.nfree says that the call failed because one of its suppliers did.
// gophersnake_take_panic then gives the error. The same as in shim/call/frame.h.
const supplierFailed = -2

// takeSupplied takes the error with which a call fails; nil: it is something else.
func (f *Frame) takeSupplied() error {
	if f.how&fed == 0 {
		return nil
	}
	at := uintptr(unsafe.Pointer(f))
	suppliers.Lock()
	defer suppliers.Unlock()
	s := suppliers.of[at]
	if s == nil || !s.over {
		return nil
	}
	delete(suppliers.of, at)
	return s.err
}
