#include "values/list.h"
#include "abi/inside.h"
#include "os/stack.h"
#include "call/argerror.h"
#include "call/frame.h"
#include "values/arrow.h"
#include "values/column.h"
#include "values/foreign.h"
#include "values/number.h"
#include "values/text.h"
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

/* The items of an array of NumPy's, or an object over one, with text, bytes or objects: as a list, which NumPy makes in
   one pass. Its iterator makes a scalar of its own for each. Other arrays are left: numbers and dates are read as such.
   *seq stays NULL if v is none. */
static int gs_array_of_text(PyObject *v, PyObject **seq) {
    *seq = NULL;
    PyObject *array = PyObject_CheckBuffer(v) ? Py_NewRef(v) : gs_types_find(gs_plain, Py_TYPE(v)) ? NULL : gs_array_under(v);
    if (!array) return PyErr_Occurred() ? -1 : 0;
    PyObject *dtype = gs_attribute(array, "dtype"), *kind = dtype ? gs_attribute(dtype, "kind") : NULL;
    const char *k = kind && PyUnicode_Check(kind) ? PyUnicode_AsUTF8AndSize(kind, NULL) : NULL;
    int text = k && *k && strchr("UTSO", *k) && !k[1];
    Py_XDECREF(dtype);
    Py_XDECREF(kind);
    if (text) *seq = PyObject_CallMethod(array, "tolist", NULL);
    Py_DECREF(array);
    if (*seq && !PyList_Check(*seq)) Py_DECREF(*seq), *seq = NULL; /* one of no dimension */
    return PyErr_Occurred() ? -1 : 0;
}

/* The columns of a table that gives their names when it is iterated, as those of pandas do: *seq, a list. It stays NULL if v
   is none. */
static int gs_columns_of_table(PyObject *v, PyObject **seq) {
    PyObject *type = (PyObject *)Py_TYPE(v);
    *seq = NULL;
    if (gs_types_find(gs_plain, Py_TYPE(v))) return 0; /* known to export no column */
    if (gs_has(type, "__arrow_c_stream__") <= 0 || gs_has(type, "items") <= 0 || gs_has(type, "columns") <= 0) return PyErr_Occurred() ? -1 : 0;
    PyObject *items = PyObject_CallMethod(v, "items", NULL), *pairs = items ? PySequence_List(items) : NULL;
    Py_ssize_t n = pairs ? PyList_Size(pairs) : -1;
    PyObject *all = pairs ? PyList_New(n) : NULL;
    for (Py_ssize_t i = 0; all && i < n; i++) {
        PyObject *column = PySequence_GetItem(PyList_GetItem(pairs, i), 1);
        if (!column || PyList_SetItem(all, i, column)) gs_drop(&all);
    }
    Py_XDECREF(items);
    Py_XDECREF(pairs);
    *seq = all;
    return all ? 0 : -1;
}

/* A list or tuple with the items of v, as a new reference. Other iterables are copied to a
   list. Text and mappings do not count as lists of their parts. */
GS_NOINLINE int gs_list_items(PyObject *v, PyObject **seq) {
    if (PyList_Check(v) || PyTuple_Check(v)) {
        *seq = gs_private(v);
        return *seq ? GS_OK : GS_RAISED;
    }
    if (PyUnicode_Check(v) || PyBytes_Check(v) || gs_isinstance(v, &PyByteArray_Type) || PyDict_Check(v))
        return GS_WRONG_TYPE;
    gs_column *column;
    if (gs_list_column(v, 0, &column)) return GS_RAISED;
    if (column) {
        *seq = gs_column_list(column);
        gs_column_free(column);
        return *seq ? GS_OK : GS_RAISED;
    }
    if (gs_array_of_text(v, seq)) return GS_RAISED;
    if (!*seq && gs_columns_of_table(v, seq)) return GS_RAISED;
    if (*seq) return GS_OK;
    PyObject *it = PyObject_GetIter(v);
    if (!it) {
        if (!PyErr_ExceptionMatches(PyExc_TypeError)) return GS_RAISED;
        PyErr_Clear(); /* not iterable: the error will have the path */
        return GS_WRONG_TYPE;
    }
    *seq = PySequence_List(it);
    Py_DECREF(it);
    return *seq ? GS_OK : GS_RAISED;
}

