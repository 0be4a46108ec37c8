#include "callbacks/greenlet.h"
#include "abi/exclusion.h"
#include "call/argerror.h"

static struct {
    PyObject *name, *getcurrent; /* getcurrent is NULL until somebody has imported greenlet */
} gs_greenlets;

GS_NOINLINE int gs_greenlet_now(PyObject **now) {
    *now = NULL;
    PyObject *getcurrent = GS_ACQUIRE(&gs_greenlets.getcurrent);
    if (GS_LIKELY(!getcurrent)) {
        PyObject *name = GS_ACQUIRE(&gs_greenlets.name);
        if (!name && !(name = gs_first(&gs_greenlets.name, PyUnicode_InternFromString("greenlet")))) return -1;
        PyObject *m = gs_dict_get(PyImport_GetModuleDict(), name);
        if (GS_LIKELY(!m)) return PyErr_Occurred() ? -1 : 0;
        int there = gs_has(m, "getcurrent"); /* 0: the module is being imported, so there is no greenlet yet */
        getcurrent = there > 0 ? gs_first(&gs_greenlets.getcurrent, PyObject_GetAttrString(m, "getcurrent")) : NULL;
        Py_DECREF(m);
        if (!getcurrent) return there > 0 ? -1 : there;
    }
    *now = PyObject_CallNoArgs(getcurrent);
    Py_XDECREF(*now);
    return *now ? 0 : -1;
}

GS_COLD int gs_greenlet_other(PyObject *now) {
    /* the callback began before there were greenlets, so in the main one, which has no parent */
    if (!gs_thread.greenlet) {
        PyObject *parent = PyObject_GetAttrString(now, "parent");
        if (!parent) return -1;
        Py_DECREF(parent);
        if (parent == Py_None) return 0;
    }
    PyErr_SetString(PyExc_RuntimeError,
        "a Go callback can't run in this greenlet: another greenlet of the same thread is inside a Go callback, "
        "and Go would have to return from the two in the wrong order");
    return -1;
}
