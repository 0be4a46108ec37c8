package observedcase

import "context"

// A Thing keeps memory of Go's.
type Thing struct{ data []byte }

// NewThing returns one of n bytes.
func NewThing(n int) *Thing { return &Thing{make([]byte, n)} }

// Zeros returns n numbers.
//
//py:returns array
func Zeros(n int) []int64 { return make([]int64, n) }

// Panic panics, in the call or in a goroutine.
func Panic(goroutine bool) {
	if !goroutine {
		panic("boom")
	}
	done := make(chan struct{})
	go func() {
		defer close(done)
		panic("boom")
	}()
	<-done
}

// Fail calls f, whose exception comes through as a panic.
func Fail(f func()) { f() }

// Wait waits for the end of the context.
func Wait(ctx context.Context) { <-ctx.Done() }
