package emit

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"gophersnake/internal/model"
	"gophersnake/internal/naming"
)

// genCallable writes, for a func type, the Go function that calls a Python
// callable, and the functions of the wire buffer.
func genCallable(w *writer, t *model.Type) {
	f := t.Func
	if f.Opaque {
		w.p("")
		w.p("func call%d(*rt.Callable) %s { panic(\"gophersnake: no Python callable is a %s\") }", t.ID, t.Go, f.Name)
		genPair(w, t, fmt.Sprintf("return rt.ReadFunc(r, call%d)", t.ID), "rt.WriteFunc(w, v, 0)")
		return
	}
	context := slices.IndexFunc(f.Params, func(p model.FuncParam) bool { return p.Type == nil })
	var params, names, results []string
	for i, p := range f.Params {
		name, dots := fmt.Sprintf("a%d", i), ""
		if p.Type == nil && i != context {
			name = "_"
		}
		if f.Variadic && i == len(f.Params)-1 {
			dots = "..."
		}
		params = append(params, name+" "+dots+p.Go)
		names = append(names, name)
	}
	for i, r := range f.Results {
		results = append(results, fmt.Sprintf("r%d %s", i, r.Go))
	}
	if f.CommaOK {
		results = append(results, "ok bool")
	}
	if f.Error {
		results = append(results, "err "+cmp.Or(f.ErrorType, "error"))
	}
	w.p("")
	// not inlined, so that there is one piece of code to know these functions by
	w.p("//go:noinline")
	w.p("func call%d(c *rt.Callable) %s {", t.ID, t.Go)
	w.p("return func(%s) (%s) {", strings.Join(params, ", "), strings.Join(results, ", "))
	w.p("k := c.Begin()")
	if context >= 0 {
		w.p("k.In(%s)", names[context])
	}
	for i, p := range f.Params {
		if p.Type != nil {
			w.p("%s(&k.Args, %s)", p.Type.Write, names[i])
		}
	}
	switch {
	case f.ErrorType != "":
		w.p("if found, raised := rt.RunAs[%s](k); raised {", f.ErrorType)
		w.p("err = found")
		w.p("return")
		w.p("}")
	case f.Error:
		w.p("if err = k.Run(); err != nil {")
		w.p("return")
		w.p("}")
	default:
		w.p("k.MustRun()")
	}
	genWrittenBack(w, f, names)
	if f.CommaOK {
		w.p("if ok = rt.ReadBool[bool](&k.Results); ok {")
	}
	for i, r := range f.Results {
		w.p("r%d = %s(&k.Results)", i, r.Read)
	}
	if f.CommaOK {
		w.p("}")
	}
	w.p("k.End()")
	w.p("return")
	w.p("}")
	w.p("}")
	// in a function, since a call may lead to one that looks at the variable
	w.p("var code%d rt.Code", t.ID)
	w.p("func init() { code%d = rt.CodeOf(call%d) }", t.ID, t.ID)
	genPair(w, t, fmt.Sprintf("return rt.ReadFunc(r, call%d)", t.ID), fmt.Sprintf("rt.WriteFunc(w, v, code%d)", t.ID))
}

// genSignature writes the table by which the shim calls Python callables of a func
// type, and the thunk by which Python calls Go functions of it.
func genSignature(w *writer, t *model.Type) {
	f := t.Func
	if f.Opaque {
		// of a C function of its own, by which the shim knows those that come home
		w.p("static PyObject *O%d_invoke(PyObject *self, PyObject *args) {", t.ID)
		w.p("    (void)self, (void)args;")
		w.p("    return gs_opaque_called(%s);", cString(f.Name))
		w.p("}")
		w.p("static PyMethodDef S%d_invoke[] = { { %s, O%d_invoke, METH_VARARGS, %s } };", t.ID, cString(naming.Snake(f.Name)), t.ID, cString("A Go function of the type "+f.Name+", to be passed to Go."))
		w.p("static const gs_signature S%d = { 0, 0, 0, 0, NULL, NULL, S%d_invoke, 1, 0, 0 };", t.ID, t.ID)
		return
	}
	list := func(name string, types []*model.Type) string {
		if len(types) == 0 {
			return "NULL"
		}
		var refs []string
		for _, t := range types {
			refs = append(refs, fmt.Sprintf("&T%d", t.ID))
		}
		w.p("static const gs_type *const S%d_%s[] = { %s };", t.ID, name, strings.Join(refs, ", "))
		return fmt.Sprintf("S%d_%s", t.ID, name)
	}
	params, results, invoke := list("params", f.Crossing()), list("results", f.Results), "NULL"
	if f.Invoke != nil { // else it is of a method: no such function comes to Python
		invoke = fmt.Sprintf("S%d_invoke", t.ID)
		genMethods(w, invoke, []*model.Func{f.Invoke}, "")
	}
	flag := map[bool]int{true: 1}
	back := uint64(0)
	for i, p := range f.Crossing() {
		if f.Written(p, i) {
			back |= 1 << i
		}
	}
	w.p("static const gs_signature S%d = { %d, %d, %d, %d, %s, %s, %s, 0, %d, %d };", t.ID, len(f.Crossing()), len(f.Results), flag[f.Variadic], flag[f.CommaOK], params, results, invoke, flag[f.Error], back)
}

// genWrittenBack sets the slices and maps that a Python callable may have written.
func genWrittenBack(w *writer, f *model.FuncType, names []string) {
	crossing, open := 0, false
	for i, p := range f.Params {
		if p.Type == nil {
			continue
		}
		if f.Written(p.Type, crossing) {
			if !open {
				w.p("if rt.ReadBool[bool](&k.Results) {")
				open = true
			}
			genSet(w, p.Type, names[i])
		}
		crossing++
	}
	if open {
		w.p("}")
	}
}

// genSet sets what a callable has got to what it has become.
func genSet(w *writer, t *model.Type, name string) {
	now, to := t.Read+"(&k.Results)", t.Pointed()
	switch {
	case to == nil && t.IsMap() && t.Plain().Kind != model.Boxed:
		w.p("rt.SetMap(%s, %s, %s)", name, now, memory{maps: true}.entry(t.Plain()))
	case to == nil:
		w.p("copy(%s, %s)", name, now)
	case to.IsMap():
		w.p("rt.SetMapAt(%s, %s, %s)", name, now, memory{maps: true}.entry(to))
	case to.Kind == model.Array:
		w.p("if now := %s; %s != nil && now != nil {", now, name)
		w.p("rt.SetArrayAt(%s[:], now[:], %s)", name, memory{maps: true}.of(to.Elem))
		w.p("}")
	default:
		w.p("rt.SetSliceAt(%s, %s, %s)", name, now, memory{maps: true}.of(to.Elem))
	}
}
