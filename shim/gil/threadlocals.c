#include "gil/threadlocals.h"
#include <string.h>

GS_COLD void gs_locals_take_out(gs_thread_context *kept) {
    PyObject *keys = PyDict_Keys(kept->locals);
    kept->foreign = 0;
    for (Py_ssize_t i = 0, n = keys ? PyList_Size(keys) : 0; i < n; i++) {
        PyObject *key = PyList_GetItem(keys, i);
        const char *s = PyUnicode_Check(key) ? PyUnicode_AsUTF8AndSize(key, NULL) : NULL;
        if (!s || strncmp(s, "thread.local.", 13)) kept->foreign++;
        else PyDict_DelItem(kept->locals, key); /* may run code, as part of the callback */
        PyErr_Clear();
    }
    Py_XDECREF(keys);
    PyErr_Clear();
}

/* ---- since 3.13 ---- */

/* Imports a module and calls a function of it. A new reference, or NULL with an exception. */
static PyObject *gs_locals_call(const char *module, const char *function, PyObject *arg) {
    PyObject *m = PyImport_ImportModule(module);
    PyObject *r = m ? PyObject_CallMethod(m, function, arg ? "O" : NULL, arg) : NULL;
    Py_XDECREF(m);
    return r;
}

/* Finds the sentinel: our threading.local refers to a set of weak references, and the only one
   refers to the sentinel. */
static GS_COLD void gs_locals_find(gs_thread_context *kept) {
    PyObject *own = gs_locals_call("_thread", "_local", NULL);
    PyObject *touched = own ? PyObject_GetAttrString(own, "__dict__") : NULL;
    PyObject *referents = touched ? gs_locals_call("gc", "get_referents", own) : NULL;
    for (Py_ssize_t i = 0, n = referents ? PyList_Size(referents) : 0; i < n; i++) {
        PyObject *o = PyList_GetItem(referents, i);
        PyObject *all = gs_is(o, PySet_Type) && PyObject_Size(o) == 1 ? PySequence_List(o) : NULL;
        PyObject *watcher = all ? PyList_GetItem(all, 0) : NULL;
        PyObject *sentinel = watcher ? PyObject_CallNoArgs(watcher) : NULL;
        PyObject *at = sentinel ? PyObject_GetAttrString((PyObject *)Py_TYPE(sentinel), "__weakrefoffset__") : NULL;
        long long offset = at ? PyLong_AsLongLong(at) : 0;
        if (offset > 0 && *(PyObject **)((char *)sentinel + offset) == watcher) {
            kept->own = Py_NewRef(own);
            kept->sentinel = sentinel;
            kept->watchers = (PyObject **)((char *)sentinel + offset);
            kept->watcher = watcher;
        }
        Py_XDECREF(all);
        Py_XDECREF(sentinel);
        Py_XDECREF(at);
        PyErr_Clear();
    }
    Py_XDECREF(own);
    Py_XDECREF(touched);
    Py_XDECREF(referents);
    PyErr_Clear();
}

GS_COLD void gs_locals_end(gs_thread_context *kept) {
    PyObject *all = gs_locals_call("weakref", "getweakrefs", kept->sentinel);
    for (Py_ssize_t i = 0, n = all ? PyList_Size(all) : 0; i < n; i++) {
        PyObject *watcher = PyList_GetItem(all, i);
        PyObject *end = watcher == kept->watcher ? NULL : PyObject_GetAttrString(watcher, "__callback__");
        PyObject *done = end && end != Py_None ? PyObject_CallFunctionObjArgs(end, watcher, NULL) : NULL;
        Py_XDECREF(end);
        Py_XDECREF(done);
        PyErr_Clear();
    }
    Py_XDECREF(all);
    PyErr_Clear();
    kept->watcher = *kept->watchers;
}

GS_COLD void gs_locals_know(gs_thread_context *kept) {
    kept->known = 1;
    if (Py_Version >= 0x030D0000) gs_locals_find(kept);
    else kept->locals = PyThreadState_GetDict();
}
