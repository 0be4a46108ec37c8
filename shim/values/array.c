#include "values/array.h"
#include "abi/exclusion.h"
#include "abi/typespec.h"
#include "call/frame.h"
#include "core/core.h"
#include "values/arrowout.h"
#include "values/dlpack.h"
#include "values/list.h"
#include "values/text.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static PyTypeObject *gs_array_type;

/* ---- arrays and views ---- */

static gs_array *gs_array_alloc(int kind, int ndim) {
    if (!gs_array_class()) return NULL;
    gs_array *a = (gs_array *)PyType_GenericAlloc(gs_array_type, 2 * (Py_ssize_t)ndim);
    if (!a) return NULL;
    a->kind = kind;
    a->ndim = ndim;
    return a;
}

PyObject *gs_array_over(int kind, gs_memory *m, char *at, int ndim, const Py_ssize_t *shape, const Py_ssize_t *strides) {
    gs_array *a = m ? gs_array_alloc(kind, ndim) : NULL;
    if (!a) {
        gs_memory_drop(m);
        return NULL;
    }
    a->data = m;
    a->at = at;
    Py_ssize_t step = gs_number_size[kind];
    for (int d = ndim - 1; d >= 0; d--) {
        a->shape[d] = shape[d];
        gs_array_strides(a)[d] = strides ? strides[d] : step;
        step *= shape[d];
    }
    return (PyObject *)a;
}

/* A view of some of an array. */
static PyObject *gs_array_part(gs_array *a, char *at, int ndim, const Py_ssize_t *shape, const Py_ssize_t *strides) {
    return gs_array_over(a->kind, gs_memory_hold(a->data), at, ndim, shape, strides);
}

Py_ssize_t gs_array_count(const gs_array *a) {
    Py_ssize_t n = 1;
    for (int d = 0; d < a->ndim; d++) n *= a->shape[d];
    return n;
}

int gs_array_packed(gs_array *a) {
    Py_ssize_t step = (Py_ssize_t)gs_array_size(a);
    if (!gs_array_count(a)) return 1;
    for (int d = a->ndim - 1; d >= 0; d--) {
        if (a->shape[d] != 1 && gs_array_strides(a)[d] != step) return 0;
        step *= a->shape[d];
    }
    return 1;
}

/* Copies the numbers of dimension d and those below; returns the end. */
static char *gs_array_copy_to(gs_array *a, int d, const char *from, char *to) {
    size_t size = gs_array_size(a);
    Py_ssize_t step = gs_array_strides(a)[d];
    for (Py_ssize_t i = 0; i < a->shape[d]; i++, from += step) {
        if (d + 1 < a->ndim) {
            to = gs_array_copy_to(a, d + 1, from, to);
            continue;
        }
        memcpy(to, from, size);
        to += size;
    }
    return to;
}

static gs_array *gs_array_copied(gs_array *a) {
    gs_memory *m = gs_memory_new((size_t)gs_array_count(a) * gs_array_size(a), 0);
    if (m && gs_array_packed(a)) memcpy(m->at, a->at, m->size);
    else if (m) gs_array_copy_to(a, 0, a->at, m->at);
    return m ? (gs_array *)gs_array_over(a->kind, m, m->at, a->ndim, a->shape, NULL) : NULL;
}

gs_array *gs_array_pack(gs_array *a) {
    return gs_array_packed(a) ? (gs_array *)Py_NewRef((PyObject *)a) : gs_array_copied(a);
}

PyObject *gs_array_of_numbers(int kind, const uint64_t *w) {
    char *at = (char *)(uintptr_t)w[0];
    Py_ssize_t n = (Py_ssize_t)w[1];
    size_t size = (size_t)n * gs_number_size[kind];
    if ((int32_t)w[2] != GS_NO_HANDLE) return gs_array_over(kind, gs_memory_of_go(at, size, (int32_t)w[2]), at, 1, &n, NULL);
    gs_memory *m = gs_memory_new(size, 0);
    if (m && size) memcpy(m->at, at, size);
    return gs_array_over(kind, m, m ? m->at : NULL, 1, &n, NULL);
}

/* ---- columns of results ---- */

gs_array *gs_array_new(int kind, int lists, Py_ssize_t n) {
    gs_array *a = gs_array_alloc(kind, 1);
    if (!a) return NULL;
    int some = lists || kind == GS_STR;
    a->shape[0] = n;
    a->shape[1] = some ? 0 : gs_number_size[kind];
    a->data = some ? gs_memory_new(64, 0) : gs_memory_new((size_t)n * gs_number_size[kind], 1);
    if (a->data) a->at = a->data->at;
    if (a->data && some) a->offsets = gs_memory_new(((size_t)n + 1) * 8, 1);
    if (PyErr_Occurred()) gs_drop((PyObject **)&a);
    return a;
}

