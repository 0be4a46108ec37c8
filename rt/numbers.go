//go:build go1.25

package rt

import (
	"context"
	"runtime/debug"
	"sync"
	"sync/atomic"
	"unsafe"
)

// Rows are numbers of some rows of columns: what a generated loop runs over, for a function
// of numbers only.
type Rows struct {
	N      int  // rows
	At     int  // the row that runs, which a panic tells
	Packed bool // no column has gaps
	first  int  // the row of the whole columns that row 0 is
	of     *columns
}

// A Column is one of them. It lies in memory of Python's.
type Column[T any] struct {
	p    unsafe.Pointer
	step int
}

// ColumnOf returns column i: those of the arguments, then those of the results.
func ColumnOf[T any](r *Rows, i int) Column[T] {
	c := &r.of.all[i]
	at := c.p + uintptr(r.first*c.step)
	return Column[T]{*(*unsafe.Pointer)(unsafe.Pointer(&at)), c.step}
}

// All returns the items as a slice, if the rows are packed.
func (c Column[T]) All(r *Rows) []T { return unsafe.Slice((*T)(c.p), r.N) }

// Item returns the address of an item.
func (c Column[T]) Item(i int) *T { return (*T)(unsafe.Add(c.p, i*c.step)) }

// Loops passes the generated loops to the runtime.
func Loops(loops ...func(*Rows)) { core.loops = loops }

// columns is what a loop runs over: gs_columns in shim/batch/numbers.h.
type columns struct {
	n       int64
	next    atomic.Int64 // the first row that no goroutine has taken
	failed  int64        // out: the row that panicked
	workers int64
	loop    int32
	stopped atomic.Int32
	ncols   int64
	all     [maxColumns]struct {
		p          uintptr
		step, size int
	}
}

const (
	maxColumns = 16      // GS_MOST_COLUMNS
	atATime    = 1 << 14 // rows that a goroutine takes at a time
)

// runLoop is RunRows for the loop over the columns whose address is in word 0.
func runLoop(f *Frame) {
	c := (*columns)(f.pointer(0))
	ctx, end := f.Context(1)
	defer end()
	defer context.AfterFunc(ctx, func() { c.stopped.Store(1) })()
	workers := int(min(c.workers, (c.n+atATime-1)/atATime))
	failures := make([]failure, max(workers, 1))
	if workers <= 1 {
		c.work(&failures[0])
	} else {
		var all sync.WaitGroup
		for i := range workers {
			all.Go(func() { c.work(&failures[i]) })
		}
		all.Wait()
	}
	// Goroutines take rows in order, and run to the end what they have taken. So the first
	// row that panics is known.
	var first failure
	for _, one := range failures {
		if one.record != nil && (first.record == nil || one.row < first.row) {
			first = one
		}
	}
	if first.record != nil {
		c.failed = int64(first.row)
		panic(first.record)
	}
}

// A failure is the panic of a row.
type failure struct {
	row    int
	record *panicRecord
}

// work runs rows until there are none, or until one panics, here or elsewhere.
func (c *columns) work(into *failure) {
	if core.guard {
		debug.SetPanicOnFault(true)
	}
	packed := true
	for _, one := range c.all[:c.ncols] {
		packed = packed && one.step == one.size
	}
	for c.stopped.Load() == 0 {
		first := c.next.Add(atATime) - atATime
		if first >= c.n {
			break
		}
		r := &Rows{N: int(min(atATime, c.n-first)), first: int(first), Packed: packed, of: c}
		r.run(core.loops[c.loop], into)
		if into.record != nil {
			c.stopped.Store(1)
		}
	}
}

func (r *Rows) run(loop func(*Rows), into *failure) {
	returned := false
	defer func() {
		if returned {
			return
		}
		v := recover()
		if v == nil { // this goroutine ends
			v = "runtime.Goexit ended the goroutine of the call"
			r.of.stopped.Store(1)
		}
		*into = failure{r.first + r.At, &panicRecord{value: v, stack: trimStack(debug.Stack())}}
	}()
	loop(r)
	returned = true
}
