package emit

import (
	"fmt"
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
	text := body.String()
	if strings.Contains(text, "_ClassVar[") {
		w.p("from typing import ClassVar as _ClassVar")
	}
	if strings.Contains(text, "_Function") {
		w.p("from %s_batch import Function as _Function", dots(p))
	}
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

// genLoops writes the loops over columns, and how the runtime gets them.
func genLoops(w, start *writer, m *model.Module) {
	for _, f := range m.Funcs {
		if f.HasLoop() {
			start.p("%s,", loopName(f))
			genLoop(w, f)
		}
	}
}

func loopName(f *model.Func) string { return fmt.Sprintf("loop%d", f.ID) }

// loopNumber is the place of a function's loop among all; -1: it has none.
func loopNumber(m *model.Module, f *model.Func) int {
	if !f.HasLoop() {
		return -1
	}
	n := 0
	for _, other := range m.Funcs {
		if other == f {
			break
		}
		n += oneIf(other.HasLoop())
	}
	return n
}

func genLoop(w *writer, f *model.Func) {
	types := make([]*model.Type, 0, len(f.Params)+len(f.Results))
	for _, p := range f.Params {
		types = append(types, p.Type)
	}
	types = append(types, f.Results...)
	// each column as a list, and its item i
	list := func(item string) (args, results string) {
		in, out := make([]string, len(f.Params)), make([]string, len(f.Results))
		for i, p := range f.Params {
			in[p.Position] = fmt.Sprintf(item, i)
		}
		for i := range f.Results {
			out[i] = fmt.Sprintf(item, len(f.Params)+i)
		}
		return strings.Join(in, ", "), strings.Join(out, ", ")
	}
	w.p("")
	w.p("// %s over columns", f.Go)
	w.p("func %s(r *rt.Rows) {", loopName(f))
	for i, t := range types {
		w.p("c%d := rt.ColumnOf[%s](r, %d)", i, t.Go, i)
	}
	w.p("if r.Packed { // the compiler knows that no index is out of range")
	last := len(types) - 1
	w.p("a%d := c%d.All(r)", last, last)
	for i := range last {
		w.p("a%d := c%d.All(r)[:len(a%d)]", i, i, last)
	}
	w.p("for i := range a%d {", last)
	w.p("r.At = i")
	args, results := list("a%d[i]")
	w.p("%s = %s(%s)", results, f.Call, args)
	w.p("}")
	w.p("return")
	w.p("}")
	w.p("for i := range r.N {")
	w.p("r.At = i")
	args, results = list("*c%d.Item(i)")
	w.p("%s = %s(%s)", results, f.Call, args)
	w.p("}")
	w.p("}")
}
