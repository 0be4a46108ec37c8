#include "values/view.h"
#include "call/argerror.h"
#include "call/call.h"
#include "values/array.h"
#include "values/column.h"
#include "values/foreign.h"
#include "values/list.h"
#include "values/number.h"
#include "values/text.h"

/* Writes what Go reads. Takes over owner, which Go gets. Strides are of bytes; NULL: there are no gaps. The call holds the
   owner too: a slice of the memory stays good until it ends, whatever Go's collector finds unused. */
static int gs_view_write(gs_encoder *t, int kind, PyObject *owner, const void *at, int readonly, int ndim, const Py_ssize_t *shape, const Py_ssize_t *strides) {
    int bad = gs_keep(t->call, Py_NewRef(owner));
    if (bad) Py_DECREF(owner);
    else bad = gs_give(t->call, owner);
    bad = bad || gs_encoder_word(t, (uint64_t)(uintptr_t)owner) || gs_encoder_word(t, (uint64_t)(uintptr_t)at) || gs_encoder_word(t, (uint64_t)readonly) ||
        gs_encoder_word(t, (uint64_t)ndim);
    for (int d = 0; !bad && d < ndim; d++) bad = gs_encoder_word(t, (uint64_t)shape[d]);
    for (int d = 0; !bad && d < ndim; d++) bad = gs_encoder_word(t, (uint64_t)(strides ? strides[d] : (Py_ssize_t)gs_number_size[kind]));
    return bad ? -1 : 0;
}

/* Whether Go can see the numbers of a buffer where they are, as those of a kind; else what is wrong, for a message. */
static const char *gs_view_wrong(int kind, int dims, const Py_buffer *b) {
    const uintptr_t align = gs_number_size[kind] / (kind >= GS_C64 ? 2 : 1);
    if (gs_format_kind(b->format, b->itemsize) != kind) return "items of another type";
    if (b->ndim < 1 || (dims > 0 && b->ndim != dims)) return "another number of dimensions";
    if (b->suboffsets) return "rows behind pointers";
    uintptr_t bits = (uintptr_t)b->buf % align;
    for (int d = 0; d < b->ndim; d++) bits |= b->strides && b->shape[d] > 1 ? (uintptr_t)(b->strides[d] % (Py_ssize_t)gs_number_size[kind]) : 0;
    return bits ? "items that are not aligned" : NULL;
}

static GS_COLD int gs_view_refuse(const gs_type *ty, PyObject *v, const char *wrong, const Py_buffer *b, const gs_path *path) {
    Py_buffer unused;
    int from, why = gs_numbers_view(ty->elem->kind, v, &unused, &from);
    if (why == GS_OK) PyBuffer_Release(&unused);
    if (why == GS_RAISED) PyErr_Clear(); /* it has no buffer */
    if (why == GS_HALF || why == GS_MISSING) return gs_argerror_value(path, why, ty->expected, v);
    if (!wrong) return gs_argerror_value(path, GS_WRONG_TYPE, ty->expected, v);
    PyObject *subject = gs_argerror_subject(path);
    if (subject)
        PyErr_Format(PyExc_TypeError, "%U: expected %s, got one with %s (format '%s', %d dimensions); numpy.ascontiguousarray(x, dtype) makes one", subject,
            ty->expected, wrong, b->format ? b->format : "B", b->ndim);
    Py_XDECREF(subject);
    return -1;
}

/* A buffer, or an object over an array of NumPy's: 1; 0 if v is none; -1 with an exception. */
static int gs_view_buffer(gs_encoder *t, const gs_type *ty, PyObject *v, const gs_path *path) {
    const int kind = ty->elem->kind;
    int there = PyObject_CheckBuffer(v), masked = there ? gs_masked(v) : 0;
    if (masked) return masked < 0 ? -1 : gs_argerror_value(path, GS_MISSING, ty->expected, v);
    PyObject *array = there || gs_types_find(gs_plain, Py_TYPE(v)) ? NULL : gs_array_under(v);
    if (!there && !array) return PyErr_Occurred() ? -1 : 0;
    PyObject *owner = PyMemoryView_FromObject(array ? array : v);
    Py_XDECREF(array);
    Py_buffer b;
    if (!owner || PyObject_GetBuffer(owner, &b, PyBUF_FULL_RO)) {
        Py_XDECREF(owner);
        PyErr_Clear(); /* an array that has no buffer: of dates, say */
        return 0;
    }
    const char *wrong = gs_view_wrong(kind, (int)ty->n, &b);
    int r;
    if (wrong) {
        r = gs_view_refuse(ty, v, wrong, &b, path);
        Py_DECREF(owner);
    } else {
        r = gs_view_write(t, kind, owner, b.len ? b.buf : gs_empty, b.readonly, b.ndim, b.shape, b.strides);
    }
    PyBuffer_Release(&b); /* the memoryview has another */
    return r ? -1 : 1;
}

/* A column of Arrow's in one chunk and without nulls: the same. */
static int gs_view_column(gs_encoder *t, const gs_type *ty, PyObject *v) {
    const int kind = ty->elem->kind;
    gs_column *c = NULL;
    PyObject *items = NULL, *owner;
    int from = GS_NO_KIND;
    if (ty->n > 1) return 0;
    if (gs_column_for(ty->elem, v, &c, &from, &items)) return -1;
    Py_XDECREF(items);
    if (!c) return 0;
    if (!gs_column_in_place(kind, from, c)) {
        gs_column_free(c);
        return 0;
    }
    const Py_ssize_t n = (Py_ssize_t)c->n;
    const void *at = n ? (const char *)c->chunks[0].buffers[1] + c->chunks[0].offset * gs_number_size[kind] : gs_empty;
    if (!(owner = gs_column_owner(c))) return -1;
    return gs_view_write(t, kind, owner, at, 1, 1, &n, NULL) ? -1 : 1;
}

static GS_NOINLINE int gs_view_put(gs_encoder *t, const gs_type *ty, PyObject *v, const gs_path *path) {
    int r = gs_view_buffer(t, ty, v, path);
    if (!r) r = gs_view_column(t, ty, v);
    return r > 0 ? 0 : r < 0 ? -1 : gs_view_refuse(ty, v, NULL, NULL, path);
}

GS_OPS(view, gs_view_put, gs_ndarray_take, gs_ndarray_skip, gs_decode_items, gs_decode_skip_items, 8);
