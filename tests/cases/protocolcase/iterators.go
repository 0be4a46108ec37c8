package protocolcase

import (
	"errors"
	"fmt"
	"io"
	"iter"
)

// Tree is iterated in order.
type Tree struct{ n int }

// NewTree makes one with n leaves.
func NewTree(n int) *Tree { return &Tree{n} }

// All goes over its leaves.
func (t *Tree) All() iter.Seq2[int, string] {
	return func(yield func(int, string) bool) {
		for i := range t.n {
			if !yield(i, string(rune('a'+i))) {
				return
			}
		}
	}
}

// Backward goes the other way.
func (t *Tree) Backward() iter.Seq[int] {
	return func(yield func(int) bool) {
		for i := t.n; i > 0 && yield(i-1); i-- {
		}
	}
}

// Words is iterated by the only iterator that it has.
type Words struct{}

// Each goes over the words.
func (Words) Each() iter.Seq[string] {
	return func(yield func(string) bool) {
		if yield("one") {
			yield("two")
		}
	}
}

// Rows is an iterator in steps.
type Rows struct {
	n, left int
	Closed  bool
	broken  bool
}

// NewRows makes one.
func NewRows(n int, broken bool) *Rows { return &Rows{n: n, left: n + 1, broken: broken} }

// Next steps to the next row.
func (r *Rows) Next() bool {
	r.left--
	return r.left > 0
}

// Key is the number of the row.
func (r *Rows) Key() int { return r.n - r.left }

// Value is the row.
func (r *Rows) Value() string { return string(rune('a' + r.n - r.left)) }

// Err is why there are no more.
func (r *Rows) Err() error {
	if r.broken {
		return errors.New("broken")
	}
	return nil
}

// Close ends it.
func (r *Rows) Close() error {
	if r.Closed {
		return errors.New("closed twice")
	}
	r.Closed = true
	return nil
}

// Scanner scans text.
type Scanner struct{ words []string }

// NewScanner makes one.
func NewScanner(words ...string) *Scanner { return &Scanner{append([]string{""}, words...)} }

// Scan steps.
func (s *Scanner) Scan() bool {
	s.words = s.words[1:]
	return len(s.words) > 0
}

// Text is the word.
func (s *Scanner) Text() string { return s.words[0] }

// Leafs goes over nodes, one of which it has at a time.
type Leafs interface {
	Next() bool
	Len() int
	Leaf() *Node
}

type leafs []*Node

func (n *leafs) Next() bool {
	if len(*n) > 0 {
		*n = (*n)[1:]
	}
	return len(*n) > 0
}
func (n *leafs) Len() int    { return max(len(*n)-1, 0) }
func (n *leafs) Leaf() *Node { return (*n)[0] }

// NewLeafs makes them.
func NewLeafs(names ...string) Leafs {
	all := leafs{nil}
	for _, name := range names {
		all = append(all, &Node{name})
	}
	return &all
}

// Peeking is an iterator that knows whether there is more.
type Peeking struct{ N int }

// HasNext reports whether there is more.
func (p *Peeking) HasNext() bool { return p.N > 0 }

// Next is the next number.
func (p *Peeking) Next() uint32 { p.N--; return uint32(p.N) }

// Range makes iterators.
type Range struct{ N int }

// Iterator makes one.
func (r Range) Iterator() *Peeking { return &Peeking{r.N} }

// Queue is an iterator whose steps say whether they count.
type Queue struct{ nodes []*Node }

// NewQueue makes one, of a nil and a node.
func NewQueue() *Queue { return &Queue{[]*Node{nil, {"last"}}} }

// Next takes one out.
func (q *Queue) Next() (node *Node, ok bool) {
	if len(q.nodes) == 0 {
		return nil, false
	}
	node, q.nodes = q.nodes[0], q.nodes[1:]
	return node, true
}

// Pairs is an iterator over keys and values.
type Pairs[V any] struct {
	keys   []string
	values []V
}

// NewPairs makes one.
func NewPairs[V any](keys []string, values []V) *Pairs[V] { return &Pairs[V]{keys, values} }

// Next is the next pair.
func (p *Pairs[V]) Next() (key string, value V, ok bool) {
	if len(p.keys) == 0 {
		return key, value, false
	}
	key, value = p.keys[0], p.values[0]
	p.keys, p.values = p.keys[1:], p.values[1:]
	return key, value, true
}

// GoString says how it is made in Go.
func (p *Pairs[V]) GoString() string { return fmt.Sprintf("Pairs(%q)", p.keys) }

// Frames says whether more will come, which is no iterator that Python knows.
type Frames struct{}

// Next is a frame.
func (Frames) Next() (frame int, more bool) { return 1, false }

// Lines is an iterator that ends with io.EOF.
type Lines struct {
	all    []string
	broken bool
}

// NewLines makes one; a broken one fails at its end.
func NewLines(broken bool, all ...string) *Lines { return &Lines{all, broken} }

// Next returns the next line.
func (l *Lines) Next() (string, error) {
	if len(l.all) == 0 {
		if l.broken {
			return "", io.ErrUnexpectedEOF
		}
		return "", io.EOF
	}
	line := l.all[0]
	l.all = l.all[1:]
	return line, nil
}

// ErrDone ends an iteration over pages.
var ErrDone = errors.New("no more pages")

// Pages is an iterator that ends with an error of this package.
type Pages struct{ N int }

// Next returns the next page; of odd numbers, there is none.
func (p *Pages) Next() (*Node, error) {
	if p.N == 0 {
		return nil, ErrDone
	}
	p.N--
	if p.N%2 == 1 {
		return nil, nil
	}
	return &Node{fmt.Sprint("page ", p.N)}, nil
}
