#include "values/number.h"
#include "values/foreign.h"

GS_COLD const char *gs_number_fits(int kind) {
    static const char *const t[] = { "bool", "int8 (-128 to 127)", "int16 (-32768 to 32767)",
        "int32 (-2147483648 to 2147483647)", "int64 (-9223372036854775808 to 9223372036854775807)", "uint8 (0 to 255)",
        "uint16 (0 to 65535)", "uint32 (0 to 4294967295)", "uint64 (0 to 18446744073709551615)", "float32", "float64",
        "complex64", "complex128" };
    return GS_IS_NUMBER(kind) ? t[kind] : NULL;
}

/* Whether an object of another library may be converted by its number protocol. complex: a
   complex number is accepted. */
static GS_COLD int gs_number_foreign(PyObject *v, int complex) {
    int what = gs_foreign(v);
    if (what < 0) return GS_RAISED;
    if (what == GS_MASKED) return GS_MISSING;
    return what == GS_NO_NUMBER || (what == GS_COMPLEX && !complex) ? GS_WRONG_TYPE : GS_OK;
}

/* Whether a number that is too large for a float was converted to infinity, as decimal.Decimal
   and numpy.longdouble do. Takes over made. */
static GS_COLD int gs_number_overflows(PyObject *v, PyObject *made) {
    int number = made ? gs_numeric(v, "Number") : -1;
    int same = number > 0 ? PyObject_RichCompareBool(v, made, Py_EQ) : 1;
    Py_XDECREF(made);
    return number < 0 || same < 0 ? GS_RAISED : same ? GS_OK : GS_OUT_OF_RANGE;
}

GS_COLD int gs_index(PyObject *v, PyObject **o) {
    if (gs_is(v, PyBool_Type)) return GS_WRONG_TYPE;
    if (PyLong_Check(v)) {
        *o = Py_NewRef(v);
        return GS_OK;
    }
    if (!PyIndex_Check(v)) return GS_WRONG_TYPE;
    Py_INCREF(v); /* __index__ may drop the last other reference */
    int r = gs_number_foreign(v, 0);
    *o = r ? NULL : PyNumber_Index(v);
    Py_DECREF(v);
    return r ? r : *o ? GS_OK : GS_RAISED;
}

/* An int within those of 64 bits with a sign. 1: it is, in *x; 0: it is not, or over says on which side it lies. */
static int gs_long_in(PyObject *v, long long *x, int *over) {
    *over = 0;
    if (!gs_is(v, PyLong_Type)) return 0;
    *x = PyLong_AsLongLongAndOverflow(v, over); /* which fails by nothing else, of an int */
    return !*over;
}

GS_NOINLINE int gs_int_other(PyObject *v, int64_t lo, int64_t hi, uint64_t *w) {
    int over;
    long long x;
    if (GS_UNLIKELY(!gs_long_in(v, &x, &over))) {
        PyObject *o = NULL;
        int r = over ? GS_OUT_OF_RANGE : gs_index(v, &o);
        if (r) return r;
        x = PyLong_AsLongLongAndOverflow(o, &over);
        Py_DECREF(o);
        if (over) return GS_OUT_OF_RANGE;
        if (x == -1 && PyErr_Occurred()) return GS_RAISED;
    }
    if (GS_UNLIKELY(x < lo || x > hi)) return GS_OUT_OF_RANGE;
    *w = (uint64_t)x;
    return GS_OK;
}

GS_NOINLINE int gs_u64_large(PyObject *v, uint64_t *w) {
    int over;
    long long small;
    if (gs_long_in(v, &small, &over)) {
        if (small < 0) return GS_OUT_OF_RANGE;
        *w = (uint64_t)small;
        return GS_OK;
    }
    PyObject *o;
    int r = gs_index(v, &o);
    if (r) return r;
    unsigned long long x = PyLong_AsUnsignedLongLong(o);
    Py_DECREF(o);
    if (x == (unsigned long long)-1 && PyErr_Occurred()) {
        if (!PyErr_ExceptionMatches(PyExc_OverflowError)) return GS_RAISED;
        PyErr_Clear(); /* the new error will have the path to the argument */
        return GS_OUT_OF_RANGE;
    }
    *w = x;
    return GS_OK;
}

