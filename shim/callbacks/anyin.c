#include "callbacks/any.h"
#include "abi/attributes.h"
#include "core/extension.h"
#include "os/stack.h"
#include "call/argerror.h"
#include "call/call.h"
#include "values/bigint.h"
#include "values/foreign.h"
#include "values/list.h"
#include "values/number.h"
#include "values/pointee.h"
#include "values/text.h"
#include "values/time.h"
#include "values/zone.h"
#include "objects/errorvalue.h"
#include "objects/implementation.h"
#include "objects/interface.h"
#include "objects/object.h"
#include "objects/snapshot.h"
#include "callbacks/callback.h"
#include "callbacks/function.h"
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

/* ---- the classes of this extension ---- */

/* A hash table of their types with the sync API. */
static struct {
    PyTypeObject *type;
    int at;
} *gs_any_classes;
static uintptr_t gs_any_mask;

GS_COLD int gs_any_load(void) {
    if (gs_any_classes) return 0;
    uintptr_t n = 16;
    while (n < 3 * (uintptr_t)gs_this.nclasses) n *= 2;
    gs_any_classes = calloc(n, sizeof *gs_any_classes);
    if (!gs_any_classes) {
        PyErr_NoMemory();
        return -1;
    }
    gs_any_mask = n - 1;
    for (int i = 0; i < gs_this.nclasses; i++) {
        if (gs_this.classes[i]->what == GS_CLASS_INTERFACE) continue;
        uintptr_t at = (uintptr_t)gs_this.classes[i]->type >> 4;
        while (gs_any_classes[at & gs_any_mask].type) at++;
        gs_any_classes[at & gs_any_mask].type = gs_this.classes[i]->type;
        gs_any_classes[at & gs_any_mask].at = i;
    }
    return gs_time_load();
}

/* The number of the class that a type is, or -1. */
static int gs_any_class(PyTypeObject *t) {
    for (uintptr_t at = (uintptr_t)t >> 4; gs_any_classes[at & gs_any_mask].type; at++)
        if (gs_any_classes[at & gs_any_mask].type == t) return gs_any_classes[at & gs_any_mask].at;
    if (PyType_GetSlot(t, Py_tp_dealloc) != (void *)gs_instance_dealloc) return -1;
    for (int i = 0; i < gs_this.nclasses; i++) /* of the async API, or an interface's */
        if (gs_this.classes[i]->aio == t && gs_this.classes[i]->what != GS_CLASS_INTERFACE) return i;
    return -1;
}

/* The same for an object, whose class may be derived from one; -2 with an exception. */
static GS_NOINLINE int gs_any_class_of(PyObject *v) {
    PyTypeObject *t = Py_TYPE(v);
    if (!(PyType_GetFlags(t) & Py_TPFLAGS_HEAPTYPE)) return -1;
    int at = gs_any_class(t);
    if (at >= 0 || gs_is_held(v)) return at;
    PyObject *mro = PyObject_GetAttrString((PyObject *)t, "__mro__");
    if (!mro) return -2;
    Py_ssize_t n = PyTuple_Check(mro) ? PyTuple_Size(mro) : 0;
    for (Py_ssize_t i = 1; at < 0 && i < n; i++) {
        PyObject *base = PyTuple_GetItem(mro, i);
        if (PyType_Check(base)) at = gs_any_class((PyTypeObject *)base); /* a metaclass may say anything */
    }
    Py_DECREF(mro);
    return at;
}

/* ---- one value ---- */

/* The keys of maps that have numbers. Each is held, so that no other object gets its address. */
typedef struct gs_any_keys {
    int n;
    PyObject *of[GS_ANY_KEYS], *slots[GS_ANY_KEYS];
    uint8_t at[GS_ANY_KEYS]; /* the number of what is in a slot */
} gs_any_keys;

/* What a value and all that it holds are written with. */
typedef struct gs_any_writer {
    gs_encoder *t;
    const gs_type *ty;
    gs_any_keys *keys; /* NULL: none have numbers yet */
    int depth;
} gs_any_writer;

static int gs_any_write(gs_any_writer *s, PyObject *v, const gs_path *path);

GS_INLINE int gs_any_word(gs_any_writer *s, int what, uint64_t n) {
    return gs_encoder_word(s->t, (uint64_t)what | n << 8);
}

