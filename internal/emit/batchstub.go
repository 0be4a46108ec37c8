package emit

import (
	"fmt"
	"slices"
	"strings"

	"gophersnake/internal/model"
)

// batchStub is the stub of the functions over columns. What a call gives depends on the columns:
// of lists it is a list; without any, what the function itself gives. What data libraries are
// given and give can't be said without them.
func batchStub(m *model.Module, p *model.Package, aio bool) []byte {
	s := &stub{m: m, pkg: p, other: map[string]bool{}, aio: aio, outside: true}
	s.scope = s.newScope()
	for _, f := range p.Funcs {
		s.scope.Defined[f.Python] = true
	}
	for _, c := range m.Classes {
		s.scope.Defined[c.Python] = s.scope.Defined[c.Python] || c.Package == p
	}
	s.names = s.scope.Defined
	body := &writer{}
	var names []string
	for _, f := range p.Funcs {
		if f.HasAsyncAPI() {
			names = append(names, f.Python)
			body.p("%s: %s", f.Python, s.genBatch(f, f.Python))
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
				body.p("    %s: _typing.ClassVar[%s]", f.Python, s.genBatch(f, c.Python+"_"+f.Python))
			}
		}
	}
	w := &writer{}
	w.p("# mypy: disable-error-code=\"overload-overlap\"")
	w.p("# pyright: reportOverlappingOverload=false, reportPrivateUsage=false")
	aliases := s.aliases() + s.errorAlias()
	text := s.String() + aliases + body.String()
	s.imports(w, text)
	if strings.Contains(text, "_over.") {
		w.p("import %s._batch as _over", m.ImportName)
	}
	if strings.Contains(text, "_ufunc.") {
		w.p("import %s._ufunc as _ufunc", m.ImportName)
	}
	for _, name := range []string{"column", "one", "to_arrow"} {
		if !slices.Contains(names, name) {
			w.p("from %s._batch import %s as %s", m.ImportName, name, name)
			names = append(names, name)
		}
	}
	slices.Sort(names)
	w.p("")
	w.WriteString(aliases)
	w.p("__all__ = [\"%s\"]", strings.Join(names, `", "`))
	w.p("")
	w.Write(s.Bytes())
	w.Write(body.Bytes())
	return w.Bytes()
}

// genBatch writes the protocol of a function over columns, and returns its name.
func (s *stub) genBatch(f *model.Func, name string) string {
	ufunc := isUfunc(f) && f.RecvType == nil && !s.aio
	if !said(f) && ufunc {
		return "_ufunc.Ufunc"
	}
	if !said(f) {
		name := map[bool]string{false: "Function", true: "AsyncFunction"}[s.aio]
		if !slices.ContainsFunc(f.Params, func(p *model.Param) bool { return slices.Contains(batchOptions, p.Python) }) {
			name = map[bool]string{false: "_Untold", true: "_UntoldAsync"}[s.aio]
		}
		return "_over." + name
	}
	outer := s.scope.Free
	s.scope.Free = s.freeVariables(f.Recv)
	defer func() { s.scope.Free = outer }()
	protocol := "_rows_" + name
	base := "_over._Columns"
	if ufunc {
		base = "_ufunc._UfuncColumns"
	}
	s.p("class %s(%s, _typing.Protocol):", protocol, base)
	list := s.batchResults(f, "")
	results := []struct{ item, options, result string }{
		{"_over._Rows[%s]", s.options(f, `_typing.Literal["raise"]`, "raise"), list},
		{"_over._Rows[%s | None]", s.options(f, `_typing.Literal["raise", "null"]`, "raise"), s.batchResults(f, " | None")},
		{"_over._Rows[%s | None]", s.options(f, `_typing.Literal["return"]`, ""), s.batchResults(f, " | None | Exception")},
		{"_over._Rows[%s | None] | _over._Column", s.options(f, `_typing.Literal["raise", "null", "return"]`, "raise"), "_typing.Any"},
	}
	s.genCall(f, "", "", s.scope.Hint(f.Result()))
	for _, r := range results {
		s.genCall(f, r.item, r.options, r.result)
	}
	if ufunc { // with out, where, dtype and what else NumPy has
		s.p("    @_typing.overload")
		s.p("    def __call__(self, *args: _typing.Any, **kwargs: _typing.Any) -> _typing.Any: ...")
	}
	s.p("")
	return protocol
}

// genCall writes one overload.
func (s *stub) genCall(f *model.Func, column, options, result string) {
	def := "def"
	if s.aio {
		def = "async def"
	}
	s.p("    @_typing.overload")
	s.p("    %s __call__(%s%s) -> %s: ...", def, s.batchParams(f, column, column == "" || !strings.HasSuffix(column, "Column")), options, result)
}

// said reports whether the types of a function's columns can be told: it is one function, and
// none of its parameters could be anything.
func said(f *model.Func) bool {
	if len(f.Overloads) > 0 || len(f.Options) > 0 || len(f.Results) == 1 && f.Results[0].Flow != nil {
		return false
	}
	anything := func(t *model.Type) bool {
		return t.Kind == model.Any || t.Kind == model.PyObject || t.Kind == model.Key
	}
	one := false
	for _, p := range f.Params {
		if p.Type.Any(anything) || p.Python == "self" || strings.Contains(p.Type.HintIn, "TypeVar") {
			return false
		}
		one = one || columns(p)
	}
	return one || f.RecvType != nil
}

