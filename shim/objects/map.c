#include "objects/map.h"
#include "objects/live.h"
#include "abi/abi3.h"
#include "abi/attributes.h"
#include "os/stack.h"
#include "call/argerror.h"
#include "call/call.h"
#include "values/number.h"
#include "objects/object.h"
#include <stdint.h>

/* RuntimeError; always -1. */
static GS_COLD int gs_map_changed(const gs_path *path, const char *what) {
    return gs_argerror(path, PyExc_RuntimeError, "the %s changed size while it was read", what, NULL);
}

/* A key and its value, held while they are read. */
static int gs_pair_put(gs_encoder *t, const gs_type *ty, PyObject *k, PyObject *v, const gs_path *path) {
    gs_path key = { path, GS_AT_KEYOF, NULL, NULL, 0, k }, value = { path, GS_AT_KEY, NULL, NULL, 0, k };
    Py_INCREF(k);
    Py_INCREF(v);
    int r = gs_encode(t, ty->key, k, &key);
    if (!r) r = gs_encode(t, ty->elem, v, &value);
    Py_DECREF(k);
    Py_DECREF(v);
    return r;
}

static GS_NOINLINE int gs_dict_put(gs_encoder *t, const gs_type *ty, PyObject *v, const gs_path *path) {
    if (gs_stack_deep("a value")) return -1;
    if (v == Py_None) return gs_encoder_word(t, (uint64_t)-1);
    int r = 0;
    if (PyDict_Check(v)) {
        if (!(v = gs_private(v))) return -1;
        Py_ssize_t n = PyDict_Size(v), pos = 0, seen = 0;
        PyObject *k, *x;
        r = gs_encoder_word(t, (uint64_t)n);
        while (!r && seen < n && PyDict_Next(v, &pos, &k, &x)) {
            r = gs_pair_put(t, ty, k, x, path);
            seen++;
        }
        if (!r && (PyDict_Size(v) != n || seen != n)) r = gs_map_changed(path, "dict");
        Py_DECREF(v);
        return r;
    }
    int mapping = PyMapping_Check(v) ? gs_has(v, "items") : 0;
    if (mapping <= 0) return gs_argerror_value(path, mapping ? GS_RAISED : GS_WRONG_TYPE, ty->expected, v);
    PyObject *items = PyMapping_Items(v);
    if (!items) return gs_argerror_value(path, GS_RAISED, ty->expected, v);
    Py_ssize_t n = PyList_Size(items);
    r = gs_encoder_word(t, (uint64_t)n);
    for (Py_ssize_t i = 0; i < n && !r; i++) {
        PyObject *pair = PyList_GetItem(items, i);
        if (!pair) r = -1;
        else if (!PyTuple_Check(pair) || PyTuple_Size(pair) != 2)
            r = gs_argerror_value(path, GS_WRONG_TYPE, ty->expected, v);
        else r = gs_pair_put(t, ty, PyTuple_GetItem(pair, 0), PyTuple_GetItem(pair, 1), path);
    }
    Py_DECREF(items);
    return r;
}

static GS_NOINLINE int gs_set_put(gs_encoder *t, const gs_type *ty, PyObject *v, const gs_path *path) {
    if (gs_stack_deep("a value")) return -1;
    if (v == Py_None) return gs_encoder_word(t, (uint64_t)-1);
    int set = gs_isinstance(v, &PySet_Type) || gs_isinstance(v, &PyFrozenSet_Type) ? 1 : gs_has(v, "isdisjoint");
    if (set <= 0) return gs_argerror_value(path, set ? GS_RAISED : GS_WRONG_TYPE, ty->expected, v);
    PyObject *l = PySequence_List(v); /* a copy, whose size cannot change meanwhile */
    if (!l) return gs_argerror_value(path, GS_RAISED, ty->expected, v);
    Py_ssize_t n = PyList_Size(l);
    int r = gs_encoder_word(t, (uint64_t)n);
    for (Py_ssize_t i = 0; i < n && !r; i++) {
        PyObject *o = PyList_GetItem(l, i);
        gs_path at = { path, GS_AT_KEYOF, NULL, NULL, 0, o };
        r = o ? gs_encode(t, ty->key, o, &at) : -1;
    }
    Py_DECREF(l);
    return r;
}

GS_NOINLINE PyObject *gs_map_key(PyObject *k) {
    if (!k || !PyList_Check(k)) return k;
    Py_ssize_t n = PyList_Size(k);
    PyObject *t = PyTuple_New(n);
    for (Py_ssize_t i = 0; t && i < n; i++) {
        PyObject *item = gs_map_key(Py_NewRef(PyList_GetItem(k, i)));
        if (item) PyTuple_SetItem(t, i, item);
        else {
            Py_DECREF(t);
            t = NULL;
        }
    }
    Py_DECREF(k);
    return t;
}

