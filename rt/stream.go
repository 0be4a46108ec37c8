//go:build go1.25

package rt

import (
	"bytes"
	"io"
	"iter"
	"runtime"
	"runtime/debug"
	"sync"
	"time"
	"unsafe"
)

// A Stream is what Python iterates over: an iter.Seq, an iter.Seq2 or a channel. It has
// its own goroutine, which works only while Python waits for items, and rests when it
// has made as many as were requested. (iter.Pull can't be used: the runtime ends the
// process if such an iterator is resumed on another Python thread than the one on which
// it was made.)
//
// Python requests one item at first, then two, four, and so on, as long as these come
// quickly. A slow producer is asked for one item at a time. In the async API, a full
// batch is requested while half of the previous one is left.
type Stream struct{ of stream }

type stream interface {
	next(*Frame)
	stop(wait bool) *panicRecord
}

const (
	mostItems = 256      // twin: shim/async/astream.h
	mostBytes = 64 << 10 // of a wire buffer; more lies in wait for the next one
	// fast is how long the making of a batch may take if the next one is to be larger.
	fast = time.Millisecond
	// patience is how long finished items wait for the others of their batch. Later
	// items are made while Python goes on.
	patience = 2 * time.Millisecond
	// stopping is how long the end of a stream waits for a busy producer. Usually it
	// yields long before that; some never yield.
	stopping = 100 * time.Millisecond
)

// How items are requested, in word 1; the twins are in shim/streams/stream.h.
const (
	askPatiently = iota // by a job
	askForAMoment
	askWhether // and not for items: only whether that would be asking itself
)

// Values in place of a number of items.
const (
	notYet = -1 - iota
	itself
)

// A producer makes the items of one stream.
type producer[T any] struct {
	run   func(*producer[T])
	write func(*Encoder, T)

	turn chan struct{} // of the consumers: each gets items of its own; full while one has it
	size int           // of the next batch; its owner has the turn

	mu      sync.Mutex
	work    *work // nil before it has begun
	items   []T   // made and not yet given, the oldest first
	want    int   // the producer rests when there are so many items
	begun   bool  // the goroutine runs
	stopped bool  // nobody will ask for more
	resting bool
	over    bool
	ended   bool         // and Python knows
	raised  error        // comes after items
	last    error        // of what supplies it: comes at the end,
	due     bool         // or now, since that does not come
	failure *panicRecord // how it ended, if not well

	release func() // what the stream keeps goes, once; nil: nothing

	wake chan struct{} // the producer is to go on
	came chan struct{} // there is something to see for the consumer
	done chan struct{} // closed by stop
	end  chan struct{} // closed when the goroutine ends
}

func writeStream[T any](w *Encoder, run func(*producer[T]), write func(*Encoder, T)) {
	writePointer(w, unsafe.Pointer(&Stream{newProducer(w, run, write)}))
}

func newProducer[T any](w *Encoder, run func(*producer[T]), write func(*Encoder, T)) *producer[T] {
	p := &producer[T]{run: run, write: write, size: 1, over: run == nil,
		turn: make(chan struct{}, 1), wake: make(chan struct{}, 1), came: make(chan struct{}, 1),
		done: make(chan struct{}), end: make(chan struct{})}
	if h := w.hold; h != nil && run != nil {
		h.streams.Add(1)
		p.release = sync.OnceFunc(h.leave)
	}
	if run != nil {
		w.f.feeds(p)
	}
	return p
}

// readerStream is a stream of the chunks that a reader gives. A reader that can be
// closed is closed at the end of the stream.
func readerStream(w *Encoder, r io.Reader, shut func() error) stream {
	p := newProducer(w, func(p *producer[[]byte]) { readAll(p, r) }, WriteBytes)
	if shut != nil {
		before := p.release
		p.release = sync.OnceFunc(func() {
			shut() // what it says comes too late for any item
			if before != nil {
				before()
			}
		})
	}
	return p
}

