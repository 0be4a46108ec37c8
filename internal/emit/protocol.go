package emit

import (
	"fmt"
	"slices"
	"strings"

	"gophersnake/internal/model"
)

// genProtocols writes what shim/objects/protocol.h needs of a class: its methods, as
// gs_method, the slots, and, as the results, entries of its tables of attributes and methods.
func genProtocols(w *writer, c *model.Class) (getset, methods string) {
	p := c.Protocols
	if p == nil {
		return "", ""
	}
	g := &protocolWriter{writer: w, c: c, written: map[int]bool{}}
	named := []struct {
		field string
		f     *model.Func
	}{{"len", p.Len}, {"get", p.Get}, {"set", p.Set}, {"del", p.Delete}, {"has", p.Has}, {"iter", p.Iter}, {"more", p.Next.More}, {"next", p.Next.Next},
		{"key", p.Next.Key}, {"value", p.Next.Value}, {"err", p.Next.Err}, {"close", p.Close}, {"format", p.Format}}
	var fields []string
	for _, n := range named {
		if n.f != nil {
			fields = append(fields, fmt.Sprintf(".%s = %s", n.field, g.method(n.f)))
		}
	}
	if p.Sequence {
		fields = append(fields, ".sequence = 1")
	}
	fields = append(fields, fmt.Sprintf(".finds = %d, .has_finds = %d, .next_finds = %d, .how = %d, .abc = %s, .anext = %s", p.Finds, p.HasFinds, p.Next.Finds, p.How,
		cStringOrNull(p.Registered), cStringOrNull(p.Async)))
	if p.Close != nil {
		fields = append(fields, ".aclose = "+cString(p.Close.Python))
	}
	w.p("static const gs_protocol C%d_protocol = { %s };", c.ID, strings.Join(fields, ", "))
	g.slots(p)
	return g.properties(p), g.entries(p)
}

type protocolWriter struct {
	*writer
	c       *model.Class
	written map[int]bool
}

// method writes a function that calls the thunk of a method, and returns its name.
func (g *protocolWriter) method(f *model.Func) string {
	name := fmt.Sprintf("m%d", f.ID)
	if g.written[f.ID] {
		return name
	}
	g.written[f.ID] = true
	call := "(void)v, (void)n; return " + thunkName(f) + "(s, NULL)"
	if len(f.Params) > 0 {
		call = "return " + thunkName(f) + "(s, v, n, NULL)"
	}
	g.p("static PyObject *%s(PyObject *s, PyObject *const *v, Py_ssize_t n) { %s; }", name, call)
	return name
}

// properties are entries of the table of attributes.
func (g *protocolWriter) properties(p *model.Protocols) string {
	var all strings.Builder
	for i, property := range p.Properties {
		name := fmt.Sprintf("C%d_property%d", g.c.ID, i)
		g.p("GS_PROPERTY(%s, %s, %s, %s)", name, cString(property.Python), g.method(property.Get), g.method(property.Set))
		fmt.Fprintf(&all, "    { %s, %s_get, %s_set, %s, NULL },\n", cString(property.Python), name, name, cStringOrNull(property.Get.Doc))
	}
	return all.String()
}

// slots writes the slots of the type.
func (g *protocolWriter) slots(p *model.Protocols) {
	var slots []string
	slot := func(is bool, macro, suffix string, names ...string) {
		if !is {
			return
		}
		g.p("GS_PROTOCOL_%s(C%d)", macro, g.c.ID)
		for _, name := range names {
			slots = append(slots, fmt.Sprintf("    { Py_%s, (void *)C%d_%s },", name, g.c.ID, suffix))
		}
	}
	slot(p.Len != nil, "LEN", "plen", "mp_length", "sq_length")
	slot(p.Sequence, "AT", "pat", "sq_item")
	slot(p.Get != nil, "ITEM", "pitem", "mp_subscript")
	slot(p.Set != nil || p.Delete != nil, "ASSIGN", "passign", "mp_ass_subscript")
	slot(p.Has != nil, "CONTAINS", "pcontains", "sq_contains")
	slot(p.How != model.NoIteration, "ITER", "piter", "tp_iter")
	slot(p.How == model.IterItself, "NEXT", "pnext", "tp_iternext")
	if p.AlwaysIs {
		slots = append(slots, "    { Py_nb_bool, (void *)gs_protocol_true },")
	}
	for _, o := range p.Operators {
		m := g.method(o.Method)
		switch {
		case o.Unary():
			g.p("GS_OPERATOR_UNARY(C%d, op_%s, %s)", g.c.ID, o.Name, m)
		case o.Slot == "nb_power":
			g.p("GS_OPERATOR_POWER(C%d, op_%s, %s, %d)", g.c.ID, o.Name, m, oneIf(o.Own))
		default:
			g.p("GS_OPERATOR(C%d, op_%s, %s, %d, %d)", g.c.ID, o.Name, m, oneIf(o.Own), oneIf(o.Reflects))
		}
		slots = append(slots, fmt.Sprintf("    { Py_%s, (void *)C%d_op_%s },", o.Slot, g.c.ID, o.Name))
	}
	g.p("static const PyType_Slot C%d_protocol_slots[] = {", g.c.ID)
	for _, s := range slots {
		g.p("%s", s)
	}
	g.p("    { 0, NULL },")
	g.p("};")
}

