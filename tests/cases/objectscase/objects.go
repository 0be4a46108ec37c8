// Package objectscase has structs of all sorts.
package objectscase

import (
	"fmt"
	"math"
	"runtime"
)

// A Point is a place.
type Point struct {
	X, Y float64 // where it is
	// Label is free text.
	Label string
}

// Norm is the distance from the origin.
func (p Point) Norm() float64      { return math.Hypot(p.X, p.Y) }
func (p *Point) Scale(k float64)   { p.X *= k; p.Y *= k }
func (p *Point) Add(q Point) Point { return Point{X: p.X + q.X, Y: p.Y + q.Y} }
func (p *Point) Self() *Point      { return p }

type Inner struct {
	N    int8
	Flag bool
	Big  uint64
	C    complex64
}

type Outer struct {
	Base
	*Link
	In     Inner
	Ptr    *Inner
	Points []Point
	Refs   []*Point
	ByName map[string]Inner
	Grid   [2]Inner
	Blob   []byte
	hidden int
}

type Base struct{ ID int }

func (b *Base) Bump() int { b.ID++; return b.ID }

type Link struct{ Next string }

func (l *Link) Follow() string { return "to " + l.Next }

// NewOuter is the constructor.
func NewOuter(id int) *Outer {
	return &Outer{Base: Base{ID: id}, Points: make([]Point, 2), ByName: map[string]Inner{"a": {N: 1}}}
}
func (o *Outer) Hidden() int     { return o.hidden }
func (o *Outer) FirstX() float64 { return o.Points[0].X }

type Account struct{ cents int }

func NewAccount(cents int) (*Account, error) {
	if cents < 0 {
		return nil, fmt.Errorf("no account begins with %d cents", cents)
	}
	return &Account{cents}, nil
}
func (a Account) String() string { return fmt.Sprintf("%d.%02d", a.cents/100, a.cents%100) }

type Key struct{ a, b int }

func MakeKey(a, b int) Key { return Key{a, b} }

type Ring struct{ Next *Ring }

func (r *Ring) Close() { r.Next = r }

// A Crossing has ways on.
type Crossing struct {
	Name string
	Ways Ways
}

type Ways []*Crossing

// Crossroads are so many crossings, each with two ways to the one before.
func Crossroads(n int) *Crossing {
	c := &Crossing{Name: "end"}
	for i := range n {
		c = &Crossing{fmt.Sprint(i), Ways{c, c}}
	}
	return c
}

type Empty struct{}

type Version struct {
	Major int
	note  func()
}

func (v Version) Equal(w Version) bool { return v.Major == w.Major }

type Shadow struct{ Int, Bytes int }

// Bytes hides a builtin's name in the class.
func (s *Shadow) Str() string { return "shadow" }

func Nothing() *Point { return nil }
func Or(p *Point) float64 {
	if p == nil {
		return -1
	}
	return p.X
}
func Value(p Point) Point { p.X++; return p }
func Line(n int) []Point  { return make([]Point, n) }
func Refs(n int) []*Point {
	r := make([]*Point, n)
	for i := range r {
		r[i] = &Point{X: float64(i)}
	}
	return r
}
func Total(ps []Point) (s float64) {
	for _, p := range ps {
		s += p.X
	}
	return
}
func Map() map[string]Point         { return map[string]Point{"a": {X: 1}} }
func Pair(p *Point) (*Point, Point) { return p, *p }
func Collect()                      { runtime.GC() }
func Heap() uint64 {
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	return m.HeapAlloc
}

type Hides struct{ Hidden }
type Hidden struct{ Name, Other string }

// Name hides the field that Hidden would promote.
func (h *Hides) Name() string { return "method" }

func Cells() [2]Inner { return [2]Inner{{N: 1}, {N: 2}} }