GS_INLINE Py_ssize_t gs_items_size(PyObject *s) { return PyTuple_Check(s) ? PyTuple_Size(s) : PyList_Size(s); }

GS_INLINE PyObject *gs_items_get(PyObject *s, Py_ssize_t i, int tuple) {
    return tuple ? PyTuple_GetItem(s, i) : PyList_GetItem(s, i);
}

static GS_COLD int gs_list_changed(const gs_path *path) {
    return gs_argerror(path, PyExc_RuntimeError, "the list changed size while it was read%s", "", NULL);
}

/* Packs the items of a list without a call for each, as long as they are floats, or for integers ints, and fit; returns the
   first that is none. No code of Python's runs, so the list stays as it is. */
GS_INLINE Py_ssize_t gs_numbers_pack_plain(int kind, PyObject *s, Py_ssize_t n, char *to) {
    PyObject *const *items = gs_items_inside(s);
    Py_ssize_t i = 0;
    if (!items || PyList_Size(s) != n) return 0;
    for (uint64_t w[2]; i < n; i++, to += gs_number_size[kind]) {
        double d;
        if (GS_UNLIKELY(!items[i])) break; /* a list that is being made, which the collector has shown to somebody */
        if (kind == GS_F32 || kind == GS_F64) {
            if (!gs_float_inside(items[i], &d) || (kind == GS_F32 && !gs_f32_fits(d))) break;
            memcpy(w, &d, 8);
        } else if (kind == GS_BOOL || kind > GS_F64 || !gs_is(items[i], PyLong_Type) || gs_number_in(kind, items[i], w)) break;
        gs_number_store(kind, to, w);
    }
    return i;
}

/* Packs n numbers from a list or tuple. __index__ and __float__ of an item may run code that
   changes the list, so each item is held while it is read, and the length is checked again.
   Errors have the path. */
GS_INLINE int gs_numbers_pack(int kind, PyObject *s, Py_ssize_t n, char *to, const char *expected,
    const gs_path *path) {
    int tuple = PyTuple_Check(s);
    size_t size = gs_number_size[kind];
    Py_ssize_t i = tuple ? 0 : gs_numbers_pack_plain(kind, s, n, to);
    for (to += (size_t)i * size; i < n; i++, to += size) {
        PyObject *o = gs_items_get(s, i, tuple);
        if (GS_UNLIKELY(!o)) {
            PyErr_Clear(); /* IndexError: replaced by a better message */
            return gs_list_changed(path);
        }
        uint64_t w[2];
        Py_INCREF(o);
        int r = gs_number_in(kind, o, w);
        if (GS_UNLIKELY(r)) {
            gs_path at = { path, GS_AT_INDEX, NULL, NULL, i, NULL };
            gs_argerror_value(&at, r, r == GS_OUT_OF_RANGE ? gs_number_fits(kind) : expected, o);
            Py_DECREF(o);
            return -1;
        }
        Py_DECREF(o);
        gs_number_store(kind, to, w);
    }
    if (GS_UNLIKELY(gs_items_size(s) != n)) return gs_list_changed(path);
    return 0;
}

/* One function for each kind, so that the compiler specialises the loop. */
#define GS_PACKER(K)                                                                                           \
    static GS_NOINLINE int gs_pack_##K(PyObject *s, Py_ssize_t n, char *to, const char *e, const gs_path *p) { \
        return gs_numbers_pack(K, s, n, to, e, p);                                                             \
    }
GS_PACKER(GS_BOOL)
GS_PACKER(GS_I8)
GS_PACKER(GS_I16)
GS_PACKER(GS_I32)
GS_PACKER(GS_I64)
GS_PACKER(GS_U8)
GS_PACKER(GS_U16)
GS_PACKER(GS_U32)
GS_PACKER(GS_U64)
GS_PACKER(GS_F32)
GS_PACKER(GS_F64)
GS_PACKER(GS_C64)
GS_PACKER(GS_C128)
static int (*const gs_packers[])(PyObject *, Py_ssize_t, char *, const char *, const gs_path *) = {
    gs_pack_GS_BOOL, gs_pack_GS_I8, gs_pack_GS_I16, gs_pack_GS_I32, gs_pack_GS_I64, gs_pack_GS_U8, gs_pack_GS_U16,
    gs_pack_GS_U32, gs_pack_GS_U64, gs_pack_GS_F32, gs_pack_GS_F64, gs_pack_GS_C64, gs_pack_GS_C128,
};

