// Package arraycase has results that are arrays over Go's memory.
package arraycase

import (
	"errors"
	"runtime"

	"gophersnake/py"
)

// Squares are those of 0 to n-1.
//
//py:returns array
func Squares(n int) []float64 {
	v := make([]float64, n)
	for i := range v {
		v[i] = float64(i) * float64(i)
	}
	return v
}

// Nothing is nil.
//
//py:returns array
func Nothing() []int32 { return nil }

// Raw is bytes as an array.
//
//py:returns array
func Raw(text string) []byte { return []byte(text) }

// Kinds is an array of each kind of numbers.
//
//py:returns array
func Kinds() ([]bool, []int8, []int16, []int32, []int64, []uint8, []uint16, []uint32, []uint64, []float32, []float64, []complex64, []complex128, string) {
	return []bool{true, false}, []int8{-1, 2}, []int16{-1, 2}, []int32{-1, 2}, []int64{-1, 2}, []uint8{1, 2}, []uint16{1, 2}, []uint32{1, 2},
		[]uint64{1, 1<<64 - 1}, []float32{0.5, 2}, []float64{0.5, 2}, []complex64{1 + 2i, 3}, []complex128{1 + 2i, 3}, "and text"
}

// Table has rows in one block.
//
//py:returns array
func Table(rows, columns int) [][]int64 {
	block := make([]int64, rows*columns)
	for i := range block {
		block[i] = int64(i)
	}
	t := make([][]int64, rows)
	for i := range t {
		t[i] = block[i*columns : (i+1)*columns]
	}
	return t
}

// Apart has rows of their own.
//
//py:returns array
func Apart(lengths ...int) [][]float64 {
	var t [][]float64
	for i, n := range lengths {
		row := make([]float64, n)
		for k := range row {
			row[k] = float64(10*i + k)
		}
		t = append(t, row)
	}
	return t
}

// Corners are arrays in a slice.
//
//py:returns array
func Corners(n int) [][2][3]float32 {
	c := make([][2][3]float32, n)
	for i := range c {
		c[i] = [2][3]float32{{float32(i), 1, 2}, {3, 4, 5}}
	}
	return c
}

// Celsius is a named number.
type Celsius float64

// Day is a named slice of them.
type Day []Celsius

// Warm is a day.
//
//py:returns array
func Warm() Day { return Day{20, 21.5} }

// ErrNone is for none.
var ErrNone = errors.New("none")

// Checked fails for negative numbers.
//
//py:returns array
func Checked(n int) ([]int64, error) {
	if n < 0 {
		return nil, ErrNone
	}
	return make([]int64, n), nil
}

// Head is a part of its argument.
//
//py:returns array
func Head(v []float64, n int) []float64 { return v[:n] }

// Series holds numbers.
type Series struct {
	// Values can be changed by both sides.
	//
	//py:returns array
	Values []float64
	Name   string
}

// Sum is Go's view of them.
func (s *Series) Sum() float64 {
	sum := 0.0
	for _, x := range s.Values {
		sum += x
	}
	return sum
}

// Own gives the values.
//
//py:returns array
func (s *Series) Own() []float64 { return s.Values }

// Grow appends.
func (s *Series) Grow(x float64) { s.Values = append(s.Values, x) }

// Collect collects garbage.
func Collect() { runtime.GC(); runtime.GC() }

// Heap is how many bytes of Go's heap are used.
func Heap() uint64 {
	Collect()
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	return m.HeapAlloc
}

// Plain gives a list.
func Plain(n int) []float64 { return Squares(n) }

// Rows gives lists of lists.
func Rows(n int) [][]int64 { return Table(n, 2) }

// Sum adds the numbers of an array of any shape.
func Sum(a py.Array[float64]) (sum float64) {
	for _, x := range a.Copy() {
		sum += x
	}
	return sum
}

// SumInts does, of other numbers.
func SumInts(a py.Array[int16]) (sum int) {
	for _, x := range a.Copy() {
		sum += int(x)
	}
	return sum
}

// Layout is how an array lies, and whether it can be written to.
func Layout(a py.Array[float64]) (shape, strides []int, writable bool) {
	_, _ = a.Slice()
	return a.Shape(), a.Strides(), a.Writable()
}

// Negate writes to its array.
func Negate(a py.Array[float64]) {
	if s, ok := a.Slice(); ok && a.Writable() {
		for i := range s {
			s[i] = -s[i]
		}
		return
	}
	for i := range a.Len() {
		if a.Dims() > 1 {
			Negate(a.Index(i))
		} else {
			a.Set(-a.At(i), i)
		}
	}
}

// Transposed is the same memory.
func Transposed(a py.Array[float64]) py.Array[float64] { return a.T() }

