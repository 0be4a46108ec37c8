package deepcase

import "gophersnake/py"

// A Knot refers to Python objects.
type Knot struct {
	Each  func(int) int
	Other func() *Knot
	Any   py.Object
	Text  string
	In    Part
	Knots []Knot
	Part
}

// A Part is a part of a Knot.
type Part struct {
	N    int
	Done func()
	More Piece
}

// A Piece is a part of a Part.
type Piece struct{ X, Y int }

// Run calls what stands in the fields.
func (k *Knot) Run(n int) int {
	if k.Each == nil {
		return -1
	}
	return k.Each(n)
}

// Len is the length of the text.
func (k Knot) Len() int { return len(k.Text) }

var knot *Knot

// KeepKnot keeps k for KeptKnot.
func KeepKnot(k *Knot) { knot = k }

// KeptKnot is what was kept, or nil.
func KeptKnot() *Knot { return knot }

// KeepEach keeps the func of a copy for Kept.
func KeepEach(k Knot) { kept = k.Each }

// Same returns a copy.
func Same(k Knot) Knot { return k }

// MadeKnot is a knot that Go made.
func MadeKnot() *Knot { return &Knot{} }