GS_NOINLINE int gs_format_kind(const char *f, Py_ssize_t itemsize) {
    if (!f) f = "B";
    if (*f == '@' || *f == '=' || *f == (__BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__ ? '<' : '>')) f++;
    if (f[0] == 'Z' && f[1] && !f[2])
        return f[1] == 'f' && itemsize == 8 ? GS_C64 : f[1] == 'd' && itemsize == 16 ? GS_C128 : GS_NO_KIND;
    if (!*f || f[1]) return GS_NO_KIND;
    static const char *const letters[] = { "?", "b", "h", "il", "qln", "B", "H", "IL", "QLN", "f", "d" };
    for (int kind = GS_BOOL; kind <= GS_F64; kind++)
        if (itemsize == gs_number_size[kind] && strchr(letters[kind], *f)) return kind;
    return GS_NO_KIND;
}

/* Whether the items are single bytes (format c), whose Python form is a bytes object. They are
   taken for int8, and for no other number. */
GS_INLINE int gs_format_is_char(const char *f) { return f && !strcmp(f + (*f && strchr("@=<>", *f)), "c"); }

/* Whether an array has floats of 16 bits or less, such as those of machine learning: some have no buffer. */
static GS_COLD int gs_numbers_are_half(PyObject *v) {
    PyObject *dtype = gs_attribute(v, "dtype"), *name = dtype ? gs_attribute(dtype, "name") : NULL;
    const char *s = name && PyUnicode_Check(name) ? PyUnicode_AsUTF8AndSize(name, NULL) : NULL;
    int half = s && (!strcmp(s, "float16") || !strcmp(s, "bfloat16") || !strncmp(s, "float8", 6) || !strncmp(s, "float6_", 7) || !strncmp(s, "float4", 6));
    Py_XDECREF(dtype);
    Py_XDECREF(name);
    PyErr_Clear();
    return half;
}

GS_NOINLINE int gs_numbers_view(int kind, PyObject *v, Py_buffer *b, int *from) {
    if (PyList_Check(v) || PyTuple_Check(v)) return GS_NO_BUFFER;
    int masked = 0, there = PyObject_CheckBuffer(v), got = -1;
    PyObject *array = there || gs_types_find(gs_plain, Py_TYPE(v)) ? NULL : gs_array_under(v);
    if (!there && !array) return PyErr_Occurred() ? GS_RAISED : GS_NO_BUFFER;
    if (there) masked = gs_masked(v);
    if (!masked) got = PyObject_GetBuffer(array ? array : v, b, PyBUF_FULL_RO); /* which holds the array */
    Py_XDECREF(array);
    if (masked) return masked < 0 ? GS_RAISED : GS_MISSING;
    if (got) {
        PyObject *type, *value, *traceback;
        PyErr_Fetch(&type, &value, &traceback);
        int half = gs_numbers_are_half(v);
        if (there && !half) {
            PyErr_Restore(type, value, traceback);
            return GS_RAISED;
        }
        Py_XDECREF(type); /* dates, which have no buffer */
        Py_XDECREF(value);
        Py_XDECREF(traceback);
        return half ? GS_HALF : GS_NO_BUFFER;
    }
    if (b->ndim == 1) {
        *from = gs_format_kind(b->format, b->itemsize);
        if (kind == GS_I8 && *from == GS_NO_KIND && gs_format_is_char(b->format)) *from = GS_I8;
        if (*from != GS_NO_KIND && gs_number_widens(kind, *from)) return GS_OK;
    }
    int half = b->itemsize == 2 && b->format && strchr(b->format, 'e') && gs_numbers_are_half(v);
    PyBuffer_Release(b);
    if (half) return GS_HALF;
    return GS_NO_BUFFER; /* another item format: items are read one by one, with checks */
}

GS_COLD int gs_numbers_error(int kind, int from, const uint64_t *w, Py_ssize_t i, const gs_path *path) {
    gs_path at = { path, GS_AT_INDEX, NULL, NULL, i, NULL };
    PyObject *o = gs_number_out(from, w);
    if (o) gs_argerror_value(&at, GS_OUT_OF_RANGE, gs_number_fits(kind), o);
    Py_XDECREF(o);
    return -1;
}

