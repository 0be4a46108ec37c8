package convert

import (
	"go/types"

	"gophersnake/internal/model"
)

// pointer is *T: an instance that Go and Python share where T is a class over
// a Go value; else an optional, copied.
func (tab *Table) pointer(t *types.Pointer) (*model.Type, error) {
	elem, err := tab.Of(t.Elem())
	if err != nil {
		return nil, err
	}
	switch elem.Kind {
	case model.Obj, model.Boxed:
		name := elem.HintOut
		return &model.Type{Kind: model.Ref, Class: elem.Class, HintIn: name + " | None", HintOut: name + " | None", Expected: elem.Class.Python + " or None",
			Direct: true, InWords: 1, OutWords: 2, Read: "rt.ReadPtr[" + tab.Spell(t.Elem()) + "]", Write: "rt.WritePtr[" + tab.Spell(t.Elem()) + "]"}, nil
	case model.Opt, model.Ref:
		return nil, no("use one pointer", "a pointer to a pointer (%s) has no Python form", t)
	}
	return &model.Type{Kind: model.Opt, Elem: elem, HintIn: orNone(elem.HintIn), HintOut: orNone(elem.HintOut), Expected: elem.Expected + " or None"}, nil
}

func orNone(hint string) string {
	if len(hint) > 7 && hint[len(hint)-7:] == " | None" {
		return hint
	}
	return hint + " | None"
}

// hint is a class as generated stubs name it; the emitter turns it into a name
// in scope.
func hint(c *model.Class) string { return "{" + c.Package.Python + ":" + c.Python + "}" }

func (tab *Table) object(t *types.Named, c *model.Class) *model.Type {
	return &model.Type{Kind: model.Obj, Class: c, HintIn: hint(c) + " | dict[str, _typing.Any]", HintOut: hint(c), Expected: c.Python, Direct: true, InWords: 1, OutWords: 2,
		Read: "rt.ReadValue[" + tab.Spell(t) + "]", Write: "rt.WriteValue[" + tab.Spell(t) + "]"}
}
