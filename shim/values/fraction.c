#include "values/fraction.h"
#include "abi/abi3.h"
#include "abi/attributes.h"
#include "abi/imported.h"
#include "call/argerror.h"
#include "call/call.h"
#include "values/bigint.h"
#include "values/number.h"
#include "values/pointee.h"
#include "values/text.h"
#include <stdint.h>
#include <string.h>

enum { GS_DECIMAL_TAKES_FLOAT = 1 }; /* the same as in internal/convert/fraction.go: gs_type.n */
static PyObject *gs_fraction_class, *gs_decimal_class;

GS_COLD int gs_fraction_load(void) {
    static const struct {
        const char *module, *name;
        PyObject **into;
    } classes[] = { { "decimal", "Decimal", &gs_decimal_class }, { "fractions", "Fraction", &gs_fraction_class } };
    for (size_t i = 0; i < sizeof classes / sizeof *classes; i++) {
        if (*classes[i].into) continue;
        *classes[i].into = gs_import_attribute(classes[i].module, classes[i].name);
        if (!*classes[i].into) return -1;
    }
    return 0;
}

/* Imports them at first use. The last class marks that both are there. */
GS_INLINE int gs_fraction_ready(void) { return GS_LIKELY(gs_fraction_class != NULL) ? 0 : gs_fraction_load(); }

/* ---- rational ---- */

/* An attribute that is an int, as one; NULL with an exception, or without one if it is none. */
static PyObject *gs_rational_part(PyObject *v, const char *name) {
    PyObject *a = PyObject_GetAttrString(v, name), *o = NULL;
    if (a) gs_index(a, &o);
    Py_XDECREF(a);
    return o;
}

/* Writes the numerator and the denominator of a rational number. */
static GS_NOINLINE int gs_rational_parts_put(gs_encoder *t, const gs_type *ty, PyObject *v, PyObject *rational,
    const gs_path *path) {
    PyObject *n = gs_rational_part(rational, "numerator"), *d = n ? gs_rational_part(rational, "denominator") : NULL;
    int r = -1;
    if (!d) gs_argerror_value(path, PyErr_Occurred() ? GS_RAISED : GS_WRONG_TYPE, ty->expected, v);
    else if (!PyObject_IsTrue(d))
        gs_argerror(path, PyExc_ValueError, "expected %s, got a fraction over 0", ty->expected, NULL);
    else r = gs_bigint_write(t, n) || gs_bigint_write(t, d) ? -1 : 0;
    Py_XDECREF(n);
    Py_XDECREF(d);
    return r;
}

static GS_NOINLINE int gs_rational_put(gs_encoder *t, const gs_type *ty, PyObject *v, const gs_path *path) {
    if (GS_UNLIKELY(gs_is_pointer(v))) return gs_pointee_put(t, ty, v, path);
    if (gs_fraction_ready()) return -1;
    int r;
    if (gs_is(v, PyBool_Type)) return gs_argerror_value(path, GS_WRONG_TYPE, ty->expected, v);
    Py_INCREF(v);
    if (PyUnicode_Check(v) || gs_isinstance(v, (PyTypeObject *)gs_decimal_class)) {
        PyObject *o = PyObject_CallFunctionObjArgs(gs_fraction_class, v, NULL);
        r = o ? gs_rational_parts_put(t, ty, v, o, path) : gs_argerror_value(path, GS_RAISED, ty->expected, v);
        Py_XDECREF(o);
    } else {
        int has = gs_has(v, "denominator"); /* of a float it has none */
        if (has > 0) r = gs_rational_parts_put(t, ty, v, v, path);
        else r = gs_argerror_value(path, has ? GS_RAISED : GS_WRONG_TYPE, ty->expected, v);
    }
    Py_DECREF(v);
    return r;
}

static GS_NOINLINE PyObject *gs_rational_take(gs_decoder *r, const gs_type *ty) {
    (void)ty;
    PyObject *n = gs_bigint_read(r);
    if (n == Py_None) return n;
    PyObject *d = gs_bigint_read(r), *o = NULL;
    if (n && d && !gs_fraction_ready()) o = PyObject_CallFunctionObjArgs(gs_fraction_class, n, d, NULL);
    Py_XDECREF(n);
    Py_XDECREF(d);
    return o;
}

static GS_NOINLINE void gs_rational_skip(gs_decoder *r, const gs_type *ty) {
    uint64_t what;
    memcpy(&what, r->p, 8);
    gs_bigint_ops.skip(r, ty);
    if (what != GS_BIG_NIL) gs_bigint_ops.skip(r, ty);
}

/* ---- decimal ---- */

/* The text of a Decimal, an int, a str, or of a float where these are taken: all of its digits;
   NULL without an exception if v is none. */
static PyObject *gs_decimal_text(const gs_type *ty, PyObject *v) {
    if (PyUnicode_Check(v)) return Py_NewRef(v);
    if (gs_isinstance(v, (PyTypeObject *)gs_decimal_class)) return PyObject_Str(v);
    PyObject *o = NULL, *text;
    if (ty->n == GS_DECIMAL_TAKES_FLOAT && gs_isinstance(v, &PyFloat_Type)) {
        o = PyObject_CallFunctionObjArgs(gs_decimal_class, v, NULL);
        text = o ? PyObject_Str(o) : NULL;
    } else {
        text = gs_index(v, &o) == GS_OK ? PyNumber_ToBase(o, 10) : NULL;
    }
    Py_XDECREF(o);
    return text;
}

static GS_NOINLINE int gs_decimal_put(gs_encoder *t, const gs_type *ty, PyObject *v, const gs_path *path) {
    if (GS_UNLIKELY(gs_is_pointer(v))) return gs_pointee_put(t, ty, v, path);
    if (gs_fraction_ready()) return -1;
    PyObject *text = gs_decimal_text(ty, v);
    Py_ssize_t n = 0;
    const char *p = text ? PyUnicode_AsUTF8AndSize(text, &n) : NULL;
    char *to;
    int r = -1;
    if (!p) gs_argerror_value(path, PyErr_Occurred() ? GS_RAISED : GS_WRONG_TYPE, ty->expected, v);
    else if (!gs_encoder_word(t, (uint64_t)n) && (to = gs_encoder_alloc(t, (size_t)n))) {
        memcpy(to, p, (size_t)n);
        r = 0;
    }
    Py_XDECREF(text);
    return r;
}

static GS_NOINLINE PyObject *gs_decimal_take(gs_decoder *r, const gs_type *ty) {
    (void)ty;
    Py_ssize_t n = (Py_ssize_t)gs_decoder_word(r);
    if (n < 0) return Py_NewRef(Py_None);
    const char *p = gs_decoder_bytes(r, (size_t)n);
    PyObject *text = gs_fraction_ready() ? NULL : gs_text(p, n), *o = NULL;
    if (text) o = PyObject_CallFunctionObjArgs(gs_decimal_class, text, NULL);
    Py_XDECREF(text);
    return o;
}

static GS_NOINLINE void gs_decimal_skip(gs_decoder *r, const gs_type *ty) {
    (void)ty;
    Py_ssize_t n = (Py_ssize_t)gs_decoder_word(r);
    if (n > 0) gs_decoder_bytes(r, (size_t)n);
}

GS_OPS(rational, gs_rational_put, gs_rational_take, gs_rational_skip, gs_decode_items, gs_decode_skip_items, 8);
GS_OPS(decimal, gs_decimal_put, gs_decimal_take, gs_decimal_skip, gs_decode_items, gs_decode_skip_items, 8);
