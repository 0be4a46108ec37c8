package emit

import (
	"slices"
	"strings"

	"gophersnake/internal/model"
)

// batchSource is the source of the module of a package's functions over columns.
func batchSource(m *model.Module, p *model.Package) []byte {
	w := &writer{}
	plain := strings.TrimSuffix(m.ImportName+"."+p.Python, ".")
	w.p("%s", docstring("The functions of "+plain+" over columns: arguments may have a value for each row.", ""))
	w.p("")
	w.p("from %s_batch import fill as _fill", dots(p))
	w.p("")
	w.p("__all__ = _fill(globals(), __name__, __name__.rpartition(\".\")[0])")
	return w.Bytes()
}

// batchStub is its stub. What a call gives depends on the columns, so types say no more
// than that these are functions.
func batchStub(m *model.Module, p *model.Package) []byte {
	w, body := &writer{}, &writer{}
	var names []string
	for _, f := range p.Funcs {
		if f.HasAsyncAPI() {
			names = append(names, f.Python)
			body.p("%s: _Function", f.Python)
		}
	}
	for _, c := range m.Classes {
		if c.Package != p || !c.HasAsyncAPI() || !slices.ContainsFunc(c.Methods, (*model.Func).HasAsyncAPI) {
			continue
		}
		names = append(names, c.Python)
		body.p("class %s:", c.Python)
		for _, f := range c.Methods {
			if f.HasAsyncAPI() {
				body.p("    %s: _ClassVar[_Function]", f.Python)
			}
		}
	}
	w.p("from typing import ClassVar as _ClassVar")
	w.p("from %s_batch import Function as _Function", dots(p))
	for _, name := range []string{"column", "one"} {
		if !slices.Contains(names, name) {
			w.p("from %s_batch import %s as %s", dots(p), name, name)
			names = append(names, name)
		}
	}
	slices.Sort(names)
	w.p("")
	w.p("__all__ = [\"%s\"]", strings.Join(names, `", "`))
	w.p("")
	w.Write(body.Bytes())
	return w.Bytes()
}
