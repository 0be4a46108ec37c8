#include "objects/livepart.h"
#include "abi/abi3.h"

/* What C functions have written into live containers. */

void gs_live_leaves(PyObject *list, PyObject *content) {
    gs_part *p = gs_part_of(list);
    p->left = PyList_Size(content);
    p->sum = gs_live_sum(content, p->left);
}

void gs_live_leaves_item(PyObject *list, Py_ssize_t i, PyObject *was, PyObject *v) {
    gs_part *p = gs_part_of(list);
    if (p->left < 0) return;
    const Py_ssize_t stride = gs_live_stride(p->left);
    if (!was && gs_live_stride(++p->left) != stride) p->sum = gs_live_sum(list, p->left);
    else if (!(i & (stride - 1))) p->sum += gs_live_term(i, v) - (was ? gs_live_term(i, was) : 0);
}

/* Changes that get lost with the container. */
static GS_COLD void gs_live_lost(PyObject *self) {
    if (PyErr_WarnFormat(PyExc_RuntimeWarning, 1,
            "what a C function has written into the %s of '%s' is lost: it does not ask the %s, so use methods, or change a plain one "
            "and assign it",
            gs_kind_of(Py_TYPE(self))->name, gs_spot_of(self)->live->name, gs_kind_of(Py_TYPE(self))->name))
        PyErr_WriteUnraisable(NULL);
}

GS_COLD void gs_live_last(PyObject *self) {
    PyObject *t, *v, *b;
    gs_spot *all[GS_DEPTH];
    PyErr_Fetch(&t, &v, &b);
    int lost = Py_TYPE(self) != gs_live_list || gs_live_path(gs_spot_of(self), all) <= 0 || gs_live_allowed(all) < 0;
    if (lost || gs_live_list_send_all(self)) {
        PyErr_Clear();
        gs_live_lost(self);
    }
    PyErr_Restore(t, v, b);
}
