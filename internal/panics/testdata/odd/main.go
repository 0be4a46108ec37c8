// The command odd uses names that the rewriting would like to have, imports a
// package twice, and recovers in every way. Rewritten or not, it prints the same.
package main

import (
	"fmt"
	"os"
	. "os"
	real "os"
	"runtime"
	"sync"
)

type gophersnake_rt_ struct{ gs1p0 int }

func quit() {
	os.Exit(Getpid())
	Exit(1)
	real.Exit(2)
	(Exit)(3)
	go os.Exit(4)
	go Exit(5)
	defer Exit(6)
}

func named(gophersnake_rt string, gs1f, gs2p1 int) string {
	c := make(chan string, 1)
	go put(c, gophersnake_rt)
	return <-c + fmt.Sprint(gs1f, gs2p1)
}

func put(c chan<- string, s string) { c <- s }

func shadowed() (out []any) {
	type int string
	type any = string
	c := make(chan int, 1)
	go send(c, int("x"))
	return append(out, string(<-c))
}

func send[T any](c chan T, v T) { c <- v }

func catch(f func()) (out string) {
	defer func() {
		if r, ok := recover().(string); ok {
			out = "caught " + r
		}
	}()
	f()
	return "nothing"
}

func forms() {
	defer func() { recover() }()
	defer func() { _ = (recover)() }()
	defer recover()
	go recover()
	defer func() { fmt.Println("again:", recover()) }()
	defer func() {
		defer func() { fmt.Println("inner:", recover()) }()
		panic("in a deferred function")
	}()
	panic("in the function")
}

func goexit() string {
	var wg sync.WaitGroup
	said := "nothing"
	wg.Add(1)
	go func() {
		defer wg.Done()
		defer func() { said = fmt.Sprint(recover()) }()
		runtime.Goexit()
	}()
	wg.Wait()
	return said
}

func main() {
	if len(os.Args) > 5 {
		quit()
	}
	fmt.Println(named("a", 1, 2), shadowed(), gophersnake_rt_{3}.gs1p0)
	fmt.Println(catch(func() { panic("one") }), catch(func() {}))
	forms()
	fmt.Println(goexit())
}
