//go:build go1.25

package rt

import "C" // for the exports

import (
	"runtime"
	"runtime/debug"
	"sync"
	"sync/atomic"
	"unsafe"
)

// An errand is a call that Python does not wait for: a C struct, gs_errand in
// shim/async/errand.h, that holds the frame of the call. It belongs to Go from
// gophersnake_begin until its state says that it is done.
type errand struct {
	next, before  uintptr // in one list at a time
	loop          uintptr // *loop
	async         uintptr // *async
	awaitable     uintptr // Python's
	state         atomic.Uint32
	cancelled     atomic.Uint32
	fn            int32
	interruptible uint16
	generation    uint16 // Python's
	frame         Frame
}

// States of an errand.
const (
	underway = iota
	done     // Python looks at it when it wants to
	awaited  // Python waits: it is pushed to its loop when it is done
	unwanted // Python has forgotten it: as awaited
)

// An async is what errands of one function have in common: the beginning of
// gs_async in shim/async/async.h.
type async struct {
	limit   atomic.Int32 // of those that fly at once; 0: none
	flying  int32        // guarded by dispatch
	waiting line         // above the limit
}

func at[T any](p *uintptr) *T { return *(**T)(unsafe.Pointer(p)) }

func (e *errand) onLoop() *loop { return at[loop](&e.loop) }
func (e *errand) of() *async    { return at[async](&e.async) }

// errandOf finds the errand that a frame is a part of.
func errandOf(f *Frame) *errand {
	return (*errand)(unsafe.Add(unsafe.Pointer(f), -int(unsafe.Offsetof(errand{}.frame))))
}

// A line is a queue of errands, linked by next.
type line struct{ first, last uintptr }

func (l *line) put(e *errand) {
	e.next = 0
	p := uintptr(unsafe.Pointer(e))
	if l.first == 0 {
		l.first = p
	} else {
		at[errand](&l.last).next = p
	}
	l.last = p
}

func (l *line) take() *errand {
	e := at[errand](&l.first)
	if e != nil {
		l.first = e.next
	}
	return e
}

// dispatch says which errands fly: have a goroutine.
//
// A flood of errands must not take all processors from Python, whose crossings
// need one too. So beyond GOMAXPROCS errands a dispatcher starts them, one at a
// time, and yields after each: it gets a processor again when an errand waits or
// ends, and no sooner. Errands that wait are started as fast as they come,
// and of those that compute there are as many as processors.
var dispatch struct {
	sync.Mutex
	flying      int // flights.errands has them
	queued      int
	ready       line // those within their function's limit
	dispatching bool
}

// accept takes over an errand. dispatch is locked.
func (e *errand) accept() {
	if e.admit() {
		go e.fly()
	}
}

// admit takes over an errand, and says whether it is to fly at once. dispatch is
// locked.
func (e *errand) admit() bool {
	if f := &e.frame; f.nfree != 0 {
		slab.drop(f.freed[:f.nfree])
		f.nfree = 0
	}
	a := e.of()
	if n := a.limit.Load(); n > 0 && a.flying >= n {
		dispatch.queued++
		a.waiting.put(e)
		return false
	}
	a.flying++
	if dispatch.ready.first == 0 && dispatch.flying < min(procs, flights.most()) {
		e.depart()
		return true
	}
	dispatch.queued++
	dispatch.ready.put(e)
	startDispatcher()
	return false
}

var procs = runtime.GOMAXPROCS(0)

// gophersnake_limit lets errands go that a limit which was raised had held:
// those of one function, or, for nil, of all.
//
//export gophersnake_limit
func gophersnake_limit(p unsafe.Pointer) {
	dispatch.Lock()
	defer dispatch.Unlock()
	if a := (*async)(p); a != nil {
		for n := a.limit.Load(); a.waiting.first != 0 && (n == 0 || a.flying < n); a.flying++ {
			dispatch.ready.put(a.waiting.take())
		}
	}
	startDispatcher()
}

// startDispatcher starts the dispatcher if there is something for it to do.
func startDispatcher() {
	if !dispatch.dispatching && dispatch.ready.first != 0 && dispatch.flying < flights.most() {
		dispatch.dispatching = true
		go dispatcher()
	}
}

func dispatcher() {
	for {
		dispatch.Lock()
		mail.Load().take()
		e := nextErrand()
		if e == nil {
			dispatch.dispatching = false
			dispatch.Unlock()
			return
		}
		dispatch.Unlock()
		go e.fly()
		runtime.Gosched()
	}
}

// nextErrand takes the next one that may fly, if there is one. dispatch is
// locked.
func nextErrand() *errand {
	if dispatch.flying >= flights.most() {
		return nil
	}
	e := dispatch.ready.take()
	if e != nil {
		dispatch.queued--
		e.depart()
	}
	return e
}

