#include "batch/array.h"
#include "values/arrow.h"
#include "values/text.h"
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

static PyTypeObject *gs_array_type;

/* ---- memory ---- */

static gs_memory *gs_memory_new(size_t size, int zero) {
    size_t all = sizeof(gs_memory) + size;
    gs_memory *m = all < size ? NULL : zero ? calloc(1, all) : malloc(all);
    if (!m) return PyErr_NoMemory(), NULL;
    m->refs = 1;
    m->size = size;
    return m;
}

static gs_memory *gs_memory_hold(gs_memory *m) {
    if (m) __atomic_add_fetch(&m->refs, 1, __ATOMIC_RELAXED);
    return m;
}

static void gs_memory_drop(gs_memory *m) {
    if (m && !__atomic_sub_fetch(&m->refs, 1, __ATOMIC_ACQ_REL)) free(m);
}

/* ---- filling ---- */

gs_array *gs_array_new(int kind, Py_ssize_t n) {
    gs_array *a = (gs_array *)PyType_GenericAlloc(gs_array_type, 0);
    if (!a) return NULL;
    a->kind = kind;
    a->n = n;
    a->data = kind == GS_STR ? gs_memory_new(64, 0) : gs_memory_new((size_t)n * gs_number_size[kind], 1);
    if (a->data && kind == GS_STR) a->offsets = gs_memory_new(((size_t)n + 1) * 8, 1);
    if (PyErr_Occurred()) gs_drop((PyObject **)&a);
    return a;
}

static void gs_array_offset(gs_array *a, Py_ssize_t i) { ((int64_t *)(void *)a->offsets->bytes)[i + 1] = (int64_t)a->used; }

int gs_array_set_text(gs_array *a, Py_ssize_t i, const char *p, size_t n) {
    if (a->data->size - a->used < n) {
        size_t size = 2 * a->data->size > a->used + n ? 2 * a->data->size : a->used + n;
        gs_memory *more = realloc(a->data, sizeof *more + size);
        if (!more) return PyErr_NoMemory(), -1;
        a->data = more;
        more->size = size;
    }
    memcpy(a->data->bytes + a->used, p, n);
    a->used += n;
    gs_array_offset(a, i);
    return 0;
}

int gs_array_set_null(gs_array *a, Py_ssize_t i) {
    if (!a->mask && !(a->mask = gs_memory_new((size_t)a->n, 1))) return -1;
    a->mask->bytes[i] = 1;
    a->nulls++;
    if (a->kind == GS_STR) gs_array_offset(a, i);
    return 0;
}

void gs_array_filled(gs_array *a) {
    gs_memory *less = a->kind == GS_STR ? realloc(a->data, sizeof *less + a->used) : NULL;
    if (!less) return;
    a->data = less;
    less->size = a->used;
}

/* ---- as a sequence ---- */

static int gs_array_is_null(const gs_array *a, Py_ssize_t i) { return a->mask && a->mask->bytes[i]; }

static PyObject *gs_array_at(const gs_array *a, Py_ssize_t i) {
    if (gs_array_is_null(a, i)) return Py_NewRef(Py_None);
    if (a->kind == GS_STR) {
        const int64_t *at = (const int64_t *)(const void *)a->offsets->bytes + i;
        return gs_text(a->data->bytes + at[0], (Py_ssize_t)(at[1] - at[0]));
    }
    uint64_t w[2];
    gs_number_load(a->kind, a->data->bytes + (size_t)i * gs_number_size[a->kind], w);
    return gs_number_out(a->kind, w);
}

static PyObject *gs_array_item(PyObject *self, Py_ssize_t i) {
    gs_array *a = (gs_array *)self;
    if (i < 0 || i >= a->n) {
        PyErr_SetString(PyExc_IndexError, "array index out of range");
        return NULL;
    }
    return gs_array_at(a, i);
}

static Py_ssize_t gs_array_length(PyObject *self) { return ((gs_array *)self)->n; }

static PyObject *gs_array_tolist(PyObject *self, PyObject *unused) {
    gs_array *a = (gs_array *)self;
    (void)unused;
    PyObject *l = PyList_New(a->n);
    for (Py_ssize_t i = 0; l && i < a->n; i++) {
        PyObject *o = gs_array_at(a, i);
        if (!o || PyList_SetItem(l, i, o)) gs_drop(&l);
    }
    return l;
}

/* ---- as a buffer ---- */

static const char *const gs_array_formats[] = { "?", "b", "h", "i", "q", "B", "H", "I", "Q", "f", "d", "Zf", "Zd" };

