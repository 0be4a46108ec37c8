// Package interfacecase has interfaces in every place where a value can stand.
package interfacecase

import (
	"context"
	"crypto/sha256"
	"errors"
	"fmt"
	"hash"
	"iter"
	"math"
	"sort"
	"strings"
	"sync"
	"sync/atomic"
	"time"

	"example.com/interfacecase/other"
	"unsafe"
)

// A Shape has an area.
type Shape interface {
	// Area is in square metres.
	Area() float64
	Perimeter() float64
}

// A Square is a Shape by pointer.
type Square struct {
	Side float64
}

func (s *Square) Area() float64      { return s.Side * s.Side }
func (s *Square) Perimeter() float64 { return 4 * s.Side }
func (s *Square) Grow(by float64)    { s.Side += by }

// A Disc is a Shape by value.
type Disc struct {
	Radius float64
}

func (d Disc) Area() float64      { return math.Pi * d.Radius * d.Radius }
func (d Disc) Perimeter() float64 { return 2 * math.Pi * d.Radius }

// A Rect is one by value too, but its package passes pointers.
type Rect struct{ W, H float64 }

func (r Rect) Area() float64      { return r.W * r.H }
func (r Rect) Perimeter() float64 { return 2 * (r.W + r.H) }

// NewRect makes one.
func NewRect(w, h float64) *Rect { return &Rect{w, h} }

// A Line has no area.
type Line struct{ Length float64 }

func (l *Line) Perimeter() float64 { return 2 * l.Length }

// Polygon is a Shape over a slice.
type Polygon []float64

func (p Polygon) Area() float64 { return 0 }
func (p Polygon) Perimeter() (n float64) {
	for _, side := range p {
		n += side
	}
	return n
}

// Side is a Shape over a number.
type Side float64

func (s Side) Area() float64      { return float64(s * s) }
func (s Side) Perimeter() float64 { return float64(4 * s) }

// Size is an enum of shapes.
type Size int

const (
	SizeSmall Size = 1
	SizeLarge Size = 10
)

func (s Size) Area() float64      { return float64(s * s) }
func (s Size) Perimeter() float64 { return float64(4 * s) }

type hidden struct{ n float64 }

func (h hidden) Area() float64      { return h.n }
func (h hidden) Perimeter() float64 { return -h.n }
func (h hidden) String() string     { return fmt.Sprintf("hidden %g", h.n) }
func (h hidden) Name() string       { return "hidden" }

type uncomparable []float64

func (u uncomparable) Area() float64      { return float64(len(u)) }
func (u uncomparable) Perimeter() float64 { return 0 }

// Hidden is of a type that is not exported.
func Hidden(n float64) Shape { return hidden{n} }

// HiddenPointer is one by pointer.
func HiddenPointer(n float64) Shape { return &hidden{n} }

// Uncomparable can't be compared in Go.
func Uncomparable(n int) Shape { return make(uncomparable, n) }

// TypedNil is no nil interface.
func TypedNil() Shape { return (*Square)(nil) }

// Nothing is nil.
func Nothing() Shape { return nil }

// Make makes a shape of a kind.
func Make(kind string, n float64) (Shape, error) {
	switch kind {
	case "square":
		return &Square{n}, nil
	case "disc":
		return Disc{n}, nil
	case "disc pointer":
		return &Disc{n}, nil
	case "rect":
		return Rect{n, n}, nil
	case "polygon":
		return Polygon{n, n, n}, nil
	case "side":
		return Side(n), nil
	case "size":
		return Size(n), nil
	case "size pointer":
		s := Size(n)
		return &s, nil
	case "hidden":
		return hidden{n}, nil
	case "both":
		return hidden{n}, errors.New("and yet")
	}
	return nil, fmt.Errorf("no kind %q", kind)
}

// TypeOf is the dynamic type.
func TypeOf(s Shape) string { return fmt.Sprintf("%T", s) }

// Area is that of a shape.
func Area(s Shape) float64 { return s.Area() }

// Same gives what it is given.
func Same(s Shape) Shape { return s }

// Total adds areas.
func Total(shapes ...Shape) (n float64) {
	for _, s := range shapes {
		if s != nil {
			n += s.Area()
		}
	}
	return n
}

// Reversed turns a list round.
func Reversed(shapes []Shape) []Shape {
	out := make([]Shape, 0, len(shapes))
	for i := range shapes {
		out = append(out, shapes[len(shapes)-1-i])
	}
	return out
}

// ByName are shapes by their names.
func ByName(shapes map[string]Shape) map[string]Shape {
	out := map[string]Shape{}
	for k, v := range shapes {
		out[strings.ToUpper(k)] = v
	}
	return out
}

// Nested goes as deep as lists do.
func Nested(n int) map[string][]Shape {
	return map[string][]Shape{"all": {&Square{float64(n)}, Hidden(float64(n)), nil}}
}

// Pair gives two.
func Pair() (first, second Shape) { return Side(2), hidden{3} }

