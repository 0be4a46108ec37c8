package convert

import (
	"go/types"

	"gophersnake/internal/model"
)

// slice is []T: any sequence in, a list out; None is nil.
func (tab *Table) slice(t *types.Slice) (*model.Type, error) {
	if isByte(t.Elem()) {
		return tab.bytesOf(t), nil
	}
	return tab.listOf(t)
}

// Rest is the type of a variadic parameter: always a list, of bytes too, since
// Python gathers the arguments in a tuple.
func (tab *Table) Rest(t *types.Slice) (*model.Type, error) {
	if !isByte(t.Elem()) {
		return tab.Of(t)
	}
	m, err := tab.listOf(t)
	if err != nil {
		return nil, err
	}
	return tab.add(t, m), nil
}

func (tab *Table) listOf(t *types.Slice) (*model.Type, error) {
	elem, err := tab.Of(t.Elem())
	if err != nil {
		return nil, err
	}
	m := &model.Type{Kind: model.List, Len: -1, Elem: elem, HintIn: "_abc.Iterable[" + elem.HintIn + "] | None", HintOut: "list[" + elem.HintOut + "]"}
	m.Expected = "list[" + elem.Expected + "]"
	if elem.Kind.Number() {
		m.Direct, m.InWords, m.OutWords, m.Scratch = true, 2, 3, 256
		m.HintIn = "_abc.Iterable[" + elem.HintIn + "] | " + bufferHint + " | None"
		m.Read = "rt.ReadNumbers[" + tab.Spell(t) + "]"
		m.Write = "rt.WriteNumbers[" + tab.Spell(t) + "]"
	}
	return m, nil
}

// array is [N]T: a sequence of exactly N items.
func (tab *Table) array(t *types.Array) (*model.Type, error) {
	if isByte(t.Elem()) {
		return tab.byteArray(t), nil
	}
	elem, err := tab.Of(t.Elem())
	if err != nil {
		return nil, err
	}
	return &model.Type{Kind: model.Array, Len: t.Len(), Elem: elem, HintIn: "_abc.Iterable[" + elem.HintIn + "]",
		HintOut: "list[" + elem.HintOut + "]", Expected: "list[" + elem.Expected + "]"}, nil
}
