//go:build go1.25

package rt

import "C" // for the export

import (
	"fmt"
	"math"
	"os"
	"runtime/debug"
	"slices"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"
	"time"
	"unsafe"
)

// What the build writes into the user's files (internal/panics) calls the
// exported functions of this file.
//
// A goroutine that panics would end the process. It is recovered instead, and
// the calls that are in flight then fail with its panic when they return: they
// may have waited for what it did not do. Where none is in flight, the next
// call fails in its place. A call that does not return within the grace time
// waits for the goroutine, most likely, and the process ends after all.

// A panicRecord is how a goroutine ended.
type panicRecord struct {
	value    any
	stack    []byte
	inFlight bool // whether calls were in flight, which will tell of it
	raised   bool // by a call

	once      sync.Once
	text      string
	exception *Error // that it is, or holds
}

// panicCounts is read by the shim: gs_panic_counts in shim/call/activecall.h. A call that is in
// flight tells of a panic if n is another at its end than at its beginning;
// one that begins, if reported is not n and nobody is in flight who will. That is
// looked at in the shim, with the GIL, so that none comes in between; for
// jobs it is looked at here, with dispatch locked.
type panicCounts struct {
	n        atomic.Uint64 // so far
	reported atomic.Uint64 // how many of them Python knows of
	claimed  atomic.Uint64 // the last that a job has brought with it, at which Python has not looked yet
}

var panics panicState

type panicState struct {
	panicCounts
	sync.Mutex
	unreported []*panicRecord // of which Python does not know yet; exits first
	last       *panicRecord
	init       *panicRecord // a panic of an init function: no call is possible
}

// mostUnreported is how many panics wait to be raised by one call each. More than that
// are on stderr only.
const mostUnreported = 100

// activeCalls counts the calls in flight. It is the shim's memory, gs_active_calls in
// shim/call/activecall.h.
var activeCalls *activeCallCounts

type activeCallCounts struct {
	started atomic.Uint64
	now     atomic.Int64
	limit   atomic.Int64 // of jobs that run at once; 0: none
	jobs    uintptr      // those that run; guarded by dispatch. Reports of crashes list them
}

// most is how many jobs may run at once.
func (f *activeCallCounts) most() int {
	if n := f.limit.Load(); n > 0 {
		return int(n)
	}
	return math.MaxInt
}

// A recorded is a panic that RecordPanic has recorded.
type recorded struct{ value any }

// Error is for who recovers it in spite of all.
func (n recorded) Error() string { return textOf(n.value) }

// Guard is deferred by every goroutine of the user's that is a function
// literal.
func Guard() {
	switch v := recover().(type) {
	case nil, goexit, recorded:
	default:
		ended(v)
	}
}

// Run is a goroutine of the user's that calls a declared function.
func Run(f func()) {
	defer Guard()
	f()
}

// RecordPanic is deferred by goroutines of the user's whose deferred calls do not
// recover, after each of these, so that it runs before it: what it does may let
// a call return, which must know of the panic by then. name is empty for a
// function literal that is the goroutine; else it is a function that may be
// the goroutine, or be called in it.
func RecordPanic(name string) {
	switch v := recover().(type) {
	case nil:
	case goexit, recorded:
		panic(v)
	default:
		if name != "" && !isGoroutine(name) {
			panic(v)
		}
		ended(v)
		panic(recorded{v})
	}
}

// isGoroutine says whether the goroutine that runs is Run of the function.
func isGoroutine(name string) bool {
	names := functions() // the goroutine's first function last: f, the closure, Run
	n := len(names)
	return n >= 3 && strings.HasSuffix(names[n-1], "/rt.Run") && names[n-3] == name
}

// Guarded is f for something that calls it in a goroutine.
func Guarded(f func()) func() {
	if f == nil {
		return nil
	}
	return func() {
		defer Guard()
		f()
	}
}

// GuardedError is f for something that calls it in a goroutine; a panic is its
// error as well.
func GuardedError(f func() error) func() error {
	if f == nil {
		return nil
	}
	return func() (err error) {
		defer func() {
			switch v := recover().(type) {
			case nil, goexit:
			case recorded:
				err = fmt.Errorf("panic: %v", v.value)
			default:
				ended(v)
				err = fmt.Errorf("panic: %v", v)
			}
		}()
		return f()
	}
}

// Init is deferred by every init function of the user's.
func Init() {
	if v := recover(); v != nil {
		panics.Lock()
		if panics.init == nil {
			panics.init = &panicRecord{value: v, stack: trimStack(debug.Stack())}
			panics.n.Add(1) // of which nobody tells once and for all
		}
		panics.Unlock()
	}
}

