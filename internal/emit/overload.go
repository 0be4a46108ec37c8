package emit

import (
	"fmt"
	"regexp"
	"slices"
	"strings"

	"gophersnake/internal/model"
)

// genOverloads writes the thunk of a function that is several of Go: the arguments choose
// one, and if the result of a callable says that it is the wrong one, the next.
func genOverloads(w *writer, f *model.Func) {
	name, n := fmt.Sprintf("O%d", f.ID), len(f.Params)
	var names, lists, gathers []string
	for i, p := range f.Params {
		names = append(names, cString(p.Python))
		gathers = append(gathers, fmt.Sprint(oneIf(gathered(f, i))))
	}
	w.p("static const char *const %s_names[] = { %s };", name, strings.Join(names, ", "))
	w.p("static const char %s_gathers[] = { %s };", name, strings.Join(gathers, ", "))
	for _, o := range f.Overloads {
		var types []string
		for i, p := range o.Params {
			if !differs(f, i) {
				types = append(types, "NULL")
				continue
			}
			types = append(types, typeRef(p.Type))
		}
		w.p("static const gs_type *const %s_%d[] = { %s };", name, o.ID, strings.Join(types, ", "))
		lists = append(lists, fmt.Sprintf("%s_%d", name, o.ID))
	}
	w.p("static const gs_type *const *const %s_params[] = { %s };", name, strings.Join(lists, ", "))
	w.p("static const gs_overloads %s = { %s, %d, %d, %s_names, %s_params, %s_gathers };", name, cString(f.Python),
		len(f.Overloads), n, name, name, name)
	var others []string
	for _, o := range f.Overloads {
		others = append(others, fmt.Sprintf("&A%d", o.ID))
		w.p("static gs_async_function A%d;", o.ID)
	}
	w.p("static gs_async_function *const %s_async[%d] = { %s };", name, len(others), strings.Join(others, ", "))
	w.p("static GS_NOINLINE PyObject *%s_call(PyObject *self, PyObject **v) {", name)
	w.p("    PyObject *own[%d], *out = NULL;", n)
	w.p("    for (uint32_t fitting = gs_overload_fit(&%s, v, own); fitting;) {", name)
	w.p("        gs_call c = { .fn = &F%d, .binds = 1 };", f.ID)
	w.p("        switch (__builtin_ctz(fitting)) {")
	for i, o := range f.Overloads {
		w.p("        case %d: out = b%d(&c, self, v); break;", i, o.ID)
	}
	w.p("        }")
	w.p("        fitting &= fitting - 1;")
	w.p("        if (out || !fitting || !gs_overload_again()) break;")
	w.p("    }")
	w.p("    gs_overload_done(&%s, own);", name)
	w.p("    return out;")
	w.p("}")
	w.p("GS_OVERLOADED(%s, F%d, %s_call, %d)", thunkName(f), f.ID, name, n)
}

// differs reports whether the overloads take different things for a parameter.
func differs(f *model.Func, i int) bool {
	for _, o := range f.Overloads {
		if o.Params[i].Type != f.Params[i].Type {
			return true
		}
	}
	return false
}

// gathered reports whether an iterator may be read to a list before the call.
func gathered(f *model.Func, i int) bool {
	for _, o := range f.Overloads {
		if o.Params[i].Lent() || o.Params[i].Passing == model.Writable {
			return false
		}
	}
	return true
}

// isLastOverload reports whether all bodies that genOverloads names are written.
func isLastOverload(f *model.Func) bool {
	all := f.OverloadOf.Overloads
	return all[len(all)-1] == f
}

// withoutAliases replaces the names that stubs give to one type of Python's.
func withoutAliases(hints string) string {
	for _, n := range narrow {
		hints = regexp.MustCompile(`\b`+n.alias+`\b`).ReplaceAllString(hints, n.of)
	}
	return hints
}

// genOverloads writes the definitions of a function that is several of Go, and reports
// whether there is more than one.
func (s *stub) genOverloads(f *model.Func, indent, self string) bool {
	var distinct []*model.Func
	var said []string
	for i := range f.Overloads {
		o := told(f, i)
		raw := o.Parameters(s.scope, self, true)
		text := withoutAliases(raw)
		if same := slices.Index(said, text); same >= 0 {
			if raw == text { // it takes all values of Python's type
				distinct[same] = o
			}
			continue
		}
		said, distinct = append(said, text), append(distinct, o)
	}
	if len(distinct) < 2 {
		return false
	}
	for i, o := range distinct {
		s.p("%s@_typing.overload", indent)
		head := fmt.Sprintf("%s%s %s%s:", indent, s.def(f), f.Python, o.Signature(s.scope, self))
		if i > 0 || f.Doc == "" {
			s.p("%s ...", head)
			continue
		}
		s.p("%s", head)
		s.body(f.Doc, indent+"    ")
	}
	return true
}

// told is an overload as type checkers want it: what they could take for another one is
// left out. None is one of all types, and a buffer is of numbers that a hint can't name: it
// stands at the last of those that take one.
func told(f *model.Func, at int) *model.Func {
	o := *f.Overloads[at]
	o.Params = slices.Clone(o.Params)
	for i, p := range o.Params {
		if !differs(f, i) {
			continue
		}
		t := *p.Type
		t.HintIn = strings.TrimSuffix(t.HintIn, " | None")
		for _, later := range f.Overloads[at+1:] {
			if strings.Contains(later.Params[i].Type.HintIn, " | _Buffer") {
				t.HintIn = strings.ReplaceAll(t.HintIn, " | _Buffer", "")
			}
		}
		narrowed := *p
		narrowed.Type = &t
		o.Params[i] = &narrowed
	}
	return &o
}
