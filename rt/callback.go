//go:build go1.25

package rt

/*
#include <stdint.h>
#include <stdlib.h>

// Twins of these are in shim/callbacks/callback.h.
typedef struct gs_callback {
	int64_t operation;
	uintptr_t object, signature, args;
	int64_t code;
	uintptr_t result;
	int64_t len;
	uintptr_t exception, kept;
	int64_t nkept, pending;
	uintptr_t loop;
	int64_t work;
	uintptr_t carrier;
	int64_t ncarrier;
	struct { uintptr_t next, about; int64_t what; } note;
	char room[256];
} gs_callback;

typedef struct gs_python {
	void (*call_back)(gs_callback *);
	int64_t (*drop)(const uintptr_t *, int64_t);
	int64_t (*stuck)(uint64_t);
	void (*call_loop)(void *, int32_t);
	int64_t (*inside)(void);
	void (*interrupt)(void);
} gs_python;

static void gs_call_back(uintptr_t python, uintptr_t c) { ((const gs_python *)python)->call_back((gs_callback *)c); }
static int64_t gs_stuck(const void *python, uint64_t mark) { return ((const gs_python *)python)->stuck(mark); }
static void gs_call_loop(const void *python, void *loop, int32_t closed) {
	((const gs_python *)python)->call_loop(loop, closed);
}
static void gs_interrupt(const void *python) { ((const gs_python *)python)->interrupt(); }
static int64_t gs_inside(const void *python) { return ((const gs_python *)python)->inside(); }
static int64_t gs_drop(const void *python, const uintptr_t *refs, int64_t n) {
	return ((const gs_python *)python)->drop(refs, n);
}
*/
import "C"

import (
	"errors"
	"runtime"
	"sync"
	"sync/atomic"
	"unsafe"
)

// python is the shim's table of functions for calls into Python. It is C memory.
var python unsafe.Pointer

// callLoop is for loop.go.
func callLoop(l unsafe.Pointer, closed bool) { C.gs_call_loop(python, l, C.int32_t(bit(closed))) }

const (
	callbackOK = iota
	callbackRaised
	callbackClosed
	callbackBorrowed // in: a callback that inPython does not count
	callbackDeep     // in: one that is not made, but raises RecursionError
)

var errNoPython = errors.New("there is no Python here: this code runs outside of an extension")

// ErrClosed is the error of a callback during Python's exit.
var ErrClosed = errors.New("Python is exiting")

// A Callable is a Python callable that Go holds, with the func type by which Go calls
// it.
type Callable struct {
	object    *reference
	signature uintptr
	borrowed  bool // to a call that a thread of Python's waits for: it is called on that thread alone
	calls     int  // of a borrowed one
	spare     *Call
}

// ownFuncs are the functions of the module that are passed as values of a func type, each as a
// value of that type. They have no address that Python knows, but a number from 1.
var ownFuncs []any

// OwnFuncs is called once, at start.
func OwnFuncs(all ...any) { ownFuncs = all }

// goFunc is a function of Go's own: one that came out of Go, by its address, or one of ownFuncs.
func goFunc[F any](at unsafe.Pointer) F {
	if n := *(*uintptr)(at); n <= uintptr(len(ownFuncs)) {
		return ownFuncs[n-1].(F)
	}
	return **(**F)(at)
}

// ReadFunc reads a func value: nil, a Go function that comes back from Python, or a
// Python callable, for which call makes the function.
func ReadFunc[F any](r *Decoder, call func(*Callable) F) F {
	at := r.p
	object, signature := uintptr(r.word()), uintptr(r.word())
	switch {
	case object == 0:
		return *new(F)
	case signature == 0:
		return goFunc[F](at)
	}
	return call(&Callable{object: own(object, callable), signature: signature})
}

// BorrowedFunc is ReadFunc for a parameter that Go does not keep (internal/analysis).
// It reads words i and i+1. Python's caller holds the callable during the call; to own
// it would take most of the time of a short call.
func BorrowedFunc[F any](f *Frame, i int, call func(*Callable) F) F {
	object, signature := uintptr(*f.word(i)), uintptr(*f.word(i + 1))
	switch {
	case object == 0:
		return *new(F)
	case signature == 0:
		return goFunc[F](unsafe.Pointer(f.word(i)))
	}
	b := &struct { // one allocation
		c Callable
		r reference
	}{Callable{signature: signature, borrowed: f.how&ofJob == 0}, reference{object, callable}}
	b.c.object = &b.r
	return call(&b.c)
}

