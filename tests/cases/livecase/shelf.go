package livecase

// A Line is a slice with a name.
type Line []int

// Sum adds all up.
func (l Line) Sum() (n int) {
	for _, x := range l {
		n += x
	}
	return n
}

// A Stock is a map with a name.
type Stock map[string]int

// Total adds all up.
func (s Stock) Total() (n int) {
	for _, x := range s {
		n += x
	}
	return n
}

// A Shelf holds a list, a dict and a set, plain and of a declared type.
type Shelf struct {
	Line    Line
	Stock   Stock
	Bag     Bag
	Numbers []int
	Index   map[string]int
	Seen    map[string]struct{}
}
