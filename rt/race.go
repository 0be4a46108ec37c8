//go:build go1.25 && race

package rt

import (
	"runtime"
	"unsafe"
)

// What Go's race detector can't see is that Python, or the shim, has ordered two
// pieces of Go: a call that another thread makes after one has returned, an awaited
// call that is begun when another's result is there. So whatever leaves Go comes
// before whatever enters it later. The runtime does the same for calls of C; this is
// for what passes through memory of the shim instead.
var crossing byte

func raceEnter() { runtime.RaceAcquire(unsafe.Pointer(&crossing)) }
func raceLeave() { runtime.RaceReleaseMerge(unsafe.Pointer(&crossing)) }
