package livecase

// A Board is a slice of slices with a name.
type Board [][]int

// Sum adds all up.
func (b Board) Sum() (n int) {
	for _, row := range b {
		for _, x := range row {
			n += x
		}
	}
	return n
}

// A Roster is a slice of structs with a name.
type Roster []Row

// First is the name of the first.
func (r Roster) First() string { return r[0].Name }

// A Ledger is a map of slices with a name.
type Ledger map[string][]string

// Count says how many there are under a key.
func (l Ledger) Count(key string) int { return len(l[key]) }

// A Register is a map of structs with a name.
type Register map[string]Row

// Name is that of an entry.
func (r Register) Name(key string) string { return r[key].Name }

// A Pair is an array of slices with a name.
type Pair [2][]string

// Both joins their lengths.
func (p *Pair) Both() []int { return []int{len(p[0]), len(p[1])} }

// A Desk holds all of them.
type Desk struct {
	Board    Board
	Roster   Roster
	Ledger   Ledger
	Register Register
	Pair     Pair
}

// NewDesk makes one.
func NewDesk() *Desk {
	return &Desk{Board{{1}, {2, 3}}, Roster{{Name: "a"}}, Ledger{"k": {"x"}}, Register{"k": {Name: "n"}}, Pair{{"p"}, nil}}
}

// A Bag is a set with a name.
type Bag map[string]struct{}

// Has reports whether a tag is in it.
func (b Bag) Has(tag string) bool { _, is := b[tag]; return is }

// A Queue has a method that lists of Python have too.
type Queue []int

// Pop takes the first.
func (q *Queue) Pop() int {
	first := (*q)[0]
	*q = (*q)[1:]
	return first
}

// Sum adds all up.
func (q Queue) Sum() (n int) {
	for _, x := range q {
		n += x
	}
	return n
}

// A Stack is generic.
type Stack[T any] []T

// Depth is how many there are.
func (s Stack[T]) Depth() int { return len(s) }

// A Yard holds these.
type Yard struct {
	Bag     Bag
	Queue   Queue
	Stack   Stack[int]
	ByName  map[string]Queue
	Queues  []Queue
	Bags    map[string]Bag
	Pointer *Queue
}

// NewYard makes one.
func NewYard() *Yard {
	return &Yard{Queue: Queue{1}, ByName: map[string]Queue{"k": {1}}, Queues: []Queue{{1}, nil}, Bags: map[string]Bag{"k": {}}, Pointer: &Queue{}}
}

// QueueNamed is what Go has under a name.
func (y *Yard) QueueNamed(name string) []int { return y.ByName[name] }

// A Dot is compared by its value.
type Dot [2]int

// X is the first.
func (d Dot) X() int { return d[0] }
