#include "async/orphan.h"
#include "abi/attributes.h"
#include "abi/exclusion.h"
#include "abi/imported.h"
#include "call/frame.h"
#include "call/interrupt.h"
#include "async/awaitable.h"
#include "async/loop.h"

/* What the loop calls: ends all awaitables of the parent. Python's garbage collector knows
   them. */
static PyObject *gs_orphans_tell(PyObject *self, PyObject *unused) {
    GS_ASYNC_ALONE();
    (void)self, (void)unused;
    PyObject *gc = PyImport_ImportModule("gc");
    PyObject *all = gc ? PyObject_CallMethod(gc, "get_objects", NULL) : NULL;
    Py_ssize_t n = all ? PyList_Size(all) : 0;
    gs_interrupted ends = { NULL, NULL, NULL };
    Py_XDECREF(gc);
    for (Py_ssize_t i = 0; i < n; i++) {
        gs_awaitable *a = (gs_awaitable *)PyList_GetItem(all, i);
        if ((Py_TYPE(a) != gs_aio.awaitable && Py_TYPE(a) != gs_aio.future) || a->state != GS_PENDING ||
            !gs_awaitable_inherited(a))
            continue;
        gs_awaitable_forked(a);
        gs_interrupted_by(&ends);
    }
    Py_XDECREF(all);
    return gs_interrupted_end(&ends, all ? Py_NewRef(Py_None) : NULL);
}

/* After a fork, in the child: asks the loops that have awaitables to call the function above.
   Loops of other threads never will. */
static PyObject *gs_orphans_inherit(PyObject *self, PyObject *unused) {
    GS_ASYNC_ALONE();
    static PyMethodDef tell = { "inherited", gs_orphans_tell, METH_NOARGS, NULL };
    (void)self, (void)unused;
    PyObject *f = NULL;
    for (gs_loop *l = gs_loops; l; l = l->other) {
        if (l->closed || l->users < 2 || l->generation == gs_the_core.generation) continue;
        PyObject *loop = Py_NewRef(l->loop);
        PyObject *done = f || (f = PyCFunction_NewEx(&tell, NULL, NULL))
            ? PyObject_CallMethod(loop, "call_soon", "O", f)
            : NULL;
        if (!done) PyErr_Clear(); /* the loop is closed, or of another thread */
        Py_XDECREF(done);
        Py_DECREF(loop);
    }
    Py_XDECREF(f);
    return Py_NewRef(Py_None);
}

GS_COLD int gs_orphans_init(void) {
    static PyMethodDef inherit = { "forked", gs_orphans_inherit, METH_NOARGS, NULL };
    PyObject *hook = gs_import_attribute("os", "register_at_fork");
    PyObject *f = hook ? PyCFunction_NewEx(&inherit, NULL, NULL) : NULL;
    PyObject *none = f ? PyTuple_New(0) : NULL;
    PyObject *kw = none ? PyDict_New() : NULL;
    PyObject *r = kw && !PyDict_SetItemString(kw, "after_in_child", f) ? PyObject_Call(hook, none, kw) : NULL;
    Py_XDECREF(hook);
    Py_XDECREF(f);
    Py_XDECREF(none);
    Py_XDECREF(kw);
    Py_XDECREF(r);
    return r ? 0 : -1;
}
