//go:build go1.25

package rt

import (
	"fmt"
	"reflect"
	"runtime/debug"
	"strings"
	"sync"
	"sync/atomic"
	"time"
	"unsafe"
)

// Rows are some rows of columns of numbers and text: what a generated loop runs over. A text is a
// string over Python's memory, during the call.
type Rows struct {
	N       int   // rows
	At      int   // the row that runs, which a failure tells
	Packed  bool  // no column has gaps
	first   int   // the row of `all` that row 0 is
	err     error // of row At
	results bool  // beside it
	all     *loopColumns
	lane    *lane // which brings these rows, or nil
	of      *columns
}

// End is where loops of functions that may take long see, before each row, whether nobody wants the rest: a signal came, or
// the time is over.
func (r *Rows) End() *End { return (*End)(&r.of.stopped) }

// An End is columns.stopped.
type End atomic.Int32

// Unwanted reports whether no further row is to begin.
func (e *End) Unwanted() bool { return (*atomic.Int32)(e).Load() == rowsUnwanted }

// A Column is one of them. It lies in memory of Python's.
type Column[T any] struct {
	p    unsafe.Pointer
	step int
}

// ColumnOf returns column i: those of the arguments, then those of the results.
func ColumnOf[T any](r *Rows, i int) Column[T] {
	return Column[T]{r.start(i), r.all[i].step}
}

func (r *Rows) start(i int) unsafe.Pointer {
	c := &r.all[i]
	at := c.p + uintptr(r.first*c.step)
	return *(*unsafe.Pointer)(unsafe.Pointer(&at))
}

// All returns the items as a slice, if the rows are packed.
func (c Column[T]) All(r *Rows) []T { return unsafe.Slice((*T)(c.p), r.N) }

// Item returns the address of an item.
func (c Column[T]) Item(i int) *T { return (*T)(unsafe.Add(c.p, i*c.step)) }

// CloneText is a text of a column for a function that may keep it.
func CloneText(s string) string { return strings.Clone(s) }

// Lists are a column of lists, which have one length.
type Lists[T any] struct {
	p               unsafe.Pointer
	step, n, stride int
	room            []T
}

// ListsOf is ColumnOf for lists.
func ListsOf[T any](r *Rows, i int) Lists[T] {
	c := &r.all[i]
	return Lists[T]{p: r.start(i), step: c.step, n: c.n, stride: c.stride}
}

// Item returns the list of a row until the next call, for a function that neither keeps nor
// writes it.
func (c *Lists[T]) Item(i int) []T {
	p := unsafe.Add(c.p, i*c.step)
	if !isBool[T]() && c.stride == int(unsafe.Sizeof(*new(T))) || c.n == 0 {
		return unsafe.Slice((*T)(p), c.n)
	}
	if c.room == nil {
		c.room = make([]T, c.n)
	}
	c.read(p, c.room)
	return c.room
}

// Copy returns a copy of it, for a function that may keep it.
func (c *Lists[T]) Copy(i int) []T {
	v := make([]T, c.n)
	c.read(unsafe.Add(c.p, i*c.step), v)
	return v
}

func (c *Lists[T]) read(p unsafe.Pointer, to []T) {
	if isBool[T]() {
		for k := range to {
			*(*bool)(unsafe.Pointer(&to[k])) = *(*byte)(unsafe.Add(p, k*c.stride)) != 0
		}
		return
	}
	for k := range to {
		to[k] = *(*T)(unsafe.Add(p, k*c.stride))
	}
}

// Truth reads a bool from memory that Go has not written. A byte of NumPy's may have any value,
// and compiled code relies on 0 and 1: its conditions and indices are wrong with others.
func Truth[T ~bool](p *T) T { return *(*byte)(unsafe.Pointer(p)) != 0 }

func isBool[T any]() bool { return reflect.TypeFor[T]().Kind() == reflect.Bool }

// Put writes the list that is the result of row i.
func (c *Lists[T]) Put(r *Rows, i int, v []T) bool {
	if len(v) != c.n {
		return r.Fail(fmt.Errorf("the function returned a list of %d items, and its signature says %d", len(v), c.n), false)
	}
	p := unsafe.Add(c.p, i*c.step)
	for k, x := range v {
		*(*T)(unsafe.Add(p, k*c.stride)) = x
	}
	return true
}

// Fail ends the loop with the error of row At. results: whether the function returned some beside it.
// It returns false.
func (r *Rows) Fail(err error, results bool) bool {
	r.err, r.results = err, results
	return false
}

// Loops passes the generated loops to the runtime.
func Loops(loops ...func(*Rows)) { core.loops = loops }

