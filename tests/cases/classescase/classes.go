// Package classescase has types that Python derives classes from.
package classescase

import (
	"errors"
	"fmt"
	"runtime"
	"strings"
)

// A Point is made by its fields.
type Point struct{ X, Y float64 }

// Norm1 is the sum of the distances.
func (p *Point) Norm1() float64 { return p.X + p.Y }

// Moved moves the point, and returns it.
func (p *Point) Moved(x float64) *Point {
	p.X += x
	return p
}

// Copy is another point.
func (p *Point) Copy() *Point {
	q := *p
	return &q
}

// Both is the point, and another one.
func (p *Point) Both() (*Point, *Point) { return p, p.Copy() }

var made int

// Made is how many accounts have been made.
func Made() int { return made }

// An Account is made by NewAccount.
type Account struct {
	Owner string
	cents int
	Watch func(cents int)
	Limit Point
}

// NewAccount opens an account.
func NewAccount(owner string, cents int) (*Account, error) {
	if cents < 0 {
		return nil, errors.New("less than nothing")
	}
	made++
	return &Account{Owner: owner, cents: cents}, nil
}

// Pay adds to the account.
func (a *Account) Pay(cents int) *Account {
	a.cents += cents
	if a.Watch != nil {
		a.Watch(a.cents)
	}
	return a
}

// Cents is what is there.
func (a *Account) Cents() int { return a.cents }

// A Button calls a function.
type Button struct{ OnClick func() }

// Tags is a box.
type Tags []string

// Joined has all tags.
func (t *Tags) Joined() string { return strings.Join(*t, " ") }

// Self is the tags themselves.
func (t *Tags) Self() *Tags { return t }

// A Pair is a box over an array.
type Pair [2]float64

// Sum adds them.
func (p *Pair) Sum() float64 { return p[0] + p[1] }

// A Bank keeps accounts.
type Bank struct {
	Best   *Account
	All    []*Account
	ByName map[string]*Account
}

// Add keeps one.
func (b *Bank) Add(a *Account) *Bank {
	b.All = append(b.All, a)
	if b.ByName == nil {
		b.ByName = map[string]*Account{}
	}
	b.ByName[a.Owner] = a
	b.Best = a
	return b
}

// Each calls f with each account.
func (b *Bank) Each(f func(a *Account)) {
	for _, a := range b.All {
		f(a)
	}
}

// Any is the last one, as a value of any type.
func (b *Bank) Any() any { return b.Best }

// A Holder has an account.
type Holder interface{ Cents() int }

// Holder is the last one, as an interface.
func (b *Bank) Holder() Holder { return b.Best }

// A Single is always the same.
type Single struct{ N int }

var single Single

// NewSingle returns the one that there is.
func NewSingle() *Single { return &single }

// Limits are those of a Coverer.
type Limits struct{ Depth int }

// A Coverer has defaults that its zero value lacks.
type Coverer struct {
	Limits
	Level, Cells int
	Color        Color
	name         string
}

// NewCoverer makes one with defaults.
func NewCoverer(name string, opts ...string) (*Coverer, error) {
	if name == "" {
		return nil, errors.New("a coverer has a name")
	}
	return &Coverer{Limits{9}, 30, len(opts), Red, name}, nil
}

// Name is given once.
func (c *Coverer) Name() string { return c.name }

// Empty has no size.
type Empty struct{}

// Same is itself.
func (e *Empty) Same() *Empty { return e }

// Pass returns what it gets.
func Pass(p *Point) *Point { return p }

// Collect runs Go's collector.
func Collect() { runtime.GC(); runtime.GC() }

// Describe says what a point is.
func Describe(p Point) string { return fmt.Sprintf("%g %g", p.X, p.Y) }
