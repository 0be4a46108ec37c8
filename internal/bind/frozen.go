package bind

import (
	"cmp"
	"fmt"
	"maps"
	"slices"

	"gophersnake/internal/model"
)

// frozen checks what directives say of classes when all fields and hashes are known.
func (b *binder) frozen() {
	byID := func(x, y *boundClass) int { return cmp.Compare(x.class.ID, y.class.ID) }
	for _, bc := range slices.SortedFunc(maps.Values(b.classes), byID) {
		if !bc.hashable {
			continue
		}
		directive, why := "hashable", noHash(bc)
		if bc.class.Frozen {
			directive, why = "frozen", changeable(bc)
		}
		if why != "" {
			b.fail("%s: //py:%s %s: %s", bc.class.Pos, directive, bc.class.Go, why)
		}
	}
}

// noHash says why a class can't have a hash, or "".
func noHash(bc *boundClass) string {
	if bc.class.Unhashable {
		return "Go can't compare its values with =="
	}
	return ""
}

// changeable says why values of a class can be changed though no field can be set, or "".
func changeable(bc *boundClass) string {
	if bc.class.Kind != model.Struct {
		return "it is no struct"
	}
	for _, f := range bc.class.Fields {
		switch t := f.Type; {
		case t.Kind == model.Obj && !t.Class.Frozen:
			return fmt.Sprintf("its field %s could be changed: put //py:frozen at %s too", f.Go, t.Class.Go)
		case t.Kind == model.Array, t.Kind == model.Boxed:
			return fmt.Sprintf("its field %s could be changed", f.Go)
		}
	}
	if comparabilityOf(bc.named) == byContent {
		return "a part of it is a pointer, a slice, a map or an interface, behind which values can be changed"
	}
	return ""
}