// chunk is the maximal size of an item of a reader's stream.
const chunk = 64 << 10

func readAll(p *producer[[]byte], r io.Reader) {
	buf := make([]byte, chunk)
	for {
		n, err := r.Read(buf)
		if n > 0 && !p.put(bytes.Clone(buf[:n])) || err == io.EOF {
			return
		}
		if err != nil {
			p.fail(err)
			return
		}
	}
}

// WriteSeq, WriteSeq2, WriteErrors and WriteChan write a stream: its address
// and the handle that keeps it. nil is an empty one.
func WriteSeq[T any](w *Encoder, seq iter.Seq[T], write func(*Encoder, T)) {
	if seq == nil {
		writeStream(w, nil, write)
		return
	}
	writeStream(w, func(p *producer[T]) { seq(p.put) }, write)
}

type pair[K, V any] struct {
	key   K
	value V
}

func WriteSeq2[K, V any](w *Encoder, seq iter.Seq2[K, V], key func(*Encoder, K), value func(*Encoder, V)) {
	write := func(w *Encoder, p pair[K, V]) {
		key(w, p.key)
		value(w, p.value)
	}
	if seq == nil {
		writeStream(w, nil, write)
		return
	}
	writeStream(w, func(p *producer[pair[K, V]]) {
		seq(func(k K, v V) bool { return p.put(pair[K, V]{k, v}) })
	}, write)
}

// WriteErrors writes a sequence of values and errors. An error is raised in place of
// its item, and the stream goes on if further items are requested.
func WriteErrors[T any](w *Encoder, seq iter.Seq2[T, error], write func(*Encoder, T)) {
	if seq == nil {
		writeStream(w, nil, write)
		return
	}
	writeStream(w, func(p *producer[T]) {
		seq(func(v T, err error) bool {
			if err != nil {
				return p.fail(err)
			}
			return p.put(v)
		})
	}, write)
}

func WriteChan[T any](w *Encoder, ch <-chan T, write func(*Encoder, T)) {
	if ch == nil {
		writeStream(w, nil, write)
		return
	}
	writeStream(w, func(p *producer[T]) { receive(p, ch) }, write)
}

// receive returns what is in the channel, and waits only if it is empty.
func receive[T any](p *producer[T], ch <-chan T) {
	for yielded := false; ; {
		select {
		case v, open := <-ch:
			if !open || !p.put(v) {
				return
			}
			yielded = false
			continue
		default:
		}
		if !yielded { // a sender that the last receive has woken may have more
			yielded = true
			runtime.Gosched()
			continue
		}
		if !p.flush() {
			return
		}
		select {
		case v, open := <-ch:
			if !open || !p.put(v) {
				return
			}
			yielded = false
		case <-p.done:
			return
		}
	}
}

// ---- the producer's side ----

// put is the producer's yield.
func (p *producer[T]) put(v T) bool {
	passOn()
	p.mu.Lock()
	if p.stopped {
		p.mu.Unlock()
		return false
	}
	p.items = append(p.items, v)
	if len(p.items) < p.want {
		p.mu.Unlock()
		return true
	}
	return p.rest()
}

// fail is a yield of an error.
func (p *producer[T]) fail(err error) bool {
	p.mu.Lock()
	p.raised = err
	return p.rest()
}

// late keeps an error for the end of the stream, which may not come.
func (p *producer[T]) late(err error) bool {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.stopped || p.ended {
		return false
	}
	if p.last == nil {
		p.last = err
		time.AfterFunc(lateness, p.overdue)
	}
	return true
}

// overdue makes it come after the items that are there.
func (p *producer[T]) overdue() {
	p.mu.Lock()
	p.due = p.last != nil
	p.mu.Unlock()
	signal(p.came)
}

// flush delivers the finished items, and returns when more are requested.
func (p *producer[T]) flush() bool {
	p.mu.Lock()
	if len(p.items) == 0 {
		p.mu.Unlock()
		return true
	}
	return p.rest()
}

