#include "callbacks/any.h"
#include "abi/attributes.h"
#include "abi/imported.h"
#include "core/extension.h"
#include "os/stack.h"
#include "call/call.h"
#include "call/frame.h"
#include "values/bigint.h"
#include "values/list.h"
#include "values/number.h"
#include "values/text.h"
#include "values/time.h"
#include "objects/errorvalue.h"
#include "objects/interface.h"
#include "objects/live.h"
#include "objects/named.h"
#include "objects/object.h"
#include "callbacks/function.h"
#include "callbacks/given.h"
#include "callbacks/key.h"
#include "callbacks/pyobject.h"
#include <stddef.h>
#include <stdint.h>
#include <string.h>

/* What a value and all that it holds are read with. */
typedef struct gs_any_reader {
    gs_decoder *r;
    const gs_type *ty;
    int live; /* of a field, a variable, or a container of Go's */
    int nkeys;
    PyObject *keys[GS_ANY_KEYS]; /* those that have numbers */
} gs_any_reader;

static PyObject *gs_any_read(gs_any_reader *s);

/* ---- skipping ---- */

static const gs_type gs_any_time = { .kind = GS_TIME, .ops = &gs_time_ops };
static const gs_type gs_any_error_type = { .kind = GS_ERROR, .ops = &gs_error_ops };
static const gs_type gs_any_entry_type = { .kind = GS_KEY, .ops = &gs_key_ops };
static const gs_type gs_any_bigint = { .kind = GS_BIGINT, .ops = &gs_bigint_ops };

/* Skips values and all that they hold. There is no recursion, since they may be nested deeply. */
static GS_COLD void gs_any_skip_values(gs_decoder *r, const gs_type *ty, uint64_t values) {
    for (; values; values--) {
        uint64_t w = gs_decoder_word(r), n = w >> 8;
        switch (w & 0xff) {
        case GS_ANY_LONG:
        case GS_ANY_UINT:
        case GS_ANY_FLOAT:
        case GS_ANY_DURATION: gs_decoder_word(r); break;
        case GS_ANY_COMPLEX: gs_decoder_bytes(r, 16); break;
        case GS_ANY_STR:
        case GS_ANY_NEW_KEY:
        case GS_ANY_BYTES:
        case GS_ANY_REAL: gs_decoder_bytes(r, (size_t)n); break;
        case GS_ANY_RAT: gs_decode_skip(r, &gs_any_bigint); gs_decode_skip(r, &gs_any_bigint); break;
        case GS_ANY_BIG: gs_decode_skip(r, &gs_any_bigint); break;
        case GS_ANY_TIME: gs_decode_skip(r, &gs_any_time); break;
        case GS_ANY_NUMBERS: {
            Py_ssize_t count = (Py_ssize_t)gs_decoder_word(r);
            gs_decoder_bytes(r, (size_t)count * gs_number_size[n & (GS_ANY_DIMENSION - 1)]);
            break;
        }
        case GS_ANY_INSTANCE:
        case GS_ANY_HELD:
        case GS_ANY_OBJECT:
        case GS_ANY_KEY: gs_decode_skip_handle(r, ty); break;
        case GS_ANY_ERROR: gs_decode_skip(r, &gs_any_error_type); break;
        case GS_ANY_NAMED: gs_decode_skip(r, gs_this.classes[n]->value); break;
        case GS_ANY_FUNC: gs_decode_skip(r, ty->choices[n]); break;
        case GS_ANY_MAP:
        case GS_ANY_DICT: values += 2 * n; break;
        case GS_ANY_LIST:
        case GS_ANY_TUPLE:
        case GS_ANY_SET: values += n; break;
        }
    }
}

/* ---- reading ---- */

/* gs_any_read(), with a short way for what most items are. */
GS_INLINE PyObject *gs_any_read_item(gs_any_reader *s) {
    uint64_t word;
    memcpy(&word, s->r->p, 8);
    switch (word & 0xff) {
    case GS_ANY_INT: s->r->p += 8; return PyLong_FromLongLong((long long)word >> 8);
    case GS_ANY_STR:
        s->r->p += 8;
        return gs_text(gs_decoder_bytes(s->r, (size_t)(word >> 8)), (Py_ssize_t)(word >> 8));
    }
    return gs_any_read(s);
}

