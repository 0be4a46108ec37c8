package genericscase

import (
	"cmp"
	"slices"
)

// A Group has members, of which there are several kinds.
type Group[T comparable] interface {
	Join(member T)
	Members() []T
}

type group[T comparable] struct{ all []T }

func (g *group[T]) Join(member T) { g.all = append(g.all, member) }
func (g *group[T]) Members() []T  { return slices.Clone(g.all) }

// A Club is a group.
type Club[T comparable] struct{ group[T] }

// NewGroup makes one of a type that is not exported.
func NewGroup[T comparable](members ...T) Group[T] { return &group[T]{members} }

// NewClub makes one of a type that is.
func NewClub[T comparable](members ...T) *Club[T] { return &Club[T]{group[T]{members}} }

// Ranked lists the members in their order.
func Ranked[E cmp.Ordered](g Group[E]) []E {
	all := g.Members()
	slices.Sort(all)
	return all
}

// JoinAll adds to the group.
func JoinAll[E cmp.Ordered](g Group[E], members []E) {
	for _, m := range members {
		g.Join(m)
	}
}

// Eldest is the first in the order.
func Eldest[E cmp.Ordered](c *Club[E]) E { return slices.Min(c.all) }