GS_NOINLINE int gs_numbers_pack_view(int kind, int from, Py_buffer *b, char *to, const gs_path *path) {
    if (from == kind) {
        if (PyBuffer_ToContiguous(to, b, b->len, 'C')) return -1;
        for (Py_ssize_t i = 0; kind == GS_BOOL && i < b->len; i++)
            if ((uint8_t)to[i] > 1)
                return gs_argerror(path, PyExc_ValueError, "a bool buffer may hold only 0 and 1%s", "", NULL);
        return 0;
    }
    int there = PyBuffer_IsContiguous(b, 'C'), r = 0;
    char *all = there ? b->buf : malloc(b->len ? (size_t)b->len : 1), *p = all;
    if (!all && !there) {
        PyErr_NoMemory();
        return -1;
    }
    if (!there) r = PyBuffer_ToContiguous(all, b, b->len, 'C');
    for (Py_ssize_t i = 0, n = b->len / b->itemsize; !r && i < n; i++, p += b->itemsize, to += gs_number_size[kind]) {
        uint64_t w[2], x[2];
        gs_number_load(from, p, w);
        if (GS_UNLIKELY(gs_number_cast(kind, from, w, x))) r = gs_numbers_error(kind, from, w, i, path);
        else gs_number_store(kind, to, x);
    }
    if (!there) free(all);
    return r;
}

int gs_numbers_pack_items(int kind, PyObject *s, Py_ssize_t n, char *to, const char *expected, const gs_path *path) {
    return gs_packers[kind](s, n, to, expected, path);
}

int gs_numbers_in_place(int kind, int from, const Py_buffer *b) {
    return from == kind && kind != GS_BOOL && PyBuffer_IsContiguous(b, 'C') &&
        (uintptr_t)b->buf % (kind == GS_C128 ? 8 : gs_number_size[kind]) == 0;
}

PyObject *gs_number_at(int kind, const char *p) {
    uint64_t w[2];
    gs_number_load(kind, p, w);
    return gs_number_out(kind, w);
}

GS_NOINLINE int gs_numbers_in(gs_call *c, int arg, const gs_type *ty, PyObject *v, uint64_t *w, gs_cleanup *u) {
    int kind = ty->elem->kind;
    gs_path path = { NULL, GS_AT_ARG, c->fn->params[arg].name, c->fn, 0, NULL };
    w[0] = w[1] = 0;
    if (v == Py_None) return 0;
    int from = kind, r = gs_numbers_view(kind, v, &u->u.view, &from);
    if (r != GS_OK && r != GS_NO_BUFFER) return gs_argerror_value(&path, r, ty->expected, v);
    PyObject *s = NULL;
    gs_column *column = NULL;
    Py_ssize_t n;
    if (r == GS_NO_BUFFER && gs_column_for(ty->elem, v, &column, &from, &s))
        return gs_argerror_value(&path, GS_RAISED, ty->expected, v);
    if (column) {
        w[1] = (uint64_t)(n = (Py_ssize_t)column->n);
        if (!c->is_async && gs_column_in_place(kind, from, column)) {
            const struct ArrowArray *a = &column->chunks[0];
            w[0] = (uint64_t)(uintptr_t)(n ? (const char *)a->buffers[1] + a->offset * gs_number_size[kind] : gs_empty);
            PyObject *owner = gs_column_owner(column);
            return owner ? gs_keep(c, owner) : -1;
        }
    } else if (r == GS_OK) {
        Py_buffer *b = &u->u.view;
        w[1] = (uint64_t)(n = b->len / b->itemsize);
        if (!c->is_async && gs_numbers_in_place(kind, from, b)) {
            w[0] = (uint64_t)(uintptr_t)(n ? b->buf : gs_empty);
            u->what = GS_CLEANUP_VIEW;
            gs_cleanup_add(c, u);
            return 0;
        }
    } else {
        r = s ? GS_OK : gs_list_items(v, &s);
        if (r) return gs_argerror_value(&path, r, ty->expected, v);
        w[1] = (uint64_t)(n = gs_items_size(s));
    }
    char *m = malloc(n ? (size_t)n * gs_number_size[kind] : 1);
    if (!m) {
        PyErr_NoMemory();
        r = -1;
    } else {
        r = column ? gs_numbers_pack_column(kind, from, column, m, ty->elem->expected, &path)
            : s    ? gs_packers[kind](s, n, m, ty->elem->expected, &path)
                   : gs_numbers_pack_view(kind, from, &u->u.view, m, &path);
    }
    if (column) gs_column_free(column);
    else if (s) Py_DECREF(s);
    else PyBuffer_Release(&u->u.view);
    u->what = GS_CLEANUP_MEM;
    u->u.mem = m;
    gs_cleanup_add(c, u);
    w[0] = (uint64_t)(uintptr_t)m;
    if (GS_PROFILING) gs_profile_pack(m);
    return r;
}