// entries are those of the table of methods.
func (g *protocolWriter) entries(p *model.Protocols) string {
	var all strings.Builder
	entry := func(name, function, flags, signature, doc string) {
		fmt.Fprintf(&all, "    { %s, %s, %s, %s },\n", cString(name), function, flags, cString(documented(name, signature, doc)))
	}
	if p.Close != nil {
		g.p("GS_PROTOCOL_EXIT(C%d)", g.c.ID)
		entry("__enter__", "gs_protocol_enter", "METH_NOARGS", "($self)", "The instance itself.")
		entry("__exit__", fmt.Sprintf("C%d_pexit", g.c.ID), "METH_VARARGS", "($self, *args)", "Calls "+p.Close.Python+"().")
	}
	if p.Format != nil {
		g.p("GS_PROTOCOL_FORMAT(C%d)", g.c.ID)
		entry("__format__", fmt.Sprintf("C%d_pformat", g.c.ID), "METH_O", "($self, format_spec, /)", "Calls "+p.Format.Python+"(), with a format.")
	}
	if p.Sequence && p.Len != nil {
		a := added["__reversed__"]
		entry("__reversed__", "gs_protocol_reversed", a.flags, a.signature, a.doc)
	}
	for _, name := range p.Added {
		a, of := added[name], "gs_protocol_"
		if p.Plain && name != "get" || g.c.Kind == model.Box && mutators[name] {
			of = "gs_box_"
		}
		entry(name, "(PyCFunction)(void (*)(void))"+of+strings.Trim(name, "_"), a.flags, a.signature, a.doc)
	}
	return all.String()
}

// documented is the docstring of a method. Without a signature there is none for inspect.
func documented(name, signature, doc string) string {
	if signature == "" {
		return doc
	}
	return name + signature + "\n--\n\n" + doc
}

type addedMethod struct{ flags, signature, doc string }

// added has the methods of model.Protocols.Added.
var added = map[string]addedMethod{
	"__reversed__": {"METH_NOARGS", "($self)", "An iterator from the last item to the first."},

	"index":  {"METH_FASTCALL", "($self, value, start=0, stop=sys.maxsize, /)", "The first index of a value, or ValueError."},
	"count":  {"METH_O", "($self, value, /)", "How often a value occurs."},
	"get":    {"METH_FASTCALL | METH_KEYWORDS", "($self, key, /, default=None)", "The value of a key, or a default where it is not there."},
	"keys":   {"METH_NOARGS", "($self)", "As of a dict."},
	"values": {"METH_NOARGS", "($self)", "As of a dict."},
	"items":  {"METH_NOARGS", "($self)", "As of a dict."},
}

// mutators are those of shim/objects/boxedit.h.
var mutators = map[string]bool{}

