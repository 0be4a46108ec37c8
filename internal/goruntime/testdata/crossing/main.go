// The Go half of the stress of the fast crossing: host.c calls do() by it and by an ordinary
// export, from many threads.
package main

/*
#include <stdint.h>
static inline int again(uintptr_t host, void *p) { return ((int (*)(void *))host)(p); }
*/
import "C"

import (
	"bytes"
	"io"
	"iter"
	"runtime"
	"runtime/debug"
	"runtime/pprof"
	"runtime/trace"
	"strings"
	"sync/atomic"
	"time"
	"unsafe"
)

func main() {}

//go:linkname crossing runtime.fastCrossingPC
func crossing() uintptr

// A frame is one of host.c.
type frame struct {
	a, b, result int64
	state        uintptr // of the thread: a number of pulls
}

const panicked = -1

//export test_addresses
func test_addresses(p unsafe.Pointer) {
	enter := do
	out := (*[3]uintptr)(p)
	again = out[2]
	out[0], out[1] = crossing(), **(**uintptr)(unsafe.Pointer(&enter))
}

var again uintptr // host_again of host.c

//export test_enter
func test_enter(what int64, p unsafe.Pointer) { do(int32(what), p) }

func do(what int32, p unsafe.Pointer) {
	f := (*frame)(p)
	returned := false
	defer func() {
		if !returned {
			recover()
			f.result = panicked
		}
	}()
	functions[what](f)
	returned = true
}

var functions = []func(*frame){add, fails, deep, allocates, nests, blocks, pulls, traces, dereferences, loops, begins, waits, waited, collections}

func add(f *frame)   { f.result = f.a + f.b }
func fails(f *frame) { panic("expected") }

func deep(f *frame) { f.result = down(f.a) }

func down(n int64) int64 {
	var b [16]int64
	if n == 0 {
		return 0
	}
	b[n%16] = down(n-1) + 1
	return b[n%16]
}

func allocates(f *frame) {
	all := make([][]int64, 20)
	for i := range all {
		all[i] = []int64{f.a, f.b, int64(i)}
	}
	if f.a%64 == 0 {
		runtime.Gosched()
	}
	for i, v := range all {
		if v[0] != f.a || v[1] != f.b || v[2] != int64(i) {
			return
		}
	}
	f.result = f.a + f.b
}

// nests calls C, which tries to come in again by the fast crossing: it must be refused.
func nests(f *frame) { f.result = int64(C.again(C.uintptr_t(again), unsafe.Pointer(f))) }

func blocks(f *frame) {
	c := make(chan int64)
	go func() { c <- f.a + f.b }()
	f.result = <-c
}

var pulled [64]struct {
	next func() (int64, bool)
	n    int64
}

// pulls takes the next item of a coroutine that another call of the thread has begun.
func pulls(f *frame) {
	p := &pulled[f.state]
	if p.next == nil {
		p.next, _ = iter.Pull(func(yield func(int64) bool) {
			for i := int64(0); yield(i); i++ {
			}
		})
	}
	v, _ := p.next()
	if v == p.n {
		f.result = f.a + f.b
	}
	p.n++
}

// traces follows the frames to where a goroutine's end.
func traces(f *frame) {
	pcs := make([]uintptr, 100)
	n := runtime.Callers(0, pcs)
	last, _ := runtime.CallersFrames(pcs[n-1 : n]).Next()
	if n < len(pcs) && last.Function == "runtime.goexit" && strings.Contains(string(debug.Stack()), "main.traces") {
		f.result = f.a + f.b
	}
}

func dereferences(f *frame) {
	var p *frame
	f.result = p.a
}

var collected atomic.Int64

// loops has no call in which it could be stopped, and waits for a collection.
func loops(f *frame) {
	for until := collected.Load() + 2; collected.Load() < until; {
	}
	f.result = f.a + f.b
}

// begins starts what goes on beside the calls: 1: collections, 2: everything that stops the world.
func begins(f *frame) {
	what := f.a
	go func() {
		for {
			runtime.GC()
			collected.Add(1)
			time.Sleep(200 * time.Microsecond)
		}
	}()
	if what < 2 {
		return
	}
	debug.SetGCPercent(5)
	go func() {
		var m runtime.MemStats
		buf := make([]byte, 1<<16)
		for i := 0; ; i++ {
			runtime.ReadMemStats(&m)
			runtime.Stack(buf, true)
			pprof.Lookup("goroutine").WriteTo(io.Discard, 1)
			if i%10 == 0 && trace.Start(io.Discard) == nil {
				time.Sleep(time.Millisecond)
				trace.Stop()
			}
			if i%10 == 5 {
				var b bytes.Buffer
				if pprof.StartCPUProfile(&b) == nil {
					time.Sleep(5 * time.Millisecond)
					pprof.StopCPUProfile()
				}
			}
			time.Sleep(time.Millisecond)
		}
	}()
}

var turn atomic.Int64

// waits starts a goroutine that wants a processor once.
func waits(f *frame) {
	turn.Store(0)
	go func() { turn.Store(1) }()
	f.result = f.a + f.b
}

func waited(f *frame)      { f.result = turn.Load() }
func collections(f *frame) { f.result = collected.Load() }
