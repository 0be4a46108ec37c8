//go:build go1.25

package rt

import (
	"runtime"
	"sync"
	"sync/atomic"
)

// A reference is one reference to a Python object that Go owns. When nothing in Go can
// reach it any more, the object is released under the GIL. The cleanup can't do that
// itself, since it runs on a goroutine that must not block.
type reference struct {
	object uintptr
	as     holding // also since Go puts pointer-free values of less than 16 bytes together, and then they die together
}

// A holding is what Go holds an object as.
type holding int

const (
	callable holding = iota
	exception
	object           // of an author's
	resultOfCallback // while it is read
	holdings
)

// held counts the references that Go owns, including those in the queue.
var held [holdings]atomic.Int64

// own takes over one reference to an object.
func own(object uintptr, as holding) *reference {
	r := &reference{object, as}
	held[as].Add(1)
	runtime.AddCleanup(r, dropped.add, *r)
	return r
}

// A queue holds references that Go has dropped and Python has not released yet. One
// goroutine empties it whenever something is in it, whether or not calls come.
// (Py_AddPendingCall would leave that to the main thread, which may sleep or stay in
// another library for ever; and a __del__ method that takes a lock of the main thread's
// would deadlock.)
type queue struct {
	mu       sync.Mutex
	all      []reference
	draining int // taken out of all and on their way
	started  bool
	closed   bool // Python is exiting
	wake     chan struct{}
}

var dropped = queue{wake: make(chan struct{}, 1)}

func (q *queue) add(d reference) {
	q.mu.Lock()
	if !q.closed {
		q.all = append(q.all, d)
	}
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
		all := q.all
		q.all, q.draining = nil, len(all)
		q.mu.Unlock()
		if len(all) == 0 {
			continue
		}
		refs := make([]uintptr, len(all))
		for i, d := range all {
			refs[i] = d.object
		}
		open := drop(refs)
		for _, d := range all {
			held[d.as].Add(-1)
		}
		q.mu.Lock()
		q.draining = 0
		if !open { // what Python holds goes with it
			q.closed, q.all = true, nil
		}
		q.mu.Unlock()
	}
}

func (q *queue) waiting() int {
	q.mu.Lock()
	defer q.mu.Unlock()
	return len(q.all) + q.draining
}