func init() {
	for name, of := range map[string][2]string{
		"append": {"value", "Append value to the end, in Go."}, "extend": {"values", "Append the items, in Go."},
		"insert": {"index, value", "Insert value before index, in Go."}, "pop": {"...", "Remove and return an item, in Go."},
		"remove": {"value", "Remove a value, in Go."}, "clear": {"", "Remove all items, in Go."},
		"reverse": {"", "Reverse in place, in Go."}, "sort": {"*, key=None, reverse=False", "Sort in place, in Go."},
		"popitem": {"", "Remove and return a pair, in Go."}, "update": {"...", "Put all of others, in Go."},
		"setdefault": {"...", "The value of a key, which is put where it is not there, in Go."},
		"isdisjoint": {"other", "Whether it has nothing in common with other."}, "add": {"value", "Add a value, in Go."},
		"discard": {"value", "Remove a value if it is there, in Go."}, "difference_update": {"*others", "Remove what others have, in Go."},
		"intersection_update":         {"*others", "Keep what others have too, in Go."},
		"symmetric_difference_update": {"other", "Keep what is in one of both alone, in Go."},
		"union":                       {"*others", "A set with what others have too."},
		"intersection":                {"*others", "A set of what others have too."},
		"difference":                  {"*others", "A set without what others have."},
		"symmetric_difference":        {"other", "A set of what is in one of both alone."},
		"issubset":                    {"other", "Whether other has all of it."},
		"issuperset":                  {"other", "Whether it has all of other."},
		"copy":                        {"", "Another one with the same items."},
	} {
		mutators[name] = true
		signature := "($self)"
		switch {
		case of[0] == "...":
			signature = "" // as of list and dict, which have none either
		case strings.HasPrefix(of[0], "*"):
			signature = "($self, /, " + of[0] + ")"
		case of[0] != "":
			signature = "($self, " + of[0] + ", /)"
		}
		added[name] = addedMethod{"METH_VARARGS | METH_KEYWORDS", signature, of[1]}
	}
}

// genProtocols writes what type checkers see of them.
func (s *stub) genProtocols(c *model.Class) {
	p := c.Promised()
	if p == nil {
		return
	}
	const in = "    "
	def := func(name, params, result string) {
		if params != "" {
			params = ", " + params
		}
		s.p("%sdef %s(self%s) -> %s: ...", in, name, params, result)
	}
	iterated := s.iterated(p)
	if s.aio {
		if p.Close != nil {
			s.p("%sasync def __aenter__(self) -> _typing.Self: ...", in)
			s.p("%sasync def __aexit__(self, *args: %s) -> None: ...", in, s.scope.Hint("object"))
		}
		if p.Async != "" {
			def("__aiter__", "", "_abc.AsyncIterator["+iterated+"]")
		}
		return
	}
	integer, truth, object := s.scope.Hint("int"), s.scope.Hint("bool"), s.scope.Hint("object")
	if p.Len != nil {
		def("__len__", "", integer)
	}
	if p.AlwaysIs {
		def("__bool__", "", truth)
	}
	if p.Get != nil {
		s.genItems(p, def)
	}
	if p.Has != nil {
		def("__contains__", "x: "+object+", /", truth)
	}
	if p.How != model.NoIteration {
		if p.How == model.IterItself {
			def("__iter__", "", "_typing.Self")
			def("__next__", "", iterated)
		} else {
			def("__iter__", "", "_abc.Iterator["+iterated+"]")
		}
	}
	if p.Sequence && p.Len != nil {
		def("__reversed__", "", "_abc.Iterator["+s.foundHint(p.Get, p.Finds)+"]")
	}
	if p.Close != nil {
		def("__enter__", "", "_typing.Self")
		def("__exit__", "*args: "+object, "None")
	}
	if p.Format != nil {
		def("__format__", "format_spec: "+s.scope.Hint("str")+", /", s.scope.Hint("str"))
	}
	for _, o := range p.Operators {
		params := ""
		if !o.Unary() {
			params = "other: " + o.Method.Params[0].Hint(s.scope) + ", /"
			if o.Own {
				params = "other: " + s.class(c.Package.Python, subscripted(c), model.In) + ", /"
			}
		}
		if o.Slot == "nb_power" {
			params = strings.TrimSuffix(params, "/") + "mod: None = None, /"
		}
		def("__"+o.Name+"__", params, s.scope.Hint(o.Method.Result()))
		switch {
		case o.Reflects:
			def("__r"+o.Name+"__", params, s.scope.Hint(o.Method.Result()))
		case !o.Unary(): // the type has it for the other way round, and it never says more
			params := "other: _typing.Never, /"
			if o.Slot == "nb_power" {
				params = "other: _typing.Never, mod: None = None, /"
			}
			def("__r"+o.Name+"__", params, "_typing.Any")
		}
	}
	for _, property := range p.Properties {
		s.p("%s@%s", in, s.scope.Hint("property"))
		def(property.Python, "", s.scope.Hint(property.Get.ResultHint(0)))
		s.p("%s@%s.setter", in, property.Python)
		def(property.Python, "value: "+property.Set.Params[0].Hint(s.scope)+", /", "None")
	}
	s.genAdded(c, def)
}

