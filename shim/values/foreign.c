#include "values/foreign.h"
#include "os/stack.h"
#include "call/argerror.h"
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

uintptr_t gs_known[GS_KNOWN];
uintptr_t gs_plain[GS_KNOWN];

GS_COLD void gs_types_put(uintptr_t *table, PyTypeObject *t, int what) {
    unsigned long flags = PyType_GetFlags(t);
    if ((flags & Py_TPFLAGS_HEAPTYPE && !(flags & Py_TPFLAGS_IMMUTABLETYPE)) || (uintptr_t)t & GS_KNOWN_BITS) return;
    for (uintptr_t at = (uintptr_t)t >> 5, i = 0; i < GS_KNOWN; i++) {
        uintptr_t *p = &table[(at + i) % GS_KNOWN], e = 0;
        if (__atomic_compare_exchange_n(p, &e, (uintptr_t)t | (uintptr_t)what, 0, __ATOMIC_RELAXED, __ATOMIC_RELAXED)) {
            Py_INCREF(t); /* the table's own reference; it stays for the life of the process */
            return;
        }
        if ((e & ~(uintptr_t)GS_KNOWN_BITS) != (uintptr_t)t) continue;
        if ((e & GS_KNOWN_BITS) < (uintptr_t)what)
            __atomic_store_n(p, (uintptr_t)t | (uintptr_t)what, __ATOMIC_RELAXED);
        return;
    }
}

GS_NOINLINE PyObject *gs_attribute(PyObject *v, const char *name) {
    PyObject *a = gs_has((PyObject *)Py_TYPE(v), name) > 0 ? PyObject_GetAttrString(v, name) : NULL;
    if (!a && PyErr_Occurred() && PyErr_ExceptionMatches(PyExc_AttributeError)) PyErr_Clear();
    return a;
}

/* Whether a buffer holds anything but zeros; -1 with an exception. */
static GS_COLD int gs_buffer_any(PyObject *v) {
    Py_buffer b;
    if (PyObject_GetBuffer(v, &b, PyBUF_FULL_RO)) return -1;
    char *all = malloc(b.len ? (size_t)b.len : 1);
    int any = 0, r = all ? PyBuffer_ToContiguous(all, &b, b.len, 'C') : (PyErr_NoMemory(), -1);
    for (Py_ssize_t i = 0; !r && !any && i < b.len; i++) any = all[i] != 0;
    free(all);
    PyBuffer_Release(&b);
    return r ? -1 : any;
}

GS_COLD int gs_masked_look(PyObject *v) {
    PyObject *mask = gs_attribute(v, "mask"), *any = NULL;
    if (!mask) {
        if (PyErr_Occurred()) return -1;
        gs_types_put(gs_known, Py_TYPE(v), GS_UNMASKED);
        return 0;
    }
    int r = gs_has(mask, "any");
    if (r > 0) {
        any = PyObject_CallMethod(mask, "any", NULL);
        r = any ? PyObject_IsTrue(any) : -1;
        if (!any && PyErr_ExceptionMatches(PyExc_TypeError) && PyObject_CheckBuffer(mask)) {
            PyErr_Clear(); /* the mask of a structured array has a bool for each field, and no truth as a whole */
            r = gs_buffer_any(mask);
        }
    }
    Py_XDECREF(any);
    Py_DECREF(mask);
    return r;
}

PyObject *gs_array_under(PyObject *v) {
    int has = gs_has((PyObject *)Py_TYPE(v), "__array__");
    PyObject *own = has > 0 ? gs_attribute(v, "dtype") : NULL, *array = NULL, *dtype = NULL;
    int same = 0;
    if (own && gs_has(own, "isnative") > 0) { /* a dtype of NumPy's; others may take long to become an array */
        array = PyObject_CallMethod(v, "__array__", NULL);
        dtype = array ? PyObject_GetAttrString(array, "dtype") : NULL;
        same = dtype ? PyObject_RichCompareBool(own, dtype, Py_EQ) : 0;
    }
    if (PyErr_Occurred() && !PyErr_ExceptionMatches(PyExc_MemoryError)) PyErr_Clear(); /* it is read in another way */
    Py_XDECREF(own);
    Py_XDECREF(dtype);
    if (same > 0) return array;
    Py_XDECREF(array);
    return NULL;
}