/* From packed numbers to a list, for each kind. */
#define GS_LISTER(K)                                                           \
    static GS_NOINLINE PyObject *gs_list_of_##K(const char *p, Py_ssize_t n) { \
        PyObject *l = PyList_New(n);                                           \
        if (!l) return NULL;                                                   \
        PyObject **items = gs_items_inside(l); /* to make a number runs no code of Python's */ \
        for (Py_ssize_t i = 0; i < n; i++, p += gs_number_size[K]) {           \
            uint64_t w[2];                                                     \
            gs_number_load(K, p, w);                                           \
            PyObject *o = gs_number_out(K, w);                                 \
            if (GS_UNLIKELY(!o)) {                                             \
                Py_DECREF(l);                                                  \
                return NULL;                                                   \
            }                                                                  \
            if (items) items[i] = o;                                           \
            else PyList_SetItem(l, i, o);                                      \
        }                                                                      \
        return l;                                                              \
    }
GS_LISTER(GS_BOOL)
GS_LISTER(GS_I8)
GS_LISTER(GS_I16)
GS_LISTER(GS_I32)
GS_LISTER(GS_I64)
GS_LISTER(GS_U8)
GS_LISTER(GS_U16)
GS_LISTER(GS_U32)
GS_LISTER(GS_U64)
GS_LISTER(GS_F32)
GS_LISTER(GS_F64)
GS_LISTER(GS_C64)
GS_LISTER(GS_C128)
static PyObject *(*const gs_listers[])(const char *, Py_ssize_t) = {
    gs_list_of_GS_BOOL, gs_list_of_GS_I8, gs_list_of_GS_I16, gs_list_of_GS_I32, gs_list_of_GS_I64, gs_list_of_GS_U8,
    gs_list_of_GS_U16, gs_list_of_GS_U32, gs_list_of_GS_U64, gs_list_of_GS_F32, gs_list_of_GS_F64, gs_list_of_GS_C64,
    gs_list_of_GS_C128,
};

/* ---- numbers in a wire buffer ---- */

static int gs_number_put(gs_encoder *t, const gs_type *ty, PyObject *v, const gs_path *path) {
    uint64_t w[2];
    int r = gs_number_in(ty->kind, v, w);
    if (r) return gs_argerror_value(path, r, r == GS_OUT_OF_RANGE ? gs_number_fits(ty->kind) : ty->expected, v);
    if (gs_encoder_word(t, w[0])) return -1;
    return ty->kind == GS_C64 || ty->kind == GS_C128 ? gs_encoder_word(t, w[1]) : 0;
}

static PyObject *gs_number_take(gs_decoder *r, const gs_type *ty) {
    uint64_t w[2];
    w[0] = gs_decoder_word(r);
    if (ty->kind == GS_C64 || ty->kind == GS_C128) w[1] = gs_decoder_word(r);
    return gs_number_out(ty->kind, w);
}

static void gs_number_skip(gs_decoder *r, const gs_type *ty) {
    gs_decoder_bytes(r, ty->kind == GS_C64 || ty->kind == GS_C128 ? 16 : 8);
}

static PyObject *gs_numbers_take(gs_decoder *r, const gs_type *ty, Py_ssize_t n) {
    return gs_listers[ty->kind](gs_decoder_bytes(r, (size_t)n * gs_number_size[ty->kind]), n);
}

static void gs_numbers_skip(gs_decoder *r, const gs_type *ty, Py_ssize_t n) {
    gs_decoder_bytes(r, (size_t)n * gs_number_size[ty->kind]);
}

GS_OPS(number, gs_number_put, gs_number_take, gs_number_skip, gs_numbers_take, gs_numbers_skip, 8);

GS_NOINLINE PyObject *gs_numbers_out(int kind, const uint64_t *w) {
    PyObject *l = gs_listers[kind]((const char *)(uintptr_t)w[0], (Py_ssize_t)w[1]);
    gs_handle_free((int32_t)w[2], w[1] * gs_number_size[kind] >= GS_LARGE);
    return l;
}