GS_NOINLINE int gs_float_other(PyObject *v, double *d) {
    if (gs_isinstance(v, &PyFloat_Type)) {
        *d = PyFloat_AsDouble(v);
        return GS_OK;
    }
    if (gs_is(v, PyBool_Type) || PyUnicode_Check(v) || PyBytes_Check(v) || gs_isinstance(v, &PyComplex_Type))
        return GS_WRONG_TYPE;
    if (PyLong_Check(v)) {
        *d = PyLong_AsDouble(v);
        if (*d == -1.0 && PyErr_Occurred()) {
            if (!PyErr_ExceptionMatches(PyExc_OverflowError)) return GS_RAISED;
            PyErr_Clear();
            return GS_OUT_OF_RANGE;
        }
        return GS_OK;
    }
    /* PyFloat_AsDouble() calls __float__ or __index__. We look for them first, to tell a wrong
       type from an error inside them. */
    if (!PyType_GetSlot(Py_TYPE(v), Py_nb_float) && !PyIndex_Check(v)) return GS_WRONG_TYPE;
    Py_INCREF(v);
    int r = gs_number_foreign(v, 0);
    if (!r) *d = PyFloat_AsDouble(v);
    if (!r && *d == -1.0 && PyErr_Occurred()) r = GS_RAISED;
    if (!r && GS_UNLIKELY(__builtin_isinf(*d))) r = gs_number_overflows(v, PyFloat_FromDouble(*d));
    Py_DECREF(v);
    return r;
}

/* Accepts what complex(v) accepts, except text and bools. __complex__ comes before __float__
   and __index__. */
static GS_NOINLINE int gs_complex_other(PyObject *v, double *re, double *im) {
    *im = 0;
    if (PyLong_Check(v) || PyUnicode_Check(v) || gs_isinstance(v, &PyFloat_Type)) return gs_float_other(v, re);
    Py_INCREF(v);
    int has = gs_has((PyObject *)Py_TYPE(v), "__complex__");
    int r = has < 0 ? GS_RAISED : has ? gs_number_foreign(v, 1) : gs_float_other(v, re);
    if (has > 0 && !r) {
        PyObject *c = PyObject_CallFunctionObjArgs((PyObject *)&PyComplex_Type, v, NULL);
        if (c) {
            *re = PyComplex_RealAsDouble(c);
            *im = PyComplex_ImagAsDouble(c);
        }
        if (!c) r = GS_RAISED;
        else if (GS_UNLIKELY(__builtin_isinf(*re) || __builtin_isinf(*im))) r = gs_number_overflows(v, Py_NewRef(c));
        Py_XDECREF(c);
    }
    Py_DECREF(v);
    return r;
}

GS_NOINLINE int gs_complex_in(PyObject *v, double *re, double *im) {
    /* a subclass written in Python may have a __complex__ of its own */
    if (GS_LIKELY(gs_is(v, PyComplex_Type)) ||
        (gs_isinstance(v, &PyComplex_Type) && !gs_has_flag(v, Py_TPFLAGS_HEAPTYPE))) {
        *re = PyComplex_RealAsDouble(v);
        *im = PyComplex_ImagAsDouble(v);
        return GS_OK;
    }
    if (!gs_is(v, PyFloat_Type)) return gs_complex_other(v, re, im);
    *im = 0;
    *re = PyFloat_AsDouble(v);
    return GS_OK;
}

GS_NOINLINE int gs_bool_other(PyObject *v, uint64_t *w) {
    /* NumPy's bool is not a subclass of bool; it is the only other type that we accept */
    PyObject *q = PyType_GetQualName(Py_TYPE(v)), *m = PyObject_GetAttrString((PyObject *)Py_TYPE(v), "__module__");
    int numpy = q && m && PyUnicode_Check(m) && !PyUnicode_CompareWithASCIIString(m, "numpy") &&
                (!PyUnicode_CompareWithASCIIString(q, "bool_") || !PyUnicode_CompareWithASCIIString(q, "bool"));
    Py_XDECREF(q);
    Py_XDECREF(m);
    if (PyErr_Occurred()) PyErr_Clear(); /* a type without __module__ is not NumPy's */
    if (!numpy) return GS_WRONG_TYPE;
    int t = PyObject_IsTrue(v);
    if (t < 0) return GS_RAISED;
    *w = (uint64_t)t;
    return GS_OK;
}
