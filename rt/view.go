//go:build go1.25

package rt

import (
	"errors"
	"fmt"
	"math"
	"slices"
	"unsafe"
)

// An Array is numbers of any number of dimensions in one block of memory, which Python and
// Go share: nothing is copied, in either direction. As a parameter it takes an array of NumPy's,
// any other buffer of just these numbers, and a column of Arrow's. As a result it is an Array in
// Python, which NumPy and others read where it is.
//
// An Array is a reference: copies of it are the same array. It keeps the memory, so Go may keep
// it. Both sides may write at any time, so the rules are those of one slice in two goroutines.
// The zero Array has no items.
type Array[T Number] struct{ of *shared }

// A shared is what an Array is over. It is not changed.
type shared struct {
	at       unsafe.Pointer // of the first item, in memory of Go's or of Python's
	shape    []int
	strides  []int      // items, not bytes
	owner    *reference // of Python's memory
	readOnly bool
}

// NewArray makes an array of zeros. It panics if a length is negative, and without one.
func NewArray[T Number](shape ...int) Array[T] {
	n := 1
	for _, s := range shape {
		if s < 0 {
			panic(fmt.Sprintf("py.NewArray: a dimension of %d items", s))
		}
		if s > 0 && n > math.MaxInt/s {
			panic(fmt.Sprintf("py.NewArray: more items than an int can count, in shape %v", shape))
		}
		n *= s
	}
	a, err := ArrayOver(make([]T, n), shape, nil)
	must(err)
	return a
}

// ArrayOver is an array over the memory of a slice, which it shares. The strides are the items
// from one to the next in each dimension; nil means those without gaps, in the order of C. An
// error says that the array would not be within the slice.
func ArrayOver[T Number](data []T, shape, strides []int) (Array[T], error) {
	if strides == nil {
		strides = make([]int, len(shape))
		step := 1
		for d := len(shape) - 1; d >= 0; d-- {
			strides[d] = step
			step *= max(shape[d], 1)
		}
	}
	if len(shape) == 0 {
		return Array[T]{}, errors.New("an array has one dimension at least")
	}
	if len(strides) != len(shape) {
		return Array[T]{}, fmt.Errorf("%d strides for %d dimensions", len(strides), len(shape))
	}
	last, empty := 0, slices.Contains(shape, 0)
	for d, n := range shape {
		if n < 0 || strides[d] < 0 {
			return Array[T]{}, errors.New("a length or a stride of an array is negative")
		}
		if n > 1 && strides[d] > (len(data)-last)/(n-1) {
			last = len(data) // it does not fit
			break
		}
		last += max(n-1, 0) * strides[d]
	}
	if !empty && last >= len(data) {
		return Array[T]{}, fmt.Errorf("an array of shape %v and strides %v is not within %d items", shape, strides, len(data))
	}
	return Array[T]{&shared{at: unsafe.Pointer(unsafe.SliceData(data)), shape: slices.Clone(shape), strides: slices.Clone(strides)}}, nil
}

// Shape is the number of items in each dimension.
func (a Array[T]) Shape() []int {
	if a.of == nil {
		return []int{0}
	}
	return slices.Clone(a.of.shape)
}

// Strides are the items, not bytes, from one to the next in each dimension. They may be negative.
func (a Array[T]) Strides() []int {
	if a.of == nil {
		return []int{1}
	}
	return slices.Clone(a.of.strides)
}

// Dims is the number of dimensions.
func (a Array[T]) Dims() int {
	if a.of == nil {
		return 1
	}
	return len(a.of.shape)
}

// Len is the number of items in the first dimension.
func (a Array[T]) Len() int {
	if a.of == nil {
		return 0
	}
	return a.of.shape[0]
}

// Size is the number of items in all dimensions.
func (a Array[T]) Size() int {
	if a.of == nil {
		return 0
	}
	n := 1
	for _, s := range a.of.shape {
		n *= s
	}
	return n
}

// Writable reports whether the array may be written to. Python's may be read-only: those of
// Arrow, bytes, and arrays that say so.
func (a Array[T]) Writable() bool { return a.of == nil || !a.of.readOnly }

// Object is the Python object whose memory it is: a memoryview, or the owner of an Arrow column.
// None: the memory is Go's.
func (a Array[T]) Object() Object {
	if a.of == nil || a.of.owner == nil {
		return Object{}
	}
	return Object{a.of.owner}
}