// Find finds one, or not.
func Find(n float64) (s Shape, ok bool) { return hidden{n}, n > 0 }

// GrowAll changes what it is given.
func GrowAll(shapes []Shape, by float64) {
	for _, s := range shapes {
		if g, ok := s.(interface{ Grow(float64) }); ok {
			g.Grow(by)
		}
	}
}

// A Drawing has shapes in its fields.
type Drawing struct {
	Frame Shape
	Parts []Shape
	Named map[string]Shape
	Fixed [2]Shape

	Layers map[string][]Shape
	Waits  []time.Duration
}

// FrameArea is that of the frame.
func (d *Drawing) FrameArea() float64 { return Total(d.Frame) }

// Current is a variable.
var Current Shape = hidden{1}

// CurrentArea is that of Current.
func CurrentArea() float64 { return Total(Current) }

// Each calls a function with each shape.
func Each(shapes []Shape, f func(i int, s Shape)) {
	for i, s := range shapes {
		f(i, s)
	}
}

// Ask is given a shape by a function.
func Ask(f func(n int) Shape) float64 { return Total(f(1), f(2)) }

// Maker is a function that gives shapes.
func Maker() func(n float64) Shape { return Hidden }

// All are shapes one after the other.
func All(n int) iter.Seq[Shape] {
	return func(yield func(Shape) bool) {
		for i := range n {
			var s Shape = hidden{float64(i)}
			if i%2 == 1 {
				s = &Square{float64(i)}
			}
			if !yield(s) {
				return
			}
		}
	}
}

// Sum takes them.
func Sum(shapes iter.Seq[Shape]) (n float64) {
	for s := range shapes {
		n += s.Area()
	}
	return n
}

// Feed is a channel.
func Feed(n int) <-chan Shape {
	c := make(chan Shape)
	go func() {
		defer close(c)
		for i := range n {
			c <- hidden{float64(i)}
		}
	}()
	return c
}

// A Namer has a name.
type Namer interface{ Name() string }

// A NamedShape is both, and a fmt.Stringer.
type NamedShape interface {
	Shape
	Namer
	fmt.Stringer
}

// Label has another name for what it embeds.
type Label struct{ Text string }

func (l *Label) Name() string { return l.Text }

// NameOf asks for a name.
func NameOf(n Namer) string { return n.Name() }

// GiveNamer gives what it is given.
func GiveNamer(n Namer) Namer { return n }

// Both is of a type that is both.
func Both(n float64) NamedShape { return hidden{n} }

// AsNamer is the same as less.
func AsNamer(n float64) Namer { return hidden{n} }

// A Node refers to others of its kind.
type Node interface {
	Parent() Node
	Children() []Node
	// Add adds a child and gives it.
	Add(name string, more ...Node) (Node, error)
	Value() string
	Walk(ctx context.Context, visit func(n Node, depth int) bool) error
	Unbound(unsafe.Pointer)
}

type node struct {
	parent   Node
	children []Node
	value    string
}

// Root is a tree.
func Root(value string) Node { return &node{value: value} }

func (n *node) Parent() Node           { return n.parent }
func (n *node) Children() []Node       { return n.children }
func (n *node) Value() string          { return n.value }
func (n *node) Unbound(unsafe.Pointer) {}
func (n *node) Add(name string, more ...Node) (Node, error) {
	if name == "" {
		return nil, errors.New("a child needs a name")
	}
	child := &node{parent: n, value: name}
	n.children = append(append(n.children, child), more...)
	return child, nil
}
func (n *node) Walk(ctx context.Context, visit func(n Node, depth int) bool) error {
	var walk func(n Node, depth int) error
	walk = func(n Node, depth int) error {
		if err := ctx.Err(); err != nil {
			return err
		}
		if !visit(n, depth) {
			return nil
		}
		for _, c := range n.Children() {
			if err := walk(c, depth+1); err != nil {
				return err
			}
		}
		return nil
	}
	return walk(n, 0)
}

// Depth is how many are above.
func Depth(n Node) (d int) {
	for n = n.Parent(); n != nil; n = n.Parent() {
		d++
	}
	return d
}

// A Sealed is implemented here alone.
type Sealed interface {
	Kind() string
	sealed()
}

// A Leaf is Sealed.
type Leaf struct{ N int }

func (*Leaf) Kind() string { return "leaf" }
func (*Leaf) sealed()      {}

type twig struct{}

func (twig) Kind() string { return "twig" }
func (twig) sealed()      {}

// Twig is one that is not exported.
func Twig() Sealed { return twig{} }

// KindOf asks.
func KindOf(s Sealed) string { return s.Kind() }

// Marker has no method that Python sees.
type Marker interface{ marker() }

func (*Leaf) marker() {}
func (twig) marker()  {}

// Marked gives one.
func Marked() Marker { return twig{} }

// IsMarked takes one.
func IsMarked(m Marker) bool { return m != nil }

// A Scaler works with floats, text and bytes.
type Scaler interface {
	Scale(by float64) Scaler
	Write(p []byte) (n int, err error)
	Rename(name string) string
	Panic()
}

