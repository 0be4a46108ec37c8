#include "batch/table.h"
#include "abi/attributes.h"
#include "abi/exclusion.h"
#include "abi/typespec.h"
#include "call/call.h"
#include "core/extension.h"
#include "objects/object.h"
#include "values/array.h"
#include "values/arrowout.h"
#include "values/wire.h"
#include <stdlib.h>
#include <string.h>

typedef struct gs_table {
    PyObject_HEAD
    struct ArrowSchema schema;
    struct ArrowArray array;
} gs_table;

static PyTypeObject *gs_table_type;

/* ---- columns of values ---- */

/* What a column is built of: values in a list, all of a type or None. */
typedef struct gs_built {
    const gs_type *type;
    PyObject *values;
    const char *name;
    const struct gs_built *up; /* what it is a part of, or NULL */
} gs_built;

static int gs_build(const gs_built *b, struct ArrowSchema *s, struct ArrowArray *x);

/* Whether a column is that of the items of lists or of maps. */
static int gs_build_is_items(const gs_built *b) {
    if (!b->up) return 0;
    int kind = b->up->type->kind;
    return kind == GS_LIST || kind == GS_ARRAY || kind == GS_SET || kind == GS_DICT;
}

static GS_COLD int gs_build_refuse(const gs_built *b, const char *why) {
    const gs_built *field = b;
    while (gs_build_is_items(field)) field = field->up;
    PyErr_Format(PyExc_TypeError, "the column '%s' is of %s, %s", field->name, b->type->expected, why);
    return -1;
}

/* Whether it is a part of structs of the same class. */
static int gs_build_is_within(const gs_built *b) {
    for (const gs_built *of = b->up; of; of = of->up)
        if ((of->type->kind == GS_OBJ || of->type->kind == GS_REF) && of->type->cls == b->type->cls) return 1;
    return 0;
}

/* The bits of the values that are not None, and how many are; NULL without an exception if all are not. */
static gs_memory *gs_build_bits(PyObject *values, int64_t *nulls) {
    Py_ssize_t n = PyList_Size(values);
    gs_memory *bits = NULL;
    *nulls = 0;
    for (Py_ssize_t i = 0; i < n; i++) {
        if (PyList_GetItem(values, i) != Py_None) continue;
        if (!bits) {
            if (!(bits = gs_memory_new(((size_t)n + 7) / 8, 0))) return NULL;
            memset(bits->at, 0xff, bits->size);
        }
        bits->at[i >> 3] &= (char)~(1 << (i & 7));
        ++*nulls;
    }
    return bits;
}

/* A time or a duration as a number: microseconds since 1970, or nanoseconds. */
static int gs_build_moment(const gs_type *ty, PyObject *v, int64_t *out) {
    static const gs_path path = { NULL, GS_AT_ARG, "item", NULL, 0, NULL };
    gs_call c = { 0 };
    gs_encoder t;
    gs_encoder_init(&t, &c);
    int r = gs_encode(&t, ty, v, &path);
    int64_t w[2] = { 0, 0 };
    if (!r) memcpy(w, t.p, t.len < sizeof w ? t.len : sizeof w);
    gs_done(&c);
    if (!r && ty->kind == GS_TIME && (__builtin_mul_overflow(w[0], 1000000, out) || __builtin_add_overflow(*out, w[1] / 1000, out))) {
        PyErr_SetString(PyExc_OverflowError, "a time that Arrow's microseconds can't reach");
        r = -1;
    } else if (ty->kind == GS_DURATION) {
        *out = w[0];
    }
    return r;
}

