#include "callbacks/value.h"
#include "abi/attributes.h"
#include "os/stack.h"
#include "call/call.h"
#include "values/bigint.h"
#include "values/number.h"
#include "values/text.h"
#include <stddef.h>
#include <stdint.h>
#include <string.h>

PyObject *gs_value_take(gs_decoder *r) {
    uint64_t what = gs_decoder_word(r), w[2];
    Py_ssize_t n;
    const char *p;
    PyObject *o, *k, *v;
    if (gs_stack_deep("a value")) return NULL;
    switch (what) {
    case GS_V_NONE: return Py_NewRef(Py_None);
    case GS_V_FALSE: return Py_NewRef(Py_False);
    case GS_V_TRUE: return Py_NewRef(Py_True);
    case GS_V_INT: return PyLong_FromLongLong((long long)gs_decoder_word(r));
    case GS_V_UINT: return PyLong_FromUnsignedLongLong(gs_decoder_word(r));
    case GS_V_FLOAT:
    case GS_V_COMPLEX:
        w[0] = gs_decoder_word(r);
        if (what == GS_V_FLOAT) return gs_number_out(GS_F64, w);
        w[1] = gs_decoder_word(r);
        return gs_number_out(GS_C128, w);
    case GS_V_STR:
    case GS_V_BYTES:
        n = (Py_ssize_t)gs_decoder_word(r);
        p = gs_decoder_bytes(r, (size_t)n);
        if (what == GS_V_BYTES) return PyBytes_FromStringAndSize(p, n);
        return gs_text(p, n);
    case GS_V_BIG: return gs_bigint_read(r);
    case GS_V_LIST:
    case GS_V_TUPLE:
        n = (Py_ssize_t)gs_decoder_word(r);
        o = what == GS_V_LIST ? PyList_New(n) : PyTuple_New(n);
        for (Py_ssize_t i = 0; o && i < n; i++) {
            if (!(v = gs_value_take(r))) {
                Py_DECREF(o);
                return NULL; /* the rest of the wire buffer holds nothing to free */
            }
            if (what == GS_V_LIST) PyList_SetItem(o, i, v);
            else PyTuple_SetItem(o, i, v);
        }
        return o;
    case GS_V_DICT:
        o = PyDict_New();
        for (n = (Py_ssize_t)gs_decoder_word(r); o && n > 0; n--) {
            k = gs_value_take(r);
            v = k ? gs_value_take(r) : NULL;
            if (!v || PyDict_SetItem(o, k, v)) {
                Py_DECREF(o);
                o = NULL;
            }
            Py_XDECREF(k);
            Py_XDECREF(v);
        }
        return o;
    case GS_V_OBJECT: return Py_NewRef((PyObject *)(uintptr_t)gs_decoder_word(r));
    }
    PyErr_SetString(PyExc_SystemError, "gophersnake: a value of unknown form");
    return NULL;
}

GS_NOINLINE int gs_value_object(gs_encoder *t, PyObject *o) {
    if (o == Py_None) return gs_encoder_word(t, GS_V_NONE);
    Py_INCREF(o);
    return gs_give(t->call, o) || gs_encoder_word(t, GS_V_OBJECT) || gs_encoder_word(t, (uint64_t)(uintptr_t)o) ? -1
                                                                                                                : 0;
}

static int gs_value_bytes(gs_encoder *t, uint64_t what, const char *p, size_t n) {
    char *to;
    if (gs_encoder_word(t, what) || gs_encoder_word(t, n) || !(to = gs_encoder_alloc(t, n))) return -1;
    memcpy(to, p, n);
    return 0;
}

static int gs_value_int(gs_encoder *t, PyObject *v) {
    int over;
    long long x = PyLong_AsLongLongAndOverflow(v, &over);
    if (x == -1 && !over && PyErr_Occurred()) return -1;
    if (!over) return gs_encoder_word(t, GS_V_INT) || gs_encoder_word(t, (uint64_t)x) ? -1 : 0;
    return gs_encoder_word(t, GS_V_BIG) ? -1 : gs_bigint_write(t, v);
}

static int gs_value_items(gs_encoder *t, uint64_t what, PyObject *v) {
    PyObject *items = PySequence_Tuple(v); /* a copy, whose size cannot change meanwhile */
    if (!items) return -1;
    Py_ssize_t n = PyTuple_Size(items);
    int r = gs_encoder_word(t, what) || gs_encoder_word(t, (uint64_t)n) ? -1 : 0;
    for (Py_ssize_t i = 0; !r && i < n; i++) r = gs_value_put(t, PyTuple_GetItem(items, i));
    Py_DECREF(items);
    return r;
}

static int gs_value_dict(gs_encoder *t, PyObject *v) {
    PyObject *items = PyMapping_Items(v);
    if (!items) return -1;
    Py_ssize_t n = PyList_Size(items);
    int r = gs_encoder_word(t, GS_V_DICT) || gs_encoder_word(t, (uint64_t)n) ? -1 : 0;
    for (Py_ssize_t i = 0; !r && i < n; i++) {
        PyObject *pair = PyList_GetItem(items, i);
        r = gs_value_put(t, PyTuple_GetItem(pair, 0)) || gs_value_put(t, PyTuple_GetItem(pair, 1)) ? -1 : 0;
    }
    Py_DECREF(items);
    return r;
}

int gs_value_put(gs_encoder *t, PyObject *v) {
    uint64_t w[2];
    char *p;
    Py_ssize_t n;
    if (v == Py_None) return gs_encoder_word(t, GS_V_NONE);
    if (v == Py_True || v == Py_False) return gs_encoder_word(t, v == Py_True ? GS_V_TRUE : GS_V_FALSE);
    if (gs_is(v, PyLong_Type)) return gs_value_int(t, v);
    if (gs_is(v, PyFloat_Type))
        return gs_number_in(GS_F64, v, w) || gs_encoder_word(t, GS_V_FLOAT) || gs_encoder_word(t, w[0]) ? -1 : 0;
    if (gs_is(v, PyComplex_Type))
        return gs_number_in(GS_C128, v, w) || gs_encoder_word(t, GS_V_COMPLEX) || gs_encoder_word(t, w[0]) ||
                gs_encoder_word(t, w[1])
            ? -1
            : 0;
    if (gs_is(v, PyUnicode_Type))
        return gs_str_in(t->call, v, w) ? -1 : gs_value_bytes(t, GS_V_STR, (char *)(uintptr_t)w[0], (size_t)w[1]);
    if (gs_is(v, PyBytes_Type))
        return PyBytes_AsStringAndSize(v, &p, &n) ? -1 : gs_value_bytes(t, GS_V_BYTES, p, (size_t)n);
    if (!gs_is(v, PyList_Type) && !gs_is(v, PyTuple_Type) && !gs_is(v, PyDict_Type)) return gs_value_object(t, v);
    if (gs_stack_deep("a value")) return -1;
    return gs_is(v, PyDict_Type) ? gs_value_dict(t, v)
                                 : gs_value_items(t, gs_is(v, PyList_Type) ? GS_V_LIST : GS_V_TUPLE, v);
}