static void gs_array_view(gs_array *a, Py_buffer *b, int flags, gs_memory *m, int kind) {
    b->obj = Py_NewRef((PyObject *)a);
    b->buf = m->bytes;
    b->itemsize = gs_number_size[kind];
    b->len = a->n * b->itemsize;
    b->readonly = 0;
    b->ndim = 1;
    b->format = flags & PyBUF_FORMAT ? (char *)(uintptr_t)gs_array_formats[kind] : NULL;
    a->shape = a->n;
    a->stride = b->itemsize;
    b->shape = flags & PyBUF_ND ? &a->shape : NULL;
    b->strides = (flags & PyBUF_STRIDES) == PyBUF_STRIDES ? &a->stride : NULL;
    b->suboffsets = NULL;
    b->internal = NULL;
}

static int gs_array_getbuffer(PyObject *self, Py_buffer *b, int flags) {
    gs_array *a = (gs_array *)self;
    b->obj = NULL;
    if (a->kind == GS_STR || a->nulls) {
        PyErr_SetString(PyExc_BufferError, "an array with nulls or of text has no buffer");
        return -1;
    }
    gs_array_view(a, b, flags, a->data, a->kind);
    return 0;
}

/* The numbers with those at nulls, which are 0. */
static PyObject *gs_array_filled_up(PyObject *self, PyObject *unused) {
    gs_array *a = (gs_array *)self;
    (void)unused;
    if (a->kind == GS_STR) return PyErr_Format(PyExc_TypeError, "an array of text has no numbers");
    gs_array *b = (gs_array *)PyType_GenericAlloc(gs_array_type, 0);
    if (!b) return NULL;
    b->kind = a->kind;
    b->n = a->n;
    b->data = gs_memory_hold(a->data);
    return (PyObject *)b;
}

/* The mask of nulls as an array of bools; None if there is no null. */
static PyObject *gs_array_mask(PyObject *self, void *unused) {
    gs_array *a = (gs_array *)self;
    (void)unused;
    if (!a->mask) return Py_NewRef(Py_None);
    gs_array *b = (gs_array *)PyType_GenericAlloc(gs_array_type, 0);
    if (!b) return NULL;
    b->kind = GS_BOOL;
    b->n = a->n;
    b->data = gs_memory_hold(a->mask);
    return (PyObject *)b;
}

static PyObject *gs_array_nulls(PyObject *self, void *unused) {
    (void)unused;
    return PyLong_FromSsize_t(((gs_array *)self)->nulls);
}

static PyObject *gs_array_format(PyObject *self, void *unused) {
    gs_array *a = (gs_array *)self;
    (void)unused;
    return PyUnicode_FromString(a->kind == GS_STR ? "s" : gs_array_formats[a->kind]);
}

/* ---- as a column of Arrow's ---- */

/* What a consumer of Arrow's owns. */
typedef struct gs_exported {
    const void *buffers[3];
    gs_memory *held[3];
} gs_exported;

static const char *const gs_array_arrow[] = { "b", "c", "s", "i", "l", "C", "S", "I", "L", "f", "g" };

static void gs_exported_schema_release(struct ArrowSchema *s) { s->release = NULL; }

static void gs_exported_free(gs_exported *e) {
    for (int i = 0; i < 3; i++) gs_memory_drop(e->held[i]);
    free(e);
}

static void gs_exported_release(struct ArrowArray *a) {
    gs_exported_free(a->private_data);
    a->release = NULL;
}

static void gs_schema_capsule_free(PyObject *o) {
    struct ArrowSchema *s = PyCapsule_GetPointer(o, "arrow_schema");
    if (s && s->release) s->release(s);
    free(s);
}

static void gs_array_capsule_free(PyObject *o) {
    struct ArrowArray *a = PyCapsule_GetPointer(o, "arrow_array");
    if (a && a->release) a->release(a);
    free(a);
}

static PyObject *gs_array_schema(PyObject *self, PyObject *unused) {
    const gs_array *a = (gs_array *)self;
    (void)unused;
    if (a->kind == GS_C64 || a->kind == GS_C128)
        return PyErr_Format(PyExc_TypeError, "Arrow has no complex numbers");
    struct ArrowSchema *s = calloc(1, sizeof *s);
    if (!s) return PyErr_NoMemory();
    s->format = a->kind == GS_STR ? "U" : gs_array_arrow[a->kind];
    s->name = "";
    s->flags = 2; /* ARROW_FLAG_NULLABLE */
    s->release = gs_exported_schema_release;
    PyObject *o = PyCapsule_New(s, "arrow_schema", gs_schema_capsule_free);
    if (!o) free(s);
    return o;
}

