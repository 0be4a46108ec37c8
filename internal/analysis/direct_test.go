package analysis

import (
	"go/token"
	"go/types"
	"strings"
	"testing"

	"gophersnake/internal/model"
)

// What a function takes for C is compared with what Go takes: an address where Go's convention has
// none would be followed.
func TestArgumentsOfDirectCallsLieWhereGoLooks(t *testing.T) {
	word, text := &model.Type{Kind: model.Int64, Direct: true}, &model.Type{Kind: model.Str, Direct: true}
	octets := &model.Type{Kind: model.Bytes, Direct: true}
	list := &model.Type{Kind: model.List, Elem: word, Direct: true}
	named := func(under types.Type) types.Type {
		return types.NewNamed(types.NewTypeName(token.NoPos, nil, "T", nil), under, nil)
	}
	integer, str := types.Typ[types.Int64], types.Typ[types.String]
	for _, test := range []struct {
		of *model.Type
		is types.Type
		ok bool
	}{
		{word, integer, true},
		{word, types.Typ[types.Float32], true},
		{word, types.Typ[types.Bool], true},
		{word, named(integer), true},
		{text, str, true},
		{text, named(str), true},
		{octets, types.NewSlice(types.Typ[types.Uint8]), true},
		{list, types.NewSlice(integer), true},
		{word, types.Typ[types.Complex128], false},
		{word, types.Typ[types.UnsafePointer], false},
		{word, types.NewPointer(integer), false},
		{word, str, false},
		{text, types.NewStruct(nil, nil), false},
		{text, types.NewInterfaceType(nil, nil), false},
		{text, types.NewSlice(integer), false},
		{octets, types.NewArray(types.Typ[types.Uint8], 32), false},
		{octets, named(types.NewArray(types.Typ[types.Uint8], 1)), false},
		{list, types.NewArray(integer, 4), false},
	} {
		signature := types.NewSignatureType(nil, nil, nil, types.NewTuple(types.NewVar(token.NoPos, nil, "v", test.is)), nil, false)
		f := &model.Func{Shape: model.Function, Object: types.NewFunc(token.NoPos, nil, "F", signature), Context: -1, GIL: model.Hold,
			Params: []*model.Param{{Python: "v", Type: test.of, Passing: model.Borrowed}}}
		if why := notDirect(f); (why == "") != test.ok || why != "" && !strings.HasPrefix(why, "v does not lie in registers") {
			t.Errorf("kind %d for %v: %q; want ok: %v", test.of.Kind, test.is, why, test.ok)
		}
	}
}
