package bind

import (
	"go/types"

	"gophersnake/internal/convert"
	"gophersnake/internal/model"
)

// anyTypes are the types without methods. Callables in them have a func type.
func (b *binder) anyTypes() []*model.Type {
	var all []*model.Type
	for _, t := range b.types.Types {
		if t.Kind == model.Any {
			all = append(all, t)
		}
	}
	for _, t := range all {
		t.Call, _ = b.types.Of(convert.AnyFunc) // can't fail: its parameters are any
	}
	return all
}

// pointers lets a package have the class of pointers where one of its functions could write
// to what it gets by one. What such a pointer leads to is an any.
func (b *binder) pointers() {
	for _, f := range b.m.Funcs {
		for _, p := range f.Params {
			if (f.Shape == model.Function || f.Shape == model.Method || f.Shape == model.Invoke) && (p.Type.IsPointer() || p.Type.HasPointers()) {
				b.types.Of(types.NewInterfaceType(nil, nil)) // can't fail
				return
			}
		}
	}
}

// bindAny gives the types of any what their values can hold beside plain values: instances
// of all classes. Where Go passes pointers of a type, and where the type must not be
// copied, an instance goes as the pointer; else it goes as a copy of the value.
func (b *binder) bindAny() {
	all := b.anyTypes()
	if len(all) == 0 {
		return
	}
	b.heldFuncs()
	p := &b.m.Pointer
	p.Python, _ = b.scopes[b.m.Packages[0]].give("Pointer", "Pointer_")
	held, value := convert.HeldAny(), all[0]
	p.Make = &model.Func{Shape: model.MakePointer, Package: b.m.Packages[0], Go: p.Python, Python: p.Python, Context: -1,
		Params: []*model.Param{{Go: "value", Python: "value", Type: value, Kind: model.PositionalOnly}}, Results: []*model.Type{held}}
	p.Value = &model.Func{Shape: model.Pointee, Package: b.m.Packages[0], Go: p.Python + ".value", Python: "value", RecvType: held, Context: -1,
		Results: []*model.Type{value}}
	for _, f := range b.m.Funcs {
		for _, param := range f.Params {
			if param.Type.IsPointer() {
				param.PointerHint = "{:" + p.Python + "}"
			}
		}
	}
	b.add(p.Make)
	b.add(p.Value)
	pointers := b.givenAsPointers()
	var choices []model.Choice
	for _, c := range b.m.Classes {
		if c.Kind == model.Interface {
			continue
		}
		choice := model.Choice{Class: c, Value: c.GoType}
		var as types.Type = c.Type
		if c.AsPointer = c.OverValue() && (pointers[c.Object] || hasLock(as)); c.AsPointer {
			choice.Value, choice.Pointer = "", "*"+c.GoType
			as = types.NewPointer(as)
		}
		var err error
		if choice.Type, err = b.types.Of(as); err == nil {
			choices = append(choices, choice)
		}
	}
	for _, t := range all {
		t.Choices = choices
	}
}
