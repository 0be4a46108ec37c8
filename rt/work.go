//go:build go1.25

package rt

import (
	"sync"
	"sync/atomic"
	"unsafe"
)

// A work is the activity of a stream's producer: on its goroutine, on goroutines that
// it starts, and in the Python code that these call. If code of a work requests an item
// of the same stream, it would wait for itself.
//
// Goroutines have no names, but each passes one thing on to the goroutines that it
// starts: the labels of the profiler. A work is such a set of labels, without any label
// in it. Goroutines with labels of the author's keep these, and belong to no work.
type work struct {
	labels [4]uintptr // what the profiler finds: nothing
	id     uint64     // for Python: in a context variable
	by     *work      // whose consumer waits now: it asked for what is made; guarded by works
	nested bool       // it began inside of a callback, or of another work
}

// inside is the label of goroutines that are in a callback, and of those that they
// start there. It is an empty set of labels too, and belongs to no work.
var inside = new(work)

// markInside sets that label on the current goroutine, if it has no other.
func markInside() bool {
	if profLabel() != nil {
		return false
	}
	setProfLabel(unsafe.Pointer(inside))
	return true
}

// insideCallback reports whether the current goroutine was started inside a callback,
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

// works are the active ones.
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

// begin makes the current goroutine a part of the work.
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

// workHere is the work to which the current goroutine belongs, or nil.
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

// idOfWork is its number, or 0.
func idOfWork() uint64 {
	if w := workHere(); w != nil {
		return w.id
	}
	return 0
}

// asker is the work that requests items: that of the current goroutine, or the one
// whose number Python passes.
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

// waitsFor reports whether a work is a part of another one, or of a work that the other
// waits for.
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

// askedBy records for which work a work is being done.
func (w *work) askedBy(by *work) {
	works.Lock()
	w.by = by
	works.Unlock()
}
