package convert

import (
	"fmt"
	"go/types"
	"strings"

	"gophersnake/internal/model"
)

// Structs in the shape that linear algebra gives matrices and vectors are arrays over the slice in
// them, and so are types that have a method which gives such a struct. No rule knows the name of a
// type or of a module.

// matrix is the array that a result is, of such a type or of a pointer to one; nil: it is none.
func (tab *Table) matrix(t types.Type) (*model.Type, error) {
	value, pointer := t, false
	if p, ok := types.Unalias(t).(*types.Pointer); ok {
		value, pointer = p.Elem(), true
	}
	from := "v"
	s, write := layout(value)
	if s == nil {
		method, raw := rawMethod(t)
		if method == nil {
			return nil, nil
		}
		from = "v." + method.Name() + "()"
		s, write = layout(raw)
	}
	var data *types.Var
	for f := range s.Fields() {
		if f.Name() == "Data" {
			data = f
		}
	}
	number := data.Type().Underlying().(*types.Slice).Elem()
	elem, err := tab.Of(number)
	if err != nil {
		return nil, err
	}
	body := fmt.Sprintf("m := %s; %s", from, write)
	dims := s.NumFields() - 2 // two of a matrix, one of a vector
	hint := strings.Repeat("_Array[", dims) + elem.Plain().HintOut + strings.Repeat("]", dims)
	notZero := notZero
	if pointer {
		body = "if v == nil { rt.WriteNoArray(w); return }; " + body
		hint, notZero = hint+" | None", notNil
	}
	m := view(elem.Plain(), types.TypeString(number.Underlying(), nil), 0, `panic("an array is a result only")`, body)
	m.HintOut, m.NotZero = hint, notZero
	return m, nil
}

// A MatrixForm is how an array of Python's becomes a value of such a type.
type MatrixForm struct {
	Number *types.Basic
	Dims   int
	Call   string // makes a pointer to one, and what was copied, of the decoder that %s stands for
}

// MatrixOf is the form of a type that is no pointer. nil: it is none of these types.
func MatrixOf(t *types.Named, spell func(types.Type) string) *MatrixForm {
	raw, set := types.Type(t), ""
	s, _ := layout(t)
	if s == nil {
		method, of := rawMethod(types.NewPointer(t))
		if method == nil {
			return nil
		}
		raw, set = of, "Set"+method.Name()
		s, _ = layout(raw)
	}
	var number *types.Basic
	for f := range s.Fields() {
		if f.Name() == "Data" {
			number, _ = f.Type().Underlying().(*types.Slice).Elem().(*types.Basic)
		}
	}
	if number == nil {
		return nil
	}
	form := &MatrixForm{Number: number, Dims: s.NumFields() - 2}
	read, params, fields := "ReadMatrix", "rows, cols, stride int", "Rows: rows, Cols: cols, Stride: stride"
	if form.Dims == 1 {
		read, params, fields = "ReadVector", "n, inc int", "N: n, Inc: inc"
	}
	value := fmt.Sprintf("%s{%s, Data: data}", spell(raw), fields)
	body := "return &" + value
	if set != "" {
		body = fmt.Sprintf("m := new(%s); m.%s(%s); return m", spell(t), set, value)
	}
	form.Call = fmt.Sprintf("rt.%s(%%s, func(%s, data []%s) *%s { %s })", read, params, number.Name(), spell(t), body)
	return form
}

// Matrix is the array that an argument of such a type is made of, and the numbers that it was copied to.
func (tab *Table) Matrix(form *MatrixForm) (array, numbers *model.Type, err error) {
	elem, err := tab.Of(form.Number)
	if err != nil {
		return nil, nil, err
	}
	numbers, err = tab.Array(types.NewSlice(form.Number))
	if err != nil {
		return nil, nil, err
	}
	name := form.Number.Name()
	array = view(elem, name, form.Dims, "return rt.ReadView["+name+"](r)", "rt.WriteView(w, v)")
	array.ID, array.Go, array.Shown = len(tab.Types), "rt.Array["+name+"]", "[]"+name
	tab.Types = append(tab.Types, array)
	tab.finish(array)
	array.HintItem = array.HintOut
	return array, numbers, nil
}

// layout is the struct under a type, and how its numbers are written, if it has just the fields of a
// matrix (Rows, Cols, Data, Stride) or of a vector (N, Data, Inc). nil: it does not.
func layout(t types.Type) (s *types.Struct, write string) {
	s, ok := t.Underlying().(*types.Struct)
	if !ok {
		return nil, ""
	}
	numbers, names := false, map[string]bool{}
	for f := range s.Fields() {
		if f.Name() == "Data" {
			slice, is := f.Type().Underlying().(*types.Slice)
			if !is {
				return nil, ""
			}
			basic, is := slice.Elem().Underlying().(*types.Basic)
			numbers = is && basic.Info()&types.IsNumeric != 0
		} else if !types.Identical(f.Type(), types.Typ[types.Int]) {
			return nil, ""
		}
		names[f.Name()] = true
	}
	switch {
	case !numbers:
	case s.NumFields() == 4 && names["Rows"] && names["Cols"] && names["Stride"]:
		return s, "rt.WriteMatrix(w, m.Rows, m.Cols, m.Stride, m.Data)"
	case s.NumFields() == 3 && names["N"] && names["Inc"]:
		return s, "rt.WriteVector(w, m.N, m.Inc, m.Data)"
	}
	return nil, ""
}

// rawMethod is the one method of a type that gives such a struct, and has a twin that takes it:
// RawMatrix and SetRawMatrix. nil: there is none.
func rawMethod(t types.Type) (*types.Func, types.Type) {
	methods := types.NewMethodSet(t)
	for m := range methods.Methods() {
		f := m.Obj().(*types.Func)
		sig := f.Signature()
		if !f.Exported() || sig.Params().Len() != 0 || sig.Results().Len() != 1 || methods.Lookup(f.Pkg(), "Set"+f.Name()) == nil {
			continue
		}
		raw := sig.Results().At(0).Type()
		if s, _ := layout(raw); s != nil {
			return f, raw
		}
	}
	return nil, nil
}