// Truths counts.
func Truths(a py.Array[bool]) (n int) {
	for _, x := range a.Copy() {
		if x {
			n++
		}
	}
	return n
}

// Largest is of arrays of several types.
func Largest[T float64 | int32](a py.Array[T]) (most T) {
	for i, x := range a.Copy() {
		if i == 0 || x > most {
			most = x
		}
	}
	return most
}

// Filled is an array of Go's.
func Filled(x float64, shape ...int) py.Array[float64] {
	a := py.NewArray[float64](shape...)
	s, _ := a.Slice()
	for i := range s {
		s[i] = x
	}
	return a
}

// Over is an array over memory of Go's, or an error.
func Over(n int, shape, strides []int) (py.Array[int32], error) {
	data := make([]int32, n)
	for i := range data {
		data[i] = int32(i)
	}
	return py.ArrayOver(data, shape, strides)
}

var shared py.Array[float64]

// Share keeps an array, and gives the one before.
func Share(a py.Array[float64]) py.Array[float64] {
	last := shared
	shared = a
	return last
}

// Shared is what was kept, and nothing more is.
func Shared() float64 {
	sum := Sum(shared)
	shared = py.Array[float64]{}
	runtime.GC()
	return sum
}

// Grid has an array as a field.
type Grid struct {
	Cells py.Array[float64]
}

// Cell is one of them.
func (g *Grid) Cell(i, j int) float64 { return g.Cells.At(i, j) }

// Block is a matrix as libraries of linear algebra have it.
type Block struct {
	Rows, Cols int
	Data       []float64
	Stride     int
}

// Strip is such a vector.
type Strip struct {
	N    int
	Data []float32
	Inc  int
}

// Dense hides one.
type Dense struct{ block Block }

// RawBlock is the block.
func (d *Dense) RawBlock() Block { return d.block }

// SetRawBlock sets it.
func (d *Dense) SetRawBlock(b Block) { d.block = b }

// NewDense is a part of a larger block; nil without rows.
//
//py:returns array
func NewDense(rows, cols, stride int) *Dense {
	if rows == 0 {
		return nil
	}
	b := Block{rows, cols, make([]float64, rows*stride), stride}
	for i := range b.Data {
		b.Data[i] = float64(i)
	}
	return &Dense{b}
}

// Blocks is a matrix and a vector.
//
//py:returns array
func Blocks() (Block, *Strip) {
	return Block{2, 2, []float64{1, 2, 3, 4}, 2}, &Strip{3, []float32{1, 0, 2, 0, 3}, 2}
}

// Broken has a length that is none.
//
//py:returns array
func Broken() Block { return Block{2, 2, []float64{1, 2, 3}, 2} }

// Corner is the first number.
func (d *Dense) Corner() float64 { return d.block.Data[0] }

// Cornered is implemented by Dense alone.
type Cornered interface{ Corner() float64 }

// CornerOf takes any of these.
func CornerOf(c Cornered) float64 { return c.Corner() }

// Trace takes a pointer.
func Trace(d *Dense) (sum float64) {
	for i := range min(d.block.Rows, d.block.Cols) {
		sum += d.block.Data[i*d.block.Stride+i]
	}
	return sum
}

// Twice writes to it, and may fail after that.
func Twice(d *Dense, fail bool) error {
	for i := range d.block.Rows {
		for j := range d.block.Cols {
			d.block.Data[i*d.block.Stride+j] *= 2
		}
	}
	if fail {
		return errors.New("twice")
	}
	return nil
}

// Zero writes to the array itself.
//
//py:borrow d
func Zero(d *Dense) {
	for i := range d.block.Rows {
		clear(d.block.Data[i*d.block.Stride:][:d.block.Cols])
	}
}

// Weigh takes values of both.
func Weigh(b Block, s Strip) (sum float64, rows, cols, n int) {
	for i := range b.Rows {
		for j := range b.Cols {
			sum += b.Data[i*b.Stride+j]
		}
	}
	for i := range s.N {
		sum += 100 * float64(s.Data[i*s.Inc])
	}
	return sum, b.Rows, b.Cols, s.N
}

// Length is that of a vector.
func Length(s *Strip) int {
	if s == nil {
		return -1
	}
	return s.N
}

var dense *Dense

// KeepDense keeps it.
func KeepDense(d *Dense) { dense = d }

// KeptDense is what was kept.
func KeptDense() float64 { return Trace(dense) }

// Ends writes to an end of each, and calls what may write to the array meanwhile.
func Ends(first, last *Dense, between func()) {
	first.block.Data[0] = 100
	between()
	last.block.Data[len(last.block.Data)-1] = 200
}
