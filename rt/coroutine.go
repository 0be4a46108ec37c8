//go:build go1.25

package rt

import (
	"sync/atomic"
	"unsafe"
)

// If the callee of a callback is an async function, the callback has no result when
// it returns: a task of Python's event loop will have it. These are the states of such
// a result. Either side changes them by one atomic swap; Python sets the first one
// before the callback returns.
const (
	pendingNot = iota
	pendingStill
	pendingWaits // the goroutine waits: Python sends a control message when there is a result
	pendingOver
)

// await returns when the memory of the callback has its result.
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

// looking is set while a goroutine spins for a result (spin.go). Only one may.
var looking atomic.Bool

// callOf returns the Call that contains a callback.
func callOf(callback uintptr) *Call {
	return (*Call)(unsafe.Add(*(*unsafe.Pointer)(unsafe.Pointer(&callback)), -int(unsafe.Offsetof(Call{}.c))))
}
