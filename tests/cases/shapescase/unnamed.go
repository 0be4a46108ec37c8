package shapescase

import (
	"errors"
	"strings"
)

// builder has no name that others know.
type builder struct {
	// Count is a field.
	Count int
	At    Cell
	parts []string
	inner *builder
}

// NewText makes one.
func NewText(first string) *builder { return &builder{parts: []string{first}, Count: 1} }

// Add returns the builder.
func (b *builder) Add(parts ...string) *builder {
	b.parts = append(b.parts, parts...)
	b.Count = len(b.parts)
	return b
}

// Join takes another.
func (b *builder) Join(o *builder, n int) (*builder, error) {
	if o == nil {
		return nil, errors.New("nothing to join")
	}
	b.inner = o
	return b.Add(o.parts[:n]...), nil
}

// Inner may be nil.
func (b *builder) Inner() *builder { return b.inner }

// String is the text.
func (b *builder) String() string { return strings.Join(b.parts, " ") }

// Each calls back.
func (b *builder) Each(f func(*builder, string) bool) {
	for _, p := range b.parts {
		if !f(b, p) {
			return
		}
	}
}

// order has a value receiver.
type order struct{ big bool }

// Uint16 reads two bytes.
func (o order) Uint16(b []byte) uint16 {
	if o.big {
		return uint16(b[0])<<8 | uint16(b[1])
	}
	return uint16(b[1])<<8 | uint16(b[0])
}

// Little and Big are orders of bytes.
var (
	Little order
	Big    = order{true}
)

// level is a number.
type level int

// Debug and Info are levels.
const (
	Debug level = iota
	Info
)

// LevelName takes and returns plain values.
func LevelName(l level) (string, level) { return []string{"debug", "info"}[l], l + 1 }

// option is a func type.
type option func(*builder)

// WithCount makes one.
func WithCount(n int) option { return func(b *builder) { b.Count = n } }

// WithText takes options.
func WithText(text string, options ...option) *builder {
	b := NewText(text)
	for _, o := range options {
		o(b)
	}
	return b
}

// Texts are several.
func Builders(n int) []*builder {
	var all []*builder
	for range n {
		all = append(all, NewText("x"))
	}
	return all
}

// Longest is of several.
func Longest(all []*builder, byName map[string]*builder) *builder {
	var longest *builder
	for _, b := range byName {
		all = append(all, b)
	}
	for _, b := range all {
		if longest == nil || b.Count > longest.Count {
			longest = b
		}
	}
	return longest
}

// A Page has one for a field.
type Page struct {
	Head  *builder
	Order order
	Level level
}

// shape is an interface.
type shape interface{ Area() float64 }

type unit struct{}

func (unit) Area() float64 { return 1 }

// Unit is one.
func Unit() shape { return unit{} }

// AreaOf takes one.
func AreaOf(s shape) float64 { return s.Area() }

// Local returns what is declared in a function.
func Local() any {
	type local struct{ N int }
	return &local{3}
}

// plainTest, plainNames and plainSizes have neither a name that others know nor methods: they
// are what they are over.
type (
	plainTest  func(text string, more ...int) (bool, error)
	plainNames []string
	plainSizes map[string]plainNames
)

// Kept keeps the names that pass.
func Kept(names plainNames, test plainTest) (plainNames, error) {
	var kept plainNames
	for _, name := range names {
		ok, err := test(name, len(name), len(kept))
		if err != nil {
			return nil, err
		}
		if ok {
			kept = append(kept, name)
		}
	}
	return kept, nil
}

// LongerThan makes a test.
func LongerThan(n int) plainTest {
	return func(text string, _ ...int) (bool, error) { return len(text) > n, nil }
}

// BySize groups.
func BySize(names plainNames) plainSizes {
	sizes := plainSizes{}
	for _, name := range names {
		sizes[name[:1]] = append(sizes[name[:1]], name)
	}
	return sizes
}

// Plain has some for fields.
type Plain struct {
	Test  plainTest
	Names plainNames
	Sizes plainSizes
}

// Counted tells how many are in fields.
func (p *Plain) Counted(others ...plainNames) int {
	n := len(p.Names) + len(p.Sizes)
	for _, o := range others {
		n += len(o)
	}
	return n
}

// plainTree contains itself, and so is no list of anything.
type plainTree []plainTree

// Plant makes one.
func Plant(depth int) plainTree {
	if depth == 0 {
		return nil
	}
	return plainTree{Plant(depth - 1)}
}

// Depth measures one.
func Depth(t plainTree) int {
	if t == nil {
		return 0
	}
	return 1 + Depth(t[0])
}
