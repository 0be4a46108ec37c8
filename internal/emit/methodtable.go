package emit

import (
	"fmt"

	"gophersnake/internal/model"
)

// zeroDoc is the docstring of the class method that makes a zero value.
const zeroDoc = "Go's zero value: all that nothing is assigned to."

func genMethods(w *writer, name string, funcs []*model.Func, self string) {
	genMethodsAnd(w, name, funcs, self, "")
}

// genMethodsAnd is genMethods with one more entry, or "".
func genMethodsAnd(w *writer, name string, funcs []*model.Func, self, more string) {
	if len(funcs) == 0 && more == "" {
		return
	}
	w.p("static PyMethodDef %s[] = {", name)
	for _, f := range funcs {
		flags, thunk := "METH_FASTCALL | METH_KEYWORDS", thunkName(f)
		switch {
		case len(f.Params) > 0:
		case f.Shape == model.Function:
			flags, thunk = "METH_FASTCALL", thunk+"_fast"
		default:
			flags = "METH_NOARGS"
		}
		params := f.Parameters(&model.Scope{}, self, false)
		doc := fmt.Sprintf("%s(%s)\n--\n\n%s", f.Python, params, f.Doc)
		w.p("    { %s, (PyCFunction)(void (*)(void))%s, %s, %s },", cString(f.Python), thunk, flags, cString(doc))
	}
	if more != "" {
		w.p("%s", more)
	}
	w.p("    { NULL, NULL, 0, NULL },")
	w.p("};")
}
