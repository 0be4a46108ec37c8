package equalitycase

import "encoding/hex"

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