// rest waits until more items are requested than are there. It returns false if none
// ever will be. It unlocks p.mu.
func (p *producer[T]) rest() bool {
	p.want, p.resting = 0, true
	p.mu.Unlock()
	signal(p.came)
	for {
		select {
		case <-p.wake:
		case <-p.done:
			return false
		}
		p.mu.Lock()
		if p.stopped {
			p.mu.Unlock()
			return false
		}
		if p.want > 0 {
			p.resting = false
			p.mu.Unlock()
			return true
		}
		p.mu.Unlock()
	}
}

// produce is the goroutine.
func (p *producer[T]) produce(w *work) {
	returned := false
	w.begin()
	defer w.end()
	defer func() {
		v := recover()
		code, exits := exited() // whatever has recovered it
		p.mu.Lock()
		p.over = true
		switch {
		case exits:
			p.failure = &panicRecord{value: exit{code}}
		case v != nil:
			p.failure = &panicRecord{value: v, stack: trimStack(debug.Stack())}
		case !returned:
			p.failure = &panicRecord{value: goexit{}}
		}
		p.mu.Unlock()
		close(p.end)
		signal(p.came)
	}()
	if p.release != nil {
		defer p.release()
	}
	p.run(p)
	returned = true
}

func signal(c chan struct{}) {
	select {
	case c <- struct{}{}:
	default: // it has been told
	}
}

// ---- the consumer's side ----

// StreamNext gives Python the next items of the stream in word 0: a wire buffer in
// words 1 to 3, and in word 4 the number of items in it, 0 at the end. On entry, word 1
// says how items are requested, and word 2 is the work on whose behalf Python code
// asks.
func StreamNext(f *Frame) { (*Stream)(f.pointer(0)).of.next(f) }

// StreamStop ends the stream in word 0, and waits for the end if word 1 says so; or it closes
// the channel.
func StreamStop(f *Frame) {
	if c, is := (*Stream)(f.pointer(0)).of.(interface{ end() }); is && *f.word(1) == channelEnds {
		c.end()
		return
	}
	if e := (*Stream)(f.pointer(0)).of.stop(*f.word(1) != 0); e != nil {
		panic(e)
	}
}

func (p *producer[T]) next(f *Frame) {
	how, by := *f.word(1), asker(*f.word(2))
	if by != nil {
		p.mu.Lock()
		w := p.work
		p.mu.Unlock()
		if w != nil && by.waitsFor(w) {
			nothing(f, itself)
			return
		}
	}
	if how == askWhether || !p.enter(how == askForAMoment) {
		nothing(f, notYet)
		return
	}
	defer func() { <-p.turn }()
	p.mu.Lock()
	if len(p.items) == 0 && p.raised == nil && !p.due && !p.over && !p.stopped && !p.await(by, how == askForAMoment) {
		p.mu.Unlock()
		nothing(f, notYet)
		return
	}
	items, raised, failure := p.items, p.raised, p.failure
	switch {
	case p.stopped:
		items, raised, failure = nil, nil, nil
	case len(items) > 0:
		p.items = nil
	case raised != nil:
		p.raised = nil
	case failure != nil:
		p.failure = nil // it is told once
	default:
		raised, p.last, p.due = p.last, nil, false
		p.ended = raised == nil
	}
	p.mu.Unlock()
	switch {
	case len(items) > 0:
		p.give(f, items)
	case raised != nil:
		f.Fail(1, raised, false)
	case failure != nil:
		panic(failure)
	default:
		nothing(f, 0)
	}
}

// nothing writes no items, and the reason.
func nothing(f *Frame, why int) {
	f.PutWire(1).Done()
	*f.word(4) = uint64(why)
}

