package emit

import (
	"cmp"
	"fmt"
	"maps"
	"regexp"
	"slices"
	"sort"
	"strings"
	"unicode"

	"gophersnake/internal/model"
)

// The header of a stub is written after its body, which determines the imports.
type stub struct {
	writer
	m     *model.Module
	pkg   *model.Package
	scope *model.Scope
	other map[string]bool // modules of classes that stand elsewhere
	names map[string]bool // of the module
	aio   bool            // of the async API

	outside bool // the module is not that of the package, but one beside it

	within *model.Class // whose members are written
	nested bool         // within the hint of a callable for an interface
}

// stubSource is the .pyi of one module. It has every name that dir() of the module has.
func stubSource(m *model.Module, p *model.Package, aio bool) []byte {
	s := &stub{m: m, pkg: p, other: map[string]bool{}, aio: aio}
	s.scope = s.newScope()
	for _, f := range p.Funcs {
		s.scope.Defined[f.Python] = true
	}
	for _, v := range p.Vars {
		s.scope.Defined[v.Python] = true
	}
	for _, c := range m.Classes {
		if c.Package == p {
			s.scope.Defined[c.Python] = true
		}
	}
	s.names = maps.Clone(s.scope.Defined)
	for _, c := range p.Consts {
		s.names[c.Python] = true
	}
	for _, c := range p.Consts {
		if s.same(c.Python) {
			continue
		}
		s.p("%s: _typing.Final[%s]", c.Python, s.scope.Hint(c.Hint))
	}
	s.scope.Streams = false // what is assigned may be any iterator, and stubs have one type for both ways
	for _, v := range p.Vars {
		s.p("%s: %s", v.Python, s.scope.Hint(v.Hint()))
	}
	s.scope.Streams = true
	for _, e := range m.Sentinels {
		if e.Package == p && !s.same(e.Python) {
			s.p("")
			s.p("class %s(%s):", e.Python, s.raisedBases(basesOf(e), e.Raises))
			s.body(e.Doc, "    ")
		}
	}
	for _, c := range m.Classes {
		if c.Package == p && (c.HasAsyncAPI() || !s.same(c.Python)) {
			s.genClass(c)
		}
	}
	for _, c := range m.Classes {
		for _, a := range c.Aliases {
			if a.Package == p && a.Python != c.Python {
				s.p("")
				s.p("%s = %s", a.Python, s.class(c.Package.Python, c.Python, model.Out))
			}
		}
	}
	for _, f := range p.Funcs {
		s.p("")
		s.genDef(f, "", "")
	}
	return s.finish()
}

// same reports whether a name in the async API is the same object as in the sync one.
func (s *stub) same(name string) bool {
	if s.aio {
		s.p("from %s import %s as %s", s.module(s.pkg.Python, false), name, name)
	}
	return s.aio
}

func (s *stub) newScope() *model.Scope {
	top, _, _ := strings.Cut(s.m.ImportName, ".")
	return &model.Scope{Defined: map[string]bool{}, Imported: top, Class: s.class, Async: s.aio, Streams: true}
}

// module is the full name of a package's module, or of its aio.
func (s *stub) module(python string, aio bool) string {
	full := s.m.ImportName
	if python != "" {
		full += "." + python
	}
	if aio {
		full += ".aio"
	}
	return full
}

// class returns the name of a class as this module's stub writes it. Functions of the
// async API take instances with either API.
func (s *stub) class(module, name string, way model.Direction) string {
	plain, _, _ := strings.Cut(name, "[")
	c := s.found(module, plain)
	if way == model.In && c != nil && len(c.Calls) > 0 {
		return s.implementing(module, name, c) + arrayOf(c)
	}
	here := s.named(module, name, c, way)
	if way == model.In && c != nil {
		for _, choice := range c.Choices {
			if !choice.Class.HasAsyncAPI() { // it has no attribute aio, as the protocol has
				here += " | " + s.named(choice.Class.Package.Python, choice.Class.Python, choice.Class, way)
			}
		}
		here += arrayOf(c)
	}
	return here
}

// arrayOf is what is taken for an interface that a matrix or a vector implements, which is made of it.
func arrayOf(c *model.Class) string {
	for _, choice := range c.Choices {
		if hint := choice.Class.ArrayHint(); hint != "" {
			return hint
		}
	}
	return ""
}

