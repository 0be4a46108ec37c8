//go:build go1.25

package rt

import (
	"math"
	"sync/atomic"
)

// activeCalls counts the calls in flight. It is memory of the shim's:
// gs_active_calls in shim/call/activecall.h.
var activeCalls *activeCallCounts

type activeCallCounts struct {
	started atomic.Uint64 // so far
	now     atomic.Int64
	limit   atomic.Int64 // of jobs that run at once; 0: none
	jobs    uintptr      // the list of jobs that run, guarded by dispatch; crash reports read it
}

// most is how many jobs may run at once.
func (f *activeCallCounts) most() int {
	if n := f.limit.Load(); n > 0 {
		return int(n)
	}
	return math.MaxInt
}