// A Code distinguishes functions of Python callables from other Go functions.
type Code uintptr

// closure is Go's layout of the function values that generated code makes from
// Callables: the address of the code, and the one captured variable.
type closure struct {
	code uintptr
	c    *Callable
}

// CodeOf is the code of the functions that call makes; 0 if this version of Go has
// another layout. Then a Python callable that comes back to Python is wrapped, and is
// not the same object.
func CodeOf[F any](call func(*Callable) F) Code {
	c := new(Callable)
	f := call(c)
	if p := *(**closure)(unsafe.Pointer(&f)); p.c == c {
		return Code(p.code)
	}
	return 0
}

// WriteFunc writes a func value: its address, the handle that keeps it, and
// whether the address is a Python object's.
func WriteFunc[F any](w *Encoder, v F, code Code) {
	writeFunc(w, unsafe.Pointer(&v), code)
}

// writeFunc writes the func value at an address on the heap.
func writeFunc(w *Encoder, at unsafe.Pointer, code Code) {
	p := *(**closure)(at)
	switch {
	case p == nil:
		w.word(0)
		w.word(noHandle)
		w.word(0)
	case code != 0 && p.code == uintptr(code):
		w.word(uint64(p.c.object.object))
		w.word(handles.hold(unsafe.Pointer(p)))
		w.word(1)
	default:
		writePointer(w, at)
		w.word(0)
	}
}

type (
	cInt64   = C.int64_t
	cUintptr = C.uintptr_t
)

// A Call is one call of a Callable. The function that generated code made writes Args,
// calls Run and reads Results.
type Call struct {
	Args    Encoder
	Results Decoder
	of      *Callable
	carrier []byte        // the span in which it is called (tracing.go); c has its address
	ended   chan struct{} // where Python awaits what was called; made when first needed
	c       C.gs_callback
}

// callBack calls Python. The address is passed as a number, so that cgo does not look
// for Go pointers behind it: there are none.
func callBack(c *C.gs_callback) {
	raceLeave()
	C.gs_call_back(C.uintptr_t(uintptr(python)), C.uintptr_t(uintptr(unsafe.Pointer(c))))
	raceEnter()
	runtime.KeepAlive(c)
}

// stuck reports whether a call is still in flight that began when the shim's count of
// calls was at most mark.
func stuck(mark uint64) bool { return C.gs_stuck(python, C.uint64_t(mark)) != 0 }

// interruptPython simulates a Ctrl-C: Python's main thread handles it when it next runs Python code.
func interruptPython() { C.gs_interrupt(python) }

func drop(refs []uintptr) bool {
	return C.gs_drop(python, (*C.uintptr_t)(unsafe.Pointer(unsafe.SliceData(refs))), C.int64_t(len(refs))) != 0
}

// inPython limits how many callbacks may be in Python or wait for the GIL at once: each
// takes a thread, and Go ends a process with ten thousand. No callback waits for one
// that waits for it. A callback that was called, directly or not, by another one on the
// same thread needs no new thread, and is not counted. One that was called by a
// goroutine of another callback has a limit of its own, and is refused beyond it: that
// ends recursion through goroutines.
var inPython = gauge{turn: make(chan struct{})}

const mostInPython = 2048

type gauge struct {
	n      atomic.Int64 // inside, and waiting for a turn
	nested atomic.Int64 // inside beyond these
	turn   chan struct{}
}

// An entry is how a callback was admitted.
type entry int

const (
	uncounted entry = iota
	counted
	countedNested
	refused
)

// enter waits for a turn; leave gets what it returns.
func (g *gauge) enter(sameThread, nested func() bool) entry {
	for {
		n := g.n.Load()
		if n >= mostInPython {
			switch {
			case sameThread():
				return uncounted
			case !nested():
			case g.nested.Add(1) > mostInPython:
				g.nested.Add(-1)
				return refused
			default:
				return countedNested
			}
		}
		if g.n.CompareAndSwap(n, n+1) {
			if n >= mostInPython {
				<-g.turn
			}
			return counted
		}
	}
}

// insidePython reports whether the current thread is a Python thread that has called
// Go.
func insidePython() bool { return C.gs_inside(python) != 0 }

func (g *gauge) leave(e entry) {
	switch {
	case e == countedNested:
		g.nested.Add(-1)
	case e == counted && g.n.Add(-1) >= mostInPython:
		g.turn <- struct{}{}
	}
}