// implementing names what Go takes for an interface that Python objects can implement: a
// protocol of the methods, without what instances have beside them, and a callable for one
// method.
func (s *stub) implementing(module, name string, c *model.Class) string {
	here := like(name)
	switch {
	case s.aio:
		here = s.named(module, name, c, model.Out) + " | " + s.imported(module, false) + "." + like(name)
	case module != s.pkg.Python || s.outside:
		here = s.imported(module, false) + "." + like(name)
	}
	if len(c.Calls) == 1 && !s.nested {
		s.nested = true // the interface may stand in its own method
		here += " | " + s.scope.HintIn(strings.TrimSuffix(c.Calls[0].Type.HintIn, " | None"))
		s.nested = false
	}
	return here
}

// like is the name of the protocol of an interface's methods.
func like(name string) string { return "_" + name + "Like" }

func (s *stub) named(module, name string, c *model.Class, way model.Direction) string {
	both := s.aio && c != nil && c.HasAsyncAPI()
	sync := both && way == model.Back
	both = both && !sync
	here := name
	if module != s.pkg.Python || s.outside || sync {
		here = s.imported(module, both) + "." + name
	}
	if both && way == model.In {
		here += " | " + s.imported(module, false) + "." + name
	}
	return here
}

func (s *stub) imported(module string, aio bool) string {
	full := s.module(module, aio)
	s.other[full] = true
	if s.hidden() {
		return alias(full)
	}
	return full
}

// alias is another name for a module.
func alias(full string) string { return "_" + strings.ReplaceAll(full, ".", "_") }

// hidden reports whether a name or a member of this module is that of the package, or a submodule
// of the package is called as it is, so that its modules can't be written as they are called.
func (s *stub) hidden() bool {
	name := s.m.ImportName
	if s.names[name] || slices.ContainsFunc(s.m.Packages, func(p *model.Package) bool { return p.Python == name || strings.HasPrefix(p.Python, name+".") }) {
		return true
	}
	for _, c := range s.m.Classes {
		if c.Package != s.pkg {
			continue
		}
		member := func(f *model.Func) bool { return f.Python == name }
		if slices.ContainsFunc(c.Methods, member) || slices.ContainsFunc(c.Fields, func(f *model.Field) bool { return f.Python == name }) {
			return true
		}
	}
	return false
}

// found is the class of that name.
func (s *stub) found(module, name string) *model.Class {
	for _, c := range s.m.Classes {
		if c.Package.Python == module && c.Python == name {
			return c
		}
	}
	return nil
}

// narrow has the aliases of numbers for Go types that hold fewer values than Python's.
// The rule is the same for arguments, items, fields and results of callbacks.
var narrow = []struct{ alias, of, note string }{
	{"_int8", "int", "-128 to 127, else OverflowError"},
	{"_int16", "int", "-32768 to 32767, else OverflowError"},
	{"_int32", "int", "-2147483648 to 2147483647, else OverflowError"},
	{"_uint8", "int", "0 to 255, else OverflowError"},
	{"_uint16", "int", "0 to 65535, else OverflowError"},
	{"_uint32", "int", "0 to 4294967295, else OverflowError"},
	{"_uint64", "int", "0 to 18446744073709551615, else OverflowError"},
	{"_float32", "float", "rounded to the nearest; OverflowError where a finite number would become infinite"},
	{"_complex64", "complex", "rounded to the nearest; OverflowError where a finite number would become infinite"},
}

// aliases returns the aliases that a stub uses.
func (s *stub) aliases() string {
	text := s.String()
	var w writer
	for _, n := range narrow {
		if hasWord(text, n.alias) {
			w.p("%s: _typing.TypeAlias = %s  # %s", n.alias, s.scope.Hint(n.of), n.note)
		}
	}
	return w.String()
}

// errorAlias returns what is taken for an error, if the stub says that.
func (s *stub) errorAlias() string {
	if !hasWord(s.String(), "_Error") {
		return ""
	}
	var w writer
	w.p("_Error: _typing.TypeAlias = %s", s.scope.Hint("BaseException | type[BaseException]"))
	return w.String()
}

