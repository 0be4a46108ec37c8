// Package initcase does in its init function what the environment tells it.
package initcase

import (
	"os"
	"runtime"
	"time"
)

var (
	ready   = "no"
	latency = time.Hour
	sink    int
)

func init() {
	switch os.Getenv("INITCASE") {
	case "panic":
		var p *int
		*p = 1
	case "exit":
		os.Exit(4)
	case "slow":
		for range 5 {
			time.Sleep(100 * time.Millisecond)
		}
	case "busy":
		for range 5 {
			latency = min(latency, collectBesideLoop())
		}
	}
	ready = "yes"
}

// Ready tells whether init has ended.
func Ready() string { return ready }

// Latency is how long a collection takes beside a loop in init.
func Latency() time.Duration { return latency }

// collectBesideLoop measures a collection that must stop a loop of 0.3 s, which
// only a signal can.
func collectBesideLoop() time.Duration {
	running, done := make(chan struct{}), make(chan struct{})
	go func() {
		close(running)
		x := 1
		for range 300_000_000 {
			x = x*3 + 1
		}
		sink = x
		close(done)
	}()
	<-running
	began := time.Now()
	runtime.GC()
	took := time.Since(began)
	<-done
	return took
}
