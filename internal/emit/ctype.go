package emit

import (
	"fmt"
	"strconv"
	"strings"

	"gophersnake/internal/model"
)

// genType writes the description of a type. The value of an optional is described a
// second time, since messages about it must say that None is allowed.
func genType(w *writer, t *model.Type) {
	elem := typeRef(t.Elem)
	if t.Kind == model.Boxed && t.Items() != nil { // for what goes back: values/lent.h
		elem = typeRef(t.Class.Value)
		w.p("static const gs_type T%d;", t.Class.Value.ID)
	}
	if t.Kind == model.Opt {
		describe(w, fmt.Sprintf("T%d_elem", t.ID), t.Elem, typeRef(t.Elem.Elem), t.Expected)
		elem = fmt.Sprintf("&T%d_elem", t.ID)
	}
	describe(w, fmt.Sprintf("T%d", t.ID), t, elem, t.Expected)
}

func typeRef(t *model.Type) string {
	if t == nil {
		return "NULL"
	}
	return fmt.Sprintf("&T%d", t.ID)
}

func describe(w *writer, name string, t *model.Type, elem, expected string) {
	cls := "NULL"
	if t.Class != nil {
		cls = fmt.Sprintf("&C%d", t.Class.ID)
	}
	signature := "NULL"
	if t.Func != nil {
		signature = fmt.Sprintf("&S%d", t.ID)
	}
	flow := "NULL"
	if t.Flow != nil {
		flow = fmt.Sprintf("&W%d", t.ID)
	}
	choices, calls, wider := "NULL", "NULL", "NULL"
	if t.Kind == model.Dynamic {
		choices = fmt.Sprintf("C%d_choices", t.Class.ID)
		if len(t.Class.Calls) > 0 {
			calls = fmt.Sprintf("&C%d_calls", t.Class.ID)
		}
		wider = describeWider(w, name, t)
	}
	if t.Kind == model.Any {
		elem, choices = fmt.Sprintf("&T%d", t.Call.ID), "gs_any_funcs"
	}
	if t.Kind == model.Error {
		choices = "gs_error_choices"
	}
	if t.Kind == model.Chan {
		choices = fmt.Sprintf("T%d_put", t.ID)
		w.p("static const gs_type T%d;", t.Call.ID)
		w.p("static const gs_type *const %s[] = { &T%d, NULL };", choices, t.Call.ID)
	}
	w.p("static const gs_type %s __attribute__((unused)) = { %s, &gs_%s_ops, %d, %s, %s, %s, %s, %s, %s, %s, %s, %s }; /* %s */", name, t.Kind.C(), t.Kind.Family(), t.Len, elem, typeRef(t.Key), cls, cString(expected), signature, flow, choices, calls, wider, t.Go)
}

// describeWider lists what a Python object with more methods than those of an interface can be.
func describeWider(w *writer, name string, t *model.Type) string {
	if len(t.Class.Wider) == 0 {
		return "NULL"
	}
	var refs []string
	for i, wide := range t.Class.Wider {
		if wide.Of != nil {
			w.p("static const gs_type T%d;", wide.Of.ID)
			refs = append(refs, fmt.Sprintf("&T%d, ", wide.Of.ID))
			continue
		}
		of := fmt.Sprintf("%s_wide%d", name, i)
		genCalls(w, of, wide.Calls)
		w.p("static const gs_type %[1]s = { %[2]s, &gs_%[3]s_ops, %[4]d, NULL, NULL, &C%[5]d, %[6]s, NULL, NULL, C%[5]d_choices, &%[1]s_calls, NULL };",
			of, t.Kind.C(), t.Kind.Family(), t.Len, t.Class.ID, cString(t.Expected))
		refs = append(refs, "&"+of+", ")
	}
	w.p("static const gs_type *const %s_wider[] = { %sNULL };", name, strings.Join(refs, ""))
	return name + "_wider"
}

// genChoices lists what a value of an interface can be.
func genChoices(w *writer, c *model.Class) {
	if c.Kind != model.Interface {
		return
	}
	genChoiceList(w, fmt.Sprintf("C%d_choices", c.ID), c.Choices, c.Go)
	if len(c.Calls) == 0 {
		return
	}
	genCalls(w, fmt.Sprintf("C%d", c.ID), c.Calls)
}

// genCalls writes how Go calls the methods of a Python object.
func genCalls(w *writer, name string, calls []model.Call) {
	var names, types, takes []string
	for _, call := range calls {
		w.p("static const gs_type T%d;", call.Type.ID)
		names = append(names, cString(call.Python))
		types = append(types, fmt.Sprintf("&T%d", call.Type.ID))
		takes = append(takes, strconv.Itoa(len(call.Type.Func.Crossing())-oneIf(call.Type.Func.Variadic)))
	}
	w.p("static const char *const %s_call_names[] = { %s };", name, strings.Join(names, ", "))
	w.p("static const gs_type *const %s_call_types[] = { %s };", name, strings.Join(types, ", "))
	w.p("static const short %s_call_takes[] = { %s };", name, strings.Join(takes, ", "))
	w.p("static const gs_calls %[1]s_calls = { %[2]d, %[1]s_call_names, %[1]s_call_types, %[1]s_call_takes };", name, len(calls))
}

func genChoiceList(w *writer, name string, choices []model.Choice, of string) {
	var refs []string
	for _, choice := range choices {
		w.p("static const gs_type T%d;", choice.Type.ID)
		refs = append(refs, fmt.Sprintf("&T%d, ", choice.Type.ID))
	}
	w.p("static const gs_type *const %s[] = { %sNULL }; /* of %s */", name, strings.Join(refs, ""), of)
}