// pyright writes what pyright is told of a stub: the protocols of interfaces are private, but to the package; a type
// variable that stands in a result alone is for whoever annotates it; and of overloads that all take an argument, the
// first is chosen, as the call does.
func (s *stub) pyright(w *writer) {
	text := s.String()
	var off []string
	if regexp.MustCompile(`\._\w+Like\b`).MatchString(text) {
		off = append(off, "reportPrivateUsage=false")
	}
	if len(s.m.TypeVars) > 0 {
		off = append(off, "reportInvalidTypeVarUse=false")
	}
	if strings.Contains(text, "@_typing.overload") {
		off = append(off, "reportOverlappingOverload=false")
	}
	if len(off) > 0 {
		w.p("# pyright: %s", strings.Join(off, ", "))
	}
}

func (s *stub) finish() []byte {
	w := &writer{}
	s.pyright(w)
	if s.pkg.Doc != "" && !s.aio {
		w.p("%s", docstring(s.pkg.Doc, ""))
		w.p("")
	}
	aliases, head := s.aliases()+s.errorAlias(), &writer{}
	s.genHead(head)
	s.imports(w, head.String()+s.String()+aliases+"_typing.")
	w.p("")
	if aliases != "" {
		w.WriteString(aliases)
		w.p("")
	}
	w.Write(head.Bytes())
	w.Write(s.Bytes())
	return w.Bytes()
}

// imports writes the imports of what a text names, and the type variables.
func (s *stub) imports(w *writer, text string) {
	if strings.Contains(text, "_Live") || strings.Contains(text, "_Items[") || strings.Contains(text, "_Callable[") || strings.Contains(text, "_Hashable") || strings.Contains(text, "_Channel[") || strings.Contains(text, "_AsyncFile") || strings.Contains(text, "Stream[") {
		text += "_abc."
	}
	if strings.Contains(text, "_Channel[") || strings.Contains(text, "_Sender[") {
		text += "_datetime."
	}
	for _, module := range stubModules(s.m) {
		alias := "_" + module[strings.LastIndexByte(module, '.')+1:]
		if strings.Contains(text, alias+".") {
			w.p("import %s as %s", module, alias)
		}
	}
	var others []string
	for o := range s.other {
		others = append(others, o)
	}
	sort.Strings(others)
	for _, o := range others {
		if s.hidden() {
			w.p("import %s as %s", o, alias(o))
			continue
		}
		w.p("import %s", o)
	}
	for _, from := range []struct{ module, name string }{
		{"_typeshed", "SupportsRead"}, {"_typeshed", "SupportsWrite"}, {"_typeshed", "HasFileno"}, // of type checkers alone
		{"typing_extensions", "Buffer"}, {"typing_extensions", "disjoint_base"},
	} {
		if hasWord(text, "_"+from.name) {
			w.p("from %s import %s as _%s", from.module, from.name, from.name)
		}
	}
	if strings.Contains(text, "_Array[") {
		w.p("from %s._arrays import Array as _Array", s.m.ImportName)
	}
	if strings.Contains(text, "_Items[") || strings.Contains(text, "_Callable[") {
		w.p("")
		typeVar(w, "_T", "")
		w.p("_P = _typing.ParamSpec(\"_P\")")
		w.p("_Items: _typing.TypeAlias = _abc.Iterable[_T] | _abc.AsyncIterable[_T]")
		w.p("_Callable: _typing.TypeAlias = _abc.Callable[_P, _T] | _abc.Callable[_P, _abc.Awaitable[_T]]")
	}
	s.typeVars(w, text)
	s.streams(w, text)
	s.channels(w, text)
	s.readers(w, text)
	s.liveClasses(w, text)
}