// address is where an item is. It panics if there is none.
func (a Array[T]) address(i []int) *T {
	if a.of == nil || len(i) != len(a.of.shape) {
		panic(fmt.Sprintf("%d indices for an array of %d dimensions", len(i), a.Dims()))
	}
	n := 0
	for d, k := range i {
		if uint(k) >= uint(a.of.shape[d]) {
			panic(fmt.Sprintf("index %d out of range in dimension %d, of %d items", k, d, a.of.shape[d]))
		}
		n += k * a.of.strides[d]
	}
	return (*T)(unsafe.Add(a.of.at, n*size[T]()))
}

// At is the item at an index for each dimension. It panics if there is none.
func (a Array[T]) At(i ...int) T {
	p := a.address(i)
	if isBool[T]() {
		var v T
		*(*bool)(unsafe.Pointer(&v)) = *(*byte)(unsafe.Pointer(p)) != 0 // Python's may be any byte
		return v
	}
	return *p
}

// Set writes an item. It panics if there is none, or if the array may not be written to.
func (a Array[T]) Set(v T, i ...int) {
	p := a.address(i)
	if a.of.readOnly {
		panic("the array is read-only: pass one that can be written to")
	}
	*p = v
}

// Index is part i of the first dimension, an array of one dimension less over the same memory.
// It panics if there is none, or if the array has but one dimension.
func (a Array[T]) Index(i int) Array[T] {
	if a.Dims() < 2 || uint(i) >= uint(a.of.shape[0]) {
		panic(fmt.Sprintf("index %d out of range of an array of shape %v", i, a.Shape()))
	}
	part := *a.of
	part.at = unsafe.Add(part.at, i*part.strides[0]*size[T]())
	part.shape, part.strides = part.shape[1:], part.strides[1:]
	return Array[T]{&part}
}

// T is the array with its dimensions in the opposite order, over the same memory.
func (a Array[T]) T() Array[T] {
	if a.of == nil {
		return a
	}
	part := *a.of
	part.shape, part.strides = a.Shape(), a.Strides()
	slices.Reverse(part.shape)
	slices.Reverse(part.strides)
	return Array[T]{&part}
}

// Slice is the memory itself, of an array whose items stand without gaps in the order of C; ok
// says whether it is one. (Python's bools are none, since their bytes may have any value.) A slice
// of Python's memory is good during the call that got the array, and as long as Go reaches the Array:
// keep both, or use runtime.KeepAlive. Do not write to it if Writable says no.
func (a Array[T]) Slice() (items []T, ok bool) {
	n := a.Size()
	if n == 0 {
		return nil, true
	}
	step := 1
	for d := len(a.of.shape) - 1; d >= 0; d-- {
		if a.of.shape[d] > 1 && a.of.strides[d] != step {
			return nil, false
		}
		step *= a.of.shape[d]
	}
	if a.of.owner != nil && isBool[T]() {
		return nil, false
	}
	return unsafe.Slice((*T)(a.of.at), n), true
}

// Copy is the items in the order of C, in memory of their own.
func (a Array[T]) Copy() []T {
	if items, ok := a.Slice(); ok {
		return append(make([]T, 0, len(items)), items...)
	}
	all := make([]T, 0, a.Size())
	i := make([]int, len(a.of.shape))
	for {
		all = append(all, a.At(i...))
		d := len(i) - 1
		for ; d >= 0; d-- {
			if i[d]++; i[d] < a.of.shape[d] {
				break
			}
			i[d] = 0
		}
		if d < 0 {
			return all
		}
	}
}

// ReadView reads an argument.
func ReadView[T Number](r *Decoder) Array[T] { return readView[T](r, true) }

// readView reads an argument, and whether Go gets the owner of the memory; else it is good during the crossing.
func readView[T Number](r *Decoder, owned bool) Array[T] {
	owner := (*reference)(nil)
	if word := uintptr(r.word()); owned {
		owner = own(word, object)
	}
	at := uintptr(r.word())
	b := &shared{at: *(*unsafe.Pointer)(unsafe.Pointer(&at)), owner: owner, readOnly: r.word() != 0}
	n := r.count()
	for range n {
		b.shape = append(b.shape, int(r.word()))
	}
	for range n {
		b.strides = append(b.strides, int(r.word())/size[T]())
	}
	return Array[T]{b}
}

// WriteView writes a result. What may not be written to is copied, since Python's Arrays may be.
func WriteView[T Number](w *Encoder, a Array[T]) {
	if !a.Writable() {
		b, err := ArrayOver(a.Copy(), a.Shape(), nil)
		must(err)
		a = b
	}
	shape, strides := a.Shape(), a.Strides()
	for d := range strides {
		strides[d] *= size[T]()
	}
	if a.Size() == 0 {
		w.array(nil, nil, 0, shape, strides)
		return
	}
	w.array(a.of.at, unsafe.Pointer(a.of), a.Size()*size[T](), shape, strides)
}
