//go:build go1.25

package rt

import (
	"bytes"
	"unsafe"
)

// A lent is a slice that Go may write: shim/values/lent.h has the same. All addresses
// are of C memory, but for that of a wire buffer that Go makes.
type lent struct {
	data, n uintptr
	how     uint64
	room    uintptr
	changed uint64
	handle  uint64
}

const (
	lentWritable = iota // what Go writes goes to data
	lentRoom            // it goes to room
	lentReadonly        // it can't go back
)

// lent is the argument in word i; nil is None.
func (f *Frame) lent(i int) *lent { return (*lent)(f.pointer(i)) }

// memory is the slice of n items at an address of C memory.
func memory[T any](at *uintptr, n uintptr) []T {
	return unsafe.Slice(*(**T)(unsafe.Pointer(at)), int(n))
}

// Lent copies the numbers or bytes in word i, of a function that may keep them.
func Lent[S ~[]T, T Number](f *Frame, i int) S {
	l := f.lent(i)
	if l == nil {
		return nil
	}
	s := make(S, int(l.n))
	copy(s, memory[T](&l.data, l.n))
	return s
}

// LentView is the same for a function that does not keep them: Python's own memory, if
// Go may write to it.
func LentView[S ~[]T, T Number](f *Frame, i int) S {
	l := f.lent(i)
	if l == nil || l.how != lentWritable {
		return Lent[S](f, i)
	}
	n := int(l.n)
	return S(memory[T](&l.data, l.n)[:n:n])
}

// GiveBack tells Python what has been written to the slice that Lent or LentView gave.
func GiveBack[S ~[]T, T Number](f *Frame, i int, s S) {
	l := f.lent(i)
	if l == nil || len(s) == 0 {
		return
	}
	before := memory[T](&l.data, l.n)
	if unsafe.SliceData(before) == unsafe.SliceData([]T(s)) || bytes.Equal(raw(before), raw([]T(s))) {
		return
	}
	switch l.how {
	case lentWritable:
		copy(before, s)
	case lentRoom:
		copy(memory[T](&l.room, l.n), s)
	}
	l.changed = 1
}

// LentDecoder returns a decoder of the wire buffer of the slice in word i.
func (f *Frame) LentDecoder(i int) *Decoder {
	return &Decoder{p: *(*unsafe.Pointer)(unsafe.Pointer(&f.lent(i).data))}
}

// A Memory says how items of a type are remembered, and whether they have changed since.
type Memory[T any] struct {
	Deep    bool // Copy copies more than the items
	Copy    func([]T) []T
	Changed func(before, now *T) bool
}

// Plain is the Memory of items that hold no memory of which Python has a copy.
func Plain[T any]() Memory[T] {
	return Memory[T]{false, func(s []T) []T { return append([]T(nil), s...) }, func(before, now *T) bool {
		n := size[T]()
		return !bytes.Equal(unsafe.Slice((*byte)(unsafe.Pointer(before)), n), unsafe.Slice((*byte)(unsafe.Pointer(now)), n))
	}}
}

// Slices is the Memory of items that are slices themselves.
func Slices[S ~[]T, T any](item Memory[T]) Memory[S] {
	return Memory[S]{true, func(s []S) []S {
		c := append([]S(nil), s...)
		for i := range c {
			if c[i] != nil {
				c[i] = item.Copy(c[i])
			}
		}
		return c
	}, func(before, now *S) bool {
		if len(*before) != len(*now) {
			return true
		}
		for i := range *before {
			if item.Changed(&(*before)[i], &(*now)[i]) {
				return true
			}
		}
		return false
	}}
}

// GiveItemsBack tells Python what has been written to the slice that was decoded from
// word i: how many items have changed, and of each its index and its value.
func GiveItemsBack[S ~[]T, T any](f *Frame, i int, s S, before []T, of Memory[T], item func(*Encoder, T)) {
	var w *Encoder
	n := uint64(0)
	for at := range s {
		if !of.Changed(&before[at], &s[at]) {
			continue
		}
		if w == nil {
			w = &Encoder{f: f}
			w.word(0)
		}
		n++
		w.word(uint64(at))
		item(w, s[at])
	}
	if w == nil {
		return
	}
	w.patch(0, n)
	l := f.lent(i)
	p := unsafe.Pointer(unsafe.SliceData(w.buf))
	l.room, l.handle, l.changed = uintptr(p), handles.hold(p), 1
}
