package model

import (
	"slices"
	"strings"
	"unicode"
)

// A Scope says how hints are written in one place of a stub: which names the
// place defines itself, and how a class of another module is called there.
type Scope struct {
	Defined  map[string]bool                                       // names that hide builtins
	Imported string                                                // the name of the package, which hides one where another module of it is imported
	Class    func(pythonModule, name string, way Direction) string // nil: the plain name
	Async    bool                                                  // iterators are async
	Awaited  bool                                                  // callables are async, and no others
	Streams  bool                                                  // iterators that Python gets are streams, which can be closed
	Free     map[string]bool                                       // type variables that nothing here says anything of: any value
}

// A Direction says where the values of a hint go.
type Direction uint8

const (
	Out  Direction = iota // Python gets them from a call
	In                    // Go takes them
	Back                  // a callable gets them, in the sync API
)

// within is the direction of the parameters of a callable.
func (d Direction) within() Direction {
	if d == In {
		return Back
	}
	return In
}

// builtins are those that are written in stubs, in annotations, as decorators or as bases.
var builtins = func() map[string]bool {
	all := map[string]bool{"bool": true, "int": true, "float": true, "complex": true, "str": true, "bytes": true, "bytearray": true,
		"memoryview": true, "list": true, "dict": true, "set": true, "frozenset": true, "tuple": true, "slice": true, "range": true,
		"property": true, "object": true, "type": true, "classmethod": true, "staticmethod": true,
		"Exception": true, "BaseException": true, "ExceptionGroup": true, "BaseExceptionGroup": true}
	for _, name := range Raisable {
		all[name] = true
	}
	return all
}()

// Hint writes the hint of a Type: "{r3:Vector}" stands for the class Vector of the
// submodule r3, everything else is a Python expression.
func (s *Scope) Hint(h string) string { return s.hint(h, Out) }

// HintIn is Hint for an argument.
func (s *Scope) HintIn(h string) string { return s.hint(h, In) }

func (s *Scope) hint(h string, way Direction) string {
	var b strings.Builder
	for len(h) > 0 {
		if h[0] == '{' {
			end := strings.IndexByte(h, '}')
			mod, name, _ := strings.Cut(h[1:end], ":")
			if s.Class != nil {
				name = s.Class(mod, name, way)
			}
			b.WriteString(name)
			h = h[end+1:]
			continue
		}
		n := 0
		for n < len(h) && (h[n] == '_' || h[n] == '.' || unicode.IsLetter(rune(h[n])) || unicode.IsDigit(rune(h[n]))) {
			n++
		}
		if n == 0 {
			b.WriteByte(h[0])
			h = h[1:]
			continue
		}
		if builtins[h[:n]] && (s.Defined[h[:n]] || s.Imported == h[:n]) {
			b.WriteString("_builtins.")
		}
		name := h[:n]
		if name == "_abc.Callable" && s.Async && s.Awaited && way == In && strings.HasPrefix(h[n:], "[[") {
			h = h[n:]
			arguments, end := closing(h[1:])+1, closing(h)
			b.WriteString(name + "[" + s.hint(h[1:arguments], Back) + ", _abc.Awaitable[" + s.hint(h[arguments+len(", "):end-1], way) + "]]")
			h = h[end:]
			continue
		}
		switch word := s.word(name, way); {
		case word == name:
			b.WriteString(word)
		default: // it may have builtins itself
			b.WriteString(s.hint(word, way))
		}
		h = h[n:]
		if name == "_abc.Callable" && strings.HasPrefix(h, "[[") {
			end := closing(h[1:]) + 1
			b.WriteByte('[')
			b.WriteString(s.hint(h[1:end], way.within()))
			h = h[end:]
		}
	}
	return b.String()
}

// closing is the place after the bracket that closes the one at the beginning.
func closing(h string) int {
	depth := 0
	for i := range len(h) {
		switch h[i] {
		case '[':
			depth++
		case ']':
			if depth--; depth == 0 {
				return i + 1
			}
		}
	}
	return len(h)
}