static int gs_any_bytes(gs_any_writer *s, int what, const char *p, size_t n) {
    char *to = gs_encoder_alloc(s->t, 8 + n);
    if (!to) return -1;
    uint64_t w = (uint64_t)what | (uint64_t)n << 8;
    memcpy(to, &w, 8);
    memcpy(to + 8, p, n);
    return 0;
}

GS_INLINE int gs_any_str(gs_any_writer *s, PyObject *v, const gs_path *path) {
    uint64_t w[2];
    int r = gs_str_in(s->t->call, v, w);
    if (GS_UNLIKELY(r)) return gs_argerror_value(path, r, "str", v);
    return gs_any_bytes(s, GS_ANY_STR, (char *)(uintptr_t)w[0], (size_t)w[1]);
}

static int gs_any_pair(gs_any_writer *s, int what, uint64_t w) {
    return gs_any_word(s, what, 0) || gs_encoder_word(s->t, w) ? -1 : 0;
}

static GS_NOINLINE int gs_any_large_int(gs_any_writer *s, PyObject *v) {
    uint64_t w;
    int r = gs_u64_in(v, &w);
    if (r == GS_RAISED) return -1;
    if (!r) return gs_any_pair(s, GS_ANY_UINT, w);
    return gs_any_word(s, GS_ANY_BIG, 0) ? -1 : gs_bigint_write(s->t, v);
}

/* An int, or an instance of a class derived from it. */
static int gs_any_int(gs_any_writer *s, PyObject *v) {
    int over;
    long long x = PyLong_AsLongLongAndOverflow(v, &over);
    if (GS_UNLIKELY(over)) return gs_any_large_int(s, v);
    if (GS_UNLIKELY(x == -1) && PyErr_Occurred()) return -1;
    if (GS_LIKELY(x >= -(1LL << 55) && x < 1LL << 55)) return gs_any_word(s, GS_ANY_INT, (uint64_t)x);
    return gs_any_pair(s, GS_ANY_LONG, (uint64_t)x);
}

static int gs_any_float(gs_any_writer *s, double d) {
    uint64_t w;
    memcpy(&w, &d, 8);
    return gs_any_pair(s, GS_ANY_FLOAT, w);
}

static GS_NOINLINE int gs_any_complex(gs_any_writer *s, double re, double im) {
    uint64_t w[2];
    memcpy(w, &re, 8);
    memcpy(w + 1, &im, 8);
    return gs_any_pair(s, GS_ANY_COMPLEX, w[0]) || gs_encoder_word(s->t, w[1]) ? -1 : 0;
}

static GS_NOINLINE int gs_any_opaque(gs_any_writer *s, PyObject *v) {
    Py_INCREF(v);
    return gs_give(s->t->call, v) || gs_any_pair(s, GS_ANY_OBJECT, (uint64_t)(uintptr_t)v) ? -1 : 0;
}

/* ---- containers ---- */

static GS_COLD int gs_any_changed(const gs_path *path, const char *what) {
    return gs_argerror(path, PyExc_RuntimeError, "the %s changed size while it was read", what, NULL);
}

/* For each level. A value that contains itself ends here too. */
GS_INLINE int gs_any_deeper(gs_any_writer *s) {
    return gs_stack_deep("a value that is nested deeply, or contains itself,") ? -1 : (s->depth++, 0);
}

static int gs_any_items(gs_any_writer *s, int what, PyObject *v, const gs_path *path) {
    int tuple = PyTuple_Check(v), r = gs_any_deeper(s);
    if (r || !(v = gs_private(v))) return -1;
    Py_ssize_t n = tuple ? PyTuple_Size(v) : PyList_Size(v);
    gs_path at = { path, GS_AT_INDEX, NULL, NULL, 0, NULL };
    r = gs_any_word(s, what, (uint64_t)n);
    for (; !r && at.index < n; at.index++) {
        PyObject *o = tuple ? PyTuple_GetItem(v, at.index) : PyList_GetItem(v, at.index);
        if (GS_UNLIKELY(!o)) {
            PyErr_Clear(); /* IndexError: replaced by a better message */
            r = gs_any_changed(path, "list");
            break;
        }
        Py_INCREF(o);
        r = gs_any_write(s, o, &at);
        Py_DECREF(o);
    }
    if (!r && !tuple && GS_UNLIKELY(PyList_Size(v) != n)) r = gs_any_changed(path, "list");
    Py_DECREF(v);
    s->depth--;
    return r;
}

