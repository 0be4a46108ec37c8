//go:build go1.25

package rt

import (
	"hash/maphash"
	"unsafe"
)

// Ptr is the Go value behind the instance in word i; None is nil. The instance
// keeps it alive for the call.
func Ptr[T any](f *Frame, i int) *T { return (*T)(f.pointer(i)) }

// PutPtr writes an instance: its address and the handle that keeps it. nil is None.
func PutPtr[T any](f *Frame, i int, p *T) { f.putPointer(i, unsafe.Pointer(p)) }

func (f *Frame) putPointer(i int, p unsafe.Pointer) {
	*f.word(i) = uint64(uintptr(p))
	*f.word(i + 1) = noHandle
	if p != nil {
		*f.word(i + 1) = f.hold(p)
	}
}

// hold is handles.hold with a handle that has come with the frame, if there is one: a loop in which each object
// takes the place of the one before it needs no others.
func (f *Frame) hold(p unsafe.Pointer) uint64 {
	if f.nfree <= 0 {
		return handles.hold(p)
	}
	f.nfree--
	return handles.reuse(f.freed[f.nfree], p)
}

// drop lets go of what they hold, and makes them free: no result is to use them.
func (f *Frame) drop() {
	handles.empty(f.freed[:f.nfree])
	f.giveBack()
}

// giveBack makes those free that have come and were not used.
func (f *Frame) giveBack() {
	if f.nfree > 0 {
		handles.giveBack(f.freed[:f.nfree])
		f.nfree = 0
	}
}

// PutValue writes an instance over a copy of v on the heap.
func PutValue[T any](f *Frame, i int, v T) { PutPtr(f, i, &v) }

func ReadPtr[T any](r *Decoder) *T {
	p := *(**T)(r.p)
	r.p = unsafe.Add(r.p, 8)
	return p
}

// ReadValue copies the value behind an instance.
func ReadValue[T any](r *Decoder) T { return Load(ReadPtr[T](r)) }

// ReadBox reads a named value: its instance or, after a nil, the plain value.
func ReadBox[T any](r *Decoder, plain func(*Decoder) T) T {
	if p := ReadPtr[T](r); p != nil {
		return Load(p)
	}
	return plain(r)
}

func writePointer(w *Encoder, p unsafe.Pointer) {
	w.word(uint64(uintptr(p)))
	if p == nil {
		w.word(noHandle)
	} else {
		w.word(w.holds(p))
	}
}

// holds is handles.hold for what is written. A result takes handles that have come with its call.
func (w *Encoder) holds(p unsafe.Pointer) uint64 {
	if w.f == nil {
		return handles.hold(p)
	}
	return w.f.hold(p)
}

func WritePtr[T any](w *Encoder, p *T)  { writePointer(w, unsafe.Pointer(p)) }
func WriteValue[T any](w *Encoder, v T) { WritePtr(w, &v) }

// ReadOpt reads a pointer to a plain value: None is nil, all else new memory.
func ReadOpt[T any](r *Decoder, value func(*Decoder) T) *T {
	switch r.word() {
	case 0:
		return nil
	case optPointer:
		p := ReadPtr[any](r)
		v := value(r)
		return PointTo(p, &v)
	}
	v := value(r)
	return &v
}

// optPointer stands before a Pointer and what it leads to; shim/values/optional.c has the same.
const optPointer = 2

func WriteOpt[T any](w *Encoder, p *T, value func(*Encoder, T)) {
	if p == nil {
		w.word(0)
		return
	}
	w.word(1)
	value(w, Load(p)) // it may point into what Python writes
}

var seed = maphash.MakeSeed()

// Hash is a hash that is equal where the values are.
func Hash[T comparable](p *T) uint64 { return maphash.Comparable(seed, Load(p)) }
