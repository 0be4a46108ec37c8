package bind

import (
	"go/types"

	"gophersnake/internal/model"
)

// arrays gives the results that are slices of numbers as arrays, if a directive says so.
func (b *binder) arrays(f *model.Func, sig *types.Signature, d directives) {
	if d.returns == "" {
		return
	}
	found := false
	for i := range f.Results {
		if t, err := b.types.Array(sig.Results().At(i).Type()); err == nil && !f.Reflected {
			f.Results[i], found = t, true
		}
	}
	if !found {
		b.fail("%s: //py:returns array is for slices of numbers, and %s returns none", f.Pos, f.Go)
	}
}

// arrayOfField is the type that a field gives: its own, or an array.
func (b *binder) arrayOfField(v *types.Var, t *model.Type, d directives) *model.Type {
	if d.returns == "" {
		return t
	}
	array, err := b.types.Array(v.Type())
	if err != nil {
		b.fail("%s: //py:returns array: %w", b.program.Position(v.Pos()), err)
		return t
	}
	return array
}
