#include "call/tracing.h"
#include "abi/attributes.h"
#include "core/core.h"
#include "core/extension.h"

/* For the life of the process. */
static struct {
    PyObject *api;                 /* "opentelemetry.trace" */
    PyObject *here, *enter, *leave; /* functions of _tracing.py */
} gs_tracing;

GS_COLD int gs_trace_init(void) {
    if (!gs_this.traces) return 0;
    PyObject *name = PyUnicode_FromFormat("%s._tracing", gs_import_name);
    PyObject *m = name ? PyImport_Import(name) : NULL;
    Py_XDECREF(name);
    int made = m && (gs_tracing.api = PyUnicode_InternFromString("opentelemetry.trace")) &&
        (gs_tracing.here = PyObject_GetAttrString(m, "here")) && (gs_tracing.enter = PyObject_GetAttrString(m, "enter")) &&
        (gs_tracing.leave = PyObject_GetAttrString(m, "leave"));
    Py_XDECREF(m);
    return made ? 0 : -1;
}

/* Whether somebody has imported OpenTelemetry's API; -1 with an exception. */
static int gs_traces_here(void) {
    if (PyDict_GetItemWithError(PyImport_GetModuleDict(), gs_tracing.api)) return 1;
    return PyErr_Occurred() ? -1 : 0;
}

GS_NOINLINE int gs_trace_in(gs_call *c, uint64_t *w) {
    w[0] = w[1] = 0;
    int here = gs_traces_here();
    if (here <= 0) return here;
    PyObject *o = PyObject_CallNoArgs(gs_tracing.here);
    if (!o) return -1;
    char *p;
    Py_ssize_t n;
    if (!PyBytes_Check(o)) { /* None: there is no span */
        Py_DECREF(o);
        return 0;
    }
    if (PyBytes_AsStringAndSize(o, &p, &n)) {
        Py_DECREF(o);
        return -1;
    }
    if (gs_keep(c, o)) return -1;
    w[0] = (uint64_t)(uintptr_t)p;
    w[1] = (uint64_t)n;
    return 0;
}

PyObject *gs_trace_enter(const char *carrier, Py_ssize_t n) {
    int here = gs_traces_here();
    if (here <= 0) return here ? NULL : Py_NewRef(Py_None);
    PyObject *bytes = PyBytes_FromStringAndSize(carrier, n);
    PyObject *token = bytes ? PyObject_CallFunctionObjArgs(gs_tracing.enter, bytes, NULL) : NULL;
    Py_XDECREF(bytes);
    return token;
}

void gs_trace_leave(PyObject *token) {
    if (!token) return;
    if (token != Py_None) {
        PyObject *t, *v, *b;
        PyErr_Fetch(&t, &v, &b);
        PyObject *left = PyObject_CallFunctionObjArgs(gs_tracing.leave, token, NULL);
        if (!left) PyErr_WriteUnraisable(token);
        Py_XDECREF(left);
        PyErr_Restore(t, v, b);
    }
    Py_DECREF(token);
}
