// Package equalitycase has types that compare themselves, in all ways that Go has.
package equalitycase

import (
	"cmp"
	"errors"
	"fmt"
	"math"
	"slices"
	"strings"
	"sync"
)

// A Tag is a value to Go's ==, with an interface inside.
type Tag struct {
	base string
	full any
}

// MakeTag makes a Tag.
func MakeTag(base string) Tag { return Tag{base, nil} }

// MakeLongTag makes a Tag that holds more.
func MakeLongTag(base, region string) Tag { return Tag{base, [2]string{base, region}} }

// MakeOddTag makes a Tag that Go's == can't compare with another such.
func MakeOddTag(base string) Tag { return Tag{base, []string{base}} }

// String is the whole.
func (t Tag) String() string {
	if full, ok := t.full.([2]string); ok {
		return strings.Join(full[:], "-")
	}
	return t.base
}

// UnmarshalText parses a text.
func (t *Tag) UnmarshalText(text []byte) error {
	*t = MakeTag(string(text))
	return nil
}

var interned sync.Map

// A Name is a pointer to a text that stands for all the same.
type Name struct{ text *string }

// MakeName makes a Name.
func MakeName(text string) Name {
	p, _ := interned.LoadOrStore(text, &text)
	return Name{p.(*string)}
}

// Text is what it stands for.
func (n Name) Text() string { return *n.text }

// A Counter is changed by its methods: one is equal to itself only.
type Counter struct{ n *int }

// NewCounter begins at 0.
func NewCounter() *Counter { return &Counter{new(int)} }

// Add counts.
func (c *Counter) Add() { *c.n++ }

// A Guarded has a lock.
type Guarded struct {
	mu sync.Mutex
	n  *int
}

// Shared gives the same Guarded twice.
func Shared() (*Guarded, *Guarded) {
	g := &Guarded{n: new(int)}
	return g, g
}

// A Number is compared by its method Cmp, as a big.Int is. Nil is less than all others.
type Number struct{ digits []int }

// MakeNumber makes a Number.
func MakeNumber(digits ...int) *Number { return &Number{digits} }

// Cmp compares.
func (n *Number) Cmp(m *Number) int { return slices.Compare(n.digits, m.digits) }

// A Release is compared by its fields, and stands in an order that leaves one out.
type Release struct {
	Major, Minor int
	Build        string
}

// Compare leaves the build out. It gives more than -1, 0 and 1.
func (r Release) Compare(s Release) int {
	if c := cmp.Compare(r.Major, s.Major); c != 0 {
		return 1000 * c
	}
	return math.MaxInt * cmp.Compare(r.Minor, s.Minor)
}

// A Rank is a plain value in an order.
type Rank struct{ n int }

// MakeRank makes a Rank.
func MakeRank(n int) Rank { return Rank{n} }

// Compare compares.
func (r Rank) Compare(s *Rank) int { return cmp.Compare(r.n, s.n) }

// A Price has an Equal and an order.
type Price struct {
	Cents int
	Note  []string
}

// Equal compares the cents.
func (p *Price) Equal(q *Price) bool { return p.Cents == q.Cents }

// Less compares the cents.
func (p *Price) Less(q *Price) bool { return p.Cents < q.Cents }

// A Set is less than another of which it is a part: most are neither less nor more.
type Set struct{ Bits uint8 }

// Less reports whether all of s is in t, and not all of t in s.
func (s Set) Less(t Set) bool { return s.Bits&t.Bits == s.Bits && s != t }

// A Node is one of a graph; it has an order, and is equal to itself only.
type Node struct {
	refs   map[string]*Node
	weight int
}

// NewNode makes a node.
func NewNode(weight int) *Node { return &Node{weight: weight} }

// Less compares the weights.
func (n *Node) Less(m *Node) bool { return n.weight < m.weight }

// A Broken panics.
type Broken struct{ n []int }

// MakeBroken makes a Broken.
func MakeBroken(n int) Broken { return Broken{[]int{n}} }

// Equal panics.
func (b Broken) Equal(c Broken) bool { panic(errors.New("no equality")) }

// Compare panics for its index.
func (b Broken) Compare(c Broken) int { return b.n[1] - c.n[1] }

// A Path is a slice with an order of its own: the shorter comes first.
type Path []string

// Compare compares.
func (p Path) Compare(q Path) int {
	return cmp.Or(cmp.Compare(len(p), len(q)), slices.Compare(p, q))
}

// Equal leaves upper and lower case out.
func (p Path) Equal(q Path) bool { return slices.EqualFunc(p, q, strings.EqualFold) }

// A Level is a number; its methods say nothing of ==.
type Level int

// Compare turns the order round.
func (l Level) Compare(m Level) int { return cmp.Compare(m, l) }

// Others have methods of these names that compare something else.
type Others struct{ N int }

// Equal has another result.
func (o Others) Equal(p Others) (bool, error) { return false, nil }

// Cmp takes another type.
func (o Others) Cmp(n int) int { return 0 }

// Less is that of sort.Interface.
func (o Others) Less(i, j int) bool { return true }

// A Bag compares itself with whatever it is given, as a pointer.
type Bag struct{ items []string }

// NewBag makes a Bag.
func NewBag(items ...string) *Bag { return &Bag{items} }

// Equals asks for a Bag with as many of each.
func (b *Bag) Equals(other any) bool {
	o, ok := other.(*Bag)
	return ok && slices.Equal(slices.Sorted(slices.Values(b.items)), slices.Sorted(slices.Values(o.items)))
}

// A Shape has an area.
type Shape interface{ Area() float64 }

// A Square is a Shape, by value.
type Square struct{ side []float64 }

// MakeSquare makes a Square.
func MakeSquare(side float64) Square { return Square{[]float64{side}} }

// Area is that.
func (s Square) Area() float64 { return s.side[0] * s.side[0] }

// Equal compares squares of any sign, which must come as values.
func (s Square) Equal(other Shape) bool { o, ok := other.(Square); return ok && s.Area() == o.Area() }

// An Amount has an order among those of its currency.
type Amount struct {
	currency string
	cents    int
}

// ErrCurrency is what prices of two currencies give.
var ErrCurrency = errors.New("two currencies")

// NewAmount makes one.
func NewAmount(currency string, cents int) Amount { return Amount{currency, cents} }

// Cmp compares.
func (p Amount) Cmp(q Amount) (int, error) {
	if p.currency != q.currency {
		return 0, fmt.Errorf("%s and %s: %w", p.currency, q.currency, ErrCurrency)
	}
	return cmp.Compare(p.cents, q.cents), nil
}

// String is the price.
func (p Amount) String() string { return fmt.Sprint(p.currency, p.cents) }
