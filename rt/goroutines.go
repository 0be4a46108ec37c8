//go:build go1.25 && !go1.28

package rt

import "unsafe"

// goroutineStacks writes the stacks and the labels of all goroutines, or says for how many there must be room. It is
// what runtime/pprof makes its profile of goroutines from: func pprof_goroutineProfileWithLabels in
// runtime/mprof.go, which was read in Go 1.25 to 1.27.
//
//go:linkname goroutineStacks runtime.pprof_goroutineProfileWithLabels
func goroutineStacks(stacks []stackRecord, labels []unsafe.Pointer) (n int, ok bool)
