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
