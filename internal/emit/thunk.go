package emit

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"gophersnake/internal/model"
)

func genThunk(w *writer, f *model.Func, forms *fieldForms) {
	switch f.Shape {
	case model.Zero, model.Equal, model.Order, model.Hash, model.Copy, model.Encode, model.Text, model.BoxPlain, model.BoxShown, model.Next, model.Stop, model.Describe, model.Is, model.FromText, model.FromArray, model.MakePointer, model.Pointee, model.FileDo, model.RunRows, model.Edit:
		return // shim/objects/object.h, named.h, interface.h and stream.h call these themselves
	}
	w.p("")
	w.p("/* %s */", f.Go)
	fn := fmt.Sprintf("F%d", f.ID)
	genParams(w, fn, f.Params)
	genFn(w, fn, fn, shownName(f), profiledNumber(f), f.Params, f.Options, false)
	if f.Live {
		w.p("static const gs_live L%d;", f.ID)
	}
	switch {
	case f.Shape == model.FieldGet:
		if f.Live {
			w.p("static const gs_field %s;", tableOf(f))
		}
		forms.thunk(w, f)
		genLiveTable(w, f, forms.of[f].thunk, "NULL", "&"+tableOf(f))
		return
	case f.Shape == model.FieldSet && !f.Held:
		forms.thunk(w, f)
		return
	}
	genBody(w, f)
	body, thunk, n := fmt.Sprintf("b%d", f.ID), thunkName(f), len(f.Params)
	if f.Unnamed {
		return
	}
	if len(f.Overloads) > 0 {
		w.p("static const gs_overloads O%d;", f.ID)
		w.p("static gs_async_function *const O%d_async[%d];", f.ID, len(f.Overloads))
	}
	if f.OverloadOf != nil {
		if isLastOverload(f) {
			genOverloads(w, f.OverloadOf)
		}
		return
	}
	switch f.Shape {
	case model.FieldSet:
		if t := f.Params[0].Type; t.Kind == model.Callable {
			w.p("GS_SETTER_HELD(%s, %s, %s, &T%d)", thunk, fn, body, t.ID)
		} else {
			w.p("GS_SETTER_HELD(%s, %s, %s, NULL)", thunk, fn, body)
		}
	case model.VarGet:
		w.p("GS_VAR_GET(%s, %s, %s)", thunk, fn, body)
		genLiveTable(w, f, "NULL", thunk, "NULL")
	case model.VarSet:
		if f.Getter.Live {
			w.p("GS_VAR_SET_LIVE(%s, %s, %s, L%d)", thunk, fn, body, f.Getter.ID)
			break
		}
		w.p("GS_VAR_SET(%s, %s, %s)", thunk, fn, body)
	case model.BoxMake:
		if f.Recv.Items > 0 {
			w.p("GS_NEW_ITEMS(%s, %s, %s, %d, C%d)", thunk, fn, body, n, f.Recv.ID)
			break
		}
		w.p("GS_NEW_CALL(%s, %s, %s, %d, C%d)", thunk, fn, body, n, f.Recv.ID)
	default:
		if n == 0 {
			w.p("GS_NOARGS(%s, %s, %s)", thunk, fn, body)
			if f.Shape == model.Function {
				w.p("GS_NOARGS_FAST(%s, %s)", thunk, fn)
			}
		} else {
			w.p("GS_FASTCALL(%s, %s, %s, %d)", thunk, fn, body, n)
		}
	}
}

func thunkName(f *model.Func) string { return fmt.Sprintf("t%d", f.ID) }

// genBody writes the steps of a call in order: arguments into the frame, the crossing,
// results out of it.
func genBody(w *writer, f *model.Func) {
	inline := "GS_INLINE"
	if f.OverloadOf != nil {
		inline = "static GS_NOINLINE"
	}
	w.p("%s PyObject *b%d(gs_call *c, PyObject *self, PyObject *const *v) {", inline, f.ID)
	genSteps(w, f)
}