// genHead writes what each module has beside the names of its package.
func (s *stub) genHead(w *writer) {
	w.p("%s", allSource(s.m, s.pkg))
	w.p("")
	w.p("def __dir__() -> %s: ...", s.scope.Hint("list[str]"))
	w.p("")
	w.p("__gophersnake__: _typing.Any")
	w.p("")
	if s.aio {
		w.p("from %s import %s as %s", s.module(s.pkg.Python, true), s.pkg.Batch, s.pkg.Batch)
		w.p("from %s import GoError as GoError, PanicError as PanicError", s.module(s.pkg.Python, false))
	} else {
		beside := fmt.Sprintf("aio as aio, %s as %s", s.pkg.Batch, s.pkg.Batch)
		if s.pkg.Polars != "" {
			beside += fmt.Sprintf(", %s as %s", s.pkg.Polars, s.pkg.Polars)
		}
		w.p("from %s import %s", s.module(s.pkg.Python, false), beside)
		w.p("")
		w.p("class GoError(%s):", s.scope.Hint("Exception"))
		w.p("    results: %s", s.scope.Hint("tuple[object, ...] | None"))
		w.p("    @%s", s.scope.Hint("property"))
		w.p("    def value(self) -> _typing.Any: ...")
		w.p("    def __copy__(self) -> _typing.Self: ...")
		w.p("")
		w.p("class PanicError(%s):", s.scope.Hint("RuntimeError"))
		w.p("    results: None")
		w.p("    def __copy__(self) -> _typing.Self: ...")
	}
	s.pointer(w)
	s.toJSON(w)
	w.p("")
}

// toJSON writes the function for json.dumps().
func (s *stub) toJSON(w *writer) {
	name := s.m.ToJSON
	switch {
	case name == "" || s.pkg.Index > 0:
	case s.aio:
		w.p("from %s import %s as %s", s.module(s.pkg.Python, false), name, name)
	default:
		w.p("")
		w.p("def %s(value: %s, /) -> _typing.Any: ...", name, s.scope.Hint("object"))
	}
}

// pointer writes the class of pointers for an any.
func (s *stub) pointer(w *writer) {
	name := s.m.Pointer.Python
	switch {
	case name == "" || s.pkg.Index > 0:
	case s.aio:
		w.p("from %s import %s as %s", s.module(s.pkg.Python, false), name, name)
	default:
		w.p("")
		w.p("class %s:", name)
		w.p("    def __new__(cls, value: %s, /) -> _typing.Self: ...", s.scope.Hint("object"))
		w.p("    @%s", s.scope.Hint("property"))
		w.p("    def value(self) -> _typing.Any: ...")
	}
}

// typeVars declares those that a stub uses.
func (s *stub) typeVars(w *writer, text string) {
	for _, v := range s.m.TypeVars {
		if !hasWord(text, v.Name) || v.Name == "_T" && strings.Contains(w.String(), "_T = ") {
			continue
		}
		bound := ""
		if v.Hashable {
			bound = ", bound=_abc.Hashable"
		}
		typeVar(w, v.Name, bound)
	}
}

// typeVar declares one. It has a default, so that a cache of anything, whose constructor does not say of what, needs no
// annotation.
func typeVar(w *writer, name, bound string) {
	const from = "from typing_extensions import TypeVar as _TypeVar"
	if !strings.Contains(w.String(), from) {
		w.p(from)
	}
	w.p("%s = _TypeVar(\"%s\"%s, default=_typing.Any)", name, name, bound)
}

// body is a docstring or an ellipsis.
func (s *stub) body(doc, indent string) {
	if doc == "" {
		s.p("%s...", indent)
		return
	}
	s.p("%s%s", indent, docstring(doc, indent))
}

func (s *stub) genDef(f *model.Func, indent, self string) {
	if s.genOverloads(f, indent, self) {
		return
	}
	if s.infersAwaited(f) {
		s.scope.Awaited = true
		s.p("%s@_typing.overload", indent)
		s.p("%s%s %s%s: ...", indent, s.def(f), f.Python, f.Signature(s.scope, self))
		s.scope.Awaited = false
		s.p("%s@_typing.overload", indent)
	}
	head, note := fmt.Sprintf("%s%s %s%s:", indent, s.def(f), f.Python, f.Signature(s.scope, self)), ""
	if s.within != nil && overrides(s.within, f) {
		note = ignoreOverride
		if s.within.Error && inheritedFields[f.Python] {
			note = ignoreOverriddenField
		}
	}
	if f.Doc == "" {
		s.p("%s ...%s", head, note)
		return
	}
	s.p("%s%s", head, note)
	s.body(f.Doc, indent+"    ")
}

