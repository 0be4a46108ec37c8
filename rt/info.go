//go:build go1.25

package rt

/*
#include <stdint.h>
*/
import "C"

import (
	"runtime"
	"runtime/debug"
	"runtime/metrics"
	"slices"
	"sync/atomic"
	"time"
	"unsafe"
)

// infoFields is how many numbers the core reports; shim/process/info.h names them.
const infoFields = 22

// heapMetrics are the fields from go_heap on.
var heapMetrics = []string{
	"/memory/classes/heap/objects:bytes",
	"/memory/classes/heap/stacks:bytes",
	"/memory/classes/total:bytes",
	"/gc/heap/objects:objects",
	"/gc/cycles/total:gc-cycles",
}

// pauses is the metric of how long Go's collector has stopped all goroutines, and pauseBounds
// are the upper bounds, in seconds, by which the info counts them.
const pauses = "/sched/pauses/total/gc:seconds"

var pauseBounds = [...]float64{1e-5, 1e-4, 1e-3, 1e-2, 1e-1}

// panicsSeen counts panics of calls, of goroutines and of streams; no exits, and no exceptions of Python's.
var panicsSeen atomic.Int64

// gophersnake_info writes what the core holds at the moment.
//
//export gophersnake_info
func gophersnake_info(p unsafe.Pointer) {
	v := unsafe.Slice((*int64)(p), infoFields)
	v[0] = int64(handles.used())
	for kind := range held {
		v[1] += held[kind].Load()
	}
	v[2], v[3] = held[callable].Load(), held[exception].Load()
	v[4] = int64(dropped.waiting())
	v[5] = inPython.n.Load() + inPython.nested.Load()
	v[6] = int64(runtime.NumGoroutine())
	dispatch.Lock()
	if in := submitted.Load(); in != nil {
		in.take()
	}
	v[12], v[13] = int64(dispatch.active), int64(dispatch.queued)
	dispatch.Unlock()
	samples := make([]metrics.Sample, len(heapMetrics))
	for i, name := range heapMetrics {
		samples[i].Name = name
	}
	metrics.Read(samples)
	for i, s := range samples {
		if s.Value.Kind() == metrics.KindUint64 {
			v[7+i] = int64(s.Value.Uint64())
		}
	}
	countPauses(v[14:21])
	v[21] = panicsSeen.Load()
}

// countPauses writes how many pauses there were, how long they took together in nanoseconds, and how
// many of them took at most each of pauseBounds.
func countPauses(v []int64) {
	var stats debug.GCStats
	debug.ReadGCStats(&stats)
	v[1] = int64(stats.PauseTotal)
	sample := []metrics.Sample{{Name: pauses}}
	metrics.Read(sample)
	if sample[0].Value.Kind() != metrics.KindFloat64Histogram {
		return
	}
	h := sample[0].Value.Float64Histogram()
	for i, n := range h.Counts {
		v[0] += int64(n)
		// a bucket lies where its upper end does
		if at, _ := slices.BinarySearch(pauseBounds[:], h.Buckets[i+1]); at < len(pauseBounds) {
			v[2+at] += int64(n)
		}
	}
	for i := 3; i < 2+len(pauseBounds); i++ {
		v[i] += v[i-1]
	}
}

// gophersnake_collect collects garbage, and waits until the Python objects that this
// frees are released. It does not wait for ever, since others may hold the GIL.
//
//export gophersnake_collect
func gophersnake_collect() {
	for range 2 { // what a cleanup frees is garbage at the next collection
		runtime.GC()
		until(cleaned)
		until(func() bool { return dropped.waiting() == 0 })
	}
}

// until waits for other goroutines, at most a second.
func until(done func() bool) {
	for end := time.Now().Add(time.Second); !done() && time.Now().Before(end); {
		time.Sleep(200 * time.Microsecond)
	}
}

// cleaned reports whether all cleanups of the last collection have run.
func cleaned() bool {
	s := []metrics.Sample{{Name: "/gc/cleanups/queued:cleanups"}, {Name: "/gc/cleanups/executed:cleanups"}}
	metrics.Read(s)
	if s[0].Value.Kind() != metrics.KindUint64 { // Go 1.25 does not tell
		time.Sleep(10 * time.Millisecond)
		return true
	}
	return s[0].Value.Uint64() == s[1].Value.Uint64()
}
