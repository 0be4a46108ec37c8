// Package deepcase has values that may be of any depth.
package deepcase

import "gophersnake/py"

// A Node is a tree.
type Node struct {
	V    int
	Kids []Node
	By   map[string]Node
	Pair [1][]Node
}

// Depth is how deep a tree is.
func Depth(n Node) int {
	d := 0
	for _, kids := range [][]Node{n.Kids, n.Pair[0]} {
		for _, kid := range kids {
			d = max(d, Depth(kid))
		}
	}
	for _, kid := range n.By {
		d = max(d, Depth(kid))
	}
	return d + 1
}

// Deepest is the depth of the deepest of some trees.
func Deepest(nodes map[string][]Node) int {
	d := 0
	for _, all := range nodes {
		for _, n := range all {
			d = max(d, Depth(n))
		}
	}
	return d
}

// Tree makes a tree of one branch.
func Tree(depth int) Node {
	n := Node{V: depth}
	for range depth - 1 {
		n = Node{Kids: []Node{n}}
	}
	return n
}

// A Chain is a list of any length.
type Chain struct {
	N    int
	Next *Chain
	Any  map[string][]*Chain
}

// NewChain makes a chain.
func NewChain(n int) *Chain {
	c := &Chain{}
	for i := range n {
		c = &Chain{N: i, Next: c}
	}
	return c
}

// Loop closes a chain to a ring.
func (c *Chain) Loop() {
	last := c
	for last.Next != nil {
		last = last.Next
	}
	last.Next = c
}

// Count is how many values there are in a Python value.
func Count(o py.Object) (int, error) {
	v, err := o.Value()
	return count(v), err
}

func count(v any) int {
	n := 1
	switch v := v.(type) {
	case []any:
		for _, x := range v {
			n += count(x)
		}
	case map[any]any:
		for _, x := range v {
			n += count(x)
		}
	}
	return n
}

// From makes a deep Python value, of lists or dicts.
func From(depth int, dicts bool) (py.Object, error) {
	var v any = 1
	for range depth {
		if v = []any{v}; dicts {
			v = map[string]any{"k": v}
		}
	}
	return py.From(v)
}

func holdsItself() (any, any) {
	s, m := []any{1, nil}, map[string]any{}
	s[1], m["m"] = s, []any{m}
	return s, m
}

// FromItself makes Python values of values that hold themselves.
func FromItself(asMap bool) (py.Object, error) {
	s, m := holdsItself()
	if asMap {
		return py.From(m)
	}
	return py.From(s)
}

// CallWithItself calls a Python function with such a value.
func CallWithItself(f py.Object) (py.Object, error) {
	s, _ := holdsItself()
	return f.Call(s)
}

// PanicItself panics with such a value.
func PanicItself(asMap bool) {
	s, m := holdsItself()
	if asMap {
		panic(m)
	}
	panic(s)
}

// Apply calls f.
func Apply(f func(int) int, n int) int { return f(n) }

// Object calls f as a Python object.
func Object(f py.Object, n int) (py.Object, error) { return f.Call(n) }

// Collect returns what an iterator gives.
func Collect(items func(yield func(int) bool)) (all []int) {
	for x := range items {
		all = append(all, x)
	}
	return all
}

var kept func(int) int

// Keep keeps f for Kept.
func Keep(f func(int) int) { kept = f }

// Kept calls what was kept, without the GIL.
func Kept(n int) int { return kept(n) }

// Elsewhere calls f on a goroutine of its own.
func Elsewhere(f func(int) int, n int) int {
	c := make(chan int)
	go func() { c <- f(n) }()
	return <-c
}
