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
	if !key.Hashable {
		return nil, no("use a key type of numbers or strings", "keys of type %s can't be hashed in Python", t.Key())
	}
	readKey, writeKey := tab.keyed(t.Key(), key)
	if s, ok := t.Elem().Underlying().(*types.Struct); ok && s.NumFields() == 0 {
		return &model.Type{Kind: model.Set, Key: key, HintIn: "_abc.Set[" + key.HintIn + "] | None", HintOut: "set[" + key.HintOut + "]",
			Expected: "set[" + key.Expected + "]", NotZero: notEmpty, StubImports: abc,
			ReadBody: "return rt.ReadSet[" + tab.Spell(t) + "](r, " + readKey + ")", WriteBody: "rt.WriteSet(w, v, " + writeKey + ")"}, nil
	}
	value, err := tab.Of(t.Elem())
	if err != nil {
		return nil, err
	}
	return &model.Type{Kind: model.Dict, Key: key, Elem: value, HintIn: "_abc.Mapping[" + key.HintOut + ", " + value.HintIn + "] | None",
		HintOut: "dict[" + key.HintOut + ", " + value.HintOut + "]", Expected: "dict[" + key.Expected + ", " + value.Expected + "]",
		NotZero: notEmpty, StubImports: abc,
		ReadBody: "return rt.ReadMap[" + tab.Spell(t) + "](r, " + readKey + ", " + value.Read + ")", WriteBody: "rt.WriteMap(w, v, " + writeKey + ", " + value.Write + ")"}, nil
}
