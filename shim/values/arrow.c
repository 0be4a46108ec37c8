#include "values/arrow.h"
#include "call/argerror.h"
#include "os/stack.h"
#include "values/foreign.h"
#include "values/list.h"
#include "values/text.h"
#include <stdlib.h>
#include <string.h>

void gs_column_free(gs_column *c) {
    if (!c->array_owner)
        for (Py_ssize_t i = 0; i < c->nchunks; i++)
            if (c->chunks[i].release) c->chunks[i].release(&c->chunks[i]);
    free(c->chunks);
    if (c->own_schema.release) c->own_schema.release(&c->own_schema);
    Py_XDECREF(c->schema_owner);
    Py_XDECREF(c->array_owner);
    free(c);
}

static void gs_column_owner_free(PyObject *o) { gs_column_free(PyCapsule_GetPointer(o, "gophersnake.column")); }

PyObject *gs_column_owner(gs_column *c) {
    PyObject *o = PyCapsule_New(c, "gophersnake.column", gs_column_owner_free);
    if (!o) gs_column_free(c);
    return o;
}

/* How many buffers an array of this format has; -1 if the format is unknown, or of any number. */
static int64_t gs_arrow_buffers(const char *f) {
    switch (*f) {
    case 'n': return -1; /* none, but Polars gives one */
    case 'u':
    case 'z':
    case 'U':
    case 'Z': return 3;
    case 'v': return -1; /* views: the variadic buffers and their sizes */
    case '+':
        switch (f[1]) {
        case 's':
        case 'w': return 1;
        case 'l':
        case 'L':
        case 'm': return 2;
        case 'v': return 3;
        case 'r': return 0;
        default: return -1;
        }
    default: return 2;
    }
}

/* Whether what the producer says of an array agrees with its type, at any depth. */
static int gs_arrow_agrees(const struct ArrowSchema *s, const struct ArrowArray *a) {
    if (!s || !a || !s->format) return 0;
    int64_t buffers = gs_arrow_buffers(s->format);
    if (a->length < 0 || a->offset < 0 || a->length > INT64_MAX - a->offset || a->n_buffers < 0) return 0;
    if (buffers >= 0 && a->n_buffers != buffers) return 0;
    if (a->n_buffers && !a->buffers) return 0;
    if (a->null_count > a->length || (a->null_count > 0 && *s->format != 'n' && (a->n_buffers < 1 || !a->buffers[0])))
        return 0;
    if (s->n_children != a->n_children || (s->n_children && (!s->children || !a->children))) return 0;
    if (!s->dictionary != !a->dictionary || (s->dictionary && !gs_arrow_agrees(s->dictionary, a->dictionary))) return 0;
    int text = *s->format == 'u' || *s->format == 'z' || *s->format == 'U' || *s->format == 'Z';
    for (int64_t i = 1; a->length && *s->format != 'v' && i < a->n_buffers; i++)
        if (!a->buffers[i] && !(text && i == 2)) return 0; /* text that is all empty needs no bytes */
    if (gs_stack_deep("a type of Arrow")) return 0;
    for (int64_t i = 0; i < s->n_children; i++) {
        const struct ArrowArray *child = a->children[i];
        if (!gs_arrow_agrees(s->children[i], child)) return 0;
        if (s->format[1] == 's' && child->length < a->offset + a->length) return 0;
    }
    return 1;
}

static GS_COLD int gs_column_wrong(const char *what) {
    if (!PyErr_Occurred()) PyErr_Format(PyExc_ValueError, "%s", what);
    return -1;
}

static int gs_column_check(const gs_column *c) {
    for (Py_ssize_t i = 0; i < c->nchunks; i++) {
        if (gs_arrow_agrees(c->schema, &c->chunks[i])) continue;
        return gs_column_wrong("an Arrow array that does not agree with its type");
    }
    return 0;
}

static void *gs_capsule(PyObject *o, const char *name) {
    return PyCapsule_IsValid(o, name) ? PyCapsule_GetPointer(o, name) : NULL;
}