// columns reports whether a parameter takes columns, or each of *args does: functions and streams
// do not.
func columns(p *model.Param) bool {
	t := p.Type.Plain()
	if p.Kind == model.Star {
		t = t.Elem.Plain()
	}
	switch t.Kind {
	case model.Callable, model.Stream, model.Channel, model.File:
		return false
	}
	return true
}

// batchParams are the parameters of an overload. column: the format of a column of a type; "" for
// none. exact: whether buffers, of which the number of dimensions says whether they are columns,
// are left to another overload.
func (s *stub) batchParams(f *model.Func, column string, exact bool) string {
	hint := func(p *model.Param) string {
		h := p.Hint(s.scope)
		if column != "" {
			h = s.withRows(p, h)
		}
		if plain := p.Type.Plain(); exact && plain.Kind == model.List {
			h = strings.ReplaceAll(h, " | _Buffer", "")
		}
		if column != "" && columns(p) {
			h += " | " + fmt.Sprintf(column, h)
		}
		return h
	}
	parts := []string{"self"}
	only := false
	if f.RecvType != nil {
		name := "instance"
		for slices.ContainsFunc(f.Params, func(p *model.Param) bool { return p.Python == name }) {
			name += "_"
		}
		h := s.class(f.Recv.Package.Python, subscripted(f.Recv), model.In)
		if column != "" && f.Recv.Kind == model.Struct {
			h += s.scope.Hint(rowHint)
		}
		if column != "" {
			h += " | " + fmt.Sprintf(column, h)
		}
		parts, only = append(parts, name+": "+h), true
	}
	star := false
	for _, p := range f.Params {
		if p.Kind == model.PositionalOnly {
			only = true
		} else if only {
			parts, only = append(parts, "/"), false
		}
		text := p.Python
		switch {
		case p.Kind == model.Star:
			text, star = "*"+text, true
		case p.Kind == model.KeywordOnly && !star:
			parts, star = append(parts, "*"), true
		}
		text += ": " + hint(p)
		if p.Default != "" {
			text += " = " + p.Default
		}
		parts = append(parts, text)
	}
	if only {
		parts = append(parts, "/")
	}
	if column != "" && !star {
		parts = append(parts, "*")
	}
	return strings.Join(parts, ", ")
}

// rowHint is that of a row of a table, or of a column of structs.
const rowHint = " | dict[str, _typing.Any]"

// withRows adds to the hint of a parameter that rows stand for pointers to structs in it.
func (s *stub) withRows(p *model.Param, hint string) string {
	p.Type.Any(func(t *model.Type) bool {
		if t.Kind != model.Ref || t.Class == nil || t.Class.Kind != model.Struct || p.Writes && t == p.Type.Plain() {
			return false
		}
		class, _, _ := strings.Cut(s.scope.HintIn(t.HintIn), " | ")
		row := s.scope.Hint(rowHint)
		hint = strings.ReplaceAll(strings.ReplaceAll(hint, class+" |", class+row+" |"), row+row, row)
		return false
	})
	return hint
}

// batchOptions are the names of the options.
var batchOptions = []string{"nulls", "errors", "workers", "timeout", "progress"}

// options are those of a call over columns. errors: their type, and the default; "" for none.
func (s *stub) options(f *model.Func, errors, byDefault string) string {
	text := ""
	for _, o := range []struct{ name, hint, value string }{
		{"nulls", `_typing.Literal["pass", "raise"]`, ` = "pass"`}, {"errors", errors, ` = "` + byDefault + `"`}, {"workers", "int | None", " = None"},
		{"timeout", "float | None", " = None"}, {"progress", "_over._Progress", " = None"},
	} {
		name := o.name
		for slices.ContainsFunc(f.Params, func(p *model.Param) bool { return p.Python == name }) {
			name += "_"
		}
		if o.name == "errors" && byDefault == "" {
			o.value = ""
		}
		text += ", " + name + ": " + s.scope.Hint(o.hint) + o.value
	}
	return text
}

// batchResults is the hint of the lists that a call gives. more: what else may be an item.
func (s *stub) batchResults(f *model.Func, more string) string {
	if len(f.Results) == 0 && !f.CommaOK {
		if strings.Contains(more, "Exception") {
			return s.scope.Hint("list[None | Exception]")
		}
		return "None"
	}
	if f.CommaOK && !strings.HasPrefix(more, " | None") {
		more = " | None" + more
	}
	list := func(i int) string {
		h := f.ResultHint(i)
		if f.Itself {
			h = ""
		}
		if t := f.Results[i].Plain(); t.Way == model.ByNumbers && f.Results[i].Kind == model.List {
			h = "_Array[" + t.Elem.HintOut + "]"
		}
		if t := f.Results[i]; t.RowsOfNumbers() {
			h = "_Array[_Array[" + t.Elem.Elem.HintOut + "]] | list[_Array[" + t.Elem.Elem.HintOut + "]]"
		}
		text := s.scope.Hint(h)
		if f.Itself {
			text = s.class(f.Recv.Package.Python, subscripted(f.Recv), model.Out)
		}
		if strings.HasSuffix(h, " | None") {
			return s.scope.Hint("list") + "[" + text + strings.TrimPrefix(more, " | None") + "]"
		}
		return s.scope.Hint("list") + "[" + text + more + "]"
	}
	if len(f.Results) == 0 {
		return s.scope.Hint("list[bool | None]")
	}
	if len(f.Results) == 1 {
		return list(0)
	}
	var all []string
	for i := range f.Results {
		all = append(all, list(i))
	}
	return s.scope.Hint("tuple") + "[" + strings.Join(all, ", ") + "]"
}
