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

// give tells Python of what w holds, which it frees when it has read that.
func (l *lent) give(w *Encoder) {
	at := unsafe.Pointer(unsafe.SliceData(w.buf))
	l.room, l.handle, l.changed = uintptr(at), handles.hold(at), 1
}

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
	return &Decoder{p: *(*unsafe.Pointer)(unsafe.Pointer(&f.lent(i).data)), call: f}
}

// GivePointedBack tells Python that Go has written to what stands behind a pointer, of which
// Python has no more than the value.
func GivePointedBack[T any](f *Frame, i int, p *T, before T, of Memory[T]) {
	if l := f.lent(i); p != nil && l.how != lentWritable && of.Changed(&before, p) {
		l.changed = 1
	}
}

// GiveListBack tells Python what has become of the slice behind a pointer, which was decoded
// from word i: its length, how many items have come or changed, and of each its index and its value.
func GiveListBack[S ~[]T, T any](f *Frame, i int, p *S, before []T, of Memory[T], item func(*Encoder, T)) {
	l := f.lent(i)
	if p == nil || l.how == lentWritable {
		return
	}
	now := *p
	w := &Encoder{f: f}
	w.word(uint64(len(now)))
	w.word(0)
	n := uint64(0)
	for at := range now {
		if at < len(before) && !of.Changed(&before[at], &now[at]) {
			continue
		}
		n++
		w.word(uint64(at))
		item(w, now[at])
	}
	if n == 0 && len(now) == len(before) {
		return
	}
	w.patch(8, n)
	l.give(w)
}

// GiveNumberBack is GivePointedBack of a number that Go passes by pointer.
func GiveNumberBack[T any](f *Frame, i int, p, before *T, equal func(a, b *T) bool) {
	if l := f.lent(i); p != nil && l.how != lentWritable && !equal(before, p) {
		l.changed = 1
	}
}

// Before is a copy of what stands behind a pointer, to compare with.
func Before[T any](p *T, of Memory[T]) (before T) {
	if p != nil {
		before = of.Copy([]T{*p})[0]
	}
	return before
}

// PointedOf is a number that Go passes by pointer: a Pointer in word i leads to it from then on.
func PointedOf[T any](f *Frame, i int, v *T) *T {
	l := f.lent(i)
	if l.room == 0 || v == nil {
		return v
	}
	return PointTo(*(**any)(unsafe.Pointer(&l.room)), v)
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

// Arrays is the Memory of items that are arrays of what shares memory.
func Arrays[A, T any](item Memory[T]) Memory[A] {
	items := func(a *A) []T { return unsafe.Slice((*T)(unsafe.Pointer(a)), size[A]()/size[T]()) }
	return Memory[A]{true, func(s []A) []A {
		c := append([]A(nil), s...)
		for i := range c {
			copy(items(&c[i]), item.Copy(items(&c[i])))
		}
		return c
	}, func(before, now *A) bool {
		b := items(before)
		for i, n := range items(now) {
			if item.Changed(&b[i], &n) {
				return true
			}
		}
		return false
	}}
}

// Pointees is the Memory of items that are pointers to values of which Python has copies.
func Pointees[T any](of Memory[T]) Memory[*T] {
	return Memory[*T]{true, func(s []*T) []*T {
		c := append([]*T(nil), s...)
		for i, p := range c {
			if p != nil {
				c[i] = &of.Copy([]T{*p})[0]
			}
		}
		return c
	}, func(before, now **T) bool {
		a, b := *before, *now
		return (a == nil) != (b == nil) || a != nil && of.Changed(a, b)
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
	f.lent(i).give(w)
}
