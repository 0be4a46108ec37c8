#include "objects/fieldkeywords.h"
#include "abi/attributes.h"
#include "call/args.h"
#include "objects/subclass.h"
#include "objects/raisable.h"

GS_COLD int gs_field_keyword(const gs_class *cls, PyObject *name) {
    return cls->call != cls->fields && !cls->frozen && !gs_args_named(cls->call, name) && gs_args_named(cls->fields, name);
}

GS_COLD int gs_field_keywords(const gs_class *cls, PyObject *kw) {
    PyObject *k, *v;
    Py_ssize_t at = 0;
    while (PyDict_Next(kw, &at, &k, &v))
        if (gs_field_keyword(cls, k)) return 1;
    return 0;
}

GS_COLD int gs_keywords_divide(const gs_class *cls, int (*fits)(const gs_class *, PyObject *), PyObject *kw, PyObject **fit,
    PyObject **rest) {
    PyObject *k, *v;
    Py_ssize_t at = 0;
    *rest = NULL;
    if (!(*fit = PyDict_New()) || !(*rest = PyDict_New())) return -1;
    while (kw && PyDict_Next(kw, &at, &k, &v))
        if (PyDict_SetItem(fits(cls, k) ? *fit : *rest, k, v)) return -1;
    return 0;
}

GS_COLD PyObject *gs_field_keywords_new(const gs_class *cls, newfunc make, PyTypeObject *t, PyObject *args, PyObject *kw) {
    PyObject *ours, *fields, *o = NULL, *held = NULL;
    int bad = gs_keywords_divide(cls, gs_field_keyword, kw, &fields, &ours);
    if (!bad) o = make(t, args, ours);
    if (o) held = cls->exception ? gs_exception_held(cls, o) : NULL; /* an exception holds the instance */
    if (o && !held && !gs_is_of(cls, o)) {
        PyErr_Format(PyExc_TypeError, "%s() has returned None", cls->name);
        bad = 1;
    }
    PyObject *none = o && !bad ? PyTuple_New(0) : NULL;
    bad = bad || !none || gs_subclass_set(cls, held ? held : o, none, fields);
    Py_XDECREF(none);
    if (bad && o) {
        Py_DECREF(o);
        o = NULL;
    }
    Py_XDECREF(held);
    Py_XDECREF(ours);
    Py_XDECREF(fields);
    return o;
}
