//go:build go1.25 && race

package rt

import (
	"runtime"
	"sync/atomic"
	"unsafe"
)

// Go's race detector can't see when Python or the shim has ordered two pieces of Go: a
// call that another thread makes after one has returned, or a job that is submitted
// after another one's result. So whatever leaves Go happens before whatever enters it
// later. The runtime does the same for calls of C; this is for what goes through memory
// of the shim instead.
var crossing byte

func raceEnter() { runtime.RaceAcquire(unsafe.Pointer(&crossing)) }
func raceLeave() { runtime.RaceReleaseMerge(unsafe.Pointer(&crossing)) }

// storeBelow is an atomic store here, since the detector knows of no other that may be read meanwhile.
func storeBelow(p *uint64, v uint64) { atomic.StoreUint64(p, v) }
