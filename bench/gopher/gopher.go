// Package gopher is what `make bench` measures: for each way a value can cross
// between Python and Go, one function that does next to nothing but cross.
// The other peers of the benchmark do the same in their own languages.
package gopher

import (
	"bytes"
	"errors"
	"io"
	"math"
	"os"
)

// Noop does nothing.
func Noop() {}

// Add returns a + b.
func Add(a, b int64) int64 { return a + b }

// StrLen returns the length of s in bytes of UTF-8.
func StrLen(s string) int { return len(s) }

// Greet greets name.
func Greet(name string) string { return "Hello, " + name + "!" }

// BytesLen returns the length of b.
func BytesLen(b []byte) int { return len(b) }

// SumFloats returns the sum of v.
func SumFloats(v []float64) float64 {
	sum := 0.0
	for _, x := range v {
		sum += x
	}
	return sum
}

// Dot returns the sum of the products of the items of a and b, as far as both go.
func Dot(a, b []float64) float64 {
	sum := 0.0
	for i := range min(len(a), len(b)) {
		sum += a[i] * b[i]
	}
	return sum
}

// Hamming returns at how many places the bytes of a and b in UTF-8 differ; -1 if one
// is longer.
func Hamming(a, b string) int {
	if len(a) != len(b) {
		return -1
	}
	n := 0
	for i := range len(a) {
		if a[i] != b[i] {
			n++
		}
	}
	return n
}

// Range returns the integers from 0 up to, and without, n.
func Range(n int) []int64 {
	v := make([]int64, n)
	for i := range v {
		v[i] = int64(i)
	}
	return v
}

// TotalLen returns the length of all keys and values of m together, in bytes of
// UTF-8.
func TotalLen(m map[string]string) int {
	total := 0
	for k, v := range m {
		total += len(k) + len(v)
	}
	return total
}

// Invert returns m with keys and values exchanged.
func Invert(m map[string]string) map[string]string {
	inverse := make(map[string]string, len(m))
	for k, v := range m {
		inverse[v] = k
	}
	return inverse
}

// Fail returns n, or an error if n is negative.
func Fail(n int64) (int64, error) {
	if n < 0 {
		return 0, errors.New("negative number")
	}
	return n, nil
}

// SumOf returns the sum of f(i) for i from 0 up to, and without, n.
func SumOf(f func(int64) int64, n int64) int64 {
	sum := int64(0)
	for i := range n {
		sum += f(i)
	}
	return sum
}

// A Point lies in a plane.
type Point struct {
	X, Y float64
}

// NewPoint returns the point at x and y.
func NewPoint(x, y float64) *Point { return &Point{X: x, Y: y} }

// Norm returns the distance of p from the origin.
func (p *Point) Norm() float64 { return math.Sqrt(p.X*p.X + p.Y*p.Y) }

// A Note has a text: a field of more than one word.
type Note struct {
	Text string
}

// NewNote returns a note with a text.
func NewNote(text string) *Note { return &Note{Text: text} }

// Same reports whether another note, given by value, has the same text.
func (n *Note) Same(other Note) bool { return n.Text == other.Text }

// Points returns the points at the pairs of xs and ys.
func Points(xs, ys []float64) []Point {
	points := make([]Point, min(len(xs), len(ys)))
	for i := range points {
		points[i] = Point{X: xs[i], Y: ys[i]}
	}
	return points
}

// PointsOnHeap returns the same, each as an object of its own.
func PointsOnHeap(xs, ys []float64) []*Point {
	points := make([]*Point, min(len(xs), len(ys)))
	for i := range points {
		points[i] = &Point{X: xs[i], Y: ys[i]}
	}
	return points
}

// CountLines counts the lines of a file.
func CountLines(name string) (int, error) {
	file, err := os.Open(name)
	if err != nil {
		return 0, err
	}
	defer file.Close()
	lines, block := 0, make([]byte, 64<<10)
	for {
		n, err := file.Read(block)
		lines += bytes.Count(block[:n], newline)
		if err == io.EOF {
			return lines, nil
		}
		if err != nil {
			return 0, err
		}
	}
}

// CountLinesIn counts the lines in data.
func CountLinesIn(data []byte) int { return bytes.Count(data, newline) }

var newline = []byte("\n")

// Drain reads to the end in blocks of 64 KB, and says how much there was.
func Drain(r io.Reader) (n int, err error) {
	block := make([]byte, 64<<10)
	for {
		k, err := r.Read(block)
		n += k
		if err == io.EOF {
			return n, nil
		}
		if err != nil {
			return n, err
		}
	}
}

// KeepAny is how many entries a value has, which is built anew in Go.
func KeepAny(v any) int {
	switch v := v.(type) {
	case map[string]any:
		return len(v)
	case []any:
		return len(v)
	}
	return 1
}

// SameAny returns such a value.
func SameAny(v any) any { return v }

// Spin computes for a time that grows with n, and needs no memory for it.
func Spin(n int) uint64 {
	x := uint64(1)
	for range n {
		x ^= x << 13
		x ^= x >> 7
		x ^= x << 17
	}
	return x
}