static PyObject *gs_any_read_items(gs_any_reader *s, int tuple, Py_ssize_t n) {
    PyObject *all = tuple ? PyTuple_New(n) : PyList_New(n);
    for (Py_ssize_t i = 0; i < n; i++) {
        PyObject *o = all ? gs_any_read_item(s) : NULL;
        if (GS_UNLIKELY(!o)) {
            gs_any_skip_values(s->r, s->ty, (uint64_t)(all ? n - i - 1 : n));
            Py_XDECREF(all);
            return NULL;
        }
        if (tuple) PyTuple_SetItem(all, i, o);
        else PyList_SetItem(all, i, o);
    }
    return all;
}

static PyObject *gs_any_read_dict(gs_any_reader *s, Py_ssize_t n) {
    PyObject *d = PyDict_New();
    for (Py_ssize_t i = 0; i < n; i++) {
        uint64_t left = 2 * (uint64_t)(n - i);
        PyObject *k = d ? (left--, gs_any_read_item(s)) : NULL, *v = k ? (left--, gs_any_read_item(s)) : NULL;
        int bad = !v || PyDict_SetItem(d, k, v);
        Py_XDECREF(k);
        Py_XDECREF(v);
        if (GS_UNLIKELY(bad)) {
            gs_any_skip_values(s->r, s->ty, left);
            Py_XDECREF(d);
            return NULL;
        }
    }
    return d;
}

static PyObject *gs_any_read_set(gs_any_reader *s, Py_ssize_t n) {
    PyObject *all = gs_any_read_items(s, 0, n), *set = all ? PySet_New(all) : NULL;
    Py_XDECREF(all);
    return set;
}

/* module.name(a, b), of a module of the standard library that most programs do not need. Takes
   over a and b; b may be NULL. */
static GS_COLD PyObject *gs_any_made(const char *module, const char *name, PyObject *a, PyObject *b) {
    PyObject *cls = a ? gs_import_attribute(module, name) : NULL;
    PyObject *o = cls ? PyObject_CallFunctionObjArgs(cls, a, b, NULL) : NULL;
    Py_XDECREF(cls);
    Py_XDECREF(a);
    Py_XDECREF(b);
    return o;
}

static GS_COLD PyObject *gs_any_read_fraction(gs_decoder *r) {
    PyObject *n = gs_bigint_read(r), *d = gs_bigint_read(r);
    if (n && d) return gs_any_made("fractions", "Fraction", n, d);
    Py_XDECREF(n);
    Py_XDECREF(d);
    return NULL;
}

/* A value over a Go value: an instance, or what has no class. */
static GS_NOINLINE PyObject *gs_any_read_instance(gs_decoder *r, gs_class *cls) {
    uint64_t w[2];
    w[0] = gs_decoder_word(r);
    w[1] = gs_decoder_word(r);
    if (cls) return gs_object_out(cls, w, r->api);
    PyObject *o = gs_instance_new(gs_held_type, (char *)(uintptr_t)w[0], (int32_t)w[1], NULL);
    if (o) ((gs_object *)o)->api = (uint8_t)r->api;
    return o;
}

/* An instance of a class. A copy of what a field or a container of Go's holds is not written. */
static PyObject *gs_any_read_class(gs_any_reader *s, gs_class *cls, int copied) {
    PyObject *o = gs_any_read_instance(s->r, cls);
    if (o && copied && s->live) gs_object_copied(cls, o);
    return o;
}

/* A Python object that comes home: what Go holds of a file has its context too. */
static PyObject *gs_any_read_object(gs_decoder *r) {
    PyObject *o = gs_decode(r, gs_this.object);
    if (!o || GS_LIKELY(!gs_is_given(o))) return o;
    PyObject *inner = Py_NewRef(gs_given_inner(o));
    Py_DECREF(o);
    return inner;
}

