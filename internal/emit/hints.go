package emit

import (
	"strings"

	"gophersnake/internal/model"
)

// hintsSource is the module that has the annotations of functions and methods for those who ask at
// run time.
func hintsSource(m *model.Module) []byte {
	w := &writer{}
	w.Write(ownFile("hints.py"))
	w.p("")
	w.p("")
	w.p("IMPORTS = {")
	for _, module := range stubModules(m) {
		w.p("    \"_%s\": %s,", module[strings.LastIndexByte(module, '.')+1:], pythonText(module))
	}
	w.p("}")
	w.p("HINTS = {")
	for _, p := range m.Packages {
		var all []*model.Func
		all = append(all, p.Funcs...)
		for _, c := range m.Classes {
			if c.Package == p {
				all = append(all, c.Methods...)
			}
		}
		w.p("    %s: {", pythonText(p.Python))
		for _, f := range all {
			if len(f.Overloads) == 0 {
				genHints(w, m, f)
			}
		}
		w.p("    },")
	}
	w.p("}")
	return w.Bytes()
}

func genHints(w *writer, m *model.Module, f *model.Func) {
	scope := &model.Scope{Defined: map[string]bool{}, Class: func(module, name string, _ model.Direction) string {
		return strings.TrimSuffix(m.ImportName+"."+module, ".") + "." + name
	}}
	name := f.Python
	if f.Shape == model.Method {
		name = f.Recv.Python + "." + name
	}
	var hints []string
	for _, p := range f.Params {
		t := p.Type
		if p.Kind == model.Star {
			t = t.Elem
		}
		hint := t.HintOut
		if t.Kind == model.Timeout {
			hint = t.HintIn
		}
		hints = append(hints, pythonText(p.Python)+": "+pythonText(scope.Hint(hint)))
	}
	hints = append(hints, `"return": `+pythonText(scope.Hint(f.Result())))
	w.p("        %s: {%s},", pythonText(name), strings.Join(hints, ", "))
}