/* Bytes of what offsets count. */
static size_t gs_array_unit(const gs_array *a) { return a->kind == GS_STR ? 1 : gs_number_size[a->kind]; }

static const int64_t *gs_array_offsets(const gs_array *a) { return (const int64_t *)(const void *)a->offsets->at; }

static void gs_array_offset(gs_array *a, Py_ssize_t i) {
    ((int64_t *)(void *)a->offsets->at)[i + 1] = (int64_t)(a->used / gs_array_unit(a));
}

int gs_array_set_some(gs_array *a, Py_ssize_t i, const char *p, size_t n) {
    n *= gs_array_unit(a);
    if (a->data->size - a->used < n) {
        gs_memory *more = gs_memory_resize(a->data, 2 * a->data->size > a->used + n ? 2 * a->data->size : a->used + n);
        if (!more) return -1;
        a->data = more;
        a->at = more->at;
    }
    if (n) memcpy(a->at + a->used, p, n);
    a->used += n;
    gs_array_offset(a, i);
    return 0;
}

int gs_array_set_null(gs_array *a, Py_ssize_t i) {
    if (!a->mask && !(a->mask = gs_memory_new((size_t)a->shape[0], 1))) return -1;
    a->mask->at[i] = 1;
    a->nulls++;
    if (a->offsets) gs_array_offset(a, i);
    return 0;
}

void gs_array_filled(gs_array *a) {
    gs_memory *less = a->offsets ? gs_memory_resize(a->data, a->used) : NULL;
    if (!less) {
        if (a->offsets) PyErr_Clear(); /* then it stays as large as it is */
        return;
    }
    a->data = less;
    a->at = less->at;
}

/* ---- as a sequence ---- */

static PyObject *gs_array_at(gs_array *a, Py_ssize_t i) {
    if (a->mask && a->mask->at[i]) return Py_NewRef(Py_None);
    if (a->offsets) {
        const int64_t *at = gs_array_offsets(a) + i;
        char *p = a->at + (size_t)at[0] * gs_array_unit(a);
        Py_ssize_t n = (Py_ssize_t)(at[1] - at[0]);
        return a->kind == GS_STR ? gs_text(p, n) : gs_array_part(a, p, 1, &n, NULL);
    }
    char *p = a->at + i * gs_array_strides(a)[0];
    if (a->ndim > 1) return gs_array_part(a, p, a->ndim - 1, a->shape + 1, gs_array_strides(a) + 1);
    return gs_number_at(a->kind, p);
}

static GS_COLD int gs_array_no_index(void) {
    PyErr_SetString(PyExc_IndexError, "array index out of range");
    return -1;
}

static PyObject *gs_array_item(PyObject *self, Py_ssize_t i) {
    gs_array *a = (gs_array *)self;
    if (i < 0 || i >= a->shape[0]) return gs_array_no_index(), NULL;
    return gs_array_at(a, i);
}

static Py_ssize_t gs_array_length(PyObject *self) { return ((gs_array *)self)->shape[0]; }

static PyObject *gs_array_tolist(PyObject *self, PyObject *unused) {
    gs_array *a = (gs_array *)self;
    PyObject *l = PyList_New(a->shape[0]);
    for (Py_ssize_t i = 0; l && i < a->shape[0]; i++) {
        PyObject *o = gs_array_at(a, i);
        if (o && gs_array_check(o)) {
            PyObject *below = gs_array_tolist(o, unused);
            Py_DECREF(o);
            o = below;
        }
        if (!o || PyList_SetItem(l, i, o)) gs_drop(&l);
    }
    return l;
}

static PyObject *gs_array_slice(gs_array *a, PyObject *key) {
    Py_ssize_t start, stop, step;
    if (PySlice_Unpack(key, &start, &stop, &step)) return NULL;
    Py_ssize_t n = PySlice_AdjustIndices(a->shape[0], &start, &stop, step);
    if (a->offsets || a->mask) { /* which have no views */
        PyObject *l = gs_array_tolist((PyObject *)a, NULL), *part = l ? PyObject_GetItem(l, key) : NULL;
        Py_XDECREF(l);
        return part;
    }
    PyObject *part = gs_array_part(a, a->at + start * gs_array_strides(a)[0], a->ndim, a->shape, gs_array_strides(a));
    if (!part) return NULL;
    ((gs_array *)part)->shape[0] = n;
    if (n > 1) gs_array_strides((gs_array *)part)[0] *= step; /* else it may be a step of any size */
    return part;
}

/* The index that a key is, from the start: 0, or -1 with an exception. */
static int gs_array_index(const gs_array *a, PyObject *key, Py_ssize_t *i) {
    *i = PyNumber_AsSsize_t(key, PyExc_IndexError);
    if (*i == -1 && PyErr_Occurred()) return -1;
    if (*i < 0) *i += a->shape[0];
    return *i < 0 || *i >= a->shape[0] ? gs_array_no_index() : 0;
}

