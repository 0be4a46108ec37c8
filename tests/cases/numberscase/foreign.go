package numberscase

import "iter"

// The same numbers in every place where they can come in.

func Float64s(v []float64) []float64          { return v }
func Float32s(v []float32) []float32          { return v }
func Complex64s(v []complex64) []complex64    { return v }
func Complex128s(v []complex128) []complex128 { return v }
func Int8s(v []int8) []int8                   { return v }
func Int64s(v []int64) []int64                { return v }
func Uint64s(v []uint64) []uint64             { return v }
func Bools(v []bool) []bool                   { return v }
func Rows(v [][]float64) [][]float64          { return v }
func Pair(v [2]complex128) [2]complex128      { return v }

func Floats(v ...float64) []float64                               { return v }
func Complexes(v ...complex128) []complex128                      { return v }
func FloatsByName(m map[string]float64) map[string]float64        { return m }
func ComplexByName(m map[string]complex128) map[string]complex128 { return m }
func MaybeComplex(z *complex128) *complex128                      { return z }
func AskFloat(f func() float64) float64                           { return f() }
func AskComplex(f func() complex128) complex128                   { return f() }
func AskFloats(f func() []float64) []float64                      { return f() }
func AskComplexes(f func() ([]complex128, bool)) []complex128     { v, _ := f(); return v }
func Drawn(s iter.Seq[complex128]) (all []complex128) {
	for z := range s {
		all = append(all, z)
	}
	return all
}

// Halve writes its argument.
func Halve(v []float64) {
	for i := range v {
		v[i] /= 2
	}
}

// Size takes any bytes.
func Size(b []byte) int { return len(b) }

type Sample struct {
	X  float64
	F  float32
	Z  complex128
	Zs []complex128
	Xs []float64
}

// Level is a variable of the package.
var Level complex128
