//go:build go1.25

package rt

import (
	"slices"
	"unsafe"
)

// Boxes are the slices and maps of one call that stand where Go has a declared type and that Python has given
// as plain values: what Go writes there goes back. An instance is over memory that Go has anyway, so nothing
// goes back, and it is not read: others may write it meanwhile, and it may contain itself.
type Boxes struct {
	plain  []uintptr // where they have their memory, which the call's arguments hold
	sorted bool
}

func (b *Boxes) has(at uintptr) bool {
	if !b.sorted {
		slices.Sort(b.plain)
		b.sorted = true
	}
	_, there := slices.BinarySearch(b.plain, at)
	return there
}

// NoteBoxes notes the values that r reads from then on.
func (r *Decoder) NoteBoxes() { r.boxes = &Boxes{} }

// Boxes are those that were noted.
func (r *Decoder) Boxes() *Boxes { return r.boxes }

// start is where a slice or a map has its memory.
func start[T any](v *T) uintptr { return *(*uintptr)(unsafe.Pointer(v)) }

// ReadShared is ReadBox of a slice or a map.
func ReadShared[T any](r *Decoder, plain func(*Decoder) T) T {
	if p := ReadPtr[T](r); p != nil {
		return Load(p)
	}
	v := plain(r)
	if r.boxes != nil {
		r.boxes.plain = append(r.boxes.plain, start(&v))
	}
	return v
}

// Boxed is the Memory of values of a declared type, of which deep is the Memory where Python has a copy. A value that
// was put there by Go meanwhile is none of these, and is told by its words.
func Boxed[T any](b *Boxes, deep Memory[T]) Memory[T] {
	words := Plain[T]()
	return Memory[T]{true, func(s []T) []T {
		c := append([]T(nil), s...)
		var plain []T
		var at []int
		for i := range c {
			if b.has(start(&c[i])) {
				plain, at = append(plain, c[i]), append(at, i)
			}
		}
		for i, v := range deep.Copy(plain) {
			c[at[i]] = v
		}
		return c
	}, func(before, now *T) bool {
		if b.has(start(now)) {
			return deep.Changed(before, now)
		}
		return words.Changed(before, now)
	}}
}

// Later is the Memory of a type that contains itself.
func Later[T any](of func() Memory[T]) Memory[T] {
	return Memory[T]{true, func(s []T) []T { return of().Copy(s) }, func(before, now *T) bool { return of().Changed(before, now) }}
}
