//go:build go1.25

package rt

import "C" // for the export

import (
	"errors"
	"fmt"
	"strings"
	"sync"
	"sync/atomic"
	"time"
	"unsafe"
)

// records are those that Python does not have yet. Code that logs waits neither for the GIL
// nor for a handler of Python's. Python gets all that there are at once: at the end of a call,
// or a moment after they came.
var records = recordQueue{patience: mostPatience}

// delivery is what TakeLogs sets: functions of this file.
var delivery struct {
	start func(function uintptr, level, pending unsafe.Pointer)
	flush func()
}

type recordQueue struct {
	sync.Mutex
	all      []*LogRecord
	bytes    int
	lost     int           // since there was no room
	came     uint64        // so far
	inside   uint64        // of these, up to the last that code has logged that Python's logging had called
	given    uint64        // to Python, or to stderr
	left     atomic.Int64  // came without given; calls look at it without the lock
	giving   bool          // a goroutine is doing that
	over     chan struct{} // closed when it has
	started  bool
	closed   bool // Python is exiting
	wake     chan struct{}
	level    atomic.Pointer[atomic.Int32] // of Python's loggers, the lowest; memory of the shim's
	function Object                       // of Python, that takes records
	pending  *pendingRecords
	patience time.Duration // of a call that waits for another's delivery
}

const (
	mostRecords   = 1 << 18
	mostOfRecords = 64 << 20             // bytes
	gathering     = 2 * time.Millisecond // for further records, outside of calls
	mostRounds    = 100                  // of records that handlers cause
	mostTries     = 3                    // to give, where a Ctrl-C comes between
	mostPatience  = time.Second
	leastPatience = time.Millisecond
)

// Enabled reports whether Python may want records of a level.
func Enabled(level int) bool {
	l := records.level.Load()
	return l == nil || level >= int(l.Load())
}

// Log hands a record over.
func Log(r *LogRecord) {
	q := &records
	q.Lock()
	if q.closed {
		q.Unlock()
		toStderr([]*LogRecord{r})
		return
	}
	if len(q.all) >= mostRecords || q.bytes >= mostOfRecords { // one that is larger than that alone has room
		q.lost++
		q.Unlock()
		return
	}
	q.all = append(q.all, r)
	q.bytes += r.size()
	q.came++
	q.left.Add(1)
	q.pending.add(r)
	o := originHere()
	if r.call == nil && o != nil && r.Level >= 0 {
		r.call = o.call
	}
	if r.call != nil && r.call.context == 0 {
		r.call = nil
	}
	if r.call != nil {
		r.call.waiting++
	}
	if o != nil && o.record {
		q.inside = q.came
	}
	if !q.started {
		q.started, q.wake, q.over = true, make(chan struct{}, 1), make(chan struct{})
		go q.drain()
	}
	q.Unlock()
	select {
	case q.wake <- struct{}{}:
	default: // it is awake
	}
}

func (r *LogRecord) size() int {
	n := 200 + len(r.Message)
	for i := range r.Attrs {
		n += 64 + len(r.Attrs[i].Key)
		switch v := r.Attrs[i].Value.(type) {
		case string:
			n += len(v)
		case []byte:
			n += len(v)
		}
	}
	return n
}

// drain delivers what is logged outside of calls, and in long ones.
func (q *recordQueue) drain() {
	setProfLabel(nil)
	for range q.wake {
		time.Sleep(gathering)
		q.flush()
	}
}

// flush delivers what has been logged so far. It does not wait in code that Python's logging
// has called: that code's caller goes on with the rest.
//
// Nor does it wait for long while another goroutine delivers. That may need a lock which this
// thread has: logging holds one of the handler's while a handler runs, which calls Go. Where
// waiting was in vain, the next calls wait less.
func (q *recordQueue) flush() {
	for _, o := range outputs {
		o.collect()
	}
	if q.left.Load() == 0 {
		return
	}
	if o := originHere(); o != nil && o.record {
		return
	}
	q.Lock()
	defer q.Unlock()
	var late <-chan time.Time
	end := q.came
	for rounds := 0; q.given < max(end, q.inside) && q.function.ref != nil; {
		if !q.giving {
			if rounds++; rounds > mostRounds {
				return // a handler logs whenever it is called
			}
			if !q.deliver() {
				return
			}
			continue
		}
		over, patience := q.over, q.patience
		q.Unlock()
		if late == nil {
			t := time.NewTimer(patience)
			defer t.Stop()
			late = t.C
		}
		select {
		case <-over:
			q.Lock()
			q.patience = min(q.patience+leastPatience, mostPatience)
		case <-late:
			q.Lock()
			q.patience = max(q.patience/4, leastPatience)
			return
		}
	}
}

