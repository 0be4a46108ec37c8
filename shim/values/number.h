/* number.h: bool, integers, floats and complex numbers. Twins: rt/number.go,
   internal/convert/number.go. In a frame or a wire buffer, a number is one word (a complex
   number two). In a list, each has its own size. */
#ifndef GS_VALUES_NUMBER_H
#define GS_VALUES_NUMBER_H
#include "abi/abi3.h"
#include "abi/attributes.h"
#include "abi/inside.h"
#include "call/argerror.h"
#include <stdint.h>
#include <string.h>
#pragma GCC visibility push(hidden)

/* The kinds of all types, in the order of internal/model/type.go. */
enum gs_kind {
    GS_BOOL,
    GS_I8,
    GS_I16,
    GS_I32,
    GS_I64,
    GS_U8,
    GS_U16,
    GS_U32,
    GS_U64,
    GS_F32,
    GS_F64,
    GS_C64,
    GS_C128,
    GS_STR,
    GS_BYTES,
    GS_LIST,
    GS_ARRAY,
    GS_DICT,
    GS_SET,
    GS_OPT,
    GS_OBJ,
    GS_REF,
    GS_NAMED,
    GS_BOX,
    GS_TIME,
    GS_DURATION,
    GS_TIMEOUT,
    GS_CALLABLE,
    GS_PYOBJECT,
    GS_PYSTR,
    GS_STREAM,
    GS_CHANNEL,
    GS_CHAN,
    GS_NETIP_ADDR,
    GS_NETIP_PREFIX,
    GS_NETIP_ADDRPORT,
    GS_BIGINT,
    GS_FILE,
    GS_DYNAMIC,
    GS_KEY,
    GS_ANY,
    GS_ERROR,
    GS_RATIONAL,
    GS_DECIMAL,
    GS_UUID,
    GS_LOCATION,
    GS_NDARRAY,
    GS_VIEW
};

/* Bytes of a number, by kind. */
static const uint8_t gs_number_size[] = { 1, 1, 2, 4, 8, 1, 2, 4, 8, 4, 8, 8, 16 };
#define GS_IS_NUMBER(kind) ((kind) <= GS_C128)

/* The range of a kind for messages: "int8 (-128 to 127)"; NULL if it is no number. */
const char *gs_number_fits(int kind);

/* *o: v itself if it is an int, else the result of its __index__; a new reference. Never a
   bool: True as a count is a mistake. Returns GS_OK or what is wrong (argerror.h), as all
   conversions below do. */
int gs_index(PyObject *v, PyObject **o);

/* The slow path of gs_int_in(): what is no int, or a large one. */
int gs_int_other(PyObject *v, int64_t lo, int64_t hi, uint64_t *w);

/* An integer from lo to hi. */
GS_INLINE int gs_int_in(PyObject *v, int64_t lo, int64_t hi, uint64_t *w) {
    int64_t x;
    if (GS_UNLIKELY(!gs_int_inside(v, &x))) return gs_int_other(v, lo, hi, w);
    if (GS_UNLIKELY(x < lo || x > hi)) return GS_OUT_OF_RANGE;
    *w = (uint64_t)x;
    return GS_OK;
}

/* The slow path of gs_u64_in(). */
int gs_u64_large(PyObject *v, uint64_t *w);

/* A uint64. */
GS_INLINE int gs_u64_in(PyObject *v, uint64_t *w) {
    int64_t x;
    if (GS_UNLIKELY(!gs_int_inside(v, &x))) return gs_u64_large(v, w);
    if (GS_UNLIKELY(x < 0)) return GS_OUT_OF_RANGE;
    *w = (uint64_t)x;
    return GS_OK;
}

/* The slow path of gs_float_in(). */
int gs_float_other(PyObject *v, double *d);

/* A float64. */
GS_INLINE int gs_float_in(PyObject *v, double *d) {
    if (GS_LIKELY(gs_float_inside(v, d))) return GS_OK;
    if (GS_LIKELY(gs_is(v, PyFloat_Type))) {
        *d = PyFloat_AsDouble(v);
        return GS_OK;
    }
    return gs_float_other(v, d);
}

/* Whether a finite number stays finite as a float32. */
GS_INLINE int gs_f32_fits(double d) { return !(d - d == 0 && (float)d - (float)d != 0); }

/* A complex128. */
int gs_complex_in(PyObject *v, double *re, double *im);

/* A bool that is not True or False: NumPy's. */
int gs_bool_other(PyObject *v, uint64_t *w);

/* Converts one number from Python to its word or two words. */
GS_INLINE int gs_number_in(int kind, PyObject *v, uint64_t *w) {
    double d, e;
    int r;
    switch (kind) {
    case GS_BOOL:
        if (GS_LIKELY(v == Py_True || v == Py_False)) {
            *w = v == Py_True;
            return GS_OK;
        }
        return gs_bool_other(v, w);
    case GS_I8: return gs_int_in(v, INT8_MIN, INT8_MAX, w);
    case GS_I16: return gs_int_in(v, INT16_MIN, INT16_MAX, w);
    case GS_I32: return gs_int_in(v, INT32_MIN, INT32_MAX, w);
    case GS_I64: return gs_int_in(v, INT64_MIN, INT64_MAX, w);
    case GS_U8: return gs_int_in(v, 0, UINT8_MAX, w);
    case GS_U16: return gs_int_in(v, 0, UINT16_MAX, w);
    case GS_U32: return gs_int_in(v, 0, UINT32_MAX, w);
    case GS_U64: return gs_u64_in(v, w);
    case GS_F32:
    case GS_F64:
        r = gs_float_in(v, &d);
        if (GS_UNLIKELY(r)) return r;
        if (kind == GS_F32 && GS_UNLIKELY(!gs_f32_fits(d))) return GS_OUT_OF_RANGE;
        memcpy(w, &d, 8);
        return GS_OK;
    default:
        r = gs_complex_in(v, &d, &e);
        if (GS_UNLIKELY(r)) return r;
        if (kind == GS_C64 && GS_UNLIKELY(!gs_f32_fits(d) || !gs_f32_fits(e))) return GS_OUT_OF_RANGE;
        memcpy(w, &d, 8);
        memcpy(w + 1, &e, 8);
        return GS_OK;
    }
}