// genSteps is what is between the braces of a body, and the second of them.
func genSteps(w *writer, f *model.Func) {
	w.p("    GS_FRAME(f, %d, %d);", f.Words, f.Scratch)
	w.p("    PyObject *out = NULL;")
	w.p("    int r;")
	if f.Interrupt {
		w.p("    gs_interrupted interrupted = { NULL, NULL, NULL };")
	}
	w.p("    (void)self, (void)v;")
	if f.RecvType != nil {
		genSelf(w, f)
	}
	for i, p := range f.Params {
		w.p("    %s;", argumentStep(p, i, f.ParamWords[i]))
		if p.Passing != model.Copied && !p.Lent() && p.Type.Kind != model.Callable {
			w.p("    %s;", guardStep(p, i, f.ParamWords[i]))
		}
	}
	hold := "GS_RELEASE"
	switch f.GIL {
	case model.Hold:
		hold = "GS_HOLD"
	case model.HoldSmall:
		hold = smallArguments(f)
	}
	if f.Quick != 0 {
		hold = fmt.Sprintf("GS_QUICK(self, %d)", f.Quick)
	}
	if f.GIL != model.Release && f.CallsBack() {
		hold = callsPython(f, hold)
	}
	if f.Interrupt {
		w.p("    r = gs_enter_interruptible(&f.h, %d, &interrupted);", f.ID)
	} else if f.Alone {
		w.p("    {")
		w.p("        GS_OTHERS_WAIT();")
		genDirectEnter(w, f, hold)
		w.p("    }")
	} else {
		genDirectEnter(w, f, hold)
	}
	if f.Gives() {
		w.p("    gs_gave(c, r);")
	}
	w.p("    if (GS_UNLIKELY(r)) {")
	switch {
	case f.Error && len(f.Results) > 0:
		w.p("        const uint64_t *e = f.w + (r == GS_CODE_ERROR ? %d : 0);", f.ErrorWord)
		w.p("        PyObject *results = NULL;")
		w.p("        if (gs_has_results(r, e)) {")
		genTuple(w, f, "results")
		w.p("        }")
		w.p("        out = gs_raise(r, e, results);")
	case f.Error:
		w.p("        out = gs_raise(r, f.w + (r == GS_CODE_ERROR ? %d : 0), NULL);", f.ErrorWord)
	default:
		w.p("        out = gs_raise(r, f.w, NULL);")
	}
	if f.Shape == model.Method && f.Recv.Makers != "" {
		w.p("        if (r == GS_CODE_PANIC) gs_panic_hint(&C%d);", f.Recv.ID)
	}
	w.p("        goto done;")
	w.p("    }")
	if f.CommaOK {
		w.p("    if (!f.w[%d]) {", f.OKWord)
		w.p("        out = Py_NewRef(Py_None);")
		w.p("        goto done;")
		w.p("    }")
	}
	switch len(f.Results) {
	case 0:
		w.p("    out = Py_NewRef(Py_None);")
	case 1:
		step := resultOf(f, 0)
		switch t := f.Results[0]; {
		case f.Live:
			step = liveStep(f)
		case t.Kind == model.Dynamic && (f.Shape == model.FieldGet || f.Shape == model.VarGet):
			step = fmt.Sprintf("gs_interface_field_out(&T%d, f.w + %d, %s)", t.ID, f.ResultWords[0], api(f))
		}
		w.p("    out = %s;", step)
	default:
		w.p("    {")
		genTuple(w, f, "out")
		w.p("    }")
	}
	w.p("done:")
	if slices.ContainsFunc(f.Params, (*model.Param).Lent) {
		w.p("    out = gs_lent_back(c, out);")
	}
	w.p("    gs_done(c);")
	if f.Interrupt { // an exception of a handler's comes first: then the next call tells
		w.p("    if (GS_UNLIKELY(f.h.nfree < 0) && !interrupted.type) out = gs_raise_panic(&f.h, out);")
	} else {
		w.p("    if (GS_UNLIKELY(f.h.nfree < 0)) out = gs_raise_panic(&f.h, out);")
	}
	if f.Interrupt {
		w.p("    return gs_interrupted_end(&interrupted, out);")
	} else {
		w.p("    return out;")
	}
	w.p("}")
}

// smallArguments is the C condition under which the call keeps the GIL: the sizes of
// its arguments. An argument that may be of any size has its length in its second word.
func smallArguments(f *model.Func) string {
	var lengths []string
	for i, p := range f.Params {
		switch plain := p.Type.Plain(); {
		case plain.Kind == model.List && plain.Direct:
			lengths = append(lengths, fmt.Sprintf("f.w[%d] * gs_number_size[%s]", f.ParamWords[i]+1, plain.Elem.Kind.C()))
		case p.Sized():
			lengths = append(lengths, fmt.Sprintf("f.w[%d]", f.ParamWords[i]+1))
		}
	}
	return strings.Join(lengths, " + ") + " <= GS_SMALL"
}

// callsPython is the condition under which the call keeps the GIL and calls back: the
// callables that it borrows are Python functions. A Go function that came back from
// Python may block.
func callsPython(f *model.Func, hold string) string {
	conditions := []string{}
	if f.GIL == model.HoldSmall {
		conditions = append(conditions, hold)
	}
	for i, p := range f.Params {
		if p.Type.Kind == model.Callable {
			conditions = append(conditions, fmt.Sprintf("(!f.w[%d] || f.w[%d])", f.ParamWords[i], f.ParamWords[i]+1))
		}
	}
	return strings.Join(conditions, " && ") + " ? GS_CALLING : GS_RELEASE"
}

