// Package leaf is named by tree alone.
package leaf

import "example.com/tree/v2/far"

// A Leaf is two packages away.
type Leaf struct {
	Colour string
	Vein   Vein
	Stem   *far.Stem
}

// A Vein is of the same package.
type Vein struct{ Length float64 }

// Grow has what is bound.
func (l *Leaf) Grow(by float64) float64 { l.Vein.Length += by; return l.Vein.Length }

// Cut needs a package beyond.
func (l *Leaf) Cut() *far.Stem { return l.Stem }
