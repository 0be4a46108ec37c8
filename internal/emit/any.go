package emit

import (
	"strconv"
	"strings"

	"gophersnake/internal/model"
)

// anyTypes are the types of any, and the func types, the interfaces that Python objects can
// implement and converted types of the standard library whose values they can hold, in the order
// of their numbers. Both are empty where nothing has such a type.
func anyTypes(m *model.Module) (values, funcs []*model.Type) {
	for _, t := range m.Types {
		switch {
		case t.Kind == model.Any:
			values = append(values, t)
		case t.Func != nil && t.Func.Invoke != nil, t.Kind == model.NetipAddr, t.Kind == model.NetipPrefix, t.OfOther:
			funcs = append(funcs, t)
		case t.Kind == model.Dynamic && len(t.Class.Calls) > 0 && t.Go == t.Class.GoType: // Python objects that implement it
			funcs = append(funcs, t)
		}
	}
	if len(values) == 0 {
		return nil, nil
	}
	return values, funcs
}

// genAny tells the runtime which types have classes, in the order of these, and which
// func types Python can call.
func genAny(w *writer, m *model.Module) {
	values, funcs := anyTypes(m)
	if len(values) == 0 {
		return
	}
	w.p("rt.AnyTypes([]rt.AnyClass{")
	for _, c := range m.Classes {
		how := ""
		if c.AsPointer {
			how = ", Pointer: true"
		}
		if c.Kind == model.Box {
			how += ", Box: true"
		}
		w.p("{Type: (*%s)(nil)%s},", c.GoType, how)
	}
	w.p("}, []rt.AnyFunc{")
	for _, t := range funcs {
		if t.Func == nil {
			w.p("{Type: (*%s)(nil), Read: func(r *rt.Decoder) any { return %s(r) }, Write: func(w *rt.Encoder, v any) { %s(w, v.(%s)) }},", t.Go, t.Read, t.Write, t.Go)
			continue
		}
		read := ""
		if t == values[0].Call {
			read = ", Read: func(r *rt.Decoder) any { return " + t.Read + "(r) }"
		}
		w.p("{Type: (*%s)(nil), Code: &code%d%s},", t.Go, t.ID, read)
	}
	w.p("})")
}

// genAnyFuncs lists these func types for the shim.
func genAnyFuncs(w *writer, m *model.Module) {
	values, funcs := anyTypes(m)
	if len(values) == 0 {
		return
	}
	var refs strings.Builder
	for _, t := range funcs {
		w.p("static const gs_type T%d;", t.ID)
		refs.WriteString("&T" + strconv.Itoa(t.ID) + ", ")
	}
	w.p("static const gs_type *const gs_any_funcs[] = { %sNULL };", refs.String())
}
