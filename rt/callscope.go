//go:build go1.25

package rt

import (
	"sync/atomic"
	"unsafe"
)

// A callScope is a call of Python's whose context (of contextvars) log records need: those of
// goroutines that the call has started, too. It is made where the context is not empty, in
// extensions that log.
//
// The shim holds the context during the call. If a goroutine may still log after it, Go takes
// the reference over, and gives it back when no goroutine can.
type callScope struct {
	context uintptr    // 0: the call is over, and nothing is kept; guarded by records
	waiting int        // records of the call that wait in the queue; guarded by records
	started bool       // a goroutine; guarded by records
	kept    *reference // nil: the shim's, while the call lasts
}

// logging is whether the extension hands records to Python.
var logging atomic.Bool

// callLogging is call where the extension logs: records of the call are Python's when it returns.
func (f *Frame) callLogging(fn int32) {
	if f.how&heldGIL != 0 { // too short to log
		f.call(fn)
		return
	}
	s, before := f.enterScope()
	f.call(fn)
	records.flush()
	f.leaveScope(s, before)
}

func (f *Frame) enterScope() (*callScope, unsafe.Pointer) {
	if f.how&inContext == 0 {
		return nil, nil
	}
	s := &callScope{context: f.pyContext}
	before, entered := enterOrigin(func(o *origin) { o.call = s })
	if !entered {
		return nil, nil
	}
	return s, before
}

func (f *Frame) leaveScope(s *callScope, before unsafe.Pointer) {
	if s == nil {
		return
	}
	setProfLabel(before)
	records.Lock()
	defer records.Unlock()
	if s.started || s.waiting > 0 {
		s.kept = own(s.context, object)
		f.how |= contextKept
	} else {
		s.context = 0
	}
}

// Starting says that a go statement of the user's comes now (internal/panics).
func Starting() {
	if !logging.Load() {
		return
	}
	if o := originHere(); o != nil && o.call != nil {
		records.Lock()
		o.call.started = true
		records.Unlock()
	}
}

// Started is Starting, and f.
func Started(f func()) func() {
	Starting()
	return f
}
