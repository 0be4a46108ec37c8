//go:build go1.25

package rt

/*
#include <stdint.h>
static int64_t gs_lane_next(uintptr_t next, uintptr_t lane) { return ((int64_t (*)(uintptr_t))next)(lane); }
*/
import "C"

import (
	"runtime/debug"
	"unsafe"
)

// A lane is what one goroutine runs of columns with text: it asks the shim for some rows after
// another, which reads them where Python has them. The first fields of gs_lane in
// shim/batch/lanes.h. It is C memory.
type lane struct {
	first int64   // the row of the whole columns that row 0 is
	rows  uintptr // where the rows stand from there on, an int32 for each; 0: without gaps
	all   loopColumns
}

// row is the row of the whole columns that row i is.
func (l *lane) row(i int) int {
	if l.rows != 0 {
		at := l.rows + uintptr(4*i)
		i = int(*(*int32)(*(*unsafe.Pointer)(unsafe.Pointer(&at))))
	}
	return int(l.first) + i
}

// serve runs the rows of lane i until there are none, or until one fails, here or elsewhere.
func (c *columns) serve(i int, into *failure) {
	if core.guard {
		debug.SetPanicOnFault(true)
	}
	at := c.lanes + uintptr(int64(i)*c.stride)
	l := *(**lane)(unsafe.Pointer(&at))
	r := Rows{all: &l.all}
	returned := false
	defer c.ended(&returned, &r, l.row, into)
	for r.err == nil {
		r.N = int(C.gs_lane_next(C.uintptr_t(c.lane), C.uintptr_t(at)))
		if r.N == 0 {
			break
		}
		r.At, r.Packed = 0, c.packed(&l.all)
		core.loops[c.loop](&r)
	}
	returned = true
}