static PyObject *gs_array_subscript(PyObject *self, PyObject *key) {
    gs_array *a = (gs_array *)self;
    Py_ssize_t i;
    if (gs_is(key, PySlice_Type)) return gs_array_slice(a, key);
    if (PyTuple_Check(key)) { /* an index for each dimension */
        PyObject *at = Py_NewRef(self);
        for (i = 0; at && i < PyTuple_Size(key); i++) {
            PyObject *below = gs_array_check(at) ? gs_array_subscript(at, PyTuple_GetItem(key, i)) : NULL;
            if (!below && !PyErr_Occurred()) PyErr_Format(PyExc_IndexError, "an array of %d dimensions has no more indices", a->ndim);
            Py_DECREF(at);
            at = below;
            if (at && i + 1 < PyTuple_Size(key) && gs_is(PyTuple_GetItem(key, i), PySlice_Type)) {
                Py_DECREF(at);
                return PyErr_Format(PyExc_TypeError, "a slice can only be the last index");
            }
        }
        return at;
    }
    return gs_array_index(a, key, &i) ? NULL : gs_array_at(a, i);
}

/* Writes a number to an address, or as many values as there are items from dimension d on: they stand side by side. */
static int gs_array_write(const gs_array *a, char **at, int d, PyObject *v) {
    if (d == a->ndim) {
        static const gs_path path = { NULL, GS_AT_ARG, "item", NULL, 0, NULL };
        const char *expected = a->kind >= GS_C64 ? "complex" : a->kind >= GS_F32 ? "float" : a->kind ? "int" : "bool";
        uint64_t w[2];
        int r = gs_number_in(a->kind, v, w);
        if (r) return gs_argerror_value(&path, r, r == GS_OUT_OF_RANGE ? gs_number_fits(a->kind) : expected, v);
        gs_number_store(a->kind, *at, w);
        *at += gs_array_size(a);
        return 0;
    }
    PyObject *all = gs_isinstance(v, &PyUnicode_Type) ? NULL : PySequence_List(v);
    if (!all) {
        if (!PyErr_Occurred()) PyErr_SetString(PyExc_TypeError, "numbers are wanted, got str");
        return -1;
    }
    int r = 0;
    if (PyList_Size(all) != a->shape[d]) {
        PyErr_Format(PyExc_ValueError, "an array keeps its shape: %zd items are wanted, got %zd", a->shape[d], PyList_Size(all));
        r = -1;
    }
    for (Py_ssize_t i = 0; !r && i < a->shape[d] && i < PyList_Size(all); i++)
        r = gs_array_write(a, at, d + 1, PyList_GetItem(all, i));
    Py_DECREF(all);
    return r;
}

/* Copies numbers that stand side by side into dimension d and those below; returns the end. */
static const char *gs_array_copy_from(gs_array *a, int d, const char *from, char *to) {
    size_t size = gs_array_size(a);
    Py_ssize_t step = gs_array_strides(a)[d];
    for (Py_ssize_t i = 0; i < a->shape[d]; i++, to += step) {
        if (d + 1 < a->ndim) {
            from = gs_array_copy_from(a, d + 1, from, to);
            continue;
        }
        memcpy(to, from, size);
        from += size;
    }
    return from;
}

/* Writes all items of an array, or none: what is written may be views of the same memory, or be wrong at its end. */
static int gs_array_write_all(gs_array *a, PyObject *v) {
    gs_memory *m = gs_memory_new((size_t)gs_array_count(a) * gs_array_size(a), 1);
    char *end = m ? m->at : NULL;
    int r = m ? gs_array_write(a, &end, 0, v) : -1;
    if (!r) gs_array_copy_from(a, 0, m->at, a->at);
    gs_memory_drop(m);
    return r;
}

static int gs_array_assign(PyObject *self, PyObject *key, PyObject *v) {
    gs_array *a = (gs_array *)self;
    Py_ssize_t i;
    if (!v || a->offsets || a->mask) {
        PyErr_Format(PyExc_TypeError, v ? "arrays with nulls or of text can't be changed" : "an array keeps its shape: items can't be deleted");
        return -1;
    }
    if (PyTuple_Check(key) && PyTuple_Size(key) == 1) return gs_array_assign(self, PyTuple_GetItem(key, 0), v);
    if (!gs_is(key, PySlice_Type) && !PyTuple_Check(key) && a->ndim == 1) {
        if (gs_array_index(a, key, &i)) return -1;
        char *at = a->at + i * gs_array_strides(a)[0];
        return gs_array_write(a, &at, 1, v);
    }
    if (PyTuple_Check(key) && PyTuple_Size(key) > 1) { /* the last index is one of a view */
        PyObject *but = PyTuple_New(PyTuple_Size(key) - 1), *view = NULL;
        for (i = 0; but && i + 1 < PyTuple_Size(key); i++) PyTuple_SetItem(but, i, Py_NewRef(PyTuple_GetItem(key, i)));
        if (but) view = gs_array_subscript(self, but);
        int r = view ? PyObject_SetItem(view, PyTuple_GetItem(key, PyTuple_Size(key) - 1), v) : -1;
        Py_XDECREF(view);
        Py_XDECREF(but);
        return r;
    }
    gs_array *view = (gs_array *)gs_array_subscript(self, key);
    int r = view ? gs_array_write_all(view, v) : -1;
    Py_XDECREF(view);
    return r;
}

