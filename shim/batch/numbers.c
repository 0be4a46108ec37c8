#include "batch/numbers.h"
#include "batch/rows.h"
#include "call/guard.h"
#include "values/column.h"
#include "values/number.h"
#include <stdlib.h>
#include <string.h>

/* An argument that is the same for all rows. */
static int gs_columns_one(gs_columns *c, int i, int kind, PyObject *v) {
    uint64_t w[2] = { 0, 0 };
    if (gs_number_in(kind, v, w)) { /* the general way tells what is wrong */
        PyErr_Clear();
        return 0;
    }
    gs_number_store(kind, c->one[i], w);
    c->all[i].p = (uintptr_t)c->one[i];
    c->all[i].step = 0;
    return 1;
}

enum { GS_SHARE = 1 << 14, GS_FIRST_SHARE = 16 };

void gs_columns_share(gs_columns *c, const gs_async_function *a, int64_t workers) {
    int brief = a->hold == 1 && !a->core; /* known to be */
    if (workers > c->n) workers = c->n; /* of any size */
    int64_t share = c->n / 8 / (workers < 1 ? 1 : workers);
    if (brief || share > GS_SHARE) share = GS_SHARE;
    c->share = share < 1 ? 1 : share;
    c->begin = brief || c->share < GS_FIRST_SHARE ? c->share : GS_FIRST_SHARE;
    c->workers = workers;
}

/* The numbers of an Arrow column without nulls: where they are, or packed. */
static int gs_columns_arrow(gs_columns *c, int i, int kind, gs_input *in, int64_t at) {
    const gs_column *column = in->column;
    if (in->from != kind || in->mask) return 0;
    c->all[i].step = gs_number_size[kind];
    if (column->n && gs_column_in_place(kind, in->from, column)) {
        const struct ArrowArray *a = &column->chunks[0];
        c->all[i].p = (uintptr_t)a->buffers[1] + (uintptr_t)(a->offset + at) * gs_number_size[kind];
        return 1;
    }
    for (Py_ssize_t k = 0; k < column->nchunks; k++)
        if (!gs_arrow_no_nulls(&column->chunks[k])) return 0;
    if (!in->packed) { /* of all blocks */
        in->packed = malloc((size_t)column->n * gs_number_size[kind] + 1);
        if (!in->packed || gs_numbers_pack_column(kind, in->from, column, in->packed, "", NULL)) {
            PyErr_Clear();
            return 0;
        }
    }
    c->all[i].p = (uintptr_t)(in->packed + at * gs_number_size[kind]);
    return 1;
}

/* The rows of a list or tuple, as a list or tuple that is held; NULL if they are not there. */
static PyObject *gs_columns_rows(gs_columns *c, int i, const gs_input *in, int64_t at) {
    Py_ssize_t from = (Py_ssize_t)at, to = (Py_ssize_t)(at + c->n);
    Py_XDECREF(c->held[i]);
    c->held[i] = PyList_Check(in->items) ? PyList_GetSlice(in->items, from, to) : PyTuple_GetSlice(in->items, from, to);
    return c->held[i] && PyObject_Size(c->held[i]) == c->n ? c->held[i] : NULL;
}

/* Where the texts of a list or tuple are, two words for each: address and length, as of a string in Go. */
static int gs_columns_text_items(gs_columns *c, int i, const gs_input *in, int64_t at, uint64_t *w) {
    PyObject *rows = gs_columns_rows(c, i, in, at);
    if (!rows) return 0;
    int list = PyList_Check(rows);
    for (Py_ssize_t k = 0; k < c->n; k++, w += 2) {
        PyObject *o = list ? PyList_GetItem(rows, k) : PyTuple_GetItem(rows, k);
        Py_ssize_t n;
        const char *p = o && PyUnicode_Check(o) ? PyUnicode_AsUTF8AndSize(o, &n) : NULL;
        if (!p) return 0;
        w[0] = (uint64_t)(uintptr_t)p;
        w[1] = (uint64_t)n;
    }
    return 1;
}

/* The same of an Arrow column. */
static int gs_columns_text_column(const gs_columns *c, gs_input *in, int64_t at, uint64_t *w) {
    Py_ssize_t chunk = in->chunk;
    int64_t begin = in->begin;
    for (int64_t row = at; row < at + c->n; row++, w += 2) {
        while (row - begin >= in->column->chunks[chunk].length) begin += in->column->chunks[chunk++].length;
        const char *p = NULL;
        int64_t n = 0;
        if (gs_arrow_text(in->column->schema, &in->column->chunks[chunk], row - begin, &p, &n) != 1) return 0; /* null */
        w[0] = (uint64_t)(uintptr_t)p;
        w[1] = (uint64_t)n;
    }
    in->chunk = chunk; /* where the next block begins, also if its rows are read one by one */
    in->begin = begin;
    return 1;
}

static int gs_columns_text_of(gs_columns *c, int i, gs_input *in, int64_t at) {
    if (!in->packed) in->packed = malloc((size_t)c->n * 16 + 16);
    c->all[i].p = (uintptr_t)in->packed;
    c->all[i].step = 16;
    uint64_t *w = (uint64_t *)(void *)in->packed;
    int ok = w && (in->how == GS_INPUT_ITEMS ? gs_columns_text_items(c, i, in, at, w) : gs_columns_text_column(c, in, at, w));
    if (!ok) PyErr_Clear(); /* the general way tells what is wrong, and where */
    return ok;
}

