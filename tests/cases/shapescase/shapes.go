package shapescase

import (
	"sort"
	"strings"
	"sync"
)

// A Tree contains itself.
type Tree []Tree

// Depth is how deep it is.
func (t Tree) Depth() int {
	deepest := 0
	for _, child := range t {
		deepest = max(deepest, child.Depth())
	}
	return deepest + 1
}

// A Forest has trees.
type Forest map[string]Tree

// Park has one, and more trees.
type Park struct {
	Woods Forest
	Trees []Tree
	Pairs [2]Tree
}

// Depths tells how deep all trees are.
func (p *Park) Depths() map[string]int {
	depths := map[string]int{"sum": 0}
	for name, t := range p.Woods {
		depths[name] = t.Depth()
	}
	for _, t := range append(p.Trees, p.Pairs[:]...) {
		depths["sum"] += t.Depth()
	}
	return depths
}

// Grow makes a tree of a depth.
func Grow(depth int) Tree {
	if depth == 0 {
		return nil
	}
	return Tree{Grow(depth - 1), nil}
}

// A Dir is a map of itself.
type Dir map[string]Dir

// Paths are all paths.
func Paths(d Dir) []string {
	var all []string
	for name, sub := range d {
		all = append(all, name)
		for _, p := range Paths(sub) {
			all = append(all, name+"/"+p)
		}
	}
	sort.Strings(all)
	return all
}

// A State is a function that returns the next one.
type State func(n int) State

// Run goes through states until there is none.
func Run(s State) int {
	n := 0
	for s != nil && n < 100 {
		s = s(n)
		n++
	}
	return n
}

// Down counts down.
func Down(n int) State {
	if n == 0 {
		return nil
	}
	return func(int) State { return Down(n - 1) }
}

// Sum receives all.
func Sum(in <-chan int) int {
	total := 0
	for v := range in {
		total += v
	}
	return total
}

// First receives one of both.
func First(in chan string) string { return <-in }

// Words is a channel with a name.
type Words <-chan string

// Join receives all.
func Join(words Words) string {
	var all []string
	for w := range words {
		all = append(all, w)
	}
	return strings.Join(all, " ")
}

// Split sends words.
func Split(text string) Words {
	c := make(chan string)
	go func() {
		defer close(c)
		for _, w := range strings.Fields(text) {
			c <- w
		}
	}()
	return c
}

// Send sends numbers, and closes.
func Send(n int, out chan<- int) {
	for i := range n {
		out <- i
	}
	close(out)
}

// A Sink is sent to.
type Sink struct {
	In   chan<- string
	mu   sync.Mutex
	got  []string
	done chan bool
}

// NewSink makes one.
func NewSink() *Sink {
	in := make(chan string)
	s := &Sink{In: in, done: make(chan bool)}
	go func() {
		for v := range in {
			s.mu.Lock()
			s.got = append(s.got, v)
			s.mu.Unlock()
		}
		close(s.done)
	}()
	return s
}

// Close closes the channel and returns what came.
func (s *Sink) Close() []string {
	close(s.In)
	<-s.done
	return s.got
}

// Channels takes several.
func Channels(all []<-chan int) int {
	total := 0
	for _, c := range all {
		total += Sum(c)
	}
	return total
}

// A Cell is a key.
type Cell struct{ X, Y int }

// A Sum256 is a key.
type Sum256 [4]byte

// A Pair is a key too.
type Pair [2]int

// A Triangle has points.
type Triangle [3]Cell

// Twelve are many.
type Twelve [12]float64

// Board has cells by place.
func Board(n int) map[Cell]string {
	b := map[Cell]string{}
	for i := range n {
		b[Cell{i, i * i}] = strings.Repeat("x", i)
	}
	return b
}

// At looks a cell up.
func At(b map[Cell]string, x, y int) string { return b[Cell{x, y}] }

// Arrays have arrays for keys.
func Arrays() map[[2]int][2][2]int { return map[[2]int][2][2]int{{1, 2}: {{1, 2}, {3, 4}}} }

// ArrayAt looks one up.
func ArrayAt(m map[[2]int]string, a, b int) string { return m[[2]int{a, b}] }

// Seen is a set of cells.
func Seen(cells []Cell) map[Cell]struct{} {
	s := map[Cell]struct{}{}
	for _, c := range cells {
		s[c] = struct{}{}
	}
	return s
}

// Sums have boxes for keys.
func Sums() map[Sum256]int { return map[Sum256]int{{1, 2, 3, 4}: 5} }

// Pairs have boxes of numbers for keys.
func Pairs() map[Pair]int { return map[Pair]int{{1, 2}: 3} }

// SumOf looks one up.
func SumOf(m map[Sum256]int, k Sum256) int { return m[k] }

// PointerTo is a pointer to a pointer.
func PointerTo(n int) **Cell {
	if n < 0 {
		return nil
	}
	c := &Cell{n, n}
	return &c
}

// XOf looks through it.
func XOf(p **Cell) int {
	if p == nil || *p == nil {
		return -1
	}
	return (*p).X
}

// Numbers is through pointers to slices and maps.
func Numbers(a *[]int, m *map[string]int) int {
	n := 0
	if a != nil {
		n += len(*a)
	}
	if m != nil {
		n += 10 * len(*m)
	}
	return n
}

// A Named is an interface.
type Named interface{ Name() string }

// Name is one.
func (c *Cell) Name() string { return "cell" }

// NameOf looks through a pointer.
func NameOf(n *Named) string {
	if n == nil {
		return "none"
	}
	return (*n).Name()
}

// A Switch is a bool with a method.
type Switch bool

const (
	// On is a constant.
	On  Switch = true
	Off Switch = false
)

// A Symbol is a number, though some that are bits stand beside each other.
type Symbol int

const (
	SymbolNone Symbol = iota
	SymbolA
	SymbolB
	_
	SymbolC
	SymbolD
	SymbolE
	SymbolF
	SymbolG
	SymbolH
	SymbolI
	SymbolJ
	SymbolK
)

// Flip is a method.
func (s Switch) Flip() Switch { return !s }
