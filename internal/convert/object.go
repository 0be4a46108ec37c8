package convert

import (
	"go/types"
	"strings"

	"gophersnake/internal/model"
)

// pointer is *T: the value, if Go code passes values of the type by pointer; a shared
// instance, if T is a class over a Go value; else an optional, copied.
func (tab *Table) pointer(t *types.Pointer) (*model.Type, error) {
	if n, convert := valuePointer(t); convert != nil && !tab.isClass(n) {
		return convert(tab, n)
	}
	elem, err := tab.Of(t.Elem())
	if err != nil {
		return nil, err
	}
	if elem.Kind == model.Dynamic && Unnamed(t.Elem()) { // its instances are over pointers
		return dynamic(elem.Class), nil
	}
	switch elem.Kind {
	case model.Obj, model.Boxed:
		name := strings.TrimSuffix(elem.HintOut, " | None")
		return &model.Type{Kind: model.Ref, Class: elem.Class, HintIn: name + elem.Class.TextHint() + elem.Class.ArrayHint() + " | None", HintOut: name + " | None",
			Expected: elem.Class.Expects("None"), StubImports: elem.Class.TextModules(),
			Direct: true, InWords: 1, OutWords: 2, Way: model.ByPointer, Get: pointerIn(tab.Spell(t.Elem())), Put: "rt.PutPtr", NotZero: notNil,
			Read: "rt.ReadPtr[" + tab.Spell(t.Elem()) + "]", Write: "rt.WritePtr[" + tab.Spell(t.Elem()) + "]"}, nil
	}
	return optional(elem), nil
}

func optional(elem *model.Type) *model.Type {
	m := optionalOf(elem)
	if elem.Edit != "" {
		m.EditBody = "rt.EditOpt(e, p, " + elem.Edit + ")"
	}
	return m
}

func optionalOf(elem *model.Type) *model.Type {
	return &model.Type{Kind: model.Opt, Elem: elem, HintIn: orNone(elem.HintIn), HintOut: orNone(elem.HintOut), Expected: strings.TrimSuffix(elem.Expected, " or None") + " or None", NotZero: notNil,
		ReadBody: "return rt.ReadOpt(r, " + elem.Read + ")", WriteBody: "rt.WriteOpt(w, v, " + elem.Write + ")"}
}

// FuncPointer is the address of a function value, on which Python's calls of it
// are made.
func FuncPointer(t *model.Type) *model.Type {
	return &model.Type{Kind: model.Ref, Go: "*" + t.Go, InWords: 1, OutWords: 2, Direct: true, Way: model.ByPointer, Get: pointerIn(t.Go)}
}

func pointerIn(spelled string) string { return "rt.Ptr[" + spelled + "](f, %d)" }

// Conditions of model.Type.NotZero.
const (
	notNil   = "%s != nil"
	notEmpty = "len(%s) != 0"
	notZero  = "rt.NotZero(%s)" // by reflection
)

func orNone(hint string) string {
	return strings.TrimSuffix(hint, " | None") + " | None"
}

// hint is the class of a named type, with what its type parameters stand for.
func (tab *Table) hint(t *types.Named, c *model.Class) string {
	var vars []string
	for arg := range t.TypeArgs().Types() {
		if IsStandIn(arg) {
			vars = append(vars, tab.variable(types.Unalias(arg).(*types.Named)))
		}
	}
	if len(vars) == 0 || len(vars) != len(c.TypeVars) {
		return hint(c)
	}
	return "{" + c.Package.Python + ":" + c.Python + "[" + strings.Join(vars, ", ") + "]}"
}

// hint is a class as generated stubs name it; the emitter turns it into a name
// in scope.
func hint(c *model.Class) string { return "{" + c.Package.Python + ":" + c.Python + "}" }

func (tab *Table) object(t *types.Named, c *model.Class) *model.Type {
	return &model.Type{Kind: model.Obj, Class: c, HintIn: tab.hint(t, c) + c.TextHint() + c.ArrayHint() + " | dict[str, _typing.Any]", HintOut: tab.hint(t, c),
		Expected: c.Expects(), StubImports: c.TextModules(), Direct: true, InWords: 1, OutWords: 2,
		Way: model.ByObject, Get: "rt.Value[" + tab.Spell(t) + "](f, %d)", Put: "rt.PutValue", NotZero: notZero, Live: "rt.PutPtr",
		Read: "rt.ReadValue[" + tab.Spell(t) + "]", Write: "rt.WriteValue[" + tab.Spell(t) + "]"}
}

// changedInPart is how a box in a list or an array crosses: as the one in Go, since Python can change it in part.
const changedInPart = "rt.WritePtr(w, v)"

// box is an instance over a value that is no struct; its plain value is taken too.
func (tab *Table) box(t *types.Named, c *model.Class) *model.Type {
	spelled := tab.Spell(t)
	plain := "func(r *rt.Decoder) " + spelled + " { return " + spelled + "(" + c.Value.Read + "(r)) }"
	m := &model.Type{Kind: model.Boxed, Class: c, HintIn: tab.hint(t, c) + c.TextHint() + " | " + c.Value.HintIn, HintOut: tab.hint(t, c),
		Expected: c.Expects(c.Value.Expected), StubImports: c.TextModules(),
		NotZero: notZero, Live: "rt.WritePtr", WriteBody: "rt.WriteValue(w, v)",
		ReadBody: "return rt.ReadBox(r, " + plain + ")"}
	switch t.Underlying().(type) {
	case *types.Slice, *types.Map: // whose memory others share
		m.ReadBody, m.LiveBody = "return rt.ReadShared(r, "+plain+")", changedInPart
	case *types.Array:
		m.LiveBody = changedInPart
	case *types.Signature, *types.Chan: // nil is None
		m.HintOut, m.NotZero = orNone(m.HintOut), notNil
		m.LiveBody = "if *v == nil {\nrt.WritePtr[" + spelled + "](w, nil)\nreturn\n}\nrt.WritePtr(w, v)"
	}
	return m
}
