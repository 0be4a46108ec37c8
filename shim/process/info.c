#include "process/info.h"
#include "abi/attributes.h"
#include "abi/typespec.h"
#include "os/signals.h"
#include "core/core.h"
#include "core/extension.h"
#include "call/activecall.h"
#include "call/direct.h"
#include "call/frame.h"
#include "call/request.h"
#include "values/memory.h"
#include "values/text.h"
#include <stdint.h>
#include <string.h>

enum { GS_INFO_CORE = 22 /* fields that the core fills */, GS_INFO_CALLBACKS = 5 };

/* The fields in order. The first GS_INFO_CORE are those of rt/info.go. */
static const struct gs_info_field {
    const char *name, *doc;
} gs_info_fields[] = {
    { "handles", "Go values that Python objects keep alive" },
    { "references", "Python objects that Go keeps alive" },
    { "callables", "how many of these are callbacks" },
    { "exceptions", "how many of these are exceptions" },
    { "dropped", "how many of these Go has dropped and Python not yet got back" },
    { "callbacks", "callbacks that are in Python, or wait for the GIL" },
    { "goroutines", "goroutines" },
    { "go_heap", "bytes of Go's heap that hold objects" },
    { "go_stacks", "bytes of Go's stacks" },
    { "go_memory", "bytes that the Go runtime has from the system, all in all" },
    { "go_objects", "objects on Go's heap" },
    { "go_collections", "garbage collections that Go has made" },
    { "awaiting", "calls of the async API that are in Go" },
    { "queued", "calls of the async API that wait for their turn" },
    { "go_pauses", "pauses of all goroutines that Go's garbage collector has made" },
    { "go_paused", "nanoseconds that these took together" },
    { "go_pauses_10us", "how many of the pauses took 10 microseconds at most" },
    { "go_pauses_100us", "how many of the pauses took 100 microseconds at most" },
    { "go_pauses_1ms", "how many of the pauses took 1 ms at most" },
    { "go_pauses_10ms", "how many of the pauses took 10 ms at most" },
    { "go_pauses_100ms", "how many of the pauses took 100 ms at most" },
    { "panics", "panics of calls, goroutines and streams" },
    { "calls", "calls that are in Go and have released the GIL" },
    { "loaded", "whether the core is loaded" },
    { "generation", "forks that lie between the process that loaded the first core and this one" },
    { "array_memory", "bytes under the arrays that Python holds, Go's memory and ours" },
};
enum { GS_INFO_ALL = sizeof gs_info_fields / sizeof *gs_info_fields };

/* Reads all fields at one moment. */
static void gs_info_read(int64_t *v) {
    memset(v, 0, GS_INFO_ALL * sizeof *v);
    if (gs_the_core.calls.info) {
        PyThreadState *ts = PyEval_SaveThread();
        gs_the_core.calls.info(v);
        PyEval_RestoreThread(ts);
        v[0] -= gs_locals_freed();
        v[GS_INFO_CALLBACKS] += gs_locals_callbacks();
    }
    v[GS_INFO_CORE] = gs_locals_running();
    v[GS_INFO_CORE + 1] = gs_the_core.enter != NULL;
    v[GS_INFO_CORE + 2] = gs_the_core.generation;
    v[GS_INFO_CORE + 3] = GS_ATOMIC_GET(&gs_memory_bytes);
}

static PyObject *gs_info_value(int i, const int64_t *v) {
    return i == GS_INFO_CORE + 1 ? Py_NewRef(v[i] ? Py_True : Py_False) : PyLong_FromLongLong(v[i]);
}

static PyObject *gs_info_get(PyObject *self, void *closure) {
    int64_t v[GS_INFO_ALL];
    (void)self;
    gs_info_read(v);
    return gs_info_value((int)(intptr_t)closure, v);
}

static PyObject *gs_info_dict(PyObject *self, PyObject *unused) {
    int64_t v[GS_INFO_ALL];
    (void)self, (void)unused;
    gs_info_read(v);
    PyObject *d = PyDict_New();
    for (int i = 0; d && i < GS_INFO_ALL; i++) {
        PyObject *o = gs_info_value(i, v);
        if (!o || PyDict_SetItemString(d, gs_info_fields[i].name, o)) {
            Py_DECREF(d);
            d = NULL;
        }
        Py_XDECREF(o);
    }
    return d;
}

static PyObject *gs_info_repr(PyObject *self) {
    PyObject *d = gs_info_dict(self, NULL);
    PyObject *r = d ? PyUnicode_FromFormat("<gophersnake %s %R>", gs_this.build, d) : NULL;
    Py_XDECREF(d);
    return r;
}

/* collect(): runs Go's garbage collector, and waits until Go has returned the Python objects
   that it no longer needs. */
static PyObject *gs_info_collect(PyObject *self, PyObject *unused) {
    (void)self, (void)unused;
    if (gs_the_core.calls.collect) {
        gs_handles_flush_all();
        gs_call_released(gs_the_core.calls.collect);
    }
    return Py_NewRef(Py_None);
}

