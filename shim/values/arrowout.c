#include "values/arrowout.h"
#include "abi/attributes.h"
#include "values/array.h"
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* ---- what a consumer owns ---- */

static void gs_schema_release(struct ArrowSchema *s) {
    for (int64_t i = 0; i < s->n_children; i++) {
        if (s->children[i] && s->children[i]->release) s->children[i]->release(s->children[i]);
        free(s->children[i]);
    }
    free(s->children);
    free((char *)(uintptr_t)s->format);
    free((char *)(uintptr_t)s->name);
    s->release = NULL;
}

/* gs_schema_fill() without an exception. */
static int gs_schema_fill_quietly(struct ArrowSchema *s, const char *format, const char *name, int64_t children) {
    memset(s, 0, sizeof *s);
    s->release = gs_schema_release;
    s->flags = 2; /* ARROW_FLAG_NULLABLE */
    s->format = strdup(format);
    s->name = strdup(name);
    if (children) s->children = calloc((size_t)children, sizeof *s->children);
    if (s->children) s->n_children = children;
    int bad = !s->format || !s->name || s->n_children != children;
    for (int64_t i = 0; i < s->n_children; i++) bad |= !(s->children[i] = calloc(1, sizeof **s->children));
    return bad ? -1 : 0;
}

int gs_schema_fill(struct ArrowSchema *s, const char *format, const char *name, int64_t children) {
    return gs_schema_fill_quietly(s, format, name, children) ? (PyErr_NoMemory(), -1) : 0;
}

static int gs_schema_copy_quietly(const struct ArrowSchema *from, struct ArrowSchema *to) {
    int r = gs_schema_fill_quietly(to, from->format, from->name, from->n_children);
    to->flags = from->flags;
    for (int64_t i = 0; !r && i < from->n_children; i++) r = gs_schema_copy_quietly(from->children[i], to->children[i]);
    if (r && to->release) to->release(to);
    return r;
}

typedef struct gs_exported {
    const void *buffers[3];
    gs_memory *held[3];
} gs_exported;

static void gs_exported_release(struct ArrowArray *x) {
    gs_exported *e = x->private_data;
    for (int64_t i = 0; i < x->n_children; i++) {
        if (x->children[i] && x->children[i]->release) x->children[i]->release(x->children[i]);
        free(x->children[i]);
    }
    free(x->children);
    for (int i = 0; e && i < 3; i++) gs_memory_drop_anywhere(e->held[i]);
    free(e);
    x->release = NULL;
}

