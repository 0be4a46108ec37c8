// Package callbackcase takes functions, keeps them, calls them and gives them back.
package callbackcase

import (
	"context"
	"errors"
	"fmt"
	"runtime"
	"sort"
	"sync"
	"time"
)

// Apply calls f once.
func Apply(f func(int) int, x int) int { return f(x) }

// Two passes two arguments, and returns what comes.
func Two(f func(n int, text string) bool, n int, text string) bool { return f(n, text) }
func Nothing(f func())                                             { f() }
func Three(f func(a int, b string, c float64) (string, int)) (string, int) {
	return f(1, "two", 3.5)
}
func Times(f func(int), n int) {
	for i := range n {
		f(i)
	}
}
func IsNil(f func()) bool { return f == nil }

// A Point has a function among its fields.
type Point struct {
	X, Y   int
	OnMove func(p *Point, dx, dy int) error
}

func (p *Point) Move(dx, dy int) error {
	p.X, p.Y = p.X+dx, p.Y+dy
	if p.OnMove != nil {
		return p.OnMove(p, dx, dy)
	}
	return nil
}

// A Key is a named type that keys are read as.
type Key string

// A Predicate is a declared function type.
type Predicate func(n int) bool

// Not turns it round.
func (p Predicate) Not() Predicate { return func(n int) bool { return !p(n) } }

func Filter(keep Predicate, numbers []int) []int {
	var kept []int
	for _, n := range numbers {
		if keep(n) {
			kept = append(kept, n)
		}
	}
	return kept
}

func SortBy(words []string, less func(a, b string) bool) []string {
	sort.Slice(words, func(i, j int) bool { return less(words[i], words[j]) })
	return words
}

// The types of every family, through a callback and back.

func Bools(f func(bool) bool, v bool) bool                             { return f(v) }
func Uint8s(f func(uint8) uint8, v uint8) uint8                        { return f(v) }
func Floats(f func(float64) float64, v float64) float64                { return f(v) }
func Complexes(f func(complex128) complex128, v complex128) complex128 { return f(v) }
func Texts(f func(string) string, v string) string                     { return f(v) }
func Raw(f func([]byte) []byte, v []byte) []byte                       { return f(v) }
func Arrays(f func([4]byte) [4]byte, v [4]byte) [4]byte                { return f(v) }
func Numbers(f func([]int32) []int32, v []int32) []int32               { return f(v) }
func Lists(f func([]string) []string, v []string) []string             { return f(v) }
func Maps(f func(map[string][]int) map[string][]int, v map[string][]int) map[string][]int {
	return f(v)
}
func Sets(f func(map[int]struct{}) map[int]struct{}, v map[int]struct{}) map[int]struct{} {
	return f(v)
}
func Optionals(f func(*int) *int, v *int) *int                                     { return f(v) }
func Points(f func(Point) Point, v Point) Point                                    { return f(v) }
func PointPtrs(f func(*Point) *Point, v *Point) *Point                             { return f(v) }
func PointLists(f func([]*Point) []*Point, v []*Point) []*Point                    { return f(v) }
func Keys(f func(Key) Key, v Key) Key                                              { return f(v) }
func Times2(f func(time.Time) time.Time, v time.Time) time.Time                    { return f(v) }
func Durations(f func(time.Duration) time.Duration, v time.Duration) time.Duration { return f(v) }
func Higher(f func(g func(int) int) func(int) int, g func(int) int, x int) int     { return f(g)(x) }
func Found(f func(string) (n int, ok bool), key string) string {
	n, ok := f(key)
	return fmt.Sprint(n, " ", ok)
}
func Variadic(f func(sep string, parts ...string) string) string { return f("-", "a", "b", "c") }
func VariadicBytes(f func(parts ...byte) int) int                { return f(1, 2, 3) }
func WithContext(f func(ctx context.Context, n int) int) int     { return f(context.Background(), 5) }

// Many functions at once.

func Chain(x int, steps ...func(int) int) int {
	for _, f := range steps {
		x = f(x)
	}
	return x
}
func Named(table map[string]func(int) int, name string, x int) int { return table[name](x) }

// Functions that Go makes.

