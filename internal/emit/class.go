package emit

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"gophersnake/internal/model"
)

// genClass writes a class: the tables of its parts, and the gs_class that names them.
func genClass(w *writer, c *model.Class, snapshots []model.Snapshot, forms *fieldForms) {
	w.p("")
	w.p("/* class %s */", c.Python)
	class := &initializer{}
	class.set("name", cString(c.Python))
	class.set("doc", cStringOrNull(classDoc(c)))
	class.set("what", []string{"GS_CLASS_STRUCT", "GS_CLASS_BOX", "GS_CLASS_INT", "GS_CLASS_FLOAT", "GS_CLASS_STR", "GS_CLASS_ENUM", "GS_CLASS_INTERFACE"}[c.Kind])
	class.number("package", c.Package.Index)
	class.number("size", c.Size)
	class.number("copy", model.SnapshotOf(snapshots, model.Snapshot{Class: c}))
	class.number("behind", c.Own())
	class.set("async", fmt.Sprintf("C%d_async", c.ID))
	class.flag("lacks", c.Lacks)
	class.flag("frozen", c.Frozen)
	class.flag("of_objects", c.OfObjects)
	class.flag("as_pointer", c.AsPointer)
	class.set("plain", cStringOrNull(c.Sync))
	class.set("makers", cStringOrNull(c.Makers))
	genClassMembers(w, c, class, forms)
	genConstruction(w, c, class)
	genEnumMembers(w, c, class)
	genBox(w, c, class)
	genInstances(w, c, class)
	genErrorClass(w, c, class)
	setComparison(c, class)
	setForeign(c, class)
	if c.State != nil {
		genState(w, c)
		class.set("state", fmt.Sprintf("&C%d_state", c.ID))
	}
	class.set("columns", genTableColumns(w, c))
	w.p("static gs_class C%d = {", c.ID)
	class.write(w)
	w.p("};")
	if c.Kind != model.Interface { // those have them from a common base
		w.p("GS_CLASS_SLOTS(C%d)", c.ID)
	}
}

// genClassMembers writes the tables of fields, of methods and of protocols.
func genClassMembers(w *writer, c *model.Class, class *initializer, forms *fieldForms) {
	own := 0
	for _, f := range c.Fields {
		if !f.Promoted {
			own++
		}
	}
	class.number("nfields", own)
	class.number("api_getset", len(c.Fields))
	properties, protocols := genProtocols(w, c)
	if len(c.Fields) > 0 || c.HasAsyncAPI() {
		genGetSet(w, c, properties, forms)
		class.set("getset", fmt.Sprintf("C%d_getset", c.ID))
	}
	genAsyncList(w, fmt.Sprintf("C%d_async", c.ID), c.Methods)
	more := genZero(w, c) + genViews(w, c) + protocols
	if len(c.Methods) > 0 || more != "" {
		methods := fmt.Sprintf("C%d_methods", c.ID)
		genMethodsAnd(w, methods, c.Methods, "$self", strings.TrimSuffix(more, "\n"))
		class.set("methods", methods)
	}
	if c.Protocols != nil {
		class.set("protocol", fmt.Sprintf("&C%d_protocol", c.ID))
		class.set("slots", fmt.Sprintf("C%d_protocol_slots", c.ID))
		class.set("finish", "gs_protocol_finish")
		class.set("finish_async", "gs_protocol_async")
	}
}

// genGetSet writes the attributes: fields, properties of protocols, and the asynchronous API.
func genGetSet(w *writer, c *model.Class, properties string, forms *fieldForms) {
	var entries writer
	for i, f := range c.Fields {
		get, set, closure := forms.field(w, c, i, f)
		entries.p("    { %s, %s, %s, %s, %s },", cString(f.Python), get, set, cString(fieldDoc(f)), closure)
	}
	w.p("static PyGetSetDef C%d_getset[] = {", c.ID)
	w.Write(entries.Bytes())
	if c.HasAsyncAPI() {
		w.p("    { %s, gs_object_aio, NULL, \"The same, with async methods.\", &C%d },", cString(c.Aio), c.ID)
	}
	w.WriteString(properties)
	w.p("    { NULL, NULL, NULL, NULL, NULL },")
	w.p("};")
}

