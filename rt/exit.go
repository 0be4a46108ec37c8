//go:build go1.25

package rt

import (
	"bytes"
	"fmt"
	"log"
	"runtime"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"
)

// The replacements of os.Exit and runtime.Goexit in the user's files (internal/panics).
// Both end the call in which they are called, by a panic that no recover of the user's
// stops, or the goroutine.

// An exit is the panic that replaces os.Exit.
type exit struct{ code int }

// Error is for packages that are not rewritten and recover the panic.
func (x exit) Error() string { return fmt.Sprintf("os.Exit(%d) was called", x.code) }

// A goexit is the panic that replaces runtime.Goexit in a call, whose goroutine belongs
// to Python.
type goexit struct{}

func (goexit) Error() string {
	return "runtime.Goexit was called by the function itself, not in a goroutine of its own"
}

// exits are the codes of os.Exit in calls that have not ended yet, by goroutine. A
// package that is not rewritten may recover the panic; the call ends with it
// nevertheless.
var exits struct {
	pending atomic.Int32
	sync.Mutex
	codes map[uint64]exiting
}

type exiting struct{ code, depth int } // of calls on the goroutine's stack

// noteExit keeps the first code: code after the exit would not have run.
func noteExit(code, depth int) {
	exits.Lock()
	defer exits.Unlock()
	if exits.codes == nil {
		exits.codes = map[uint64]exiting{}
	}
	id := goroutine()
	if _, twice := exits.codes[id]; !twice {
		exits.codes[id] = exiting{code, depth}
		exits.pending.Add(1)
	}
}

// exited takes the code of the innermost call on this goroutine, if os.Exit was called
// in it.
func exited() (code int, ok bool) {
	if exits.pending.Load() == 0 {
		return 0, false
	}
	exits.Lock()
	defer exits.Unlock()
	id := goroutine()
	e, ok := exits.codes[id]
	if ok {
		if _, depth := where(); depth != e.depth { // of a call further up
			return 0, false
		}
		delete(exits.codes, id)
		exits.pending.Add(-1)
	}
	return e.code, ok
}

// passOn continues an exit that something on this goroutine has recovered.
func passOn() {
	if exits.pending.Load() == 0 {
		return
	}
	exits.Lock()
	e, ok := exits.codes[goroutine()]
	exits.Unlock()
	if ok {
		panic(exit{e.code})
	}
}

// goroutine is the number of the current goroutine. Go shows it only at the start of a
// stack trace: "goroutine 17 [running]:".
func goroutine() uint64 {
	var buf [64]byte
	head, _, _ := bytes.Cut(bytes.TrimPrefix(buf[:runtime.Stack(buf[:], false)], []byte("goroutine ")), []byte(" "))
	id, _ := strconv.ParseUint(string(head), 10, 64)
	return id
}

// functions are the names of the functions on this goroutine's stack, the innermost
// first, without type arguments.
func functions() []string {
	pcs := make([]uintptr, 64)
	for {
		n := runtime.Callers(0, pcs)
		if n < len(pcs) {
			pcs = pcs[:n]
			break
		}
		pcs = make([]uintptr, 2*len(pcs))
	}
	var names []string
	for frames := runtime.CallersFrames(pcs); ; {
		f, more := frames.Next()
		if f.Function != "runtime.goexit" {
			names = append(names, strings.ReplaceAll(f.Function, "[...]", ""))
		}
		if !more {
			return names
		}
	}
}

// Where a goroutine's code runs.
const (
	inGoroutine = iota
	inCall      // of Python's, or in the producer of a stream, whose end is reported to the consumer
	inInit
)

// where returns that, and how many calls are on the goroutine's stack.
func where() (at, depth int) {
	for _, name := range functions() {
		switch name {
		case "gophersnake/rt.gophersnake_enter", "gophersnake/rt.(*Frame).call",
			"gophersnake/rt.gophersnake_describe", "gophersnake/rt.gophersnake_take_panic", "gophersnake/rt.(*producer).produce":
			at = inCall
			depth++
		case "runtime.doInit1":
			return inInit, depth
		}
	}
	return at, depth
}

// Exit replaces os.Exit: the call raises SystemExit.
func Exit(code int) {
	x := exit{code}
	switch at, depth := where(); at {
	case inCall:
		noteExit(code, depth)
	case inGoroutine:
		ended(x)
		panic(recorded{x})
	}
	panic(x)
}

// Goexit replaces runtime.Goexit.
func Goexit() {
	if at, _ := where(); at == inGoroutine {
		runtime.Goexit()
	}
	panic(goexit{})
}

// Recovered wraps the result of recover, since a recover in Go stops neither os.Exit
// nor runtime.Goexit.
func Recovered(v any) any {
	switch x := v.(type) {
	case exit, goexit:
		panic(v)
	case recorded:
		if _, exits := x.value.(exit); exits {
			panic(v)
		}
		return x.value
	}
	return v
}

func Fatal(v ...any)                 { log.Output(2, fmt.Sprint(v...)); Exit(1) }
func Fatalf(format string, v ...any) { log.Output(2, fmt.Sprintf(format, v...)); Exit(1) }
func Fatalln(v ...any)               { log.Output(2, fmt.Sprintln(v...)); Exit(1) }

func LoggerFatal(l *log.Logger) func(...any) {
	return func(v ...any) { l.Output(2, fmt.Sprint(v...)); Exit(1) }
}
func LoggerFatalf(l *log.Logger) func(string, ...any) {
	return func(format string, v ...any) { l.Output(2, fmt.Sprintf(format, v...)); Exit(1) }
}
func LoggerFatalln(l *log.Logger) func(...any) {
	return func(v ...any) { l.Output(2, fmt.Sprintln(v...)); Exit(1) }
}