static int gs_array_assign_item(PyObject *self, Py_ssize_t i, PyObject *v) {
    PyObject *key = PyLong_FromSsize_t(i);
    int r = key ? gs_array_assign(self, key, v) : -1;
    Py_XDECREF(key);
    return r;
}

/* Equal to lists and arrays with equal items; NumPy compares its own. */
static PyObject *gs_array_compare(PyObject *self, PyObject *other, int op) {
    int array = gs_array_check(other);
    if ((op != Py_EQ && op != Py_NE) || (!array && !PyList_Check(other))) return Py_NewRef(Py_NotImplemented);
    PyObject *a = gs_array_tolist(self, NULL), *b = !a ? NULL : array ? gs_array_tolist(other, NULL) : Py_NewRef(other);
    PyObject *r = b ? PyObject_RichCompare(a, b, op) : NULL;
    Py_XDECREF(a);
    Py_XDECREF(b);
    return r;
}

static PyObject *gs_array_dims(const Py_ssize_t *v, int n) {
    PyObject *t = PyTuple_New(n);
    for (int d = 0; t && d < n; d++) {
        PyObject *o = PyLong_FromSsize_t(v[d]);
        if (!o || PyTuple_SetItem(t, d, o)) gs_drop(&t);
    }
    return t;
}

static PyObject *gs_array_repr(PyObject *self) {
    enum { SHOWN = 1000 };
    gs_array *a = (gs_array *)self;
    PyObject *out = NULL, *what = gs_array_count(a) > SHOWN ? gs_array_dims(a->shape, a->ndim) : gs_array_tolist(self, NULL);
    if (what) out = PyUnicode_FromFormat(PyList_Check(what) ? "Array(%R)" : "<Array of shape %R>", what);
    Py_XDECREF(what);
    return out;
}

/* What lists have. */
static PyObject *gs_array_as_list(PyObject *self, const char *name, PyObject *args) {
    PyObject *l = gs_array_tolist(self, NULL), *f = l ? PyObject_GetAttrString(l, name) : NULL;
    PyObject *out = f ? PyObject_CallObject(f, args) : NULL;
    Py_XDECREF(f);
    Py_XDECREF(l);
    return out;
}

static PyObject *gs_array_find(PyObject *self, PyObject *args) { return gs_array_as_list(self, "index", args); }
static PyObject *gs_array_many(PyObject *self, PyObject *args) { return gs_array_as_list(self, "count", args); }

static int gs_array_contains(PyObject *self, PyObject *v) {
    PyObject *l = gs_array_tolist(self, NULL);
    int r = l ? PySequence_Contains(l, v) : -1;
    Py_XDECREF(l);
    return r;
}

/* Whether there is nothing but numbers: 0, or -1 with TypeError. */
static int gs_array_all_numbers(const gs_array *a) {
    if (!a->offsets && !a->mask) return 0;
    PyErr_SetString(PyExc_TypeError, "an array with nulls or of text can't be copied: use tolist()");
    return -1;
}

static PyObject *gs_array_copy(PyObject *self, PyObject *unused) {
    (void)unused;
    return gs_array_all_numbers((gs_array *)self) ? NULL : (PyObject *)gs_array_copied((gs_array *)self);
}

/* ---- as a buffer ---- */

static const char *const gs_array_letters[] = { "?", "b", "h", "i", "q", "B", "H", "I", "Q", "f", "d", "Zf", "Zd" };

const char *gs_array_letter(int kind) { return gs_array_letters[kind]; }

/* How many dimensions have more than one item; 0: there are no items. */
static int gs_array_longer(const gs_array *a) {
    int n = 0;
    for (int d = 0; d < a->ndim; d++) n += a->shape[d] > 1;
    return gs_array_count(a) ? n : 0;
}