// columns is what a loop runs over: gs_columns in shim/batch/numbers.h.
type columns struct {
	n       int64
	next    atomic.Int64 // the first row that no goroutine has taken
	failed  int64        // out: the row that failed
	results uint64       // out: whether it has results beside its error
	workers int64
	share   int64 // the most rows that a goroutine takes at a time
	begin   int64 // how many it takes first: what it takes next depends on how long these took
	loop    int32
	stopped atomic.Int32
	ncols   int64
	lanes   uintptr // the first of `workers` lanes; 0: there are none
	stride  int64   // bytes between them
	lane    uintptr // what is called for the next rows of one,
	more    uintptr // and for memory of results that are texts
	all     loopColumns
}

// What columns.stopped is where a row has failed, and those before it are still wanted; and where no result is.
const (
	rowFailed    = 1
	rowsUnwanted = 2 // GS_ROWS_UNWANTED
)

// loopColumns are where a loop finds its columns: gs_loop_column.
type loopColumns [maxColumns]struct {
	p          uintptr
	step, size int
	n, stride  int // of lists; of texts, the bytes that are free, and where they are
}

const maxColumns = 16 // GS_MOST_COLUMNS

// packed reports whether no column has gaps.
func (c *columns) packed(all *loopColumns) bool {
	for i := range all[:c.ncols] {
		if all[i].step != all[i].size {
			return false
		}
	}
	return true
}

// runLoop is RunRows for the loop over the columns whose address is in word 0.
func runLoop(f *Frame) {
	c := (*columns)(f.pointer(0))
	if f.code == codeInterruptible || *(*int64)(unsafe.Pointer(f.word(1))) != noTimeout {
		ctx, end := f.Context(1)
		defer end()
		defer afterwards(ctx, func() { c.stopped.Store(rowsUnwanted) })()
	}
	var first failure
	run, workers := c.serve, int(c.workers)
	if c.lanes == 0 {
		run, workers = c.work, int(min(c.workers, (c.n+c.share-1)/c.share))
	}
	if workers <= 1 {
		run(0, &first)
	} else {
		failures := make([]failure, workers)
		var all sync.WaitGroup
		for i := range workers {
			all.Go(func() { run(i, &failures[i]) })
		}
		all.Wait()
		// Goroutines take rows in order, and run to the end what they have taken. So the
		// first row that fails is known.
		for _, one := range failures {
			if one.failed() && (!first.failed() || one.row < first.row) {
				first = one
			}
		}
	}
	if first.failed() {
		c.failed = int64(first.row)
		c.results = bit(first.results && asException(first.err, membersOf(first.err, 0)) == nil)
	}
	if first.record != nil {
		panic(first.record)
	}
	if first.err != nil {
		f.Fail(0, first.err, false)
	}
}

// A failure is the panic or the error of a row.
type failure struct {
	row     int
	record  *panicRecord
	err     error
	results bool // beside err
}

func (f failure) failed() bool { return f.record != nil || f.err != nil }

// work runs shares of the rows until there are none, or until one fails, here or elsewhere.
func (c *columns) work(_ int, into *failure) {
	if core.guard {
		debug.SetPanicOnFault(true)
	}
	r := Rows{Packed: c.packed(&c.all), all: &c.all, of: c}
	returned := false
	defer c.ended(&returned, &r, func(i int) int { return r.first + i }, into)
	share := c.begin
	for c.stopped.Load() == 0 {
		first := c.next.Add(share) - share
		if first >= c.n {
			break
		}
		var began time.Time
		if c.begin < c.share {
			began = time.Now()
		}
		r.N, r.At, r.first = int(min(share, c.n-first)), 0, int(first)
		core.loops[c.loop](&r)
		if r.err != nil {
			break
		}
		if c.begin < c.share {
			took := time.Since(began)
			if took < soon {
				share = min(4*share, c.share)
			} else if took > 2*soon {
				share = max(1, share*int64(soon)/int64(took))
			}
		}
	}
	returned = true
}

// ended is deferred: it says which row has failed, if one has, and ends the others. row: the row of the
// whole columns that one of r is.
func (c *columns) ended(returned *bool, r *Rows, row func(int) int, into *failure) {
	switch {
	case !*returned:
		v := recover()
		if v == nil { // this goroutine ends
			v = "runtime.Goexit ended the goroutine of the call"
		}
		*into = failure{row: row(r.At), record: &panicRecord{value: v, stack: trimStack(debug.Stack())}}
	case r.err != nil:
		*into = failure{row: row(r.At), err: r.err, results: r.results}
	default:
		return
	}
	c.stopped.CompareAndSwap(0, rowFailed)
}

// soon is how long a goroutine may run rows before it looks whether it should stop.
const soon = 500 * time.Microsecond
