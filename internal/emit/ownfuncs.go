package emit

import (
	"fmt"
	"go/types"

	"gophersnake/internal/model"
)

// An ownFunc is a function of the module where it is passed for a func type of the same
// parameters and results: Go gets the function itself, not one that calls Python, which
// calls it.
type ownFunc struct {
	t *model.Type
	f *model.Func
}

// ownFuncs are all of them. Their numbers begin with 1: shim/callbacks/callback.c has them by
// C functions, and rt/callback.go by Go functions.
func ownFuncs(m *model.Module) []ownFunc {
	var all []ownFunc
	for _, t := range m.Types {
		if t.Kind != model.Callable || t.Func == nil || t.Func.Signature == nil {
			continue
		}
		for _, p := range m.Packages {
			for _, f := range p.Funcs {
				plain := f.Shape == model.Function && f.Object != nil && len(f.TypeArgs) == 0 && len(f.Overloads) == 0 && !f.Reflected
				if plain && types.Identical(f.Object.Signature(), t.Func.Signature) {
					all = append(all, ownFunc{t, f})
				}
			}
		}
	}
	return all
}

// genOwnFuncs writes them for the core.
func genOwnFuncs(w *writer, own []ownFunc) {
	if len(own) == 0 {
		return
	}
	w.p("rt.OwnFuncs(")
	for _, o := range own {
		w.p("%s(%s),", parens(o.t.Go), o.f.Call)
	}
	w.p(")")
}

// genOwnFuncTable writes them for the shim.
func genOwnFuncTable(w *writer, own []ownFunc) {
	w.p("static const gs_own_function gs_own_functions[] = {")
	for _, o := range own {
		w.p("    { %s, (PyCFunction)(void (*)(void))%s },", fmt.Sprintf("&S%d", o.t.ID), thunkName(o.f))
	}
	w.p("    { NULL, NULL },")
	w.p("};")
}
