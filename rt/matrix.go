//go:build go1.25

package rt

import "unsafe"

// Matrices and vectors that are made of Python's arrays, for an argument. Twin: shim/objects/matrix.h.

// ReadMatrix makes one of an array in a wire buffer. If the shim says that the memory may be used as it is, and it has
// no gaps within rows, it is; else the numbers are copied, and copied is that memory, of which the shim brings back what
// Go has written.
func ReadMatrix[T Number, M any](r *Decoder, matrix func(rows, cols, stride int, data []T) *M) (m *M, copied []T) {
	inPlace := r.word() != 0
	a := readView[T](r, inPlace)
	rows, cols, stride := a.of.shape[0], a.of.shape[1], a.of.strides[0]
	if rows < 2 {
		stride = cols
	}
	if data, ok := within(a, inPlace && (cols < 2 || a.of.strides[1] == 1) && stride >= max(cols, 1), (rows-1)*stride+cols); ok {
		return matrix(rows, cols, stride, data), nil
	}
	copied = a.Copy()
	return matrix(rows, cols, max(cols, 1), copied), copied
}

// ReadVector does the same for a vector.
func ReadVector[T Number, M any](r *Decoder, vector func(n, inc int, data []T) *M) (m *M, copied []T) {
	inPlace := r.word() != 0
	a := readView[T](r, inPlace)
	n, inc := a.of.shape[0], a.of.strides[0]
	if n < 2 {
		inc = 1
	}
	if data, ok := within(a, inPlace && inc >= 1, (n-1)*inc+1); ok {
		return vector(n, inc, data), nil
	}
	copied = a.Copy()
	return vector(n, 1, copied), copied
}

// within is n numbers from the beginning of an array on, if they may be used where they are.
func within[T Number](a Array[T], inPlace bool, n int) ([]T, bool) {
	if !inPlace || a.Size() == 0 || a.of.readOnly {
		return nil, false
	}
	return unsafe.Slice((*T)(a.of.at), n), true
}
