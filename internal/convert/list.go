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
	m := &model.Type{Kind: model.List, Len: -1, Elem: elem, HintIn: "_abc.Iterable[" + elem.HintIn + "] | None", HintOut: "list[" + elem.HintItem + "]",
		Expected: "list[" + elem.Expected + "]", NotZero: notEmpty, StubImports: abc}
	m.EditBody = "rt.EditList(e, p, " + elem.Read + ", " + editOf(elem) + ")"
	if elem.Kind.Number() {
		m.Direct, m.InWords, m.OutWords, m.Scratch = true, 2, 3, 256
		m.HintIn = "_abc.Iterable[" + elem.HintIn + "] | " + bufferHint + " | None"
		m.Read = "rt.ReadNumbers[" + tab.Spell(t) + "]"
		m.Write = "rt.WriteNumbers[" + tab.Spell(t) + "]"
		m.Way, m.Put = model.ByNumbers, "rt.PutNumbers"
		m.Get, m.Borrow = "rt.Numbers["+tab.Spell(t)+"](f, %d)", "rt.BorrowedNumbers["+tab.Spell(t)+"](f, %d)"
		return m, nil
	}
	m.ReadBody = "return rt.ReadList[" + tab.Spell(t) + "](r, " + elem.Read + ")"
	switch {
	case elem.Kind == model.Obj:
		m.WriteBody = "rt.WriteObjects(w, v)"
	case elem.LiveBody != "":
		m.WriteBody = "rt.WriteLive(w, v, " + elem.Live + ")"
	case elem.Kind == model.Ref && isPointer(t.Elem()):
		m.WriteBody = "rt.WritePtrs(w, v)"
	default:
		m.WriteBody = "rt.WriteList(w, v, " + elem.Write + ")"
	}
	return m, nil
}

// isPointer reports whether a type is a pointer, by no name of its own.
func isPointer(t types.Type) bool {
	_, is := types.Unalias(t).(*types.Pointer)
	return is
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
	m := &model.Type{Kind: model.Array, Len: t.Len(), Elem: elem, HintIn: "_abc.Iterable[" + elem.HintIn + "]",
		HintOut: "list[" + elem.HintItem + "]", Expected: "list[" + elem.Expected + "]", NotZero: notZero, StubImports: abc}
	m.EditBody = "rt.EditArray(e, p[:], " + elem.Read + ", " + editOf(elem) + ")"
	read := "rt.ReadArray(r, v[:], " + elem.Read + ")"
	switch {
	case elem.Kind == model.Obj:
		m.LiveBody = "rt.WriteObjectArray(w, v[:])"
	case elem.LiveBody != "":
		m.LiveBody = "rt.WriteLiveArray(w, v[:], " + elem.Live + ")"
	case elem.Kind.Number():
		read, m.WriteBody = "rt.ReadNumberArray(r, v[:])", "rt.WriteNumberArray(w, v[:])"
	default:
		m.WriteBody = "rt.WriteArray(w, v[:], " + elem.Write + ")"
	}
	m.ReadBody = "var v " + tab.Spell(t) + "\n" + read + "\nreturn v"
	return m, nil
}

var abc = []string{"collections.abc"}