// deliver gives Python what there is. q is locked, and unlocked meanwhile. false: this thread can't, and the goroutine that
// delivers what is logged outside of calls is to do it.
func (q *recordQueue) deliver() bool {
	all, lost := q.all, q.lost
	q.all, q.bytes, q.lost = nil, 0, 0
	q.giving = true
	q.pending.give()
	q.Unlock()
	if lost > 0 {
		all = append(all, &LogRecord{Time: time.Now(), Level: levelError, site: new(logSite),
			Message: fmt.Sprintf("%d log records were dropped: Python did not take them as fast as they came", lost)})
	}
	ended := give(q.function, all)
	q.Lock()
	mine := all
	if lost > 0 {
		mine = all[:len(all)-1] // the last one is ours, and has not come
	}
	if ended == givenElsewhere {
		q.takeBack(mine, lost)
	} else {
		for _, r := range mine {
			if r.call != nil {
				r.call.waiting--
			}
		}
		q.given += uint64(len(mine))
		q.left.Add(-int64(len(mine)))
	}
	q.closed = q.closed || ended == givenClosed
	q.giving = false
	q.pending.given()
	close(q.over)
	q.over = make(chan struct{})
	return ended != givenElsewhere
}

// takeBack puts records before those that have come meanwhile, and wakes who delivers outside of calls.
func (q *recordQueue) takeBack(all []*LogRecord, lost int) {
	q.lost += lost
	q.all = append(all, q.all...)
	for _, r := range all {
		q.bytes += r.size()
		q.pending.add(r)
	}
	select {
	case q.wake <- struct{}{}:
	default:
	}
}

// How giving records to Python has ended.
const (
	given          = iota
	givenClosed    // Python is exiting
	givenElsewhere // not: another greenlet of this thread is in a callback, so that none may begin
)

// refusedHere is how the error begins for which records are given elsewhere: shim/callbacks/greenlet.c.
const refusedHere = "RuntimeError: a Go callback can't run in this greenlet"

// give calls Python's function, and writes to stderr what it does not want or could not be given.
func give(function Object, all []*LogRecord) (ended int) {
	var o origin
	if here := originHere(); here != nil {
		o = *here
	}
	current := o.call // that this thread is in
	o.record, o.call = true, nil
	defer setProfLabel(profLabel()) // the author's, too: who delivers must be known to be doing so
	setProfLabel(unsafe.Pointer(o.labelled()))
	contexts, numbers := []any{}, map[*callScope]int{}
	list := make([]any, len(all))
	for i, r := range all {
		context := -1
		if r.call != nil {
			n, known := numbers[r.call]
			if !known {
				n = len(contexts)
				numbers[r.call] = n
				contexts = append(contexts, Object{&reference{r.call.context, object}})
			}
			context = n
		}
		list[i] = r.forPython(context)
	}
	here := -1
	if n, known := numbers[current]; known {
		here = n
	}
	arguments := tuple([]any{list, contexts, here})
	left, err := operateObject(opCall, function, arguments, nil)
	interrupted := false
	for tries := 1; err != nil && !errors.Is(err, ErrClosed) && !strings.HasPrefix(err.Error(), refusedHere) && tries < mostTries; tries++ {
		// what came as the function began: a Ctrl-C, or that the stack of the thread is full
		interrupted = interrupted || strings.HasPrefix(err.Error(), "KeyboardInterrupt")
		left, err = operateObject(opCall, function, arguments, nil)
	}
	if interrupted {
		defer interruptPython()
	}
	switch {
	case err == nil && !left.IsNone():
		leftToGo(all, left)
	case err == nil:
	case strings.HasPrefix(err.Error(), refusedHere):
		return givenElsewhere
	default:
		toStderr(all)
		if errors.Is(err, ErrClosed) {
			return givenClosed
		}
	}
	return given
}

// leftToGo writes the records that Python has left to Go, by their numbers. -1 is a Ctrl-C.
func leftToGo(all []*LogRecord, left Object) {
	v, _ := left.Value()
	numbers, _ := v.([]any)
	var some []*LogRecord
	for _, n := range numbers {
		switch i, _ := n.(int64); {
		case i < 0:
			interruptPython()
		case int(i) < len(all):
			some = append(some, all[i])
		}
	}
	toStderr(some)
}

// forPython is the record as shim/records.py takes it.
func (r *LogRecord) forPython(context int) any {
	at := r.site
	if at == nil {
		at = siteOf(r.PC)
	}
	attrs := make([]any, len(r.Attrs))
	for i, a := range r.Attrs {
		attrs[i] = []any{a.Groups, a.Key, int(a.Kind), a.Value}
	}
	return []any{r.Time.UnixNano(), r.Level, at.pkg, r.Message, at.file, at.line, at.function, context, attrs}
}

// startLogging is called when the core has been loaded. function: a reference that the core keeps; or 0 where Python takes
// no records: the user wants none, or it is exiting.
func startLogging(function uintptr, level, pending unsafe.Pointer) {
	records.Lock()
	defer records.Unlock()
	if function == 0 {
		records.closed = true
		toStderr(records.all)
		records.all = nil
		return
	}
	logging.Store(true)
	records.function = Object{&reference{function, object}} // for the life of the process
	records.level.Store((*atomic.Int32)(level))
	records.pending = (*pendingRecords)(pending)
	for _, r := range records.all {
		records.pending.add(r)
	}
}

// gophersnake_flush_records gives Python the records that there are.
//
//export gophersnake_flush_records
func gophersnake_flush_records() {
	if delivery.flush != nil {
		delivery.flush()
	}
}