/* The keys of maps inside of others come again and again. */
static GS_NOINLINE int gs_any_key(gs_any_writer *s, PyObject *k, const gs_path *path) {
    gs_any_keys *known = s->keys;
    uintptr_t slot = (uintptr_t)k >> 4 & (GS_ANY_KEYS - 1);
    uint64_t w[2];
    int what = GS_ANY_STR;
    if (known && known->slots[slot] == k) return gs_any_word(s, GS_ANY_OLD_KEY, known->at[slot]);
    int r = gs_str_in(s->t->call, k, w);
    if (GS_UNLIKELY(r)) return gs_argerror_value(path, r, "str", k);
    if (s->depth > 1 && !known) {
        s->keys = known = malloc(sizeof *known);
        if (!known) {
            PyErr_NoMemory();
            return -1;
        }
        known->n = 0;
        memset(known->slots, 0, sizeof known->slots);
    }
    if (known && known->n < GS_ANY_KEYS) {
        what = GS_ANY_NEW_KEY;
        known->slots[slot] = known->of[known->n] = Py_NewRef(k);
        known->at[slot] = (uint8_t)known->n++;
    }
    return gs_any_bytes(s, what, (char *)(uintptr_t)w[0], (size_t)w[1]);
}

/* A key and its value, held while they are read. */
GS_INLINE int gs_any_entry(gs_any_writer *s, int map, PyObject *k, PyObject *v, const gs_path *path) {
    gs_path key = { path, GS_AT_KEYOF, NULL, NULL, 0, k }, value = { path, GS_AT_KEY, NULL, NULL, 0, k };
    Py_INCREF(k);
    Py_INCREF(v);
    int r = map ? gs_any_key(s, k, &key) : gs_any_write(s, k, &key);
    if (!r) r = gs_any_write(s, v, &value);
    Py_DECREF(k);
    Py_DECREF(v);
    return r;
}

/* Whether something is a str and no instance of a class over one. */
static int gs_any_is_text(PyObject *k) {
    return gs_is(k, PyUnicode_Type) || (PyUnicode_Check(k) && gs_any_class_of(k) == -1);
}

static int gs_any_dict(gs_any_writer *s, PyObject *v, const gs_path *path) {
    int r = gs_any_deeper(s), map = 1;
    if (r || !(v = gs_private(v))) return -1;
    Py_ssize_t n = PyDict_Size(v), pos = 0, seen = 0;
    PyObject *k, *x;
    while (map && PyDict_Next(v, &pos, &k, &x)) map = gs_any_is_text(k);
    r = PyErr_Occurred() ? -1 : gs_any_word(s, map ? GS_ANY_MAP : GS_ANY_DICT, (uint64_t)n);
    for (pos = 0; !r && seen < n && PyDict_Next(v, &pos, &k, &x); seen++) {
        r = map && GS_UNLIKELY(!PyUnicode_Check(k)) ? gs_any_changed(path, "dict") : gs_any_entry(s, map, k, x, path);
    }
    if (!r && GS_UNLIKELY(PyDict_Size(v) != n || seen != n)) r = gs_any_changed(path, "dict");
    Py_DECREF(v);
    s->depth--;
    return r;
}

/* A list of pairs. */
static GS_NOINLINE int gs_any_pairs(gs_any_writer *s, PyObject *items, PyObject *of, const gs_path *path) {
    int r = gs_any_deeper(s), map = 1;
    Py_ssize_t n = PyList_Size(items);
    for (Py_ssize_t i = 0; !r && i < n; i++) {
        PyObject *pair = PyList_GetItem(items, i);
        if (!pair) return -1;
        if (!PyTuple_Check(pair) || PyTuple_Size(pair) != 2)
            return gs_argerror_value(path, GS_WRONG_TYPE, "a mapping of pairs", of);
        map = map && gs_any_is_text(PyTuple_GetItem(pair, 0));
    }
    if (!r) r = PyErr_Occurred() ? -1 : gs_any_word(s, map ? GS_ANY_MAP : GS_ANY_DICT, (uint64_t)n);
    for (Py_ssize_t i = 0; !r && i < n; i++) {
        PyObject *pair = PyList_GetItem(items, i);
        r = pair ? gs_any_entry(s, map, PyTuple_GetItem(pair, 0), PyTuple_GetItem(pair, 1), path) : -1;
    }
    s->depth--;
    return r;
}

