//go:build go1.25

package rt

/*
#include <stdint.h>
*/
import "C"

import (
	"fmt"
	"runtime"
	"sync"
	"unsafe"
)

// Go promises to keep it (go.dev/issue/67401). On Linux it is the clock of gs_clock().
//
//go:linkname nanotime runtime.nanotime
func nanotime() int64

// measuredJob stands for all jobs of a function: an odd number, unlike the address of a thread's block.
func measuredJob(fn int32) uintptr { return uintptr(fn)<<1 | 1 }

// markMeasured says on the current goroutine, and so on those that it will start, whose call it runs. It returns as
// enterOrigin.
func markMeasured(whose uintptr) (before unsafe.Pointer, changed bool) {
	if profLabel() != nil {
		return enterOrigin(func(o *origin) { o.measured = whose })
	}
	o, known := measuredOrigins.Load(whose)
	if !known {
		o, _ = measuredOrigins.LoadOrStore(whose, origin{measured: whose}.labelled())
	}
	setProfLabel(unsafe.Pointer(o.(*origin)))
	return nil, true
}

// measuredOrigins has the origin of each thread, and of the jobs of each function, where nothing else is known.
var measuredOrigins sync.Map

// A stackRecord has the layout of StackRecord in Go's internal/profilerecord.
type stackRecord struct{ Stack []uintptr }

// samples are the stacks of all goroutines, with room for the next sample.
var samples struct {
	sync.Mutex
	stacks []stackRecord
	labels []unsafe.Pointer
}

// gophersnake_stacks writes the stacks of the goroutines of measured calls to room for n words: for each, whose
// call it is, how many frames there are, and their return addresses, the innermost first. It returns how many
// words it has written.
//
//export gophersnake_stacks
func gophersnake_stacks(room unsafe.Pointer, n int64) int64 {
	s := &samples
	s.Lock()
	defer s.Unlock()
	all, ok := goroutineStacks(s.stacks, s.labels)
	for !ok {
		s.stacks, s.labels = make([]stackRecord, all+all/4+16), make([]unsafe.Pointer, all+all/4+16)
		if all, ok = goroutineStacks(s.stacks, s.labels); all == 0 {
			return 0
		}
	}
	words, at := unsafe.Slice((*uint64)(room), n), int64(0)
	for i, l := range s.labels[:all] {
		if l == nil || *(*uintptr)(l) != uintptr(unsafe.Pointer(&originMark)) {
			continue
		}
		whose, stack := (*origin)(l).measured, s.stacks[i].Stack
		if whose == 0 || at+2+int64(len(stack)) > n {
			continue
		}
		words[at], words[at+1] = uint64(whose), uint64(len(stack))
		for k, pc := range stack {
			words[at+2+int64(k)] = uint64(pc)
		}
		at += 2 + int64(len(stack))
	}
	clear(s.labels[:all])
	clear(s.stacks[:all])
	return at
}

// gophersnake_symbols writes what is at a return address to room for n bytes, a line for each function (there are
// several where one is inlined into another, the innermost first): its name, its file and its line, with tabs
// between them. Lines for which there is no room are left out. It returns how many bytes it has written.
//
//export gophersnake_symbols
func gophersnake_symbols(pc uintptr, room unsafe.Pointer, n int64) int64 {
	var text []byte
	frames := runtime.CallersFrames([]uintptr{pc})
	for {
		f, more := frames.Next()
		if f.Function != "" {
			line := fmt.Appendf(nil, "%s\t%s\t%d\n", f.Function, f.File, f.Line)
			if int64(len(text)+len(line)) > n {
				break
			}
			text = append(text, line...)
		}
		if !more {
			break
		}
	}
	return int64(copy(unsafe.Slice((*byte)(room), n), text))
}