/* Item i of an array of one value for each row. */
static int gs_build_item(const gs_built *b, gs_array *a, Py_ssize_t i, PyObject *v) {
    static const gs_path path = { NULL, GS_AT_ARG, "item", NULL, 0, NULL };
    const char *p = NULL;
    Py_ssize_t n = 0;
    uint64_t w[2] = { 0, 0 };
    int r;
    switch (b->type->kind) {
    case GS_STR: return (p = PyUnicode_AsUTF8AndSize(v, &n)) ? gs_array_set_some(a, i, p, (size_t)n) : -1;
    case GS_BYTES: return PyBytes_AsStringAndSize(v, (char **)(uintptr_t)&p, &n) ? -1 : gs_array_set_some(a, i, p, (size_t)n);
    case GS_TIME:
    case GS_DURATION:
        if (gs_build_moment(b->type, v, (int64_t *)w)) return -1;
        break;
    default:
        r = gs_number_in(b->type->kind, v, w);
        if (r) return gs_argerror_value(&path, r, b->type->expected, v);
    }
    gs_array_set_number(a, i, w);
    return 0;
}

/* Numbers, text, bytes, times. format: "" for that of the array. */
static int gs_build_plain(const gs_built *b, const char *format, struct ArrowSchema *s, struct ArrowArray *x) {
    Py_ssize_t n = PyList_Size(b->values);
    int kind = b->type->kind, text = kind == GS_STR || kind == GS_BYTES;
    gs_array *a = gs_array_new(text ? GS_STR : GS_IS_NUMBER(kind) ? kind : GS_I64, 0, n);
    int r = a ? 0 : -1;
    for (Py_ssize_t i = 0; !r && i < n; i++) {
        PyObject *v = Py_XNewRef(PyList_GetItem(b->values, i)); /* the conversion may run code that changes the list */
        r = !v ? -1 : v == Py_None ? gs_array_set_null(a, i) : gs_build_item(b, a, i, v);
        Py_XDECREF(v);
    }
    if (!r) {
        gs_array_filled(a);
        r = *format ? gs_schema_fill(s, format, b->name, 0) : gs_array_export_schema(a, s, b->name);
    }
    if (!r) r = gs_array_export(a, x);
    Py_XDECREF((PyObject *)a);
    return r;
}

static int gs_build_lists(const gs_built *b, struct ArrowSchema *s, struct ArrowArray *x) {
    Py_ssize_t n = PyList_Size(b->values);
    PyObject *flat = PyList_New(0);
    gs_memory *held[2] = { NULL, gs_memory_new(((size_t)n + 1) * 8, 1) };
    int64_t nulls = 0, *offsets = held[1] ? (int64_t *)(void *)held[1]->at : NULL;
    int r = flat && offsets ? gs_schema_fill(s, "+L", b->name, 1) : -1;
    for (Py_ssize_t i = 0; !r && i < n; i++) {
        PyObject *v = PyList_GetItem(b->values, i), *items = !v || v == Py_None ? NULL : PySequence_List(v);
        if (items) r = PyList_SetSlice(flat, PyList_Size(flat), PyList_Size(flat), items);
        else if (PyErr_Occurred()) r = -1;
        Py_XDECREF(items);
        if (!r) offsets[i + 1] = PyList_Size(flat);
    }
    if (!r) {
        held[0] = gs_build_bits(b->values, &nulls);
        r = PyErr_Occurred() ? -1 : 0;
    }
    if (r) {
        gs_memory_drop(held[0]);
        gs_memory_drop(held[1]);
    } else {
        r = gs_arrow_fill(x, n, nulls, 2, held, 1);
        gs_built below = { gs_items_of(b->type), flat, "item", b };
        if (!r) r = gs_build(&below, s->children[0], x->children[0]);
    }
    Py_XDECREF(flat);
    return r;
}

/* A field of all rows. */
static PyObject *gs_build_field(PyObject *values, const char *name) {
    Py_ssize_t n = PyList_Size(values);
    PyObject *all = PyList_New(n), *key = all ? PyUnicode_InternFromString(name) : NULL;
    if (all && !key) gs_drop(&all);
    for (Py_ssize_t i = 0; all && i < n; i++) {
        PyObject *v = PyList_GetItem(values, i);
        PyObject *field = !v ? NULL : v == Py_None ? Py_NewRef(v) : PyObject_GetAttr(v, key);
        if (!field || PyList_SetItem(all, i, field)) gs_drop(&all);
    }
    Py_XDECREF(key);
    return all;
}

