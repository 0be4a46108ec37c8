package emit

import "gophersnake/internal/model"

// The methods of a class that reads or writes, as far as Go's type has none of the name:
// shim/streams/fileobject.c.
var (
	readMethods = []fileMethod{
		{"read", "size: int | None = -1, /", "bytes"},
		{"read1", "size: int | None = -1, /", "bytes"},
		{"readall", "", "bytes"},
		{"readline", "size: int | None = -1, /", "bytes"},
		{"readlines", "hint: int | None = -1, /", "list[bytes]"},
	}
	writeMethods = []fileMethod{
		{"write", "data: _Buffer, /", "int"},
		{"writelines", "lines: _abc.Iterable[_Buffer], /", "None"},
	}
	otherFileMethods = []fileMethod{
		{"seek", "offset: int, whence: int = 0, /", "int"},
		{"tell", "", "int"},
		{"truncate", "size: int | None = None, /", "int"},
		{"flush", "", "None"},
		{"close", "", "None"},
		{"fileno", "", "int"},
		{"readable", "", "bool"},
		{"writable", "", "bool"},
		{"seekable", "", "bool"},
		{"isatty", "", "bool"},
		{"__enter__", "", "_typing.Self"},
		{"__exit__", "*args: object", "None"},
	}
	fileAttributes = []fileMethod{{"closed", "", "bool"}, {"mode", "", "str"}, {"name", "", "str"}}
)

type fileMethod struct{ name, params, result string }

func (s *stub) genFile(c *model.Class) {
	methods := otherFileMethods
	if c.Reads {
		methods = append(readMethods, methods...)
		if c.Kind != model.Box || !isContainer(c.Value) { // which iterates by itself
			methods = append(methods[:len(methods):len(methods)], fileMethod{"__iter__", "", "_typing.Self"}, fileMethod{"__next__", "", "bytes"})
		}
	}
	if c.Writes {
		methods = append(writeMethods, methods...)
	}
	own := map[string]bool{}
	for _, f := range c.Fields {
		own[f.Python] = true
	}
	for _, f := range c.Methods {
		own[f.Python] = true
	}
	for _, m := range methods {
		if own[m.name] {
			continue
		}
		params := "self"
		if m.params != "" {
			params += ", " + s.scope.HintIn(m.params)
		}
		s.p("    def %s(%s) -> %s: ...", m.name, params, s.scope.Hint(m.result))
	}
	for _, a := range fileAttributes {
		if !own[a.name] {
			s.p("    @%s", s.scope.Hint("property"))
			s.p("    def %s(self) -> %s: ...", a.name, s.scope.Hint(a.result))
		}
	}
}

// isContainer reports whether a box over such a value iterates: genBox.
func isContainer(t *model.Type) bool {
	switch t.Kind {
	case model.Bytes, model.List, model.Array, model.Dict, model.Set:
		return true
	}
	return false
}
