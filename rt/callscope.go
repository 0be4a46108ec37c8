//go:build go1.25

package rt

import (
	"context"
	"sync/atomic"
	"unsafe"
)

// A callScope is a call of Python's whose context (of contextvars) log records need: those of
// goroutines that the call has started, too. It is made where the context is not empty, in
// extensions that log.
//
// The shim holds the context during the call. If a goroutine may still log after it, Go takes
// the reference over, and gives it back when no goroutine can.
type callScope struct {
	context uintptr     // 0: the call is over, and nothing is kept; guarded by records
	waiting int         // records of the call that wait in the queue; guarded by records
	started bool        // a goroutine; guarded by records
	kept    *reference  // nil: the shim's, while the call lasts
	shared  atomic.Bool // its context.Context, with what may outlive the call
}

// logging is whether the extension hands records to Python.
var logging atomic.Bool

// callLogging is call where the extension logs: records of the call are Python's when it returns.
func (f *Frame) callLogging(fn int32) {
	if f.how&heldGIL != 0 { // too short to log
		f.call(fn)
		return
	}
	s, before := f.enterScope()
	f.call(fn)
	delivery.flush()
	f.leaveScope(s, before)
}

func (f *Frame) enterScope() (*callScope, unsafe.Pointer) {
	if f.how&inContext == 0 {
		return nil, nil
	}
	s := &callScope{context: f.pyContext}
	before, entered := enterOrigin(func(o *origin) { o.call = s })
	if !entered {
		return nil, nil
	}
	return s, before
}

func (f *Frame) leaveScope(s *callScope, before unsafe.Pointer) {
	if s == nil {
		return
	}
	setProfLabel(before)
	records.Lock()
	defer records.Unlock()
	if s.started || s.waiting > 0 || s.shared.Load() {
		s.kept = own(s.context, object)
		f.how |= contextKept
	} else {
		s.context = 0
	}
}

// Starting says that a go statement of the user's comes now (internal/panics).
func Starting() {
	if !logging.Load() {
		return
	}
	if o := originHere(); o != nil && o.call != nil {
		records.Lock()
		o.call.started = true
		records.Unlock()
	}
}

// Started is Starting, and f.
func Started(f func()) func() {
	Starting()
	return f
}

// callHere is the call that the current goroutine works for; nil: none that has a context.
func callHere() *callScope {
	if o := originHere(); o != nil && logging.Load() {
		return o.call
	}
	return nil
}

// enter lets the current goroutine work for the call, until leave. A goroutine that a go statement starts does so
// anyway; that of a timer has no origin, and that of context.AfterFunc has the one of who has cancelled.
func (s *callScope) enter() (leave func()) {
	if !logging.Load() || callHere() == s {
		return func() {}
	}
	before, entered := enterOrigin(func(o *origin) { o.call = s })
	if !entered {
		return func() {}
	}
	return func() { setProfLabel(before) }
}

// A scopedContext is the context.Context of a call, and says so. A goroutine that has it may log for
// the call, whoever has started that goroutine: those of a pool take work from all calls.
type scopedContext struct {
	context.Context
	call *callScope
}

// scoped is ctx, for the call that runs on this goroutine.
func scoped(ctx context.Context) context.Context {
	if o := originHere(); o != nil && o.call != nil {
		return &scopedContext{ctx, o.call}
	}
	return ctx
}

// outlives says that what the call returns has its context.
func outlives(ctx context.Context) {
	if c, ok := ctx.(*scopedContext); ok {
		c.call.shared.Store(true)
	}
}

// seen notes that another goroutine than those of the call has the context.
func (c *scopedContext) seen() {
	if c.call.shared.Load() {
		return
	}
	if o := originHere(); o == nil || o.call != c.call {
		c.call.shared.Store(true)
	}
}

func (c *scopedContext) Done() <-chan struct{} {
	c.seen()
	return c.Context.Done()
}

func (c *scopedContext) Err() error {
	c.seen()
	return c.Context.Err()
}

// scopeKey is the key of a callScope.
type scopeKey struct{}

func (c *scopedContext) Value(key any) any {
	c.seen()
	if key == (scopeKey{}) {
		return c.call
	}
	return c.Context.Value(key)
}

// LogIn is Log for a record that belongs to a context: it may be that of a call.
func LogIn(ctx context.Context, r *LogRecord) {
	if ctx != nil {
		r.call, _ = ctx.Value(scopeKey{}).(*callScope)
	}
	Log(r)
}