// genItems writes x[k].
func (s *stub) genItems(p *model.Protocols, def func(name, params, result string)) {
	value := s.foundHint(p.Get, p.Finds)
	key := s.keyOf(p)
	if p.Sequence {
		key = s.scope.Hint("int")
		s.p("    @_typing.overload")
		def("__getitem__", "index: "+key+", /", value)
		s.p("    @_typing.overload")
		def("__getitem__", "index: "+s.scope.Hint("slice")+", /", s.scope.Hint("list")+"["+value+"]")
	} else {
		def("__getitem__", "key: "+key+", /", value)
	}
	if p.Set != nil {
		def("__setitem__", "key: "+key+", value: "+p.Set.Params[1].Hint(s.scope)+", /", "None")
	}
	if p.Delete != nil {
		def("__delitem__", "key: "+key+", /", "None")
	}
}

func (s *stub) keyOf(p *model.Protocols) string { return p.Get.Params[0].Hint(s.scope) }

// foundHint is what a method finds: not None, if that means nothing.
func (s *stub) foundHint(f *model.Func, finds model.Finds) string {
	return s.scope.Hint(model.Given{By: f, NotNil: finds == model.FindsOrNone}.Hint())
}

// iterated is what an iteration gives.
func (s *stub) iterated(p *model.Protocols) string {
	switch {
	case len(p.Gives) == 2:
		return s.scope.Hint("tuple[" + p.Gives[0].Hint() + ", " + p.Gives[1].Hint() + "]")
	case len(p.Gives) == 1:
		return s.scope.Hint(p.Gives[0].Hint())
	}
	return "_typing.Any"
}

// containerHints are what a container has as keys, and as values or items.
func (s *stub) containerHints(c *model.Class) (key, value string) {
	switch p := c.Protocols; {
	case !p.Plain:
		return s.iterated(p), s.foundHint(p.Get, p.Finds)
	case c.Value.Kind == model.Bytes:
		value = "int"
	case c.Value.Kind == model.Set:
		value = c.Value.Key.HintOut
	default:
		value = c.Value.Elem.HintItem
		if c.Value.Key != nil {
			key = s.scope.Hint(c.Value.Key.HintOut)
		}
	}
	return key, s.scope.Hint(value)
}

// abc is the class of collections.abc that a container is too, as a base.
func (s *stub) abc(c *model.Class) string {
	key, value := s.containerHints(c)
	if strings.HasSuffix(c.Protocols.Registered, "Mapping") {
		value = key + ", " + value
	}
	return "_abc." + c.Protocols.Registered + "[" + value + "]"
}

// genAdded writes the methods of a tuple or a dict.
func (s *stub) genAdded(c *model.Class, def func(name, params, result string)) {
	for _, name := range c.Protocols.Added {
		key, value := s.containerHints(c)
		switch name {
		case "__reversed__":
			def(name, "", "_abc.Iterator["+value+"]")
		case "get":
			s.p("    @_typing.overload")
			def(name, "key: "+key+", /, default: None = None", value+" | None")
			if value != "_typing.Any" {
				s.p("    @_typing.overload")
				def(name, "key: "+key+", /, default: "+value, value)
			}
			note := ""
			if c.Protocols.Registered != "" { // Mapping has a type variable here
				note = ignoreOverride
			}
			s.p("    @_typing.overload")
			s.p("    def get(self, key: %s, /, default: _typing.Any) -> %s | _typing.Any: ...%s", key, value, note)
		case "index":
			integer := s.scope.Hint("int")
			def(name, "value: "+s.scope.Hint("object")+", start: "+integer+" = 0, stop: "+integer+" = ..., /", integer)
		case "count":
			def(name, "value: "+s.scope.Hint("object")+", /", s.scope.Hint("int"))
		case "keys":
			def(name, "", "_abc.KeysView["+key+"]")
		case "values":
			def(name, "", "_abc.ValuesView["+value+"]")
		case "items":
			def(name, "", "_abc.ItemsView["+key+", "+value+"]")
		}
	}
	if c.Mutable {
		s.genMutators(c, def)
	}
}

