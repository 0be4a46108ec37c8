// Package bark is one that only its module may import. The module's own packages re-export it.
package bark

// A Roughness is one of a few.
type Roughness int

// The Roughnesses that there are.
const (
	Smooth Roughness = iota
	Rough
)

// A Ring has no name outside.
type Ring struct{ Year int }

// A Bark protects.
type Bark struct {
	Roughness Roughness
	Rings     []*Ring
	inner     *Bark
}

// Peel gives what is below, or nil.
func (b *Bark) Peel() *Bark { return b.inner }

// Wrap puts barks around another.
func (b *Bark) Wrap(all []*Bark, by map[string]Bark) int {
	for _, outer := range all {
		outer.inner = b
	}
	return len(all) + len(by)
}

// Fill sets what it is given a pointer to.
func Fill(into any, year int) bool {
	b, ok := into.(*Bark)
	if ok {
		b.Rings = append(b.Rings, &Ring{Year: year})
	}
	return ok
}

// Count counts the rings.
func (b *Bark) Count() int { return len(b.Rings) }

// Settings have no name outside.
type Settings struct{ Thick int }

// An Option sets them.
type Option func(*Settings)
