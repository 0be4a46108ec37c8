//go:build go1.25

package rt

import (
	"os"
	"sync"
	"testing"
)

// Errands that many goroutines bring are all in the list, and the loop is woken for
// the first of those that it has not taken.
func TestALoopIsWokenOnceForWhatItHasNotTaken(t *testing.T) {
	bell, ring, err := os.Pipe()
	if err != nil {
		t.Fatal(err)
	}
	defer bell.Close()
	defer ring.Close()
	l := &loop{fd: int32(ring.Fd())}
	errands := make([]errand, 1000)
	for range 3 {
		var all sync.WaitGroup
		for i := range errands {
			all.Go(func() { l.pushed(l.push(&errands[i])) })
		}
		all.Wait()
		n := 0
		for p := l.landed.Swap(0); p != 0; p = at[errand](&p).next {
			n++
		}
		if n != len(errands) {
			t.Errorf("%d errands of %d are in the list", n, len(errands))
		}
		rings := make([]byte, 100)
		if got, err := bell.Read(rings); got != len(one) || err != nil {
			t.Errorf("woken by %d bytes, want %d; %v", got, len(one), err)
		}
		if l.pushing.Load() != 0 {
			t.Error("the loop may never be freed")
		}
	}
}