static int gs_build_structs(const gs_built *b, const gs_class *cls, struct ArrowSchema *s, struct ArrowArray *x) {
    int n = 0;
    while (cls->columns && cls->columns[n].name) n++;
    if (!n) return gs_build_refuse(b, "which has no fields that Arrow could have");
    int64_t nulls = 0;
    gs_memory *bits = gs_build_bits(b->values, &nulls);
    if (PyErr_Occurred()) return -1;
    if (gs_arrow_fill(x, PyList_Size(b->values), nulls, 1, &bits, n) || gs_schema_fill(s, "+s", b->name, n)) return -1;
    int r = 0;
    for (int i = 0; !r && i < n; i++) {
        PyObject *values = gs_build_field(b->values, cls->columns[i].name);
        gs_built below = { cls->columns[i].type, values, cls->columns[i].name, b };
        r = values ? gs_build(&below, s->children[i], x->children[i]) : -1;
        Py_XDECREF(values);
    }
    return r;
}

/* Adds the keys and the values of a dict to two lists. 0, or -1 with an exception. */
static int gs_build_pairs(PyObject *dict, PyObject *keys, PyObject *values) {
    PyObject *pairs = PyMapping_Items(dict);
    int r = pairs ? 0 : -1;
    for (Py_ssize_t i = 0; !r && i < PyList_Size(pairs); i++) {
        PyObject *pair = PyList_GetItem(pairs, i);
        r = PyList_Append(keys, PyTuple_GetItem(pair, 0)) || PyList_Append(values, PyTuple_GetItem(pair, 1)) ? -1 : 0;
    }
    Py_XDECREF(pairs);
    return r;
}

/* Dicts: lists of structs of a key and a value. */
static int gs_build_maps(const gs_built *b, struct ArrowSchema *s, struct ArrowArray *x) {
    Py_ssize_t n = PyList_Size(b->values);
    PyObject *sides[2] = { PyList_New(0), PyList_New(0) };
    gs_memory *held[2] = { NULL, gs_memory_new(((size_t)n + 1) * 4, 1) }, *none = NULL;
    int64_t nulls = 0;
    int32_t *offsets = held[1] ? (int32_t *)(void *)held[1]->at : NULL;
    int r = sides[0] && sides[1] && offsets ? gs_schema_fill(s, "+m", b->name, 1) : -1;
    for (Py_ssize_t i = 0; !r && i < n; i++) {
        PyObject *v = PyList_GetItem(b->values, i);
        r = v == Py_None ? 0 : gs_build_pairs(v, sides[0], sides[1]);
        if (!r && PyList_Size(sides[0]) > INT32_MAX) r = gs_build_refuse(b, "with more keys than Arrow's maps can have");
        if (!r) offsets[i + 1] = (int32_t)PyList_Size(sides[0]);
    }
    if (!r) {
        held[0] = gs_build_bits(b->values, &nulls);
        r = PyErr_Occurred() ? -1 : 0;
    }
    if (r) {
        gs_memory_drop(held[0]);
        gs_memory_drop(held[1]);
    } else {
        r = gs_arrow_fill(x, n, nulls, 2, held, 1);
        if (!r) r = gs_schema_fill(s->children[0], "+s", "entries", 2) || gs_arrow_fill(x->children[0], PyList_Size(sides[0]), 0, 1, &none, 2) ? -1 : 0;
        for (int k = 0; !r && k < 2; k++) {
            gs_built below = { k ? b->type->elem : b->type->key, sides[k], k ? "value" : "key", b };
            r = gs_build(&below, s->children[0]->children[k], x->children[0]->children[k]);
        }
        if (!r) s->children[0]->flags = s->children[0]->children[0]->flags = 0; /* neither entries nor keys are null */
    }
    Py_XDECREF(sides[0]);
    Py_XDECREF(sides[1]);
    return r;
}

