package protocolcase

import (
	"errors"
	"fmt"
	"math"
	"strings"
	"time"
)

// Vec is a value with operators.
type Vec struct{ X, Y float64 }

// Add is a sum.
func (v Vec) Add(o Vec) Vec { v.X += o.X; v.Y += o.Y; return v }

// Sub is a difference.
func (v Vec) Sub(o Vec) Vec { return Vec{v.X - o.X, v.Y - o.Y} }

// Mul scales.
func (v Vec) Mul(k float64) Vec { return Vec{v.X * k, v.Y * k} }

// Div fails by 0.
func (v Vec) Div(k float64) (Vec, error) {
	if k == 0 {
		return Vec{}, errors.New("division by zero")
	}
	return Vec{v.X / k, v.Y / k}, nil
}

// Neg turns it round.
func (v Vec) Neg() Vec { return Vec{-v.X, -v.Y} }

// Abs makes it positive.
func (v Vec) Abs() Vec { return Vec{max(v.X, -v.X), max(v.Y, -v.Y)} }

// Arrow has a length.
type Arrow struct{ X, Y float64 }

// Abs is the length.
func (a Arrow) Abs() float64 { return math.Hypot(a.X, a.Y) }

// Trail counts what it is asked, so it is no value.
type Trail struct{ Asked int }

// Abs counts.
func (t *Trail) Abs() int { t.Asked++; return t.Asked }

// Path has an absolute form, which is no number.
type Path struct{ Name string }

// Abs is the absolute form.
func (p Path) Abs() string { return "/" + p.Name }

// Matrix is passed by pointer, and Add makes a new one.
type Matrix struct{ cells []float64 }

// NewMatrix makes one.
func NewMatrix(cells ...float64) *Matrix { return &Matrix{cells} }

// Add makes a new one.
func (m *Matrix) Add(o *Matrix) *Matrix {
	sum := &Matrix{make([]float64, len(m.cells))}
	for i, x := range m.cells {
		sum.cells[i] = x + o.cells[i]
	}
	return sum
}

// Sub changes the matrix.
func (m *Matrix) Sub(o *Matrix) *Matrix {
	for i := range m.cells {
		m.cells[i] -= o.cells[i]
	}
	return m
}

// Neg asks a method of the pointer that changes nothing.
func (m *Matrix) Neg() *Matrix { return m.times(-1) }

func (m *Matrix) times(k float64) *Matrix {
	n := &Matrix{make([]float64, m.size())}
	for i, x := range m.cells {
		n.cells[i] = k * x
	}
	return n
}

func (m *Matrix) size() int { return len(m.cells) }

// And changes the matrix in a method that it asks.
func (m *Matrix) And(o *Matrix) *Matrix {
	m.clear()
	return &Matrix{o.cells}
}

func (m *Matrix) clear() { m.cells = nil }

// Sum adds the cells.
func (m *Matrix) Sum() (sum float64) {
	for _, x := range m.cells {
		sum += x
	}
	return
}

// Accumulator changes by everything that it does.
type Accumulator struct{ N int }

// Add adds.
func (a *Accumulator) Add(o *Accumulator) { a.N += o.N }

// Mul multiplies and returns itself.
func (a *Accumulator) Mul(o *Accumulator) *Accumulator { a.N *= o.N; return a }

// Neg forgets what it makes.
func (a *Accumulator) Neg() *Accumulator { a.flip(); return a }

func (a *Accumulator) flip() { a.N = -a.N }

// Slice shares its memory.
type Slice struct{ Items []int }

// Add writes to it.
func (s Slice) Add(o Slice) Slice { s.Items[0] += o.Items[0]; return s }

// Instant is a time of its own.
type Instant struct{ Seconds int64 }

// Add is later.
func (t Instant) Add(d time.Duration) Instant { return Instant{t.Seconds + int64(d.Seconds())} }

// Sub is the time between.
func (t Instant) Sub(u Instant) time.Duration {
	return time.Duration(t.Seconds-u.Seconds) * time.Second
}

// Format writes it.
func (t Instant) Format(layout string) string {
	return strings.ReplaceAll(layout, "S", fmt.Sprint(t.Seconds))
}

// String is its default.
func (t Instant) String() string { return fmt.Sprintf("%ds", t.Seconds) }

// Mask has the operators of bits.
type Mask struct{ bits uint8 }

// MaskOf makes one.
func MaskOf(bits uint8) Mask { return Mask{bits} }

// And is the common bits.
func (m Mask) And(o Mask) Mask { return Mask{m.bits & o.bits} }

// Or is all bits.
func (m Mask) Or(o Mask) Mask { return Mask{m.bits | o.bits} }

// Xor is the others.
func (m Mask) Xor(o Mask) Mask { return Mask{m.bits ^ o.bits} }

// Not is the other bits.
func (m Mask) Not() Mask { return Mask{^m.bits} }

// Lsh shifts.
func (m Mask) Lsh(n uint) Mask { return Mask{m.bits << n} }

// Pow is nonsense.
func (m Mask) Pow(n int) Mask { return Mask{m.bits * uint8(n)} }

// Bits are they.
func (m Mask) Bits() uint8 { return m.bits }

// Perm is a set of permissions.
type Perm uint8

// The permissions.
const (
	Read Perm = 1 << iota
	Write
	Exec
	All = Read | Write | Exec
)

// PermOf makes any.
func PermOf(bits uint8) Perm { return Perm(bits) }

// Can reports whether the permission is there.
func (p Perm) Can(o Perm) bool { return p&o == o }

// Level is numbers, though 1 and 2 are bits.
type Level int

// The levels.
const (
	Low Level = iota + 1
	Middle
	High
)

// Day is counted, and one day has no name.
type Day int

// The days.
const (
	Monday Day = iota + 1
	Tuesday
	_
	Thursday
)

// Size is a unit, and no bit.
type Size int64

// The sizes.
const (
	KB Size = 1 << (10 * (iota + 1))
	MB
	GB
)

// Mode has a zero.
type Mode int32

// The modes.
const (
	ModeNone Mode = 0
	ModeFast Mode = 0x1
	ModeSafe Mode = 0x2
	ModeDry  Mode = 0x8
)

// Kind would be bits, if its author did not say otherwise.
//
//py:protocol -flags
type Kind int

// The kinds.
const (
	KindA Kind = 1 << iota
	KindB
	KindC
)

// Angle formats itself.
type Angle struct{ Degrees float64 }

// Format implements fmt.Formatter.
func (a Angle) Format(s fmt.State, verb rune) {
	switch {
	case verb == 'v' && s.Flag('+'):
		fmt.Fprintf(s, "Angle(%g degrees)", a.Degrees)
	case verb == 'f':
		if digits, ok := s.Precision(); ok {
			fmt.Fprintf(s, "%.*f°", digits, a.Degrees)
			return
		}
		fallthrough
	default:
		fmt.Fprintf(s, "%g°", a.Degrees)
	}
}