static GS_NOINLINE int gs_any_mapping(gs_any_writer *s, PyObject *v, const gs_path *path) {
    PyObject *items = PyMapping_Items(v);
    if (!items) return gs_argerror_value(path, GS_RAISED, "a mapping", v);
    int r = gs_any_pairs(s, items, v, path);
    Py_DECREF(items);
    return r;
}

static GS_NOINLINE int gs_any_set(gs_any_writer *s, PyObject *v, const gs_path *path) {
    PyObject *items = PySequence_List(v); /* a copy, whose size cannot change meanwhile */
    int r = items ? gs_any_deeper(s) : -1;
    Py_ssize_t n = r ? 0 : PyList_Size(items);
    if (!r) r = gs_any_word(s, GS_ANY_SET, (uint64_t)n);
    for (Py_ssize_t i = 0; !r && i < n; i++) {
        PyObject *o = PyList_GetItem(items, i);
        gs_path at = { path, GS_AT_KEYOF, NULL, NULL, 0, o };
        r = o ? gs_any_write(s, o, &at) : -1;
    }
    s->depth -= items && !r;
    Py_XDECREF(items);
    return r;
}

/* The fields of a dataclass, by their names. */
static GS_NOINLINE int gs_any_fields(gs_any_writer *s, PyObject *v, PyObject *fields, const gs_path *path) {
    PyObject *names = PyDict_Check(fields) ? PyDict_Keys(fields) : PySequence_List(fields);
    int r = names ? gs_any_deeper(s) : -1;
    Py_ssize_t n = r ? 0 : PyList_Size(names);
    if (!r) r = gs_any_word(s, GS_ANY_MAP, (uint64_t)n);
    for (Py_ssize_t i = 0; !r && i < n; i++) {
        PyObject *name = PyList_GetItem(names, i), *x = name ? PyObject_GetAttr(v, name) : NULL;
        r = !x ? gs_argerror_value(path, GS_RAISED, "a dataclass", v) : gs_any_entry(s, 1, name, x, path);
        Py_XDECREF(x);
    }
    s->depth -= names && !r;
    Py_XDECREF(names);
    return r;
}

/* ---- instances and functions ---- */

static GS_NOINLINE int gs_any_instance(gs_any_writer *s, PyObject *v, int at, const gs_path *path) {
    gs_class *cls = gs_this.classes[at];
    gs_call *c = s->t->call;
    if (!gs_class_has_api(cls)) { /* its plain value must fit */
        gs_type plain = *cls->value;
        return gs_any_word(s, GS_ANY_NAMED, (uint64_t)at) ? -1 : gs_encode(s->t, &plain, v, path);
    }
    if (GS_STALE(v)) return gs_argerror_value(path, gs_object_refuse(v), cls->name, v);
    Py_INCREF(v);
    if (gs_keep(c, v) || gs_any_word(s, GS_ANY_INSTANCE, (uint64_t)at)) return -1;
    if (!cls->as_pointer && gs_snapshot_add(c, cls->copy, v, s->t, NULL)) return -1;
    return gs_encoder_word(s->t, gs_show(v));
}

static GS_NOINLINE int gs_any_held(gs_any_writer *s, PyObject *v, const gs_path *path) {
    if (GS_STALE(v)) return gs_argerror_value(path, gs_object_refuse(v), s->ty->expected, v);
    Py_INCREF(v);
    return gs_keep(s->t->call, v) || gs_any_word(s, GS_ANY_HELD, gs_is_pointer(v)) ||
                   gs_encoder_word(s->t, gs_show(v))
               ? -1
               : 0;
}

/* A callable: a Go function of some type that comes home, or any other. */
static GS_NOINLINE int gs_any_callable(gs_any_writer *s, PyObject *v, const gs_path *path) {
    const gs_type *const *all = s->ty->choices, *ty = s->ty->elem;
    for (int i = 0; all[i]; i++)
        if (all[i]->kind == GS_CALLABLE && gs_callable_is_go(all[i], v)) ty = all[i];
    uint64_t n = 0;
    while (all[n] != ty) n++;
    return gs_any_word(s, GS_ANY_FUNC, n) ? -1 : gs_callable_put(s->t, ty, v, path);
}

/* ---- numbers ---- */

