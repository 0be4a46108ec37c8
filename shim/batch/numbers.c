#include "batch/numbers.h"
#include "abi/inside.h"
#include "batch/kernel.h"
#include "batch/rows.h"
#include "call/guard.h"
#include "objects/errors.h"
#include "values/column.h"
#include "values/number.h"
#include "values/text.h"
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

enum { GS_SHARE = 1 << 14 };

/* Whether a function is known to be short. */
static int gs_columns_brief(const gs_async_function *a) { return a->hold == 1 && !a->core; }

int gs_columns_cross(gs_columns *c, const gs_async_function *a, int64_t timeout, gs_stop *stop) {
    int r = a->kernel ? a->kernel->run(c, a, timeout, stop, 1) : 1;
    if (r <= 0) return r;
    if (gs_columns_brief(a) && c->n <= GS_SHARE) return gs_rows_cross_here((uintptr_t)c, timeout);
    return gs_rows_cross((uintptr_t)c, timeout, 1, stop);
}

void gs_columns_share(gs_columns *c, const gs_async_function *a, int64_t workers) {
    int brief = gs_columns_brief(a);
    if (workers > c->n) workers = c->n; /* of any size */
    int64_t share = c->n / 8 / (workers < 1 ? 1 : workers);
    if (brief || share > GS_SHARE) share = GS_SHARE;
    c->share = share < 1 ? 1 : share;
    c->begin = brief ? c->share : 1;
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

/* Memory for n arguments of a size; NULL: there is none. */
static char *gs_columns_made(gs_columns *c, int i, int size) {
    if (!c->made[i]) c->made[i] = malloc((size_t)c->rows * (size_t)size + 1);
    c->all[i].p = (uintptr_t)c->made[i];
    c->all[i].step = size;
    return c->made[i];
}

/* A row of a list or tuple, borrowed; NULL: it is not there any more. What calls this runs no Python code until it has
   taken a reference, so no other thread changes the list meanwhile. */
static PyObject *gs_columns_item(const gs_input *in, int64_t row) {
    return PyList_Check(in->items) ? PyList_GetItem(in->items, (Py_ssize_t)row) : PyTuple_GetItem(in->items, (Py_ssize_t)row);
}

enum { GS_AHEAD = 24 }; /* rows that are fetched into the processor's cache */
enum { GS_COPIED = 64 };  /* bytes of a text that is copied; one that is longer is held, and read where it is */
enum { GS_COPIED_ROOM = 32 }; /* bytes for copies of each row */

/* memcpy() of at most GS_COPIED bytes, without a call. */
GS_INLINE void gs_copy_short(char *to, const char *from, size_t n) {
    if (n >= 32) {
        memcpy(to, from, 32);
        memcpy(to + n - 32, from + n - 32, 32);
    } else if (n >= 16) {
        memcpy(to, from, 16);
        memcpy(to + n - 16, from + n - 16, 16);
    } else if (n >= 8) {
        memcpy(to, from, 8);
        memcpy(to + n - 8, from + n - 8, 8);
    } else if (n >= 4) {
        memcpy(to, from, 4);
        memcpy(to + n - 4, from + n - 4, 4);
    } else if (n) {
        to[0] = from[0];
        to[n / 2] = from[n / 2];
        to[n - 1] = from[n - 1];
    }
}

/* Borrows the objects of the rows that are not null; their number, or -1: the list is shorter by now. */
static int64_t gs_columns_borrow(const gs_columns *c, const gs_input *in, int64_t at, PyObject **to) {
    const int list = PyList_Check(in->items);
    PyObject *const *items = list && at + c->rows <= PyList_Size(in->items) ? gs_items_inside(in->items) : NULL;
    int64_t n = 0;
    for (int64_t k = 0; k < c->rows; k++) {
        if (c->null && c->null[k]) continue;
        to[n] = items ? items[at + k]
            : list    ? PyList_GetItem(in->items, (Py_ssize_t)(at + k)) : PyTuple_GetItem(in->items, (Py_ssize_t)(at + k));
        if (!to[n++]) return -1;
    }
    return n;
}

/* The texts of a list or tuple, two words for each: address and length, as of a string in Go. Short ones are copied to where
   the next block has its own: a reference to each would write to the memory of all objects, twice. The others are held. */
static int gs_columns_text_items(gs_columns *c, int i, const gs_input *in, int64_t at, uint64_t *w) {
    if (!c->held[i]) c->held[i] = malloc((size_t)c->rows * (sizeof *c->held[i] + GS_COPIED_ROOM) + 1);
    PyObject **all = c->held[i];
    int64_t n = all ? gs_columns_borrow(c, in, at, all) : -1, held = 0;
    if (n < 0) return 0;
    char *copy = (char *)(all + c->rows), *end = copy + c->rows * GS_COPIED_ROOM;
    for (int64_t k = 0; k < n; k++, w += 2) {
        if (k + GS_AHEAD < n) {
            __builtin_prefetch(all[k + GS_AHEAD]);
            __builtin_prefetch((const char *)all[k + GS_AHEAD] + 64);
        }
        PyObject *o = all[k];
        Py_ssize_t size;
        const char *p = gs_ascii_inside(o, &size);
        if (GS_UNLIKELY(!p)) p = PyUnicode_Check(o) ? PyUnicode_AsUTF8AndSize(o, &size) : NULL;
        if (!p) return c->found = o == Py_None, 0;
        if (size <= GS_COPIED && size <= end - copy) {
            gs_copy_short(copy, p, (size_t)size);
            p = copy;
            copy += size;
        } else {
            all[held++] = Py_NewRef(o);
            c->nheld[i] = held;
        }
        w[0] = (uint64_t)(uintptr_t)p;
        w[1] = (uint64_t)size;
    }
    return 1;
}

/* The same of an Arrow column. */
static int gs_columns_text_column(const gs_columns *c, gs_input *in, int64_t at, uint64_t *w) {
    Py_ssize_t chunk = at < in->begin ? 0 : in->chunk; /* this block may have been looked at before */
    int64_t begin = at < in->begin ? 0 : in->begin;
    for (int64_t k = 0, n = 1; k < c->rows; k += n) {
        while (at + k - begin >= in->column->chunks[chunk].length) begin += in->column->chunks[chunk++].length;
        const struct ArrowArray *a = &in->column->chunks[chunk];
        const int64_t i = at + k - begin;
        if (c->null) { /* one by one; without it, no row of the block is null */
            if (c->null[k]) continue;
        } else {
            n = a->length - i < c->rows - k ? a->length - i : c->rows - k;
        }
        if (!gs_arrow_texts(in->column->schema, a, i, n, w)) return 0;
        w += 2 * n;
    }
    in->chunk = chunk; /* where the next block begins, also if its rows are read one by one */
    in->begin = begin;
    return 1;
}

static int gs_columns_text(gs_columns *c, int i, gs_input *in, int64_t at) {
    c->all[i].size = 16;
    if (gs_guarding) return 0; /* which looks at each row */
    if (in->how == GS_INPUT_ITEMS || (in->how == GS_INPUT_COLUMN && in->text)) {
        uint64_t *w = (uint64_t *)(void *)gs_columns_made(c, i, 16);
        return w && (in->how == GS_INPUT_ITEMS ? gs_columns_text_items(c, i, in, at, w) : gs_columns_text_column(c, in, at, w));
    }
    Py_ssize_t n = 0;
    const char *p = in->how == GS_INPUT_ONE && PyUnicode_Check(in->one) ? PyUnicode_AsUTF8AndSize(in->one, &n) : NULL;
    if (!p) return 0;
    c->one[i][0] = (uint64_t)(uintptr_t)p;
    c->one[i][1] = (uint64_t)n;
    c->all[i].p = (uintptr_t)c->one[i];
    c->all[i].step = 0;
    return 1;
}

int gs_columns_plain(int kind, PyObject *o) {
    if (gs_is(o, PyLong_Type) || gs_is(o, PyFloat_Type)) return 1;
    return !gs_has_flag(o, Py_TPFLAGS_HEAPTYPE) || (kind <= GS_U64 && PyLong_Check(o));
}

/* The numbers of a list or a tuple, packed. */
static int gs_columns_items(gs_columns *c, int i, int kind, const gs_input *in, int64_t at) {
    char *p = gs_columns_made(c, i, gs_number_size[kind]);
    for (int64_t k = 0; p && k < c->rows; k++) {
        if (c->null && c->null[k]) continue;
        PyObject *o = gs_columns_item(in, at + k);
        uint64_t w[2] = { 0, 0 };
        if (!o || !gs_columns_plain(kind, o) || gs_number_in(kind, o, w)) return c->found = o == Py_None, 0;
        gs_number_store(kind, p, w);
        p += gs_number_size[kind];
    }
    return p != NULL;
}

/* The numbers of a column that can't be used where they are, packed. */
static int gs_columns_gather(gs_columns *c, int i, const gs_step *step, gs_input *in, int64_t at) {
    int kind = step->type->kind;
    char *p = in->from == GS_NO_KIND ? NULL : gs_columns_made(c, i, gs_number_size[kind]);
    for (int64_t k = 0; p && k < c->rows; k++) {
        if (c->null && c->null[k]) continue;
        PyObject *o = NULL;
        uint64_t w[2] = { 0, 0 };
        if (gs_input_row(in, step, at + k, w, &o) != GS_INPUT_IS_WORDS) { /* it does not fit */
            Py_XDECREF(o);
            return 0;
        }
        gs_number_store(kind, p, w);
        p += gs_number_size[kind];
    }
    return p != NULL;
}

int gs_columns_has_nulls(const gs_input *in) {
    if (in->mask) return 1;
    for (Py_ssize_t k = 0; in->how == GS_INPUT_COLUMN && k < in->column->nchunks; k++)
        if (!gs_arrow_no_nulls(&in->column->chunks[k])) return 1;
    return 0;
}

/* Marks the rows of an input that are null. */
static void gs_columns_mark(gs_columns *c, gs_input *in, int64_t at) {
    Py_ssize_t chunk = 0;
    int64_t begin = 0;
    for (int64_t k = 0; k < c->rows; k++) {
        int null = in->mask && in->mask[at + k];
        if (in->how == GS_INPUT_ITEMS) null |= gs_columns_item(in, at + k) == Py_None;
        if (in->how == GS_INPUT_COLUMN) {
            while (at + k - begin >= in->column->chunks[chunk].length) begin += in->column->chunks[chunk++].length;
            null |= gs_arrow_is_null(&in->column->chunks[chunk], at + k - begin);
        }
        c->null_room[k] |= (uint8_t)null;
    }
}

/* Looks which rows are null: 1; 0: there is no memory. */
static int gs_columns_nulls(gs_columns *c, const gs_async_function *a, gs_input *inputs, int64_t at) {
    if (!c->null_room) c->null_room = malloc((size_t)c->rows + 1);
    if (!c->null_room) return 0;
    memset(c->null_room, 0, (size_t)c->rows);
    for (int i = 0; i < a->fn->nparams; i++) gs_columns_mark(c, inputs + i, at);
    c->n = 0;
    for (int64_t k = 0; k < c->rows; k++) c->n += !c->null_room[k];
    c->null = c->n < c->rows ? c->null_room : NULL;
    return 1;
}

int64_t gs_columns_block(const gs_async_function *a, const gs_input *inputs, PyObject *const *outputs, int64_t n) {
    int whole = 1;
    for (int i = 0; i < a->fn->nparams; i++)
        whole = whole && inputs[i].how != GS_INPUT_ITEMS && (inputs[i].how == GS_INPUT_ONE || a->params[i].how == GS_HOW_NUMBER) &&
            !gs_columns_has_nulls(inputs + i);
    for (int k = 0; k < a->nresults; k++) whole = whole && !PyList_Check(outputs[k]);
    return whole || n < GS_COLUMNS_BLOCK ? n : GS_COLUMNS_BLOCK;
}

/* Argument i. */
static int gs_columns_argument(gs_columns *c, const gs_async_function *a, int i, gs_input *in, int64_t at) {
    int kind = a->params[i].type->kind;
    if (kind == GS_STR) return gs_columns_text(c, i, in, at);
    size_t size = gs_number_size[kind];
    c->all[i].size = (int64_t)size;
    if (in->how == GS_INPUT_ONE) return gs_columns_one(c, i, kind, in->one);
    if (in->how == GS_INPUT_ITEMS) return gs_columns_items(c, i, kind, in, at);
    if (in->how == GS_INPUT_COLUMN && !c->null && gs_columns_arrow(c, i, kind, in, at)) return 1;
    if (in->how == GS_INPUT_VIEW && !c->null && in->from == kind) {
        c->all[i].step = in->view.strides ? in->view.strides[0] : in->view.itemsize;
        c->all[i].p = (uintptr_t)((const char *)in->view.buf + at * c->all[i].step);
        if (!((c->all[i].p | (uintptr_t)c->all[i].step) % (kind >= GS_C64 ? size / 2 : size))) return 1;
    }
    return gs_columns_gather(c, i, a->params + i, in, at);
}

static int gs_columns_arguments(gs_columns *c, const gs_async_function *a, gs_input *inputs, int64_t at) {
    for (int i = 0; i < a->fn->nparams; i++) {
        if (gs_columns_argument(c, a, i, inputs + i, at)) continue;
        PyErr_Clear(); /* the general way tells what is wrong, and where */
        gs_columns_release(c);
        return 0;
    }
    return 1;
}

int gs_columns_init(gs_columns *c, const gs_async_function *a, gs_input *inputs, PyObject *const *outputs, int64_t at, int64_t n, int nulls) {
    int has_nulls = 0;
    memset(c, 0, offsetof(gs_columns, one));
    if (a->loop < 0 || a->core) return 0;
    for (int k = 0; k < a->nresults; k++)
        if (a->results[k].type->kind == GS_STR) return 0; /* texts are for lanes */
    c->n = c->rows = n;
    c->null = NULL;
    c->found = c->started = 0;
    c->loop = a->loop;
    c->failed = -1;
    for (int i = 0; i < a->fn->nparams; i++) has_nulls |= gs_columns_has_nulls(inputs + i);
    if (has_nulls && (!nulls || !gs_columns_nulls(c, a, inputs, at))) return 0;
    if (!gs_columns_arguments(c, a, inputs, at)) { /* once more, if there is None in a list */
        if (!c->found || !nulls || !gs_columns_nulls(c, a, inputs, at) || !gs_columns_arguments(c, a, inputs, at)) return 0;
    }
    for (int k = 0; k < a->nresults; k++) {
        int i = a->fn->nparams + k, kind = a->results[k].type->kind;
        c->all[i].size = c->all[i].step = gs_number_size[kind];
        if (PyList_Check(outputs[k]) || c->null) {
            if (!c->results[k]) c->results[k] = malloc((size_t)n * gs_number_size[kind] + 1);
            if (!c->results[k]) return gs_columns_release(c), 0;
            c->all[i].p = (uintptr_t)c->results[k];
        } else {
            c->all[i].p = (uintptr_t)(((const gs_array *)outputs[k])->at + at * gs_number_size[kind]);
        }
    }
    c->ncols = a->fn->nparams + a->nresults;
    return 1;
}

/* An int. Small ones are kept, which Python would ask for with a call. */
#if defined GS_FREE_THREADED || defined GS_ABI3T
GS_INLINE PyObject *gs_columns_int(long long n) { return PyLong_FromLongLong(n); }
#else
GS_INLINE PyObject *gs_columns_int(long long n) {
    static PyObject *small[256];
    if (n < 0 || n >= (long long)(sizeof small / sizeof *small)) return PyLong_FromLongLong(n);
    if (GS_UNLIKELY(!small[n]) && !(small[n] = PyLong_FromLongLong(n))) return NULL;
    return Py_NewRef(small[n]);
}
#endif

/* The numbers of a block as items of a list from row `at` on: 0, or -1 with an exception. */
static int gs_columns_list(const gs_columns *c, PyObject *list, int64_t at, int kind, const char *p) {
    PyObject **items = at + c->rows <= PyList_Size(list) ? gs_items_inside(list) : NULL; /* nobody else has the list yet */
    for (int64_t i = 0; i < c->rows; i++) {
        PyObject *o;
        if (c->null && c->null[i]) {
            o = Py_NewRef(Py_None);
        } else {
            if (kind == GS_I64) o = gs_columns_int(*(const long long *)(const void *)p); /* an int, most often */
            else if (kind == GS_F64) o = PyFloat_FromDouble(*(const double *)(const void *)p);
            else o = gs_number_at(kind, p);
            p += gs_number_size[kind];
        }
        if (!o) return -1;
        if (items && !items[at + i]) items[at + i] = o; /* a block may be run again */
        else if (PyList_SetItem(list, (Py_ssize_t)(at + i), o)) return -1;
    }
    return 0;
}

/* The numbers of a block, nulls among them, in an array. */
static int gs_columns_spread(const gs_columns *c, gs_array *to, int64_t at, const char *p) {
    const size_t size = gs_number_size[to->kind];
    for (int64_t i = 0; i < c->rows; i++) {
        if (c->null[i]) {
            if (gs_array_set_null(to, (Py_ssize_t)(at + i))) return -1;
        } else {
            memcpy(to->at + (size_t)(at + i) * size, p, size);
            p += size;
        }
    }
    return 0;
}

int gs_columns_outputs(const gs_columns *c, const gs_async_function *a, PyObject *const *outputs, int64_t at) {
    for (int k = 0; k < a->nresults; k++) {
        int r = PyList_Check(outputs[k]) ? gs_columns_list(c, outputs[k], at, a->results[k].type->kind, c->results[k])
            : c->null                    ? gs_columns_spread(c, (gs_array *)outputs[k], at, c->results[k])
                                         : 0;
        if (r) return -1;
    }
    return 0;
}

PyObject *gs_loop_text(const char *p) {
    uint64_t w[2];
    memcpy(w, p, sizeof w);
    return gs_text((const char *)(uintptr_t)w[0], (Py_ssize_t)w[1]);
}

/* The results of a row that has failed: a tuple. */
static PyObject *gs_columns_beside(const gs_async_function *a, const gs_loop_column *all, int64_t at) {
    PyObject *items[GS_MOST_COLUMNS];
    for (int k = 0; k < a->nresults; k++) {
        const gs_loop_column *c = all + a->fn->nparams + k;
        const char *p = (const char *)c->p + at * c->step;
        items[k] = a->results[k].type->kind == GS_STR ? gs_loop_text(p) : gs_number_at(a->results[k].type->kind, p);
    }
    return gs_tuple(items, a->nresults);
}

GS_COLD void gs_columns_at_row(const gs_columns *c, const gs_async_function *a, const gs_loop_column *all, int64_t at, int64_t row) {
    gs_at_row(row);
    if (!c->beside) return;
    PyObject *t, *v, *b;
    PyErr_Fetch(&t, &v, &b);
    PyObject *results = gs_columns_beside(a, all, at);
    if (!results || PyObject_SetAttrString(v, "results", results)) PyErr_Clear();
    Py_XDECREF(results);
    PyErr_Restore(t, v, b);
}

int64_t gs_columns_failed(const gs_columns *c) {
    int64_t row = c->failed;
    for (int64_t k = 0; c->null && row >= 0 && k <= row; k++) row += c->null[k];
    return row;
}

void gs_columns_release(gs_columns *c) {
    for (int i = 0; i < GS_MOST_COLUMNS; i++) {
        int64_t n = c->nheld[i];
        PyObject **held = c->held[i];
        c->nheld[i] = 0;
        for (int64_t k = 0; k < n; k++) {
            if (k + GS_AHEAD < n) __builtin_prefetch(held[k + GS_AHEAD], 1); /* another processor has read it */
            Py_DECREF(held[k]);
        }
    }
}

void gs_columns_end(gs_columns *c) {
    gs_columns_release(c);
    for (int i = 0; i < GS_MOST_COLUMNS; i++) {
        free(c->made[i]);
        free(c->held[i]);
        free(c->results[i]);
    }
    free(c->null_room);
}

/* ---- runs ---- */

enum { GS_SHARES = 8 }; /* of a block, at least */

int gs_columns_start(gs_columns *c, const gs_async_function *function, int64_t workers, int64_t timeout, gs_stop *stop) {
    if (function->kernel) return 0; /* it takes less time than another thread */
    gs_columns_share(c, function, workers);
    if (c->share > c->n / GS_SHARES + 1) c->share = c->n / GS_SHARES + 1;
    if (c->begin > c->share) c->begin = c->share;
    int r = gs_crossing_begin(&c->crossing, (uintptr_t)c, timeout, stop, NULL);
    c->started = !r;
    return r;
}

int gs_columns_run(gs_columns *c, const gs_async_function *function, int64_t workers, int64_t timeout, gs_stop *stop) {
    if (c->started) {
        c->started = 0;
        return gs_crossing_end(&c->crossing);
    }
    gs_columns_share(c, function, workers);
    return gs_columns_cross(c, function, timeout, stop);
}
