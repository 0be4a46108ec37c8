package convert

import (
	"go/types"

	"gophersnake/internal/model"
)

// pyObject is py.Object, a Python object that is not converted. Package py names the
// types of rt.
func (tab *Table) pyObject(t *types.Named) (*model.Type, error) {
	hint := tab.variable(t)
	var standsIn int64 // for a type parameter: what an async callable gives is awaited
	if IsStandIn(t) {
		standsIn = 1
	}
	return &model.Type{Kind: model.PyObject, Len: standsIn, HintIn: hint, HintOut: hint, Expected: "object", NotZero: notZero, Read: "rt.ReadObject", Write: "rt.WriteObject"}, nil
}

// pyStr is py.Str, a str that is not converted.
func (tab *Table) pyStr(*types.Named) (*model.Type, error) {
	return &model.Type{Kind: model.PyStr, HintIn: "str", HintOut: "str", Expected: "str", NotZero: notZero, Read: "rt.ReadText", Write: "rt.WriteText"}, nil
}
