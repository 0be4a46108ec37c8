#include "objects/errorclass.h"
#include "abi/attributes.h"
#include "abi/exclusion.h"
#include "core/extension.h"
#include "objects/class.h"
#include "objects/errors.h"
#include "objects/exceptionstate.h"
#include "values/text.h"

PyObject *gs_group_class;

static PyObject *gs_classes_of; /* the classes that were made, by the tuple of their bases */
static PyObject *gs_made_type;  /* the type of these classes, which says how they are pickled */
static PyObject *gs_made_key;   /* "__go_error_class__": the attribute with a class's own address */
static PyObject *gs_made_again; /* the function that unpickling calls */

/* Whether a class is Python's own. */
static int gs_is_builtin(PyTypeObject *t) {
    PyObject *name = PyType_GetName(t), *builtins = PyEval_GetBuiltins(); /* borrowed */
    PyObject *found = name && builtins ? PyDict_GetItemWithError(builtins, name) : NULL;
    if (!found) PyErr_Clear();
    Py_XDECREF(name);
    return found == (PyObject *)t;
}

/* derive(excs): what except* and split() make of some of the members. */
static PyObject *gs_group_derive(PyObject *self, PyObject *members) {
    PyObject *bases = PyTuple_Pack(2, gs_GoError, gs_group_class), *e = NULL;
    PyTypeObject *t = bases ? gs_error_class_of(bases) : NULL;
    PyObject *text = t ? PyObject_GetAttrString(self, "message") : NULL;
    if (text) e = gs_error_group(t, text, members);
    Py_XDECREF(text);
    Py_XDECREF((PyObject *)t);
    Py_XDECREF(bases);
    return e;
}

static PyMethodDef gs_made_methods[] = { { "__reduce__", gs_exception_reduce, METH_NOARGS, NULL },
    { "__copy__", gs_exception_copy, METH_NOARGS, NULL }, { "derive", gs_group_derive, METH_O, NULL } };

/* Whether a class was made of several; one that is derived from it was not. 1 or 0. */
static int gs_is_made(PyTypeObject *t) {
    PyObject *own = Py_TYPE(t) == (PyTypeObject *)gs_made_type ? PyObject_GetAttr((PyObject *)t, gs_made_key) : NULL;
    int is = own && PyLong_Check(own) && PyLong_AsLongLong(own) == (long long)(uintptr_t)t;
    PyErr_Clear();
    Py_XDECREF(own);
    return is;
}

PyObject *gs_error_class_named(PyTypeObject *t) {
    if (!gs_is_made(t)) return Py_NewRef((PyObject *)t);
    PyObject *bases = PyObject_GetAttrString((PyObject *)t, "__bases__");
    if (!bases) return NULL;
    Py_ssize_t n = PyTuple_Size(bases);
    PyObject *named = PyTuple_New(n);
    for (Py_ssize_t i = 0; named && i < n; i++) {
        PyTypeObject *base = (PyTypeObject *)PyTuple_GetItem(bases, i);
        PyObject *name = gs_is_builtin(base) ? PyType_GetName(base) : Py_NewRef((PyObject *)base);
        if (!name || PyTuple_SetItem(named, i, name)) {
            Py_DECREF(named);
            named = NULL;
        }
    }
    Py_DECREF(bases);
    return named;
}

PyTypeObject *gs_error_class_from(PyObject *named) {
    if (PyType_Check(named)) return (PyTypeObject *)Py_NewRef(named);
    Py_ssize_t n = PyTuple_Check(named) ? PyTuple_Size(named) : 0;
    PyObject *bases = n ? PyTuple_New(n) : NULL, *builtins = PyEval_GetBuiltins(); /* borrowed */
    for (Py_ssize_t i = 0; bases && i < n; i++) {
        PyObject *base = PyTuple_GetItem(named, i);
        if (PyUnicode_Check(base) && builtins) base = PyDict_GetItemWithError(builtins, base);
        if (!base || !PyType_Check(base) || !PyType_IsSubtype((PyTypeObject *)base, (PyTypeObject *)PyExc_BaseException)) {
            Py_DECREF(bases);
            bases = NULL;
        } else PyTuple_SetItem(bases, i, Py_NewRef(base));
    }
    PyTypeObject *t = bases ? gs_error_class_of(bases) : NULL;
    if (!bases && !PyErr_Occurred()) PyErr_SetString(PyExc_TypeError, "expected classes of exceptions");
    Py_XDECREF(bases);
    return t;
}

/* How a class is pickled: one of those by its bases, those derived from them by their name. */
static PyObject *gs_made_reduce(PyObject *native, PyObject *t) {
    (void)native;
    if (!PyType_Check(t) || !gs_is_made((PyTypeObject *)t)) return PyObject_GetAttrString(t, "__qualname__");
    PyObject *named = gs_error_class_named((PyTypeObject *)t), *args = named ? PyTuple_Pack(1, named) : NULL;
    PyObject *out = args ? PyTuple_Pack(2, gs_made_again, args) : NULL;
    Py_XDECREF(args);
    Py_XDECREF(named);
    return out;
}

