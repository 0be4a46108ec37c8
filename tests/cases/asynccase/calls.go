// Package asynccase has what the async API is tried with. Gates, by their
// names, hold calls until a test opens them.
package asynccase

import (
	"context"
	"errors"
	"fmt"
	"os"
	"runtime"
	"sync"
	"sync/atomic"
	"time"
)

// ErrShut is an error of its own class.
var ErrShut = errors.New("shut")

// Hits is a variable.
var Hits int

// Home is a variable that is an instance.
var Home = &Client{Name: "home"}

// Answer is a constant.
const Answer = 42

// A Level is an enum.
type Level int

const (
	Low Level = iota
	High
)

// A Celsius is a number with a method.
type Celsius float64

func (c Celsius) Fahrenheit() float64 { return float64(c)*9/5 + 32 }

// Add is proven short.
func Add(a, b int) int { return a + b }

// Double can't be proven short.
func Double(x int) int {
	y := 0
	for range 2 {
		y += x
	}
	return y
}

// ---- gates ----

var gates struct {
	sync.Mutex
	open    map[string]chan struct{}
	waiting map[string]int
}

// arrive counts a call that waits at a gate.
func arrive(name string) chan struct{} {
	gates.Lock()
	defer gates.Unlock()
	if gates.open == nil {
		gates.open, gates.waiting = map[string]chan struct{}{}, map[string]int{}
	}
	if gates.open[name] == nil {
		gates.open[name] = make(chan struct{})
	}
	gates.waiting[name]++
	return gates.open[name]
}

// Open lets those through that wait at a gate, and closes it after them.
func Open(name string) {
	gates.Lock()
	defer gates.Unlock()
	if g := gates.open[name]; g != nil {
		close(g)
	}
	delete(gates.open, name)
	delete(gates.waiting, name)
}

// Waiting is how many calls wait at a gate.
func Waiting(name string) int {
	gates.Lock()
	defer gates.Unlock()
	return gates.waiting[name]
}

// Pass waits at a gate, and gives x.
func Pass(name string, x int) int {
	<-arrive(name)
	return x
}

var cancelled atomic.Int64

// Cancelled is how many calls of PassCtx have ended by their context.
func Cancelled() int { return int(cancelled.Load()) }

// PassCtx is Pass with a context.
func PassCtx(ctx context.Context, name string, x int) (int, error) {
	g := arrive(name)
	select {
	case <-g:
		return x, nil
	case <-ctx.Done():
	}
	gates.Lock()
	if gates.open[name] == g {
		gates.waiting[name]--
	}
	gates.Unlock()
	cancelled.Add(1)
	return 0, ctx.Err()
}

// ---- values ----

func Greet(name string) string  { return Sprint("hello, ", name) }
func Sprint(a, b string) string { return fmt.Sprint(a, b) }
func Sum(data []byte) (n int)   { return total(data) }
func Mean(values []float64) float64 {
	sum := 0.0
	for _, v := range values {
		sum += v
	}
	return sum / float64(len(values))
}

// SumLater sums when the gate is opened: what is borrowed must still be there.
func SumLater(name string, data []byte) int {
	Pass(name, 0)
	return total(data)
}

// MeanLater is Mean when the gate is opened.
func MeanLater(name string, values []float64) float64 {
	Pass(name, 0)
	return Mean(values)
}

func total(data []byte) (n int) {
	for _, b := range data {
		n += int(b)
	}
	return n
}

// Fill writes into what it is given, when the gate is opened.
func Fill(name string, into []byte, with byte) {
	Pass(name, 0)
	for i := range into {
		into[i] = with
	}
}

func Lengths(words map[string][]string) map[string]int {
	n := map[string]int{}
	for k, v := range words {
		n[k] = len(v)
	}
	return n
}
func Join(sep string, parts ...string) string {
	var s []byte // not a string, which would be copied for each of many
	for i, p := range parts {
		if i > 0 {
			s = append(s, sep...)
		}
		s = append(s, p...)
	}
	return string(s)
}
func Divide(a, b int) (quotient, rest int, err error) {
	if b == 0 {
		return a, 0, errors.New("division by zero")
	}
	return a / b, a % b, nil
}
func Find(names []string, name string) (at int, ok bool) {
	for i, n := range names {
		if n == name {
			return i, true
		}
	}
	return 0, false
}
func Later(d time.Duration) time.Duration { time.Sleep(d); return d }
func Warmer(c Celsius, l Level) (Celsius, Level) {
	for range 1 {
		c++
	}
	return c, l
}

// ---- failures ----

func Fail(text string) error { return errors.New(Sprint("", text)) }
func Shut() (int, error)     { return 7, fmt.Errorf("it is %w", ErrShut) }
func Boom()                  { panic(Sprint("bo", "om")) }
func Nil() int               { var p *Client; return len(Sprint(p.Name, "")) }
func Goexit()                { runtime.Goexit() }
func Exit(code int)          { os.Exit(code) }

// Fatal is what Go can't recover from.
func Fatal() {
	var mu sync.Mutex
	mu.Unlock()
}

// Background starts a goroutine that panics when the gate is opened, and waits
// at another one.
func Background(name string) {
	go func() {
		Pass(name, 0)
		panic("in the background")
	}()
	Pass(name+" end", 0)
}

// Spin computes for about as long as n says, and gives what it has computed.
func Spin(n int) int {
	x := 1
	for range n {
		x = x*6364136223846793005 + 1442695040888963407
	}
	return x
}

// Goroutines is how many there are.
func Goroutines() int { return runtime.NumGoroutine() }

// ---- instances ----

// A Client has methods.
type Client struct {
	Name  string
	Inner Part
	Calls int
}

// A Part is a part of a client.
type Part struct{ N int }

func (p *Part) Twice() int { return Double(p.N) }

func NewClient(name string) *Client { return &Client{Name: Sprint(name, "")} }

// Call counts calls.
func (c *Client) Call(x int) int {
	for range 1 {
		c.Calls++
	}
	return x
}
func (c *Client) Wait(ctx context.Context, gate string) (string, error) {
	_, err := PassCtx(ctx, gate, 0)
	return c.Name, err
}
func (c *Client) Clone() *Client { return NewClient(c.Name) }

// Sync is a method of the name of the other API.
type Syncer struct{ N int }

func (s *Syncer) Sync() int { return Double(s.N) }

func Clients(n int) []*Client {
	var all []*Client
	for i := range n {
		all = append(all, NewClient(fmt.Sprint(i)))
	}
	return all
}
func ByName(names ...string) map[string]Client {
	all := map[string]Client{}
	for _, n := range names {
		all[n] = Client{Name: n}
	}
	return all
}
func NameOf(c *Client) string { return Sprint(c.Name, "") }

// A Bag is a box.
type Bag []string

func (b *Bag) Put(s string) int {
	for range 1 {
		*b = append(*b, s)
	}
	return len(*b)
}

// Own is async in the plain module too.
//
//py:async
func Own(x int) int { return Double(x) }

// Do is an async method of the plain class.
//
//py:async
func (b *Bag) Do() int { return Double(len(*b)) }