int gs_arrow_fill(struct ArrowArray *x, int64_t length, int64_t nulls, int buffers, gs_memory *const *held, int64_t children) {
    memset(x, 0, sizeof *x);
    gs_exported *e = calloc(1, sizeof *e);
    x->release = gs_exported_release;
    x->private_data = e;
    x->length = length;
    x->null_count = nulls;
    x->n_buffers = buffers;
    for (int i = 0; i < buffers; i++) {
        if (!e) {
            gs_memory_drop(held[i]);
            continue;
        }
        e->held[i] = held[i];
        e->buffers[i] = held[i] ? held[i]->at : NULL;
    }
    if (e) x->buffers = e->buffers;
    if (children) x->children = calloc((size_t)children, sizeof *x->children);
    if (x->children) x->n_children = children;
    int bad = !e || x->n_children != children;
    for (int64_t i = 0; i < x->n_children; i++) bad |= !(x->children[i] = calloc(1, sizeof **x->children));
    return bad ? (PyErr_NoMemory(), -1) : 0;
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

/* A capsule of what was filled, which it takes over. */
static PyObject *gs_schema_capsule(const struct ArrowSchema *filled) {
    struct ArrowSchema *s = malloc(sizeof *s), copy = *filled;
    PyObject *o = NULL;
    if (s) *s = copy;
    if (s && (o = PyCapsule_New(s, "arrow_schema", gs_schema_capsule_free))) return o;
    if (!s) PyErr_NoMemory();
    copy.release(&copy);
    free(s);
    return NULL;
}

PyObject *gs_arrow_pair(struct ArrowSchema *s, struct ArrowArray *x, int bad) {
    PyObject *schema = NULL, *array = NULL, *pair = NULL;
    struct ArrowArray *own = bad ? NULL : malloc(sizeof *own);
    if (!bad && !own) PyErr_NoMemory();
    if (own) {
        *own = *x;
        if (!(array = PyCapsule_New(own, "arrow_array", gs_array_capsule_free))) free(own);
    }
    if (!array && x->release) x->release(x);
    if (array) schema = gs_schema_capsule(s);
    else if (s->release) s->release(s);
    if (schema) pair = PyTuple_Pack(2, schema, array);
    Py_XDECREF(schema);
    Py_XDECREF(array);
    return pair;
}

PyObject *gs_arrow_schema(struct ArrowSchema *s, int bad) {
    if (!bad) return gs_schema_capsule(s);
    if (s->release) s->release(s);
    return NULL;
}

/* ---- copies ---- */

int gs_schema_copy(const struct ArrowSchema *from, struct ArrowSchema *to) {
    return gs_schema_copy_quietly(from, to) ? (PyErr_NoMemory(), -1) : 0;
}

int gs_arrow_copy(const struct ArrowArray *from, struct ArrowArray *to) {
    const gs_exported *e = from->private_data;
    gs_memory *held[3] = { NULL, NULL, NULL };
    for (int64_t i = 0; i < from->n_buffers; i++) held[i] = gs_memory_hold(e->held[i]);
    int r = gs_arrow_fill(to, from->length, from->null_count, (int)from->n_buffers, held, from->n_children);
    for (int64_t i = 0; !r && i < from->n_buffers; i++) to->buffers[i] = from->buffers[i];
    for (int64_t i = 0; !r && i < from->n_children; i++) r = gs_arrow_copy(from->children[i], to->children[i]);
    return r;
}

/* ---- a stream of one array ---- */

typedef struct gs_one {
    struct ArrowSchema schema;
    struct ArrowArray array; /* released: it was given */
} gs_one;

/* Consumers call these without the GIL, so an error is a number. */
static int gs_one_schema(struct ArrowArrayStream *stream, struct ArrowSchema *out) {
    const gs_one *one = stream->private_data;
    return gs_schema_copy_quietly(&one->schema, out) ? ENOMEM : 0;
}

static int gs_one_next(struct ArrowArrayStream *stream, struct ArrowArray *out) {
    gs_one *one = stream->private_data;
    *out = one->array;
    memset(&one->array, 0, sizeof one->array);
    return 0;
}

static const char *gs_one_error(struct ArrowArrayStream *stream) { return (void)stream, "out of memory"; }

static void gs_one_release(struct ArrowArrayStream *stream) {
    gs_one *one = stream->private_data;
    if (one->schema.release) one->schema.release(&one->schema);
    if (one->array.release) one->array.release(&one->array);
    free(one);
    stream->release = NULL;
}

static void gs_stream_capsule_free(PyObject *o) {
    struct ArrowArrayStream *s = PyCapsule_GetPointer(o, "arrow_array_stream");
    if (s && s->release) s->release(s);
    free(s);
}

PyObject *gs_arrow_stream(struct ArrowSchema *s, struct ArrowArray *x, int bad) {
    struct ArrowArrayStream *stream = bad ? NULL : malloc(sizeof *stream);
    gs_one *one = stream ? malloc(sizeof *one) : NULL;
    if (!one) {
        if (!bad) PyErr_NoMemory();
        if (s->release) s->release(s);
        if (x->release) x->release(x);
        free(stream);
        return NULL;
    }
    one->schema = *s;
    one->array = *x;
    *stream = (struct ArrowArrayStream){ gs_one_schema, gs_one_next, gs_one_error, gs_one_release, one };
    PyObject *o = PyCapsule_New(stream, "arrow_array_stream", gs_stream_capsule_free);
    if (!o) {
        stream->release(stream);
        free(stream);
    }
    return o;
}

/* ---- arrays ---- */

static const char *const gs_array_arrow_formats[] = { "b", "c", "s", "i", "l", "C", "S", "I", "L", "f", "g" };

/* Dimension d and those below: a list of a fixed size for each but the last. */
static int gs_array_schema_of(gs_array *a, int d, struct ArrowSchema *s, const char *name) {
    char format[32];
    if (a->kind == GS_STR) return gs_schema_fill(s, "U", name, 0);
    if (a->offsets && !d) return gs_schema_fill(s, "+L", name, 1) || gs_array_schema_of(a, 1, s->children[0], "item") ? -1 : 0;
    if (d >= a->ndim - 1) return gs_schema_fill(s, gs_array_arrow_formats[a->kind], name, 0);
    snprintf(format, sizeof format, "+w:%lld", (long long)a->shape[d + 1]);
    return gs_schema_fill(s, format, name, 1) || gs_array_schema_of(a, d + 1, s->children[0], "item") ? -1 : 0;
}

int gs_array_export_schema(gs_array *a, struct ArrowSchema *s, const char *name) {
    if (a->kind == GS_C64 || a->kind == GS_C128) {
        PyErr_SetString(PyExc_TypeError, "Arrow has no complex numbers");
        return -1;
    }
    return gs_array_schema_of(a, 0, s, name);
}

/* Bits of n bytes, inverted or not. */
static gs_memory *gs_bits(const char *bytes, Py_ssize_t n, int not) {
    gs_memory *bits = gs_memory_new(((size_t)n + 7) / 8, 1);
    for (Py_ssize_t i = 0; bits && i < n; i++) bits->at[i >> 3] |= (char)(((bytes[i] != 0) != not) << (i & 7));
    return bits;
}

/* n numbers of a packed array, without nulls or with those of the mask. */
static int gs_array_numbers(gs_array *a, Py_ssize_t n, gs_memory *mask, Py_ssize_t nulls, struct ArrowArray *x) {
    gs_memory *held[] = { mask, NULL };
    /* the buffer begins where the array does, which may be within its memory */
    if (a->kind == GS_BOOL) held[1] = gs_bits(a->at, n, 0);
    else held[1] = gs_memory_hold(a->data);
    if (!held[1]) {
        gs_memory_drop(mask);
        return -1;
    }
    if (gs_arrow_fill(x, n, nulls, 2, held, 0)) return -1;
    if (a->kind != GS_BOOL) x->buffers[1] = a->at;
    return 0;
}

static int gs_array_export_of(gs_array *a, int d, Py_ssize_t n, struct ArrowArray *x) {
    if (d == a->ndim - 1) return gs_array_numbers(a, n, NULL, 0, x);
    gs_memory *none = NULL;
    return gs_arrow_fill(x, n, 0, 1, &none, 1) || gs_array_export_of(a, d + 1, n * a->shape[d + 1], x->children[0]) ? -1 : 0;
}

int gs_array_export(gs_array *given, struct ArrowArray *x) {
    gs_array *a = given->offsets ? (gs_array *)Py_NewRef((PyObject *)given) : gs_array_pack(given);
    if (!a) return -1;
    Py_ssize_t n = a->shape[0];
    gs_memory *mask = given->nulls ? gs_bits(given->mask->at, n, 1) : NULL;
    int r = given->nulls && !mask ? -1 : 0;
    if (!r && a->kind == GS_STR) {
        gs_memory *held[] = { mask, gs_memory_hold(a->offsets), gs_memory_hold(a->data) };
        r = gs_arrow_fill(x, n, a->nulls, 3, held, 0);
    } else if (!r && a->offsets) {
        gs_memory *held[] = { mask, gs_memory_hold(a->offsets) };
        Py_ssize_t all = (Py_ssize_t)((const int64_t *)(const void *)a->offsets->at)[n];
        r = gs_arrow_fill(x, n, a->nulls, 2, held, 1) || gs_array_numbers(a, all, NULL, 0, x->children[0]) ? -1 : 0;
    } else if (!r && a->ndim == 1) {
        r = gs_array_numbers(a, n, mask, given->nulls, x);
    } else if (!r) {
        r = gs_array_export_of(a, 0, n, x);
    }
    Py_DECREF((PyObject *)a);
    return r;
}

PyObject *gs_array_arrow_schema(PyObject *self, PyObject *unused) {
    (void)unused;
    struct ArrowSchema s = { 0 };
    if (!gs_array_export_schema((gs_array *)self, &s, "")) return gs_schema_capsule(&s);
    if (s.release) s.release(&s);
    return NULL;
}

PyObject *gs_array_arrow(PyObject *self, PyObject *args, PyObject *kw) {
    (void)args, (void)kw; /* requested_schema: a wish that need not be granted */
    struct ArrowSchema s = { 0 };
    struct ArrowArray x = { 0 };
    int bad = gs_array_export_schema((gs_array *)self, &s, "") || gs_array_export((gs_array *)self, &x);
    return gs_arrow_pair(&s, &x, bad);
}
