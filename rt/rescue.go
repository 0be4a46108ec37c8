//go:build go1.25

package rt

import "C" // for the export

import (
	"fmt"
	"log"
	"math"
	"os"
	"runtime"
	"runtime/debug"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"
	"time"
	"unsafe"
)

// What the build writes into the user's files (internal/rescue) calls the
// exported functions of this file.
//
// A goroutine that panics would end the process. It is recovered instead, and
// the calls that are in flight then fail with its panic when they return: they
// may have waited for what it did not do. Where none is in flight, the next
// call fails in its place. A call that does not return within the grace time
// waits for the goroutine, most likely, and the process ends after all.

// An exit is the panic that takes the place of os.Exit.
type exit struct{ code int }

// A goexit is the panic that takes the place of runtime.Goexit.
type goexit struct{}

func (goexit) String() string {
	return "runtime.Goexit was called by the function itself, not in a goroutine of its own"
}

// An ending is how a goroutine ended.
type ending struct {
	value    any
	stack    []byte
	number   uint64 // of the ending
	inFlight bool   // whether calls were in flight, which will tell of it
}

var rescue struct {
	n    atomic.Uint64 // endings so far
	told atomic.Uint64 // how many of them Python knows of
	sync.Mutex
	last *ending
	init *ending // a panic of an init function: no call is possible
}

// flights counts the calls in flight. It is the shim's memory, gs_flights in
// shim/flight.h.
var flights *flightCounts

type flightCounts struct {
	started atomic.Uint64
	now     atomic.Int64
	limit   atomic.Int64 // of errands that fly at once; 0: none
	errands uintptr      // those that fly; guarded by dispatch. Reports of crashes list them
}

// most is how many errands may fly at once.
func (f *flightCounts) most() int {
	if n := f.limit.Load(); n > 0 {
		return int(n)
	}
	return math.MaxInt
}

// A noted is a panic that Ending has told of.
type noted struct{ value any }

// Guard is deferred by every goroutine of the user's that is a function
// literal.
func Guard() {
	switch v := recover().(type) {
	case nil, goexit, noted:
	default:
		ended(v)
	}
}

// Run is a goroutine of the user's that calls a declared function.
func Run(f func()) {
	defer Guard()
	f()
}

// Ending is deferred by goroutines of the user's whose deferred calls do not
// recover, after each of these, so that it runs before it: what it does may let
// a call return, which must know of the panic by then. name is empty for a
// function literal that is the goroutine; else it is a function that may be
// the goroutine, or be called in it.
func Ending(name string) {
	switch v := recover().(type) {
	case nil:
	case goexit, noted:
		panic(v)
	default:
		if name != "" && !isGoroutine(name) {
			panic(v)
		}
		ended(v)
		panic(noted{v})
	}
}

// isGoroutine says whether the goroutine that runs is Run of the function.
func isGoroutine(name string) bool {
	pcs := make([]uintptr, 64)
	for {
		n := runtime.Callers(0, pcs)
		if n < len(pcs) {
			pcs = pcs[:n]
			break
		}
		pcs = make([]uintptr, 2*len(pcs))
	}
	var names []string // the goroutine's first function last: f, the closure, Run
	for frames := runtime.CallersFrames(pcs); ; {
		f, more := frames.Next()
		if f.Function != "runtime.goexit" {
			names = append(names, strings.ReplaceAll(f.Function, "[...]", ""))
		}
		if !more {
			break
		}
	}
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
			case noted:
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
		rescue.Lock()
		if rescue.init == nil {
			rescue.init = &ending{value: v, stack: trimStack(debug.Stack())}
		}
		rescue.Unlock()
	}
}

// Exit takes the place of os.Exit: the call raises SystemExit.
func Exit(code int) { panic(exit{code}) }

// Goexit takes the place of runtime.Goexit.
func Goexit() { panic(goexit{}) }

func Fatal(v ...any)                 { log.Output(2, fmt.Sprint(v...)); Exit(1) }
func Fatalf(format string, v ...any) { log.Output(2, fmt.Sprintf(format, v...)); Exit(1) }
func Fatalln(v ...any)               { log.Output(2, fmt.Sprintln(v...)); Exit(1) }

