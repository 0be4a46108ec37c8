package equalitycase

import (
	"encoding/hex"
	"strings"
)

// An ID is compared by ==, and read by a method that writes it.
type ID [4]byte

// MakeID makes one.
func MakeID(n byte) ID { return ID{0, 0, 0, n} }

// String is its digits.
func (i ID) String() string { return hex.EncodeToString(i[:]) }

// UnmarshalText reads it.
func (i *ID) UnmarshalText(text []byte) error {
	_, err := hex.Decode(i[:], text)
	return err
}

// A Cell is an array of numbers.
type Cell [2]int

// MakeCell makes one.
func MakeCell(x, y int) Cell { return Cell{x, y} }

// A Tally changes by a method.
type Tally [1]int

// MakeTally makes one.
func MakeTally() Tally { return Tally{} }

// Add counts.
func (c *Tally) Add(n int) { c[0] += n }

// A QName is the key of maps, and says itself which names are equal: in any case of letters.
type QName struct{ Space, Local string }

// Equal leaves upper and lower case out.
func (n QName) Equal(o QName) bool {
	return strings.EqualFold(n.Space, o.Space) && strings.EqualFold(n.Local, o.Local)
}

// Named has values by their names.
type Named map[QName]int

// Sum adds those of names.
func (n Named) Sum(names ...QName) (sum int) {
	for _, name := range names {
		sum += n[name]
	}
	return sum
}

// A Mark is a key too.
type Mark string

// Equal leaves upper and lower case out.
func (t Mark) Equal(o Mark) bool { return strings.EqualFold(string(t), string(o)) }

// Marked counts.
func Marked(tags ...Mark) map[Mark]int {
	counts := map[Mark]int{}
	for _, t := range tags {
		counts[t]++
	}
	return counts
}
