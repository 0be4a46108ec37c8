#include "callbacks/given.h"
#include "abi/typespec.h"
#include "gil/context.h"
#include <stddef.h>

PyTypeObject *gs_given_type;
PyTypeObject *gs_coroutine_runner_type;

/* A new gs_given. Takes over inner, which may be NULL with an exception. */
static PyObject *gs_given_of(PyObject *inner, PyObject *context) {
    gs_given *g = inner ? (gs_given *)PyType_GenericAlloc(gs_given_type, 0) : NULL;
    if (!g) {
        Py_XDECREF(inner);
        return NULL;
    }
    g->inner = inner;
    g->context = Py_NewRef(context);
    return (PyObject *)g;
}

GS_NOINLINE PyObject *gs_given_new(const gs_call *c, PyObject *inner) {
    PyObject *context = c->binds ? gs_context_here() : NULL;
    if (!context) return PyErr_Occurred() ? NULL : Py_NewRef(inner);
    PyObject *o = gs_given_of(Py_NewRef(inner), context);
    Py_DECREF(context);
    return o;
}

static void gs_given_dealloc(PyObject *self) {
    PyTypeObject *t = Py_TYPE(self);
    Py_DECREF(((gs_given *)self)->inner);
    Py_DECREF(((gs_given *)self)->context);
    ((freefunc)PyType_GetSlot(t, Py_tp_free))(self);
    Py_DECREF(t);
}

/* iter(): the iterator has the same context. */
static PyObject *gs_given_iter(PyObject *self) {
    return gs_given_of(PyObject_GetIter(((gs_given *)self)->inner), ((gs_given *)self)->context);
}

static PyObject *gs_given_next(PyObject *self) { return PyIter_Next(((gs_given *)self)->inner); }

GS_COLD int gs_given_init(PyObject *native) {
    PyType_Slot slots[] = { { Py_tp_dealloc, (void *)gs_given_dealloc }, { Py_tp_iter, (void *)gs_given_iter },
        { Py_tp_iternext, (void *)gs_given_next }, { 0, NULL } };
    PyType_Spec spec = { "_native.Given", sizeof(gs_given), 0, Py_TPFLAGS_DEFAULT | Py_TPFLAGS_DISALLOW_INSTANTIATION,
        slots };
    gs_given_type = gs_type_new(native, &spec, NULL);
    return gs_given_type ? 0 : -1;
}
