package convert

import (
	"fmt"
	"go/types"
	"strings"

	"gophersnake/internal/model"
)

// Types of other modules that have the shape of one of Python's own become it: who does not wrap
// the package that declares a type wants what Python has. No rule knows the name of a module.

// shaped converts such a type; nil: it is none.
func (tab *Table) shaped(t *types.Named) (*model.Type, error) {
	if tab.Foreign == nil || !tab.Foreign(t.Obj().Pkg()) || !t.Obj().Exported() {
		return nil, nil
	}
	if value := nullOf(t); value != nil {
		return tab.null(t, value)
	}
	array, _ := t.Underlying().(*types.Array)
	if t.TypeArgs().Len() > 0 || array == nil && !scaled(t) {
		return nil, nil // of most types the core must not know the names: it would import their packages
	}
	call, kin := tab.TextOf(t)
	if call == "" {
		return nil, nil
	}
	spelled := tab.Spell(t)
	switch {
	case kin == model.UUIDKin && strings.Contains(strings.ToUpper(t.Obj().Name()), "UUID"): // others have another text
		return &model.Type{Kind: model.UUID, HintIn: "_uuid.UUID | str | bytes", HintOut: "_uuid.UUID", Expected: "UUID, str or bytes", Hashable: true,
			NotZero: notZero, OfOther: true, Read: "rt.ReadUUID[" + spelled + "]", Write: "rt.WriteUUID[" + spelled + "]",
			StubImports: []string{"uuid"}, Loads: []string{"gs_uuid_load"}}, nil
	case kin == model.NumberKin && scaled(t):
		m := decimal(notZero)
		m.OfOther = true
		m.ReadBody = "return *rt.ReadDecimal(r, func(text string) (*" + spelled + ", error) { return " + fmt.Sprintf(call, "text") + " })"
		m.WriteBody = "rt.WriteDecimal(w, v.String())"
		return m, nil
	}
	return nil, nil
}

// scaled reports whether a number is a coefficient and a power of ten: a decimal.
func scaled(t *types.Named) bool {
	var coefficient, exponent bool
	for m := range t.Methods() {
		if s := m.Signature(); s.Params().Len() > 0 || s.Results().Len() != 1 {
			continue
		}
		coefficient = coefficient || strings.HasPrefix(m.Name(), "Coef")
		exponent = exponent || m.Name() == "Exponent" || m.Name() == "Scale"
	}
	return coefficient && exponent
}

// nullOf is the field of a value that may be missing: one of a struct with it and a bool Valid,
// which databases scan into. nil: the type is none.
func nullOf(t *types.Named) *types.Var {
	s, ok := t.Underlying().(*types.Struct)
	if !ok || s.NumFields() != 2 {
		return nil
	}
	value, valid := s.Field(0), s.Field(1)
	if valid.Name() != "Valid" || !types.Identical(valid.Type(), types.Typ[types.Bool]) || !value.Exported() || value.Embedded() {
		return nil
	}
	pointer := types.NewMethodSet(types.NewPointer(t))
	if pointer.Lookup(nil, "Scan") == nil || pointer.Lookup(nil, "Value") == nil {
		return nil
	}
	return value
}

// null is the value, or None.
func (tab *Table) null(t *types.Named, value *types.Var) (*model.Type, error) {
	elem, err := tab.Of(value.Type())
	if err != nil {
		return nil, err
	}
	m := optional(elem)
	m.NotZero, m.OfOther = "%s.Valid", true
	m.ReadBody = fmt.Sprintf("v, valid := rt.ReadNull(r, %s); return %s{%s: v, Valid: valid}", elem.Read, tab.Spell(t), value.Name())
	m.WriteBody = fmt.Sprintf("rt.WriteNull(w, v.%s, v.Valid, %s)", value.Name(), elem.Write)
	m.Hashable = elem.Hashable && types.Comparable(t)
	return m, nil
}
