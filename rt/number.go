//go:build go1.25

package rt

import (
	"math"
	"unsafe"
)

// Integer is any Go type over an integer.
type Integer interface {
	~int | ~int8 | ~int16 | ~int32 | ~int64 | ~uint | ~uint8 | ~uint16 | ~uint32 | ~uint64 | ~uintptr
}

// Float is any Go type over a float.
type Float interface{ ~float32 | ~float64 }

// Complex is any Go type over a complex number.
type Complex interface{ ~complex64 | ~complex128 }

// Number is any type that stands packed in a list.
type Number interface {
	~bool | Integer | Float | Complex
}

// The shim has checked the range: every conversion here is exact, but for
// float32, which rounds as Go does.

func Bool[T ~bool](f *Frame, i int) T       { return *f.word(i) != 0 }
func Int[T Integer](f *Frame, i int) T      { return T(*f.word(i)) }
func Flt[T Float](f *Frame, i int) T        { return T(math.Float64frombits(*f.word(i))) }
func Cplx[T Complex](f *Frame, i int) T     { return T(*(*complex128)(unsafe.Pointer(f.word(i)))) }
func PutBool[T ~bool](f *Frame, i int, v T) { *f.word(i) = bit(bool(v)) }
func PutInt[T Integer](f *Frame, i int, v T) {
	*f.word(i) = uint64(v)
}
func PutFlt[T Float](f *Frame, i int, v T) { *f.word(i) = math.Float64bits(float64(v)) }
func PutCplx[T Complex](f *Frame, i int, v T) {
	*(*complex128)(unsafe.Pointer(f.word(i))) = complex128(v)
}

func bit(b bool) uint64 {
	if b {
		return 1
	}
	return 0
}

func ReadBool[T ~bool](r *Decoder) T      { return r.word() != 0 }
func ReadInt[T Integer](r *Decoder) T     { return T(r.word()) }
func ReadFlt[T Float](r *Decoder) T       { return T(math.Float64frombits(r.word())) }
func WriteBool[T ~bool](w *Encoder, v T)  { w.word(bit(bool(v))) }
func WriteInt[T Integer](w *Encoder, v T) { w.word(uint64(v)) }
func WriteFlt[T Float](w *Encoder, v T)   { w.word(math.Float64bits(float64(v))) }
func ReadCplx[T Complex](r *Decoder) T {
	re := math.Float64frombits(r.word())
	return T(complex(re, math.Float64frombits(r.word())))
}
func WriteCplx[T Complex](w *Encoder, v T) {
	c := complex128(v)
	w.word(math.Float64bits(real(c)))
	w.word(math.Float64bits(imag(c)))
}
