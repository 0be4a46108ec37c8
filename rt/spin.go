//go:build go1.25

package rt

import (
	"sync/atomic"
	"time"
)

// A goroutine that is woken through the kernel comes tens of microseconds later,
// which is most of what a short job takes. So one that has nothing left to do
// looks into the submission queue for a moment before it goes, where that has been of use
// lately: for who awaits one call after the other.

// A spinBudget is how the last of these have gone: each that found what it looked for
// counts one, each that did not costs several. Without budget only one in many tries.
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

// spin gives the next job if it comes within a moment.
func spin() *job {
	in := submitted.Load()
	if in == nil || !jobSpins.try() {
		return nil
	}
	dispatch.Lock()
	alone := activeCalls.jobs == 0 && dispatch.ready.first == 0
	dispatch.Unlock()
	if !alone || !in.asleep.CompareAndSwap(1, 0) { // others will look, or do already
		return nil
	}
	var e *job
	if jobSpins.look(func() bool { return in.first.Load() != 0 }) {
		dispatch.Lock()
		e = in.next()
		dispatch.Unlock()
	}
	in.rest()
	return e
}

// try says whether to look.
func (l *spinBudget) try() bool {
	return procs >= 2 && (l.credit.Load() > 0 || l.asked.Add(1)%tryEvery == 1)
}

// look looks for a moment, and says whether it is there.
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
