// Package processcase does what a package in somebody else's process can do wrong:
// it starts goroutines, sets timers, opens sockets, runs programs, dereferences
// nil and takes signals.
package processcase

import (
	"context"
	"fmt"
	"log"
	"net"
	"os"
	"os/exec"
	"os/signal"
	"runtime"
	"strings"
	"sync"
	"sync/atomic"
	"syscall"
	"time"
)

// Add needs the runtime for nothing but the way in and out.
func Add(a, b int) int { return a + b }

// Spawn starts n goroutines, each of which allocates, and waits for them.
func Spawn(n int) int {
	var wg sync.WaitGroup
	sums := make(chan int, n)
	for i := range n {
		wg.Go(func() { sums <- len(strings.Repeat("x", i+1)) })
	}
	wg.Wait()
	close(sums)
	total := 0
	for s := range sums {
		total += s
	}
	return total
}

// Collect runs the garbage collector and returns how long that took.
func Collect() time.Duration {
	start := time.Now()
	runtime.GC()
	return time.Since(start)
}

// Sleep is a timer of Go's.
func Sleep(d time.Duration) {
	inFlight.Add(1)
	defer inFlight.Add(-1)
	time.Sleep(d)
}

// Talk sends text through a connection to itself.
func Talk(text string) (string, error) {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return "", err
	}
	defer l.Close()
	go func() {
		c, err := l.Accept()
		if err != nil {
			return
		}
		defer c.Close()
		fmt.Fprint(c, text)
	}()
	c, err := net.Dial("tcp", l.Addr().String())
	if err != nil {
		return "", err
	}
	defer c.Close()
	b := make([]byte, len(text)+1)
	n, err := c.Read(b)
	return string(b[:n]), err
}

// Run runs a program and returns what it printed.
func Run(name string, args ...string) (string, error) {
	out, err := exec.Command(name, args...).Output()
	return string(out), err
}

// A Counter counts.
type Counter struct {
	N     int
	Name  string
	inner *Counter
}

// NewCounter starts at n.
func NewCounter(n int) *Counter { return &Counter{N: n} }

// Up counts.
func (c *Counter) Up() int { c.N++; return c.N }

// Inner is nil.
func (c *Counter) Inner() int { return c.inner.N }

// Tags are boxed.
type Tags []string

// Len is their number.
func (t Tags) Len() int { return len(t) }

// NewTags makes tags.
func NewTags(names ...string) Tags { return names }

// NilInGoroutine recovers a nil dereference in n goroutines at once.
func NilInGoroutine(n int) int {
	var c *Counter
	var wg sync.WaitGroup
	recovered := make(chan bool, n)
	for range n {
		wg.Go(func() {
			defer func() { recovered <- recover() != nil }()
			c.N++
		})
	}
	wg.Wait()
	close(recovered)
	for r := range recovered {
		if r {
			n--
		}
	}
	return n
}

// DivideByZero divides by n.
func Divide(a, n int) int { return a / n }

var stop = make(chan struct{})

// Work keeps n goroutines busy until the process ends.
func Work(n int) {
	for range n {
		go func() {
			var kept [][]byte
			for {
				select {
				case <-stop:
					return
				default:
					kept = append(kept[:len(kept)%100], make([]byte, 1000))
				}
			}
		}()
	}
}

// Latency is how long a collection takes beside a loop without any call in it,
// which must be stopped by a signal.
func Latency(loop time.Duration) time.Duration {
	done := make(chan struct{})
	running := make(chan struct{})
	spins := int(loop.Seconds() * 1e9)
	go func() {
		close(running)
		x := 1
		for range spins {
			x = x*3 + 1
		}
		sink = x
		close(done)
	}()
	<-running
	took := Collect()
	<-done
	return took
}

// LatencyAfter is Latency after a pause.
func LatencyAfter(pause, loop time.Duration) time.Duration {
	time.Sleep(pause)
	return Latency(loop)
}

var sink int

// TakeInterrupt makes Go the receiver of SIGINT.
func TakeInterrupt() { signal.Notify(make(chan os.Signal, 1), syscall.SIGINT) }

// Goroutines is how many there are.
func Goroutines() int { return runtime.NumGoroutine() }

// Getenv is what Go sees of the environment.
func Getenv(name string) string { return os.Getenv(name) }

// Procs is GOMAXPROCS.
func Procs() int { return runtime.GOMAXPROCS(0) }