/* The request that the current context works on. */
static PyObject *gs_info_request(PyObject *self, void *unused) {
    (void)self, (void)unused;
    PyObject *bytes = gs_request_here();
    PyObject *text = gs_text(bytes ? PyBytes_AsString(bytes) : "", bytes ? PyBytes_Size(bytes) : 0);
    Py_XDECREF(bytes);
    return text;
}

static int gs_info_set_request(PyObject *self, PyObject *v, void *unused) {
    (void)self, (void)unused;
    Py_ssize_t n = 0;
    const char *s = "";
    if (v && v != Py_None && !(s = PyUnicode_AsUTF8AndSize(v, &n))) return -1;
    return gs_request_set(s, n);
}

/* The way into Go: "fast" or "ordinary"; None as long as Go is not loaded. */
static PyObject *gs_info_crossing(PyObject *self, void *unused) {
    (void)self, (void)unused;
    if (!gs_the_core.enter) return Py_NewRef(Py_None);
    return PyUnicode_FromString(gs_the_core.cross ? "fast" : "ordinary");
}

/* How many functions are called with no crossing. */
static PyObject *gs_info_direct(PyObject *self, void *unused) {
    (void)self, (void)unused;
    int64_t n = gs_direct_count();
    return n < 0 ? Py_NewRef(Py_None) : PyLong_FromLongLong(n);
}

/* The limit of jobs in Go. */
static PyObject *gs_info_limit(PyObject *self, void *unused) {
    (void)self, (void)unused;
    int64_t n = GS_ATOMIC_GET(&gs_the_active_calls.limit);
    return n ? PyLong_FromLongLong(n) : Py_NewRef(Py_None);
}

static int gs_info_set_limit(PyObject *self, PyObject *v, void *unused) {
    (void)self, (void)unused;
    int64_t n = gs_limit_from(v);
    if (n < 0) return -1;
    GS_ATOMIC_SET(&gs_the_active_calls.limit, n);
    if (gs_the_core.calls.unlimit) gs_the_core.calls.unlimit(NULL);
    return 0;
}

/* annotated(function): by _hints.py of the package. */
static PyObject *gs_info_annotated(PyObject *self, PyObject *function) {
    (void)self;
    PyObject *name = PyUnicode_FromFormat("%s._hints", gs_import_name);
    PyObject *m = name ? PyImport_Import(name) : NULL;
    PyObject *r = m ? PyObject_CallMethod(m, "annotated", "O", function) : NULL;
    Py_XDECREF(m);
    Py_XDECREF(name);
    return r;
}

static PyMethodDef gs_info_methods[] = {
    { "annotated", gs_info_annotated, METH_O,
        "annotated($self, function, /)\n--\n\nA function of the package as one of Python, with annotations and a signature for those who ask "
        "at run time." },
    { "as_dict", gs_info_dict, METH_NOARGS, "as_dict()\n--\n\nAll of it at one moment." },
    { "collect", gs_info_collect, METH_NOARGS,
        "collect()\n--\n\nRun Go's collector, and wait until Python has back what Go no longer needs." },
    { NULL, NULL, 0, NULL },
};

GS_COLD PyObject *gs_info_make(PyObject *native) {
    static PyGetSetDef getset[GS_INFO_ALL + 5]; /* CPython keeps a pointer to it */
    getset[GS_INFO_ALL] = (PyGetSetDef){ "request", gs_info_request, gs_info_set_request,
        "what this thread or task works on: up to 63 bytes of text for crash reports", NULL };
    getset[GS_INFO_ALL + 1] = (PyGetSetDef){ "limit", gs_info_limit, gs_info_set_limit,
        "how many calls of the async API may be in Go at once; None: any number. Others wait, first come, first served",
        NULL };
    getset[GS_INFO_ALL + 2] = (PyGetSetDef){ "crossing", gs_info_crossing, NULL,
        "the way into Go: 'fast' or 'ordinary'; None as long as Go is not loaded", NULL };
    getset[GS_INFO_ALL + 3] = (PyGetSetDef){ "direct", gs_info_direct, NULL,
        "how many functions are called with no crossing into Go; None as long as Go is not loaded", NULL };
    for (int i = 0; i < GS_INFO_ALL; i++)
        getset[i] = (PyGetSetDef){ gs_info_fields[i].name, gs_info_get, NULL, gs_info_fields[i].doc,
            (void *)(intptr_t)i };
    PyType_Slot slots[] = { { Py_tp_getset, getset }, { Py_tp_methods, gs_info_methods },
        { Py_tp_repr, (void *)gs_info_repr },
        { Py_tp_doc, (void *)"What a gophersnake extension holds at the moment." }, { 0, NULL } };
    PyType_Spec spec = { "_native.Info", 0, 0, Py_TPFLAGS_DEFAULT, slots };
    PyObject *t = (PyObject *)gs_type_new(native, &spec, NULL), *build = NULL, *o = NULL;
    if (t && (build = PyUnicode_FromString(gs_this.build)) && !PyObject_SetAttrString(t, "build", build))
        o = PyType_GenericAlloc((PyTypeObject *)t, 0);
    Py_XDECREF(build);
    Py_XDECREF(t);
    return o;
}
