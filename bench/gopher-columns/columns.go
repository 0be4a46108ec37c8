// Package gophercolumns is called for columns, beside bench/peers/pyo3-columns.
package gophercolumns

import (
	"math"
	"strings"
)

// Words counts.
func Words(text string) int {
	n, inside := 0, false
	for i := range len(text) {
		if text[i] == ' ' {
			inside = false
		} else if !inside {
			inside = true
			n++
		}
	}
	return n
}

// First is the first word.
func First(text string) string {
	first, _, _ := strings.Cut(text, " ")
	return first
}

// Roots are those of all.
//
//py:returns array
func Roots(x []float64) []float64 {
	out := make([]float64, len(x))
	for i, v := range x {
		out[i] = math.Sqrt(v)
	}
	return out
}

// Root is one.
func Root(x float64) float64 { return math.Sqrt(x) }

// RootInGo is the same, and not translated to C.
//
//py:vectorise off
func RootInGo(x float64) float64 { return math.Sqrt(x) }

// Size takes no time of its own.
func Size(x []float64) int { return len(x) }
