package gopherasync

import (
	"context"
	"time"
)

// Spin computes for a time that grows with n.
func Spin(n int) uint64 {
	x := uint64(1)
	for range n {
		x ^= x << 13
		x ^= x >> 7
		x ^= x << 17
	}
	return x
}

// Sleep waits for d, or until ctx ends.
func Sleep(ctx context.Context, d time.Duration) error {
	timer := time.NewTimer(d)
	defer timer.Stop()
	select {
	case <-timer.C:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}

// Mixed computes and then waits: a request that renders something and asks an
// upstream.
func Mixed(ctx context.Context, n int, d time.Duration) (uint64, error) {
	x := Spin(n)
	return x, Sleep(ctx, d)
}
