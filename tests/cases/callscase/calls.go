// Package callscase has functions with all sorts of parameters.
package callscase

import (
	"context"
	"strings"
	"sync"
	"time"
)

func Noop()                 {}
func Three(a, b, c int) int { return a*100 + b*10 + c }

//py:signature (text, /, sep=' ', *, limit=-1, marks=['.', ','])
func Split(text, sep string, limit int, marks []string) []string {
	for _, m := range marks {
		text = strings.ReplaceAll(text, m, "")
	}
	return strings.SplitN(text, sep, limit)
}

//py:name joined
func Join(sep string, parts ...string) string { return strings.Join(parts, sep) }

//py:signature (first=1, *rest, scale=2)
func Sum(first int, scale int, rest ...int) int {
	for _, x := range rest {
		first += x
	}
	return first * scale
}

//py:skip
func Secret() {}

func Blank(_ int, _ string)                        {}
func Unnamed(int, string) int                      { return 1 }
func Keywords(from, import_ int, class string) int { return from + import_ + len(class) }

// Wait waits.
func Wait(ctx context.Context, d time.Duration) error {
	select {
	case <-ctx.Done():
		return context.Cause(ctx)
	case <-time.After(d):
		return nil
	}
}
func Deadline(ctx context.Context) (left float64, ok bool) {
	t, ok := ctx.Deadline()
	return time.Until(t).Seconds(), ok
}

// A Command keeps the context that it was made with.
type Command struct{ ctx context.Context }

// NewCommand returns one that has not run.
func NewCommand(ctx context.Context, name string) *Command { return &Command{ctx} }

// Run waits for the end of the context, if it has a deadline.
func (c *Command) Run() error {
	if _, ok := c.ctx.Deadline(); ok {
		<-c.ctx.Done()
	}
	return c.ctx.Err()
}

var background context.Context

// Begin keeps the context, and returns nothing that says so.
func Begin(ctx context.Context) { background = ctx }

// Begun is the state of that context.
func Begun() error                               { return background.Err() }
func Taken(ctx context.Context, timeout int) int { return timeout }

func Find(s string) (at int, ok bool) { at = strings.Index(s, "x"); return at, at >= 0 }
func Pair() (int, string)             { return 1, "a" }
func Divide(a, b int) (q, r int, ok bool) {
	if b == 0 {
		return 0, 0, false
	}
	return a / b, a % b, true
}

var mu sync.Mutex

// Bounded does nothing that could block, Locked may.
func Bounded(a, b int) int { return a*b + 1 }
func Locked() int          { mu.Lock(); defer mu.Unlock(); return 1 }

// Spin works for a while without a call that Python could see.
func Spin(n int) (x uint64) {
	x = 1
	for i := 0; i < n; i++ {
		x ^= x << 13
		x ^= x >> 7
		x ^= x << 17
	}
	return x
}
func SnakeCase(IDs []int, userID string) int { return len(IDs) + len(userID) }
func Twice(a int) int                        { return a * 2 }

// TWICE clashes with Twice in Python.
func TWICE(a int) int { return a * 4 }

func Raw(out []byte, more ...byte) []byte { return append(out, more...) }
