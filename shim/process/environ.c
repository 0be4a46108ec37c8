#include "process/environ.h"
#include "abi/abi3.h"
#include "abi/attributes.h"
#include "call/frame.h"
#include "os/has.h"
#include "process/fork.h"

#if GS_HAS_C_ENVIRONMENT
/* Tells the core of a variable; value: NULL if it is gone. A core that is being loaded may have read the environment
   already, so this waits until it is there. */
static void gs_environ_tell(const char *name, const char *value) {
    PyThreadState *ts = PyEval_SaveThread();
    pthread_mutex_lock(&gs_process.loading);
    if (gs_the_core.calls.set_environ) gs_the_core.calls.set_environ(name, value);
    pthread_mutex_unlock(&gs_process.loading);
    PyEval_RestoreThread(ts);
}

/* An argument of os.putenv() as bytes: a new reference, or NULL with an exception. */
static PyObject *gs_environ_bytes(PyObject *args, Py_ssize_t i) {
    PyObject *o = PyTuple_GetItem(args, i), *bytes = NULL;
    return o && PyUnicode_FSConverter(o, &bytes) ? bytes : NULL;
}

/* Calls the function that os had, which checks the arguments, and then tells the core. */
static PyObject *gs_environ_changed(PyObject *before, PyObject *args, PyObject *kw, Py_ssize_t n) {
    PyObject *r = PyObject_Call(before, args, kw);
    if (!r || PyTuple_Size(args) != n) return r;
    PyObject *name = gs_environ_bytes(args, 0), *value = name && n == 2 ? gs_environ_bytes(args, 1) : NULL;
    int failed = !name || (n == 2 && !value);
    if (!failed) gs_environ_tell(PyBytes_AsString(name), value ? PyBytes_AsString(value) : NULL);
    Py_XDECREF(name);
    Py_XDECREF(value);
    if (!failed) return r;
    Py_DECREF(r);
    return NULL;
}

static PyObject *gs_environ_putenv(PyObject *before, PyObject *args, PyObject *kw) {
    return gs_environ_changed(before, args, kw, 2);
}

static PyObject *gs_environ_unsetenv(PyObject *before, PyObject *args, PyObject *kw) {
    return gs_environ_changed(before, args, kw, 1);
}

static PyMethodDef gs_environ_functions[] = {
    { "putenv", (PyCFunction)(void (*)(void))gs_environ_putenv, METH_VARARGS | METH_KEYWORDS,
        "os.putenv(name, value, /), which loaded extensions of gophersnake learn of too." },
    { "unsetenv", (PyCFunction)(void (*)(void))gs_environ_unsetenv, METH_VARARGS | METH_KEYWORDS,
        "os.unsetenv(name, /), which loaded extensions of gophersnake learn of too." },
};

/* Puts a function before that of os: it refers to the one that was there. */
static GS_COLD int gs_environ_replace(PyObject *os, PyMethodDef *function) {
    PyObject *before = PyObject_GetAttrString(os, function->ml_name);
    PyObject *f = before ? PyCFunction_NewEx(function, before, NULL) : NULL;
    int r = f ? PyObject_SetAttrString(os, function->ml_name, f) : -1;
    Py_XDECREF(before);
    Py_XDECREF(f);
    return r;
}

GS_COLD int gs_environ_watch(void) {
    static int watched; /* another thread, without a GIL, may replace them as well: the core is told twice then */
    if (__atomic_load_n(&watched, __ATOMIC_ACQUIRE)) return 0;
    PyObject *os = PyImport_ImportModule("os");
    if (!os && PyErr_ExceptionMatches(PyExc_ImportError)) {
        PyErr_Clear(); /* Python is ending: this is the last that Go does */
        return 0;
    }
    int r = os && !gs_environ_replace(os, &gs_environ_functions[0]) ? gs_environ_replace(os, &gs_environ_functions[1]) : -1;
    Py_XDECREF(os);
    if (!r) __atomic_store_n(&watched, 1, __ATOMIC_RELEASE);
    return r;
}
#else
GS_COLD int gs_environ_watch(void) { return 0; }
#endif
