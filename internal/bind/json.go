package bind

import (
	"go/types"
	"reflect"

	"gophersnake/internal/model"
)

// encodesJSON gives a class what encoding/json makes of its instances, if the module uses that
// package, and the type says how: by a method, or by tags of its fields or of theirs.
func (b *protocolBinder) encodesJSON() {
	if b.c.Kind != model.Struct && b.c.Kind != model.Box || b.c.Unnamed || !b.wants(model.JSONProtocol) || !saysJSON(b.c.Type, map[types.Type]bool{}) || !b.usesJSON() {
		return
	}
	self := b.c.Zero
	if b.c.Kind == model.Box {
		self = b.c.Constructor
	}
	octets, err := b.types.Of(types.NewSlice(types.Typ[types.Byte]))
	if err != nil || self == nil {
		return
	}
	marshal := b.qualifier(types.NewPackage("encoding/json", "json")) + ".Marshal"
	b.p.JSON = &model.Func{Shape: model.JSON, Package: b.c.Package, Go: b.c.Go, Call: marshal, Python: "to_json", Recv: b.c, RecvType: self.Results[0],
		Context: -1, Results: []*model.Type{octets}, Error: true, GIL: model.Release, GILReason: "it walks through the value"}
	b.add(b.p.JSON)
	if b.m.ToJSON == "" {
		b.m.ToJSON, _ = b.scopes[b.m.Packages[0]].give("to_json", "to_json_")
	}
}

// usesJSON reports whether a package of the module imports encoding/json, so that it is there.
func (b *binder) usesJSON() bool {
	for _, l := range b.program.ByPath {
		if l.Imports["encoding/json"] != nil {
			return true
		}
	}
	return false
}

// saysJSON reports whether a type, or one that it has as a part, says how it is written.
func saysJSON(t types.Type, seen map[types.Type]bool) bool {
	if t = types.Unalias(t); seen[t] {
		return false
	}
	seen[t] = true
	if _, ok := t.(*types.Named); ok {
		all := types.NewMethodSet(types.NewPointer(t))
		for _, name := range []string{"MarshalJSON", "MarshalText"} {
			if m := all.Lookup(nil, name); m != nil && m.Type().(*types.Signature).Params().Len() == 0 {
				return true
			}
		}
	}
	switch u := t.Underlying().(type) {
	case *types.Pointer:
		return saysJSON(u.Elem(), seen)
	case *types.Slice:
		return saysJSON(u.Elem(), seen)
	case *types.Array:
		return saysJSON(u.Elem(), seen)
	case *types.Map:
		return saysJSON(u.Elem(), seen)
	case *types.Struct:
		for i := range u.NumFields() {
			if !u.Field(i).Exported() {
				continue
			}
			if _, tagged := reflect.StructTag(u.Tag(i)).Lookup("json"); tagged || saysJSON(u.Field(i).Type(), seen) {
				return true
			}
		}
	}
	return false
}
