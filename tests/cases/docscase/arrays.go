package docscase

import "math"

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