// genZero writes the class method that makes a zero value. Its result is its entry in the table of methods.
func genZero(w *writer, c *model.Class) string {
	if c.ZeroName == "" {
		return ""
	}
	w.p("static PyObject *C%d_zero_value(PyObject *t, PyObject *unused) { (void)unused; return gs_object_make(&C%d, (PyTypeObject *)t, NULL); }", c.ID, c.ID)
	return fmt.Sprintf("    { %s, C%d_zero_value, METH_NOARGS | METH_CLASS, %s },\n", cString(c.ZeroName), c.ID, cString(c.ZeroName+"($type)\n--\n\n"+zeroDoc))
}

// genViews writes the methods of a box that are those of its plain value. Its result is their entries in the table of methods.
func genViews(w *writer, c *model.Class) string {
	entries := ""
	for _, view := range c.Views {
		if view == "put" {
			w.p("static PyObject *C%d_put(PyObject *self, PyObject *args, PyObject *kw) { return gs_box_forward(&C%d, self, \"put\", args, kw); }", c.ID, c.ID)
			entries += fmt.Sprintf("    { \"put\", (PyCFunction)(void (*)(void))C%d_put, METH_VARARGS | METH_KEYWORDS, %s },\n", c.ID, cString("put($self, item, /, timeout=None)\n--\n\nSend an item."))
			continue
		}
		w.p("static PyObject *C%d_%s(PyObject *self, PyObject *unused) { (void)unused; return gs_box_view(&C%d, self, %s); }", c.ID, view, c.ID, cString(view))
		entries += fmt.Sprintf("    { %s, C%d_%s, METH_NOARGS, %s },\n", cString(view), c.ID, view, cString(view+"($self)\n--\n\nAs of its plain value."))
	}
	return entries
}

// genConstruction writes how calling the class makes an instance.
func genConstruction(w *writer, c *model.Class, class *initializer) {
	fields := "NULL"
	if c.Kind == model.Struct {
		name := fmt.Sprintf("C%d_fields", c.ID)
		fields = "&" + name
		genParams(w, name, fieldParams(c))
		genFn(w, name, name, c.Python, noNumber, fieldParams(c), nil, true)
	}
	makeName, call := "NULL", fields
	switch {
	case c.Kind == model.Box:
		makeName, call = thunkName(c.Constructor), fmt.Sprintf("&F%d", c.Constructor.ID)
	case c.Kind == model.Struct && c.Constructor != nil:
		makeName, call = fmt.Sprintf("C%d_new", c.ID), fmt.Sprintf("&C%d_call", c.ID)
		f := c.Constructor
		genFn(w, fmt.Sprintf("C%d_call", c.ID), fmt.Sprintf("F%d", f.ID), c.Python, profiledNumber(f), f.Params, f.Options, false) // messages name the class
		if c.Generic && f.OverloadOf != nil {
			w.p("GS_NEW_OVERLOADED(%s, C%d_call, O%d_call, b%d, %d, C%d)", makeName, c.ID, f.OverloadOf.ID, f.ID, len(f.Params), c.ID)
			break
		}
		w.p("GS_NEW_CALL(%s, C%d_call, b%d, %d, C%d)", makeName, c.ID, f.ID, len(f.Params), c.ID)
	case c.Kind == model.Struct:
		makeName = fmt.Sprintf("C%d_new", c.ID)
		w.p("GS_NEW_FIELDS(%s, C%d_fields, %d, C%d)", makeName, c.ID, len(fieldParams(c)), c.ID)
	}
	class.set("fields", fields)
	class.set("call", call)
	class.set("make", makeName)
}

// genEnumMembers writes the members of an enum.
func genEnumMembers(w *writer, c *model.Class, class *initializer) {
	class.flag("flags", c.Flags)
	if len(c.Members) == 0 {
		return
	}
	w.p("static const gs_member C%d_members[] = {", c.ID)
	for _, m := range c.Members {
		w.p("    { %s, %s },", cString(m.Python), cString(m.Value))
	}
	w.p("};")
	class.set("members", fmt.Sprintf("C%d_members", c.ID))
	class.number("nmembers", len(c.Members))
}

// genBox writes what a box does with its plain value.
func genBox(w *writer, c *model.Class, class *initializer) {
	if c.Value != nil {
		class.set("value", fmt.Sprintf("&T%d", c.Value.ID))
	}
	class.set("get", index(c.Plain))
	class.set("shown", index(c.Shown))
	class.flag("shows_items", c.ShowsItems)
	if c.Shown == nil {
		return
	}
	genLiveTable(w, c.Shown, "gs_box_read", "NULL", "NULL")
	class.set("live", fmt.Sprintf("&L%d", c.Shown.ID))
	class.flag("mutable", c.Mutable)
	class.flag("numbers", c.Shown.Results[0].Direct)
}

