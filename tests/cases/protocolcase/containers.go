// Package protocolcase has methods that Python's syntax and builtins call.
package protocolcase

import (
	"errors"
	"fmt"
	"iter"
	"maps"
	"slices"
	"strings"
)

// Names is a sequence.
type Names struct{ all []string }

// NewNames makes one.
func NewNames(all ...string) *Names { return &Names{slices.Clone(all)} }

// Len is how many there are.
func (n *Names) Len() int { return len(n.all) }

// At is one of them.
func (n *Names) At(i int) string { return n.all[i] }

// Set changes one.
func (n *Names) Set(i int, name string) { n.all[i] = name }

// Delete removes one.
func (n *Names) Delete(i int) { n.all = slices.Delete(n.all, i, i+1) }

// Add adds one.
func (n *Names) Add(name string) { n.all = append(n.all, name) }

// Node is an item that may be nil.
type Node struct{ Name string }

// Nodes is a sequence of pointers, with an iterator of its own.
type Nodes struct {
	nodes []*Node
	Asked int
}

// NewNodes makes one, with a nil among its nodes.
func NewNodes(n int) *Nodes {
	s := &Nodes{}
	for i := range n {
		s.nodes = append(s.nodes, &Node{fmt.Sprint("n", i)})
	}
	s.nodes = append(s.nodes, nil)
	return s
}

// Size is how many there are.
func (s *Nodes) Size() int { return len(s.nodes) }

// Get is one of them.
func (s *Nodes) Get(index int) (node *Node, ok bool) {
	if index < 0 || index >= len(s.nodes) {
		return nil, false
	}
	return s.nodes[index], true
}

// Values goes over them.
func (s *Nodes) Values() iter.Seq[*Node] {
	s.Asked++
	return slices.Values(s.nodes)
}

// Index is a method of the author's own.
func (s *Nodes) Index(name string) int {
	return slices.IndexFunc(s.nodes, func(n *Node) bool { return n != nil && n.Name == name })
}

// Store is a mapping.
type Store struct{ m map[string]*Node }

// ErrNotFound is the error of a key that is not there.
var ErrNotFound = errors.New("not found")

// NewStore makes an empty one.
func NewStore() *Store { return &Store{map[string]*Node{}} }

// Len is how many there are.
func (s *Store) Len() int { return len(s.m) }

// Get finds a node.
func (s *Store) Get(name string) (*Node, error) {
	n, ok := s.m[name]
	if !ok {
		return nil, fmt.Errorf("%s: %w", name, ErrNotFound)
	}
	if n == nil {
		return nil, errors.New("the node is broken")
	}
	return n, nil
}

// Has reports whether there is a node.
func (s *Store) Has(name string) bool { _, ok := s.m[name]; return ok }

// Set stores a node.
func (s *Store) Set(name string, n *Node) error {
	if name == "" {
		return errors.New("no name")
	}
	s.m[name] = n
	return nil
}

// Delete removes a node.
func (s *Store) Delete(name string) { delete(s.m, name) }

// All goes over all nodes, sorted by name.
func (s *Store) All() iter.Seq2[string, *Node] {
	return func(yield func(string, *Node) bool) {
		for _, name := range slices.Sorted(maps.Keys(s.m)) {
			if !yield(name, s.m[name]) {
				return
			}
		}
	}
}

// ID is the key of a table.
type ID uint32

// Table is a mapping whose keys are numbers; it finds nil values too.
type Table struct{ m map[ID]*Node }

// NewTable makes one.
func NewTable(ids ...ID) *Table {
	t := &Table{map[ID]*Node{0: nil}}
	for _, id := range ids {
		t.m[id] = &Node{fmt.Sprint(id)}
	}
	return t
}

// Len is how many there are.
func (t *Table) Len() int { return len(t.m) }

// Get finds a node.
func (t *Table) Get(id ID) (node *Node, ok bool) { node, ok = t.m[id]; return }

// Keys lists the keys.
func (t *Table) Keys() []ID { return slices.Sorted(maps.Keys(t.m)) }

// Remove removes a node.
func (t *Table) Remove(id ID) bool {
	_, ok := t.m[id]
	delete(t.m, id)
	return ok
}

// Config has values for keys, and a default for all others.
type Config struct{ m map[string]string }

// Get is the value of a key, or "".
func (c *Config) Get(key string) string { return c.m[key] }

// Put sets one.
func (c *Config) Put(key, value string) {
	if c.m == nil {
		c.m = map[string]string{}
	}
	c.m[key] = value
}

// Contains reports whether a key is set.
func (c *Config) Contains(key string) bool { _, ok := c.m[key]; return ok }