// word writes one name of a hint. "_Items" is the source of an iterator. In the async
// API it may be async, and so may callables; _Items and _Callable are aliases there
// (internal/emit/stub.go).
func (s *Scope) word(name string, way Direction) string {
	switch {
	case s.Free[name]:
		return "_typing.Any"
	case name == "_Items" && !s.Async:
		return "_abc.Iterable"
	case name == "_abc.Iterator" && way != In:
		return s.iterator(s.Async && way == Out)
	case (name == "_File" || name == "_OpenFile") && s.Async && way == Out:
		return "_AsyncFile"
	case name == "_File":
		return "_typing.BinaryIO | None"
	case name == "_OpenFile":
		return "_typing.BinaryIO"
	case name == "_abc.Callable" && s.Async && way == In:
		return "_Callable"
	case name == "_Error" && s.Class == nil: // an alias in stubs
		return "BaseException"
	}
	return name
}

// iterator is what Python gets for an iterator of Go. Stubs declare the class of streams: internal/emit/streamstub.go.
func (s *Scope) iterator(async bool) string {
	switch {
	case s.Streams && async:
		return "_AsyncStream"
	case s.Streams:
		return "_Stream"
	case async:
		return "_abc.AsyncIterator"
	}
	return "_abc.Iterator"
}

// Result is the hint of what a call returns.
func (f *Func) Result() string {
	i := -1
	return ResultHint(f.Results, f.CommaOK, func(*Type) string {
		i++
		return f.ResultHint(i)
	})
}

// ResultHint is the hint of one result.
func (f *Func) ResultHint(i int) string {
	if f.Itself {
		return "_typing.Self"
	}
	if i < len(f.NotNil) && f.NotNil[i] {
		return NotNilHint(f.Results[i].HintOut)
	}
	return f.Results[i].HintOut
}

// NotNilHint is a hint of what is not nil.
func NotNilHint(hint string) string {
	if hint == "_File" {
		return "_OpenFile"
	}
	return strings.TrimSuffix(hint, " | None")
}

// ResultHint combines the hints of several results.
func ResultHint(results []*Type, commaOK bool, hint func(*Type) string) string {
	switch len(results) {
	case 0:
		if commaOK {
			return "bool"
		}
		return "None"
	case 1:
		h := hint(results[0])
		if commaOK && !strings.HasSuffix(h, "| None") {
			h += " | None"
		}
		return h
	}
	var parts []string
	for _, r := range results {
		parts = append(parts, hint(r))
	}
	h := "tuple[" + strings.Join(parts, ", ") + "]"
	if commaOK {
		h += " | None"
	}
	return h
}

// Parameters writes the parameters in Python's syntax, the receiver, if any,
// first: "self, text: str, /, *, limit: int = 10".
func (f *Func) Parameters(s *Scope, self string, hints bool) string {
	var parts []string
	if self != "" {
		parts = append(parts, self)
	}
	only, star := false, false
	for _, p := range f.Params {
		switch {
		case p.Kind == PositionalOnly:
			only = true
		case only:
			parts, only = append(parts, "/"), false
		}
		text := p.Python
		switch p.Kind {
		case Star:
			text, star = "*"+text, true
		case KeywordOnly:
			if !star {
				parts, star = append(parts, "*"), true
			}
		}
		if hints {
			text += ": " + p.Hint(s)
		}
		if p.Default != "" {
			if hints {
				text += " = " + p.shownDefault(s)
			} else {
				text += "=" + p.shownDefault(nil)
			}
		}
		parts = append(parts, text)
	}
	if only {
		parts = append(parts, "/")
	}
	for _, o := range f.Options { // they stand behind the variadic parameter that takes them
		if hints {
			parts = append(parts, o.Python+": "+o.Hint(s)+" = "+o.Default())
		} else {
			parts = append(parts, o.Python+"="+o.Default())
		}
	}
	return strings.Join(parts, ", ")
}

// Takes reports whether a function has a parameter or an option of a name.
func (f *Func) Takes(name string) bool {
	return slices.ContainsFunc(f.Params, func(p *Param) bool { return p.Python == name }) ||
		slices.ContainsFunc(f.Options, func(o *Option) bool { return o.Python == name })
}