// enter waits for the caller's turn; false: it took longer than a moment.
func (p *producer[T]) enter(briefly bool) bool {
	select {
	case p.turn <- struct{}{}:
		return true
	default:
	}
	var beat <-chan struct{}
	if briefly {
		beat = moments.next()
	}
	select {
	case p.turn <- struct{}{}:
		return true
	case <-beat:
		return false
	}
}

// await lets the producer work until there are items to deliver; false: there were none
// within a moment. p.mu is held, and released meanwhile.
func (p *producer[T]) await(by *work, briefly bool) bool {
	size := p.size
	p.want = size
	if p.begun {
		signal(p.wake)
	} else {
		p.begun = true
		p.work = newWork()
		Starting()
		go p.produce(p.work)
	}
	if by != nil {
		p.work.askedBy(by)
		defer p.work.askedBy(nil)
	}
	start := time.Now()
	var late <-chan time.Time
	if size > 1 {
		t := time.NewTimer(patience)
		defer t.Stop()
		late = t.C
	}
	var beat <-chan struct{}
	if briefly {
		beat = moments.next()
	}
	for {
		p.mu.Unlock()
		passed := false
		select {
		case <-p.came:
		case <-late:
			late = nil
			size = 1
		case <-beat:
			passed = size == 1 // else patience comes first
			beat = moments.next()
		case <-p.done:
		}
		p.mu.Lock()
		if p.stopped || p.over || p.due || p.raised != nil || p.resting && len(p.items) > 0 {
			break
		}
		if size == 1 {
			p.want = 1 // the first that comes is given
			if len(p.items) > 0 {
				break
			}
		}
		if passed {
			p.size = 1
			return false
		}
	}
	switch {
	case len(p.items) < size:
	case time.Since(start) > fast:
		size = 1
	default:
		size = min(2*size, mostItems)
	}
	p.size = max(size, 1)
	return true
}

// give writes items to the frame. Items beyond the limits of a wire buffer wait.
func (p *producer[T]) give(f *Frame, items []T) {
	w := f.PutWire(1)
	n := 0
	for n < len(items) && (n == 0 || len(w.buf) < mostBytes) {
		p.write(w, items[n])
		n++
	}
	*f.word(4) = uint64(n)
	w.Done()
	clear(items[:n]) // Go need not keep what Python has
	p.mu.Lock()
	if n < len(items) {
		p.items = append(items[n:], p.items...)
		p.size = n
	} else if len(p.items) == 0 {
		p.items = items[:0]
	}
	p.mu.Unlock()
}

// stop makes the producer's yield return false. It returns how the producer ended, if
// that was a panic or an exit, or the error that would have come at the end. Where nobody waits for
// that, it is a panic of a goroutine.
func (p *producer[T]) stop(wait bool) *panicRecord {
	e := p.finish(wait)
	p.mu.Lock()
	last := p.last
	p.last = nil
	p.mu.Unlock()
	switch {
	case last == nil || e != nil:
		return e
	case wait:
		return &panicRecord{value: last}
	}
	go Run(func() { panic(last) })
	return nil
}

func (p *producer[T]) finish(wait bool) *panicRecord {
	p.mu.Lock()
	first, resting, working := !p.stopped, p.resting && !p.over, p.begun && !p.resting && !p.over
	p.stopped = true
	p.items, p.raised = nil, nil
	if first {
		close(p.done)
	}
	p.mu.Unlock()
	if first && p.release != nil && !resting { // what it waits for ends with its context, or by its reader's Close
		if wait {
			p.release()
		} else { // the GIL is kept, and a Close may take its time
			go Run(p.release)
		}
	}
	switch {
	case wait && resting:
		<-p.end
	case wait && working: // it ends at its next yield
		select {
		case <-p.end:
		case <-time.After(stopping):
			return nil
		}
	default:
		return nil
	}
	p.mu.Lock()
	e := p.failure
	p.failure = nil
	p.mu.Unlock()
	return e
}

// String is the panic's text.
func (e *panicRecord) String() string { return textOf(e.value) }
