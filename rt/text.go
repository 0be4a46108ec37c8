//go:build go1.25

package rt

import "unsafe"

// View is the text or the bytes in words i and i+1: Python's own memory, which
// stays for the call only. Generated code copies it with string(), so that the
// compiler can keep a short copy on the stack.
func View(f *Frame, i int) []byte {
	return unsafe.Slice((*byte)(f.pointer(i)), int(*f.word(i + 1)))
}

// Bytes copies the bytes in words i and i+1; None is nil.
func Bytes[T ~[]byte](f *Frame, i int) T {
	if *f.word(i) == 0 {
		return nil
	}
	v := View(f, i)
	b := make(T, len(v))
	copy(b, v)
	return b
}

// BorrowedStr and BorrowedBytes are views of Python's memory, for parameters that Go
// neither keeps nor writes (internal/analysis).
func BorrowedStr[T ~string](f *Frame, i int) T {
	return T(unsafe.String((*byte)(f.pointer(i)), int(*f.word(i + 1))))
}

func BorrowedBytes[T ~[]byte](f *Frame, i int) T {
	if *f.word(i) == 0 {
		return nil
	}
	n := int(*f.word(i + 1))
	return T(unsafe.Slice((*byte)(f.pointer(i)), n)[:n:n])
}

func PutStr[T ~string](f *Frame, i int, s T) {
	f.putBytes(i, unsafe.Pointer(unsafe.StringData(string(s))), len(s), len(s))
}

func PutBytes[T ~[]byte](f *Frame, i int, b T) {
	f.putBytes(i, unsafe.Pointer(unsafe.SliceData(b)), len(b), len(b))
}

// PutBytesOrNone is PutBytes of a result of which nil is None.
func PutBytesOrNone[T ~[]byte](f *Frame, i int, b T) {
	if b == nil {
		f.put(i, nil, 0, noHandle)
		return
	}
	PutBytes(f, i, b)
}

func ReadStr[T ~string](r *Decoder) T { return T(r.bytes(r.count())) }

func ReadBytes[T ~[]byte](r *Decoder) T {
	n := r.count()
	if n < 0 {
		return nil
	}
	b := make(T, n)
	copy(b, r.bytes(n))
	return b
}

// ReadByteArray fills a, the slice of an array whose length the shim checked.
func ReadByteArray(r *Decoder, a []byte) { copy(a, r.bytes(r.count())) }

func WriteStr[T ~string](w *Encoder, s T) {
	w.word(uint64(len(s)))
	w.buf = append(w.buf, s...)
	w.pad()
}

func WriteBytes(w *Encoder, b []byte) {
	w.word(uint64(len(b)))
	w.bytes(b)
}

// WriteBytesOrNone is WriteBytes of what is None if it is nil.
func WriteBytesOrNone[T ~[]byte](w *Encoder, b T) {
	if b == nil {
		w.word(0)
		return
	}
	w.word(1)
	WriteBytes(w, b)
}
