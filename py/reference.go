//go:build go1.25

package py

import (
	"runtime"
	"sync"
	"sync/atomic"
)

// A reference is one reference to a Python object that Go owns. When nothing
// in Go reaches it any more, the object is given back: under Python's lock, so
// not by the cleanup itself, which runs on a goroutine that must not wait.
type reference struct {
	object uintptr
}

// live counts the references that Go owns.
var live atomic.Int64

// own takes over one reference to an object.
func own(object uintptr) *reference {
	r := &reference{object}
	live.Add(1)
	runtime.AddCleanup(r, dropped.add, object)
	return r
}

// A queue holds references that Go has dropped and Python not yet got back.
// One goroutine empties it, whenever there is something in it, whether calls
// come or not. (Py_AddPendingCall would leave it to the main thread, which may
// sleep or sit in another library for ever; and a __del__ that takes a lock
// which the main thread has could never get it there.)
type queue struct {
	mu      sync.Mutex
	refs    []uintptr
	started bool
	wake    chan struct{}
}

var dropped = queue{wake: make(chan struct{}, 1)}

func (q *queue) add(object uintptr) {
	q.mu.Lock()
	q.refs = append(q.refs, object)
	if !q.started {
		q.started = true
		go q.drain()
	}
	q.mu.Unlock()
	select {
	case q.wake <- struct{}{}:
	default: // it is awake
	}
}

func (q *queue) drain() {
	for range q.wake {
		q.mu.Lock()
		refs := q.refs
		q.refs = nil
		q.mu.Unlock()
		if len(refs) > 0 && !drop(refs) {
			return // Python is exiting, and what it holds goes with it
		}
		live.Add(-int64(len(refs)))
	}
}
