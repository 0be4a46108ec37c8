//go:build go1.25

package rt

import (
	"sync/atomic"
	"time"
)

// A goroutine that is woken through the kernel comes tens of microseconds later,
// which is most of what a short errand takes. So one that has nothing left to do
// looks into the inbox for a moment before it goes, where that has been of use
// lately: for who awaits one call after the other.

// luck is how the last of these have gone: each that found an errand counts one,
// each that did not costs several. Without luck only one in many tries.
var luck struct {
	credit atomic.Int32
	asked  atomic.Uint32
}

const (
	lingering   = 50 * time.Microsecond
	mostLuck    = 16
	costOfAMiss = 4
	tryEvery    = 64
)

// linger gives the next errand if it comes within a moment.
func linger() *errand {
	in := mail.Load()
	if in == nil || procs < 2 || luck.credit.Load() <= 0 && luck.asked.Add(1)%tryEvery != 1 {
		return nil
	}
	dispatch.Lock()
	alone := flights.errands == 0 && dispatch.ready.first == 0
	dispatch.Unlock()
	if !alone || !in.asleep.CompareAndSwap(1, 0) { // others will look, or do already
		return nil
	}
	begun, found := time.Now(), false
	for !found && time.Since(begun) < lingering {
		for i := 0; !found && i < 64; i++ {
			found = in.first.Load() != 0
		}
	}
	var e *errand
	if found {
		luck.credit.Store(min(luck.credit.Load()+1, mostLuck))
		dispatch.Lock()
		e = in.next()
		dispatch.Unlock()
	} else {
		luck.credit.Store(max(luck.credit.Load()-costOfAMiss, 0))
	}
	in.rest()
	return e
}
