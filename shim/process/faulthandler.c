#include "process/faulthandler.h"
#include "abi/attributes.h"
#include "os/has.h"
#include "os/library.h"
#include "os/signals.h"
#include "objects/errors.h"
#include "process/crash.h"

PyObject *gs_faulthandler;

#if GS_HAS_SIGNALS
static PyObject *gs_faulthandler_enable(PyObject *real, PyObject *args, PyObject *kw) {
    /* faulthandler would hide handlers that were installed meanwhile */
    if (gs_the_signals) gs_the_signals->check(gs_the_signals);
    PyObject *r = PyObject_Call(real, args, kw);
    if (gs_the_signals) gs_the_signals->check(gs_the_signals);
    return r;
}

/* We forget faulthandler's handler when it is disabled. Otherwise it would return at once, and
   the fault would happen again for ever. We recognise it by SA_NODEFER, which no other handler
   of Python has. */
static PyObject *gs_faulthandler_disable(PyObject *real, PyObject *args, PyObject *kw) {
    PyObject *r = PyObject_Call(real, args, kw);
    const void *python = r && gs_the_signals ? gs_library_base((void *)PyErr_Occurred) : NULL;
    if (python) gs_the_signals->forget(gs_the_signals, python);
    if (gs_the_signals) gs_the_signals->check(gs_the_signals);
    return r;
}

static PyMethodDef gs_faulthandler_methods[] = {
    { "enable", (PyCFunction)(void (*)(void))gs_faulthandler_enable, METH_VARARGS | METH_KEYWORDS,
        "enable(file=sys.stderr, all_threads=True)\n--\n\nEnable the fault handler. Faults in Go code stay "
        "PanicErrors." },
    { "disable", (PyCFunction)(void (*)(void))gs_faulthandler_disable, METH_VARARGS | METH_KEYWORDS,
        "disable()\n--\n\nDisable the fault handler." },
};

GS_COLD int gs_faulthandler_init(void) {
    gs_faulthandler = PyImport_ImportModule("faulthandler");
    if (gs_faulthandler) return 0;
    if (!PyErr_ExceptionMatches(PyExc_ImportError)) return -1;
    PyErr_Clear();
    return 0;
}

GS_COLD int gs_faulthandler_watch(void) {
    PyObject *shared = PyImport_AddModule(GS_SHARED); /* borrowed */
    if (!shared) return -1;
    GS_ALONE(shared);
    PyObject *name = PyUnicode_FromString("faulthandler");
    PyObject *d = shared ? PyModule_GetDict(shared) : NULL;
    PyObject *known = d ? PyDict_GetItemString(d, "faulthandler") : NULL;
    if (!d || !name || known) {
        Py_XDECREF(name);
        return known ? gs_crash_stacks(known) : -1;
    }
    PyObject *module = gs_faulthandler;
    int r = 0;
    if (!module) {
        Py_DECREF(name);
        return 0;
    }
    for (int i = 0; !r && i < 2; i++) {
        PyMethodDef *def = &gs_faulthandler_methods[i];
        PyObject *real = PyObject_GetAttrString(module, def->ml_name);
        PyObject *ours = real ? PyCFunction_NewEx(def, real, name) : NULL;
        r = ours ? PyObject_SetAttrString(module, def->ml_name, ours) : -1;
        Py_XDECREF(real);
        Py_XDECREF(ours);
    }
    if (!r) r = PyDict_SetItemString(d, "faulthandler", module);
    if (!r) r = gs_crash_stacks(module);
    Py_DECREF(name);
    return r;
}
#else
/* faulthandler prints the trace of a fault that Go will handle. It does not end the process. */
int gs_faulthandler_init(void) { return 0; }
int gs_faulthandler_watch(void) { return 0; }
#endif
