//go:build go1.25

package rt

import (
	"os"
	"sync"
	"testing"
)

// Jobs that many goroutines bring are all in the list, and the loop is woken for
// the first of those that it has not taken.
func TestALoopIsWokenOnceForWhatItHasNotTaken(t *testing.T) {
	notifier, ring, err := os.Pipe()
	if err != nil {
		t.Fatal(err)
	}
	defer notifier.Close()
	defer ring.Close()
	l := &loop{fd: int32(ring.Fd())}
	jobs := make([]job, 1000)
	for range 3 {
		var all sync.WaitGroup
		for i := range jobs {
			all.Go(func() { l.pushed(l.push(&jobs[i])) })
		}
		all.Wait()
		n := 0
		for p := l.completions.Swap(0); p != 0; p = at[job](&p).next {
			n++
		}
		if n != len(jobs) {
			t.Errorf("%d jobs of %d are in the list", n, len(jobs))
		}
		rings := make([]byte, 100)
		if got, err := notifier.Read(rings); got != len(one) || err != nil {
			t.Errorf("woken by %d bytes, want %d; %v", got, len(one), err)
		}
		if l.pushing.Load() != 0 {
			t.Error("the loop may never be freed")
		}
	}
}
