package docscase

import (
	"math"
	"strings"
)

// WordCount counts the words of a text.
func WordCount(text string) int { return len(strings.Fields(text)) }

// Repeat repeats a text.
func Repeat(text string, times int) string { return strings.Repeat(text, times) }

// A Place is one on a map.
type Place struct {
	X, Y float64
}

// Scale makes the place larger.
func (p Place) Scale(by float64) Place { return Place{p.X * by, p.Y * by} }

// Hypot is the length of the longest side.
func Hypot(x, y float64) float64 { return math.Hypot(x, y) }

// Square is x times x.
func Square(x float64) float64 { return x * x }

// Root is the square root.
func Root(x float64) float64 { return math.Sqrt(x) }

// Mean is that of all.
func Mean(x []float64) float64 {
	sum := 0.0
	for _, v := range x {
		sum += v
	}
	return sum / float64(len(x))
}