static int gs_columns_text(gs_columns *c, int i, gs_input *in, int64_t at) {
    c->all[i].size = 16;
    if (gs_guarding || in->mask) return 0; /* which look at each row */
    if (in->how == GS_INPUT_ITEMS || (in->how == GS_INPUT_COLUMN && in->text)) return gs_columns_text_of(c, i, in, at);
    Py_ssize_t n = 0;
    const char *p = in->how == GS_INPUT_ONE && PyUnicode_Check(in->one) ? PyUnicode_AsUTF8AndSize(in->one, &n) : NULL;
    if (!p) return PyErr_Clear(), 0;
    c->one[i][0] = (uint64_t)(uintptr_t)p;
    c->one[i][1] = (uint64_t)n;
    c->all[i].p = (uintptr_t)c->one[i];
    c->all[i].step = 0;
    return 1;
}

/* The numbers of a list or a tuple, packed. */
static int gs_columns_items(gs_columns *c, const gs_fn *fn, int i, int kind, gs_input *in, int64_t at) {
    if (in->mask) return 0;
    gs_path path = { NULL, GS_AT_ARG, fn->params[i].name, fn, 0, NULL };
    if (!in->packed) in->packed = malloc((size_t)c->n * gs_number_size[kind] + 1);
    c->all[i].p = (uintptr_t)in->packed;
    c->all[i].step = gs_number_size[kind];
    PyObject *rows = in->packed ? gs_columns_rows(c, i, in, at) : NULL;
    if (rows && !gs_numbers_pack_items(kind, rows, (Py_ssize_t)c->n, in->packed, fn->params[i].expected, &path)) return 1;
    PyErr_Clear(); /* the general way tells what is wrong, and where */
    return 0;
}

int64_t gs_columns_block(const gs_async_function *a, const gs_input *inputs, PyObject *const *outputs, int64_t n) {
    int whole = 1;
    for (int i = 0; i < a->fn->nparams; i++)
        whole = whole && inputs[i].how != GS_INPUT_ITEMS && (inputs[i].how == GS_INPUT_ONE || a->params[i].how == GS_HOW_NUMBER);
    for (int k = 0; k < a->nresults; k++) whole = whole && !PyList_Check(outputs[k]);
    return whole || n < GS_COLUMNS_BLOCK ? n : GS_COLUMNS_BLOCK;
}

int gs_columns_init(gs_columns *c, const gs_async_function *a, gs_input *inputs, PyObject *const *outputs, int64_t at, int64_t n) {
    memset(c, 0, offsetof(gs_columns, one));
    if (a->loop < 0 || a->core || a->error_word >= 0) return 0; /* an error has what is beside it */
    c->n = n;
    c->loop = a->loop;
    c->failed = -1;
    for (int i = 0; i < a->fn->nparams; i++) {
        gs_input *in = inputs + i;
        int kind = a->params[i].type->kind;
        if (kind == GS_STR) {
            if (!gs_columns_text(c, i, in, at)) return 0;
            continue;
        }
        int size = gs_number_size[kind];
        c->all[i].size = size;
        if (in->how == GS_INPUT_ONE) {
            if (!gs_columns_one(c, i, kind, in->one)) return 0;
            continue;
        }
        if (in->how == GS_INPUT_COLUMN) {
            if (!gs_columns_arrow(c, i, kind, in, at)) return 0;
            continue;
        }
        if (in->how == GS_INPUT_ITEMS) {
            if (!gs_columns_items(c, a->fn, i, kind, in, at)) return 0;
            continue;
        }
        if (in->how != GS_INPUT_VIEW || in->from != kind || in->mask) return 0;
        c->all[i].step = in->view.strides ? in->view.strides[0] : in->view.itemsize;
        c->all[i].p = (uintptr_t)((const char *)in->view.buf + at * c->all[i].step);
        if ((c->all[i].p | (uintptr_t)c->all[i].step) % (kind >= GS_C64 ? (size_t)size / 2 : (size_t)size)) return 0;
    }
    for (int k = 0; k < a->nresults; k++) {
        int i = a->fn->nparams + k, kind = a->results[k].type->kind;
        c->all[i].size = c->all[i].step = gs_number_size[kind];
        if (PyList_Check(outputs[k])) {
            if (!c->results[k]) c->results[k] = malloc((size_t)n * gs_number_size[kind] + 1);
            if (!c->results[k]) return 0;
            c->all[i].p = (uintptr_t)c->results[k];
        } else {
            c->all[i].p = (uintptr_t)(((const gs_array *)outputs[k])->at + at * gs_number_size[kind]);
        }
    }
    c->ncols = a->fn->nparams + a->nresults;
    return 1;
}

int gs_columns_lists(const gs_columns *c, const gs_async_function *a, PyObject *const *outputs, int64_t at) {
    for (int k = 0; k < a->nresults; k++) {
        int kind = a->results[k].type->kind;
        const char *p = c->results[k];
        for (int64_t i = 0; p && i < c->n; i++, p += gs_number_size[kind]) {
            PyObject *o = gs_number_at(kind, p);
            if (!o || PyList_SetItem(outputs[k], (Py_ssize_t)(at + i), o)) return -1;
        }
    }
    return 0;
}

void gs_columns_end(gs_columns *c) {
    for (int k = 0; k < GS_MOST_COLUMNS; k++) {
        Py_XDECREF(c->held[k]);
        free(c->results[k]);
    }
}

int gs_columns_run(gs_columns *c, const gs_async_function *function, int64_t workers, int64_t timeout, gs_stop *stop) {
    gs_columns_share(c, function, workers);
    return gs_rows_cross((uintptr_t)c, timeout, 1, stop);
}
