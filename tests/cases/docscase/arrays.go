package docscase

import (
	"math"

	"gophersnake/py"
)

// Spectrum is the power at each frequency.
//
//py:returns array
func Spectrum(samples []float64) []float64 {
	power := make([]float64, len(samples))
	for k := range power {
		var re, im float64
		for n, x := range samples {
			sin, cos := math.Sincos(2 * math.Pi * float64(k*n) / float64(len(samples)))
			re, im = re+x*cos, im-x*sin
		}
		power[k] = re*re + im*im
	}
	return power
}

// Stretch multiplies the items of a matrix.
func Stretch(a py.Array[float64], by float64) {
	for i := range a.Len() {
		for j := range a.Shape()[1] {
			a.Set(by*a.At(i, j), i, j)
		}
	}
}

// Identity is a matrix.
func Identity(n int) py.Array[float64] {
	a := py.NewArray[float64](n, n)
	for i := range n {
		a.Set(1, i, i)
	}
	return a
}

// A General is a matrix in the shape of blas64.General.
type General struct {
	Rows, Cols int
	Data       []float64
	Stride     int
}

// Trace is the sum of its diagonal.
func Trace(m General) (sum float64) {
	for i := range min(m.Rows, m.Cols) {
		sum += m.Data[i*m.Stride+i]
	}
	return sum
}

// Scale multiplies its items.
func Scale(m General, by float64) {
	for i := range m.Rows {
		for j := range m.Cols {
			m.Data[i*m.Stride+j] *= by
		}
	}
}