/* Whether values of a type are a column of Arrow's. */
static int gs_build_can(const gs_type *ty, int depth) {
    enum { DEEPEST = 32 };
    if (!ty || depth > DEEPEST) return 0;
    switch (ty->kind) {
    case GS_STR:
    case GS_BYTES:
    case GS_TIME:
    case GS_DURATION: return 1;
    case GS_C64:
    case GS_C128: return 0;
    case GS_OPT:
    case GS_NAMED: return gs_build_can(ty->elem, depth + 1);
    case GS_LIST:
    case GS_ARRAY:
    case GS_SET: return gs_build_can(gs_items_of(ty), depth + 1);
    case GS_NDARRAY: return gs_build_can(ty->key, depth + 1);
    case GS_DICT: return gs_build_can(ty->key, depth + 1) && gs_build_can(ty->elem, depth + 1);
    case GS_OBJ:
    case GS_REF:
        if (ty->cls->what != GS_CLASS_STRUCT || !ty->cls->columns || !ty->cls->columns->name) return 0;
        for (const gs_class_column *c = ty->cls->columns; c->name; c++)
            if (!gs_build_can(c->type, depth + 1)) return 0;
        return 1;
    }
    return GS_IS_NUMBER(ty->kind);
}

static int gs_build(const gs_built *b, struct ArrowSchema *s, struct ArrowArray *x) {
    const gs_type *ty = b->type;
    gs_built under = *b;
    under.type = ty->elem;
    switch (ty->kind) {
    case GS_OPT:
    case GS_NAMED: return gs_build(&under, s, x);
    case GS_STR: return gs_build_plain(b, "", s, x);
    case GS_BYTES: return gs_build_plain(b, "Z", s, x);
    case GS_TIME: return gs_build_plain(b, "tsu:UTC", s, x);
    case GS_DURATION: return gs_build_plain(b, "tDn", s, x);
    case GS_LIST:
    case GS_ARRAY:
    case GS_SET: return gs_build_lists(b, s, x);
    case GS_NDARRAY: under.type = ty->key; return gs_build(&under, s, x);
    case GS_DICT: return gs_build_maps(b, s, x);
    case GS_OBJ:
    case GS_REF:
        if (ty->kind == GS_REF && ty->cls->what != GS_CLASS_STRUCT) break;
        return gs_build_is_within(b) ? gs_build_refuse(b, "and contains itself") : gs_build_structs(b, ty->cls, s, x);
    }
    return GS_IS_NUMBER(ty->kind) ? gs_build_plain(b, "", s, x) : gs_build_refuse(b, "which Arrow does not have");
}

/* ---- the object ---- */

static const gs_class *gs_table_class(PyObject *type) {
    for (int i = 0; i < gs_this.nclasses; i++) {
        const gs_class *c = gs_this.classes[i];
        if ((PyObject *)c->type == type || (c->aio && (PyObject *)c->aio == type)) return c;
    }
    return NULL;
}

static int gs_table_rows(const gs_class *cls, PyObject *rows) {
    for (Py_ssize_t i = 0; i < PyList_Size(rows); i++) {
        PyObject *o = PyList_GetItem(rows, i);
        if (o == Py_None || gs_is_of(cls, o)) continue;
        PyObject *got = PyType_GetQualName(Py_TYPE(o));
        if (got) PyErr_Format(PyExc_TypeError, "row %zd: expected %s, got %U", i, cls->name, got);
        Py_XDECREF(got);
        return -1;
    }
    return 0;
}

static GS_COLD int gs_table_init(PyObject *native);

PyObject *gs_table_of(PyObject *native, PyObject *args) {
    PyObject *type = PyTuple_Size(args) == 2 ? PyTuple_GetItem(args, 0) : NULL, *rows = type ? PyTuple_GetItem(args, 1) : NULL;
    const gs_class *cls = type ? gs_table_class(type) : NULL;
    if (!cls || cls->what != GS_CLASS_STRUCT || !PyList_Check(rows))
        return PyErr_Occurred() ? NULL : PyErr_Format(PyExc_TypeError, "a class of structs of this package and a list of instances are wanted");
    if (gs_table_init(native) || gs_table_rows(cls, rows)) return NULL;
    gs_table *t = (gs_table *)PyType_GenericAlloc(gs_table_type, 0);
    if (!t) return NULL;
    gs_type of = { .kind = GS_OBJ, .cls = (gs_class *)cls, .expected = cls->name };
    gs_built b = { &of, rows, "", NULL };
    if (gs_build_structs(&b, cls, &t->schema, &t->array)) gs_drop((PyObject **)&t);
    return (PyObject *)t;
}

