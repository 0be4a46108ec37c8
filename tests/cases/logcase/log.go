// Package logcase logs.
package logcase

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"iter"
	"log"
	"log/slog"
	"math"
	"os"
	"os/exec"
	"strings"
	"sync"
	"sync/atomic"
	"time"

	"example.com/logcase/inner"
)

// derived is from the default logger, before any call.
var derived = slog.With("component", "store")

func init() { slog.Info("initialised") }

// Say logs at one of slog's levels.
func Say(message string, level int) { slog.Log(context.Background(), slog.Level(level), message) }

// Print uses package log.
func Print(message string) { log.Print(message) }

// PrintAs changes the flags and the prefix of package log first.
func PrintAs(message string, flags int, prefix string) {
	oldFlags, oldPrefix := log.Flags(), log.Prefix()
	log.SetFlags(flags)
	log.SetPrefix(prefix)
	defer log.SetFlags(oldFlags)
	defer log.SetPrefix(oldPrefix)
	log.Print(message)
}

// Panic logs and panics.
func Panic(message string) { log.Panic(message) }

// Fatal logs and exits.
func Fatal(message string) { log.Fatal(message) }

// Attributes logs values of all kinds.
func Attributes() {
	slog.Info("all", "n", 1, "u", uint64(1<<63), "f", 1.5, "b", true, "s", "text", "nothing", nil, "took", 1500*time.Millisecond,
		"at", time.Date(2026, 1, 2, 3, 4, 5, 678901234, time.FixedZone("", 3600)), "list", []int{1, 2}, "map", map[string]any{"k": []string{"v"}},
		"raw", []byte{0, 255}, slog.Group("req", "method", "GET", slog.Group("user", "id", 7)), "name", "mine", "message", "theirs")
}

// Named logs an attribute with each of these names, in a group of that name if grouped.
func Named(names []string, grouped bool) {
	var attrs []any
	for i, name := range names {
		if grouped {
			attrs = append(attrs, slog.Group(name, "n", i))
		} else {
			attrs = append(attrs, name, i)
		}
	}
	slog.Info("named", attrs...)
}

// Derived logs with a logger that package initialisation has made.
func Derived(message string) { derived.Warn(message, "k", 1) }

// Grouped logs in a group.
func Grouped(message string) { slog.Default().WithGroup("g").With("a", 1).Info(message, "b", 2) }

// Fail logs an error.
func Fail(path string) {
	_, err := os.Open(path)
	slog.Error("opening failed", "err", fmt.Errorf("load: %w", err), "exists", !errors.Is(err, fs.ErrNotExist))
}

// Mutable logs a value that changes afterwards.
func Mutable() {
	all := []int{1}
	slog.Info("mutable", "all", all)
	all[0] = 2
}

// Enabled says whether a level is.
func Enabled(level int) bool { return slog.Default().Enabled(context.Background(), slog.Level(level)) }

// Deep logs in package inner.
func Deep(message string) { inner.Say(message) }

// Goroutines logs from n goroutines, and waits for them.
func Goroutines(n int) {
	var wg sync.WaitGroup
	for i := range n {
		wg.Add(1)
		go func() {
			defer wg.Done()
			slog.Info("goroutine", "i", i)
		}()
	}
	wg.Wait()
}

var gate = make(chan struct{})

// Background starts a goroutine that logs when Open is called.
func Background(message string) {
	go func() {
		<-gate
		slog.Info(message)
		logged.Store(true)
	}()
}

var logged atomic.Bool

// Logged is whether a goroutine of Background has logged.
func Logged() bool { return logged.Load() }

// Open lets a goroutine of Background go on.
func Open() { gate <- struct{}{} }

// Nap logs and waits for the context.
func Nap(ctx context.Context, d time.Duration) {
	slog.InfoContext(ctx, "napping")
	select {
	case <-ctx.Done():
	case <-time.After(d):
	}
}

// A task is work for the goroutines of a pool.
type task struct {
	ctx         context.Context
	message     string
	late        bool
	taken, done chan struct{}
}

var tasks = make(chan task)

func init() {
	for range 2 {
		go func() {
			for t := range tasks {
				if t.ctx.Err() == nil {
					close(t.taken)
				}
				if t.late {
					<-gate
				}
				slog.InfoContext(t.ctx, t.message, "late", t.late)
				close(t.done)
			}
		}()
	}
}

// Pooled logs on a goroutine that no call has started, and waits for it. late: it does not wait, and
// the goroutine logs when Open is called.
func Pooled(ctx context.Context, message string, late bool) {
	t := task{context.WithValue(ctx, gate, 1), message, late, make(chan struct{}), make(chan struct{})}
	tasks <- t
	if late {
		<-t.taken
	} else {
		<-t.done
	}
}

