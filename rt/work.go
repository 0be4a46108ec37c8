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
type work struct {
	id     uint64      // for Python: in a context variable
	by     *work       // whose consumer waits now: it asked for what is made; guarded by works
	nested bool        // it began inside of a callback, or of another work
	over   atomic.Bool // its producer has ended
}

// An origin is what a goroutine works for. Goroutines have no names, but each passes one
// thing on to the goroutines that it starts: the labels of the profiler. An origin is such
// a set of labels, without any label in it. Goroutines with labels of the author's keep
// these, and have no origin.
type origin struct {
	labels [4]uintptr // what the profiler finds: a slice without elements, at originMark
	work   *work      // nil: none
	inside bool       // in a callback
	record bool       // in Python's logging, which gets records of Go's (logdelivery.go)
	call   *callScope // of Python's; nil: it has no context, or nobody needs to know
	// While calls are measured: the thread or the function of a call, as gophersnake_stacks gives
	// it out; 0: none.
	measured uintptr
}

var originMark uintptr

func (o origin) labelled() *origin {
	o.labels[0] = uintptr(unsafe.Pointer(&originMark))
	return &o
}

// originHere is that of the current goroutine, or nil. A set of labels of any version of Go
// begins with a slice.
func originHere() *origin {
	l := profLabel()
	if l == nil || *(*uintptr)(l) != uintptr(unsafe.Pointer(&originMark)) {
		return nil
	}
	return (*origin)(l)
}

// enterOrigin changes the current goroutine's origin, if it has no labels of the author's.
// If it has changed it, the caller sets the labels that were there before again.
func enterOrigin(change func(*origin)) (before unsafe.Pointer, changed bool) {
	before = profLabel()
	here := originHere()
	if before != nil && here == nil {
		return before, false
	}
	var o origin
	if here != nil {
		o = *here
	}
	change(&o)
	setProfLabel(unsafe.Pointer(o.labelled()))
	return before, true
}

// inside is the origin of goroutines that are in a callback, and of those that they
// start there, where that is all that is known of them.
var inside = origin{inside: true}.labelled()

// markInside sets that on the current goroutine. It returns as enterOrigin.
func markInside() (before unsafe.Pointer, changed bool) {
	before = profLabel()
	if before == nil {
		setProfLabel(unsafe.Pointer(inside))
		return nil, true
	}
	if o := originHere(); o != nil && (o.inside || o.work != nil) {
		return before, false
	}
	return enterOrigin(func(o *origin) { o.inside = true })
}

// insideCallback reports whether the current goroutine was started inside a callback,
// which may wait for it.
func insideCallback() bool {
	o := originHere()
	return o != nil && (o.inside || o.work != nil && o.work.nested)
}

// Both are widely used, and Go promises to keep them (go.dev/issue/67401).
//
//go:linkname profLabel runtime/pprof.runtime_getProfLabel
func profLabel() unsafe.Pointer

//go:linkname setProfLabel runtime/pprof.runtime_setProfLabel
func setProfLabel(unsafe.Pointer)

// works are the active ones, by their numbers.
var works struct {
	n atomic.Int64
	sync.Mutex
	last uint64
	all  map[uint64]*work
}

func newWork() *work {
	w := new(work)
	works.n.Add(1)
	works.Lock()
	if works.all == nil {
		works.all = map[uint64]*work{}
	}
	works.last++
	w.id = works.last
	works.all[w.id] = w
	works.Unlock()
	return w
}

// begin makes the current goroutine a part of the work.
func (w *work) begin() {
	o := originHere()
	w.nested = o != nil && (o.inside || workHere() != nil)
	enterOrigin(func(o *origin) { o.work, o.inside = w, false })
}

func (w *work) end() {
	w.over.Store(true)
	works.Lock()
	delete(works.all, w.id)
	works.Unlock()
	works.n.Add(-1)
}

// workHere is the work to which the current goroutine belongs, or nil.
func workHere() *work {
	if works.n.Load() == 0 {
		return nil
	}
	if o := originHere(); o != nil && o.work != nil && !o.work.over.Load() {
		return o.work
	}
	return nil
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
	return works.all[id] // of coroutines and threads of a callback
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