// ended notes the end of a goroutine.
func ended(v any) {
	e := &panicRecord{value: v, stack: trimStack(debug.Stack())}
	mark, active := uint64(0), false
	panics.Lock()
	before := len(panics.unreported)
	switch {
	case e.exits():
		panics.unreported = slices.Insert(panics.unreported, 0, e)
	case before < mostUnreported:
		panics.unreported = append(panics.unreported, e)
	}
	panics.last = e
	panics.n.Add(1)
	panics.markReported()
	if activeCalls != nil { // those that run now look at n when they come back
		active = anyActive()
		mark, e.inFlight = activeCalls.started.Load(), activeCalls.now.Load() > 0 || active
	}
	panics.Unlock()
	// Not under the lock: who reads stderr may wait for Python's, and who has that
	// for ours.
	switch {
	case before > 0:
		e.say("a goroutine panicked, and another did before Python could be told; calls will raise one after the other")
	case !e.inFlight:
		e.say("a goroutine panicked; the next call will raise it")
	}
	if active {
		wakeAwaiting()
	}
	go e.watch(mark)
}

func (e *panicRecord) exits() bool {
	_, exits := e.value.(exit)
	return exits
}

// saying is how long a goroutine waits until its panic is on stderr. What the
// panic's value says may wait for what a deferred function will unlock.
const saying = time.Second

func (e *panicRecord) say(what string) {
	if e.exits() {
		return
	}
	said := make(chan struct{})
	go func() {
		defer close(said)
		text, _ := e.tell()
		fmt.Fprintf(os.Stderr, "gophersnake: %s: %v\n%s\n", what, text, e.stack)
	}()
	select {
	case <-said:
	case <-time.After(saying):
	}
}

// tell is what the value says, which is asked once. It may take any time.
func (e *panicRecord) tell() (string, *Error) {
	e.once.Do(func() {
		text, exception := says(e.value)
		panics.Lock()
		e.text, e.exception = text, exception
		panics.Unlock()
	})
	panics.Lock()
	defer panics.Unlock()
	return e.text, e.exception
}

// watch ends the process as Go would where nobody can be told.
func (e *panicRecord) watch(mark uint64) {
	time.Sleep(grace())
	panics.Lock()
	x, exits := e.value.(exit)
	exits = exits && !e.raised
	panics.Unlock()
	if exits {
		os.Exit(x.code)
	}
	if e.inFlight && stuck(mark) {
		text, _ := e.tell()
		panic(fmt.Sprintf("a goroutine panicked, and calls that were in flight did not return within %v: %v\n%s\n", grace(), text, e.stack))
	}
	// Whom it concerned knows of it by now; a Python exception is not kept for ever.
	e.tell()
	panics.Lock()
	if !e.exits() {
		e.value = nil
	}
	e.exception = nil
	panics.Unlock()
}

// grace is how long calls in flight may go on after a goroutine's panic:
// GOPHERSNAKE_PANIC_GRACE, in seconds, or 10 s.
func grace() time.Duration {
	if s, err := strconv.ParseFloat(os.Getenv("GOPHERSNAKE_PANIC_GRACE"), 64); err == nil && s >= 0 {
		return time.Duration(s * float64(time.Second))
	}
	return 10 * time.Second
}

// next is what a call raises: what Python does not know of yet, or the last. The
// lock is held.
func (r *panicState) next() *panicRecord {
	e := r.last
	if len(r.unreported) > 0 {
		e = r.unreported[0]
		r.unreported = slices.Delete(r.unreported, 0, 1)
	}
	e.raised = true
	r.markReported()
	if len(r.unreported) > 0 {
		r.claimed.Store(0) // there is more than the job brought
	}
	return e
}

// markReported lets the shim know whether there is something to tell.
func (r *panicState) markReported() { r.reported.Store(r.n.Load() - uint64(len(r.unreported))) }

// goroutinePanicked in Frame.nfree says that the call failed for what happened in a
// goroutine; gophersnake_take_panic tells what.
const goroutinePanicked = -1

// gophersnake_take_panic writes the panic, or the exit, for which a call failed.
//
//export gophersnake_take_panic
func gophersnake_take_panic(_ int32, p unsafe.Pointer) {
	f := (*Frame)(p)
	defer f.guard()
	f.code, f.how, f.room = 0, 0, 0
	panics.Lock()
	e, init := panics.init, true
	if e == nil {
		e, init = panics.next(), false
	}
	x, exits := e.value.(exit)
	panics.Unlock()
	if exits && !init {
		f.exit(x.code)
		return
	}
	text, raised := e.tell()
	switch {
	case init && exits:
		text = fmt.Sprintf("an init function of the package called os.Exit(%d)", x.code)
	case init:
		text = "an init function of the package panicked: " + text
	}
	f.panicked(text, e.stack, 0, raised)
}

// gophersnake_started_before says whether a job that runs will tell of all panics that
// there were until number n.
//
//export gophersnake_started_before
func gophersnake_started_before(n uint64) int32 {
	dispatch.Lock()
	defer dispatch.Unlock()
	return int32(bit(startedBefore(n)))
}
