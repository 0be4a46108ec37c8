//go:build go1.25

package rt

/*
#include <stdint.h>
typedef struct gs_boot {
	int64_t abi;
	const char *id;
	int64_t id_len;
	const int64_t *layout;
	int64_t procs;
	int64_t guard;
	const void *python;
	const void *activeCalls;
	int64_t crash;
	const void *panics;
	int64_t fast;
	const void *cross;
	const void *target;
	uintptr_t records;
	void *level, *pending;
	const int64_t *direct;
} gs_boot;
*/
import "C"

import (
	"reflect"
	"runtime"
	"runtime/debug"
	"unsafe"
)

// abi is the version of the frame, the wire buffer and gs_boot; shim/core/core.h has the
// same number.
const abi = 1

// A Func is one entry of the core's table: it reads its arguments from the
// frame, calls the user's code and writes the results to the frame.
type Func func(*Frame)

var core struct {
	id              []byte
	layout          []int64
	funcs           []Func
	loops           []func(*Rows)                         // by number; see Loops
	copies          []func(unsafe.Pointer) unsafe.Pointer // by number; see Copies
	sentinels       []error
	comparable      []bool                     // of the sentinels: == may be asked of them
	errorChoice     func(*Encoder, error) bool // nil: no error type has a class
	errorInterfaces func(*Encoder, error)      // nil: no interface of errors has one
	wrapsRaised     bool                       // errors of fmt.Errorf implement one of these
	errorRead       func(*Decoder, uint64) error
	keepErrors      bool
	guard           bool // guard mode: a fault in borrowed memory is a panic
}

// Start passes the generated tables to the runtime. The generated main package calls it
// once, from an init function. The slices are kept, not copied.
func Start(id string, layout []int64, funcs []Func, sentinels []error) {
	core.id = []byte(id)
	core.layout = append(layout, 0) // never empty: its address is given away
	core.funcs = funcs
	core.sentinels = sentinels
	texts.addSentinels(sentinels)
	for _, s := range sentinels {
		core.comparable = append(core.comparable, s != nil && reflect.TypeOf(s).Comparable())
	}
}

//export gophersnake_boot
func gophersnake_boot(b *C.gs_boot) {
	b.abi = abi
	// The addresses point to memory that core keeps for the life of the process. They
	// are stored as integers, since C memory must not hold Go pointers.
	*(*uintptr)(unsafe.Pointer(&b.id)) = uintptr(unsafe.Pointer(unsafe.SliceData(core.id)))
	b.id_len = C.int64_t(len(core.id))
	*(*uintptr)(unsafe.Pointer(&b.layout)) = uintptr(unsafe.Pointer(unsafe.SliceData(core.layout)))
	b.procs = C.int64_t(runtime.GOMAXPROCS(0))
	*(*uintptr)(unsafe.Pointer(&b.panics)) = uintptr(unsafe.Pointer(&panics.panicCounts))
	core.guard = b.guard != 0
	python = b.python
	*(*unsafe.Pointer)(unsafe.Pointer(&activeCalls)) = b.activeCalls
	procs = runtime.GOMAXPROCS(0)
	reportCrashesTo(int(b.crash))
	if FastCrossing != nil && b.fast != 0 {
		enter := gophersnake_enter
		*(*uintptr)(unsafe.Pointer(&b.target)) = **(**uintptr)(unsafe.Pointer(&enter))
		*(*uintptr)(unsafe.Pointer(&b.cross)) = FastCrossing()
	}
	*(*uintptr)(unsafe.Pointer(&b.direct)) = uintptr(unsafe.Pointer(DirectCalls))
	if delivery.start != nil { // TakeLogs has been called
		delivery.start(uintptr(b.records), *(*unsafe.Pointer)(unsafe.Pointer(&b.level)), *(*unsafe.Pointer)(unsafe.Pointer(&b.pending)))
	}
}

// FastCrossing is the address of the fast crossing (internal/goruntime), a C function that
// calls a Go function of the signature of gophersnake_enter. It is set before main in the
// cores whose runtime has one.
var FastCrossing func() uintptr

// gophersnake_enter is the only entry: it runs function fn with a frame.
//
//export gophersnake_enter
func gophersnake_enter(fn int32, p unsafe.Pointer) {
	raceEnter()
	f := (*Frame)(p)
	if core.guard {
		debug.SetPanicOnFault(true)
	}
	if f.nfree != 0 {
		handles.empty(f.freed[:f.nfree]) // a result may use them again
	}
	if f.how&measured != 0 || logging.Load() {
		f.callObserved(fn)
		f.giveBack()
		f.endSuppliers()
		raceLeave()
		return
	}
	returned := false
	defer func() { // in one function with the rest: a frame more costs a nanosecond
		if !returned || exits.pending.Load() != 0 {
			f.recovered(recover())
		}
		f.giveBack()
		f.endSuppliers()
		raceLeave()
	}()
	core.funcs[fn](f)
	returned = true
}

// callObserved is call where the extension logs, or samples of stacks are taken.
func (f *Frame) callObserved(fn int32) {
	if f.how&measured != 0 {
		if before, changed := markMeasured(f.measured); changed {
			defer setProfLabel(before)
		}
	}
	if logging.Load() {
		f.callLogging(fn)
	} else {
		f.call(fn)
	}
}

// call runs function fn with a frame, within a crossing.
func (f *Frame) call(fn int32) {
	defer f.guard()
	core.funcs[fn](f)
}

// gophersnake_free frees n handles at p.
//
//export gophersnake_free
func gophersnake_free(p unsafe.Pointer, n int64) {
	handles.drop(unsafe.Slice((*int32)(p), n))
}
