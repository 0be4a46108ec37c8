package emit

import (
	"strings"

	"gophersnake/internal/model"
)

// firstError is what stands in a wire buffer for an instance of the first class whose Go
// type is an error: GS_ERROR_CHOICE in shim/objects/errorvalue.h.
const firstError = 5

// genErrorChoices writes the function by which an exception gets the instance of its Go
// error's own class.
func genErrorChoices(w *writer, choices []model.Choice) {
	if len(choices) == 0 {
		return
	}
	var read, write strings.Builder
	genChoiceCases(&read, &write, choices, firstError, "return true")
	w.p("")
	w.p("func errorChoice(w *rt.Encoder, err error) bool {")
	w.p("switch v := err.(type) {")
	w.p("%s}", write.String())
	w.p("return false")
	w.p("}")
}

// genErrorValue writes the functions of the predeclared error as a value.
func genErrorValue(w *writer, t *model.Type, choices []model.Choice) {
	var read, write strings.Builder
	genChoiceCases(&read, &write, choices, firstError, "")
	genPair(w, t, "what := r.Choice()\nswitch what {\n"+read.String()+"}\nreturn rt.ReadError(r, what)", "rt.WriteError(w, v)")
}
