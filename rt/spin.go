//go:build go1.25

package rt

import (
	"sync/atomic"
	"time"
)

// To wake a goroutine through the kernel takes tens of microseconds, most of the
// time of a short job. So a goroutine without work watches the submission queue
// for a moment before it ends, if that has been of use lately. This helps tasks
// that await one call after the other.

// A spinBudget records how recent spins went. A spin that found what it waited for
// adds one, another takes several away. Without budget only one in tryEvery spins.
type spinBudget struct {
	credit atomic.Int32
	asked  atomic.Uint32
}

var jobSpins, resultSpins spinBudget

const (
	spinTime    = 50 * time.Microsecond
	maxBudget   = 16
	costOfAMiss = 4
	tryEvery    = 64
)

// spin returns the next job if it comes within spinTime, else nil.
func spin() *job {
	in := submitted.Load()
	if in == nil || !jobSpins.try() {
		return nil
	}
	dispatch.Lock()
	alone := activeCalls.jobs == 0 && dispatch.ready.first == 0
	dispatch.Unlock()
	if !alone || !in.asleep.CompareAndSwap(1, 0) { // others will look at the queue, or do so already
		return nil
	}
	var j *job
	if jobSpins.look(func() bool { return in.first.Load() != 0 }) {
		dispatch.Lock()
		j = in.next()
		dispatch.Unlock()
	}
	in.rest()
	return j
}

// try reports whether to spin.
func (l *spinBudget) try() bool {
	return procs >= 2 && (l.credit.Load() > 0 || l.asked.Add(1)%tryEvery == 1)
}

// look spins until there() or until spinTime is over, and reports which.
func (l *spinBudget) look(there func() bool) bool {
	for begun := time.Now(); time.Since(begun) < spinTime; {
		for range 64 {
			if there() {
				l.credit.Store(min(l.credit.Load()+1, maxBudget))
				return true
			}
		}
	}
	l.credit.Store(max(l.credit.Load()-costOfAMiss, 0))
	return false
}