// Wait waits for the context's end.
func Wait(ctx context.Context) error {
	<-ctx.Done()
	return ctx.Err()
}

// Nap sleeps unless the context ends before that.
func Nap(ctx context.Context, d time.Duration) (string, error) {
	select {
	case <-ctx.Done():
		return "", fmt.Errorf("nap: %w", context.Cause(ctx))
	case <-time.After(d):
		return "slept", nil
	}
}

// Quick returns at once.
func Quick(ctx context.Context, n int) int { return n + 1 }

// Stubborn sleeps, whatever the context says.
func Stubborn(ctx context.Context, d time.Duration) error {
	time.Sleep(d)
	return ctx.Err()
}

// FailInContext panics.
func FailInContext(ctx context.Context) {
	if ctx.Err() == nil {
		panic("in context")
	}
}

var firstSeen = os.Getenv("PROCESS_NEW")

// FirstSeen is what a package variable was initialised with.
func FirstSeen() string { return firstSeen }

// PanicInGoroutine waits for a goroutine that panics, each way in which one is
// started.
func PanicInGoroutine(how string) int {
	var wg sync.WaitGroup
	done := make(chan int, 1)
	switch how {
	case "literal":
		wg.Add(1)
		go func() {
			defer wg.Done()
			panic("literal")
		}()
		wg.Wait()
	case "function":
		wg.Add(1)
		go blow(&wg, how, 1<<3)
		wg.Wait()
	case "method":
		wg.Add(1)
		go (&blower{how}).blow(&wg)
		wg.Wait()
	case "group":
		wg.Go(func() { panic("group") })
		wg.Wait()
	case "timer":
		time.AfterFunc(time.Millisecond, func() { defer close(done); panic("timer") })
		<-done
	case "exit":
		go func() { defer close(done); os.Exit(7) }()
		<-done
	case "goexit":
		go func() { defer close(done); runtime.Goexit() }()
		<-done
	case "stuck":
		go func() { panic("stuck"); done <- 1 }()
		<-done
	}
	return 1
}

func blow(wg *sync.WaitGroup, how string, shifted int64) {
	defer wg.Done()
	if shifted == 8 {
		panic(how)
	}
}

type blower struct{ how string }

func (b *blower) blow(wg *sync.WaitGroup) {
	defer wg.Done()
	defer func() { sink++ }()
	panic(b.how)
}

// Exit ends the program, or tries to.
func Exit(code int) { os.Exit(code) }

// FatalLog does the same with a message.
func FatalLog(text string) { log.Fatalf("%s!", text) }

// FatalLogger does it with a logger of its own.
func FatalLogger(text string) { log.New(os.Stderr, "own: ", 0).Fatal(text) }

// LeaveGoroutine ends the goroutine that it runs in.
func LeaveGoroutine() { runtime.Goexit() }

// Crash ends the process in a way that nobody recovers.
func Crash(how string) {
	switch how {
	case "map":
		m := map[int]int{}
		for range 4 {
			go func() {
				for i := 0; ; i++ {
					m[i%100] = i
				}
			}()
		}
		select {}
	case "stack":
		fmt.Println(deeper(1))
	case "memory":
		b := make([]byte, 1<<46)
		fmt.Println(len(b))
	}
}

func deeper(n int) int { return deeper(n+1) + 1 }

var inFlight atomic.Int64

// InFlight is how many calls of Sleep there are.
func InFlight() int64 { return inFlight.Load() }

// PanicSoon starts a goroutine that panics as soon as the call has returned.
func PanicSoon(what string) {
	go func() {
		time.Sleep(20 * time.Millisecond)
		panic(what)
	}()
}

// Recurse is as deep as n.
func Recurse(n int) int {
	var frame [10]int
	if n == 0 {
		return 0
	}
	frame[n%10] = Recurse(n - 1)
	return frame[n%10] + 1
}

var collections atomic.Int64

// CollectForever starts a goroutine that runs the garbage collector again and again.
func CollectForever() {
	go func() {
		for {
			runtime.GC()
			collections.Add(1)
			time.Sleep(100 * time.Microsecond)
		}
	}()
}

// Collections is how many CollectForever has made.
func Collections() int64 { return collections.Load() }

// LoopUntil loops until there were n collections, without a call in which Go could stop it.
func LoopUntil(n int64) {
	for collections.Load() < n {
	}
}
