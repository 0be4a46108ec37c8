#include "values/column.h"
#include "call/argerror.h"
#include "values/dates.h"
#include "values/foreign.h"
#include "values/list.h"
#include "values/number.h"
#include "values/time.h"
#include <string.h>

static void gs_column_none(gs_column **column) {
    gs_column_free(*column);
    *column = NULL;
}

int gs_list_column(PyObject *v, int rows, gs_column **column) {
    *column = NULL;
    if (PyList_Check(v) || PyTuple_Check(v) || PyUnicode_Check(v) || PyBytes_Check(v) || PyDict_Check(v) ||
        gs_types_find(gs_plain, Py_TYPE(v)) || PyObject_CheckBuffer(v))
        return 0;
    PyObject *array = gs_array_under(v), *kind = NULL;
    int dates = 1;
    if (array) {
        PyObject *dtype = PyObject_GetAttrString(array, "dtype");
        kind = dtype ? gs_attribute(dtype, "kind") : NULL;
        const char *k = kind && PyUnicode_Check(kind) ? PyUnicode_AsUTF8AndSize(kind, NULL) : NULL;
        dates = k && (*k == 'm' || *k == 'M');
        Py_XDECREF(dtype);
        Py_XDECREF(kind);
        Py_DECREF(array);
    }
    if (PyErr_Occurred()) return -1;
    if (!dates) return 0;
    if (gs_column_of(v, column)) return -1;
    PyObject *type = (PyObject *)Py_TYPE(v);
    if (!*column && !gs_has(type, "__arrow_c_array__") && !gs_has(type, "__arrow_c_stream__"))
        gs_types_put(gs_plain, Py_TYPE(v), 1);
    if (*column && !rows && gs_column_is_struct(*column)) gs_column_none(column);
    return 0;
}

/* Whether a struct of Arrow's, which is a dict, is an item of a type. */
static int gs_takes_dicts(const gs_type *ty) {
    return ty->kind == GS_OBJ || ty->kind == GS_REF || ty->kind == GS_DICT || ty->kind == GS_ANY ||
        (ty->kind == GS_OPT && gs_takes_dicts(ty->elem));
}

/* Whether items are times or durations, or may be missing. */
static int gs_takes_dates(const gs_type *ty) {
    return ty->kind == GS_TIME || ty->kind == GS_DURATION ||
        ((ty->kind == GS_OPT || ty->kind == GS_NAMED) && gs_takes_dates(ty->elem));
}

int gs_column_of_type(const gs_type *item, PyObject *v, gs_column **column) {
    if (gs_takes_dates(item) && !PyList_Check(v) && !PyTuple_Check(v) && PyObject_CheckBuffer(v)) return gs_column_of_dates(v, column);
    return gs_list_column(v, gs_takes_dicts(item), column);
}

int gs_column_for(const gs_type *item, PyObject *v, gs_column **column, int *from, PyObject **items) {
    if (gs_column_of_type(item, v, column)) return -1;
    if (!*column || !GS_IS_NUMBER(item->kind)) return 0;
    *from = gs_column_kind(*column);
    if (*from != GS_NO_KIND && gs_number_widens(item->kind, *from)) return 0;
    *items = gs_column_list(*column); /* not asked a second time: a stream can be read once */
    gs_column_none(column);
    return *items ? 0 : -1;
}

GS_NOINLINE int gs_numbers_pack_column(int kind, int from, const gs_column *c, char *to, const char *expected,
    const gs_path *path) {
    size_t size = gs_number_size[from];
    int64_t at = 0;
    for (Py_ssize_t k = 0; k < c->nchunks; k++) {
        const struct ArrowArray *a = &c->chunks[k];
        const uint8_t *values = a->n_buffers > 1 ? a->buffers[1] : NULL;
        if (a->length && from == kind && kind != GS_BOOL && gs_arrow_no_nulls(a)) {
            memcpy(to, values + (size_t)a->offset * size, (size_t)a->length * size);
            to += (size_t)a->length * size;
            at += a->length;
            continue;
        }
        for (int64_t i = 0; i < a->length; i++, at++, to += gs_number_size[kind]) {
            uint64_t w[2], x[2];
            if (GS_UNLIKELY(gs_arrow_is_null(a, i))) {
                gs_path here = { path, GS_AT_INDEX, NULL, NULL, (Py_ssize_t)at, NULL };
                return gs_argerror_value(&here, GS_MISSING, expected, Py_None);
            }
            gs_arrow_number(from, a, i, w);
            if (GS_UNLIKELY(gs_number_cast(kind, from, w, x))) return gs_numbers_error(kind, from, w, (Py_ssize_t)at, path);
            gs_number_store(kind, to, x);
        }
    }
    return 0;
}

int gs_column_in_place(int kind, int from, const gs_column *c) {
    if (from != kind || kind == GS_BOOL || c->nchunks != 1 || !gs_arrow_no_nulls(&c->chunks[0])) return 0;
    return (uintptr_t)c->chunks[0].buffers[1] % gs_number_size[kind] == 0;
}

static int gs_column_text_put(gs_encoder *t, const char *p, int64_t n) {
    char *to;
    if (gs_encoder_word(t, (uint64_t)n) || !(to = gs_encoder_alloc(t, (size_t)n))) return -1;
    memcpy(to, p, (size_t)n);
    return 0;
}

static int gs_column_item_put(gs_encoder *t, const gs_type *item, const struct ArrowSchema *s,
    const struct ArrowArray *a, int64_t i, const gs_path *path) {
    int fine = item->kind == GS_TIME || item->kind == GS_DURATION;
    int64_t ns = 0;
    PyObject *o = gs_arrow_item(s, a, i, fine ? &ns : NULL);
    if (!o) return gs_argerror_value(path, GS_RAISED, item->expected, Py_None);
    int rows = t->call->rows;
    t->call->rows = 1;
    int r = ns ? gs_time_put_finer(t, item, o, ns, path) : gs_encode(t, item, o, path);
    t->call->rows = rows;
    if (r && o == Py_None && PyErr_ExceptionMatches(PyExc_TypeError)) {
        PyErr_Clear();
        gs_argerror_value(path, GS_MISSING, item->expected, o);
    }
    Py_DECREF(o);
    return r;
}

int gs_column_put(gs_encoder *t, const gs_type *item, const gs_column *c, const gs_path *path) {
    char what = item->kind == GS_STR ? 'u' : item->kind == GS_BYTES && item->n < 0 ? 'z' : 0;
    int text = what && gs_arrow_is_text(c->schema, what), r = gs_encoder_reserve(t, item, (Py_ssize_t)c->n);
    int64_t at = 0;
    for (Py_ssize_t k = 0; !r && k < c->nchunks; k++) {
        const struct ArrowArray *a = &c->chunks[k];
        for (int64_t i = 0; !r && i < a->length; i++, at++) {
            gs_path here = { path, GS_AT_INDEX, NULL, NULL, (Py_ssize_t)at, NULL };
            const char *p = NULL;
            int64_t n = 0;
            int there = text ? gs_arrow_text(c->schema, a, i, &p, &n) : 0;
            r = there < 0 ? gs_argerror_value(&here, GS_RAISED, item->expected, Py_None)
                : there   ? gs_column_text_put(t, p, n)
                          : gs_column_item_put(t, item, c->schema, a, i, &here);
        }
    }
    return r;
}
