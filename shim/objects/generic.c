#include "objects/generic.h"
#include "abi/attributes.h"
#include "core/extension.h"
#include <string.h>

/* Whether an instance stands for the type arguments. */
static int gs_instance_is(const gs_instance *i, PyObject *items) {
    Py_ssize_t n = PyTuple_Size(items);
    if ((size_t)n != strlen(i->args)) return 0;
    for (Py_ssize_t k = 0; k < n; k++) {
        PyTypeObject *t = NULL;
        switch (i->args[k]) {
        case 'i': t = &PyLong_Type; break;
        case 'f': t = &PyFloat_Type; break;
        case 's': t = &PyUnicode_Type; break;
        case 'b': t = &PyBool_Type; break;
        case 'c': t = &PyComplex_Type; break;
        case 'y': t = &PyBytes_Type; break;
        default: continue;
        }
        if (PyTuple_GetItem(items, k) != (PyObject *)t) return 0;
    }
    return 1;
}

static PyObject *gs_generic_item(PyObject *cls, PyObject *item) {
    PyObject *items = PyTuple_Check(item) ? Py_NewRef(item) : PyTuple_Pack(1, item);
    if (!items) return NULL;
    const gs_instance *i = NULL;
    int async = 0;
    for (int k = 0; !i && k < gs_this.nclasses; k++) {
        gs_class *c = gs_this.classes[k];
        if (!c->instances || (cls != (PyObject *)c->type && cls != (PyObject *)c->aio)) continue;
        async = cls == (PyObject *)c->aio;
        for (i = c->instances; i->cls && !gs_instance_is(i, items);) i++;
    }
    Py_DECREF(items);
    if (!i || !i->cls) return Py_GenericAlias(cls, item);
    PyTypeObject *t = async && i->cls->aio ? i->cls->aio : i->cls->type;
    return Py_NewRef((PyObject *)t);
}

static PyMethodDef gs_generic_def = { "__class_getitem__", gs_generic_item, METH_O | METH_CLASS,
    "The class for type arguments." };

GS_COLD int gs_generic_add(PyTypeObject *t) {
    PyObject *m = PyDescr_NewClassMethod(t, &gs_generic_def);
    int r = m ? PyObject_SetAttrString((PyObject *)t, gs_generic_def.ml_name, m) : -1;
    Py_XDECREF(m);
    return r;
}
