package emit

import (
	"slices"

	"gophersnake/internal/model"
)

// firstError is what stands in a wire buffer for an instance of the first class whose Go
// type is an error: GS_ERROR_CHOICE in shim/objects/errorvalue.h.
const firstError = 6

// genErrorTypes tells the runtime of the functions of genErrorChoices.
func genErrorTypes(w *writer, m *model.Module) {
	choice, interfaces := "nil", "nil"
	if len(m.Errors) > 0 {
		choice = "errorChoice"
	}
	if len(m.Raised) > 0 {
		interfaces = "errorInterfaces"
	}
	if choice != interfaces {
		w.p("rt.ErrorTypes(%s, %s, errorRead)", choice, interfaces)
	}
}

// genErrorChoices writes the functions by which an exception gets the instance of its Go
// error's own class and of the interfaces that it implements, and Go the error of an instance.
func genErrorChoices(w *writer, m *model.Module) {
	if len(m.Errors) > 0 {
		w.p("")
		w.p("func errorChoice(w *rt.Encoder, err error) bool {")
		w.p("switch v := err.(type) {")
		for i, c := range m.Errors {
			if c.Pointer != "" {
				w.p("case %s: if v != nil { w.Choice(%d); rt.WritePtr(w, v); return true }", c.Pointer, firstError+i)
			}
			if c.Value != "" {
				w.p("case %s: w.Choice(%d | rt.ByValue); %s\n return true", c.Value, firstError+i, valueOf(c))
			}
		}
		w.p("}")
		w.p("return false")
		w.p("}")
	}
	if len(m.Raised) > 0 {
		w.p("")
		w.p("func errorInterfaces(w *rt.Encoder, err error) {")
		for i, c := range m.Raised {
			w.p("if v, ok := err.(%s); ok { w.Choice(%d); rt.WriteAsHeld(w, v) }", c.Class.GoType, firstError+len(m.Errors)+i)
		}
		w.p("}")
	}
	all := slices.Concat(m.Errors, m.Raised)
	if len(all) == 0 {
		return
	}
	w.p("")
	w.p("func errorRead(r *rt.Decoder, what uint64) error {")
	w.p("switch what {")
	for i, c := range all {
		w.p("case %d: return %s(r)", firstError+i, c.Type.Read)
	}
	w.p("}")
	w.p("return nil")
	w.p("}")
}

// genErrorValue writes the functions of the predeclared error as a value.
func genErrorValue(w *writer, t *model.Type) {
	genPair(w, t, "return rt.ReadError(r)", "rt.WriteError(w, v)")
}
