#include "process/lateimport.h"
#include "abi/attributes.h"
#include "core/core.h"
#include "os/has.h"
#include <string.h>

/* Methods of a lock, bound: to give it back needs no memory. An RLock, since a signal handler may fork, or make the first
   call, while its own thread imports. */
static PyObject *gs_late_acquire, *gs_late_release;

static GS_COLD int gs_late_lock(void) {
    PyObject *m = PyImport_ImportModule("_thread"), *lock = m ? PyObject_CallMethod(m, "RLock", NULL) : NULL;
    PyObject *acquire = lock ? PyObject_GetAttrString(lock, "acquire") : NULL;
    PyObject *release = acquire ? PyObject_GetAttrString(lock, "release") : NULL;
    Py_XDECREF(lock);
    Py_XDECREF(m);
    if (!release) {
        Py_XDECREF(acquire);
        return -1;
    }
    PyObject *old[] = { gs_late_acquire, gs_late_release };
    gs_late_acquire = acquire;
    gs_late_release = release;
    Py_XDECREF(old[0]);
    Py_XDECREF(old[1]);
    return 0;
}

/* True or False. An import takes milliseconds. Who waits for longer may have what the other one waits for, as a hook of a
   fork that takes a lock has: then the import and the fork go on beside each other, as they did without this lock. */
static GS_COLD PyObject *gs_late_wait(void) {
    enum { SECONDS = 5 };
    return PyObject_CallFunction(gs_late_acquire, "Oi", Py_True, SECONDS);
}

/* Gives the lock back, if this thread has it. */
static GS_COLD void gs_late_done(void) {
    PyObject *t, *e, *b;
    PyErr_Fetch(&t, &e, &b);
    PyObject *done = PyObject_CallNoArgs(gs_late_release);
    if (!done) PyErr_Clear(); /* another thread's, or a lock from before a fork */
    Py_XDECREF(done);
    PyErr_Restore(t, e, b);
}

/* Where the module can't be read now, as where there are too many open files, the call says what it says of a core that
   can't be: an ImportError, with the exception that is set as its cause. */
static GS_COLD void gs_late_failed(PyObject *name) {
    if (!PyErr_ExceptionMatches(PyExc_OSError)) return;
    PyObject *type, *cause, *tb, *t, *v, *b;
    PyErr_Fetch(&type, &cause, &tb);
    PyErr_NormalizeException(&type, &cause, &tb);
    PyErr_Format(PyExc_ImportError, "can't import %U: %S", name, cause);
    PyErr_Fetch(&t, &v, &b);
    PyErr_NormalizeException(&t, &v, &b);
    if (tb) PyException_SetTraceback(cause, tb);
    if (v) PyException_SetCause(v, Py_NewRef(cause));
    PyErr_Restore(t, v, b);
    Py_XDECREF(type);
    Py_XDECREF(cause);
    Py_XDECREF(tb);
}

/* What the thread imports that has the lock, which it has to read and write this. */
static const char *gs_late_importing;

GS_COLD PyObject *gs_late_import(const char *name) {
    PyObject *full = PyUnicode_FromFormat("%s.%s", gs_import_name, name), *module = NULL;
    PyObject *got = full ? gs_late_wait() : NULL;
    if (got) {
        const char *before = gs_late_importing;
        int alone = got == Py_True, again = alone && before && !strcmp(before, name);
        if (again) {
            PyErr_Format(PyExc_ImportError, "a call while its own thread imports %U for the first one, as from a signal handler: call again", full);
        } else {
            if (alone) gs_late_importing = name;
            module = PyImport_Import(full);
            if (alone) gs_late_importing = before;
        }
        gs_late_done();
        Py_DECREF(got);
        if (!module && !again) gs_late_failed(full);
    }
    Py_XDECREF(full);
    return module;
}

#if GS_HAS_FORK
static PyObject *gs_late_before_fork(PyObject *self, PyObject *unused) {
    (void)self, (void)unused;
    return gs_late_wait();
}

static PyObject *gs_late_in_parent(PyObject *self, PyObject *unused) {
    (void)self, (void)unused;
    gs_late_done();
    return Py_NewRef(Py_None);
}

static PyObject *gs_late_in_child(PyObject *self, PyObject *unused) {
    gs_late_in_parent(self, unused);
    gs_late_importing = NULL; /* a thread's that the child does not have, if no fork would wait for it */
    if (gs_late_lock()) PyErr_Clear(); /* no memory: the old one serves, if it was ours */
    return Py_NewRef(Py_None);
}

static PyMethodDef gs_late_functions[] = { { "before", gs_late_before_fork, METH_NOARGS, NULL },
    { "after_in_parent", gs_late_in_parent, METH_NOARGS, NULL }, { "after_in_child", gs_late_in_child, METH_NOARGS, NULL } };

GS_COLD int gs_late_imports_init(void) {
    PyObject *os = gs_late_lock() ? NULL : PyImport_ImportModule("os"), *kw = os ? PyDict_New() : NULL, *done = NULL;
    int r = kw ? 0 : -1;
    for (int i = 0; !r && i < 3; i++) {
        PyObject *f = PyCFunction_NewEx(&gs_late_functions[i], NULL, NULL);
        r = f ? PyDict_SetItemString(kw, gs_late_functions[i].ml_name, f) : -1;
        Py_XDECREF(f);
    }
    PyObject *hook = r ? NULL : PyObject_GetAttrString(os, "register_at_fork"), *none = hook ? PyTuple_New(0) : NULL;
    if (none) done = PyObject_Call(hook, none, kw);
    Py_XDECREF(none);
    Py_XDECREF(hook);
    Py_XDECREF(kw);
    Py_XDECREF(os);
    Py_XDECREF(done);
    return done ? 0 : -1;
}
#else
GS_COLD int gs_late_imports_init(void) { return gs_late_lock(); }
#endif
