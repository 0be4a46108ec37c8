package emit

import (
	"cmp"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"gophersnake/internal/convert"
	"gophersnake/internal/model"
)

// genWire writes, for each composite type, the functions that decode and encode it. The
// linker drops those that nothing calls.
func genWire(w *writer, m *model.Module) {
	genErrorChoices(w, m)
	for _, t := range m.Types {
		switch {
		case t.Func != nil:
			genCallable(w, t)
		case t.Kind == model.Dynamic:
			genDynamic(w, t)
		case t.Kind == model.Error:
			genErrorValue(w, t)
		case t.Flow != nil:
			genStream(w, t)
		case t.ReadBody != "":
			genPair(w, t, t.ReadBody, t.WriteBody)
		}
		genMemory(w, t)
		if t.EditBody != "" {
			w.p("func %s(e *rt.Edit, p *%s) { %s }", t.Edit, t.Go, t.EditBody)
		}
		if t.LiveBody != "" {
			w.p("func %s(w *rt.Encoder, v *%s) { %s }", t.Live, t.Go, t.LiveBody)
		}
	}
}

func genPair(w *writer, t *model.Type, read, write string) {
	w.p("")
	w.p("func in%d(r *rt.Decoder) %s { %s }", t.ID, t.Go, read)
	w.p("func out%d(w *rt.Encoder, v %s) { %s }", t.ID, t.Go, write)
}

// genStream writes the functions of an iterator or a channel.
func genStream(w *writer, t *model.Type) {
	if t.Flow.Reader {
		genPair(w, t, t.ReadBody, t.WriteBody)
		return
	}
	of := t.Elem.Write
	read, write := "return rt.ReadSeq(r, "+t.Elem.Read+")", "rt.WriteSeq"
	switch {
	case t.Kind == model.Chan:
		genPair(w, t, t.ReadBody, t.WriteBody)
		return
	case t.Kind == model.Channel:
		read, write = t.ReadBody, "rt.WriteChan"
	case t.Flow.Errors:
		read, write = "return rt.ReadErrors(r, "+t.Elem.Read+")", "rt.WriteErrors"
	case t.Key != nil:
		read, write = "return rt.ReadSeq2(r, "+t.Key.Read+", "+t.Elem.Read+")", "rt.WriteSeq2"
		of = t.Key.Write + ", " + of
	}
	genPair(w, t, read, write+"(w, v, "+of+")")
}

// firstChoice is what stands in a wire buffer for the first choice: GS_FIRST_CHOICE
// in shim/objects/interface.h.
const firstChoice = 4

// genDynamic writes the functions of an interface: what it holds is one of the choices
// or, in Python, an instance of the interface's own class.
func genDynamic(w *writer, t *model.Type) {
	var read, write strings.Builder
	genChoiceCases(&read, &write, t.Class.Choices, firstChoice, "return")
	if len(t.Class.Calls) > 0 {
		forms := []string{"Implementation"}
		switch {
		case len(t.Class.Calls) == 1: // a callable will do
			forms = append(forms, "Method")
		case t.Class.Error:
			forms = append(forms, "Exception")
		}
		for i, reads := range forms {
			fmt.Fprintf(&read, "case %d: ", 2+i)
			readImplementation(&read, strconv.Itoa(t.ID), reads, t.Class.Calls)
		}
	}
	for i, wide := range t.Class.Wider {
		fmt.Fprintf(&read, "case %d: ", firstChoice+len(t.Class.Choices)+i)
		if wide.Of != nil {
			fmt.Fprintf(&read, "return %s(r)\n", wide.Of.Read)
			continue
		}
		read.WriteString("r.Choice()\n") // there is one
		readImplementation(&read, wideName(t, i), "Implementation", wide.Calls)
	}
	if t.Len == convert.TakesFolder {
		read.WriteString("case rt.Folder: return rt.ReadFolder(r)\ncase rt.Tree: return rt.ReadTree(r)\n")
	}
	held := "rt.WriteHeld(w, v)"
	if len(t.Class.Quick) > 0 {
		held = fmt.Sprintf("rt.WriteQuick(w, v, &quick%d)", t.ID)
		genQuick(w, t)
	}
	if t.Class.Error {
		held = "rt.WriteHeldError(w, v)"
	} else if write.Len() > 0 {
		held = "switch v := v.(type) {\n" + write.String() + "}\n" + held
	}
	genPair(w, t, "switch r.Choice() {\ncase 0: return nil\n"+read.String()+"}\nreturn rt.ReadHeld(r).("+t.Go+")", held)
	genImplementations(w, t)
}