static GS_NOINLINE int gs_any_fraction(gs_any_writer *s, PyObject *v) {
    PyObject *n = PyObject_GetAttrString(v, "numerator"), *d = n ? PyObject_GetAttrString(v, "denominator") : NULL;
    PyObject *ni = d ? PyNumber_Index(n) : NULL, *di = ni ? PyNumber_Index(d) : NULL;
    int r = !di || gs_any_word(s, GS_ANY_RAT, 0) || gs_bigint_write(s->t, ni) || gs_bigint_write(s->t, di) ? -1 : 0;
    Py_XDECREF(n);
    Py_XDECREF(d);
    Py_XDECREF(ni);
    Py_XDECREF(di);
    return r;
}

/* Whether it is a decimal.Decimal: 1, 0, or -1 with an exception. */
static int gs_any_is_decimal(PyObject *v) {
    PyObject *m = gs_dict_named(PyImport_GetModuleDict(), "decimal");
    if (!m) return 0;
    PyObject *cls = PyObject_GetAttrString(m, "Decimal");
    int r = cls ? PyObject_IsInstance(v, cls) : -1;
    Py_XDECREF(cls);
    Py_DECREF(m);
    return r;
}

static GS_NOINLINE int gs_any_decimal(gs_any_writer *s, PyObject *v, const gs_path *path) {
    PyObject *text = PyObject_Str(v);
    const char *p = NULL;
    Py_ssize_t n;
    int r = -1;
    if (text) p = PyUnicode_AsUTF8AndSize(text, &n);
    if (p && strstr(p, "NaN")) r = gs_any_float(s, __builtin_nan(""));
    else if (p) r = gs_any_bytes(s, GS_ANY_REAL, p, (size_t)n);
    Py_XDECREF(text);
    return r && PyErr_Occurred() ? gs_argerror_value(path, GS_RAISED, "a decimal", v) : r;
}

/* A number of a class of its own: 0 or -1; 1 if it is none. */
static GS_NOINLINE int gs_any_number(gs_any_writer *s, PyObject *v, const gs_path *path) {
    int is = gs_numeric(v, "Number");
    if (is <= 0) return is ? -1 : 1;
    double re, im;
    PyObject *o;
    if ((is = gs_numeric(v, "Integral")) > 0) {
        o = PyNumber_Index(v);
        is = o ? gs_any_int(s, o) : gs_argerror_value(path, GS_RAISED, "int", v);
        Py_XDECREF(o);
        return is;
    }
    if (!is && (is = gs_numeric(v, "Rational")) > 0) return gs_any_fraction(s, v);
    if (!is && (is = gs_any_is_decimal(v)) > 0) return gs_any_decimal(s, v, path);
    if (!is && (is = gs_numeric(v, "Real")) > 0) {
        is = gs_float_in(v, &re);
        return is ? gs_argerror_value(path, is, "float", v) : gs_any_float(s, re);
    }
    if (!is && (is = gs_numeric(v, "Complex")) > 0) {
        is = gs_complex_in(v, &re, &im);
        return is ? gs_argerror_value(path, is, "complex", v) : gs_any_complex(s, re, im);
    }
    return is ? -1 : 1;
}

/* ---- objects of other libraries ---- */

/* The same for an object with a buffer: its bytes, or its numbers. */
static GS_NOINLINE int gs_any_buffer(gs_any_writer *s, PyObject *v, const gs_path *path) {
    Py_buffer b;
    int masked = gs_masked(v);
    if (masked) return gs_argerror_value(path, masked < 0 ? GS_RAISED : GS_MISSING, "object", v);
    int array = gs_has((PyObject *)Py_TYPE(v), "dtype");
    if (array < 0) return -1;
    if (PyObject_GetBuffer(v, &b, PyBUF_FULL_RO)) {
        if (!array || PyErr_ExceptionMatches(PyExc_MemoryError)) return gs_argerror_value(path, GS_RAISED, "bytes", v);
        PyErr_Clear(); /* of what has no format, such as datetime64 */
        return 1;
    }
    int kind = gs_format_kind(b.format, b.itemsize), r = -1;
    char *to = NULL;
    if (b.ndim <= 1 && (kind == GS_U8 || (b.format && !strcmp(b.format, "c"))) && b.ndim) {
        if (!gs_any_word(s, GS_ANY_BYTES, (uint64_t)b.len)) to = gs_encoder_alloc(s->t, (size_t)b.len);
    } else if (b.ndim && kind != GS_NO_KIND) {
        r = gs_any_word(s, GS_ANY_NUMBERS, (uint64_t)(kind + (b.ndim - 1) * GS_ANY_DIMENSION));
        for (int i = 0; !r && i < b.ndim; i++) r = gs_encoder_word(s->t, (uint64_t)b.shape[i]);
        if (!r) to = gs_encoder_alloc(s->t, (size_t)b.len);
    } else {
        r = 1; /* a scalar, or an array of something else */
    }
    if (to) r = PyBuffer_ToContiguous(to, &b, b.len, 'C');
    for (Py_ssize_t i = 0; to && !r && kind == GS_BOOL && i < b.len; i++) to[i] = to[i] != 0;
    PyBuffer_Release(&b);
    return r;
}

