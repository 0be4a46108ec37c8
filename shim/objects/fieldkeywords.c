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

GS_COLD PyObject *gs_field_keywords_new(const gs_class *cls, newfunc make, PyTypeObject *t, PyObject *args, PyObject *kw) {
    PyObject *ours = PyDict_New(), *fields = PyDict_New(), *k, *v, *o = NULL, *held = NULL;
    Py_ssize_t at = 0;
    int bad = !ours || !fields;
    while (!bad && PyDict_Next(kw, &at, &k, &v)) bad = PyDict_SetItem(gs_field_keyword(cls, k) ? fields : ours, k, v);
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