// genQuick writes which methods of which types are quick.
func genQuick(w *writer, t *model.Type) {
	w.p("")
	w.p("var quick%d = rt.Quick{Types: map[string]uint8{", t.ID)
	for _, q := range t.Class.Quick {
		w.p("%q: %d,", q.Type, q.Methods)
	}
	w.p("}}")
}

// readImplementation writes the body that reads a Python object as a type of genImplementation.
func readImplementation(w *strings.Builder, name, reads string, calls []model.Call) {
	fmt.Fprintf(w, "o := &object%[1]s{implementation: rt.Read%[2]s(r)}\nm := &methods%[1]s{}\n", name, reads)
	for i, c := range calls {
		fmt.Fprintf(w, "m.f%d = %s(r)\n", i, c.Type.Read)
	}
	fmt.Fprintf(w, "o = objects%s.Held(o)\no.methods.Store(m)\nreturn o\n", name)
}

// wideName tells the types of an interface with more methods apart.
func wideName(t *model.Type, i int) string { return fmt.Sprintf("%dx%d", t.ID, i) }

// genImplementations writes the types of Python objects in Go that implement an interface.
func genImplementations(w *writer, t *model.Type) {
	if len(t.Class.Calls) == 0 {
		return
	}
	genImplementation(w, strconv.Itoa(t.ID), t.Class.Calls)
	if t.Class.Error && !slices.ContainsFunc(t.Class.Calls, func(c model.Call) bool { return c.Go == "As" }) {
		w.p("func (o *object%d) As(target any) bool { return rt.AsException(o, target) }", t.ID)
	}
	for i, wide := range t.Class.Wider {
		if wide.Of == nil {
			genImplementation(w, wideName(t, i), wide.Calls)
		}
	}
}

// genImplementation writes the type of a Python object in Go: it has the methods of the
// interface, each a function that calls the object's.
func genImplementation(w *writer, name string, calls []model.Call) {
	w.p("")
	w.p("type methods%s struct {", name)
	for i, c := range calls {
		w.p("f%d %s", i, c.Type.Go)
	}
	w.p("}")
	w.p("")
	w.p("type object%[1]s struct {\nimplementation\nmethods atomic.Pointer[methods%[1]s]\n}", name)
	w.p("")
	w.p("var objects%[1]s rt.Implementations[object%[1]s]", name)
	w.p("")
	for i, c := range calls {
		if c.Reads {
			w.p("func (o *object%s) Read(p []byte) (int, error) { return rt.ReadBy(p, o.methods.Load().f%d) }", name, i)
			continue
		}
		params, names, results := callableGo(c.Type.Func)
		keyword := "return "
		if results == "" {
			keyword = ""
		}
		w.p("func (o *object%s) %s(%s) (%s) { %so.methods.Load().f%d(%s) }", name, c.Go, params, results, keyword, i, names)
	}
}

// callableGo writes the parameters of a func type, the arguments that pass them on, and the
// results.
func callableGo(f *model.FuncType) (params, names, results string) {
	var all, passed, given []string
	for i, p := range f.Params {
		name, dots := fmt.Sprintf("a%d", i), ""
		if f.Variadic && i == len(f.Params)-1 {
			dots = "..."
		}
		all = append(all, name+" "+dots+p.Go)
		passed = append(passed, name+dots)
	}
	for _, r := range f.Results {
		given = append(given, r.Go)
	}
	if f.CommaOK {
		given = append(given, "bool")
	}
	if f.Error {
		given = append(given, cmp.Or(f.ErrorType, "error"))
	}
	return strings.Join(all, ", "), strings.Join(passed, ", "), strings.Join(given, ", ")
}

// valueOf writes a choice that an interface holds by value: an instance over a copy,
// or the plain value.
func valueOf(c model.Choice) string {
	if c.Class.Kind == model.Struct || c.Class.Kind == model.Box {
		return "rt.WriteValue(w, v)"
	}
	return c.Type.Write + "(w, v)"
}

// genChoiceCases writes the cases of two switches, over the number of a choice and over the
// dynamic type of v. The latter ends with a statement.
func genChoiceCases(read, write *strings.Builder, choices []model.Choice, first int, end string) {
	for i, c := range choices {
		fmt.Fprintf(read, "case %d: return %s(r)\n", first+i, c.Type.Read)
		if c.Pointer != "" {
			fmt.Fprintf(write, "case %s: if v != nil { w.Choice(%d); rt.WritePtr(w, v); %s }\n", c.Pointer, first+i, end)
		}
		if c.Value != "" {
			copied := ""
			if c.Class.Kind == model.Struct || c.Class.Kind == model.Box {
				copied = " | rt.ByValue"
			}
			fmt.Fprintf(write, "case %s: w.Choice(%d%s); %s\n %s\n", c.Value, first+i, copied, valueOf(c), end)
		}
	}
}
