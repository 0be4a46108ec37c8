//go:build go1.25

package rt

import (
	"errors"
	"fmt"
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
	if s.used() != 0 {
		t.Errorf("%d of %d handles are not free", s.used(), s.begun.Load())
	}
}

// A handle holds what it was taken for, while others take handles in more and more blocks.
func TestHandlesHoldWhatTheyWereTakenFor(t *testing.T) {
	const threads, each = 8, 5000
	var s handleTable
	var wg sync.WaitGroup
	for range threads {
		wg.Go(func() {
			mine := map[int32]*int{}
			for i := range each {
				p := new(int)
				mine[int32(s.hold(unsafe.Pointer(p)))] = p
				if i%3 == 0 { // and some are given back in between
					for h := range mine {
						s.drop([]int32{h})
						delete(mine, h)
						break
					}
				}
			}
			for h, p := range mine {
				if s.get(h) != unsafe.Pointer(p) {
					t.Errorf("handle %d holds something else", h)
				}
			}
			if len(mine) != each-(each+2)/3 {
				t.Errorf("%d handles of %d: some were given twice", len(mine), each-(each+2)/3)
			}
		})
	}
	wg.Wait()
	if want := threads * (each - (each+2)/3); s.used() != want {
		t.Errorf("%d handles in use, want %d", s.used(), want)
	}
}

// Handles that are taken several at a time, by goroutines at once, are nobody else's, and all are free in the end.
func TestHandlesTakenTogether(t *testing.T) {
	const threads, rounds, most = 8, 2000, 40
	var s handleTable
	var taken [threads * (most + 1)]atomic.Bool
	var wg sync.WaitGroup
	for k := range threads {
		wg.Go(func() {
			for round := range rounds {
				mine := make([]int32, 1+(k+round*7)%most)
				s.take(mine)
				mine = append(mine, int32(s.hold(unsafe.Pointer(new(int)))))
				for _, i := range mine {
					if int(i) >= len(taken) || taken[i].Swap(true) {
						t.Errorf("handle %d was given twice, or others were lost", i)
						return
					}
					s.reuse(i, unsafe.Pointer(new(int)))
				}
				for _, i := range mine {
					taken[i].Store(false)
				}
				s.drop(mine)
			}
		})
	}
	wg.Wait()
	if s.used() != 0 {
		t.Errorf("%d of %d handles are not free", s.used(), s.begun.Load())
	}
}

// Many at once are of several blocks.
func TestManyHandlesAtOnce(t *testing.T) {
	var s handleTable
	all := make([]int32, 1000)
	s.take(all[:3])
	s.take(all[3:])
	for i, h := range all {
		if h != int32(i) {
			t.Fatalf("handle %d is number %d", i, h)
		}
		s.reuse(h, unsafe.Pointer(&all[i]))
	}
	for i, h := range all {
		if s.get(h) != unsafe.Pointer(&all[i]) {
			t.Fatalf("handle %d holds something else", h)
		}
	}
	s.drop(all[:500])
	s.take(all[:500])
	if s.used() != 1000 || s.begun.Load() != 1000 {
		t.Errorf("%d handles in use, %d begun", s.used(), s.begun.Load())
	}
}

// What has come with a question for a cause is free, and what the answer refers to has handles of its own.
func TestHandlesOfAnAnswerAreItsOwn(t *testing.T) {
	before, keeps := handles.used(), core.keepErrors
	err := fmt.Errorf("wrapped: %w", errors.New("cause"))
	core.keepErrors = true
	defer func() { core.keepErrors = keeps }()
	mem := make([]uint64, frameWords+3+1)
	f := scratchFrame(mem, 3, 0)
	f.nfree, f.freed[0] = 1, int32(handles.hold(unsafe.Pointer(new(int))))
	*f.word(0), *f.word(1) = asksCause, uint64(uintptr(unsafe.Pointer(&err)))
	gophersnake_cause(0, unsafe.Pointer(f))
	if got := handles.used() - before; f.code != 0 || f.nfree != 0 || got != 2 {
		t.Errorf("code %d, %d handles left in the frame, %d in use; want 2, of the buffer and of the error", f.code, f.nfree, got)
	}
}

// The slots of handles are one after the other, in blocks that are each twice as long.
func TestSlotsOfHandles(t *testing.T) {
	for _, c := range [][3]uint32{{0, 0, 0}, {63, 0, 63}, {64, 1, 0}, {191, 1, 127}, {192, 2, 0}, {1<<31 - 65, 24, 1<<30 - 1}} {
		if block, at := blockOf(c[0]); uint32(block) != c[1] || uint32(at) != c[2] || block >= handleBlocks {
			t.Errorf("handle %d is in block %d at %d, want %d at %d", c[0], block, at, c[1], c[2])
		}
	}
}

// A frame's handles are used again by what it returns, and the others are free after the call.
func TestHandlesOfAFrameAreUsedAgain(t *testing.T) {
	before := handles.used()
	x, y := new(int), new(int)
	a, b := handles.hold(unsafe.Pointer(x)), handles.hold(unsafe.Pointer(x))
	var f Frame
	f.nfree, f.freed[0], f.freed[1] = 2, int32(a), int32(b)
	handles.empty(f.freed[:2])
	if handles.get(int32(a)) != nil || handles.get(int32(b)) != nil {
		t.Error("a handle that came back still holds memory")
	}
	if c := f.hold(unsafe.Pointer(y)); c != b || handles.get(int32(c)) != unsafe.Pointer(y) {
		t.Errorf("handle %d, want %d over another value", c, b)
	}
	f.giveBack()
	if f.nfree != 0 || handles.used() != before+1 {
		t.Errorf("%d handles in use, want %d", handles.used(), before+1)
	}
	handles.drop([]int32{int32(b)})
}
