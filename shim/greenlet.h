/* greenlet.h: greenlets and Go do not agree on who returns first.

   A greenlet switch exchanges the C stack under a thread. Go has its own stack
   of the calls and callbacks of each thread, and they must end in the order
   opposite to that in which they began; if not, Go ends the process ("syscall
   frame is no longer valid"). Were two greenlets of one thread inside callbacks
   at once, either could be the first to go on. So a second one is refused: a
   callback raises RuntimeError while another greenlet of its thread is inside
   one. Calls into Go that call nothing back end before any switch can happen,
   and are free. */
#ifndef GS_GREENLET_H
#define GS_GREENLET_H
#include "blame.h"

static struct {
    PyObject *name, *getcurrent; /* the second is NULL until someone has imported greenlet */
} gs_greenlets;

/* The greenlet that runs; NULL where nobody has imported greenlet. -1 with an
   exception set. The reference is borrowed: one that is inside a callback lives,
   and must not be kept alive by that, since whoever drops it ends it. */
GS_FUNC int gs_greenlet_now(PyObject **now) {
    *now = NULL;
    if (GS_LIKELY(!gs_greenlets.getcurrent)) {
        if (!gs_greenlets.name && !(gs_greenlets.name = PyUnicode_InternFromString("greenlet"))) return -1;
        PyObject *m = PyDict_GetItemWithError(PyImport_GetModuleDict(), gs_greenlets.name);
        if (GS_LIKELY(!m)) return PyErr_Occurred() ? -1 : 0;
        int there = gs_has(m, "getcurrent");
        if (there <= 0) return there; /* not there: it is being imported, and there is no greenlet yet */
        gs_greenlets.getcurrent = PyObject_GetAttrString(m, "getcurrent");
        if (!gs_greenlets.getcurrent) return -1;
    }
    *now = PyObject_CallNoArgs(gs_greenlets.getcurrent);
    Py_XDECREF(*now);
    return *now ? 0 : -1;
}

/* The callback that runs on this thread seems to have begun in another greenlet. */
GS_COLD int gs_greenlet_other(PyObject *now) {
    if (!gs_thread.greenlet) { /* it began before there were greenlets: in the first, which has no parent */
        PyObject *parent = PyObject_GetAttrString(now, "parent");
        if (!parent) return -1;
        Py_DECREF(parent);
        if (parent == Py_None) return 0;
    }
    PyErr_SetString(PyExc_RuntimeError, "a Go callback can't run in this greenlet: another greenlet of the same thread is inside a Go callback, "
        "and Go would have to return from the two in the wrong order");
    return -1;
}
/* Whether the callback that runs on this thread, if any, began in this
   greenlet. -1 with an exception set where it did not. */
GS_INLINE int gs_greenlet_same(const gs_thread_calls *t, PyObject *now) {
    return GS_LIKELY(t->callbacks < 2 || !now || now == t->greenlet) ? 0 : gs_greenlet_other(now);
}
#endif
