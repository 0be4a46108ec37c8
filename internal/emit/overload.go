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
	wide := slices.IndexFunc(f.Overloads, func(o *model.Func) bool { return o.Narrow })
	if wide < 0 {
		wide = len(f.Overloads)
	}
	w.p("static const gs_overloads %s = { %s, %d, %d, %d, %d, %s_names, %s_params, %s_gathers };", name, cString(f.Python),
		len(f.Overloads), wide, teller(f), n, name, name, name)
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

// nobodyTells is where no overload is for a named type.
const nobodyTells = -2

// teller is a parameter by which all overloads for named types are told from others; -1: there is none.
func teller(f *model.Func) int {
	if !slices.ContainsFunc(f.Overloads, isFor) {
		return nobodyTells
	}
	if slices.ContainsFunc(f.Overloads, func(o *model.Func) bool { return !o.Narrow && isFor(o) }) {
		return -1
	}
	return slices.IndexFunc(f.Params, func(p *model.Param) bool {
		i, some := slices.Index(f.Params, p), false
		for _, o := range f.Overloads {
			t := o.Params[i].Type
			if t.Kind == model.List {
				t = t.Elem
			}
			if some = some || o.Narrow; o.Narrow && t.Kind != model.Named {
				return false
			}
		}
		return some
	})
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
		if hasWord(hints, n.alias) {
			hints = regexp.MustCompile(`\b`+n.alias+`\b`).ReplaceAllString(hints, n.of)
		}
	}
	return hints
}

// genOverloads writes the definitions of a function that is several of Go, and reports
// whether there is more than one.
func (s *stub) genOverloads(f *model.Func, indent, self string) bool {
	var distinct []*model.Func
	var said []string
	for _, v := range versions(f) {
		o := told(f, v)
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
		ignored := ""
		if o.Narrow { // a list of the class is no list of numbers
			ignored = "  # type: ignore[overload-overlap, unused-ignore]"
		}
		if i > 0 || f.Doc == "" {
			s.p("%s ...%s", head, ignored)
			continue
		}
		s.p("%s%s", head, ignored)
		s.body(f.Doc, indent+"    ")
	}
	return true
}

// A version is an overload as type checkers see it: for the classes of named types alone, or for plain values too.
type version struct {
	at     int
	narrow bool
}

// versions are the overloads in the order in which type checkers try them: as the call does, instances of named types
// first. Of several wide ones for such types, the first takes plain values.
func versions(f *model.Func) []version {
	var narrow, wide []version
	named := 0
	for i, o := range f.Overloads {
		switch {
		case o.Narrow:
			narrow = append(narrow, version{i, true})
		case isFor(o):
			if named++; named == 1 {
				wide = append(wide, version{i, false})
			}
		default:
			wide = append(wide, version{i, false})
		}
	}
	for i, o := range f.Overloads {
		if named > 1 && !o.Narrow && isFor(o) {
			narrow = append(narrow, version{i, true})
		}
	}
	return append(narrow, wide...)
}

// isFor reports whether an overload is for a named type.
func isFor(o *model.Func) bool {
	isNamed := func(t *model.Type) bool { return t.Kind == model.Named }
	return slices.ContainsFunc(o.Params, func(p *model.Param) bool { return p.Type.Any(isNamed) })
}

// told is an overload as type checkers want it: what they could take for another one is
// left out. None is one of all types: it stands where it is the default. A buffer is of numbers
// that a hint can't name: it stands at the last of those that take one.
func told(f *model.Func, v version) *model.Func {
	o := *f.Overloads[v.at]
	o.Narrow = v.narrow
	o.Params = slices.Clone(o.Params)
	for i, p := range o.Params {
		if !differs(f, i) {
			continue
		}
		t := *p.Type
		if o.Narrow {
			t = *narrowed(p.Type)
		}
		if p.Default != "None" {
			t.HintIn = strings.TrimSuffix(t.HintIn, " | None")
		}
		for _, later := range f.Overloads[v.at+1:] {
			if !later.Narrow && strings.Contains(later.Params[i].Type.HintIn, " | _Buffer") {
				t.HintIn = strings.ReplaceAll(t.HintIn, " | _Buffer", "")
			}
		}
		narrowed := *p
		narrowed.Type = &t
		o.Params[i] = &narrowed
	}
	return &o
}

// narrowed is a type whose hint has the class alone where that is meant.
func narrowed(t *model.Type) *model.Type {
	is := *t
	switch t.Kind {
	case model.Named:
		is.HintIn = t.HintOut
	case model.List, model.Array:
		is.Elem = narrowed(t.Elem) // a parameter *items is of these
		is.HintIn = strings.Replace(t.HintIn, "["+t.Elem.HintIn+"]", "["+narrowed(t.Elem).HintIn+"]", 1)
	case model.Dict:
		is.HintIn = strings.Replace(t.HintIn, ", "+t.Elem.HintIn+"]", ", "+narrowed(t.Elem).HintIn+"]", 1)
		if t.Key.Kind == model.Named {
			is.HintIn = "_abc.Mapping[" + t.Key.HintOut + ", " + narrowed(t.Elem).HintIn + "]"
		}
	case model.Set:
		if t.Key.Kind == model.Named {
			is.HintIn = "_abc.Set[" + t.Key.HintOut + "]"
		}
	case model.Stream:
		if t.Key == nil {
			is.HintIn = strings.Replace(t.HintIn, "["+t.Elem.HintIn+"]", "["+narrowed(t.Elem).HintIn+"]", 1)
		}
	}
	return &is
}