// infersAwaited reports whether a type variable is to be inferred from what a callable returns,
// which type checkers can't do from "what it returns, or an awaitable of that".
func (s *stub) infersAwaited(f *model.Func) bool {
	if !s.aio || !f.HasAsyncAPI() {
		return false
	}
	return slices.ContainsFunc(f.Params, func(p *model.Param) bool {
		return p.Type.Kind == model.Callable && p.Type.Func != nil && slices.ContainsFunc(p.Type.Func.Results, func(r *model.Type) bool {
			return slices.ContainsFunc(s.m.TypeVars, func(v model.TypeVar) bool { return !s.scope.Free[v.Name] && namesWord(r.HintIn, v.Name) })
		})
	})
}

// namesWord reports whether a hint has a name.
func namesWord(hint, name string) bool {
	return slices.Contains(strings.FieldsFunc(hint, func(r rune) bool { return r != '_' && !unicode.IsLetter(r) && !unicode.IsDigit(r) }), name)
}

// def writes the beginning of a definition. A function that returns a stream is not
// async: the stream is there at once.
func (s *stub) def(f *model.Func) string {
	if (s.aio || f.Async) && f.HasAsyncAPI() && !f.GivesStream() {
		return "async def"
	}
	return "def"
}

func (s *stub) genClass(c *model.Class) {
	base := map[model.ClassKind]string{model.IntClass: "int", model.FloatClass: "float", model.StrClass: "str", model.Enum: "_enum.IntEnum"}[c.Kind]
	if c.Kind == model.Enum && c.Value.Kind == model.Str {
		base = "_enum.StrEnum"
	}
	if c.Flags {
		base = "_enum.IntFlag"
	}
	s.p("")
	head := "class " + c.Python
	if c.Error {
		base = ""
		head += "(" + s.raisedBases(c.ErrorBases, c.Raises)
		if len(c.TypeVars) > 0 {
			head += ", _typing.Generic[" + strings.Join(c.TypeVars, ", ") + "]"
		}
		head += ")"
	}
	if base != "" {
		head += "(" + s.scope.Hint(base) + ")"
	}
	if len(c.TypeVars) > 0 && !c.Error {
		head += "(_typing.Generic[" + strings.Join(c.TypeVars, ", ") + "])"
	}
	if p := c.Protocols; p != nil && p.Registered != "" && !s.aio {
		base := s.abc(c)
		if strings.HasSuffix(head, ")") {
			head = head[:len(head)-1] + ", " + base + ")"
		} else {
			head += "(" + base + ")"
		}
	}
	if c.Kind == model.Interface && !c.Error { // which classes implement as in Go: by their methods
		s.p("@_typing.runtime_checkable")
		head += "(_typing.Protocol)"
	}
	if (c.Kind == model.Struct || c.Kind == model.Box) && !c.Error {
		s.p("@_disjoint_base") // it has a layout of its own: PEP 800
	}
	s.p("%s:", head)
	outer := s.scope
	s.scope = s.newScope()
	defer func() { s.scope = outer }()
	for name := range outer.Defined {
		s.scope.Defined[name] = true
	}
	s.scope.Free = s.freeVariables(c)
	for _, f := range c.Fields {
		s.scope.Defined[f.Python] = true
	}
	for _, f := range c.Methods {
		s.scope.Defined[f.Python] = true
	}
	const in = "    "
	if c.Doc != "" {
		s.p("%s%s", in, docstring(c.Doc, in))
	}
	start := s.Len()
	for _, m := range c.Members {
		s.p("%s%s = %s", in, m.Python, m.Value)
	}
	for _, f := range c.Fields {
		s.genField(f, c.Frozen)
	}
	switch c.Kind {
	case model.Struct:
		s.genObject(c)
	case model.Box:
		s.genBox(c)
	}
	if c.Error && !c.OverValue() {
		s.genPlainError(c)
	}
	if c.HasAsyncAPI() {
		s.genOther(c)
	}
	s.within = c
	s.scope.Streams = len(c.Calls) == 0 // else the iterator may be that of a Python object that implements the interface
	for _, f := range c.Methods {
		s.genDef(f, in, "self")
	}
	s.scope.Streams = true
	s.genProtocols(c)
	s.within = nil
	if c.File != nil && !s.aio {
		s.genFile(c)
	}
	if s.Len() == start && c.Doc == "" {
		s.p("%s...", in)
	}
	if len(c.Calls) > 0 && !s.aio {
		s.genLike(c)
	}
}

