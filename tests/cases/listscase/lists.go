// Package listscase takes and returns slices and arrays.
package listscase

func Floats(v []float64) []float64          { return v }
func Floats32(v []float32) []float32        { return v }
func Ints(v []int) []int                    { return v }
func Bytes8(v []int8) []int8                { return v }
func Words(v []uint16) []uint16             { return v }
func Big(v []uint64) []uint64               { return v }
func Bools(v []bool) []bool                 { return v }
func Complexes(v []complex128) []complex128 { return v }
func Nested(v [][]int) [][]int              { return v }
func Deep(v [][][]string) [][][]string      { return v }
func Three(v [3]int) [3]int                 { return v }
func Matrix(v [2][3]float32) [2][3]float32  { return v }
func Strs(v [2]string) [2]string            { return v }
func None(v [0]int) [0]int                  { return v }
func Optional(v []*int) []*int              { return v }
func IsNil(v []float64) bool                { return v == nil }
func IsNilNested(v [][]int) bool            { return v == nil }
func Nil() []int                            { return nil }
func NilNested() [][]int                    { return nil }
func Range(n int) []int {
	v := make([]int, n)
	for i := range v {
		v[i] = i
	}
	return v
}
func Sum(v []float64) (s float64) {
	for _, x := range v {
		s += x
	}
	return s
}
func Shared() ([]int, []int) {
	a := Range(100)
	return a, a[50:]
}