static int gs_array_getbuffer(PyObject *self, Py_buffer *b, int flags) {
    gs_array *a = (gs_array *)self;
    b->obj = NULL;
    if (a->offsets || a->nulls) {
        PyErr_SetString(PyExc_BufferError, "an array with nulls or of text has no buffer");
        return -1;
    }
    int wanted = flags & (PyBUF_C_CONTIGUOUS | PyBUF_F_CONTIGUOUS | PyBUF_ANY_CONTIGUOUS) & ~PyBUF_STRIDES;
    if (((flags & PyBUF_STRIDES) != PyBUF_STRIDES || wanted) && !gs_array_packed(a)) {
        PyErr_SetString(PyExc_BufferError, "the numbers of this array do not stand side by side");
        return -1;
    }
    if (wanted == (PyBUF_F_CONTIGUOUS & ~PyBUF_STRIDES) && gs_array_longer(a) > 1) {
        PyErr_SetString(PyExc_BufferError, "the numbers of this array stand in the order of C, not of Fortran");
        return -1;
    }
    b->obj = Py_NewRef(self);
    b->buf = a->at;
    b->itemsize = (Py_ssize_t)gs_array_size(a);
    b->len = gs_array_count(a) * b->itemsize;
    b->readonly = 0;
    b->ndim = a->ndim;
    b->format = flags & PyBUF_FORMAT ? (char *)(uintptr_t)gs_array_letters[a->kind] : NULL;
    b->shape = flags & PyBUF_ND ? a->shape : NULL;
    b->strides = (flags & PyBUF_STRIDES) == PyBUF_STRIDES ? gs_array_strides(a) : NULL;
    b->suboffsets = NULL;
    b->internal = NULL;
    return 0;
}

/* __array__(dtype=None, copy=None): NumPy's array over the same memory, for libraries that ask for this method alone. */
static PyObject *gs_array_numpy(PyObject *self, PyObject *args, PyObject *kw) {
    gs_array *a = (gs_array *)self;
    PyObject *dtype = args && PyTuple_Size(args) > 0 ? PyTuple_GetItem(args, 0) : kw ? PyDict_GetItemString(kw, "dtype") : NULL;
    PyObject *copy = args && PyTuple_Size(args) > 1 ? PyTuple_GetItem(args, 1) : kw ? PyDict_GetItemString(kw, "copy") : NULL;
    int plain = !a->offsets && !a->nulls;
    if (copy == Py_False && !plain) return PyErr_Format(PyExc_ValueError, "an array with nulls or of text has to be copied");
    PyObject *numpy = PyImport_ImportModule("numpy"), *out = NULL;
    PyObject *from = !numpy ? NULL : plain ? Py_NewRef(self) : gs_array_tolist(self, NULL);
    PyObject *as = !from || plain || (dtype && dtype != Py_None) ? Py_XNewRef(dtype) : PyObject_GetAttrString(numpy, "object_");
    if (from && !PyErr_Occurred())
        out = PyObject_CallMethod(numpy, copy == Py_True ? "array" : "asarray", "OO", from, as ? as : Py_None);
    Py_XDECREF(as);
    Py_XDECREF(from);
    Py_XDECREF(numpy);
    return out;
}

/* ---- nulls ---- */

/* The numbers with those at nulls, which are 0. */
static PyObject *gs_array_filled_up(PyObject *self, PyObject *unused) {
    gs_array *a = (gs_array *)self;
    (void)unused;
    if (a->offsets) return PyErr_Format(PyExc_TypeError, "an array of text has no numbers");
    return gs_array_part(a, a->at, a->ndim, a->shape, gs_array_strides(a));
}

/* The mask of nulls as an array of bools; None if there is no null. */
static PyObject *gs_array_mask(PyObject *self, void *unused) {
    gs_array *a = (gs_array *)self;
    (void)unused;
    if (!a->mask) return Py_NewRef(Py_None);
    return gs_array_over(GS_BOOL, gs_memory_hold(a->mask), a->mask->at, 1, a->shape, NULL);
}

static PyObject *gs_array_nulls(PyObject *self, void *unused) {
    (void)unused;
    return PyLong_FromSsize_t(((gs_array *)self)->nulls);
}

/* ---- what it is ---- */

static PyObject *gs_array_format(PyObject *self, void *unused) {
    gs_array *a = (gs_array *)self;
    (void)unused;
    if (a->offsets && a->kind != GS_STR) return PyUnicode_FromFormat("[%s]", gs_array_letters[a->kind]);
    return PyUnicode_FromString(a->kind == GS_STR ? "s" : gs_array_letters[a->kind]);
}

static PyObject *gs_array_ndim(PyObject *self, void *unused) {
    (void)unused;
    return PyLong_FromSsize_t(((gs_array *)self)->ndim);
}

static PyObject *gs_array_shape(PyObject *self, void *unused) {
    (void)unused;
    return gs_array_dims(((gs_array *)self)->shape, ((gs_array *)self)->ndim);
}

static PyObject *gs_array_steps(PyObject *self, void *unused) {
    (void)unused;
    return gs_array_dims(gs_array_strides((gs_array *)self), ((gs_array *)self)->ndim);
}

/* ---- pickle ---- */

