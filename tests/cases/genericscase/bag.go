package genericscase

import "maps"

// A Bag is a set behind an interface, which compares bags.
type Bag[T comparable] interface {
	Add(item T)
	Has(item T) bool
	Equal(other Bag[T]) bool
}

type bag[T comparable] map[T]struct{}

// NewBag makes one.
func NewBag[T comparable](items ...T) Bag[T] {
	b := bag[T]{}
	for _, i := range items {
		b.Add(i)
	}
	return b
}

func (b bag[T]) Add(item T)      { b[item] = struct{}{} }
func (b bag[T]) Has(item T) bool { _, is := b[item]; return is }
func (b bag[T]) Equal(other Bag[T]) bool {
	o, is := other.(bag[T])
	return is && maps.Equal(b, o)
}
