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

// A job is an asynchronous call in progress: the C struct gs_job of
// shim/async/job.h, which holds the frame of the call. It belongs to Go from its
// submission until its state is done.
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
	request       uintptr
	// Of a job that is measured (shim/call/profile.h), in nanoseconds of the monotonic clock; submitted is
	// 0 of others.
	submitted, started, ended int64
	frame                     Frame
}

// States of a job.
const (
	underway = iota
	done     // Python looks at it when it wants to
	awaited  // Python waits: push it to its loop when it is done
	unwanted // Python dropped it: the same
)

// An asyncFunction is what the jobs of one function share: the first fields of
// gs_async_function in shim/async/async.h.
type asyncFunction struct {
	limit   atomic.Int32 // how many may run at once; 0: any number
	active  int32        // how many run; guarded by dispatch
	waiting line         // those above the limit
}

func at[T any](p *uintptr) *T { return *(**T)(unsafe.Pointer(p)) }

func (j *job) onLoop() *loop      { return at[loop](&j.loop) }
func (j *job) of() *asyncFunction { return at[asyncFunction](&j.async) }

// jobOf returns the job that contains a frame.
func jobOf(f *Frame) *job {
	return (*job)(unsafe.Add(unsafe.Pointer(f), -int(unsafe.Offsetof(job{}.frame))))
}

// A line is a queue of jobs, linked by next.
type line struct{ first, last uintptr }

func (l *line) put(j *job) {
	j.next = 0
	p := uintptr(unsafe.Pointer(j))
	if l.first == 0 {
		l.first = p
	} else {
		at[job](&l.last).next = p
	}
	l.last = p
}

func (l *line) take() *job {
	j := at[job](&l.first)
	if j != nil {
		l.first = j.next
	}
	return j
}

// dispatch decides which jobs run, that is, have a goroutine.
//
// Many jobs at once must not take all processors from Python, whose crossings
// need one too. So up to GOMAXPROCS jobs start at once. A dispatcher starts the
// others, one at a time, and yields after each: it gets a processor again only
// when a job waits or ends. Jobs that wait are started as fast as they come, and
// at most GOMAXPROCS jobs compute.
var dispatch struct {
	sync.Mutex
	active      int // how many run; activeCalls.jobs is their list
	queued      int
	ready       line // jobs within their function's limit
	dispatching bool
}

// accept takes a job over from Python, and starts or queues it. dispatch is locked.
func (j *job) accept() {
	if j.admit() {
		go j.serve()
	}
}

// admit takes a job over from Python. It reports whether the job should run at
// once; else it is queued. dispatch is locked.
func (j *job) admit() bool {
	j.frame.drop()
	a := j.of()
	if n := a.limit.Load(); n > 0 && a.active >= n {
		dispatch.queued++
		a.waiting.put(j)
		return false
	}
	a.active++
	if dispatch.ready.first == 0 && dispatch.active < min(procs, activeCalls.most()) {
		j.start()
		return true
	}
	dispatch.queued++
	dispatch.ready.put(j)
	startDispatcher()
	return false
}

var procs = runtime.GOMAXPROCS(0)

// gophersnake_limit starts jobs that a limit held back, after the limit was
// raised: those of one function or, for nil, of all.
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
		j := nextJob()
		if j == nil {
			dispatch.dispatching = false
			dispatch.Unlock()
			return
		}
		dispatch.Unlock()
		go j.serve()
		runtime.Gosched()
	}
}

// nextJob dequeues the next job that may run, or returns nil. dispatch is locked.
func nextJob() *job {
	if dispatch.active >= activeCalls.most() {
		return nil
	}
	j := dispatch.ready.take()
	if j != nil {
		dispatch.queued--
		j.start()
	}
	return j
}

// start puts a job on the list of running jobs. dispatch is locked.
func (j *job) start() {
	dispatch.active++
	n := panics.n.Load()
	switch {
	case panics.init != nil:
		j.frame.code = codeRefused
	case n != panics.reported.Load() && n != panics.claimed.Load() && activeCalls.now.Load() == 0 && !startedBefore(n):
		j.frame.code = codeRefused // no other call will report the goroutine's panic
		panics.claimed.Store(n)
	}
	j.setBegun(n)
	j.next, j.before = activeCalls.jobs, 0
	if activeCalls.jobs != 0 {
		at[job](&activeCalls.jobs).before = uintptr(unsafe.Pointer(j))
	}
	activeCalls.jobs = uintptr(unsafe.Pointer(j))
}

// begun is how many goroutines had panicked when the job started. It is stored in
// freed[1], which has been read by then.
func (j *job) begun() uint32     { return uint32(j.frame.freed[1]) }
func (j *job) setBegun(n uint64) { j.frame.freed[1] = int32(n) }