static PyObject *gs_array_reduce(PyObject *self, PyObject *unused) {
    gs_array *a = (gs_array *)self;
    (void)unused;
    if (gs_array_all_numbers(a)) return NULL;
    gs_array *p = gs_array_pack(a);
    PyObject *out = NULL, *bytes = p ? PyBytes_FromStringAndSize(p->at, gs_array_count(p) * (Py_ssize_t)gs_array_size(p)) : NULL;
    PyObject *shape = bytes ? gs_array_dims(a->shape, a->ndim) : NULL;
    PyObject *make = shape ? PyObject_GetAttrString((PyObject *)gs_array_type, "_of") : NULL;
    if (make) out = PyObject_CallFunction((PyObject *)&PyTuple_Type, "((O(sOO)))", make, gs_array_letters[a->kind], shape, bytes);
    Py_XDECREF(make);
    Py_XDECREF(shape);
    Py_XDECREF(bytes);
    Py_XDECREF((PyObject *)p);
    return out;
}

/* _of(format, shape, bytes): what a pickle says. */
static PyObject *gs_array_of(PyObject *cls, PyObject *args) {
    (void)cls;
    enum { MOST = 64 };
    Py_ssize_t shape[MOST], n = 1, all = 16; /* all: bytes, if no dimension were 0 */
    const char *letter = PyTuple_Size(args) == 3 && PyUnicode_Check(PyTuple_GetItem(args, 0)) ? PyUnicode_AsUTF8AndSize(PyTuple_GetItem(args, 0), NULL) : NULL;
    PyObject *dims = letter ? PyTuple_GetItem(args, 1) : NULL, *bytes = letter ? PyTuple_GetItem(args, 2) : NULL;
    int kind = GS_BOOL, ndim = dims && PyTuple_Check(dims) ? (int)PyTuple_Size(dims) : 0;
    while (letter && kind <= GS_C128 && strcmp(letter, gs_array_letters[kind])) kind++;
    int fits = letter && kind <= GS_C128 && ndim > 0 && ndim <= MOST && PyBytes_Check(bytes);
    for (int d = 0; fits && d < ndim; d++) {
        shape[d] = PyNumber_AsSsize_t(PyTuple_GetItem(dims, d), NULL);
        if (PyErr_Occurred()) return NULL;
        fits = shape[d] >= 0 && !__builtin_mul_overflow(all, shape[d] ? shape[d] : 1, &all);
        if (fits) n *= shape[d];
    }
    if (!fits || n > PyBytes_Size(bytes) || n * gs_number_size[kind] != PyBytes_Size(bytes)) {
        if (!PyErr_Occurred()) PyErr_SetString(PyExc_ValueError, "not the pickle of an array");
        return NULL;
    }
    gs_memory *m = gs_memory_new((size_t)PyBytes_Size(bytes), 0);
    if (m) memcpy(m->at, PyBytes_AsString(bytes), m->size);
    return gs_array_over(kind, m, m ? m->at : NULL, ndim, shape, NULL);
}

/* __array_interface__: where the numbers are, for libraries that ask for it alone. */
static PyObject *gs_array_interface(PyObject *self, void *unused) {
    static const char *const types[] = { "b1", "i1", "i2", "i4", "i8", "u1", "u2", "u4", "u8", "f4", "f8", "c8", "c16" };
    const gs_array *a = (gs_array *)self;
    if (a->offsets || a->nulls) return PyErr_Format(PyExc_AttributeError, "an array with nulls or of text has no __array_interface__");
    const char order = gs_array_size(a) == 1 ? '|' : __BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__ ? '<' : '>';
    PyObject *at = PyObject_CallFunction((PyObject *)&PyTuple_Type, "((KO))", (unsigned long long)(uintptr_t)a->at, Py_False);
    PyObject *d = PyDict_New(), *values[] = { gs_array_shape(self, unused), PyUnicode_FromFormat("%c%s", order, types[a->kind]), at,
        gs_array_steps(self, unused), PyLong_FromLongLong(3) };
    static const char *const names[] = { "shape", "typestr", "data", "strides", "version" };
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        if (d && (!values[i] || PyDict_SetItemString(d, names[i], values[i]))) gs_drop(&d);
        Py_XDECREF(values[i]);
    }
    return d;
}

/* ---- the type ---- */

static void gs_array_dealloc(PyObject *self) {
    PyTypeObject *t = Py_TYPE(self);
    gs_array *a = (gs_array *)self;
    gs_memory_drop(a->data);
    gs_memory_drop(a->offsets);
    gs_memory_drop(a->mask);
    ((freefunc)PyType_GetSlot(t, Py_tp_free))(self);
    Py_DECREF(t);
}

