package shapescase

import (
	"errors"
	"fmt"
)

// A Node is a key by its address.
type Node struct {
	Name  string
	Edges map[*Node]int
}

// Graph has nodes that are equal, and edges between them.
func Graph(names ...string) map[*Node][]*Node {
	g := map[*Node][]*Node{}
	var last *Node
	for _, name := range names {
		n := &Node{Name: name}
		g[n] = nil
		if last != nil {
			g[n] = []*Node{last}
		}
		last = n
	}
	return g
}

// Degree looks a node up.
func Degree(g map[*Node][]*Node, n *Node) int { return len(g[n]) }

// Marked are those that are marked.
func Marked(set map[*Node]struct{}, n *Node) bool {
	_, is := set[n]
	return is
}

// ErrLost is an error.
var ErrLost = errors.New("lost")

// Failures are by error.
func Failures() map[error]int {
	return map[error]int{ErrLost: 1, fmt.Errorf("again: %w", ErrLost): 2}
}

// CountOf looks an error up.
func CountOf(m map[error]int, err error) int { return m[err] }

// Lost counts those that are ErrLost.
func Lost(m map[error]int) (n int) {
	for err, k := range m {
		if errors.Is(err, ErrLost) {
			n += k
		}
	}
	return n
}

// Names are by what has them.
func Names(of map[Named]string) (all int) {
	for n, name := range of {
		if n.Name() == name {
			all++
		}
	}
	return all
}

// A Badge has a name.
type Badge struct{ Text string }

// Name is one.
func (b *Badge) Name() string { return b.Text }

// ByBadge has badges that are equal.
func ByBadge(n int) map[Named]int {
	m := map[Named]int{}
	for i := range n {
		m[&Badge{"b"}] = i
	}
	return m
}

// ByCell has cells that are equal, which are keys by their value too.
func ByCell(n int) map[Named]int {
	m := map[Named]int{}
	for i := range n {
		m[&Cell{1, 1}] = i
	}
	return m
}

// Things are keys of any type.
func Things() map[any]string {
	return map[any]string{1: "int", "a": "text", &Node{Name: "n"}: "node"}
}

// Rooms are by channel.
func Rooms(c chan int) map[chan int]string { return map[chan int]string{c: "room"} }

// New channels are made here.
func NewRoom() chan int { return make(chan int, 1) }
