package convert

import (
	"go/types"

	"gophersnake/internal/model"
)

// isAny reports whether every value implements an interface: any, or one that is declared
// over it.
func isAny(t types.Type) bool {
	i, ok := t.Underlying().(*types.Interface)
	return ok && i.NumMethods() == 0 && i.IsMethodSet() && !types.Identical(t, types.Universe.Lookup("comparable").Type())
}

// anyValue is an interface without methods: any value in, and out what it holds.
func (tab *Table) anyValue(t types.Type) *model.Type {
	m := &model.Type{Kind: model.Any, Len: -1, HintIn: "object", HintOut: "_typing.Any", Expected: "object", Hashable: true, NotZero: notNil,
		Loads: []string{"gs_any_load", "gs_pointer_load", "gs_file_load"}}
	m.EditBody = "rt.EditAny(e, p)"
	if _, named := t.(*types.Named); named {
		m.ReadBody, m.WriteBody = "return rt.ReadAny(r)", "rt.WriteAny(w, v)"
	} else {
		m.Read, m.Write = "rt.ReadAny", "rt.WriteAny"
	}
	return m
}

// driverValue is a value of a database.
func (tab *Table) driverValue(t *types.Named) (*model.Type, error) {
	m := tab.anyValue(t)
	m.ReadBody, m.EditBody = "return rt.ReadDriverValue(r)", ""
	return m, nil
}

// reflectValue is a reflect.Value: any value too. The zero Value is None, and what can't be
// an any, for it was reached through a field that is not exported, is held.
func (tab *Table) reflectValue(t *types.Named) (*model.Type, error) {
	m := tab.anyValue(t)
	m.EditBody = ""
	m.Hashable, m.NotZero = false, "%s.IsValid()"
	m.ReadBody, m.WriteBody = "return rt.ReadReflect(r)", "rt.WriteReflect(w, v)"
	return m, nil
}

// AnyFunc is the func type of a Python callable in an any.
var AnyFunc = func() *types.Signature {
	value := types.Universe.Lookup("any").Type()
	arguments := types.NewTuple(types.NewVar(0, nil, "arguments", types.NewSlice(value)))
	results := types.NewTuple(types.NewVar(0, nil, "", value), types.NewVar(0, nil, "", types.Universe.Lookup("error").Type()))
	return types.NewSignatureType(nil, nil, nil, arguments, results, true)
}()

// keyed are the functions that read and write a key of a map: Python has other values
// there than elsewhere.
func (tab *Table) keyed(t types.Type, key *model.Type) (read, write string) {
	if key.Kind != model.Any {
		return key.Read, key.Write
	}
	spelled := tab.Spell(t)
	return "func(r *rt.Decoder) " + spelled + " { return rt.ReadAnyKey(r) }", "func(w *rt.Encoder, v " + spelled + ") { rt.WriteAnyKey(w, v) }"
}
