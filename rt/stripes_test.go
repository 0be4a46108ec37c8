//go:build go1.25

package rt

import (
	"sync"
	"testing"
	"unsafe"
)

// address makes a pointer that nobody follows.
func address(p uintptr) unsafe.Pointer { return *(*unsafe.Pointer)(unsafe.Pointer(&p)) }

func TestStripesOfAnyRange(t *testing.T) {
	page := uintptr(1) << stripeShift
	for _, c := range []struct {
		at, size uintptr
		stripes  int
	}{{0, 0, 1}, {0, 1, 1}, {page - 1, 1, 1}, {page - 1, 2, 2}, {page, page, 1}, {63 * page, 2 * page, 2}, {5, 10 * page, 11}, {0, 64 * page, 64}, {1, 1000 * page, 64}} {
		h := lockMemory(address(c.at+1<<30), c.size)
		n := 0
		for i := range stripes {
			if locked := !stripes[i].TryLock(); locked {
				n++
			} else {
				stripes[i].Unlock()
			}
		}
		h.unlock()
		if n != c.stripes {
			t.Errorf("%d bytes at %d lock %d stripes, not %d", c.size, c.at, n, c.stripes)
		}
	}
	for i := range stripes {
		if !stripes[i].TryLock() {
			t.Fatalf("stripe %d is locked still", i)
		}
		stripes[i].Unlock()
	}
}

// A part, the whole, and a whole larger than all stripes: no value is torn.
func TestLoadAndStoreOverlap(t *testing.T) {
	type part struct{ A, B, C int }
	type whole struct {
		Before [3000]int
		Part   part
		After  [3000]int
	}
	w := new(whole)
	var all sync.WaitGroup
	for i := range 4 {
		all.Go(func() {
			for n := range 2000 {
				switch x := n*4 + i; i {
				case 0, 1:
					Store(&w.Part, part{x, x, x})
				case 2:
					if p := Load(&w.Part); p.A != p.B || p.B != p.C {
						t.Error("torn", p)
						return
					}
				case 3:
					if p := Load(w).Part; p.A != p.B || p.B != p.C {
						t.Error("torn in the whole", p)
						return
					}
				}
			}
		})
	}
	all.Wait()
}

func TestLoadOfNilLocksNothing(t *testing.T) {
	func() {
		defer func() {
			if recover() == nil {
				t.Error("no panic")
			}
		}()
		Load((*[2]string)(nil))
	}()
	for i := range stripes {
		if !stripes[i].TryLock() {
			t.Fatalf("stripe %d is locked", i)
		}
		stripes[i].Unlock()
	}
}