// Labels is a mapping with all methods of one.
type Labels struct{ m map[string]int }

// NewLabels makes one.
func NewLabels(all ...string) *Labels {
	l := &Labels{map[string]int{}}
	for i, x := range all {
		l.m[x] = i
	}
	return l
}

// Len is how many there are.
func (l *Labels) Len() int { return len(l.m) }

// Lookup finds one.
func (l *Labels) Lookup(name string) (int, bool) { i, ok := l.m[name]; return i, ok }

// All goes over all, sorted by name.
func (l *Labels) All() iter.Seq2[string, int] {
	return func(yield func(string, int) bool) {
		for _, name := range slices.Sorted(maps.Keys(l.m)) {
			if !yield(name, l.m[name]) {
				return
			}
		}
	}
}

// Row is a slice with a name.
type Row []string

// Width is the length of the longest.
func (r Row) Width() (n int) {
	for _, x := range r {
		n = max(n, len(x))
	}
	return
}

// Raw is bytes with a name.
type Raw []byte

// Sum adds them.
func (r Raw) Sum() (n int) {
	for _, x := range r {
		n += int(x)
	}
	return
}

// Prices is a map with a name.
type Prices map[string]float64

// Total adds them.
func (p Prices) Total() (sum float64) {
	for _, x := range p {
		sum += x
	}
	return
}

// Headers is a map whose Get means something else.
type Headers map[string]string

// Get asks in upper case.
func (h Headers) Get(key string) string { return h[strings.ToUpper(key)] }

// Bits is a set.
type Bits struct{ m map[uint8]bool }

// NewBits makes one.
func NewBits(all ...uint8) *Bits {
	b := &Bits{map[uint8]bool{}}
	for _, x := range all {
		b.m[x] = true
	}
	return b
}

// Len is how many there are.
func (b *Bits) Len() int { return len(b.m) }

// Contains reports whether all are in the set.
func (b *Bits) Contains(all ...uint8) bool {
	for _, x := range all {
		if !b.m[x] {
			return false
		}
	}
	return true
}

// Values lists them.
func (b *Bits) Values() []uint8 { return slices.Sorted(maps.Keys(b.m)) }

// Buffer has a length and nothing else.
type Buffer struct{ N int }

// Len is its length.
func (b Buffer) Len() int { return b.N }

// Both can be indexed and asked by key: which is meant is not clear.
type Both struct{}

// Len is 1.
func (Both) Len() int { return 1 }

// At is an item.
func (Both) At(i int) string { return fmt.Sprint("at ", i) }

// Get is a value.
func (Both) Get(key string) (string, bool) { return "of " + key, key != "" }

// Chosen is the same with a word of its author.
//
//py:protocol mapping -with
type Chosen struct{ Both }

// Close does nothing that Python should do by itself.
func (Chosen) Close() {}

// Plain has methods that mean something else.
//
//py:protocol none
type Plain struct{}

// Len is not a length.
func (Plain) Len() int { return 3 }

// At is not an item.
func (Plain) At(i int) string { return "x" }

// Lister is an interface with an index.
type Lister interface {
	Len() int
	At(i int) string
	Title() string
}

// List gives a list without a class.
func List(all ...string) Lister { return list(all) }

type list []string

func (l list) Len() int        { return len(l) }
func (l list) At(i int) string { return l[i] }
func (l list) Title() string   { return "list" }

// Listed is a Lister with a class.
type Listed struct{ Names }

// Title is its title.
func (l *Listed) Title() string { return "listed" }

// Sized is an interface that Plain implements too, which has no len() in Python.
type Sized interface{ Len() int }

// SizedOf gives what it gets.
func SizedOf(s Sized) Sized { return s }

// A Group is a set behind an interface, with the names of such.
type Group interface {
	Cardinality() int
	Contains(all ...string) bool
	Iter() <-chan string
	ToSlice() []string
}

type group map[string]bool

func (g group) Cardinality() int { return len(g) }

func (g group) Contains(all ...string) bool {
	for _, name := range all {
		if !g[name] {
			return false
		}
	}
	return true
}

// Iter needs somebody who reads to the end.
func (g group) Iter() <-chan string {
	c := make(chan string)
	go func() {
		for _, name := range g.ToSlice() {
			c <- name
		}
		close(c)
	}()
	return c
}

func (g group) ToSlice() []string { return slices.Sorted(maps.Keys(g)) }

// NewGroup makes a Group.
func NewGroup(all ...string) Group {
	g := group{}
	for _, name := range all {
		g[name] = true
	}
	return g
}
