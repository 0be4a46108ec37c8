package emit

import "gophersnake/internal/model"

// firstError is what stands in a wire buffer for an instance of the first class whose Go
// type is an error: GS_ERROR_CHOICE in shim/objects/errorvalue.h.
const firstError = 6

// genErrorChoices writes the functions by which an exception gets the instance of its Go
// error's own class, and Go the error of an instance.
func genErrorChoices(w *writer, choices []model.Choice) {
	if len(choices) == 0 {
		return
	}
	w.p("")
	w.p("func errorChoice(w *rt.Encoder, err error) bool {")
	w.p("switch v := err.(type) {")
	for i, c := range choices {
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
	w.p("")
	w.p("func errorRead(r *rt.Decoder, what uint64) error {")
	w.p("switch what {")
	for i, c := range choices {
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