/* _exception_class(bases): the other way. */
static PyObject *gs_made_remake(PyObject *native, PyObject *named) {
    (void)native;
    return (PyObject *)gs_error_class_from(named);
}

static PyMethodDef gs_made_functions[] = { { "_exception_class", gs_made_remake, METH_O, "For pickle: a class from its bases." },
    { "_reduce_exception_class", gs_made_reduce, METH_O, "For pickle: what a class was made of." }, { NULL, NULL, 0, NULL } };

GS_COLD int gs_errorclass_init(PyObject *native) {
    PyObject *builtins = PyEval_GetBuiltins(); /* borrowed */
    gs_group_class = builtins ? PyDict_GetItemString(builtins, "ExceptionGroup") : NULL;
    if (!gs_group_class) {
        PyErr_SetString(PyExc_ImportError, "there is no ExceptionGroup");
        return -1;
    }
    Py_INCREF(gs_group_class);
    gs_classes_of = PyDict_New();
    gs_made_key = PyUnicode_InternFromString("__go_error_class__");
    if (!gs_classes_of || !gs_made_key) return -1;
    PyObject *copyreg = PyModule_AddFunctions(native, gs_made_functions) ? NULL : PyImport_ImportModule("copyreg"), *done = NULL;
    gs_made_again = copyreg ? PyObject_GetAttrString(native, "_exception_class") : NULL;
    PyObject *reduce = gs_made_again ? PyObject_GetAttrString(native, "_reduce_exception_class") : NULL;
    gs_made_type = reduce ? PyObject_CallFunction((PyObject *)&PyType_Type, "s(O){ss}", "ErrorClass", (PyObject *)&PyType_Type, "__module__", gs_import_name) : NULL;
    if (gs_made_type)
        done = PyObject_CallMethod(copyreg, "pickle", "OO", gs_made_type, reduce);
    Py_XDECREF(done);
    Py_XDECREF(reduce);
    Py_XDECREF(copyreg);
    return done ? 0 : -1;
}

static GS_COLD PyTypeObject *gs_error_class_make(PyObject *bases) {
    int group = 0;
    PyObject *first = PyTuple_GetItem(bases, 0), *named = first;
    for (Py_ssize_t i = 0; i < PyTuple_Size(bases); i++) group |= PyTuple_GetItem(bases, i) == gs_group_class;
    if (first == gs_GoError && !group) named = PyTuple_GetItem(bases, PyTuple_Size(bases) - 1);
    PyObject *name = first == gs_GoError && group ? PyUnicode_FromString("GoErrorGroup") : PyType_GetName((PyTypeObject *)named);
    PyObject *module = first == gs_GoError ? PyUnicode_FromString(gs_import_name)
                                           : PyObject_GetAttrString(first, "__module__");
    PyObject *ns = PyDict_New(), *t = NULL;
    if (name && module && ns && !PyDict_SetItemString(ns, "__module__", module))
        t = PyObject_CallFunctionObjArgs(gs_made_type, name, bases, ns, NULL);
    for (int i = 0; t && i < 2 + group; i++)
        if (gs_class_method(t, &gs_made_methods[i], gs_made_methods[i].ml_name)) {
            Py_DECREF(t);
            t = NULL;
        }
    PyObject *own = t ? PyLong_FromLongLong((long long)(uintptr_t)t) : NULL;
    if (t && (!own || PyObject_SetAttr(t, gs_made_key, own))) {
        Py_DECREF(t);
        t = NULL;
    }
    Py_XDECREF(own);
    Py_XDECREF(ns);
    Py_XDECREF(module);
    Py_XDECREF(name);
    return (PyTypeObject *)t;
}

PyTypeObject *gs_error_class_of(PyObject *bases) {
    GS_ALONE(gs_once_object); /* a second class of the same bases would not be the one that programs have */
    PyObject *t = PyDict_GetItemWithError(gs_classes_of, bases); /* borrowed; what is in there stays */
    if (t || PyErr_Occurred()) return (PyTypeObject *)(t ? Py_NewRef(t) : NULL);
    t = (PyObject *)gs_error_class_make(bases);
    if (t && PyDict_SetItem(gs_classes_of, bases, t)) {
        Py_DECREF(t);
        t = NULL;
    }
    return (PyTypeObject *)t;
}

PyObject *gs_error_group(PyTypeObject *t, PyObject *text, PyObject *members) {
    newfunc make = (newfunc)PyType_GetSlot((PyTypeObject *)PyExc_BaseExceptionGroup, Py_tp_new);
    PyObject *both = PyTuple_Pack(2, text, members), *args = PyTuple_Pack(1, text);
    PyObject *e = both && args ? make(t, both, NULL) : NULL;
    if (e && PyObject_SetAttrString(e, "args", args)) { /* as of any error: the members are elsewhere */
        Py_DECREF(e);
        e = NULL;
    }
    Py_XDECREF(args);
    Py_XDECREF(both);
    return e;
}