/* Whether something is an array or a scalar without dimensions: 1, 0, or -1 with an exception.
   Some scalars of NumPy have a buffer of their bytes. */
static int gs_any_is_scalar(PyObject *v) {
    int has = gs_has((PyObject *)Py_TYPE(v), "dtype");
    if (has > 0) has = gs_has((PyObject *)Py_TYPE(v), "item");
    if (has <= 0) return has;
    PyObject *ndim = gs_attribute(v, "ndim");
    has = ndim && PyLong_Check(ndim) && PyLong_AsLongLong(ndim) == 0;
    Py_XDECREF(ndim);
    return PyErr_Occurred() ? -1 : has;
}

/* What a method without parameters returns. */
static GS_NOINLINE int gs_any_by(gs_any_writer *s, PyObject *v, const char *method, const gs_path *path) {
    int r = gs_masked(v);
    if (r) return gs_argerror_value(path, r < 0 ? GS_RAISED : GS_MISSING, "object", v);
    PyObject *o = PyObject_CallMethod(v, method, NULL);
    if (!o) return gs_argerror_value(path, GS_RAISED, "object", v);
    r = Py_TYPE(o) == Py_TYPE(v) ? gs_any_opaque(s, v) : gs_any_write(s, o, path);
    Py_DECREF(o);
    return r;
}

/* The same for what says itself what it holds. scalars: these, and what is never a buffer of
   numbers; else arrays of all else. */
static GS_NOINLINE int gs_any_says(gs_any_writer *s, PyObject *v, int scalars, const gs_path *path) {
    static const struct {
        const char *mark, *method;
        int scalar;
    } all[] = { { "as_py", "as_py", 1 }, { "to_pylist", "to_pylist", 1 }, { "dtype", "tolist", 0 },
        { "dtype", "to_list", 0 } };
    PyObject *type = (PyObject *)Py_TYPE(v);
    if (PyType_Check(v)) return 1;
    int scalar = scalars ? gs_any_is_scalar(v) : 0;
    if (scalar) return scalar < 0 ? -1 : gs_any_by(s, v, "item", path);
    for (size_t i = 0; i < sizeof all / sizeof *all; i++) {
        int has = all[i].scalar == scalars ? gs_has(type, all[i].mark) : 0;
        if (has > 0) has = gs_has(type, all[i].method);
        if (has) return has < 0 ? -1 : gs_any_by(s, v, all[i].method, path);
    }
    return 1;
}

/* The kind of an address, a network or a UUID, by the name of its class; GS_NO_KIND for all else, or
   -1 with an exception. */
static int gs_any_named_kind(PyObject *v) {
    static const struct {
        const char *name;
        int kind;
    } all[] = { { "IPv4Address", GS_NETIP_ADDR }, { "IPv6Address", GS_NETIP_ADDR }, { "IPv4Network", GS_NETIP_PREFIX },
        { "IPv6Network", GS_NETIP_PREFIX }, { "IPv4Interface", GS_NETIP_PREFIX }, { "IPv6Interface", GS_NETIP_PREFIX },
        { "UUID", GS_UUID } };
    PyObject *name = PyType_GetName(Py_TYPE(v));
    int kind = name ? GS_NO_KIND : -1;
    for (size_t i = 0; name && kind == GS_NO_KIND && i < sizeof all / sizeof *all; i++)
        if (!PyUnicode_CompareWithASCIIString(name, all[i].name)) kind = all[i].kind;
    Py_XDECREF(name);
    return kind;
}

/* The same for addresses, networks and UUIDs, where the module has their types: the first of those
   that take no text, which are more exact, else the first. */
