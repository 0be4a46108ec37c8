// Package columnscase takes lists of many types, which columns of other libraries stand for.
package columnscase

import (
	"slices"
	"time"
	"unsafe"
)

// Point is a row.
type Point struct {
	X, Y float64
	Name string
}

// Grade is a named type.
type Grade string

// Floats gives them back.
func Floats(v []float64) []float64 { return slices.Clone(v) }

// Floats32 gives them back.
func Floats32(v []float32) []float32 { return slices.Clone(v) }

// Ints gives them back.
func Ints(v []int64) []int64 { return slices.Clone(v) }

// Ints8 gives them back.
func Ints8(v []int8) []int8 { return slices.Clone(v) }

// Bools gives them back.
func Bools(v []bool) []bool { return slices.Clone(v) }

// Address is where the numbers lie.
func Address(v []float64) uintptr { return uintptr(unsafe.Pointer(unsafe.SliceData(v))) }

// Sum adds.
func Sum(v []float64) (sum float64) {
	for _, x := range v {
		sum += x
	}
	return sum
}

// Double writes.
func Double(v []float64) {
	for i := range v {
		v[i] *= 2
	}
}

// Texts gives them back.
func Texts(v []string) []string { return v }

// Blobs gives them back.
func Blobs(v [][]byte) [][]byte { return v }

// Grades gives them back.
func Grades(v []Grade) []Grade { return v }

// Unix gives the nanoseconds since 1970 and the offset of the zone in seconds.
func Unix(v []time.Time) [][2]int64 {
	var r [][2]int64
	for _, t := range v {
		_, offset := t.Zone()
		r = append(r, [2]int64{t.UnixNano(), int64(offset)})
	}
	return r
}

// Nanoseconds gives them.
func Nanoseconds(v []time.Duration) []int64 {
	var r []int64
	for _, d := range v {
		r = append(r, d.Nanoseconds())
	}
	return r
}

// Points gives them back.
func Points(v []Point) []Point { return v }

// Maybe gives them back.
func Maybe(v []*int64) []*int64 { return v }

// Matrix gives it back.
func Matrix(v [][]float64) [][]float64 { return v }

// Maps gives them back.
func Maps(v []map[string]int64) []map[string]int64 { return v }

// Anything gives it back.
func Anything(v []any) []any { return v }

// Three gives it back.
func Three(v [3]int64) [3]int64 { return v }

// ByName is a struct of lists.
func ByName(v map[string][]float64) map[string][]float64 { return v }

// Shift writes to its items.
func Shift(v []Point, by float64) {
	for i := range v {
		v[i].X += by
	}
}

// Negate writes to its lists.
func Negate(v [][]float64) {
	for _, row := range v {
		for i := range row {
			row[i] = -row[i]
		}
	}
}