/* Bits of n bytes, inverted or not. */
static gs_memory *gs_bits(const gs_memory *bytes, Py_ssize_t n, int not) {
    gs_memory *bits = gs_memory_new(((size_t)n + 7) / 8, 1);
    for (Py_ssize_t i = 0; bits && i < n; i++) bits->bytes[i >> 3] |= (char)(((bytes->bytes[i] != 0) != not) << (i & 7));
    return bits;
}

static struct ArrowArray *gs_array_exported(const gs_array *a) {
    struct ArrowArray *x = calloc(1, sizeof *x);
    gs_exported *e = calloc(1, sizeof *e);
    int n = 1;
    if (!x || !e) PyErr_NoMemory();
    if (x && e && a->nulls) e->held[0] = gs_bits(a->mask, a->n, 1);
    if (x && e && !PyErr_Occurred()) {
        if (a->kind == GS_STR) e->held[n++] = gs_memory_hold(a->offsets);
        e->held[n++] = a->kind == GS_BOOL ? gs_bits(a->data, a->n, 0) : gs_memory_hold(a->data);
    }
    if (PyErr_Occurred()) {
        if (e) gs_exported_free(e);
        free(x);
        return NULL;
    }
    for (int i = 0; i < n; i++) e->buffers[i] = e->held[i] ? e->held[i]->bytes : NULL;
    x->length = a->n;
    x->null_count = a->nulls;
    x->n_buffers = n;
    x->buffers = e->buffers;
    x->release = gs_exported_release;
    x->private_data = e;
    return x;
}

static PyObject *gs_array_capsules(PyObject *self, PyObject *args, PyObject *kw) {
    (void)args, (void)kw; /* requested_schema: a wish that need not be granted */
    PyObject *schema = gs_array_schema(self, NULL), *array = NULL, *pair = NULL;
    struct ArrowArray *x = schema ? gs_array_exported((gs_array *)self) : NULL;
    if (x && !(array = PyCapsule_New(x, "arrow_array", gs_array_capsule_free))) {
        x->release(x);
        free(x);
    }
    if (array) pair = PyTuple_Pack(2, schema, array);
    Py_XDECREF(schema);
    Py_XDECREF(array);
    return pair;
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

static PyMethodDef gs_array_methods[] = {
    { "tolist", gs_array_tolist, METH_NOARGS, "tolist($self, /)\n--\n\nThe items as a new list; nulls are None." },
    { "filled", gs_array_filled_up, METH_NOARGS,
        "filled($self, /)\n--\n\nThe same numbers without the mask: where an item is null, 0. Shares the memory." },
    { "__arrow_c_schema__", gs_array_schema, METH_NOARGS, "__arrow_c_schema__($self, /)\n--\n\nThe type, for Arrow." },
    { "__arrow_c_array__", (PyCFunction)(void (*)(void))gs_array_capsules, METH_VARARGS | METH_KEYWORDS,
        "__arrow_c_array__($self, requested_schema=None)\n--\n\nThe array, for Arrow. Shares the memory; bools are copied." },
    { NULL, NULL, 0, NULL }
};
static PyGetSetDef gs_array_getset[] = {
    { "format", gs_array_format, NULL, "The type of the items, in the notation of module struct; \"s\" for text.", NULL },
    { "mask", gs_array_mask, NULL, "An array of bools, True where an item is null; or None.", NULL },
    { "null_count", gs_array_nulls, NULL, "How many items are null.", NULL },
    { NULL, NULL, NULL, NULL, NULL },
};

GS_COLD int gs_arrays_init(PyObject *native) {
    if (gs_array_type) return 0;
    static PyType_Slot slots[] = { { Py_tp_dealloc, (void *)gs_array_dealloc }, { Py_tp_methods, gs_array_methods },
        { Py_tp_getset, gs_array_getset }, { Py_sq_length, (void *)gs_array_length },
        { Py_sq_item, (void *)gs_array_item }, { Py_bf_getbuffer, (void *)gs_array_getbuffer }, { 0, NULL } };
    PyType_Spec spec = { "_native.Array", sizeof(gs_array), 0, Py_TPFLAGS_DEFAULT | Py_TPFLAGS_DISALLOW_INSTANTIATION,
        slots };
    gs_array_type = (PyTypeObject *)PyType_FromModuleAndSpec(native, &spec, NULL);
    return gs_array_type ? 0 : -1;
}