int gs_table_export(const gs_type *type, PyObject *values, const char *name, struct ArrowSchema *s, struct ArrowArray *x) {
    gs_built b = { type, values, name, NULL };
    return gs_build(&b, s, x);
}

PyObject *gs_table_column(const gs_type *type, PyObject *values) {
    if (!PyList_Check(values)) return PyErr_Format(PyExc_TypeError, "a list of values is wanted");
    if (!gs_build_can(type, 0)) return Py_NewRef(Py_None);
    gs_table *t = gs_table_init(NULL) ? NULL : (gs_table *)PyType_GenericAlloc(gs_table_type, 0);
    if (t && gs_table_export(type, values, "", &t->schema, &t->array)) gs_drop((PyObject **)&t);
    return (PyObject *)t;
}

static void gs_table_dealloc(PyObject *self) {
    PyTypeObject *type = Py_TYPE(self);
    gs_table *t = (gs_table *)self;
    if (t->schema.release) t->schema.release(&t->schema);
    if (t->array.release) t->array.release(&t->array);
    ((freefunc)PyType_GetSlot(type, Py_tp_free))(self);
    Py_DECREF(type);
}

static Py_ssize_t gs_table_length(PyObject *self) { return (Py_ssize_t)((gs_table *)self)->array.length; }

static PyObject *gs_table_schema(PyObject *self, PyObject *unused) {
    (void)unused;
    struct ArrowSchema s = { 0 };
    return gs_arrow_schema(&s, gs_schema_copy(&((gs_table *)self)->schema, &s));
}

static PyObject *gs_table_array(PyObject *self, PyObject *args, PyObject *kw) {
    (void)args, (void)kw;
    gs_table *t = (gs_table *)self;
    struct ArrowSchema s = { 0 };
    struct ArrowArray x = { 0 };
    int bad = gs_schema_copy(&t->schema, &s) || gs_arrow_copy(&t->array, &x);
    return gs_arrow_pair(&s, &x, bad);
}

static PyObject *gs_table_stream(PyObject *self, PyObject *args, PyObject *kw) {
    (void)args, (void)kw;
    gs_table *t = (gs_table *)self;
    struct ArrowSchema s = { 0 };
    struct ArrowArray x = { 0 };
    int bad = gs_schema_copy(&t->schema, &s) || gs_arrow_copy(&t->array, &x);
    return gs_arrow_stream(&s, &x, bad);
}

static GS_COLD int gs_table_init(PyObject *native) {
    if (GS_ACQUIRE(&gs_table_type)) return 0;
    static PyMethodDef methods[] = {
        { "__arrow_c_schema__", gs_table_schema, METH_NOARGS, "__arrow_c_schema__($self, /)\n--\n\nThe type: a struct." },
        { "__arrow_c_array__", (PyCFunction)(void (*)(void))gs_table_array, METH_VARARGS | METH_KEYWORDS,
            "__arrow_c_array__($self, requested_schema=None)\n--\n\nThe structs as an array. Shares the memory." },
        { "__arrow_c_stream__", (PyCFunction)(void (*)(void))gs_table_stream, METH_VARARGS | METH_KEYWORDS,
            "__arrow_c_stream__($self, requested_schema=None)\n--\n\nThe same as a stream of one record batch." },
        { NULL, NULL, 0, NULL } };
    static PyType_Slot slots[] = { { Py_tp_dealloc, (void *)gs_table_dealloc }, { Py_tp_methods, methods },
        { Py_sq_length, (void *)gs_table_length }, { 0, NULL } };
    PyType_Spec spec = { "_native.Table", sizeof(gs_table), 0, Py_TPFLAGS_DEFAULT | Py_TPFLAGS_DISALLOW_INSTANTIATION, slots };
    return gs_first((PyObject **)&gs_table_type, (PyObject *)gs_type_new(native, &spec, NULL)) ? 0 : -1;
}
