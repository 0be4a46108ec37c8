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

// Settings have no name outside.
type Settings struct{ Thick int }

// An Option sets them.
type Option func(*Settings)