/* Converts a number between kinds: 0, or 1 if it does not fit. An integer must fit exactly. A
   float is rounded to the nearest, as in Go, but a finite number must stay finite. Only for
   kinds for which gs_number_widens() holds. */
GS_INLINE int gs_number_cast(int kind, int from, const uint64_t *w, uint64_t *to) {
    static const uint64_t most[] = { 1, INT8_MAX, INT16_MAX, INT32_MAX, INT64_MAX, UINT8_MAX, UINT16_MAX, UINT32_MAX,
        UINT64_MAX };
    double d[2] = { 0, 0 };
    if (kind <= GS_U64) {
        int negative = from <= GS_I64 && (int64_t)*w < 0;
        if (negative ? kind >= GS_U8 || ~*w > most[kind] : *w > most[kind]) return 1;
        *to = *w;
        return 0;
    }
    if (from >= GS_F32) memcpy(d, w, from >= GS_C64 ? 16 : 8);
    else d[0] = from == GS_U64 ? (double)*w : (double)(int64_t)*w;
    if ((kind == GS_F32 || kind == GS_C64) && !(gs_f32_fits(d[0]) && gs_f32_fits(d[1]))) return 1;
    memcpy(to, d, kind >= GS_C64 ? 16 : 8);
    return 0;
}

/* Whether numbers of the kind from are accepted where kind is wanted. A float is not accepted
   for an integer, a complex number not for a float, and a bool not for a number. */
GS_INLINE int gs_number_widens(int kind, int from) {
    if (kind == GS_BOOL || from == GS_BOOL) return kind == from;
    return kind >= GS_C64 || (kind >= GS_F32 ? from <= GS_F64 : from <= GS_U64);
}

/* Converts one number from its words to a new Python object. */
GS_INLINE PyObject *gs_number_out(int kind, const uint64_t *w) {
    double d[2];
    switch (kind) {
    case GS_BOOL: return Py_NewRef(*w ? Py_True : Py_False);
    case GS_U64: return PyLong_FromUnsignedLongLong(*w);
    case GS_F32:
    case GS_F64: memcpy(d, w, 8); return PyFloat_FromDouble(d[0]);
    case GS_C64:
    case GS_C128: memcpy(d, w, 16); return PyComplex_FromDoubles(d[0], d[1]);
    default: return PyLong_FromLongLong((long long)*w);
    }
}

/* Converts between a word and memory of the number's own size: list items and fields. */
GS_INLINE void gs_number_store(int kind, void *p, const uint64_t *w) {
    double d[2];
    float g[2];
    switch (kind) {
    case GS_BOOL: case GS_I8: case GS_U8: *(uint8_t *)p = (uint8_t)*w; return;
    case GS_I16: case GS_U16: { uint16_t x = (uint16_t)*w; memcpy(p, &x, 2); return; }
    case GS_I32: case GS_U32: { uint32_t x = (uint32_t)*w; memcpy(p, &x, 4); return; }
    case GS_F32: memcpy(d, w, 8); g[0] = (float)d[0]; memcpy(p, g, 4); return;
    case GS_C64: memcpy(d, w, 16); g[0] = (float)d[0]; g[1] = (float)d[1]; memcpy(p, g, 8); return;
    case GS_C128: memcpy(p, w, 16); return;
    default: memcpy(p, w, 8); return;
    }
}

GS_INLINE void gs_number_load(int kind, const void *p, uint64_t *w) {
    double d[2];
    float g[2];
    switch (kind) {
    case GS_BOOL: case GS_U8: *w = *(const uint8_t *)p; return;
    case GS_I8: *w = (uint64_t)(int64_t) * (const int8_t *)p; return;
    case GS_I16: { int16_t x; memcpy(&x, p, 2); *w = (uint64_t)(int64_t)x; return; }
    case GS_U16: { uint16_t x; memcpy(&x, p, 2); *w = x; return; }
    case GS_I32: { int32_t x; memcpy(&x, p, 4); *w = (uint64_t)(int64_t)x; return; }
    case GS_U32: { uint32_t x; memcpy(&x, p, 4); *w = x; return; }
    case GS_F32: memcpy(g, p, 4); d[0] = g[0]; memcpy(w, d, 8); return;
    case GS_C64: memcpy(g, p, 8); d[0] = g[0]; d[1] = g[1]; memcpy(w, d, 16); return;
    case GS_C128: memcpy(w, p, 16); return;
    default: memcpy(w, p, 8); return;
    }
}
#pragma GCC visibility pop
#endif
