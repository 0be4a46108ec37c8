// Package messagescase takes values of all types, for what is said of wrong ones.
package messagescase

import (
	"context"
	"iter"
	"time"

	"example.com/messagescase/geo"
)

type Celsius float64
type Matrix []float64

// Rec has one field of each way of being set.
type Rec struct {
	N      int
	X      float64
	Name   string
	Items  []int
	Table  map[string][]float64
	At     time.Time
	For    time.Duration
	Inner  Inner
	Degree Celsius
}

type Inner struct{ N int }

// Tree holds itself.
type Tree struct {
	V    int
	Kids []Tree
}

func Depth(t Tree) int {
	n := 0
	for _, k := range t.Kids {
		n = max(n, Depth(k))
	}
	return n + 1
}

func CallRec(f func() *Rec) *Rec { return f() }

// Point has a namesake in geo.
type Point struct{ X int }

// Vessel has a constructor.
type Vessel struct{ Name string }

func NewVessel(name string, grade int) *Vessel { return &Vessel{name} }

// Plan has one with defaults.
type Plan struct{ Days int }

//py:signature (days=1, *names)
func NewPlan(days int, names ...string) (*Plan, error) { return &Plan{days}, nil }

// Hull has a constructor without parameters.
type Hull struct{ N int }

func NewHull() Hull { return Hull{} }

func Int(n int) int                                { return n }
func Small(n uint8) int                            { return int(n) }
func Big(n uint64) int                             { return int(n) }
func Float(x float64) float64                      { return x }
func Complex(x complex128) complex128              { return x }
func Bool(b bool) bool                             { return b }
func Text(s string) int                            { return len(s) }
func Bytes(b []byte) int                           { return len(b) }
func Pad(b [4]byte) int                            { return len(b) }
func Ints(v []int) int                             { return len(v) }
func Floats(v []float64) int                       { return len(v) }
func Bools(v []bool) int                           { return len(v) }
func Three(v [3]int32) int                         { return len(v) }
func Names(v []string) int                         { return len(v) }
func Rows(v [][]float64) int                       { return len(v) }
func Table(m map[string][]int) int                 { return len(m) }
func Set(m map[int]struct{}) int                   { return len(m) }
func When(t time.Time) int                         { return t.Year() }
func Whens(v []time.Time) int                      { return len(v) }
func For(d time.Duration) time.Duration            { return d }
func Degrees(c Celsius) Celsius                    { return c }
func Cells(m Matrix) int                           { return len(m) }
func Maybe(p *int) int                             { return *p }
func Take(r Rec) int                               { return r.N }
func TakeAll(v []Rec) int                          { return len(v) }
func Pass(r *Rec) *Rec                             { return r }
func Here(p Point) int                             { return p.X }
func There(p geo.Point) int                        { return p.Y }
func Anywhere(p []geo.Point) int                   { return len(p) }
func Variadic(v ...int) int                        { return len(v) }
func Wait(ctx context.Context, n int) (int, error) { return n, ctx.Err() }
func Total(v iter.Seq[float64]) (sum float64) {
	for x := range v {
		sum += x
	}
	return sum
}
func Call(f func(int) float64) float64                { return f(1) }
func Pairs(f func(int) ([]int, error)) ([]int, error) { return f(1) }
func (r *Rec) Add(n int)                              { r.N += n }

var Level = 1
var Names2 = []string{"a"}

// Those that Go writes.
func Fill(b []byte) {
	for i := range b {
		b[i] = 1
	}
}
func Scale(v []float64) {
	for i := range v {
		v[i] *= 2
	}
}
func ScaleShort(v []int16) {
	for i := range v {
		v[i] *= 2
	}
}
func Turn(v []complex128) {
	for i := range v {
		v[i] *= 1i
	}
}