// freeVariables are the type variables in a class that is not generic in Python, though its Go type is: of instances
// of interfaces, and of types that are not exported, nobody knows the type arguments.
func (s *stub) freeVariables(c *model.Class) map[string]bool {
	if c == nil || c.Kind != model.Interface || c.Type == nil || c.Type.TypeArgs().Len() == 0 {
		return nil
	}
	free := map[string]bool{}
	for _, v := range s.m.TypeVars {
		free[v.Name] = true
	}
	return free
}

// genLike writes the protocol of what Python implements of an interface: the methods as Go
// calls them.
func (s *stub) genLike(c *model.Class) {
	s.p("")
	s.p("class %s(_typing.Protocol):", like(c.Python))
	for _, call := range c.Calls {
		s.p("    def %s(self%s) -> %s: ...", call.Python, s.parameters(call.Type.Func), s.scope.HintIn(callResult(call.Type.Func)))
	}
}

// parameters writes what Go passes to a Python function.
func (s *stub) parameters(f *model.FuncType) string {
	var b strings.Builder
	crossing := f.Crossing()
	for i, t := range crossing {
		if f.Variadic && i == len(crossing)-1 {
			if i > 0 {
				b.WriteString(", /")
			}
			fmt.Fprintf(&b, ", *args: %s", s.scope.Hint(t.Elem.HintItem))
			return b.String()
		}
		fmt.Fprintf(&b, ", arg%d: %s", i, s.scope.Hint(t.HintItem))
	}
	if len(crossing) > 0 {
		b.WriteString(", /")
	}
	return b.String()
}

// callResult is what Go takes of one; of nothing, whatever it returns.
func callResult(f *model.FuncType) string {
	r := model.ResultHint(f.Results, f.CommaOK, func(t *model.Type) string { return t.HintIn })
	if r == "None" {
		return "object"
	}
	return r
}

// genOther writes the property that is the other API.
func (s *stub) genOther(c *model.Class) {
	name := c.Aio
	if s.aio {
		name = c.Sync
	}
	s.p("    @%s", s.scope.Hint("property"))
	s.p("    def %s(self) -> %s.%s: ...", name, s.imported(c.Package.Python, !s.aio), subscripted(c))
}

// subscripted is the name of a class with its type parameters.
func subscripted(c *model.Class) string {
	if len(c.TypeVars) == 0 {
		return c.Python
	}
	return c.Python + "[" + strings.Join(c.TypeVars, ", ") + "]"
}

// genField writes a property. Its setter may take more types than its getter returns.
func (s *stub) genField(f *model.Field, frozen bool) {
	const in = "    "
	s.p("%s@%s", in, s.scope.Hint("property"))
	if getter := fmt.Sprintf("%sdef %s(self) -> %s:", in, f.Python, s.live(f.Given, f.Hint())); f.Doc == "" {
		s.p("%s ...", getter)
	} else {
		s.p("%s", getter)
		s.body(f.Doc, in+in)
	}
	if frozen {
		return
	}
	s.p("%s@%s.setter", in, f.Python)
	s.p("%sdef %s(self, value: %s, /) -> None: ...", in, f.Python, s.scope.HintIn(f.Type.HintIn))
}

func (s *stub) genObject(c *model.Class) {
	const in = "    "
	made := construction(c)
	s.genNew(made.Parameters(s.scope, instance(made.Takes), true))
	if c.ZeroName != "" && !s.aio {
		s.p("%s@%s", in, s.scope.Hint("classmethod"))
		s.p("%sdef %s(cls) -> _typing.Self: ...", in, c.ZeroName)
	}
	if c.Generic {
		s.p("%sdef __class_getitem__(cls, item: _typing.Any, /) -> _typing.Any: ...", in)
	}
	s.genCommon(c)
	s.genReplace(c)
}

// instance is the name of a method's first parameter, which no other one has: a field may be called Self.
func instance(taken func(string) bool) string {
	self := "self"
	for taken(self) {
		self = "_" + self
	}
	return self
}

