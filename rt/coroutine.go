//go:build go1.25

package rt

import (
	"sync/atomic"
	"unsafe"
)

// A callback whose callee is an async function has no result when it returns: a
// task of Python's event loop will have it. States of that, changed by one atomic swap on
// either side; Python sets the first before the callback returns.
const (
	pendingNot = iota
	pendingStill
	pendingWaits // the goroutine does: Python leaves a control message in the submission queue
	pendingOver
)

// await returns when the result of a callback stands in its memory.
func (k *Call) await() {
	if k.ended == nil {
		k.ended = make(chan struct{}, 1)
	}
	pending := (*atomic.Int64)(unsafe.Pointer(&k.c.pending))
	if resultSpins.try() && looking.CompareAndSwap(false, true) {
		resultSpins.look(func() bool { return pending.Load() == pendingOver })
		looking.Store(false)
	}
	raceLeave()
	if pending.CompareAndSwap(pendingStill, pendingWaits) {
		<-k.ended
	}
	raceEnter()
	k.c.pending = pendingNot
}

// looking is whether a goroutine spends its time with that (spin.go): one may.
var looking atomic.Bool

// callOf finds the Call that a callback is a part of.
func callOf(callback uintptr) *Call {
	return (*Call)(unsafe.Add(*(*unsafe.Pointer)(unsafe.Pointer(&callback)), -int(unsafe.Offsetof(Call{}.c))))
}
