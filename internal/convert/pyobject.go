package convert

import (
	"go/types"

	"gophersnake/internal/model"
)

// pyObject is a type of gophersnake/py, which names those of gophersnake/rt: a
// Python object that is not converted.
func (tab *Table) pyObject(obj *types.TypeName) *model.Type {
	if obj.Pkg() == nil || obj.Pkg().Path() != "gophersnake/rt" {
		return nil
	}
	switch obj.Name() {
	case "Object":
		return &model.Type{Kind: model.PyObject, HintIn: "_typing.Any", HintOut: "_typing.Any", Expected: "object", Read: "rt.ReadObject", Write: "rt.WriteObject"}
	case "Str":
		return &model.Type{Kind: model.PyStr, HintIn: "str", HintOut: "str", Expected: "str", Read: "rt.ReadText", Write: "rt.WriteText"}
	}
	return nil
}