// genReplace writes what makes dicts and changed copies of structs.
func (s *stub) genReplace(c *model.Class) {
	const in = "    "
	own, changes := c.Fields[:c.Own()], ""
	self := instance(func(name string) bool {
		return slices.ContainsFunc(own, func(f *model.Field) bool { return f.Python == name })
	})
	for _, f := range own {
		changes += ", " + f.Python + ": " + s.scope.HintIn(f.Type.HintIn) + " = ..."
	}
	if changes != "" {
		changes = ", *" + changes
	}
	if !c.Error {
		s.p("%sdef __replace__(%s, /%s) -> _typing.Self: ...", in, self, changes)
	}
	s.p("%sdef __rich_repr__(self) -> _abc.Iterator[%s[%s, _typing.Any]]: ...", in, s.scope.Hint("tuple"), s.scope.Hint("str"))
	s.p("%sdef _asdict(self) -> %s[%s, _typing.Any]: ...", in, s.scope.Hint("dict"), s.scope.Hint("str"))
}

// genNew writes how instances are made: by an __init__ that derived classes call and replace.
func (s *stub) genNew(params string) { s.p("    def __init__(%s) -> None: ...", params) }

// genPlainError writes what exceptions have that are numbers or strings in Go.
func (s *stub) genPlainError(c *model.Class) {
	s.p("    def __init__(self, value: %s = ..., /) -> None: ...", s.scope.HintIn(c.Value.HintIn))
	if !slices.ContainsFunc(c.Methods, func(f *model.Func) bool { return f.Python == "value" }) {
		s.p("    @%s", s.scope.Hint("property"))
		s.p("    def value(self) -> %s: ...", s.scope.Hint(c.Value.HintOut))
	}
	switch c.Kind {
	case model.IntClass:
		s.p("    def __int__(self) -> %s: ...", s.scope.Hint("int"))
		s.p("    def __index__(self) -> %s: ...", s.scope.Hint("int"))
	case model.FloatClass:
		s.p("    def __float__(self) -> %s: ...", s.scope.Hint("float"))
	}
	s.p("    def __eq__(self, other: %s, /) -> %s: ...", s.scope.Hint("object"), s.scope.Hint("bool"))
	s.p("    def __hash__(self) -> %s: ...", s.scope.Hint("int"))
}

// basesOf are the bases of the class of an error that is a variable.
func basesOf(e *model.Sentinel) []*model.Class {
	if e.Base == nil {
		return nil
	}
	return []*model.Class{e.Base}
}

// raisedBases are the bases of a class of exceptions.
func (s *stub) raisedBases(of []*model.Class, raises string) string {
	var names []string
	for _, base := range of {
		names = append(names, s.named(base.Package.Python, base.Python, base, model.Out))
	}
	bases := cmp.Or(strings.Join(names, ", "), "GoError")
	if raises != "" {
		bases += ", " + s.scope.Hint(raises)
	}
	return bases
}

func (s *stub) genCommon(c *model.Class) {
	const in = "    "
	if names := ownFields(c); len(names) > 0 {
		s.p("%s__match_args__: _typing.Final = (%s,)", in, strings.Join(names, ", "))
	} else {
		s.p("%s__match_args__: _typing.Final = ()", in)
	}
	s.p("%sdef __eq__(self, other: %s, /) -> %s: ...", in, s.scope.Hint("object"), s.scope.Hint("bool"))
	if c.Order != nil {
		for _, op := range []string{"lt", "le", "gt", "ge"} {
			s.p("%sdef __%s__(self, other: %s, /) -> %s: ...", in, op, s.class(c.Package.Python, subscripted(c), model.In), s.scope.Hint("bool"))
		}
	}
	if c.Unhashable && !c.Error {
		s.p("%s__hash__: _typing.ClassVar[None]  # type: ignore[assignment]", in)
	} else {
		s.p("%sdef __hash__(self) -> %s: ...", in, s.scope.Hint("int"))
	}
	if c.State.Copies && !c.Error {
		s.p("%sdef __copy__(self) -> _typing.Self: ...", in)
	}
	if c.State.Deep && !c.Error {
		s.p("%sdef __deepcopy__(self, memo: _typing.Any, /) -> _typing.Self: ...", in)
	}
}

func ownFields(c *model.Class) []string {
	var names []string
	for _, f := range c.Fields {
		if !f.Promoted {
			names = append(names, fmt.Sprintf("%q", f.Python))
		}
	}
	return names
}