// genTuple makes a tuple of the results, even of one.
func genTuple(w *writer, f *model.Func, into string) {
	var parts []string
	for i := range f.Results {
		parts = append(parts, resultOf(f, i))
	}
	w.p("        PyObject *items[] = { %s };", strings.Join(parts, ", "))
	w.p("        %s = gs_tuple(items, %d);", into, len(parts))
}

// genSelf puts the receiver into the frame. Python has checked its type.
func genSelf(w *writer, f *model.Func) {
	switch f.RecvType.Kind {
	case model.Ref:
		self := "GS_SELF"
		if f.Shape == model.FieldGet || f.Shape == model.FieldSet {
			self = "GS_SELF_FIELD"
		}
		w.p("    %s(%d);", self, f.SelfWord)
	default: // a number or a string
		plain := f.RecvType.Plain()
		if plain.Kind == model.Str {
			w.p("    r = gs_str_in(c, self, f.w + %d);", f.SelfWord)
		} else {
			w.p("    r = gs_number_in(%s, self, f.w + %d);", plain.Kind.C(), f.SelfWord)
		}
		fits := "NULL"
		if plain.Kind.Number() {
			fits = "gs_number_fits(" + plain.Kind.C() + ")"
		}
		w.p("    if (GS_UNLIKELY(r)) {")
		w.p("        gs_self_error(r, self, %s, %s);", cString(plain.Expected), fits)
		w.p("        goto done;")
		w.p("    }")
	}
}

// api is the C expression of the API of instances in a result. Instances in fields have
// the API of the instance that contains them.
func api(f *model.Func) string {
	if f.Shape == model.FieldGet && f.RecvType.Kind == model.Ref {
		return "gs_api_of(self)"
	}
	if f.Shape == model.VarGet {
		return "self ? GS_ASYNC_API : GS_SYNC_API"
	}
	return "GS_SYNC_API"
}

// resultOf makes result i.
func resultOf(f *model.Func, i int) string {
	t := f.Results[i]
	if f.ReturnsReceiver(i) {
		return fmt.Sprintf("gs_object_out_or_self(&C%d, self, f.w + %d, %s)", t.Class.ID, f.ResultWords[i], api(f))
	}
	return resultStep(t, f.ResultWords[i], api(f))
}

func resultStep(t *model.Type, word int, api string) string {
	if t.Kind == model.Named && t.Direct {
		return fmt.Sprintf("gs_named_wrap(&C%d, %s)", t.Class.ID, resultStep(t.Elem, word, api))
	}
	switch t.ResultWay() {
	case model.ByNumber:
		return fmt.Sprintf("gs_number_out(%s, f.w + %d)", t.Kind.C(), word)
	case model.ByText:
		return fmt.Sprintf("gs_str_out(f.w + %d)", word)
	case model.ByDuration:
		return fmt.Sprintf("gs_duration_out(f.w + %d)", word)
	case model.ByBytes:
		return fmt.Sprintf("gs_bytes_out(f.w + %d)", word)
	case model.ByNumbers:
		return fmt.Sprintf("gs_numbers_out(%s, f.w + %d)", t.Elem.Kind.C(), word)
	case model.ByObject:
		return fmt.Sprintf("gs_object_out(&C%d, f.w + %d, %s)", t.Class.ID, word, api)
	}
	return fmt.Sprintf("gs_wire_out(&T%d, f.w + %d, %s)", t.ID, word, api)
}

// liveStep makes a container that stands for the one in a field or a variable.
func liveStep(f *model.Func) string {
	form := "gs_live_out"
	if f.Results[0].Direct {
		form = "gs_live_numbers"
	}
	return fmt.Sprintf("%s(&L%d, self, f.w + %d, %s)", form, f.ID, f.ResultWords[0], api(f))
}

// genLiveTable describes a field or a variable to its containers.
func genLiveTable(w *writer, f *model.Func, get, variable, closure string) {
	if f.Live {
		w.p("static const gs_live L%d = { %s, %s, &T%d, %s, %s, %s };", f.ID, cString(f.LiveName), index(f.Edit), f.Results[0].ID, get, variable, closure)
	}
}

// index is the number of a crossing that there may be.
func index(f *model.Func) string {
	if f == nil {
		return "GS_NO_FN"
	}
	return strconv.Itoa(f.ID)
}
