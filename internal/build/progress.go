package build

import (
	"fmt"
	"io"
	"sync"
	"time"
)

// Progress is where long steps are reported; nil prints nothing. The command line sets
// it to stderr.
var Progress io.Writer

// Patience is how long a step may take before it is reported: a rebuild after an edit
// prints nothing.
var Patience = 1500 * time.Millisecond

// Step begins a step; the function that it returns ends it.
func Step(what string) func() {
	if Progress == nil {
		return func() {}
	}
	start := time.Now()
	var mu sync.Mutex
	told, ended := false, false
	timer := time.AfterFunc(Patience, func() {
		mu.Lock()
		defer mu.Unlock()
		if !ended {
			told = true
			fmt.Fprintf(Progress, "gophersnake: %s …\n", what)
		}
	})
	return func() {
		timer.Stop()
		mu.Lock()
		defer mu.Unlock()
		if told && !ended {
			fmt.Fprintf(Progress, "gophersnake: %s: %.1f s\n", what, time.Since(start).Seconds())
		}
		ended = true
	}
}

// Say prints one message, unless nothing is to be printed.
func Say(text string) {
	if Progress != nil {
		fmt.Fprintf(Progress, "gophersnake: %s\n", text)
	}
}
