// The command foreign is a Go library for C that knows nothing of gophersnake.
package main

import "C"

import (
	"runtime"
	"time"
)

var sink int

// ForeignLatency is how many microseconds a collection takes beside a loop
// without calls that runs for the given milliseconds.
//
//export ForeignLatency
func ForeignLatency(ms C.int) C.longlong {
	done, running := make(chan bool), make(chan bool)
	go func() {
		close(running)
		x := 1
		for range int(ms) * 1_000_000 {
			x = x*3 + 1
		}
		sink = x
		close(done)
	}()
	<-running
	start := time.Now()
	runtime.GC()
	took := time.Since(start)
	<-done
	return C.longlong(took.Microseconds())
}

// ForeignNil recovers a nil dereference.
//
//export ForeignNil
func ForeignNil() (recovered C.int) {
	defer func() {
		if recover() != nil {
			recovered = 1
		}
	}()
	var p *int
	*p = 1
	return 0
}

func main() {}
