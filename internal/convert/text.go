package convert

import (
	"fmt"
	"go/types"

	"gophersnake/internal/model"
)

// text is str: any text, bytes that are not UTF-8 as surrogates.
func (tab *Table) text(t types.Type) *model.Type {
	return &model.Type{Kind: model.Str, HintIn: "str | _os.PathLike[str]", HintOut: "str", Expected: "str", Hashable: true, Direct: true, InWords: 2, OutWords: 3, Scratch: 256,
		Way: model.ByText, Get: tab.Spell(t) + "(rt.View(f, %d))", Borrow: "rt.BorrowedStr[" + tab.Spell(t) + "](f, %d)", Put: "rt.PutStr", NotZero: `%s != ""`,
		Read: "rt.ReadStr[" + tab.Spell(t) + "]", Write: "rt.WriteStr[" + tab.Spell(t) + "]", StubImports: []string{"os"}}
}

const bufferHint = "_Buffer"

// bytesOf is []byte: in any object with a buffer, out bytes.
func (tab *Table) bytesOf(t *types.Slice) *model.Type {
	return &model.Type{Kind: model.Bytes, Len: -1, HintIn: bufferHint + " | None", HintOut: "bytes", Expected: "a bytes-like object", Hashable: true, Direct: true,
		InWords: 2, OutWords: 3, Scratch: 256, Way: model.ByBytes, Get: "rt.Bytes[" + tab.Spell(t) + "](f, %d)", Borrow: "rt.BorrowedBytes[" + tab.Spell(t) + "](f, %d)",
		Put: "rt.PutBytes", NotZero: notEmpty, Read: "rt.ReadBytes[" + tab.Spell(t) + "]", Write: "rt.WriteBytes"}
}

// BytesOrNone is a result of type []byte, which t converts, where nil says that there is nothing.
func (tab *Table) BytesOrNone(of types.Type, t *model.Type) *model.Type {
	m := *t
	m.Kind, m.Elem, m.HintOut, m.HintItem = model.Opt, t, orNone(t.HintOut), ""
	m.Put, m.Write = "rt.PutBytesOrNone", "rt.WriteBytesOrNone"
	return tab.add(of, &m)
}

// byteArray is [N]byte: a buffer of exactly N bytes.
func (tab *Table) byteArray(t *types.Array) *model.Type {
	return &model.Type{Kind: model.Bytes, Len: t.Len(), HintIn: bufferHint, HintOut: "bytes", Expected: fmt.Sprintf("a bytes-like object of %d bytes", t.Len()), Hashable: true,
		NotZero: notZero, ReadBody: "var v " + tab.Spell(t) + "\nrt.ReadByteArray(r, v[:])\nreturn v", WriteBody: "rt.WriteBytes(w, v[:])"}
}

// isByte reports whether a slice or array of t is bytes in Python. Named byte
// types with methods are numbers of their own.
func isByte(t types.Type) bool {
	b, ok := types.Unalias(t).(*types.Basic)
	return ok && b.Kind() == types.Uint8
}