// depart puts an errand on the list of those that fly. dispatch is locked.
func (e *errand) depart() {
	dispatch.flying++
	n := rescue.n.Load()
	switch {
	case rescue.init != nil:
		e.frame.code = codeRefused
	case n != rescue.told.Load() && n != rescue.claimed.Load() && flights.now.Load() == 0 && !flownBefore(n):
		e.frame.code = codeRefused // nobody else tells of the goroutine that has ended
		rescue.claimed.Store(n)
	}
	e.setBegun(n)
	e.next, e.before = flights.errands, 0
	if flights.errands != 0 {
		at[errand](&flights.errands).before = uintptr(unsafe.Pointer(e))
	}
	flights.errands = uintptr(unsafe.Pointer(e))
}

// begun is the number of endings that there were when the errand departed. It stands
// in freed[1], which has been read by then.
func (e *errand) begun() uint32     { return uint32(e.frame.freed[1]) }
func (e *errand) setBegun(n uint64) { e.frame.freed[1] = int32(n) }

// flownBefore says whether one flies that departed when there were fewer than n
// endings, and so will tell of the last. dispatch is locked.
func flownBefore(n uint64) bool {
	for e := at[errand](&flights.errands); e != nil; e = at[errand](&e.next) {
		if e.begun() != uint32(n) {
			return true
		}
	}
	return false
}

// arrive takes it off the list again, and gives the next one that may fly. The
// errand is Python's afterwards.
func (e *errand) arrive() *errand {
	dispatch.Lock()
	dispatch.flying--
	if e.before != 0 {
		at[errand](&e.before).next = e.next
	} else {
		flights.errands = e.next
	}
	if e.next != 0 {
		at[errand](&e.next).before = e.before
	}
	if n := rescue.n.Load(); uint32(n) != e.begun() && e.frame.code != codeUnbegun {
		e.frame.nfree = rescued
		rescue.claimed.Store(n)
	}
	a := e.of()
	a.flying--
	if n := a.limit.Load(); a.waiting.first != 0 && (n == 0 || a.flying < n) {
		a.flying++
		dispatch.ready.put(a.waiting.take())
	}
	mail.Load().take()
	// Beyond GOMAXPROCS it is the dispatcher's to start the next: each goroutine
	// that was woken would compute on, and Python's crossings wait for them all.
	var next *errand
	if dispatch.flying < min(procs, flights.most()) {
		next = nextErrand()
	} else {
		startDispatcher()
	}
	// Under the lock, for gophersnake_info: what no longer flies says so, and the
	// other way round.
	raceLeave()
	var l *loop
	first := false
	if e.state.Swap(done) != underway {
		l = e.onLoop()
		first = l.push(e)
	}
	dispatch.Unlock()
	if l != nil {
		l.pushed(first)
	}
	return next
}

// fly is the goroutine of an errand, and of those after it.
func (e *errand) fly() {
	if core.guard {
		debug.SetPanicOnFault(true)
	}
	for e != nil {
		if e = e.run(); e == nil {
			e = linger()
		}
	}
}

// run makes the call, and gives the next errand.
func (e *errand) run() (next *errand) {
	returned := false
	defer func() {
		if returned {
			return
		}
		// runtime.Goexit, in a package whose source is not rewritten
		e.frame.panicked("runtime.Goexit ended the goroutine of the call", nil, 0, nil)
		if next := e.arrive(); next != nil {
			go next.fly()
		}
	}()
	switch {
	case e.cancelled.Load() != 0:
		e.frame.code = codeUnbegun
	case e.frame.code != codeRefused:
		e.frame.call(e.fn)
	}
	returned = true
	return e.arrive()
}

// gophersnake_flying writes the addresses of the errands of a loop that fly to
// room for n of them, and says how many there are. All of them are to be told of a
// panic, so the loop's mark goes here, under the lock: tellAwaiting, which comes by a loop
// once for each of its errands, would else set it again for one panic.
//
//export gophersnake_flying
func gophersnake_flying(l uintptr, room unsafe.Pointer, n int64) int64 {
	all := unsafe.Slice((*uintptr)(room), n)
	found := int64(0)
	dispatch.Lock()
	defer dispatch.Unlock()
	at[loop](&l).panicked.Store(0)
	for e := at[errand](&flights.errands); e != nil; e = at[errand](&e.next) {
		if e.loop != l {
			continue
		}
		if found < n {
			all[found] = uintptr(unsafe.Pointer(e))
		}
		found++
	}
	return found
}

func anyFlying() bool {
	dispatch.Lock()
	defer dispatch.Unlock()
	return flights != nil && flights.errands != 0
}

// tellAwaiting wakes the loops that wait for errands which fly: a goroutine has
// panicked.
func tellAwaiting() {
	dispatch.Lock()
	defer dispatch.Unlock()
	for e := at[errand](&flights.errands); e != nil; e = at[errand](&e.next) {
		if l := e.onLoop(); l.panicked.Swap(1) == 0 {
			l.wake()
		}
	}
}
