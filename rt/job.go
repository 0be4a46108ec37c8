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

// A job is a call that Python does not wait for: a C struct, gs_job in
// shim/async/job.h, that holds the frame of the call. It belongs to Go from
// gophersnake_begin until its state says that it is done.
type job struct {
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

// States of a job.
const (
	underway = iota
	done     // Python looks at it when it wants to
	awaited  // Python waits: it is pushed to its loop when it is done
	unwanted // Python has forgotten it: as awaited
)

// An asyncFunction is what jobs of one function have in common: the beginning of
// gs_async_function in shim/async/async.h.
type asyncFunction struct {
	limit   atomic.Int32 // of those that run at once; 0: none
	active  int32        // guarded by dispatch
	waiting line         // above the limit
}

func at[T any](p *uintptr) *T { return *(**T)(unsafe.Pointer(p)) }

func (e *job) onLoop() *loop      { return at[loop](&e.loop) }
func (e *job) of() *asyncFunction { return at[asyncFunction](&e.async) }

// jobOf finds the job that a frame is a part of.
func jobOf(f *Frame) *job {
	return (*job)(unsafe.Add(unsafe.Pointer(f), -int(unsafe.Offsetof(job{}.frame))))
}

// A line is a queue of jobs, linked by next.
type line struct{ first, last uintptr }

func (l *line) put(e *job) {
	e.next = 0
	p := uintptr(unsafe.Pointer(e))
	if l.first == 0 {
		l.first = p
	} else {
		at[job](&l.last).next = p
	}
	l.last = p
}

func (l *line) take() *job {
	e := at[job](&l.first)
	if e != nil {
		l.first = e.next
	}
	return e
}

// dispatch says which jobs run: have a goroutine.
//
// A flood of jobs must not take all processors from Python, whose crossings
// need one too. So beyond GOMAXPROCS jobs a dispatcher starts them, one at a
// time, and yields after each: it gets a processor again when a job waits or
// ends, and no sooner. Jobs that wait are started as fast as they come,
// and of those that compute there are as many as processors.
var dispatch struct {
	sync.Mutex
	active      int // activeCalls.jobs has them
	queued      int
	ready       line // those within their function's limit
	dispatching bool
}

// accept takes over a job. dispatch is locked.
func (e *job) accept() {
	if e.admit() {
		go e.serve()
	}
}

// admit takes over a job, and says whether it is to run at once. dispatch is
// locked.
func (e *job) admit() bool {
	if f := &e.frame; f.nfree != 0 {
		handles.drop(f.freed[:f.nfree])
		f.nfree = 0
	}
	a := e.of()
	if n := a.limit.Load(); n > 0 && a.active >= n {
		dispatch.queued++
		a.waiting.put(e)
		return false
	}
	a.active++
	if dispatch.ready.first == 0 && dispatch.active < min(procs, activeCalls.most()) {
		e.start()
		return true
	}
	dispatch.queued++
	dispatch.ready.put(e)
	startDispatcher()
	return false
}

var procs = runtime.GOMAXPROCS(0)

// gophersnake_limit lets jobs go that a limit which was raised had held:
// those of one function, or, for nil, of all.
//
//export gophersnake_limit
func gophersnake_limit(p unsafe.Pointer) {
	dispatch.Lock()
	defer dispatch.Unlock()
	if a := (*asyncFunction)(p); a != nil {
		for n := a.limit.Load(); a.waiting.first != 0 && (n == 0 || a.active < n); a.active++ {
			dispatch.ready.put(a.waiting.take())
		}
	}
	startDispatcher()
}

// startDispatcher starts the dispatcher if there is something for it to do.
func startDispatcher() {
	if !dispatch.dispatching && dispatch.ready.first != 0 && dispatch.active < activeCalls.most() {
		dispatch.dispatching = true
		go dispatcher()
	}
}

func dispatcher() {
	for {
		dispatch.Lock()
		submitted.Load().take()
		e := nextJob()
		if e == nil {
			dispatch.dispatching = false
			dispatch.Unlock()
			return
		}
		dispatch.Unlock()
		go e.serve()
		runtime.Gosched()
	}
}

// nextJob takes the next one that may run, if there is one. dispatch is
// locked.
func nextJob() *job {
	if dispatch.active >= activeCalls.most() {
		return nil
	}
	e := dispatch.ready.take()
	if e != nil {
		dispatch.queued--
		e.start()
	}
	return e
}

// start puts a job on the list of those that run. dispatch is locked.
func (e *job) start() {
	dispatch.active++
	n := panics.n.Load()
	switch {
	case panics.init != nil:
		e.frame.code = codeRefused
	case n != panics.reported.Load() && n != panics.claimed.Load() && activeCalls.now.Load() == 0 && !startedBefore(n):
		e.frame.code = codeRefused // nobody else tells of the goroutine that has ended
		panics.claimed.Store(n)
	}
	e.setBegun(n)
	e.next, e.before = activeCalls.jobs, 0
	if activeCalls.jobs != 0 {
		at[job](&activeCalls.jobs).before = uintptr(unsafe.Pointer(e))
	}
	activeCalls.jobs = uintptr(unsafe.Pointer(e))
}

// begun is the number of panics that there were when the job started. It stands
// in freed[1], which has been read by then.
func (e *job) begun() uint32     { return uint32(e.frame.freed[1]) }
func (e *job) setBegun(n uint64) { e.frame.freed[1] = int32(n) }

// startedBefore says whether one runs that started when there were fewer than n
// panics, and so will tell of the last. dispatch is locked.
func startedBefore(n uint64) bool {
	for e := at[job](&activeCalls.jobs); e != nil; e = at[job](&e.next) {
		if e.begun() != uint32(n) {
			return true
		}
	}
	return false
}

// finish takes it off the list again, and gives the next one that may run. The
// job is Python's afterwards.
func (e *job) finish() *job {
	dispatch.Lock()
	dispatch.active--
	if e.before != 0 {
		at[job](&e.before).next = e.next
	} else {
		activeCalls.jobs = e.next
	}
	if e.next != 0 {
		at[job](&e.next).before = e.before
	}
	if n := panics.n.Load(); uint32(n) != e.begun() && e.frame.code != codeUnbegun {
		e.frame.nfree = goroutinePanicked
		panics.claimed.Store(n)
	}
	a := e.of()
	a.active--
	if n := a.limit.Load(); a.waiting.first != 0 && (n == 0 || a.active < n) {
		a.active++
		dispatch.ready.put(a.waiting.take())
	}
	submitted.Load().take()
	// Beyond GOMAXPROCS it is the dispatcher's to start the next: each goroutine
	// that was woken would compute on, and Python's crossings wait for them all.
	var next *job
	if dispatch.active < min(procs, activeCalls.most()) {
		next = nextJob()
	} else {
		startDispatcher()
	}
	// Under the lock, for gophersnake_info: what no longer runs says so, and the
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

// serve is the goroutine of a job, and of those after it.
func (e *job) serve() {
	if core.guard {
		debug.SetPanicOnFault(true)
	}
	for e != nil {
		if e = e.run(); e == nil {
			e = spin()
		}
	}
}

// run makes the call, and gives the next job.
func (e *job) run() (next *job) {
	returned := false
	defer func() {
		if returned {
			return
		}
		// runtime.Goexit, in a package whose source is not rewritten
		e.frame.panicked("runtime.Goexit ended the goroutine of the call", nil, 0, nil)
		if next := e.finish(); next != nil {
			go next.serve()
		}
	}()
	switch {
	case e.cancelled.Load() != 0:
		e.frame.code = codeUnbegun
	case e.frame.code != codeRefused:
		e.frame.call(e.fn)
	}
	returned = true
	return e.finish()
}

// gophersnake_active_jobs writes the addresses of the jobs of a loop that run to
// room for n of them, and says how many there are. All of them are to be told of a
// panic, so the loop's mark goes here, under the lock: wakeAwaiting, which comes by a loop
// once for each of its jobs, would else set it again for one panic.
//
//export gophersnake_active_jobs
func gophersnake_active_jobs(l uintptr, room unsafe.Pointer, n int64) int64 {
	all := unsafe.Slice((*uintptr)(room), n)
	found := int64(0)
	dispatch.Lock()
	defer dispatch.Unlock()
	at[loop](&l).panicked.Store(0)
	for e := at[job](&activeCalls.jobs); e != nil; e = at[job](&e.next) {
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

func anyActive() bool {
	dispatch.Lock()
	defer dispatch.Unlock()
	return activeCalls != nil && activeCalls.jobs != 0
}

// wakeAwaiting wakes the loops that wait for jobs which run: a goroutine has
// panicked.
func wakeAwaiting() {
	dispatch.Lock()
	defer dispatch.Unlock()
	for e := at[job](&activeCalls.jobs); e != nil; e = at[job](&e.next) {
		if l := e.onLoop(); l.panicked.Swap(1) == 0 {
			l.wake()
		}
	}
}
