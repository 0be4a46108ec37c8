//go:build go1.25

package rt

/*
#include <stdint.h>
static int64_t gs_lane_next(uintptr_t next, uintptr_t lane) { return ((int64_t (*)(uintptr_t))next)(lane); }
static int gs_lane_more(uintptr_t more, uintptr_t lane, int i, size_t n) { return ((int (*)(uintptr_t, int, size_t))more)(lane, i, n); }
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
	r := Rows{all: &l.all, of: c, lane: l}
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

// Texts are a column of results: each is two words in the column, of bytes that lie in the lane's
// memory, since it is C that makes Python's strings of them.
type Texts[T ~string] struct {
	column Column[[2]uintptr]
	i      int
}

// TextsOf is ColumnOf for results that are text.
func TextsOf[T ~string](r *Rows, i int) Texts[T] {
	return Texts[T]{ColumnOf[[2]uintptr](r, i), i}
}

// Put copies the text of a row. It returns false if there is no memory: then the loop ends.
func (c Texts[T]) Put(r *Rows, i int, text T) bool {
	room := &r.all[c.i]
	if len(text) > room.n || room.stride == 0 {
		if C.gs_lane_more(C.uintptr_t(r.of.more), C.uintptr_t(uintptr(unsafe.Pointer(r.lane))), C.int(c.i), C.size_t(len(text))) == 0 {
			return false
		}
	}
	copy(unsafe.Slice(*(**byte)(unsafe.Pointer(&room.stride)), len(text)), text)
	*c.column.Item(i) = [2]uintptr{uintptr(room.stride), uintptr(len(text))}
	room.stride += len(text)
	room.n -= len(text)
	return true
}
