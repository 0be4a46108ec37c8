package gopherasync

import (
	"context"
	"sync/atomic"
	"time"
)

var live, seen atomic.Int64

// Wait waits until ctx ends, and notes when it saw that.
func Wait(ctx context.Context) error {
	live.Add(1)
	<-ctx.Done()
	seen.Store(time.Now().UnixNano())
	live.Add(-1)
	return ctx.Err()
}

// Live is how many calls of Wait are waiting.
func Live() int64 { return live.Load() }

// Seen is the moment at which the last call of Wait saw its end, in nanoseconds
// of the wall clock, as Python's time.time_ns.
func Seen() int64 { return seen.Load() }
