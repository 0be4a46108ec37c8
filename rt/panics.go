//go:build go1.25

package rt

import "C" // for the export

import (
	"fmt"
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

// The build writes calls of the exported functions of this file into the user's
// files (internal/panics).
//
// A panic of a goroutine would end the process. It is recovered instead, and all
// calls in flight fail with it when they return, since they may have waited for
// what the goroutine did not do. If no call is in flight, the next call fails with
// it. A call that does not return within the grace time most likely waits for the
// goroutine; then the process ends after all.

// A panicRecord is a panic, or an exit, of a goroutine.
type panicRecord struct {
	value    any
	stack    []byte
	inFlight bool // calls were in flight, and will report it
	raised   bool // a call has raised it

	once      sync.Once
	text      string
	exception *Error // the Python exception in value, or nil
}

// panicCounts is read by the shim: gs_panic_counts in shim/call/activecall.h. A call
// in flight reports a panic if n at its end differs from n at its beginning. A call
// that begins reports one if reported differs from n and no call in flight will
// report it. The shim checks that while it holds the GIL, so that no panic comes in
// between; for jobs it is checked here, with dispatch locked.
type panicCounts struct {
	n        atomic.Uint64 // so far
	reported atomic.Uint64 // how many of them Python knows of
	claimed  atomic.Uint64 // the last that a job has brought with it, at which Python has not looked yet
}

var panics panicState

type panicState struct {
	panicCounts
	sync.Mutex
	unreported []*panicRecord // Python does not know them yet; exits come first
	last       *panicRecord
	init       *panicRecord // a panic of an init function: no call is possible
}

// mostUnreported is how many panics wait to be raised, by one call each. Further
// ones are only printed to stderr.
const mostUnreported = 100

// recorded is the value of a panic that RecordPanic has recorded and passed on.
type recorded struct{ value any }

// Error is for user code that recovers the value nevertheless.
func (n recorded) Error() string { return textOf(n.value) }

// Guard is deferred in every goroutine of the user's that is a function literal.
func Guard() {
	switch v := recover().(type) {
	case nil, goexit, recorded:
	default:
		ended(v)
	}
}

// Run is the body of a goroutine of the user's that calls a declared function.
func Run(f func()) {
	defer Guard()
	f()
}

// RecordPanic is deferred in goroutines of the user's whose own deferred calls do not
// recover, after each of these calls, so that it runs before it. A deferred call may
// let a waiting call return, and that must know of the panic by then. name is empty
// for a function literal that is the goroutine; else it is a function that may be the
// goroutine, or may be called in it.
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

// isGoroutine reports whether the current goroutine is Run of the named function.
func isGoroutine(name string) bool {
	names := functions() // the goroutine's first function last: f, the closure, Run
	n := len(names)
	return n >= 3 && strings.HasSuffix(names[n-1], "/rt.Run") && names[n-3] == name
}

// Guarded wraps a function that something else will call in a goroutine.
func Guarded(f func()) func() {
	if f == nil {
		return nil
	}
	Starting()
	c := callHere()
	return func() {
		defer Guard()
		defer c.enter()()
		f()
	}
}

// GuardedError is Guarded for a function with an error: a panic is returned as an
// error as well.
func GuardedError(f func() error) func() error {
	if f == nil {
		return nil
	}
	Starting()
	c := callHere()
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
		defer c.enter()()
		return f()
	}
}

// Init is deferred in every init function of the user's.
func Init() {
	if v := recover(); v != nil {
		panics.Lock()
		if panics.init == nil {
			panics.init = &panicRecord{value: v, stack: trimStack(debug.Stack())}
			panics.n.Add(1) // every call raises it
		}
		panics.Unlock()
	}
}

// ended records the panic of a goroutine.
func ended(v any) {
	e := &panicRecord{value: v, stack: trimStack(debug.Stack())}
	if !e.exits() {
		panicsSeen.Add(1)
	}
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
	if activeCalls != nil { // the calls in flight compare n when they return
		active = anyActive()
		mark, e.inFlight = activeCalls.started.Load(), activeCalls.now.Load() > 0 || active
	}
	panics.Unlock()
	// Not under the lock: the reader of stderr may wait for the GIL, and the thread
	// with the GIL for our lock.
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

// saying is how long a goroutine waits until its panic is on stderr. The String
// method of the value may wait for a lock that a deferred function will release.
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

// tell returns the text of the value, which is asked for once. It may take any time.
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

// watch ends the process, as Go would, if the panic can't be reported.
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
		panic(fmt.Sprintf("a goroutine panicked, and calls that were in flight did not return within %v: %v\n%s\n",
			grace(), text, e.stack))
	}
	// It has been reported by now; do not keep a Python exception for ever.
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

// next returns the panic that a call raises: one that Python does not know yet, else
// the last. The lock is held.
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

// markReported tells the shim how many panics Python knows.
func (r *panicState) markReported() { r.reported.Store(r.n.Load() - uint64(len(r.unreported))) }

// goroutinePanicked in Frame.nfree says that the call failed because a goroutine
// panicked. gophersnake_take_panic then gives the panic.
const goroutinePanicked = -1

// gophersnake_take_panic writes the panic, or the exit, with which a call fails.
//
//export gophersnake_take_panic
func gophersnake_take_panic(_ int32, p unsafe.Pointer) {
	f := (*Frame)(p)
	defer f.guard()
	supplied := f.takeSupplied()
	f.code, f.how, f.room = 0, 0, 0
	if err := supplied; err != nil {
		text, raised := says(err)
		f.panicked(text, nil, 0, raised)
		return
	}
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

// gophersnake_started_before reports whether a running job will report all panics up
// to number n.
//
//export gophersnake_started_before
func gophersnake_started_before(n uint64) int32 {
	dispatch.Lock()
	defer dispatch.Unlock()
	return int32(bit(startedBefore(n)))
}
