//go:build go1.25

package rt

import "unsafe"

func size[T any]() int { return int(unsafe.Sizeof(*(*T)(nil))) }

// raw is the memory of a slice of numbers.
func raw[T Number](s []T) []byte {
	return unsafe.Slice((*byte)(unsafe.Pointer(unsafe.SliceData(s))), len(s)*size[T]())
}

// Numbers copies the packed numbers in words i and i+1; None is nil.
func Numbers[S ~[]T, T Number](f *Frame, i int) S {
	if *f.word(i) == 0 {
		return nil
	}
	s := make(S, int(*f.word(i + 1)))
	copy(s, unsafe.Slice((*T)(f.pointer(i)), len(s)))
	return s
}

// BorrowedNumbers is a view of Python's memory, as BorrowedBytes is.
func BorrowedNumbers[S ~[]T, T Number](f *Frame, i int) S {
	if *f.word(i) == 0 {
		return nil
	}
	n := int(*f.word(i + 1))
	return S(unsafe.Slice((*T)(f.pointer(i)), n)[:n:n])
}

func PutNumbers[S ~[]T, T Number](f *Frame, i int, s S) {
	if size[T]() > 8 {
		s = loadAll(s)
	}
	f.putBytes(i, unsafe.Pointer(unsafe.SliceData(s)), len(s), len(s)*size[T]())
}

func ReadNumbers[S ~[]T, T Number](r *Decoder) S {
	n := r.count()
	if n < 0 {
		return nil
	}
	s := make(S, n)
	ReadNumberArray(r, s)
	return s
}

// ReadNumberArray fills a, the slice of an array whose length the shim checked.
func ReadNumberArray[S ~[]T, T Number](r *Decoder, a S) { copy(raw(a), r.bytes(len(a)*size[T]())) }

func WriteNumbers[S ~[]T, T Number](w *Encoder, s S) {
	w.word(uint64(len(s)))
	w.place(unsafe.Pointer(unsafe.SliceData([]T(s))))
	WriteNumberArray(w, s)
}
func WriteNumberArray[S ~[]T, T Number](w *Encoder, a S) {
	if size[T]() > 8 {
		a = loadAll(a)
	}
	w.bytes(raw(a))
}

// loadAll copies numbers that have more than a word each: they may be a part of an
// array that Python writes. No lock is held for the whole of a long slice.
func loadAll[S ~[]T, T any](s S) S {
	const some = 512
	c := make(S, len(s))
	for i := 0; i < len(s); i += some {
		loadItems(c[i:min(i+some, len(s))], s[i:])
	}
	return c
}

func ReadList[S ~[]T, T any](r *Decoder, item func(*Decoder) T) S {
	n := r.count()
	if n < 0 {
		return nil
	}
	s := make(S, n)
	for i := range s {
		s[i] = item(r)
	}
	return s
}

// ReadArray fills a, the slice of an array whose length the shim checked.
func ReadArray[S ~[]T, T any](r *Decoder, a S, item func(*Decoder) T) {
	for i := range a {
		a[i] = item(r)
	}
}

func WriteList[S ~[]T, T any](w *Encoder, s S, item func(*Encoder, T)) {
	w.expect(len(s))
	w.word(uint64(len(s)))
	w.place(unsafe.Pointer(unsafe.SliceData([]T(s))))
	WriteArray(w, s, item)
}

// WritePtrs is WriteList for pointers to structs, which takes several handles at once.
func WritePtrs[S ~[]*T, T any](w *Encoder, s S) {
	w.expect(len(s))
	w.word(uint64(len(s)))
	w.place(unsafe.Pointer(unsafe.SliceData([]*T(s))))
	var some [someItems]*T
	var taken [someItems]int32
	for len(s) > 0 {
		n := loadItems(some[:], []*T(s))
		handles.take(taken[:n])
		nils := 0
		for i, p := range some[:n] {
			w.word(uint64(uintptr(unsafe.Pointer(p))))
			if p == nil {
				w.word(noHandle)
				taken[nils] = taken[i]
				nils++
				continue
			}
			w.word(handles.reuse(taken[i], unsafe.Pointer(p)))
		}
		handles.giveBack(taken[:nils])
		s = s[n:]
	}
}

// WriteArray copies the items before it writes them: the slice may be a part of an
// array that Python writes.
func WriteArray[S ~[]T, T any](w *Encoder, a S, item func(*Encoder, T)) {
	if size[T]() > largeItem {
		for i := range a {
			item(w, Load(&a[i]))
		}
		return
	}
	var some [someItems]T
	for len(a) > 0 {
		n := loadItems(some[:], a)
		for i := range n {
			item(w, some[i])
		}
		a = a[n:]
	}
}

const (
	someItems = 16 // that are copied under one lock
	largeItem = 64 // bytes
)

// WriteLive writes a slice of arrays of structs, whose instances are the structs
// themselves.
func WriteLive[S ~[]T, T any](w *Encoder, s S, item func(*Encoder, *T)) {
	w.word(uint64(len(s)))
	w.place(unsafe.Pointer(unsafe.SliceData([]T(s))))
	WriteLiveArray(w, s, item)
}
func WriteLiveArray[S ~[]T, T any](w *Encoder, a S, item func(*Encoder, *T)) {
	for i := range a {
		item(w, &a[i])
	}
}

// WriteObjects writes a slice of structs as its count, address and handle: each
// instance in Python is Go's &s[i].
func WriteObjects[S ~[]T, T any](w *Encoder, s S) {
	w.word(uint64(len(s)))
	w.place(unsafe.Pointer(unsafe.SliceData([]T(s))))
	WriteObjectArray(w, s)
}

// WriteObjectArray does the same for the slice of an array, whose length the
// shim knows.
func WriteObjectArray[S ~[]T, T any](w *Encoder, s S) {
	if len(s) > 0 {
		writePointer(w, unsafe.Pointer(unsafe.SliceData(s)))
	}
}
