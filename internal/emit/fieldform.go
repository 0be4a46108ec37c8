package emit

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"

	"gophersnake/internal/model"
)

// Getters and setters are one C function for all fields of a form, such as "text": what differs between these, the
// function of the core and the tables that it refers to, is in a table for each field, which is Python's closure. Packages
// of structs have thousands of fields and some dozen forms, and to compile a function for each field took most of the time.

// fieldForms are the functions that were written.
type fieldForms struct {
	names map[string]string // of thunks, by the text of their bodies
	of    map[*model.Func]fieldForm
}

func newFieldForms() *fieldForms {
	return &fieldForms{map[string]string{}, map[*model.Func]fieldForm{}}
}

// A fieldForm is the function of one getter or setter, and the tables that its gs_field has for it.
type fieldForm struct {
	thunk  string
	tables []string
}

// fieldTables is how many tables of one side a gs_field has room for.
const fieldTables = 2

// tableRef matches a reference to a generated table in a body.
var tableRef = regexp.MustCompile(`&([CT])(\d+)\b`)

// tableTypes are the C types of these tables.
var tableTypes = map[string]string{"C": "gs_class *", "T": "const gs_type *"}

// fieldSide is where a gs_field has what a getter or a setter needs.
func fieldSide(f *model.Func) (fn, tables string) {
	if f.Shape == model.FieldGet {
		return "get", "gives"
	}
	return "set", "takes"
}

// formOf is a body with all that differs between fields taken out of it, and the tables.
func formOf(f *model.Func, body string) (text string, refs []string) {
	fn, tables := fieldSide(f)
	if f.Shape == model.FieldGet {
		body = strings.ReplaceAll(body, fmt.Sprintf("&L%d,", f.ID), "field->live,")
	}
	body = strings.ReplaceAll(body, fmt.Sprintf("(&f.h, %d,", f.ID), fmt.Sprintf("(&f.h, field->%s->number,", fn))
	text = tableRef.ReplaceAllStringFunc(body, func(ref string) string {
		at := len(refs)
		for i, r := range refs {
			if r == ref {
				at = i
			}
		}
		if at == fieldTables {
			return ref // a form of its own
		}
		if at == len(refs) {
			refs = append(refs, ref)
		}
		return fmt.Sprintf("((%s)field->%s[%d])", tableTypes[ref[1:2]], tables, at)
	})
	return text, refs
}

// thunk writes the getter or the setter of a field, unless it wrote the same for another.
func (forms *fieldForms) thunk(w *writer, f *model.Func) {
	var body writer
	genSteps(&body, f)
	text, tables := formOf(f, body.String())
	macro := "GS_GETTER"
	if f.Shape == model.FieldSet {
		macro = "GS_SETTER"
		if f.Getter != nil && f.Getter.Live {
			macro = "GS_SETTER_LIVE"
		}
	}
	key := macro + text
	if forms.names[key] == "" {
		forms.names[key] = thunkName(f)
		w.p("GS_INLINE PyObject *b%d(gs_call *c, const gs_field *field, PyObject *self, PyObject *const *v) {", f.ID)
		w.WriteString(text)
		w.p("%s(%s, b%d)", macro, thunkName(f), f.ID)
	}
	forms.of[f] = fieldForm{forms.names[key], tables}
}

// field writes the table of field i of a class, and gives its getter, its setter and what they get as their closure.
func (forms *fieldForms) field(w *writer, c *model.Class, i int, f *model.Field) (get, set, closure string) {
	name := fmt.Sprintf("P%d_%d", c.ID, i)
	if f.Get != nil || f.Set != nil {
		name = fieldTable(f)
	}
	getter, setter := forms.of[f.Get], forms.of[f.Set]
	get, set = getter.thunk, setter.thunk
	if f.Set != nil && f.Set.Held {
		set = thunkName(f.Set)
	}
	at, live, expected := "0", "NULL", "NULL"
	if f.Offset >= 0 { // Python reads it where it lies
		at = strconv.Itoa(f.Offset)
		if f.Type.Class != nil {
			getter.tables = []string{fmt.Sprintf("&C%d", f.Type.Class.ID)}
		}
		if kind := f.Type.Plain().Kind; !kind.Number() {
			get = forms.once(w, "get_view", "GS_GET_VIEW(get_view)")
		} else {
			expected = cString(f.Type.Expected)
			set = forms.once(w, "set_"+kind.C(), "GS_SET_NUMBER(set_%[1]s, %[1]s)", kind.C())
			if f.Type.Kind == model.Named {
				get = forms.once(w, "get_named_"+kind.C(), "GS_GET_NAMED(get_named_%[1]s, %[1]s)", kind.C())
			} else {
				get = forms.once(w, "get_"+kind.C(), "GS_GET_NUMBER(get_%[1]s, %[1]s)", kind.C())
			}
		}
	}
	if f.Get != nil && f.Get.Live {
		live = fmt.Sprintf("&L%d", f.Get.ID)
	}
	w.p("static const gs_field %s = { %s, %s, { %s }, { %s }, %s, %s, %s, %s };", name, fnRef(f.Get), fnRef(f.Set), tablesOf(getter), tablesOf(setter), live, at,
		cString(f.Python), expected)
	return get, set, "(void *)&" + name
}

// once writes a function for all fields of a kind.
func (forms *fieldForms) once(w *writer, name, macro string, args ...any) string {
	if forms.names[name] == "" {
		forms.names[name] = name
		w.p(macro, args...)
	}
	return name
}

// fieldTable is the name of a field's table, where its getter or its setter calls the core.
func fieldTable(f *model.Field) string {
	if f.Get != nil {
		return tableOf(f.Get)
	}
	return tableOf(f.Set)
}

func tableOf(f *model.Func) string { return fmt.Sprintf("D%d", f.ID) }

func fnRef(f *model.Func) string {
	if f == nil {
		return "NULL"
	}
	return fmt.Sprintf("&F%d", f.ID)
}

func tablesOf(form fieldForm) string {
	if len(form.tables) == 0 {
		return "NULL"
	}
	return strings.Join(form.tables, ", ")
}
