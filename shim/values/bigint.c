#include "values/bigint.h"
#include "abi/abi3.h"
#include "abi/attributes.h"
#include "call/argerror.h"
#include "call/call.h"
#include "values/number.h"
#include "values/pointee.h"
#include <stdint.h>
#include <string.h>

/* The magnitude of an int as big-endian bytes. We call the methods of int itself, since a
   subclass may override them. */
static GS_NOINLINE PyObject *gs_bigint_bytes(PyObject *v) {
    PyObject *type = (PyObject *)&PyLong_Type, *bits = PyObject_CallMethod(type, "bit_length", "O", v);
    if (!bits) return NULL;
    long long n = PyLong_AsLongLong(bits);
    Py_DECREF(bits);
    if (n == -1 && PyErr_Occurred()) return NULL;
    PyObject *magnitude = PyObject_CallMethod(type, "__abs__", "O", v);
    PyObject *bytes = magnitude
        ? PyObject_CallMethod(type, "to_bytes", "Ons", magnitude, (Py_ssize_t)((n + 7) / 8), "big")
        : NULL;
    Py_XDECREF(magnitude);
    return bytes;
}

/* The int with a sign and such bytes. */
static GS_NOINLINE PyObject *gs_bigint_from(const char *p, Py_ssize_t n, int negative) {
    PyObject *bytes = PyBytes_FromStringAndSize(p, n);
    PyObject *o = bytes ? PyObject_CallMethod((PyObject *)&PyLong_Type, "from_bytes", "Os", bytes, "big") : NULL;
    Py_XDECREF(bytes);
    if (!o || !negative) return o;
    PyObject *minus = PyNumber_Negative(o);
    Py_DECREF(o);
    return minus;
}

int gs_bigint_write(gs_encoder *t, PyObject *v) {
    int over;
    long long x = PyLong_AsLongLongAndOverflow(v, &over);
    if (!over) {
        if (x == -1 && PyErr_Occurred()) return -1;
        return gs_encoder_word(t, GS_BIG_SMALL) || gs_encoder_word(t, (uint64_t)x) ? -1 : 0;
    }
    PyObject *bytes = gs_bigint_bytes(v);
    char *from, *to;
    Py_ssize_t n;
    int r = -1;
    if (bytes && !PyBytes_AsStringAndSize(bytes, &from, &n) &&
        !gs_encoder_word(t, over < 0 ? GS_BIG_NEGATIVE : GS_BIG_POSITIVE) && !gs_encoder_word(t, (uint64_t)n) &&
        (to = gs_encoder_alloc(t, (size_t)n))) {
        memcpy(to, from, (size_t)n);
        r = 0;
    }
    Py_XDECREF(bytes);
    return r;
}

static GS_NOINLINE int gs_bigint_put(gs_encoder *t, const gs_type *ty, PyObject *v, const gs_path *path) {
    if (GS_UNLIKELY(gs_is_pointer(v))) return gs_pointee_put(t, ty, v, path);
    PyObject *o;
    int r = gs_index(v, &o);
    if (r) return gs_argerror_value(path, r, ty->expected, v);
    r = gs_bigint_write(t, o);
    Py_DECREF(o);
    return r;
}

PyObject *gs_bigint_read(gs_decoder *r) {
    uint64_t what = gs_decoder_word(r);
    if (what == GS_BIG_NIL) return Py_NewRef(Py_None);
    uint64_t w = gs_decoder_word(r);
    if (what == GS_BIG_SMALL) return PyLong_FromLongLong((long long)w);
    return gs_bigint_from(gs_decoder_bytes(r, (size_t)w), (Py_ssize_t)w, what == GS_BIG_NEGATIVE);
}

static PyObject *gs_bigint_take(gs_decoder *r, const gs_type *ty) {
    (void)ty;
    return gs_bigint_read(r);
}

static GS_NOINLINE void gs_bigint_skip(gs_decoder *r, const gs_type *ty) {
    (void)ty;
    uint64_t what = gs_decoder_word(r), w;
    if (what == GS_BIG_NIL) return;
    w = gs_decoder_word(r);
    if (what != GS_BIG_SMALL) gs_decoder_bytes(r, (size_t)w);
}

GS_OPS(bigint, gs_bigint_put, gs_bigint_take, gs_bigint_skip, gs_decode_items, gs_decode_skip_items, 8);