// EmptySet is the default of a parameter that is a set: Python has no literal of it.
const EmptySet = "frozenset()"

// shownDefault is the default as signatures show it: that of an enum by its name. s: as a stub calls
// the class; nil: by its full name, which inspect finds.
func (p *Param) shownDefault(s *Scope) string {
	if p.Default == EmptySet {
		return "..."
	}
	if p.Type.Kind != Named || p.Type.Class.Kind != Enum {
		return p.Default
	}
	c := p.Type.Class
	for _, m := range c.Members {
		if m.Value != p.Default && !(m.Value == `""` && p.Default == "''") {
			continue
		}
		if s == nil {
			return c.Package.Module + "." + c.Python + "." + m.Python
		}
		return s.Hint("{"+c.Package.Python+":"+c.Python+"}") + "." + m.Python
	}
	return p.Default
}

// Hint is the hint of a parameter.
func (p *Param) Hint(s *Scope) string {
	h := p.Type.HintIn
	if p.Kind == Star {
		h = p.Type.Elem.HintIn
	}
	if p.Bytes {
		h += " | _Buffer"
	}
	switch plain := p.Type.Plain(); {
	case p.Lent() && p.Type.IsPointer():
		h = p.pointerHint(plain, h)
	case p.Writes && plain.TakesText():
		h = strings.Replace(h, plain.Class.TextHint(), "", 1)
	case p.Writes && plain.TakesFields():
		h = strings.Replace(plain.HintOut+plain.Class.ArrayHint(), " | None", "", 1)
	case p.Writes && (plain.Kind == Boxed || plain.TakesRow()): // or an instance
	case p.Passing == Writable, p.Writes && plain.Kind == Bytes:
		h = "_Buffer | None"
	case p.Writes && plain.Elem.Kind.Number():
		h = "list[" + plain.Elem.HintOut + "] | _Buffer | None"
	case p.Writes:
		h = "_abc.MutableSequence[" + plain.Elem.HintItem + "] | None"
	}
	return s.HintIn(h)
}

// Expected says in messages what is taken.
func (p *Param) Expected() string {
	switch {
	case p.Writes && p.Type.TakesText():
		return p.Type.Class.Python + " itself, which the function writes, or None"
	case p.Writes && p.Type.TakesFields() && !p.Type.TakesArray():
		return p.Type.Class.Python + " itself, since the function writes to what its fields hold"
	}
	return p.Type.Expected
}

// pointerHint is the hint of a pointer to which Go writes: a Pointer, and what else can take
// what it writes, or might be left as it is.
func (p *Param) pointerHint(plain *Type, hint string) string {
	to := plain.Pointed()
	switch {
	case !p.Writes || to != nil && to.IsMap():
		return noneAs(hint, strings.TrimSuffix(hint, " | None")+" | "+p.PointerHint)
	case to != nil && to.Kind == Bytes:
		return "_Buffer | " + p.PointerHint + " | None"
	case to != nil && (to.Kind == List || to.Kind == Array):
		return "_abc.MutableSequence[" + to.Elem.HintItem + "] | " + p.PointerHint + " | None"
	}
	return noneAs(hint, p.PointerHint)
}

// noneAs adds None to a hint where another one has it.
func noneAs(other, hint string) string {
	if strings.HasSuffix(other, " | None") {
		return hint + " | None"
	}
	return hint
}

// Signature is the whole: "(text: str) -> int".
func (f *Func) Signature(s *Scope, self string) string {
	return "(" + f.Parameters(s, self, true) + ") -> " + s.Hint(f.Result())
}

// Hint is the hint of what a field has.
func (f *Field) Hint() string {
	if f.NotNil {
		return NotNilHint(f.Given.HintOut)
	}
	return f.Given.HintOut
}

// Hint is the hint of what a variable has.
func (v *Var) Hint() string {
	if v.NotNil {
		return NotNilHint(v.Type.HintOut)
	}
	return v.Type.HintOut
}