static GS_NOINLINE PyObject *gs_any_read_other(gs_any_reader *s, uint64_t what, uint64_t n) {
    gs_decoder *r = s->r;
    uint64_t w[2];
    const char *p;
    switch (what) {
    case GS_ANY_UINT: return PyLong_FromUnsignedLongLong(gs_decoder_word(r));
    case GS_ANY_COMPLEX:
        w[0] = gs_decoder_word(r);
        w[1] = gs_decoder_word(r);
        return gs_number_out(GS_C128, w);
    case GS_ANY_BYTES: return PyBytes_FromStringAndSize(gs_decoder_bytes(r, (size_t)n), (Py_ssize_t)n);
    case GS_ANY_BIG: return gs_bigint_read(r);
    case GS_ANY_RAT: return gs_any_read_fraction(r);
    case GS_ANY_REAL:
        p = gs_decoder_bytes(r, (size_t)n);
        return gs_any_made("decimal", "Decimal", gs_text(p, (Py_ssize_t)n), NULL);
    case GS_ANY_TIME: return gs_decode(r, &gs_any_time);
    case GS_ANY_DURATION: w[0] = gs_decoder_word(r); return gs_duration_out(w);
    case GS_ANY_SET: return gs_any_read_set(s, (Py_ssize_t)n);
    case GS_ANY_NUMBERS: {
        gs_type of = { .kind = (uint8_t)(n & (GS_ANY_DIMENSION - 1)) };
        return gs_number_ops.take_list(r, &of, (Py_ssize_t)gs_decoder_word(r));
    }
    case GS_ANY_INSTANCE: return gs_any_read_class(s, gs_this.classes[n & (GS_ANY_COPIED - 1)], n >= GS_ANY_COPIED);
    case GS_ANY_HELD: return gs_any_read_instance(r, n ? gs_this.classes[n - 1] : NULL);
    case GS_ANY_NAMED: return gs_named_wrap(gs_this.classes[n], gs_decode(r, gs_this.classes[n]->value));
    case GS_ANY_FUNC: return gs_decode(r, s->ty->choices[n]);
    case GS_ANY_OBJECT: return gs_any_read_object(r);
    case GS_ANY_ERROR: return gs_decode(r, &gs_any_error_type);
    case GS_ANY_KEY: return gs_decode(r, &gs_any_entry_type);
    case GS_ANY_DEEP:
        PyErr_SetString(PyExc_RecursionError, "a value is nested too deeply, or holds itself");
        return NULL;
    }
    PyErr_SetString(PyExc_SystemError, "gophersnake: a value of unknown form");
    return NULL;
}

static PyObject *gs_any_read(gs_any_reader *s) {
    gs_decoder *r = s->r;
    if (GS_UNLIKELY(gs_stack_deep("a value"))) {
        gs_any_skip_values(r, s->ty, 1);
        return NULL;
    }
    uint64_t word = gs_decoder_word(r), n = word >> 8, w;
    PyObject *o;
    switch (word & 0xff) {
    case GS_ANY_NIL: return Py_NewRef(Py_None);
    case GS_ANY_FALSE: return Py_NewRef(Py_False);
    case GS_ANY_TRUE: return Py_NewRef(Py_True);
    case GS_ANY_INT: return PyLong_FromLongLong((long long)word >> 8);
    case GS_ANY_LONG: return PyLong_FromLongLong((long long)gs_decoder_word(r));
    case GS_ANY_FLOAT: w = gs_decoder_word(r); return gs_number_out(GS_F64, &w);
    case GS_ANY_STR: return gs_text(gs_decoder_bytes(r, (size_t)n), (Py_ssize_t)n);
    case GS_ANY_NEW_KEY:
        o = gs_text(gs_decoder_bytes(r, (size_t)n), (Py_ssize_t)n);
        if (o) s->keys[s->nkeys++] = Py_NewRef(o);
        return o;
    case GS_ANY_OLD_KEY: return Py_NewRef(s->keys[n]);
    case GS_ANY_LIST: return gs_any_read_items(s, 0, (Py_ssize_t)n);
    case GS_ANY_TUPLE: return gs_any_read_items(s, 1, (Py_ssize_t)n);
    case GS_ANY_MAP:
    case GS_ANY_DICT: return gs_any_read_dict(s, (Py_ssize_t)n);
    }
    return gs_any_read_other(s, word & 0xff, n);
}

/* ---- in a wire buffer ---- */

static GS_NOINLINE PyObject *gs_any_take(gs_decoder *r, const gs_type *ty) {
    const gs_at *at = r->live;
    gs_any_reader s = { .r = r, .ty = ty, .live = at != NULL };
    r->live = NULL; /* the places of what an any holds are not written */
    PyObject *o = gs_any_read(&s);
    while (s.nkeys) Py_DECREF(s.keys[--s.nkeys]);
    r->live = at;
    return GS_UNLIKELY(at != NULL) ? gs_live_adopt(o, at, ty, r->api) : o;
}

static void gs_any_skip(gs_decoder *r, const gs_type *ty) { gs_any_skip_values(r, ty, 1); }

GS_OPS(any, gs_any_put, gs_any_take, gs_any_skip, gs_decode_items, gs_decode_skip_items, 8);
