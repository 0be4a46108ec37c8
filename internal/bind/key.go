package bind

import (
	"go/types"
	"slices"

	"gophersnake/internal/model"
)

// keyHashes gives the classes whose values are keys of maps a hash, though their fields can
// be set: Go compares keys as they are in the map, and those that come out of one refuse
// assignment. Where pointers are the keys it is that of the address, so that a dict tells those
// apart whose values are equal.
func (b *binder) keyHashes() {
	for i := 0; i < len(b.m.Classes); i++ {
		c := b.m.Classes[i]
		if c.Kind == model.Interface && c.AsKey && !c.Unnamed {
			for _, choice := range b.choices(b.types.Erased(c.Type).Underlying().(*types.Interface), nil) {
				choice.Class.AsKey = choice.Class.AsKey || choice.Value != ""
				choice.Class.ByAddress = choice.Class.ByAddress || choice.Value == ""
			}
		}
	}
	b.keysOfAny()
	word, _ := b.types.Of(types.Typ[types.Uint64])
	for _, c := range b.m.Classes {
		if c.ByAddress && !c.AsKey && c.Unhashable { // else the hash is that of the value
			c.HashFunc, c.Unhashable = nil, false
		}
		if !c.AsKey || !c.Unhashable || !types.Comparable(c.Type) {
			continue
		}
		switch {
		case c.Kind == model.Box:
			c.Unhashable = false // of its plain value: shim/objects/named.c
		case c.Kind == model.Struct && c.Equal != nil:
			// Of two values that a method calls equal, and Go's == does not, the hashes differ: both can be keys, as in Go.
			self, _ := b.types.Of(types.NewPointer(c.Type)) // can't fail: it has the class
			call := "rt.Hash"
			if c.Equal.Call == "rt.DeepEqual" || comparabilityOf(c.Type) == byFunctions {
				b.compares(c.Type)
				call = "rt.DeepHash"
			}
			c.HashFunc, c.Unhashable = b.helper(c, model.Hash, self, call, word), false
		}
	}
}

// keysOfAny marks the classes whose instances can be a key of a map[any]V, as the pointer or the
// value that an any holds of them, where there is such a map. A value that Go can't compare is none.
func (b *binder) keysOfAny() {
	if !slices.ContainsFunc(b.types.Types, func(t *model.Type) bool {
		return (t.Kind == model.Dict || t.Kind == model.Set) && t.Key.Kind == model.Any
	}) {
		return
	}
	pointers := b.givenAsPointers()
	for _, c := range b.m.Classes {
		switch {
		case !c.OverValue() || c.Kind == model.Interface || c.Error:
		case c.Kind == model.Struct && (c.ByAddress || pointers[c.Object] || hasLock(c.Type)):
			c.ByAddress = true
		case types.Comparable(c.Type):
			c.AsKey = true
		}
	}
}