func LoggerFatal(l *log.Logger) func(...any) {
	return func(v ...any) { l.Output(2, fmt.Sprint(v...)); Exit(1) }
}
func LoggerFatalf(l *log.Logger) func(string, ...any) {
	return func(format string, v ...any) { l.Output(2, fmt.Sprintf(format, v...)); Exit(1) }
}
func LoggerFatalln(l *log.Logger) func(...any) {
	return func(v ...any) { l.Output(2, fmt.Sprintln(v...)); Exit(1) }
}

// ended notes the end of a goroutine.
func ended(v any) {
	e := &ending{value: v, stack: trimStack(debug.Stack())}
	mark := uint64(0)
	flying := anyFlying()
	rescue.Lock()
	if flights != nil {
		mark, e.inFlight = flights.started.Load(), flights.now.Load() > 0 || flying
	}
	e.number = rescue.n.Load() + 1
	rescue.last = e
	rescue.n.Store(e.number)
	rescue.Unlock()
	// Said when it is true. Not under the lock: who reads stderr may wait for
	// Python's, and who has that for ours.
	if _, exits := v.(exit); !exits && !e.inFlight {
		fmt.Fprintf(os.Stderr, "gophersnake: a goroutine panicked; the next call will raise it: %v\n%s\n", v, e.stack)
	}
	if flying {
		tellAwaiting()
	}
	go e.watch(mark)
}

// watch ends the process as Go would where nobody can be told.
func (e *ending) watch(mark uint64) {
	time.Sleep(grace())
	if x, ok := e.value.(exit); ok && rescue.told.Load() < e.number {
		os.Exit(x.code)
	}
	if e.inFlight && stuck(mark) {
		panic(fmt.Sprintf("a goroutine panicked, and calls that were in flight did not return within %v: %s\n%s\n", grace(), textOf(e.value), e.stack))
	}
	// Whom it concerned knows of it by now; a Python exception is not kept for ever.
	rescue.Lock()
	if rescue.last == e {
		e.value = textOf(e.value)
	}
	rescue.Unlock()
}

// grace is how long calls in flight may go on after a goroutine's panic:
// GOPHERSNAKE_PANIC_GRACE, in seconds, or 10 s.
func grace() time.Duration {
	if s, err := strconv.ParseFloat(os.Getenv("GOPHERSNAKE_PANIC_GRACE"), 64); err == nil && s >= 0 {
		return time.Duration(s * float64(time.Second))
	}
	return 10 * time.Second
}

// refuses says whether a call must fail before it begins, and does so.
func (f *Frame) refuses(n uint64) bool {
	rescue.Lock()
	defer rescue.Unlock()
	if rescue.init == nil && (rescue.last == nil || rescue.last.inFlight || rescue.told.Load() == n) {
		return false
	}
	f.code = codeRefused
	return true
}

// rescued in Frame.nfree says that the call failed for what happened in a
// goroutine; gophersnake_blame tells what.
const rescued = -1

// gophersnake_blame writes the panic, or the exit, for which a call failed.
//
//export gophersnake_blame
func gophersnake_blame(p unsafe.Pointer) {
	f := (*Frame)(p)
	rescue.Lock()
	e := rescue.init
	if e == nil {
		e = rescue.last
		rescue.told.Store(rescue.n.Load())
	}
	value := e.value
	rescue.Unlock()
	f.room = 0
	if x, ok := value.(exit); ok && rescue.init == nil {
		*f.word(0) = uint64(int64(x.code))
		f.code = codeExit
		return
	}
	text := textOf(value)
	var raised *Error
	switch x := value.(type) {
	case error:
		raised = exceptionIn(x)
	case exit:
		text = fmt.Sprintf("an init function of the package called os.Exit(%d)", x.code)
	}
	if _, exits := value.(exit); rescue.init == e && !exits {
		text = "an init function of the package panicked: " + text
	}
	f.panicked(text, e.stack, 0, raised)
}
