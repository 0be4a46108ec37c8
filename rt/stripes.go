//go:build go1.25

package rt

import (
	"math/bits"
	"reflect"
	"sync"
	"unsafe"
)

// Striped locks protect Go values from concurrent access by Python threads. Python
// reads and writes a Go value of more than one word by copying it under the stripes of
// its memory. The GIL does not protect it, since many crossings run without the GIL,
// and some Pythons have none.
//
// A stripe is chosen by address, not by object. A field, the struct around it and an
// item of the slice around that may all be Python objects; overlapping memory shares a
// stripe. Stripes are held only for the copy of one value, whose size its type
// determines, and never while user code or Python runs. So a thread that waits for one,
// even with the GIL, waits only briefly.
var stripes [stripeCount]stripe

type stripe struct {
	sync.Mutex
	_ [64 - unsafe.Sizeof(sync.Mutex{})]byte // a cache line each
}

const (
	stripeCount = 64 // as many as a stripeSet has bits
	stripeShift = 13 // Go's pages: few values lie across two
)

// A stripeSet is a set of locked stripes.
type stripeSet uint64

// lockMemory locks the stripes of size bytes at p.
func lockMemory(p unsafe.Pointer, size uintptr) stripeSet {
	first, last := uintptr(p)>>stripeShift, (uintptr(p)+max(size, 1)-1)>>stripeShift
	if first == last {
		i := first % stripeCount
		stripes[i].Lock()
		return 1 << i
	}
	return lockStripes(first, last)
}

// lockStripes locks several stripes in order, so that no two threads can wait for each
// other.
func lockStripes(first, last uintptr) stripeSet {
	h := ^stripeSet(0)
	if last-first < stripeCount {
		h = 0
		for i := first; i <= last; i++ {
			h |= 1 << (i % stripeCount)
		}
	}
	for rest := h; rest != 0; rest &= rest - 1 {
		stripes[bits.TrailingZeros64(uint64(rest))].Lock()
	}
	return h
}

func (h stripeSet) unlock() {
	for ; h != 0; h &= h - 1 {
		stripes[bits.TrailingZeros64(uint64(h))%stripeCount].Unlock()
	}
}

// Load copies the value at p, which Python may write at the same time. What its
// pointers, slices and maps refer to is not copied.
func Load[T any](p *T) (v T) {
	if p == nil {
		return *p // a nil pointer panics before anything is locked
	}
	h := lockMemory(unsafe.Pointer(p), unsafe.Sizeof(v))
	v = *p
	h.unlock()
	return v
}

// Store assigns v to the value at p, which Python may read at the same time.
func Store[T any](p *T, v T) {
	if p == nil {
		*p = v
	}
	h := lockMemory(unsafe.Pointer(p), unsafe.Sizeof(v))
	*p = v
	h.unlock()
}

// LoadThrough is Load for a value that is reached through embedded pointers: their
// targets are copied too, and the returned value has pointers to the copies. fields is
// the path, the outermost first.
func LoadThrough[T any](p *T, fields ...int) T {
	v := Load(p)
	at := reflect.ValueOf(&v).Elem()
	for _, i := range fields {
		at = at.Field(i)
		if at.Kind() != reflect.Pointer {
			continue
		}
		if at.IsNil() {
			break
		}
		e := loadAs(at.Type().Elem(), at.UnsafePointer())
		reflect.NewAt(at.Type(), at.Addr().UnsafePointer()).Elem().Set(e.Addr()) // it may be unexported
		at = e
	}
	return v
}

// loadItems copies the first items of from to to, under one lock.
func loadItems[T any](to, from []T) int {
	n := min(len(to), len(from))
	h := lockMemory(unsafe.Pointer(unsafe.SliceData(from)), uintptr(n)*unsafe.Sizeof(*new(T)))
	copy(to, from[:n])
	h.unlock()
	return n
}

// Value copies the value behind the instance in word i.
func Value[T any](f *Frame, i int) T { return Load(Ptr[T](f, i)) }
