// The command forms starts goroutines in every way that Go has, and says what
// each saw. Rewritten or not, it prints the same.
package main

import (
	"context"
	"fmt"
	. "os"
	"os/signal"
	"strings"
	"sync"
	"time"
)

var (
	wg   sync.WaitGroup
	mu   sync.Mutex
	said []string
)

func say(args ...any) {
	defer wg.Done()
	mu.Lock()
	defer mu.Unlock()
	said = append(said, fmt.Sprintln(args...))
}

type shape interface {
	area(scale int64, names ...string)
}

type square struct{ side int }

func (s square) area(scale int64, names ...string) { say("square", s.side, scale, names) }
func (s *square) grow(by int)                      { s.side += by; say("grown", s.side) }

func generic[T any, U fmt.Stringer](t T, u U) { say("generic", t, u) }

type box[T any] struct{ v T }

func (b box[T]) show(more T) { say("box", b.v, more) }

func pair() (int, string)        { return 7, "pair" }
func takesPair(n int, s string)  { say(n, s) }
func takesAny(v any, err error)  { say("any", v, err) }
func takesFunc(f func() int)     { say("func", f()) }
func wide(n int64, f float32)    { say("wide", n, f) }
func flags(b bool, c complex128) { say(b, c) }
func curried(a int) func(int)    { return func(b int) { say("curried", a, b) } }

func main() {
	wg.Add(26)
	x, n := 1, 40
	names := []string{"a", "b"}
	go say("literal", 1, 2.5, nil, 'x')
	go say()
	go say(names)
	go func(x int) { say("closure", x) }(x)
	go (func() { say("in parentheses") })()
	x = 2 // after the go statement has evaluated it
	s := square{3}
	go s.area(1<<n, names...)
	s.side = 4
	var sh shape = s
	go sh.area(5, // with a comment, which is not, the end
		"c", /* and, another */
		"d",
	)
	p := &s
	go p.grow(x)
	go generic[int](x, time.Second)
	go generic("inferred", time.Minute)
	go box[string]{"v"}.show("more")
	go box[string].show(box[string]{"expression"}, "more")
	go takesPair(pair())
	go takesAny(nil, nil)
	go takesAny(x == 2, fmt.Errorf("x"))
	go takesFunc(func() int { go say("nested", x); return x })
	go wide(1<<n, 1<<3)
	go flags(x > 1 && n > 2, complex(1, float64(x)))
	go curried(x)(3)
	f := say
	go f("variable")
	f = nil
	done := make(chan int)
	go close(done)
	go println()
	<-done
labelled:
	go say("labelled")
	if x == 0 {
		goto labelled
	}
	for i := range 2 {
		go say("loop", i)
	}
	timer := time.AfterFunc(0, func() { say("timer") })
	ctx, cancel := context.WithCancel(context.Background())
	context.AfterFunc(ctx, func() { say("context") })
	cancel()
	wg.Go(func() { mu.Lock(); said = append(said, "group\n"); mu.Unlock() })
	wg.Wait()
	timer.Stop()
	signal.Reset(Interrupt)
	count := map[string]int{}
	for _, s := range said {
		count[strings.TrimSpace(s)]++
	}
	for _, s := range said {
		if count[strings.TrimSpace(s)] > 1 {
			panic("twice: " + s)
		}
	}
	sorted(said)
	fmt.Print(strings.Join(said, ""))
	if len(said) == 0 {
		Exit(3)
	}
}

func sorted(s []string) {
	for i := range s {
		for j := i; j > 0 && s[j] < s[j-1]; j-- {
			s[j], s[j-1] = s[j-1], s[j]
		}
	}
}
