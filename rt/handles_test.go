//go:build go1.25

package rt

import (
	"sync"
	"sync/atomic"
	"testing"
	"unsafe"
)

// Calls of many threads take handles and give them back in batches, as thunks do.
// No handle may be two objects' at once, and none may be lost.
func TestHandlesOfManyThreads(t *testing.T) {
	const threads, rounds, batch = 8, 2000, 6
	var s handleTable
	var taken [threads * batch]atomic.Bool
	var wg sync.WaitGroup
	for range threads {
		wg.Go(func() {
			var mine []int32
			for range rounds {
				for range batch {
					i := s.hold(unsafe.Pointer(new(int)))
					if i >= uint64(len(taken)) || taken[i].Swap(true) {
						t.Errorf("handle %d was given twice, or others were lost", i)
						return
					}
					mine = append(mine, int32(i))
				}
				for _, i := range mine {
					taken[i].Store(false)
				}
				s.drop(mine)
				mine = mine[:0]
			}
		})
	}
	wg.Wait()
	if len(s.free) != len(s.held) {
		t.Errorf("%d handles, but %d of them are free", len(s.held), len(s.free))
	}
}
