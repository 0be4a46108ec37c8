package emit

import (
	"fmt"
	"regexp"

	"gophersnake/internal/model"
)

// genTableColumns lists the fields that are columns of a table of structs.
func genTableColumns(w *writer, c *model.Class) string {
	if c.Kind != model.Struct {
		return "NULL"
	}
	name := fmt.Sprintf("C%d_columns", c.ID)
	w.p("static const gs_class_column %s[] = {", name)
	for _, f := range c.Fields {
		if f.Column {
			w.p("    { %s, %s },", cString(f.Python), typeRef(f.Type))
		}
	}
	w.p("    { NULL, NULL },")
	w.p("};")
	return name
}

// fieldDoc is the docstring of a field: its type, where Go says nothing of it.
func fieldDoc(f *model.Field) string {
	if f.Doc != "" {
		return f.Doc
	}
	return stubModule.ReplaceAllString((&model.Scope{}).Hint(f.Hint()), "$1.")
}

// stubModule is a module as stubs call it: _datetime.
var stubModule = regexp.MustCompile(`\b_([a-z]+)\.`)

// fieldParams are the fields as parameters of the constructor: those of the struct itself, and
// by keyword those of the structs that it embeds, last those behind pointers, which are set when there is something.
func fieldParams(c *model.Class) []*model.Param {
	var params []*model.Param
	for _, f := range c.Fields {
		kind := model.PositionalOrKeyword
		if f.Promoted {
			kind = model.KeywordOnly
		}
		if !f.Lost || c.Constructor != nil {
			params = append(params, &model.Param{Go: f.Go, Python: f.Python, Type: f.Type, Kind: kind})
		}
	}
	return params
}

// genField writes the accessors that work in place.
func genField(w *writer, c *model.Class, i int, f *model.Field) {
	if f.Offset < 0 {
		return
	}
	plain := f.Type.Plain()
	if !plain.Kind.Number() {
		w.p("static PyObject *C%d_get%d(PyObject *self, void *x) { (void)x; return gs_field_view(&C%d, self, %d); }", c.ID, i, f.Type.Class.ID, f.Offset)
		return
	}
	get := fmt.Sprintf("gs_field_number_get(%s, self, %d)", plain.Kind.C(), f.Offset)
	if f.Type.Kind == model.Named {
		get = fmt.Sprintf("gs_named_wrap(&C%d, %s)", f.Type.Class.ID, get)
	}
	w.p("static PyObject *C%d_get%d(PyObject *self, void *x) { (void)x; return %s; }", c.ID, i, get)
	w.p("static int C%d_set%d(PyObject *self, PyObject *v, void *x) { (void)x; return gs_field_number_set(%s, self, %d, v, %s, %s); }", c.ID, i, plain.Kind.C(), f.Offset,
		cString(f.Python), cString(f.Type.Expected))
}