var calls = sync.Pool{New: func() any { return new(Call) }}

// A borrowed callable that has been called this often keeps its Call for the next time.
const oftenCalled = 16

// Begin starts a call.
func (c *Callable) Begin() *Call {
	k := c.spare
	if k != nil {
		c.spare = nil
	} else {
		k = calls.Get().(*Call)
	}
	k.of = c
	k.c.object, k.c.signature = cUintptr(c.object.object), cUintptr(c.signature)
	return k
}

// Run makes the call. Its error is the exception that the callable raised.
func (k *Call) Run() error { return k.run(true) }

func (k *Call) run(exactly bool) error {
	if outputs != nil {
		delivery.flush()
	}
	if len(k.Args.buf) == 0 {
		k.Args.word(0) // an address is needed
	}
	loop := uintptr(0)
	if python == nil {
		k.End()
		return errNoPython
	}
	k.c.args = C.uintptr_t(uintptr(unsafe.Pointer(unsafe.SliceData(k.Args.buf))))
	if k.of != nil && k.of.borrowed {
		k.c.code, k.c.work = callbackBorrowed, 0
		callBack(&k.c) // on Python's own thread, and perhaps with its lock: no new one is taken, and nothing may wait
	} else {
		k.c.code = callbackOK
		k.c.work = C.int64_t(idOfWork())
		entry := inPython.enter(insidePython, insideCallback)
		if entry == refused {
			k.c.code = callbackDeep
		}
		before, marked := markInside()
		callBack(&k.c)
		if marked {
			setProfLabel(before)
		}
		inPython.leave(entry)
		if k.c.pending != 0 {
			loop = uintptr(k.c.loop)
			k.await()
		}
	}
	runtime.KeepAlive(k.of)
	k.Results.p = *(*unsafe.Pointer)(unsafe.Pointer(&k.c.result))
	switch k.c.code {
	case callbackRaised:
		err := k.raised(exactly)
		if e, is := err.(*Error); is {
			e.loop = loop
		}
		k.End()
		return err
	case callbackClosed:
		k.c.result = 0
		k.End()
		return ErrClosed
	}
	return nil
}

// raised is the exception that the callable raised. exactly: a sentinel's class that was raised with
// nothing to say is the sentinel, since code may ask for it by ==, and one that implements an interface
// of errors is that.
func (k *Call) raised(exactly bool) error {
	e := &Error{object: own(uintptr(k.c.exception), exception)}
	if k.c.len == 0 {
		return e
	}
	var exact bool
	if e.cause, exact = readCause(&k.Results); exact && exactly {
		return e.cause
	}
	e.text = ReadStr[string](&k.Results)
	if exactly {
		return e.implementing()
	}
	return e
}

// MustRun is Run for a func type without an error among its results: an exception
// becomes a panic. During Python's exit there is nothing to return, so the goroutine
// blocks for ever.
func (k *Call) MustRun() {
	must(k.run(false))
}

// RunAs is Run for a func type whose last result is an error by its own type, which is looked for in what the
// callable has raised. Any other exception passes through Go, as by MustRun.
func RunAs[E error](k *Call) (found E, raised bool) {
	err := k.run(false)
	if err != nil && !errors.As(err, &found) {
		must(err)
	}
	return found, err != nil
}

// End releases what the call held.
func (k *Call) End() {
	if p := uintptr(k.c.result); p != 0 && p != uintptr(unsafe.Pointer(&k.c.room)) {
		C.free(*(*unsafe.Pointer)(unsafe.Pointer(&k.c.result)))
	}
	if k.c.nkept != 0 {
		kept := *(*unsafe.Pointer)(unsafe.Pointer(&k.c.kept))
		for _, ref := range unsafe.Slice((*uintptr)(kept), int(k.c.nkept)) {
			if ref&1 == 0 { // the others were given: they have an owner
				held[resultOfCallback].Add(1)
				dropped.add(reference{ref, resultOfCallback})
			}
		}
		C.free(kept)
		k.c.nkept = 0
	}
	of := k.of
	k.c.operation, k.c.object, k.c.signature, k.c.result, k.c.ncarrier, k.of = 0, 0, 0, 0, 0, nil
	if cap(k.Args.buf) > 4096 {
		k.Args.buf = nil
	}
	k.Args.buf = k.Args.buf[:0]
	if of != nil && of.borrowed {
		if of.calls++; of.calls > oftenCalled {
			of.spare = k
			return
		}
	}
	calls.Put(k)
}
