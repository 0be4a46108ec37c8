// Package shapescase has types of the shapes that no other case has.
package shapescase

import "errors"

// A Matrix has a constructor with parameters, and a useful zero value.
type Matrix struct {
	rows, cols int
	data       []float64
}

// NewMatrix makes one.
func NewMatrix(rows, cols int) *Matrix { return &Matrix{rows, cols, make([]float64, rows*cols)} }

// Size is rows times columns.
func (m *Matrix) Size() int { return len(m.data) }

// Grow appends a row of zeros.
func (m *Matrix) Grow(cols int) {
	m.rows, m.cols = m.rows+1, cols
	m.data = append(m.data, make([]float64, cols)...)
}

// A Writer is of no use unless Open or Create has made it.
type Writer struct{ out *[]byte }

// Open makes a Writer.
func Open(name string) (*Writer, error) {
	if name == "" {
		return nil, errors.New("no name")
	}
	return &Writer{new([]byte)}, nil
}

// Create makes one too.
func Create() Writer { return Writer{new([]byte)} }

// Write appends.
func (w *Writer) Write(text string) int {
	*w.out = append(*w.out, text...)
	return len(*w.out)
}

// Copy returns another one.
func Copy(w *Writer) *Writer { return w }

// A Zeroed has a method that has the name.
type Zeroed struct{ N int }

// Zero is the method.
func (z Zeroed) Zero() int { return z.N * 0 }

// A Reader is what reads.
type Reader interface{ Read() string }

// A Limited reader comes as a Reader from its function.
type Limited struct{ of Reader }

// Read is what the other one reads, or its first letter.
func (l *Limited) Read() string { return l.of.Read()[:1] }

// NewLimited makes one.
func NewLimited(of Reader) Reader { return &Limited{of} }