static GS_NOINLINE int gs_any_address(gs_any_writer *s, PyObject *v, const gs_path *path) {
    const gs_type *const *types = s->ty->choices, *best = NULL;
    uint64_t at = 0;
    int kind = GS_NO_KIND;
    for (uint64_t n = 0; types[n]; n++) {
        int its = types[n]->kind;
        if (its != GS_NETIP_ADDR && its != GS_NETIP_PREFIX && its != GS_UUID) continue;
        if (kind == GS_NO_KIND && (kind = gs_any_named_kind(v)) < 0) return -1;
        if (kind == GS_NO_KIND) return 1;
        if (its == kind && (!best || (best->n && !types[n]->n))) best = types[at = n];
    }
    return !best ? 1 : gs_any_word(s, GS_ANY_FUNC, at) ? -1 : gs_encode(s->t, best, v, path);
}

/* The same for instances of classes that say what they are by their attributes. */
static GS_NOINLINE int gs_any_protocol(gs_any_writer *s, PyObject *v, const gs_path *path) {
    PyObject *type = (PyObject *)Py_TYPE(v), *fields;
    if (PyType_Check(v)) return 1;
    int r = gs_has(type, "__dataclass_fields__");
    if (r < 0) return -1;
    if (r) {
        fields = PyObject_GetAttrString(type, "__dataclass_fields__");
        r = fields ? gs_any_fields(s, v, fields, path) : -1;
        Py_XDECREF(fields);
        return r;
    }
    r = gs_any_says(s, v, 0, path);
    if (r <= 0) return r;
    r = PyMapping_Check(v) ? gs_has(type, "items") : 0;
    if (r > 0) r = gs_has(type, "keys");
    return r < 0 ? -1 : r ? gs_any_mapping(s, v, path) : 1;
}

static const gs_type gs_any_datetime = {
    .kind = GS_TIME, .ops = &gs_time_ops, .n = -1, .expected = "datetime.datetime"
};
static const gs_type gs_any_error = { .kind = GS_ERROR, .ops = &gs_error_ops, .n = -1, .expected = "an exception" };
static const gs_type gs_any_timedelta = {
    .kind = GS_DURATION, .ops = &gs_duration_ops, .n = -1, .expected = "datetime.timedelta"
};

/* Instances of Python's own classes that are rarer, and of those derived from them. */
static GS_NOINLINE int gs_any_derived(gs_any_writer *s, PyObject *v, const gs_path *path) {
    char *p;
    Py_ssize_t n;
    if (PyLong_Check(v)) return gs_any_int(s, v);
    if (PyUnicode_Check(v)) return gs_any_str(s, v, path);
    if (PyDict_Check(v)) return gs_any_dict(s, v, path);
    if (PyList_Check(v) || PyTuple_Check(v)) return gs_any_items(s, PyList_Check(v) ? GS_ANY_LIST : GS_ANY_TUPLE, v, path);
    if (gs_isinstance(v, &PyFloat_Type)) return gs_any_float(s, PyFloat_AsDouble(v));
    if (gs_isinstance(v, &PyComplex_Type))
        return gs_any_complex(s, PyComplex_RealAsDouble(v), PyComplex_ImagAsDouble(v));
    if (PyBytes_Check(v))
        return PyBytes_AsStringAndSize(v, &p, &n) ? -1 : gs_any_bytes(s, GS_ANY_BYTES, p, (size_t)n);
    if (gs_isinstance(v, &PySet_Type) || gs_isinstance(v, &PyFrozenSet_Type)) return gs_any_set(s, v, path);
    if (gs_isinstance(v, (PyTypeObject *)PyExc_BaseException))
        return gs_any_word(s, GS_ANY_ERROR, 0) ? -1 : gs_encode(s->t, &gs_any_error, v, path);
    if (gs_isinstance(v, (PyTypeObject *)gs_dt.datetime))
        return gs_any_word(s, GS_ANY_TIME, 0) ? -1 : gs_encode(s->t, &gs_any_datetime, v, path);
    if (gs_isinstance(v, (PyTypeObject *)gs_dt.timedelta))
        return gs_any_word(s, GS_ANY_DURATION, 0) ? -1 : gs_encode(s->t, &gs_any_timedelta, v, path);
    return 1;
}

/* The implementation of the interface with the most methods: of those that an object of Python's own has; or of those of
   which an instance of a class that Python has derived from c overrides one. An interface of one method, as fmt.Stringer, is
   no reason to hide c's Go value from reflection. 1 if there is none. */