#define GS_KEYWORDS(f) (PyCFunction)(void (*)(void))(f), METH_VARARGS | METH_KEYWORDS
static PyMethodDef gs_array_methods[] = {
    { "tolist", gs_array_tolist, METH_NOARGS, "tolist($self, /)\n--\n\nThe items as a new list; nulls are None." },
    { "index", gs_array_find, METH_VARARGS, "index($self, value, start=0, stop=sys.maxsize, /)\n--\n\nAs of a list." },
    { "count", gs_array_many, METH_VARARGS, "count($self, value, /)\n--\n\nAs of a list." },
    { "copy", gs_array_copy, METH_NOARGS, "copy($self, /)\n--\n\nThe same numbers in memory of their own." },
    { "filled", gs_array_filled_up, METH_NOARGS,
        "filled($self, /)\n--\n\nThe same numbers without the mask: where an item is null, 0. Shares the memory." },
    { "__array__", GS_KEYWORDS(gs_array_numpy), "__array__($self, dtype=None, copy=None)\n--\n\nNumPy's array. Shares the memory." },
    { "__dlpack__", GS_KEYWORDS(gs_array_dlpack),
        "__dlpack__($self, *, stream=None, max_version=None, dl_device=None, copy=None)\n--\n\nA tensor. Shares the memory." },
    { "__dlpack_device__", gs_array_dlpack_device, METH_NOARGS, "__dlpack_device__($self, /)\n--\n\nThe CPU: (1, 0)." },
    { "__arrow_c_schema__", gs_array_arrow_schema, METH_NOARGS, "__arrow_c_schema__($self, /)\n--\n\nThe type, for Arrow." },
    { "__arrow_c_array__", GS_KEYWORDS(gs_array_arrow),
        "__arrow_c_array__($self, requested_schema=None)\n--\n\nThe array, for Arrow. Shares the memory; bools, and what has gaps, are copied." },
    { "__reduce__", gs_array_reduce, METH_NOARGS, NULL },
    { "_of", gs_array_of, METH_VARARGS | METH_CLASS, NULL },
    { "__class_getitem__", Py_GenericAlias, METH_O | METH_CLASS, NULL },
    { NULL, NULL, 0, NULL }
};
static PyGetSetDef gs_array_getset[] = {
    { "format", gs_array_format, NULL, "The type of the items, in the notation of module struct; \"s\" for text.", NULL },
    { "ndim", gs_array_ndim, NULL, "The number of dimensions.", NULL },
    { "shape", gs_array_shape, NULL, "The number of items in each dimension.", NULL },
    { "strides", gs_array_steps, NULL, "The bytes from one item to the next in each dimension.", NULL },
    { "__array_interface__", gs_array_interface, NULL, "The address, the shape and the type, for NumPy.", NULL },
    { "mask", gs_array_mask, NULL, "An array of bools, True where an item is null; or None.", NULL },
    { "null_count", gs_array_nulls, NULL, "How many items are null.", NULL },
    { NULL, NULL, NULL, NULL, NULL },
};

/* It is no collections.abc.Sequence: Polars reads such item by item. */
PyObject *gs_array_class(void) {
    PyObject *made = (PyObject *)GS_ACQUIRE(&gs_array_type);
    if (GS_LIKELY(made != NULL)) return made;
    static PyType_Slot slots[] = { { Py_tp_dealloc, (void *)gs_array_dealloc }, { Py_tp_methods, gs_array_methods },
        { Py_tp_getset, gs_array_getset }, { Py_tp_iter, (void *)PySeqIter_New }, { Py_tp_repr, (void *)gs_array_repr },
        { Py_tp_richcompare, (void *)gs_array_compare }, { Py_tp_doc, (void *)(uintptr_t)"Numbers in one block of memory: a sequence that NumPy, Arrow and others read without a copy." },
        { Py_sq_length, (void *)gs_array_length }, { Py_sq_item, (void *)gs_array_item },
        { Py_sq_contains, (void *)gs_array_contains }, { Py_sq_ass_item, (void *)gs_array_assign_item }, { Py_mp_length, (void *)gs_array_length },
        { Py_mp_subscript, (void *)gs_array_subscript }, { Py_mp_ass_subscript, (void *)gs_array_assign },
        { Py_bf_getbuffer, (void *)gs_array_getbuffer }, { 0, NULL } };
    static char name[512]; /* where pickle finds it */
    snprintf(name, sizeof name, "%s._arrays.Array", gs_import_name ? gs_import_name : "");
    PyType_Spec spec = { name, (int)offsetof(gs_array, shape), (int)sizeof(Py_ssize_t),
        Py_TPFLAGS_DEFAULT | Py_TPFLAGS_DISALLOW_INSTANTIATION, slots };
    return gs_first((PyObject **)&gs_array_type, (PyObject *)gs_type_new(NULL, &spec, NULL));
}

int gs_array_check(PyObject *o) { return Py_TYPE(o) == gs_array_type; }

/* ---- in a wire buffer ---- */

/* What is no array: rows of several lengths; a nil pointer to one. */
enum { GS_ARRAY_RAGGED = -1, GS_ARRAY_NONE = -2 };

