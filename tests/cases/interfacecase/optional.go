package interfacecase

import (
	"fmt"
	"strings"
)

// A Part is what a document consists of. Code looks for more in it.
type Part interface{ PartName() string }

// A Weighed part has a weight: it embeds Part.
type Weighed interface {
	Part
	Weight() int
}

// A Painter is no Part by itself, nor is a Ruler.
type Painter interface {
	Paint(color string) string
}

// A Ruler measures.
type Ruler interface{ Length() float64 }

// A Sealer seals.
type Sealer interface{ Seal() string }

// Plain is a part of Go's that can be painted.
type Plain struct{ Text string }

// PartName is the text.
func (p *Plain) PartName() string { return p.Text }

// Paint says so.
func (p *Plain) Paint(color string) string { return color + " " + p.Text }

// Inspect says what code finds in a part by type assertions.
func Inspect(p Part) string {
	found := []string{p.PartName()}
	if w, ok := p.(Weighed); ok {
		found = append(found, fmt.Sprint(w.Weight()))
	}
	if w, ok := p.(Painter); ok {
		found = append(found, w.Paint("red"))
	}
	switch r := p.(type) {
	case Ruler:
		found = append(found, fmt.Sprint(r.Length()))
	case Sealer:
		found = append(found, r.Seal())
	}
	return strings.Join(found, ", ")
}

// SameParts compares by ==.
func SameParts(a, b Part) bool { return a == b }

// GivenPart gives it back.
func GivenPart(p Part) Part { return p }

// A Valued has a value, and is looked at for more than are combined with each other.
type Valued interface{ Value() int }

type (
	A1 interface{ M1() int }
	A2 interface{ M2() int }
	A3 interface{ M3() int }
	A4 interface{ M4() int }
	A5 interface{ M5() int }
)

// Sums what is there.
func Sums(v Valued) int {
	sum := v.Value()
	if a, ok := v.(A1); ok {
		sum += a.M1()
	}
	if a, ok := v.(A2); ok {
		sum += a.M2()
	}
	if a, ok := v.(A3); ok {
		sum += a.M3()
	}
	if a, ok := v.(A4); ok {
		sum += a.M4()
	}
	if a, ok := v.(A5); ok {
		sum += a.M5()
	}
	return sum
}