// items are the parameters of a class that takes its items one by one.
func (s *stub) items(c *model.Class) string {
	hint := s.scope.HintIn(c.Value.Elem.HintIn)
	items := make([]string, c.Items)
	for i := range items {
		items[i] = fmt.Sprintf("item%d: %s", i, hint)
	}
	if c.Items > manyItems {
		return strings.Join(items[:2], ", ") + ", /, *items: " + hint
	}
	return strings.Join(items, ", ") + ", /"
}

// manyItems are more than a signature shows one by one.
const manyItems = 8

func (s *stub) genBox(c *model.Class) {
	const in = "    "
	single := c.Constructor.Parameters(s.scope, "self", true)
	if c.Items > 0 {
		s.p("%s@_typing.overload", in)
		s.genNew(single)
		s.p("%s@_typing.overload", in)
		s.genNew("self, " + s.items(c))
	} else {
		s.genNew(single)
	}
	if c.Generic {
		s.p("%sdef __class_getitem__(cls, item: _typing.Any, /) -> _typing.Any: ...", in)
	}
	s.genCommon(c)
	item, key := "", "int"
	if c.Value.Kind.Number() && c.Value.Kind < model.Float32 {
		for _, as := range []string{"int", "index", "float"} {
			s.p("%sdef __%s__(self) -> %s: ...", in, as, s.scope.Hint(strings.Replace(as, "index", "int", 1)))
		}
		return
	}
	switch c.Value.Kind {
	case model.Float32, model.Float64:
		s.p("%sdef __int__(self) -> %s: ...", in, s.scope.Hint("int"))
		s.p("%sdef __float__(self) -> %s: ...", in, s.scope.Hint("float"))
		return
	case model.Callable:
		s.p("%sdef __call__(self, *args: _typing.Any, **kwargs: _typing.Any) -> _typing.Any: ...", in)
		return
	case model.Stream, model.Channel, model.Chan:
		s.genChannelBox(c)
		return
	case model.Bytes:
		item = "int"
	case model.List, model.Array:
		item = c.Value.Elem.HintItem
	case model.Dict:
		item, key = c.Value.Elem.HintItem, c.Value.Key.HintOut
	case model.Set:
		item = c.Value.Key.HintOut
	default:
		return
	}
	iter := item
	if c.Value.Kind == model.Dict {
		iter = key
	}
	s.p("%sdef __len__(self) -> %s: ...", in, s.scope.Hint("int"))
	s.p("%sdef __iter__(self) -> _abc.Iterator[%s]: ...", in, s.scope.Hint(iter))
	s.p("%sdef __contains__(self, x: %s, /) -> %s: ...", in, s.scope.Hint("object"), s.scope.Hint("bool"))
	switch c.Value.Kind {
	case model.Set:
	case model.Dict:
		s.p("%sdef __getitem__(self, key: %s, /) -> %s: ...", in, s.scope.Hint(key), s.scope.Hint(item))
	default:
		part := "list[" + item + "]"
		if c.Value.Kind == model.Bytes {
			part = "bytes"
		}
		s.p("%s@_typing.overload", in)
		s.p("%sdef __getitem__(self, index: %s, /) -> %s: ...", in, s.scope.Hint("int"), s.scope.Hint(item))
		s.p("%s@_typing.overload", in)
		s.p("%sdef __getitem__(self, index: %s, /) -> %s: ...", in, s.scope.Hint("slice"), s.scope.Hint(part))
	}
	if s.aio {
		return // its own methods alone
	}
	for _, view := range c.Views {
		of := map[string]string{"keys": "KeysView[" + key + "]", "values": "ValuesView[" + item + "]", "items": "ItemsView[" + key + ", " + item + "]"}[view]
		s.p("%sdef %s(self) -> %s: ...", in, view, s.scope.Hint("_abc."+of))
	}
}

// stubModules are the modules of Python that hints name, sorted.
func stubModules(m *model.Module) []string {
	all := append(m.Needs(func(t *model.Type) []string { return t.StubImports }), "builtins", "collections.abc", "enum", "typing") // what stubs write themselves
	slices.Sort(all)
	return slices.Compact(all)
}
