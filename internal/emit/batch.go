package emit

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"gophersnake/internal/model"
)

// batchSource is the source of the module of a package's functions over columns, or of the
// awaitable ones.
func batchSource(m *model.Module, p *model.Package, aio bool) []byte {
	w := &writer{}
	plain := strings.TrimSuffix(m.ImportName+"."+p.Python, ".")
	what, top, levels, more := "The functions of "+plain, dots(p), 1, ""
	if aio {
		what, top, levels, more = "The async functions of "+plain, top+".", 2, ", True"
	}
	w.p("%s", docstring(what+" over columns: arguments may have a value for each row.", ""))
	w.p("")
	w.p("from %s_batch import fill as _fill", top)
	w.p("")
	w.p("__all__ = _fill(globals(), __name__, __name__.rsplit(\".\", %d)[0]%s)", levels, more)
	return w.Bytes()
}

// isUfunc reports whether a function is one of numbers, in one of its forms at least.
func isUfunc(f *model.Func) bool {
	return f.IsUfunc() || slices.ContainsFunc(f.Overloads, (*model.Func).IsUfunc)
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
	w.p("")
	w.p("// %s over columns", f.Go)
	w.p("func %s(r *rt.Rows) {", loopName(f))
	for i, t := range types {
		switch plain := t.Plain(); {
		case plain.ListOfNumbers():
			w.p("c%d := rt.ListsOf[%s](r, %d)", i, plain.Elem.Go, i)
		case t.Kind == model.Str && i >= len(f.Params):
			w.p("c%d := rt.TextsOf[%s](r, %d)", i, t.Go, i)
		default:
			w.p("c%d := rt.ColumnOf[%s](r, %d)", i, t.Go, i)
		}
	}
	if f.MayTakeLong() {
		w.p("end := r.End()")
	}
	if f.Core == "" && !slices.ContainsFunc(f.Results, func(t *model.Type) bool { return t.Kind == model.Str }) {
		w.p("if r.Packed { // the compiler knows that no index is out of range")
		last := len(types) - 1
		w.p("a%d := c%d.All(r)", last, last)
		for i := range last {
			w.p("a%d := c%d.All(r)[:len(a%d)]", i, i, last)
		}
		w.p("for i := range a%d {", last)
		genLoopRow(w, f, "a%d[i]")
		w.p("}")
		w.p("return")
		w.p("}")
	}
	w.p("for i := range r.N {")
	genLoopRow(w, f, "*c%d.Item(i)")
	w.p("}")
	w.p("}")
}

// addressOf is the address of what a Go expression stands for.
func addressOf(item string) string {
	if p, is := strings.CutPrefix(item, "*"); is {
		return p
	}
	return "&" + item
}

// genLoopRow calls the function for row i. item: the Go expression of a number of column %d.
func genLoopRow(w *writer, f *model.Func, item string) {
	args := make([]string, len(f.Params))
	for i, p := range f.Params {
		args[p.Position] = fmt.Sprintf(item, i)
		switch plain := p.Type.Plain(); {
		case p.Type.Kind == model.Str && p.Passing != model.Borrowed:
			args[p.Position] = "rt.CloneText(" + args[p.Position] + ")"
		case plain.ListOfNumbers():
			args[p.Position] = fmt.Sprintf("c%d.%s(i)", i, map[bool]string{true: "Item", false: "Copy"}[p.Passing == model.Borrowed])
		case plain.Kind == model.Bool: // of memory that Go has not written
			args[p.Position] = "rt.Truth(" + addressOf(args[p.Position]) + ")"
		}
	}
	var results, texts, after, beside []string
	for i, t := range f.Results {
		at, result := len(f.Params)+i, fmt.Sprintf("v%d", i)
		put := fmt.Sprintf("if !c%d.Put(r, i, %s) {", at, result)
		switch {
		case t.ListOfNumbers():
			after = append(after, put)
		case t.Kind == model.Str: // also beside an error
			texts = append(texts, put)
			beside = append(beside, fmt.Sprintf(t.NotZero, result))
		default:
			result = fmt.Sprintf(item, at)
			beside = append(beside, fmt.Sprintf(t.NotZero, result))
		}
		if t.Kind == model.Str || t.ListOfNumbers() {
			w.p("var %s %s", result, t.Go)
		}
		results = append(results, result)
	}
	if f.MayTakeLong() {
		w.p("if end.Unwanted() {\nreturn\n}")
	}
	w.p("r.At = i")
	if f.Error {
		name := "err"
		if f.ErrorType != "" {
			name = failure
		}
		w.p("var %s %s", name, cmp.Or(f.ErrorType, "error"))
		results = append(results, name)
		failed := "err"
		if f.EndIsZero {
			failed = "rt.EndIsZero(err)"
		}
		after = append([]string{fmt.Sprintf("if err := %s; err != nil {\nr.Fail(err, %s)", failed, cmp.Or(strings.Join(beside, " || "), "false"))}, after...)
	}
	w.p("%s = %s(%s)", strings.Join(results, ", "), f.Call, strings.Join(args, ", "))
	genFailure(w, f)
	for _, check := range slices.Concat(texts, after) {
		w.p("%s", check)
		w.p("return")
		w.p("}")
	}
}
