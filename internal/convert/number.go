package convert

import (
	"go/types"

	"gophersnake/internal/model"
)

type number struct {
	kind model.Kind
	hint string
	in   string // the same, of what is taken: an alias that tells what does not fit (internal/emit/stub.go)
	py   string // rt.<py>, rt.Put<py>, rt.Read<py>, rt.Write<py>
}

// Numbers of a 64-bit platform; the shim and the core are compiled for the
// same one.
var numbers = map[types.BasicKind]number{
	types.Bool: {model.Bool, "bool", "bool", "Bool"},
	types.Int:  {model.Int64, "int", "int", "Int"}, types.Int8: {model.Int8, "int", "_int8", "Int"}, types.Int16: {model.Int16, "int", "_int16", "Int"},
	types.Int32: {model.Int32, "int", "_int32", "Int"}, types.Int64: {model.Int64, "int", "int", "Int"},
	types.Uint: {model.Uint64, "int", "_uint64", "Int"}, types.Uint8: {model.Uint8, "int", "_uint8", "Int"}, types.Uint16: {model.Uint16, "int", "_uint16", "Int"},
	types.Uint32: {model.Uint32, "int", "_uint32", "Int"}, types.Uint64: {model.Uint64, "int", "_uint64", "Int"}, types.Uintptr: {model.Uint64, "int", "_uint64", "Int"},
	types.Float32: {model.Float32, "float", "_float32", "Flt"}, types.Float64: {model.Float64, "float", "float", "Flt"},
	types.Complex64: {model.Complex64, "complex", "_complex64", "Cplx"}, types.Complex128: {model.Complex128, "complex", "complex", "Cplx"},
}

// basic converts a predeclared type. The core's spelling of it may be that of
// a named type over it, so the functions are generic.
func (tab *Table) basic(t *types.Basic) (*model.Type, error) {
	if t.Kind() == types.String {
		return tab.text(t), nil
	}
	n, ok := numbers[t.Kind()]
	if !ok {
		return nil, no("take or return the type of what is there", "the type %s has no Python form", t)
	}
	words := 1
	if n.kind == model.Complex64 || n.kind == model.Complex128 {
		words = 2
	}
	m := &model.Type{Kind: n.kind, HintIn: n.in, HintOut: n.hint, Expected: n.hint, Hashable: true, Direct: true, InWords: words, OutWords: words,
		Way: model.ByNumber, NotZero: "%s != 0"}
	if n.kind == model.Bool {
		m.NotZero = "bool(%s)"
	}
	n.functions(m, tab.Spell(t))
	return m, nil
}

// functions are those of rt/ for a type as the core spells it.
func (n number) functions(m *model.Type, spelled string) {
	of := n.py + "[" + spelled + "]"
	m.Get, m.Put, m.Read, m.Write = "rt."+of+"(f, %d)", "rt.Put"+n.py, "rt.Read"+of, "rt.Write"+of
}