// Timed has a timer log message, and waits for it.
func Timed(message string) {
	done := make(chan struct{})
	time.AfterFunc(time.Millisecond, func() {
		slog.Info(message)
		close(done)
	})
	<-done
}

var shared, end = context.WithCancel(context.Background())

// AtEnd has message logged when End is called, by whomever.
func AtEnd(message string) {
	context.AfterFunc(shared, func() { slog.Info(message) })
}

// End ends what AtEnd waits for, once.
func End() { end() }

// Tasks has a message logged by Pooled whenever a number is asked for.
func Tasks(ctx context.Context, message string, n int) iter.Seq[int] {
	return func(yield func(int) bool) {
		for i := range n {
			Pooled(ctx, message, false)
			if !yield(i) {
				return
			}
		}
	}
}

// Numbers logs each number that it yields.
func Numbers(n int) iter.Seq[int] {
	return func(yield func(int) bool) {
		for i := range n {
			slog.Info("yielding", "i", i)
			if !yield(i) {
				return
			}
		}
	}
}

// Apply calls back, and logs before and after.
func Apply(f func()) {
	slog.Info("before")
	f()
	slog.Info("after")
}

// kept is what a package may have taken before any call.
var kept = os.Stdout

// Out writes to standard output.
func Out(text string) { fmt.Print(text) }

// OutBytes does so byte by byte.
func OutBytes(text string) {
	for i := range len(text) {
		kept.WriteString(text[i : i+1])
	}
}

// OutLate does so from a goroutine, after the call.
func OutLate(text string) {
	go func() {
		<-gate
		fmt.Print(text)
	}()
}

// Err writes to standard error.
func Err(text string) { fmt.Fprint(os.Stderr, text) }

// OutAround writes before and after a callback.
func OutAround(f func()) {
	fmt.Println("before")
	f()
	fmt.Println("after")
}

// OutMany writes n lines.
func OutMany(n int) {
	for i := range n {
		fmt.Println("line", i)
	}
}

// OutOfChild has another program write.
func OutOfChild(text string) error {
	child := exec.Command("echo", text)
	child.Stdout = os.Stdout
	return child.Run()
}

// Many logs n records.
func Many(n int) {
	for i := range n {
		slog.Info("many", "i", i)
	}
}

// Crash ends the process as Go does, after a record.
func Crash(message string) {
	slog.Error(message)
	m := map[int]int{}
	for {
		go func() {
			for {
				m[1]++
			}
		}()
	}
}

// Broken is a Stringer that panics.
type Broken struct{}

func (*Broken) String() string { panic("broken") }

// LogBroken logs it.
func LogBroken() { slog.Info("broken", "v", new(Broken)) }

// own writes where package log does, with flags of its own.
var own = log.New(log.Writer(), "[own] ", 0)

// Own logs with it.
func Own(message string) { own.Print(message) }

// Write writes a line that no logger has made.
func Write(message string) { fmt.Fprintln(log.Writer(), message) }

// Bytes logs text that need not be UTF-8.
func Bytes(b []byte) {
	slog.Info(string(b), "text", string(b), string(b), 1, "err", errors.New(string(b)))
}

// Unusual logs what JSON does not have, or Python does not read, and names of a JSON line's own.
func Unusual() {
	slog.Info("unusual", "nan", math.NaN(), "inf", math.Inf(-1), "digits", json.RawMessage(strings.Repeat("9", 5000)),
		"level", 3, "source", "here", "service", "mine", "exception", "none")
}

// Tick makes a goroutine log that has been started before any call.
func Tick(n int) {
	for range n {
		ticks <- struct{}{}
	}
}

var ticks = make(chan struct{})

func init() {
	go func() {
		for range ticks {
			slog.Info("tick")
		}
	}()
}

// wrapping is a handler of the program's before the default one.
type wrapping struct{ slog.Handler }

// ByDefault makes a logger of its own slog's default, calls package log, and undoes that.
func ByDefault(message string, panics bool) {
	before, w, flags := slog.Default(), log.Writer(), log.Flags()
	defer func() {
		slog.SetDefault(before)
		log.SetOutput(w)
		log.SetFlags(flags)
	}()
	slog.SetDefault(slog.New(wrapping{before.With("app", "x").Handler()}))
	if panics {
		log.Panic(message)
	}
	log.Print(message)
}

// Placeless handles a record of slog without a place.
func Placeless(message string) {
	slog.Default().Handler().Handle(context.Background(), slog.NewRecord(time.Now(), slog.LevelWarn, message, 0))
}