/* From the pair of capsules of __arrow_c_array__. */
static int gs_column_from_array(gs_column *c, PyObject *pair) {
    PyObject *s = PyTuple_Check(pair) && PyTuple_Size(pair) == 2 ? PyTuple_GetItem(pair, 0) : NULL;
    PyObject *a = s ? PyTuple_GetItem(pair, 1) : NULL;
    const struct ArrowSchema *schema = s ? gs_capsule(s, "arrow_schema") : NULL;
    const struct ArrowArray *array = a ? gs_capsule(a, "arrow_array") : NULL;
    if (!schema || !array) return gs_column_wrong("__arrow_c_array__() gave no capsules of Arrow");
    if (!schema->release || !array->release) return gs_column_wrong("an Arrow array that was released already");
    c->chunks = malloc(sizeof *c->chunks);
    if (!c->chunks) return PyErr_NoMemory(), -1;
    c->schema_owner = Py_NewRef(s);
    c->array_owner = Py_NewRef(a);
    c->schema = schema;
    c->chunks[0] = *array; /* a copy of the words; what they point to is the capsule's */
    c->nchunks = 1;
    return gs_column_check(c);
}

static GS_COLD int gs_stream_failed(struct ArrowArrayStream *s, int code) {
    const char *why = s->get_last_error ? s->get_last_error(s) : NULL;
    PyErr_Format(PyExc_ValueError, "the Arrow stream failed: %s", why ? why : strerror(code));
    return -1;
}

/* From the capsule of __arrow_c_stream__. */
static int gs_column_from_stream(gs_column *c, PyObject *capsule) {
    struct ArrowArrayStream *s = gs_capsule(capsule, "arrow_array_stream");
    if (!s) return gs_column_wrong("__arrow_c_stream__() gave no capsule of Arrow");
    if (!s->release) return gs_column_wrong("an Arrow stream that was released already");
    int code = s->get_schema(s, &c->own_schema);
    if (code) return gs_stream_failed(s, code);
    c->schema = &c->own_schema;
    for (Py_ssize_t room = 0;;) {
        if (c->nchunks == room) {
            room = room ? 2 * room : 4;
            struct ArrowArray *more = realloc(c->chunks, (size_t)room * sizeof *more);
            if (!more) return PyErr_NoMemory(), -1;
            c->chunks = more;
        }
        struct ArrowArray *a = &c->chunks[c->nchunks];
        memset(a, 0, sizeof *a);
        if ((code = s->get_next(s, a))) return gs_stream_failed(s, code);
        if (!a->release) break;
        c->nchunks++;
        if (PyErr_CheckSignals()) return -1;
    }
    return gs_column_check(c);
}

/* Whether an exporter can't export now: what it needs is not installed, or its values have no
   common type. Then the object is read as any other. */
static int gs_column_unable(void) {
    return PyErr_ExceptionMatches(PyExc_ImportError) || PyErr_ExceptionMatches(PyExc_TypeError) ||
        PyErr_ExceptionMatches(PyExc_ValueError) || PyErr_ExceptionMatches(PyExc_NotImplementedError);
}

int gs_schema_has_addresses(const struct ArrowSchema *s) {
    if (!strcmp(s->format, "w:8")) return 1;
    for (int64_t i = 0; i < s->n_children; i++)
        if (gs_schema_has_addresses(s->children[i])) return 1;
    return 0;
}

/* Whether an object is of Polars, which has no bytes of a fixed size. */
static int gs_column_is_of_polars(PyObject *v) {
    PyObject *module = PyObject_GetAttrString((PyObject *)Py_TYPE(v), "__module__");
    const char *name = module && PyUnicode_Check(module) ? PyUnicode_AsUTF8AndSize(module, NULL) : NULL;
    int is = name && !strncmp(name, "polars.", 7);
    Py_XDECREF(module);
    if (!name) PyErr_Clear();
    return is;
}

int gs_column_of(PyObject *v, gs_column **out) {
    static const char *const names[] = { "__arrow_c_array__", "__arrow_c_stream__" };
    *out = NULL;
    for (int stream = 0; stream < 2; stream++) {
        int has = gs_has((PyObject *)Py_TYPE(v), names[stream]);
        if (has < 0) return -1;
        if (!has) continue;
        PyObject *got = PyObject_CallMethod(v, names[stream], NULL);
        if (!got) {
            if (!gs_column_unable()) return -1;
            PyErr_Clear();
            continue;
        }
        gs_column *c = calloc(1, sizeof *c);
        int bad = !c ? (PyErr_NoMemory(), -1) : stream ? gs_column_from_stream(c, got) : gs_column_from_array(c, got);
        Py_DECREF(got);
        if (bad) {
            if (c) gs_column_free(c);
            return -1;
        }
        if (GS_UNLIKELY(gs_schema_has_addresses(c->schema)) && gs_column_is_of_polars(v)) {
            gs_column_free(c);
            return 0;
        }
        for (Py_ssize_t i = 0; i < c->nchunks; i++) {
            if (__builtin_add_overflow(c->n, c->chunks[i].length, &c->n)) c->n = INT64_MAX;
        }
        *out = c;
        return 0;
    }
    return 0;
}

