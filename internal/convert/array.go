package convert

import (
	"fmt"
	"go/types"
	"strings"

	"gophersnake/internal/model"
)

// Array is the type of a result that Python gets as an array over Go's memory: a slice of
// numbers, of slices of them, or of arrays of them.
func (tab *Table) Array(t types.Type) (*model.Type, error) {
	for _, k := range tab.arrays {
		if types.Identical(k.t, t) {
			return k.m, k.e
		}
	}
	m, err := tab.arrayOf(t)
	if err == nil {
		m = tab.add(t, m)
	}
	tab.arrays = append(tab.arrays, entry{t: t, m: m, e: err})
	return m, err
}

func (tab *Table) arrayOf(t types.Type) (*model.Type, error) {
	if m, err := tab.matrix(t); m != nil || err != nil {
		return m, err
	}
	s, ok := t.Underlying().(*types.Slice)
	if !ok {
		return nil, no("", "a %s is no slice of numbers", types.TypeString(t, (*types.Package).Name))
	}
	under, write, dims := s.Elem(), "rt.WriteNDArray(w, v)", 1
	if row, ok := under.Underlying().(*types.Slice); ok {
		under, write, dims = row.Elem(), "rt.WriteNDArrayRows(w, v)", 2
	}
	var lengths []string
	for fixed, ok := under.Underlying().(*types.Array); ok && dims != 2; fixed, ok = under.Underlying().(*types.Array) {
		under = fixed.Elem()
		lengths = append(lengths, fmt.Sprint(fixed.Len()))
	}
	elem, err := tab.Of(under)
	if err != nil {
		return nil, err
	}
	if elem = elem.Plain(); !elem.Kind.Number() {
		return nil, no("", "a %s is no slice of numbers", types.TypeString(t, (*types.Package).Name))
	}
	if len(lengths) > 0 {
		write = "rt.WriteNDArrayOf[" + tab.Spell(under) + "](w, v, " + strings.Join(lengths, ", ") + ")"
		dims += len(lengths)
	}
	list, err := tab.Of(t)
	if err != nil {
		return nil, err
	}
	return &model.Type{Kind: model.NDArray, Len: -1, Elem: elem, Key: list, HintIn: list.HintIn,
		HintOut: strings.Repeat("_Array[", dims) + elem.HintOut + strings.Repeat("]", dims), Expected: list.Expected, NotZero: notEmpty,
		ReadBody: "return " + list.Read + "(r)", WriteBody: write}, nil
}
