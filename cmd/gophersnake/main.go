// Command gophersnake turns a plain Go package into a Python package.
package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/signal"
	"runtime"
	"runtime/debug"
	"syscall"

	"gophersnake/internal/failures"
)

// Exit codes, for scripts.
const (
	exitFailed = 1 // the command was understood and did not succeed
	exitUsage  = 2 // it was not understood
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	collectLater()
	os.Exit(run(ctx, os.Args[1:]))
}

// collectLater lets garbage lie until there is a lot of it: most commands end before, and would spend a
// fifth of their time with it.
func collectLater() {
	const lot = 256 << 20 // bytes
	if os.Getenv("GOGC") != "" || os.Getenv("GOMEMLIMIT") != "" {
		return
	}
	percent, limit := debug.SetGCPercent(-1), debug.SetMemoryLimit(lot)
	runtime.AddCleanup(new(*int), func(int) { // at the first collection
		debug.SetGCPercent(percent)
		debug.SetMemoryLimit(limit)
	}, 0)
}

// run runs one command line and returns its exit code.
func run(ctx context.Context, args []string) int {
	root := newRoot()
	root.SetArgs(args)
	understood = false
	err := root.ExecuteContext(ctx)
	if err == nil {
		return 0
	}
	if errors.Is(err, errSaid) {
		return exitFailed
	}
	if errors.Is(err, context.Canceled) && ctx.Err() != nil {
		fmt.Fprintln(os.Stderr, "gophersnake: interrupted")
		return exitFailed
	}
	fmt.Fprintf(os.Stderr, "gophersnake: %v\n%s", err, failures.Explain(err))
	var usage usageError
	if !understood || errors.As(err, &usage) {
		fmt.Fprintln(os.Stderr, "Run `gophersnake --help`, or a command with --help, for usage.")
		return exitUsage
	}
	return exitFailed
}

// A usageError is a command line that makes no sense, found after its flags
// were read.
type usageError struct{ error }

// errSaid ends a command whose output has said already what is wrong.
var errSaid = errors.New("said")

// understood is set when a command begins: errors before are errors of usage.
var understood bool
