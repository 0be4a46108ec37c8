package main

import (
	"net/http"
	"slices"
	"sync"
	"time"
)

// A summary is what one kind of request saw. Times are in milliseconds, and those
// of answered requests.
type summary struct {
	OK      int     `json:"ok"`
	Refused int     `json:"refused"` // 503: the server sheds load
	Errors  int     `json:"errors"`  // any other status, and connections that broke
	First   string  `json:"first_error,omitempty"`
	P50     float64 `json:"p50"`
	P99     float64 `json:"p99"`
	Max     float64 `json:"max"`
}

// A tally collects outcomes from many goroutines.
type tally struct {
	mu     sync.Mutex
	times  []time.Duration
	counts summary
}

func (t *tally) add(took time.Duration, status int, err error) {
	t.mu.Lock()
	defer t.mu.Unlock()
	switch {
	case err == nil && status == http.StatusOK:
		t.times = append(t.times, took)
		t.counts.OK++
	case err == nil && status == http.StatusServiceUnavailable:
		t.counts.Refused++
	default:
		t.counts.Errors++
		if t.counts.First == "" {
			if t.counts.First = http.StatusText(status); err != nil {
				t.counts.First = err.Error()
			}
		}
	}
}

func (t *tally) summary() summary {
	t.mu.Lock()
	defer t.mu.Unlock()
	s := t.counts
	if len(t.times) > 0 {
		slices.Sort(t.times)
		s.P50, s.P99, s.Max = quantile(t.times, 0.5), quantile(t.times, 0.99), quantile(t.times, 1)
	}
	return s
}

// quantile wants sorted times, and gives milliseconds.
func quantile(times []time.Duration, share float64) float64 {
	i := min(len(times)-1, int(float64(len(times))*share))
	return float64(times[i].Microseconds()) / 1000
}