// genMutators writes what changes a box. What its class of collections.abc has and says as well is left to that.
func (s *stub) genMutators(c *model.Class, def func(name, params, result string)) {
	key, value := s.containerHints(c)
	object, integer := s.scope.Hint("object"), s.scope.Hint("int")
	keyIn, valueIn := "", ""
	if c.Value.Key != nil {
		keyIn = s.scope.HintIn(c.Value.Key.HintIn)
	}
	if c.Value.Elem != nil {
		valueIn = s.scope.HintIn(c.Value.Elem.HintIn)
	}
	operator := func(name string) bool { // a method of Go's
		return slices.ContainsFunc(c.Protocols.Operators, func(o model.Operator) bool { return o.Name == name })
	}
	switch c.Value.Kind {
	case model.List, model.Array:
		s.p("    @_typing.overload")
		def("__setitem__", "index: "+integer+", value: "+valueIn+", /", "None")
		s.p("    @_typing.overload")
		def("__setitem__", "index: "+s.scope.Hint("slice")+", value: _abc.Iterable["+valueIn+"], /", "None")
		if c.Value.Kind == model.List {
			def("__delitem__", "index: "+integer+" | "+s.scope.Hint("slice")+", /", "None")
			if !operator("add") {
				list := s.scope.Hint("list[" + value + "]")
				def("__add__", "other: "+list+", /", list)
				more := valueIn
				switch { // what + takes += takes too, and mypy sees no Any in object
				case strings.Contains(value, "_typing.Any"):
					more = value
				case c.Value.Elem.Kind == model.Dynamic: // whose methods may give an Any
					more = s.scope.Hint(value) + " | " + valueIn
				}
				def("__iadd__", "values: _abc.Iterable["+more+"], /", "_typing.Self")
			}
			if !operator("mul") {
				list := s.scope.Hint("list[" + value + "]")
				def("__mul__", "n: _typing.SupportsIndex, /", list)
				def("__rmul__", "n: _typing.SupportsIndex, /", list)
				def("__imul__", "n: _typing.SupportsIndex, /", "_typing.Self")
			}
		}
	case model.Dict:
		def("__setitem__", "key: "+keyIn+", value: "+valueIn+", /", "None")
		def("__delitem__", "key: "+key+", /", "None")
		if !operator("or") {
			dict := s.scope.Hint("dict[" + key + ", " + value + "]")
			def("__or__", "other: "+dict+", /", dict)
			def("__ror__", "other: "+dict+", /", dict)
			def("__ior__", "other: _abc.Mapping["+key+", "+value+"], /", "_typing.Self")
		}
	}
	abc := strings.HasPrefix(c.Protocols.Registered, "Mutable")
	for _, name := range c.Protocols.Added {
		switch name {
		case "append", "add", "discard":
			in := valueIn
			if c.Value.Kind == model.Set {
				in = keyIn
			}
			def(name, "value: "+in+", /", "None")
		case "extend":
			def(name, "values: _abc.Iterable["+valueIn+"], /", "None")
		case "insert":
			def(name, "index: "+integer+", value: "+valueIn+", /", "None")
		case "sort":
			def(name, "*, key: _abc.Callable[["+value+"], _typing.Any] | None = None, reverse: "+s.scope.Hint("bool")+" = False", "None")
		case "difference_update", "intersection_update":
			def(name, "*others: _abc.Iterable["+object+"]", "None")
		case "symmetric_difference_update":
			def(name, "other: _abc.Iterable["+keyIn+"], /", "None")
		case "isdisjoint", "issubset", "issuperset":
			def(name, "other: _abc.Iterable["+object+"], /", s.scope.Hint("bool"))
		case "union":
			def(name, "*others: _abc.Iterable["+value+"]", s.scope.Hint("set["+value+"]"))
		case "intersection", "difference":
			def(name, "*others: _abc.Iterable["+object+"]", s.scope.Hint("set["+value+"]"))
		case "symmetric_difference":
			def(name, "other: _abc.Iterable["+value+"], /", s.scope.Hint("set["+value+"]"))
		case "copy":
			def(name, "", "_typing.Self")
		case "update":
			if c.Value.Kind == model.Set {
				def(name, "*others: _abc.Iterable["+keyIn+"]", "None")
			} else if !abc {
				def(name, "other: _abc.Mapping["+key+", "+value+"] | _abc.Iterable["+s.scope.Hint("tuple["+key+", "+value+"]")+"] = ..., /, **values: "+value, "None")
			}
		}
		if abc {
			continue
		}
		switch name {
		case "pop":
			params, result := "", value
			if c.Value.Kind == model.List {
				params = "index: " + integer + " = -1, /"
			} else if c.Value.Kind == model.Dict {
				params, result = "key: "+key+", default: _typing.Any = ..., /", "_typing.Any"
			}
			def(name, params, result)
		case "popitem":
			def(name, "", s.scope.Hint("tuple["+key+", "+value+"]"))
		case "setdefault":
			def(name, "key: "+keyIn+", default: "+valueIn+" = ..., /", value)
		case "clear", "reverse":
			def(name, "", "None")
		case "remove":
			def(name, "value: "+value+", /", "None")
		}
	}
}