type scaler struct {
	n    float64
	mu   sync.Mutex
	kept []byte
}

// NewScaler makes one.
func NewScaler(n float64) Scaler { return &scaler{n: n} }

func (s *scaler) Scale(by float64) Scaler { return &scaler{n: s.n * by} }
func (s *scaler) Write(p []byte) (int, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.kept = p
	return len(p), nil
}
func (s *scaler) Rename(name string) string { return fmt.Sprint(name, s.n) }
func (s *scaler) Panic()                    { panic("scaled too far") }
func (s *scaler) String() string            { return string(s.kept) }

// A Failure is an error with a code: an interface that errors implement.
type Failure interface {
	error
	Code() int
}

type failure int

func (f failure) Error() string { return fmt.Sprintf("failure %d", int(f)) }
func (f failure) Code() int     { return int(f) }

// Fail gives one as a value.
func Fail(code int) Failure { return failure(code) }

// TakePointers has no Python form.
func TakePointers(unsafe.Pointer) {}

// Number is a constraint.
type Number interface{ ~int | ~float64 }

// Alias is another name.
type Alias = Shape

// AliasArea takes it.
func AliasArea(s Alias) float64 { return s.Area() }

// Far is of another package of the module.
func Far() other.Thing { return other.Far() }

// ThingName takes one.
func ThingName(t other.Thing) string { return t.ThingName() }

// OfOther is a choice of an interface elsewhere.
type OfOther struct{ N string }

func (o *OfOther) ThingName() string { return o.N }

type counted struct{ _ [64]byte }

func (*counted) Area() float64      { return 1 }
func (*counted) Perimeter() float64 { return 1 }

// Concurrently calls a shape from many goroutines.
func Concurrently(n int, s Shape) float64 {
	var sum atomic.Int64
	var wg sync.WaitGroup
	for range n {
		wg.Go(func() { sum.Add(int64(s.Area())) })
	}
	wg.Wait()
	return float64(sum.Load())
}

type byLength []string

func (b byLength) Len() int           { return len(b) }
func (b byLength) Less(i, j int) bool { return len(b[i]) < len(b[j]) }
func (b byLength) Swap(i, j int)      { b[i], b[j] = b[j], b[i] }

// ByLength is an interface of the standard library.
func ByLength(texts []string) sort.Interface { return byLength(texts) }

// Sort takes one.
func Sort(s sort.Interface) { sort.Sort(s) }

// SHA256 is a hash.
func SHA256() hash.Hash { return sha256.New() }

// Show shows what has a text.
func Show(s fmt.Stringer) string { return s.String() }

// String is the text of a Label.
func (l *Label) String() string { return "label " + l.Text }

// Perimeter is that of a shape.
func Perimeter(s Shape) float64 { return s.Perimeter() }

// A Branch is a Node that Python can be.
type Branch interface {
	Parent() Branch
	Children() []Branch
	Add(name string, more ...Branch) (Branch, error)
	Value() string
	Each(ctx context.Context, visit func(b Branch, n int)) error
	// Map has functions of the interface itself as parameter and result.
	Map(self func(Branch) Branch) func(Branch) Branch
}

type branch struct {
	value string
	below []Branch
}

func (b *branch) Parent() Branch     { return nil }
func (b *branch) Children() []Branch { return b.below }
func (b *branch) Value() string      { return b.value }
func (b *branch) Add(name string, more ...Branch) (Branch, error) {
	b.below = append(append(b.below, &branch{value: name}), more...)
	return b.below[len(b.below)-1], nil
}
func (b *branch) Each(context.Context, func(Branch, int)) error { return nil }
func (b *branch) Map(f func(Branch) Branch) func(Branch) Branch {
	return func(other Branch) Branch { return f(other) }
}

// NewBranch makes one of Go's.
//
//py:name branch
func NewBranch(value string) Branch { return &branch{value: value} }

// BranchDepth is how many are above.
func BranchDepth(b Branch) (d int) {
	for b = b.Parent(); b != nil; b = b.Parent() {
		d++
	}
	return d
}

// Mapped calls the function that a branch makes.
func Mapped(b Branch) Branch { return b.Map(func(b Branch) Branch { return b.Children()[0] })(b) }

// Graft adds to a branch.
func Graft(to Branch, name string, more ...Branch) (Branch, error) { return to.Add(name, more...) }

// Visited lets a branch call a function.
func Visited(b Branch) (seen string, err error) {
	err = b.Each(context.Background(), func(b Branch, n int) { seen = fmt.Sprint(b.Value(), " ", n) })
	return seen, err
}

// A Mark has a method of its value.
type Mark struct{ N int }

func (m Mark) String() string { return fmt.Sprint("mark ", m.N) }

// Marks holds some by value and by pointer.
type Marks struct {
	Value, Pointer fmt.Stringer
	List           []fmt.Stringer
}

// NewMarks makes them.
func NewMarks() *Marks {
	m := Mark{1}
	return &Marks{m, &m, []fmt.Stringer{m, &m}}
}