func Adder(n int) func(int) int { return func(x int) int { return x + n } }
func NilFunc() func(int) int    { return nil }
func Same(f func(int) int) func(int) int {
	return f
}
func Adders(n int) []func(int) int {
	adders := make([]func(int) int, n)
	for i := range adders {
		adders[i] = Adder(i)
	}
	return adders
}
func Compose(f, g func(int) int) func(int) int { return func(x int) int { return g(f(x)) } }
func Divider() func(a, b int) (int, error) {
	return func(a, b int) (int, error) {
		if b == 0 {
			return 0, errors.New("division by zero")
		}
		return a / b, nil
	}
}
func Sleeper() func(ctx context.Context, seconds float64) error {
	return func(ctx context.Context, seconds float64) error {
		select {
		case <-ctx.Done():
			return ctx.Err()
		case <-time.After(time.Duration(seconds * 1e9)):
			return nil
		}
	}
}

// Stage is kept between calls.
var Stage func(int) int

var kept []func(int) int

// Keep keeps f for Run.
func Keep(f func(int) int) { kept = append(kept, f) }
func Run(x int) int {
	for _, f := range kept {
		x = f(x)
	}
	return x
}

// Forget drops what was kept, and collects garbage.
func Forget() {
	kept, Stage = nil, nil
	Collect()
}

// Collect runs Go's collector.
func Collect() {
	runtime.GC()
	runtime.GC()
}

// CollectLater collects when the call is over.
func CollectLater() {
	kept, Stage = nil, nil
	go func() {
		for range 5 {
			time.Sleep(10 * time.Millisecond)
			runtime.GC()
		}
	}()
}

// Failures.

func Fails(f func() error) error { return f() }
func FailsWithValue(f func(int) (int, error), x int) (int, error) {
	return f(x)
}
func Wrapped(f func() error) error {
	if err := f(); err != nil {
		return fmt.Errorf("reading the file: %w", err)
	}
	return nil
}
func JoinedErrors(f func() error) error { return errors.Join(errors.New("first"), f()) }

// ErrorText is what Go sees of an exception.
func ErrorText(f func() error) string { return fmt.Sprint(f()) }

// Recovered recovers the panic that an exception is.
func Recovered(f func(int) int) (text string) {
	defer func() {
		if err, ok := recover().(error); ok {
			text = "recovered " + err.Error()
		}
	}()
	f(1)
	return "nothing"
}
func Repanics(f func(int) int) {
	defer func() {
		if v := recover(); v != nil {
			panic(fmt.Errorf("again: %w", v.(error)))
		}
	}()
	f(1)
}

var stored error

func Store(f func() error)               { stored = f() }
func Stored() error                      { return stored }
func ForgetStored()                      { stored = nil; Collect() }
func Partly(f func() error) (int, error) { return 7, f() }

// Goroutines.

// Concurrently calls f from n goroutines at once, times calls each, and adds up.
func Concurrently(f func(i int) (int, error), n, times int) (int, error) {
	var wg sync.WaitGroup
	var mu sync.Mutex
	var errs []error
	total := 0
	for i := range n {
		wg.Go(func() {
			for range times {
				x, err := f(i)
				mu.Lock()
				total += x
				if err != nil {
					errs = append(errs, err)
				}
				mu.Unlock()
			}
		})
	}
	wg.Wait()
	return total, errors.Join(errs...)
}

// Forever starts n goroutines that call f until it fails.
func Forever(f func() error, n int) {
	for range n {
		go func() {
			for f() == nil {
			}
		}()
	}
}

// ForeverMust is the same for a function without an error.
func ForeverMust(f func(), n int) {
	for range n {
		go func() {
			for {
				f()
			}
		}()
	}
}

// After calls f later, on a goroutine.
func After(f func(), ms int) { time.AfterFunc(time.Duration(ms)*time.Millisecond, f) }

// OnAThreadThatEnds calls f on a thread that ends with its goroutine.
func OnAThreadThatEnds(f func()) {
	done := make(chan struct{})
	go func() {
		defer close(done)
		runtime.LockOSThread()
		f()
	}()
	<-done
}

// FailsOnAThreadThatEnds is the same for a function with an error, which it returns.
func FailsOnAThreadThatEnds(f func() error) (err error) {
	OnAThreadThatEnds(func() { err = f() })
	return err
}

var mu sync.Mutex

// Locked calls f with a lock of Go's held.
func Locked(f func()) {
	mu.Lock()
	defer mu.Unlock()
	f()
}
