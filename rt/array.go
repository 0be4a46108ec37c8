//go:build go1.25

package rt

import "unsafe"

// Arrays: numbers that Python gets where they are. Twin: shim/values/array.h. Memory that an
// array is over has a handle, which goes with the last view.

// WriteNDArray writes a slice of numbers.
func WriteNDArray[S ~[]T, T Number](w *Encoder, s S) {
	p := unsafe.Pointer(unsafe.SliceData(s))
	w.array(p, p, len(s)*size[T](), []int{len(s)}, []int{size[T]()})
}

// WriteNDArrayOf writes a slice of arrays of numbers, of which dims are the lengths.
func WriteNDArrayOf[T Number, S ~[]R, R any](w *Encoder, s S, dims ...int) {
	shape := append([]int{len(s)}, dims...)
	strides := make([]int, len(shape))
	step := size[T]()
	for d := len(shape) - 1; d >= 0; d-- {
		strides[d] = step
		step *= shape[d]
	}
	p := unsafe.Pointer(unsafe.SliceData(s))
	w.array(p, p, len(s)*size[R](), shape, strides)
}

// WriteNDArrayRows writes rows of numbers. Rows that are parts of one block, as the capacity of the
// first one shows, stay where they are. All others are copied to one.
func WriteNDArrayRows[S ~[]R, R ~[]T, T Number](w *Encoder, s S) {
	n, item := 0, size[T]()
	for i, row := range s {
		if i == 0 {
			n = len(row)
		} else if len(row) != n {
			w.word(noHandle) // -1
			w.word(uint64(n))
			w.word(uint64(len(row)))
			return
		}
	}
	if at, stride, ok := oneBlock[R, T](s, n); ok {
		w.array(at, at, cap(s[0])*item, []int{len(s), n}, []int{stride, item})
		return
	}
	block := make([]T, len(s)*n)
	for i, row := range s {
		copy(block[i*n:], row)
	}
	p := unsafe.Pointer(unsafe.SliceData(block))
	w.array(p, p, len(block)*item, []int{len(s), n}, []int{n * item, item})
}

// oneBlock is where rows of n numbers begin, and the distance between them, if all are within the
// capacity of the first.
func oneBlock[R ~[]T, T Number](s []R, n int) (at unsafe.Pointer, stride int, ok bool) {
	if len(s) == 0 || n == 0 {
		return nil, 0, false
	}
	item := size[T]()
	first := uintptr(unsafe.Pointer(unsafe.SliceData(s[0])))
	stride = n * item
	if len(s) > 1 {
		stride = int(uintptr(unsafe.Pointer(unsafe.SliceData(s[1]))) - first)
	}
	if stride < n*item || stride%item != 0 || stride > cap(s[0])*item || (len(s)-1)*stride+n*item > cap(s[0])*item {
		return nil, 0, false
	}
	for i, row := range s {
		if uintptr(unsafe.Pointer(unsafe.SliceData(row))) != first+uintptr(i*stride) {
			return nil, 0, false
		}
	}
	return unsafe.Pointer(unsafe.SliceData(s[0])), stride, true
}

// WriteNoArray writes a nil pointer to what would be an array.
func WriteNoArray(w *Encoder) {
	w.word(^uint64(1)) // GS_ARRAY_NONE, -2
}

// WriteMatrix writes rows of numbers that lie stride items apart.
func WriteMatrix[T Number](w *Encoder, rows, cols, stride int, data []T) {
	writeOver(w, data, []int{rows, cols}, []int{stride, 1})
}

// WriteVector writes n numbers that lie inc items apart.
func WriteVector[T Number](w *Encoder, n, inc int, data []T) {
	writeOver(w, data, []int{n}, []int{inc})
}

func writeOver[T Number](w *Encoder, data []T, shape, strides []int) {
	a, err := ArrayOver(data, shape, strides)
	must(err)
	WriteView(w, a)
}

// array writes what is at an address, of so many bytes, which kept keeps alive. The strides are of
// bytes.
func (w *Encoder) array(p, kept unsafe.Pointer, bytes int, shape, strides []int) {
	w.word(uint64(len(shape)))
	if bytes == 0 {
		w.word(uint64(uintptr(unsafe.Pointer(&empty))))
		w.word(noHandle)
	} else {
		w.word(uint64(uintptr(p)))
		w.word(handles.hold(kept))
	}
	w.word(uint64(bytes))
	for _, n := range shape {
		w.word(uint64(n))
	}
	for _, n := range strides {
		w.word(uint64(n))
	}
}
