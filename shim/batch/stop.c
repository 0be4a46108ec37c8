#include "batch/stop.h"
#include "abi/attributes.h"
#include "abi/exclusion.h"
#include "abi/typespec.h"

static PyTypeObject *gs_stop_type;

int gs_enter_stoppable(gs_frame *f, int32_t fn, gs_stop *s) {
    int r = gs_enter_begin(f, GS_CODE_INTERRUPTIBLE);
    if (r) return r;
    s->crossing = f;
    r = gs_enter_released(f, fn);
    s->crossing = NULL;
    return r;
}

int gs_stop_check(const gs_stop *s) {
    if (!s || !s->stopped) return 0;
    PyErr_SetString(PyExc_RuntimeError, "the call over columns was cancelled");
    return -1;
}

/* stop(): False: Go was not yet where it can be told; ask again soon. */
static PyObject *gs_stop_now(PyObject *self, PyObject *unused) {
    gs_stop *s = (gs_stop *)self;
    (void)unused;
    __atomic_store_n(&s->stopped, 1, __ATOMIC_RELAXED); /* a loop without the GIL looks at it */
    if (!s->crossing || !gs_the_core.calls.interrupt) return Py_NewRef(Py_True);
    return PyBool_FromLong(gs_the_core.calls.interrupt((uintptr_t)s->crossing));
}

static PyObject *gs_stop_stopped(PyObject *self, void *unused) {
    (void)unused;
    return PyBool_FromLong(((gs_stop *)self)->stopped);
}

static void gs_stop_dealloc(PyObject *self) {
    PyTypeObject *t = Py_TYPE(self);
    ((freefunc)PyType_GetSlot(t, Py_tp_free))(self);
    Py_DECREF(t);
}

static PyObject *gs_stop_new(PyTypeObject *t, PyObject *args, PyObject *kw) {
    (void)args, (void)kw;
    return PyType_GenericAlloc(t, 0);
}

GS_COLD PyObject *gs_stop_class(PyObject *native) {
    PyObject *made = (PyObject *)GS_ACQUIRE(&gs_stop_type);
    if (made) return made;
    static PyMethodDef methods[] = {
        { "stop", gs_stop_now, METH_NOARGS, "stop($self, /)\n--\n\nEnd the run. False: ask again soon." },
        { NULL, NULL, 0, NULL } };
    static PyGetSetDef getset[] = { { "stopped", gs_stop_stopped, NULL, "Whether the run is to end.", NULL },
        { NULL, NULL, NULL, NULL, NULL } };
    static PyType_Slot slots[] = { { Py_tp_dealloc, (void *)gs_stop_dealloc }, { Py_tp_new, (void *)gs_stop_new },
        { Py_tp_methods, methods }, { Py_tp_getset, getset }, { 0, NULL } };
    PyType_Spec spec = { "_native.BatchStop", sizeof(gs_stop), 0, Py_TPFLAGS_DEFAULT, slots };
    return gs_first((PyObject **)&gs_stop_type, (PyObject *)gs_type_new(native, &spec, NULL));
}