int gs_column_kind(const gs_column *c) {
    static const char formats[] = "bcsilCSILfg"; /* in the order of gs_kind */
    const char *f = c->schema->format, *at = *f && !f[1] && !c->schema->dictionary ? strchr(formats, *f) : NULL;
    return at ? (int)(at - formats) : GS_NO_KIND;
}

int gs_arrow_is_text(const struct ArrowSchema *s, char what) {
    const char *f = s->format;
    if (s->dictionary) return 0;
    if (*f == 'v') return f[1] == what;
    return (*f | 0x20) == what && !f[1];
}

static GS_COLD int gs_arrow_offsets(void) { return gs_column_wrong("an Arrow array whose offsets are wrong"); }

int gs_arrow_text_quietly(const struct ArrowSchema *s, const struct ArrowArray *a, int64_t i, const char **p, int64_t *n) {
    if (gs_arrow_is_null(a, i)) return 0;
    i += a->offset;
    if (*s->format == 'v') {
        const char *view = (const char *)a->buffers[1] + 16 * i;
        int32_t len, at[2];
        memcpy(&len, view, 4);
        if (len < 0) return -1;
        *n = len;
        *p = view + 4;
        if (len <= 12) return 1;
        memcpy(at, view + 8, 8);
        /* the last buffer has the sizes of those before it */
        int64_t data = a->n_buffers - 3;
        const int64_t *sizes = data > 0 ? a->buffers[a->n_buffers - 1] : NULL;
        if (at[0] < 0 || at[0] >= data || at[1] < 0 || (int64_t)at[1] + len > sizes[at[0]]) return -1;
        *p = (const char *)a->buffers[2 + at[0]] + at[1];
        return 1;
    }
    int64_t from, to;
    if (*s->format < 'a') {
        from = ((const int64_t *)a->buffers[1])[i];
        to = ((const int64_t *)a->buffers[1])[i + 1];
    } else {
        from = ((const int32_t *)a->buffers[1])[i];
        to = ((const int32_t *)a->buffers[1])[i + 1];
    }
    if (from < 0 || to < from || (to > from && !a->buffers[2])) return -1;
    *p = to > from ? (const char *)a->buffers[2] + from : "";
    *n = to - from;
    return 1;
}

int gs_arrow_text(const struct ArrowSchema *s, const struct ArrowArray *a, int64_t i, const char **p, int64_t *n) {
    int r = gs_arrow_text_quietly(s, a, i, p, n);
    return r < 0 ? gs_arrow_offsets() : r;
}

/* One of a pair of offsets as two words: 1, or 0 if they are wrong. */
GS_INLINE int gs_arrow_slice(const char *data, int64_t from, int64_t to, uint64_t *w) {
    if (GS_UNLIKELY(from < 0 || to < from || (to > from && !data))) return 0;
    w[0] = (uint64_t)(uintptr_t)(to > from ? data + from : gs_empty);
    w[1] = (uint64_t)(to - from);
    return 1;
}

int gs_arrow_texts(const struct ArrowSchema *s, const struct ArrowArray *a, int64_t i, int64_t n, uint64_t *w) {
    const char *p;
    int64_t size, k = 0;
    if (*s->format == 'v') {
        for (; k < n; k++, w += 2) {
            if (gs_arrow_text_quietly(s, a, i + k, &p, &size) != 1) return 0;
            w[0] = (uint64_t)(uintptr_t)p;
            w[1] = (uint64_t)size;
        }
        return 1;
    }
    const char *data = a->buffers[2];
    if (*s->format < 'a') {
        const int64_t *at = (const int64_t *)a->buffers[1] + a->offset + i;
        while (k < n && gs_arrow_slice(data, at[k], at[k + 1], w + 2 * k)) k++;
    } else {
        const int32_t *at = (const int32_t *)a->buffers[1] + a->offset + i;
        while (k < n && gs_arrow_slice(data, at[k], at[k + 1], w + 2 * k)) k++;
    }
    return k == n;
}

PyObject *gs_column_list(const gs_column *c) {
    PyObject *l = PyList_New((Py_ssize_t)c->n);
    Py_ssize_t at = 0;
    for (Py_ssize_t k = 0; l && k < c->nchunks; k++) {
        const struct ArrowArray *a = &c->chunks[k];
        for (int64_t i = 0; l && i < a->length; i++) {
            PyObject *o = gs_arrow_item(c->schema, a, i, NULL);
            if (!o || PyList_SetItem(l, at++, o)) gs_drop(&l);
        }
    }
    return l;
}
