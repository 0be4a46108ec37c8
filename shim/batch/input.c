#include "batch/input.h"
#include "call/argerror.h"
#include "values/column.h"
#include "values/number.h"
#include <stdlib.h>
#include <string.h>

static int gs_input_mask(gs_input *in, PyObject *mask) {
    if (mask == Py_None) return 0;
    if (PyObject_GetBuffer(mask, &in->masked, PyBUF_C_CONTIGUOUS)) return -1;
    if (in->masked.len == in->n && in->masked.itemsize == 1) {
        in->mask = in->masked.buf;
        return 0;
    }
    PyBuffer_Release(&in->masked);
    PyErr_SetString(PyExc_ValueError, "a mask has a bool for each row");
    return -1;
}

/* A column of Arrow's: how its items are read. */
static void gs_input_of_column(gs_input *in, const gs_step *step) {
    in->how = GS_INPUT_COLUMN;
    in->n = in->column->n;
    if (!step) return;
    if (step->how == GS_HOW_STR || step->how == GS_HOW_TEXT) in->text = gs_arrow_is_text(in->column->schema, 'u');
    if (step->how == GS_HOW_BYTES) in->text = gs_arrow_is_text(in->column->schema, 'z');
    int from = step->how == GS_HOW_NUMBER ? gs_column_kind(in->column) : GS_NO_KIND;
    if (from != GS_NO_KIND && gs_number_widens(step->type->kind, from)) in->from = from;
}

int gs_input_init(gs_input *in, const gs_fn *fn, int arg, const gs_step *step, PyObject *v, int one, PyObject *mask) {
    memset(in, 0, sizeof *in);
    in->from = GS_NO_KIND;
    in->n = -1;
    in->one = v;
    in->how = GS_INPUT_ONE;
    if (one) return 0;
    int r = GS_NO_BUFFER;
    if (PyCapsule_IsValid(v, GS_LENT_COLUMN)) {
        in->column = PyCapsule_GetPointer(v, GS_LENT_COLUMN);
        in->lent = 1;
        gs_input_of_column(in, step);
        return gs_input_mask(in, mask);
    }
    if (step && step->how == GS_HOW_NUMBER) r = gs_numbers_view(step->type->kind, v, &in->view, &in->from);
    if (r == GS_OK) {
        in->how = GS_INPUT_VIEW;
        in->n = in->view.itemsize ? in->view.len / in->view.itemsize : 0;
        return gs_input_mask(in, mask);
    }
    if (r == GS_HALF) {
        gs_path path = { NULL, GS_AT_ARG, fn->params[arg].name, fn, 0, NULL };
        return gs_argerror_value(&path, r, step->type->expected, v);
    }
    if (r == GS_RAISED) return -1;
    if (step && step->type ? gs_column_of_type(step->type, v, &in->column) : gs_list_column(v, 1, &in->column)) return -1;
    if (in->column) {
        gs_input_of_column(in, step);
        return gs_input_mask(in, mask);
    }
    r = gs_list_items(v, &in->items);
    if (r == GS_RAISED) return -1;
    if (r) {
        PyObject *n = PyType_GetQualName(Py_TYPE(v));
        if (n) PyErr_Format(PyExc_TypeError, "a column of values is wanted, got %U", n);
        Py_XDECREF(n);
        return -1;
    }
    in->how = GS_INPUT_ITEMS;
    in->n = PyList_Check(in->items) ? PyList_Size(in->items) : PyTuple_Size(in->items);
    return gs_input_mask(in, mask);
}

void gs_input_free(gs_input *in) {
    if (in->mask) PyBuffer_Release(&in->masked);
    if (in->how == GS_INPUT_VIEW) PyBuffer_Release(&in->view);
    if (in->column && !in->lent) gs_column_free(in->column);
    free(in->packed);
    Py_XDECREF(in->items);
}

/* The chunk with a row. Rows are asked for in ascending order, but for those of a block whose loop could not run. */
static const struct ArrowArray *gs_input_chunk(gs_input *in, int64_t row) {
    if (GS_UNLIKELY(row < in->begin)) in->chunk = in->begin = 0;
    while (row - in->begin >= in->column->chunks[in->chunk].length) in->begin += in->column->chunks[in->chunk++].length;
    return &in->column->chunks[in->chunk];
}

/* A number of its own kind in x, as the parameter's. */
static int gs_input_number(const gs_input *in, int kind, const uint64_t *x, uint64_t *w, PyObject **o) {
    if (GS_LIKELY(!gs_number_cast(kind, in->from, x, w))) return GS_INPUT_IS_WORDS;
    *o = gs_number_out(in->from, x); /* it does not fit: the conversion of an argument will say so */
    return *o ? GS_INPUT_IS_OBJECT : -1;
}

static int gs_input_column_row(gs_input *in, const gs_step *step, int64_t row, uint64_t *w, PyObject **o) {
    const struct ArrowArray *a = gs_input_chunk(in, row);
    int64_t i = row - in->begin;
    if (in->text) {
        const char *p = NULL;
        int64_t n = 0;
        int there = gs_arrow_text(in->column->schema, a, i, &p, &n);
        w[0] = (uint64_t)(uintptr_t)p;
        w[1] = (uint64_t)n;
        if (!there) *o = Py_NewRef(Py_None);
        return there < 0 ? -1 : there ? GS_INPUT_IS_WORDS : GS_INPUT_IS_OBJECT;
    }
    if (in->from != GS_NO_KIND && !gs_arrow_is_null(a, i)) {
        uint64_t x[2] = { 0, 0 };
        gs_arrow_number(in->from, a, i, x);
        return gs_input_number(in, step->type->kind, x, w, o);
    }
    *o = gs_arrow_item(in->column->schema, a, i, NULL);
    return *o ? GS_INPUT_IS_OBJECT : -1;
}

int gs_input_row(gs_input *in, const gs_step *step, int64_t row, uint64_t *w, PyObject **o) {
    if (in->mask && in->mask[row]) return GS_INPUT_IS_NULL;
    switch (in->how) {
    case GS_INPUT_ONE: *o = Py_NewRef(in->one); return GS_INPUT_IS_OBJECT;
    case GS_INPUT_VIEW: {
        uint64_t x[2] = { 0, 0 };
        Py_ssize_t step_bytes = in->view.strides ? in->view.strides[0] : in->view.itemsize;
        gs_number_load(in->from, (const char *)in->view.buf + row * step_bytes, x);
        return gs_input_number(in, step->type->kind, x, w, o);
    }
    case GS_INPUT_COLUMN: return gs_input_column_row(in, step, row, w, o);
    default:
        /* other threads, and conversions, may have changed the list */
        *o = PyList_Check(in->items) ? PyList_GetItem(in->items, (Py_ssize_t)row) : PyTuple_GetItem(in->items, (Py_ssize_t)row);
        if (*o) {
            Py_INCREF(*o);
            return GS_INPUT_IS_OBJECT;
        }
        PyErr_SetString(PyExc_RuntimeError, "the list changed its size during the call");
        return -1;
    }
}
