package convert

import (
	"go/types"

	"gophersnake/internal/model"
)

// pyArray is py.Array[T]: numbers in memory that Python and Go share.
func (tab *Table) pyArray(t *types.Named) (*model.Type, error) {
	arg := t.TypeArgs().At(0)
	elem, err := tab.Of(arg)
	if err != nil {
		return nil, err
	}
	if elem = elem.Plain(); !elem.Kind.Number() {
		return nil, no("", "a %s is no array of numbers", types.TypeString(t, (*types.Package).Name))
	}
	return view(elem, types.TypeString(arg.Underlying(), nil), 0, "return rt.ReadView["+tab.Spell(arg)+"](r)", "rt.WriteView(w, v)"), nil
}

// view is a type of such memory. dims: 0 is any number of dimensions.
func view(elem *model.Type, number string, dims int, read, write string) *model.Type {
	expected, shape := "an array of "+number+" (of NumPy's, or another buffer)", elem.HintOut
	if dims > 1 {
		shape = "_typing.Any" // an Array of Arrays
	}
	if dims == 0 {
		shape = "_typing.Any"
	}
	return &model.Type{Kind: model.View, Len: int64(dims), Elem: elem, HintIn: bufferHint, HintOut: "_Array[" + shape + "]", Expected: expected,
		NotZero: notZero, ReadBody: read, WriteBody: write}
}
