// Package numberscase takes and returns every kind of number.
package numberscase

func Bool(x bool) bool                   { return x }
func Int(x int) int                      { return x }
func Int8(x int8) int8                   { return x }
func Int16(x int16) int16                { return x }
func Int32(x int32) int32                { return x }
func Int64(x int64) int64                { return x }
func Uint(x uint) uint                   { return x }
func Uint8(x uint8) uint8                { return x }
func Uint16(x uint16) uint16             { return x }
func Uint32(x uint32) uint32             { return x }
func Uint64(x uint64) uint64             { return x }
func Uintptr(x uintptr) uintptr          { return x }
func Rune(x rune) rune                   { return x }
func Float32(x float32) float32          { return x }
func Float64(x float64) float64          { return x }
func Complex64(x complex64) complex64    { return x }
func Complex128(x complex128) complex128 { return x }

// All takes one of each, so that every word of a frame is used.
func All(a bool, b int8, c int16, d int32, e int64, f uint8, g uint16, h uint32, i uint64, j float32, k float64, l complex64, m complex128) (bool, int8, int16, int32, int64, uint8, uint16, uint32, uint64, float32, float64, complex64, complex128) {
	return a, b, c, d, e, f, g, h, i, j, k, l, m
}
