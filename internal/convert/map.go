package convert

import (
	"go/types"

	"gophersnake/internal/model"
)

// mapping is map[K]V: a dict; a map to struct{} is a set.
func (tab *Table) mapping(t *types.Map) (*model.Type, error) {
	key, err := tab.Of(t.Key())
	if err != nil {
		return nil, err
	}
	if !asKey(key) {
		return nil, no("use a key type of numbers or strings", "keys of type %s can't be hashed in Python", t.Key())
	}
	hint := keyHint(key)
	readKey, writeKey := tab.keyed(t.Key(), key)
	if s, ok := t.Elem().Underlying().(*types.Struct); ok && s.NumFields() == 0 {
		return &model.Type{Kind: model.Set, Key: key, HintIn: "_abc.Set[" + setHint(key, hint) + "] | None", HintOut: "set[" + hint + "]",
			Expected: "set[" + key.Expected + "]", NotZero: notEmpty, StubImports: abc,
			EditBody: "rt.EditSet(e, p, " + readKey + ")",
			ReadBody: "return rt.ReadSet[" + tab.Spell(t) + "](r, " + readKey + ")", WriteBody: "rt.WriteSet(w, v, " + writeKey + ")"}, nil
	}
	value, err := tab.Of(t.Elem())
	if err != nil {
		return nil, err
	}
	return &model.Type{Kind: model.Dict, Key: key, Elem: value, HintIn: mappingHint(key, hint, value.HintIn) + " | None",
		HintOut: "dict[" + hint + ", " + value.HintItem + "]", Expected: "dict[" + key.Expected + ", " + value.Expected + "]",
		NotZero: notEmpty, StubImports: abc,
		EditBody: "rt.EditMap(e, p, " + readKey + ", " + value.Read + ", " + editOf(value) + ")",
		ReadBody: "return rt.ReadMap[" + tab.Spell(t) + "](r, " + readKey + ", " + value.Read + ")", WriteBody: "rt.WriteMap(w, v, " + writeKey + ", " + value.Write + ")"}, nil
}

// asKey reports whether values of a type can be keys. Arrays are tuples there; classes over
// values that Go compares by == get a hash for it.
func asKey(key *model.Type) bool {
	switch key.Kind {
	case model.Array:
		return asKey(key.Elem)
	case model.Boxed:
		if key.Class.Value.Kind == model.Array && !asKey(key.Class.Value) || !key.Class.Value.Hashable && key.Class.Value.Kind != model.Array {
			return false
		}
		key.Class.AsKey = true
		return true
	case model.Obj, model.Dynamic:
		key.Class.AsKey = true
		return true
	case model.Ref: // Go compares addresses
		key.Class.ByAddress = key.Class.Kind == model.Struct
		return key.Class.ByAddress
	case model.Error, model.Chan, model.Channel, model.File: // which Python compares by identity
		return true
	}
	return key.Hashable
}

// keyHint is what a key comes as.
func keyHint(key *model.Type) string {
	if key.Kind == model.Array {
		return "tuple[" + keyHint(key.Elem) + ", ...]"
	}
	return key.HintOut
}

// mappingHint is what a map goes in as. Of a named number or text plain keys will do too, and to type checkers a
// mapping of these is another type, though one class is derived from the other.
func mappingHint(key *model.Type, hint, value string) string {
	of := "_abc.Mapping[" + hint + ", " + value + "]"
	if key.Kind == model.Named {
		of += " | _abc.Mapping[" + key.Plain().HintOut + ", " + value + "]"
	}
	return of
}

// setHint is what an item of a set goes in as.
func setHint(key *model.Type, hint string) string {
	if key.Kind == model.Named {
		return key.Plain().HintOut
	}
	if key.Kind == model.Array || key.Class != nil {
		return hint
	}
	return key.HintIn
}