GS_COLD int gs_numeric(PyObject *v, const char *name) {
    PyObject *m = gs_dict_named(PyImport_GetModuleDict(), "numbers");
    if (!m) return 0;
    PyObject *cls = PyObject_GetAttrString(m, name);
    int r = cls ? PyObject_IsInstance(v, cls) : -1;
    Py_XDECREF(cls);
    Py_DECREF(m);
    return r;
}

/* What the dtype of a scalar or an array says. NumPy's dtypes have a kind, others an attribute
   is_complex. 0 if it does not decide; -1 with an exception. */
static GS_COLD int gs_foreign_dtype(PyObject *dtype) {
    int is = gs_has(dtype, "kind"), r = GS_REAL;
    PyObject *o = is > 0 ? PyObject_GetAttrString(dtype, "kind") : NULL;
    const char *kind = o && PyUnicode_Check(o) ? PyUnicode_AsUTF8AndSize(o, NULL) : NULL;
    if (kind && *kind && strchr("c", *kind)) r = GS_COMPLEX;
    else if (kind && *kind && strchr("bmMSU", *kind)) r = GS_NO_NUMBER;
    else if (kind && *kind == 'O') r = 0;
    Py_XDECREF(o);
    if (is < 0 || PyErr_Occurred()) return -1;
    if (is || (is = gs_has(dtype, "is_complex")) <= 0) return is < 0 ? -1 : is ? r : 0;
    o = PyObject_GetAttrString(dtype, "is_complex");
    is = o ? PyObject_IsTrue(o) : -1;
    Py_XDECREF(o);
    return is < 0 ? -1 : is ? GS_COMPLEX : 0;
}

/* What the item is, for a 0-d array of objects, or a tensor of another library whose dtype says
   nothing about Python's types. Text and bools are not numbers there either. */
static GS_COLD int gs_foreign_item(PyObject *v) {
    PyObject *item = gs_attribute(v, "item"), *o = item ? PyObject_CallNoArgs(item) : NULL;
    int r = GS_REAL;
    Py_XDECREF(item);
    if (!o) {
        if (!PyErr_Occurred()) return r; /* it has no item() */
        if (!PyErr_ExceptionMatches(PyExc_Exception)) return -1;
        PyErr_Clear(); /* many items: the number protocol will raise a better error */
        return r;
    }
    if (gs_is(o, PyBool_Type) || PyUnicode_Check(o) || PyBytes_Check(o) || gs_isinstance(o, &PyByteArray_Type) ||
        Py_TYPE(o) == Py_TYPE(v))
        r = GS_NO_NUMBER;
    else if (gs_isinstance(o, &PyComplex_Type)) r = GS_COMPLEX;
    else if (!PyLong_Check(o) && !gs_isinstance(o, &PyFloat_Type))
        r = gs_stack_deep("a number") ? -1 : gs_foreign_look(o);
    Py_DECREF(o);
    return r;
}

GS_COLD int gs_foreign_look(PyObject *v) {
    unsigned long flags = PyType_GetFlags(Py_TYPE(v));
    int real = gs_numeric(v, "Real");
    if (real > 0 && flags & Py_TPFLAGS_HEAPTYPE) return GS_REAL; /* fractions.Fraction */
    int complex = real ? 0 : gs_numeric(v, "Complex");
    int number = real ? real : gs_numeric(v, "Number");
    if (real < 0 || complex < 0 || number < 0) return -1;
    if (complex) {
        gs_types_put(gs_known, Py_TYPE(v), GS_COMPLEX);
        return GS_COMPLEX;
    }
    int masked = gs_masked(v);
    if (masked) return masked < 0 ? -1 : GS_MASKED;
    PyObject *valid = gs_attribute(v, "is_valid"); /* an Arrow scalar */
    int null = valid == Py_False, r = GS_REAL;
    Py_XDECREF(valid);
    if (null || PyErr_Occurred()) return null ? GS_MASKED : -1;
    PyObject *dtype = gs_attribute(v, "dtype");
    if (dtype) {
        r = gs_foreign_dtype(dtype);
        if (!r) r = gs_foreign_item(v);
        Py_DECREF(dtype);
    }
    if (PyErr_Occurred()) return -1;
    /* objects with a dtype may have another one next time */
    if (r >= 0 && !valid && (number || !dtype)) gs_types_put(gs_known, Py_TYPE(v), r);
    return r;
}
