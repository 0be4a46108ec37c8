// Package tree is a module that another one uses.
package tree

import (
	"errors"
	"strings"

	"example.com/tree/v2/internal/bark"
	"example.com/tree/v2/leaf"
)

// A Bark is declared elsewhere, in a package that only this module may import.
type Bark = bark.Bark

// A Roughness is one of a few, from there too.
type Roughness = bark.Roughness

// Smooth and Rough are all there are.
const (
	Smooth = bark.Smooth
	Rough  = bark.Rough
)

// Fill fills.
func Fill(into any, year int) bool { return bark.Fill(into, year) }

// An Option is one of a function's.
type Option = bark.Option

// Thick is one.
func Thick(mm int) Option { return func(s *bark.Settings) { s.Thick = mm } }

// Grow adds to what there is, and says how thick it is.
func Grow(options ...Option) int {
	s := bark.Settings{Thick: 1}
	for _, set := range options {
		set(&s)
	}
	return s.Thick
}

// Bark is on the node.
func (n *Node) Bark(r Roughness) *Bark {
	return &Bark{Roughness: r, Rings: []*bark.Ring{{Year: len(n.Kids)}}}
}

// A Kind is one of a few.
type Kind int

const (
	KindPlain Kind = iota
	KindFancy
)

// A Node has nodes below it.
type Node struct {
	// Name of the node.
	Name string
	Kind Kind
	Kids []*Node
	Attr []Attribute
	Leaf *leaf.Leaf
	tag  string
}

// An Attribute is named by nodes alone.
type Attribute struct {
	Key, Value string
}

// Depth counts the levels.
func (n *Node) Depth() int {
	deepest := 0
	for _, k := range n.Kids {
		deepest = max(deepest, k.Depth())
	}
	return deepest + 1
}

// Add adds nodes and returns the node.
func (n *Node) Add(kids ...*Node) *Node {
	n.Kids = append(n.Kids, kids...)
	return n
}

// Tag is of a field that is not exported.
func (n *Node) Tag() string { return n.tag }

// Cursor is a type that the user of the module does not name.
func (n *Node) Cursor() *Cursor { return &Cursor{at: n} }

// A Cursor walks.
type Cursor struct{ at *Node }

// Down goes to the first node below, if there is one.
func (c *Cursor) Down() (*Node, bool) {
	if len(c.at.Kids) == 0 {
		return nil, false
	}
	c.at = c.at.Kids[0]
	return c.at, true
}

// New makes a node.
func New(name string) *Node { return &Node{Name: name, tag: "new"} }

// Parse reads names from the root down.
func Parse(path string) (*Node, error) {
	if path == "" {
		return nil, errors.New("no path")
	}
	var root *Node
	names := strings.Split(path, "/")
	for i := len(names) - 1; i >= 0; i-- {
		n := New(names[i])
		if root != nil {
			n.Kids = []*Node{root}
		}
		root = n
	}
	return root, nil
}

// Weigh is no maker of a type.
func Weigh(n *Node) int { return len(n.Kids) }

// Shared is a variable.
var Shared = New("shared")

// A Visitor sees nodes.
type Visitor interface {
	// Visit says whether to go on.
	Visit(n *Node) bool
}

// A Counter is a Visitor that nobody names.
type Counter struct{ N int }

// Visit counts.
func (c *Counter) Visit(*Node) bool { c.N++; return true }

// A Stopper is a Visitor too.
type Stopper string

// Visit stops at a name.
func (s Stopper) Visit(n *Node) bool { return n.Name != string(s) }

type silent struct{}

func (silent) Visit(*Node) bool { return true }

// Silent is of a type that is not exported.
func Silent() Visitor { return silent{} }

// A Sealed interface can't be implemented elsewhere.
type Sealed interface {
	Seal() string
	sealed()
}

type seal string

func (s seal) Seal() string { return string(s) }
func (s seal) sealed()      {}

// Seal makes a Sealed.
func Seal(text string) Sealed { return seal(text) }

// A Names is a list with methods.
type Names []string

// Joined is all of them.
func (n Names) Joined() string { return strings.Join(n, "+") }

// Table is a map with methods.
type Table map[string][]string

// Get is the first of a key.
func (t Table) Get(key string) string {
	if len(t[key]) == 0 {
		return ""
	}
	return t[key][0]
}