PyObject *gs_ndarray_take(gs_decoder *r, const gs_type *ty) {
    int64_t ndim = (int64_t)gs_decoder_word(r);
    if (ndim == GS_ARRAY_NONE) return Py_NewRef(Py_None);
    if (ndim == GS_ARRAY_RAGGED) {
        long long a = (long long)gs_decoder_word(r), b = (long long)gs_decoder_word(r);
        return PyErr_Format(PyExc_ValueError, "rows of different lengths, %lld and %lld, are no array", a, b);
    }
    char *at = (char *)(uintptr_t)gs_decoder_word(r);
    int32_t handle = (int32_t)gs_decoder_word(r);
    size_t size = (size_t)gs_decoder_word(r);
    const Py_ssize_t *shape = (const Py_ssize_t *)(const void *)gs_decoder_bytes(r, (size_t)ndim * 8);
    const Py_ssize_t *strides = (const Py_ssize_t *)(const void *)gs_decoder_bytes(r, (size_t)ndim * 8);
    return gs_array_over(ty->elem->kind, gs_memory_of_go(at, size, handle), at, (int)ndim, shape, strides);
}

void gs_ndarray_skip(gs_decoder *r, const gs_type *ty) {
    (void)ty;
    int64_t ndim = (int64_t)gs_decoder_word(r);
    if (ndim == GS_ARRAY_NONE) return;
    if (ndim == GS_ARRAY_RAGGED) {
        gs_decoder_bytes(r, 16);
        return;
    }
    gs_decoder_word(r);
    int32_t handle = (int32_t)gs_decoder_word(r);
    gs_handle_free(handle, gs_decoder_word(r) >= GS_LARGE);
    gs_decoder_bytes(r, (size_t)ndim * 16);
}

/* As the list that the same type takes. */
static int gs_ndarray_put(gs_encoder *t, const gs_type *ty, PyObject *v, const gs_path *path) {
    return gs_encode(t, ty->key, v, path);
}

GS_OPS(ndarray, gs_ndarray_put, gs_ndarray_take, gs_ndarray_skip, gs_decode_items, gs_decode_skip_items, 8);

/* ---- rows of numbers ---- */

static int gs_is_numbers(const gs_type *ty) { return (ty->kind == GS_LIST || ty->kind == GS_ARRAY) && GS_IS_NUMBER(ty->elem->kind); }

int gs_array_is_rows(const gs_type *ty) { return (ty->kind == GS_LIST || ty->kind == GS_ARRAY) && gs_is_numbers(ty->elem); }

/* The number of items of a list in a wire buffer. */
static Py_ssize_t gs_array_length_of(gs_decoder *r, const gs_type *ty) {
    Py_ssize_t n = ty->kind == GS_ARRAY ? (Py_ssize_t)ty->n : (Py_ssize_t)gs_decoder_word(r);
    return n < 0 ? 0 : n; /* nil */
}

/* One row. */
static PyObject *gs_array_row(gs_decoder *r, const gs_type *ty) {
    const int kind = ty->elem->kind;
    Py_ssize_t n = gs_array_length_of(r, ty);
    const char *p = gs_decoder_bytes(r, (size_t)n * gs_number_size[kind]);
    gs_memory *m = gs_memory_new((size_t)n * gs_number_size[kind], 0);
    if (m) memcpy(m->at, p, m->size);
    return gs_array_over(kind, m, m ? m->at : NULL, 1, &n, NULL);
}

/* An array of two dimensions; rows of different lengths are a list of arrays. */
static PyObject *gs_array_rows_take(gs_decoder *r, const gs_type *ty) {
    const gs_type *row = ty->elem;
    const int kind = row->elem->kind;
    Py_ssize_t n = gs_array_length_of(r, ty), length = 0;
    gs_decoder ahead = *r;
    int same = 1;
    for (Py_ssize_t i = 0; i < n; i++) {
        Py_ssize_t k = gs_array_length_of(&ahead, row);
        gs_decoder_bytes(&ahead, (size_t)k * gs_number_size[kind]);
        same = same && (!i || k == length);
        length = k;
    }
    if (!same) {
        PyObject *all = PyList_New(n);
        for (Py_ssize_t i = 0; all && i < n; i++) {
            PyObject *one = gs_array_row(r, row);
            if (!one || PyList_SetItem(all, i, one)) gs_drop(&all);
        }
        if (!all) *r = ahead; /* it has been read anyway */
        return all;
    }
    const Py_ssize_t shape[] = { n, length };
    const size_t bytes = (size_t)length * gs_number_size[kind];
    gs_memory *m = gs_memory_new((size_t)n * bytes, 0);
    for (Py_ssize_t i = 0; m && i < n; i++) {
        gs_array_length_of(r, row);
        memcpy(m->at + (size_t)i * bytes, gs_decoder_bytes(r, bytes), bytes);
    }
    *r = ahead;
    return gs_array_over(kind, m, m ? m->at : NULL, 2, shape, NULL);
}

GS_OPS(array_rows, gs_ndarray_put, gs_array_rows_take, gs_ndarray_skip, gs_decode_items, gs_decode_skip_items, 8);