static GS_COLD int gs_list_length_error(const gs_path *path, int64_t expected, Py_ssize_t got) {
    PyObject *text = PyUnicode_FromFormat("expected %lld items, got %zd", (long long)expected, got);
    const char *p = text ? PyUnicode_AsUTF8AndSize(text, NULL) : NULL;
    if (p) gs_argerror(path, PyExc_ValueError, "%s", p, NULL);
    Py_XDECREF(text);
    return -1;
}

static GS_NOINLINE int gs_list_put(gs_encoder *t, const gs_type *ty, PyObject *v, const gs_path *path) {
    int kind = ty->elem->kind, fixed = ty->kind == GS_ARRAY;
    if (gs_stack_deep("a value")) return -1;
    if (v == Py_None && !fixed) return gs_encoder_word(t, (uint64_t)-1);
    Py_buffer b;
    int from = kind, r = GS_IS_NUMBER(kind) ? gs_numbers_view(kind, v, &b, &from) : GS_NO_BUFFER;
    if (r != GS_OK && r != GS_NO_BUFFER) return gs_argerror_value(path, r, ty->expected, v);
    PyObject *s = NULL;
    gs_column *column = NULL;
    Py_ssize_t n;
    if (r == GS_OK) {
        n = b.len / b.itemsize;
    } else if (gs_column_for(ty->elem, v, &column, &from, &s)) {
        return gs_argerror_value(path, GS_RAISED, ty->expected, v);
    } else if (column) {
        n = (Py_ssize_t)column->n;
    } else {
        r = s ? GS_OK : gs_list_items(v, &s);
        if (r) return gs_argerror_value(path, r, ty->expected, v);
        n = gs_items_size(s);
    }
    if (fixed && n != ty->n) {
        r = gs_list_length_error(path, ty->n, n);
    } else if (!fixed && gs_encoder_word(t, (uint64_t)n)) {
        r = -1;
    } else if (GS_IS_NUMBER(kind)) {
        char *to = gs_encoder_alloc(t, (size_t)n * gs_number_size[kind]);
        r = !to      ? -1
            : column ? gs_numbers_pack_column(kind, from, column, to, ty->elem->expected, path)
            : s      ? gs_packers[kind](s, n, to, ty->elem->expected, path)
                     : gs_numbers_pack_view(kind, from, &b, to, path);
    } else if (column) {
        r = gs_column_put(t, ty->elem, column, path);
    } else {
        int tuple = PyTuple_Check(s);
        r = gs_encoder_reserve(t, ty->elem, n);
        for (Py_ssize_t i = 0; i < n && !r; i++) {
            PyObject *o = gs_items_get(s, i, tuple);
            if (!o) {
                PyErr_Clear();
                r = gs_list_changed(path);
                break;
            }
            gs_path at = { path, GS_AT_INDEX, NULL, NULL, i, NULL };
            Py_INCREF(o);
            r = gs_encode(t, ty->elem, o, &at);
            Py_DECREF(o);
        }
        if (!r && gs_items_size(s) != n) r = gs_list_changed(path);
    }
    if (column) gs_column_free(column);
    else if (s) Py_DECREF(s);
    else PyBuffer_Release(&b);
    return r;
}

PyObject *(*gs_live_list_take)(gs_decoder *, const gs_type *, Py_ssize_t);

static GS_NOINLINE PyObject *gs_list_take(gs_decoder *r, const gs_type *ty) {
    Py_ssize_t n = ty->kind == GS_ARRAY ? (Py_ssize_t)ty->n : (Py_ssize_t)gs_decoder_word(r);
    if (n < 0) n = 0; /* nil is an empty list */
    if (GS_UNLIKELY(r->live != NULL)) return gs_live_list_take(r, ty, n);
    return ty->elem->ops->take_list(r, ty->elem, n);
}

static void gs_list_skip(gs_decoder *r, const gs_type *ty) {
    Py_ssize_t n = ty->kind == GS_ARRAY ? (Py_ssize_t)ty->n : (Py_ssize_t)gs_decoder_word(r);
    if (r->live && ty->kind == GS_LIST) gs_decoder_word(r);
    if (n > 0) ty->elem->ops->skip_list(r, ty->elem, n);
}

GS_OPS(list, gs_list_put, gs_list_take, gs_list_skip, gs_decode_items, gs_decode_skip_items, 0);