/* The next key of a map that comes from Go. One that is an instance is a copy. */
GS_INLINE PyObject *gs_key_take(gs_decoder *r, const gs_type *ty) {
    PyObject *k = gs_decode(r, ty);
    if (GS_LIKELY(ty->kind <= GS_BYTES)) return k;
    if (k && ty->kind == GS_OBJ) gs_object_copied(ty->cls, k);
    return gs_map_key(k);
}

/* Reads or skips the value of an entry. */
GS_INLINE PyObject *gs_entry_take(gs_decoder *r, const gs_type *ty, PyObject *k, gs_at *at) {
    PyObject *v = NULL;
    if (at) at->key = k;
    r->live = at;
    if (k) v = gs_decode(r, ty->elem);
    else gs_decode_skip(r, ty->elem);
    r->live = NULL;
    return v;
}

/* Raises ValueError for a key that Go tells from another, and Python does not; or 0, where Python's own are alike. */
static GS_COLD int gs_keys_alike(const gs_type *ty, PyObject *k) {
    const int kind = ty->key->kind;
    if (kind != GS_REF && kind != GS_DYNAMIC) return 0;
    PyErr_Format(PyExc_ValueError, "two keys of the map are pointers to values that are equal, so a dict can't have both: %R", k);
    return -1;
}

GS_NOINLINE PyObject *gs_dict_fill(gs_decoder *r, const gs_type *ty, Py_ssize_t n, PyObject *d, gs_at *at) {
    for (Py_ssize_t i = 0; i < n; i++) {
        PyObject *k = d ? gs_key_take(r, ty->key) : (gs_decode_skip(r, ty->key), NULL);
        PyObject *v = gs_entry_take(r, ty, k, at);
        if (v && (ty->elem->kind == GS_OBJ || ty->elem->kind == GS_BOX)) gs_object_copied(ty->elem->cls, v);
        int bad = !v || PyDict_SetItem(d, k, v);
        if (GS_UNLIKELY(!bad && PyDict_Size(d) <= i)) bad = gs_keys_alike(ty, k);
        Py_XDECREF(k);
        Py_XDECREF(v);
        if (bad) {
            for (i++; i < n; i++) {
                gs_decode_skip(r, ty->key);
                gs_entry_take(r, ty, NULL, at);
            }
            Py_XDECREF(d);
            return NULL;
        }
    }
    return d;
}

static GS_NOINLINE PyObject *gs_dict_take(gs_decoder *r, const gs_type *ty) {
    Py_ssize_t n = (Py_ssize_t)gs_decoder_word(r);
    if (GS_UNLIKELY(r->live != NULL)) return gs_live_dict_take(r, ty, n);
    return gs_dict_fill(r, ty, n, PyDict_New(), NULL);
}

GS_NOINLINE PyObject *gs_set_fill(gs_decoder *r, const gs_type *ty, Py_ssize_t n, PyObject *s) {
    for (Py_ssize_t i = 0; i < n; i++) {
        PyObject *k = s ? gs_key_take(r, ty->key) : (gs_decode_skip(r, ty->key), NULL);
        int bad = !k || PySet_Add(s, k);
        Py_XDECREF(k);
        if (bad) {
            gs_decode_skip_items(r, ty->key, n - i - 1);
            Py_XDECREF(s);
            return NULL;
        }
    }
    return s;
}

static GS_NOINLINE PyObject *gs_set_take(gs_decoder *r, const gs_type *ty) {
    Py_ssize_t n = (Py_ssize_t)gs_decoder_word(r);
    if (GS_UNLIKELY(r->live != NULL)) return gs_live_set_take(r, ty, n);
    return gs_set_fill(r, ty, n, PySet_New(NULL));
}

static void gs_dict_skip(gs_decoder *r, const gs_type *ty) {
    Py_ssize_t n = (Py_ssize_t)gs_decoder_word(r);
    if (r->live) gs_decoder_word(r);
    for (; n > 0; n--) {
        gs_decode_skip(r, ty->key);
        gs_decode_skip(r, ty->elem);
    }
}

static void gs_set_skip(gs_decoder *r, const gs_type *ty) {
    Py_ssize_t n = (Py_ssize_t)gs_decoder_word(r);
    if (r->live) gs_decoder_word(r);
    gs_decode_skip_items(r, ty->key, n);
}

GS_OPS(dict, gs_dict_put, gs_dict_take, gs_dict_skip, gs_decode_items, gs_decode_skip_items, 8);
GS_OPS(set, gs_set_put, gs_set_take, gs_set_skip, gs_decode_items, gs_decode_skip_items, 8);
