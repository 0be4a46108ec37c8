// Package absentcase has names of all kinds that can't be bound, beside such that are.
package absentcase

import (
	"unsafe"

	same "example.com/absentcase/absentcase"
	"example.com/absentcase/inner"
)

// RawRoot can't be bound.
func RawRoot(at unsafe.Pointer) int { return 0 }

// NewSame is of the submodule that has the name of this module.
func NewSame(n int) *same.Inner { return &same.Inner{N: n} }

// NewPoint is bound under another spelling.
func NewPoint(x int) *Point { return &Point{X: x} }

// Skipped is left out by its author.
//
//py:skip
func Skipped() {}

// RawPointer is no type that Python could have.
type RawPointer unsafe.Pointer

// LastRaw is a variable of such a type.
var LastRaw unsafe.Pointer

// MaxSize is a constant that is left out.
//
//py:skip
const MaxSize = 1

// A Point lacks some of what it has in Go.
type Point struct {
	X    int
	Base unsafe.Pointer
}

// Move is bound.
func (p *Point) Move(by int) int { p.X += by; return p.X }

// RawMove can't be bound.
func (p *Point) RawMove(by unsafe.Pointer) {}

// DistanceTo is bound under another spelling.
func (p Point) DistanceTo(q Point) int { return q.X - p.X }

// A Whole lacks nothing.
type Whole struct{ X int }

// Move is bound.
func (w *Whole) Move(by int) int { w.X += by; return w.X }

// A Level is a number.
type Level int

// Low is one.
const Low Level = 1

// Raise takes what has no form in Python.
func (l *Level) Raise(by unsafe.Pointer) { *l++ }

// Double is bound.
func (l Level) Double() Level { return 2 * l }

// A Color is an enum.
type Color int

// Colors.
const (
	Red Color = iota
	Green
)

// Turn takes the same.
func (c *Color) Turn(by unsafe.Pointer) {}

// A Stack is a box.
type Stack []int

// PushRaw can't be bound.
func (s *Stack) PushRaw(p unsafe.Pointer) {}

// Push is bound.
func (s *Stack) Push(n int) { *s = append(*s, n) }

// Other needs a type of a package that is not bound.
func Other() inner.Thing { return inner.Thing{} }

// EDNS0NSID stands before the type that wants its name.
const EDNS0NSID = 3

// An EDNS0_NSID keeps its name.
type EDNS0_NSID struct{ Code int }

// Http_URL is bound under another spelling.
func Http_URL() int { return 1 }
