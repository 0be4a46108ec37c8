package endingcase

import (
	"bytes"
	"errors"
	"fmt"
	"iter"
	"log"
	"os"
	"runtime"
	"sync/atomic"
	"text/template"
	"time"
)

var panics atomic.Int64

// Panics says how many goroutines have panicked, or are about to.
func Panics() int64 { return panics.Load() }

func F(n int) int { return n }

func G(n int) int { c := make(chan int); go func() { c <- n }(); return <-c }

// Late panics in a goroutine a moment after it has returned.
func Late(us int) { late(us, "late") }

func late(us int, v any) {
	go func() {
		time.Sleep(time.Duration(us) * time.Microsecond)
		panics.Add(1)
		panic(v)
	}()
}

// LateWaiting does so with a value that can't say what it is before Hold ends.
func LateWaiting(us int) { late(us, ByError{}) }

// Locked panics in a goroutine that holds what the value waits for until its deferred
// functions have run.
func Locked() {
	go func() {
		mu.Lock()
		defer mu.Unlock()
		panics.Add(1)
		panic(ByError{})
	}()
}

// Two panics in two goroutines.
func Two(us int) { late(us, "one of two"); late(us, "two of two") }

// Numbers yields numbers, and a goroutine panics a moment after each.
func Numbers(n, us int) iter.Seq[int] {
	return func(yield func(int) bool) {
		for i := range n {
			Late(us)
			if !yield(i) {
				return
			}
		}
	}
}

// Wait returns when the channel is closed.
var gate = make(chan struct{})

func Wait() { waiting.Add(1); <-gate }
func Open() { close(gate) }

// ---- os.Exit

func Exit(code int) { os.Exit(code) }

func recovered(f func()) (err error) {
	defer func() {
		if r := recover(); r != nil {
			err = fmt.Errorf("internal error: %v", r)
		}
	}()
	f()
	return nil
}

// ExitRecovered has a recover of its own above the exit.
func ExitRecovered(code int) error { return recovered(func() { os.Exit(code) }) }

// ExitTwice exits again in a deferred function.
func ExitTwice(code int) { defer os.Exit(99); os.Exit(code) }

// ExitInDefer exits where another panic is recovered.
func ExitInDefer(code int) (err error) {
	defer func() {
		recover()
		os.Exit(code)
	}()
	panic("first")
}

type exits struct{ code int }

func (e exits) String() string { os.Exit(e.code); return "" }

// ExitInFmt has one that is not ours: package fmt recovers what a String panics with.
func ExitInFmt(code int) string { return fmt.Sprint(exits{code}) }

// ExitInTemplate has one that makes an error of it.
func ExitInTemplate(code int) (string, error) {
	t := template.Must(template.New("").Funcs(template.FuncMap{"exit": func() int { os.Exit(code); return 0 }}).Parse("{{exit}}"))
	var out bytes.Buffer
	err := t.Execute(&out, nil)
	return out.String(), err
}

// ExitServed is what a server does: it goes on whatever a request does.
func ExitServed(code int) int {
	served := 0
	for range 3 {
		recovered(func() { os.Exit(code) })
		served++
	}
	return served
}

func FatalRecovered() error {
	return recovered(func() { log.SetOutput(bytes.NewBuffer(nil)); log.Fatal("bye") })
}
func FatalLogger() error {
	return recovered(func() { log.New(bytes.NewBuffer(nil), "", 0).Fatalf("bye %d", 1) })
}
func LogPanic() error { log.SetOutput(bytes.NewBuffer(nil)); log.Panic("a panic"); return nil }
func LogPanicRecovered() error {
	return recovered(func() { log.SetOutput(bytes.NewBuffer(nil)); log.Panicf("a %s", "panic") })
}

// ExitBelow exits in a function that Python calls in a call that goes on.
func ExitBelow(f func() error) error { return errors.Join(errors.New("went on"), f()) }

// ExitElsewhere exits in a goroutine that recovers.
func ExitElsewhere(code int) {
	done := make(chan struct{})
	go func() {
		defer close(done)
		defer func() { recover() }()
		os.Exit(code)
	}()
	<-done
}

// ExitElsewhereInFmt does so where fmt recovers.
func ExitElsewhereInFmt(code int) string {
	done := make(chan string)
	go func() { done <- fmt.Sprint(exits{code}) }()
	return <-done
}

// ExitSeq exits in the producer of a stream.
func ExitSeq(code int) iter.Seq[int] {
	return func(yield func(int) bool) {
		yield(1)
		fmt.Sprint(exits{code})
		yield(2)
	}
}

// GoexitRecovered asks a goroutine that ends itself what it recovers.
func GoexitRecovered() string {
	said := make(chan string, 1)
	go func() {
		defer func() { said <- fmt.Sprint(recover()) }()
		runtime.Goexit()
	}()
	return <-said
}

// GoexitHere ends a goroutine that is Python's.
func GoexitHere() error { return recovered(runtime.Goexit) }
