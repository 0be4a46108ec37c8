//go:build go1.25

package rt

import (
	"sync"
	"sync/atomic"
	"unsafe"
)

// A work is what the producer of a stream does: on its goroutine, on those that
// it starts, and in the Python code that these call. Who asks the stream for an
// item there would wait for himself.
//
// Goroutines have no names, but one thing is handed on from each to those that
// it starts: the labels of the profiler. A work is such labels, and has none. In
// a goroutine with labels of the author's these stay, and work there is nobody's.
type work struct {
	labels [4]uintptr // what the profiler finds: nothing
	id     uint64     // for Python: in a context variable
	by     *work      // whose consumer waits now: it asked for what is made; guarded by works
	nested bool       // it began inside of a callback, or of another work
}

// inside is the label of goroutines that are in a callback, and of those that they
// start there. It has none, either, and is nobody's work.
var inside = new(work)

// markInside gives this goroutine that label, if it has no other.
func markInside() bool {
	if profLabel() != nil {
		return false
	}
	setProfLabel(unsafe.Pointer(inside))
	return true
}

// insideCallback reports whether this goroutine was started inside of a callback,
// which may wait for it.
func insideCallback() bool {
	if profLabel() == unsafe.Pointer(inside) {
		return true
	}
	w := workHere()
	return w != nil && w.nested
}

// Both are widely used, and Go promises to keep them (go.dev/issue/67401).
//
//go:linkname profLabel runtime/pprof.runtime_getProfLabel
func profLabel() unsafe.Pointer

//go:linkname setProfLabel runtime/pprof.runtime_setProfLabel
func setProfLabel(unsafe.Pointer)

// works are those that go on.
var works struct {
	n atomic.Int64
	sync.Mutex
	last uint64
	all  map[unsafe.Pointer]*work
}

func newWork() *work {
	w := new(work)
	works.n.Add(1)
	works.Lock()
	if works.all == nil {
		works.all = map[unsafe.Pointer]*work{}
	}
	works.last++
	w.id = works.last
	works.all[unsafe.Pointer(w)] = w
	works.Unlock()
	return w
}

// begin makes what this goroutine does a part of the work.
func (w *work) begin() {
	l := profLabel()
	w.nested = l == unsafe.Pointer(inside) || workHere() != nil
	if l == nil || w.nested {
		setProfLabel(unsafe.Pointer(w))
	}
}

func (w *work) end() {
	works.Lock()
	delete(works.all, unsafe.Pointer(w))
	works.Unlock()
	works.n.Add(-1)
}

// workHere is the work that this goroutine is a part of; nil: none.
func workHere() *work {
	if works.n.Load() == 0 {
		return nil
	}
	l := profLabel()
	if l == nil {
		return nil
	}
	works.Lock()
	w := works.all[l]
	works.Unlock()
	return w
}

// idOfWork is its number; 0: none.
func idOfWork() uint64 {
	if w := workHere(); w != nil {
		return w.id
	}
	return 0
}

// asker is the work that asks for items: this goroutine's, or that which Python
// knows by its number.
func asker(id uint64) *work {
	if w := workHere(); w != nil || id == 0 {
		return w
	}
	works.Lock()
	defer works.Unlock()
	for _, w := range works.all { // seldom: in coroutines and threads of a callback
		if w.id == id {
			return w
		}
	}
	return nil
}

// waitsFor says whether a work is a part of another, or of what that one asked for.
func (w *work) waitsFor(other *work) bool {
	works.Lock()
	defer works.Unlock()
	for ; w != nil; w = w.by {
		if w == other {
			return true
		}
	}
	return false
}

// askedBy notes for whom it goes on.
func (w *work) askedBy(by *work) {
	works.Lock()
	w.by = by
	works.Unlock()
}