static GS_NOINLINE int gs_any_implementation(gs_any_writer *s, PyObject *v, const gs_class *c, const gs_path *path) {
    const gs_type *const *all = s->ty->choices, *best = NULL;
    uint64_t at = 0;
    int least = c ? 2 : 1;
    for (uint64_t n = 0; all[n]; n++) {
        const gs_calls *calls = all[n]->calls;
        if (!calls || calls->n < (best ? best->calls->n + 1 : least)) continue;
        int fits = c ? gs_interface_overridden(calls, c, v) : gs_implementation_fits(calls, v);
        if (fits < 0) return gs_argerror_value(path, GS_RAISED, s->ty->expected, v);
        if (fits) best = all[at = n];
    }
    return !best ? 1 : gs_any_word(s, GS_ANY_FUNC, at) ? -1 : gs_encode(s->t, best, v, path);
}

/* An object of Python's own that implements nothing, and a class, are what they are. */
static GS_NOINLINE int gs_any_implementing(gs_any_writer *s, PyObject *v, const gs_path *path) {
    int r = PyType_Check(v) ? 1 : gs_any_implementation(s, v, NULL, path);
    return r > 0 ? gs_any_opaque(s, v) : r;
}

const gs_type *(*gs_any_file_type)(PyObject *v);

/* The same for binary file objects, which are readers and writers. */
static GS_NOINLINE int gs_any_file(gs_any_writer *s, PyObject *v, const gs_path *path) {
    const gs_type *file = gs_any_file_type ? gs_any_file_type(v) : NULL;
    if (!file) return PyErr_Occurred() ? -1 : 1;
    return gs_any_word(s, GS_ANY_FILE, (uint64_t)file->n) ? -1 : gs_encode(s->t, file, v, path);
}

static GS_NOINLINE int gs_any_other(gs_any_writer *s, PyObject *v, const gs_path *path) {
    if (gs_stack_deep("a value")) return -1;
    int at = gs_any_class_of(v);
    const gs_class *c = at >= 0 ? gs_this.classes[at] : NULL;
    int r = c && Py_TYPE(v) != c->type && Py_TYPE(v) != c->aio ? gs_any_implementation(s, v, c, path) : 1;
    if (at >= 0) return r > 0 ? gs_any_instance(s, v, at, path) : r;
    if (at < -1) return -1;
    if (gs_is_held(v)) return gs_any_held(s, v, path);
    r = gs_any_derived(s, v, path);
    if (r > 0) r = gs_any_says(s, v, 1, path);
    if (r > 0 && PyObject_CheckBuffer(v)) r = gs_any_buffer(s, v, path);
    if (r > 0) r = gs_any_number(s, v, path);
    if (r > 0) r = gs_any_address(s, v, path);
    if (r > 0) r = gs_any_protocol(s, v, path);
    if (r > 0) r = gs_any_file(s, v, path);
    if (r > 0) r = PyCallable_Check(v) ? gs_any_callable(s, v, path) : gs_any_implementing(s, v, path);
    return r;
}

static int gs_any_write(gs_any_writer *s, PyObject *v, const gs_path *path) {
    PyTypeObject *t = Py_TYPE(v);
    if (t == &PyUnicode_Type) return gs_any_str(s, v, path);
    if (t == &PyLong_Type) return gs_any_int(s, v);
    if (t == &PyFloat_Type) return gs_any_float(s, PyFloat_AsDouble(v));
    if (v == Py_None) return gs_any_word(s, GS_ANY_NIL, 0);
    if (t == &PyBool_Type) return gs_any_word(s, v == Py_True ? GS_ANY_TRUE : GS_ANY_FALSE, 0);
    if (t == &PyDict_Type) return gs_any_dict(s, v, path);
    if (t == &PyList_Type) return gs_any_items(s, GS_ANY_LIST, v, path);
    if (t == &PyTuple_Type) return gs_any_items(s, GS_ANY_TUPLE, v, path);
    return gs_any_other(s, v, path);
}

int gs_any_put(gs_encoder *t, const gs_type *ty, PyObject *v, const gs_path *path) {
    gs_any_writer s = { t, ty, NULL, 0 };
    int r = gs_any_write(&s, v, path);
    if (s.keys) {
        for (int i = 0; i < s.keys->n; i++) Py_DECREF(s.keys->of[i]);
        free(s.keys);
    }
    return r;
}