// genInstances lists the instances of a generic class.
func genInstances(w *writer, c *model.Class, class *initializer) {
	if !c.Generic {
		return
	}
	w.p("static const gs_instance C%d_instances[] = {", c.ID)
	for _, i := range c.Instances {
		w.p("    { &C%d, %s },", i.Class.ID, cString(i.Args))
	}
	w.p("    { NULL, NULL },")
	w.p("};")
	class.set("generic", "gs_generic_add")
	class.set("instances", fmt.Sprintf("C%d_instances", c.ID))
}

// genErrorClass writes what the exceptions of an error type are.
func genErrorClass(w *writer, c *model.Class, class *initializer) {
	if len(c.ErrorBases) > 0 {
		var refs strings.Builder
		for _, base := range c.ErrorBases {
			fmt.Fprintf(&refs, "&C%d, ", base.ID)
		}
		w.p("static gs_class *const C%d_error_bases[] = { %sNULL };", c.ID, refs.String())
	}
	if !c.Error {
		return
	}
	class.flag("error", true)
	class.set("raises", cStringOrNull(c.Raises))
	if len(c.ErrorBases) > 0 {
		class.set("error_bases", fmt.Sprintf("C%d_error_bases", c.ID))
	}
}

// setComparison sets the crossings by which instances are made, compared, hashed and shown.
func setComparison(c *model.Class, class *initializer) {
	class.set("zero", index(c.Zero))
	class.set("eq", index(c.Equal))
	class.set("order", index(c.Order))
	class.flag("less", c.Order != nil && c.Order.Call == "Less")
	hash := index(c.HashFunc)
	if c.Unhashable {
		hash = "GS_HASH_NONE"
	}
	class.set("hash", hash)
	class.set("str", index(c.Str))
	class.set("text", cStringOrNull(c.TextMethod))
	class.set("is", index(c.Is))
}

// setForeign sets what is taken in place of an instance: files, text, arrays.
func setForeign(c *model.Class, class *initializer) {
	class.set("file", index(c.File))
	class.flag("reads", c.Reads)
	if c.FromText != nil {
		class.set("other", "gs_kin_in")
		class.number("from_text", c.FromText.ID)
		class.number("kin", int(c.Kin))
	}
	if c.FromArray != nil {
		class.number("from_array", c.FromArray.ID)
		class.set("array", typeRef(c.FromArray.Params[0].Type))
		class.set("copied", typeRef(c.FromArray.Results[1]))
	}
}

// classDoc begins with the signature if instances are made by calling the class, as
// Python's own classes do.
func classDoc(c *model.Class) string {
	if c.Kind != model.Struct && c.Kind != model.Box {
		return c.Doc
	}
	params := construction(c).Parameters(&model.Scope{}, "", false)
	if c.Items > 0 {
		params += ", *items"
	}
	return fmt.Sprintf("%s(%s)\n--\n\n%s", c.Python, params, c.Doc)
}

// construction is a function with the parameters of calling a class: those of its constructor, and
// as keywords the fields that can be set behind it; or the fields.
func construction(c *model.Class) *model.Func {
	if c.Constructor == nil {
		params := zeroes(fieldParams(c))
		for _, p := range params[c.Own():] { // there may be none
			p.Default = "..."
		}
		return &model.Func{Params: params}
	}
	if c.Kind != model.Struct || c.Frozen {
		return c.Constructor
	}
	made := *c.Constructor
	made.Params = slices.Clone(made.Params)
	byConstructor := map[string]string{}
	for _, f := range c.Fields {
		byConstructor[f.Python] = f.Made
	}
	for _, f := range fieldParams(c) {
		if made.Takes(f.Python) {
			continue
		}
		f.Kind, f.Default = model.KeywordOnly, cmp.Or(byConstructor[f.Python], "...")
		made.Params = append(made.Params, f)
	}
	return &made
}

// zeroes has parameters with the zero values that stand for what is left out, as they are
// written in Python.
func zeroes(params []*model.Param) []*model.Param {
	var all []*model.Param
	for _, p := range params {
		shown := *p
		shown.Default = p.Type.ZeroLiteral()
		all = append(all, &shown)
	}
	return all
}