// startedBefore reports whether some running job started when there were fewer
// than n panics, and so will report the last one. dispatch is locked.
func startedBefore(n uint64) bool {
	for j := at[job](&activeCalls.jobs); j != nil; j = at[job](&j.next) {
		if j.begun() != uint32(n) {
			return true
		}
	}
	return false
}

// finish takes a job off the list of running jobs and gives it back to Python. It
// returns the next job for this goroutine, or nil.
func (j *job) finish() *job {
	dispatch.Lock()
	dispatch.active--
	if j.before != 0 {
		at[job](&j.before).next = j.next
	} else {
		activeCalls.jobs = j.next
	}
	if j.next != 0 {
		at[job](&j.next).before = j.before
	}
	if n := panics.n.Load(); uint32(n) != j.begun() && j.frame.code != codeUnbegun && j.frame.nfree != supplierFailed {
		j.frame.nfree = goroutinePanicked
		panics.claimed.Store(n)
	}
	a := j.of()
	a.active--
	if n := a.limit.Load(); a.waiting.first != 0 && (n == 0 || a.active < n) {
		a.active++
		dispatch.ready.put(a.waiting.take())
	}
	submitted.Load().take()
	// Beyond GOMAXPROCS the dispatcher starts the next one: if each goroutine that
	// wakes up computed on, Python's crossings would wait for them all.
	var next *job
	if dispatch.active < min(procs, activeCalls.most()) {
		next = nextJob()
	} else {
		startDispatcher()
	}
	// Under the lock, so that gophersnake_info never counts a finished job as
	// running, or the other way round.
	raceLeave()
	var l *loop
	first := false
	if j.state.Swap(done) != underway {
		l = j.onLoop()
		first = l.push(j)
	}
	dispatch.Unlock()
	if l != nil {
		l.pushed(first)
	}
	return next
}

// serve is the body of a goroutine: it runs a job, and others after it.
func (j *job) serve() {
	if core.guard {
		debug.SetPanicOnFault(true)
	}
	setProfLabel(nil) // of the job that has started this goroutine
	for j != nil {
		if j = j.run(); j == nil {
			j = spin()
		}
	}
}

// run makes the call and returns the next job, or nil.
func (j *job) run() (next *job) {
	returned := false
	defer func() {
		if returned {
			return
		}
		// runtime.Goexit, in a package whose source is not rewritten
		j.frame.panicked("runtime.Goexit ended the goroutine of the call", nil, 0, nil)
		if next := j.finish(); next != nil {
			go next.serve()
		}
	}()
	if j.submitted != 0 {
		j.started = nanotime()
		j.frame.how |= measured
		j.frame.measured = measuredJob(j.fn)
	}
	switch {
	case j.cancelled.Load() != 0:
		j.frame.code = codeUnbegun
	case j.frame.code != codeRefused:
		j.frame.callObserved(j.fn)
		j.frame.endSuppliers()
	}
	if j.submitted != 0 {
		j.ended = nanotime()
	}
	returned = true
	return j.finish()
}

// gophersnake_active_jobs writes the addresses of the running jobs of a loop to
// room for n of them, and returns how many there are. The caller will tell all of
// them of a panic, so the loop's mark is cleared here, under the lock: otherwise
// wakeAwaiting, which visits a loop once for each of its jobs, would set it again
// for the same panic.
//
//export gophersnake_active_jobs
func gophersnake_active_jobs(l uintptr, room unsafe.Pointer, n int64) int64 {
	all := unsafe.Slice((*uintptr)(room), n)
	found := int64(0)
	dispatch.Lock()
	defer dispatch.Unlock()
	at[loop](&l).panicked.Store(0)
	for j := at[job](&activeCalls.jobs); j != nil; j = at[job](&j.next) {
		if j.loop != l {
			continue
		}
		if found < n {
			all[found] = uintptr(unsafe.Pointer(j))
		}
		found++
	}
	return found
}

// anyAwaitedBy reports whether a job of a loop runs that was not cancelled.
func anyAwaitedBy(l uintptr) bool {
	dispatch.Lock()
	defer dispatch.Unlock()
	if activeCalls == nil {
		return false
	}
	for j := at[job](&activeCalls.jobs); j != nil; j = at[job](&j.next) {
		if j.loop == l && j.cancelled.Load() == 0 {
			return true
		}
	}
	return false
}

func anyActive() bool {
	dispatch.Lock()
	defer dispatch.Unlock()
	return activeCalls != nil && activeCalls.jobs != 0
}

// wakeAwaiting wakes the loops of all running jobs after a goroutine has panicked.
func wakeAwaiting() {
	dispatch.Lock()
	defer dispatch.Unlock()
	for j := at[job](&activeCalls.jobs); j != nil; j = at[job](&j.next) {
		if l := j.onLoop(); l.panicked.Swap(1) == 0 {
			l.wake()
		}
	}
}
