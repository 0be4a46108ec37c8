// Package scoring scores texts. It knows nothing of Python, of requests or of a web server.
package scoring

import (
	"context"
	"errors"
	"fmt"
	"hash/fnv"
	"iter"
	"log/slog"
	"strings"
	"sync"
	"time"
)

// ErrEmpty is the error of a text without words.
var ErrEmpty = errors.New("a text without words has no score")

// A Session scores texts for one customer.
type Session struct {
	customer string
	scored   int
}

// NewSession begins a session.
func NewSession(customer string) *Session { return &Session{customer: customer} }

// Score scores a text: a number from 0 to 1. A text that contains a NUL makes it panic: that is its bug.
func (s *Session) Score(text string) (float64, error) {
	words := strings.Fields(text)
	if len(words) == 0 {
		return 0, ErrEmpty
	}
	s.scored++
	h := fnv.New64a()
	for _, word := range words {
		if strings.ContainsRune(word, 0) {
			panic(fmt.Sprintf("no score for the word %q", word))
		}
		h.Write([]byte(word))
	}
	return float64(h.Sum64()>>11) / (1 << 53), nil
}

// Close ends the session.
func (s *Session) Close() { slog.Info("session closed", "customer", s.customer, "scored", s.scored) }

// Compute works for some milliseconds on one processor: it counts the primes below n.
func Compute(ctx context.Context, n int) (int, error) {
	start, count := time.Now(), 0
	for i := 2; i < n; i++ {
		if i%1024 == 0 && ctx.Err() != nil {
			return 0, ctx.Err()
		}
		prime := true
		for d := 2; d*d <= i && prime; d++ {
			prime = i%d != 0
		}
		if prime {
			count++
		}
	}
	slog.Info("computed", "below", n, "took", time.Since(start))
	return count, nil
}

// Lines yields n lines, as they are made.
func Lines(ctx context.Context, n int) iter.Seq[string] {
	return func(yield func(string) bool) {
		defer slog.Info("streamed", "lines", n)
		for i := range n {
			if ctx.Err() != nil || !yield(fmt.Sprintf("line %d\n", i)) {
				return
			}
		}
	}
}

var cache struct {
	sync.Mutex
	pages [][]byte
}

// Remember leaks, as a cache without a limit does: n bytes, and a goroutine that waits for ever.
func Remember(n int) {
	page := make([]byte, n)
	cache.Lock()
	cache.pages = append(cache.pages, page)
	cache.Unlock()
	go func() { <-make(chan struct{}) }()
}

// Crash ends the process, as Go does where it can't go on: no panic, and nothing can recover it.
func Crash(ctx context.Context) {
	slog.Error("about to crash")
	new(sync.Mutex).Unlock()
}
