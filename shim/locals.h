/* locals.h: what callbacks on a thread of Go's leave there ends with them.

   An empty context in which nothing has been set serves the next callback too.

   What threading.local holds for a thread is found by its thread state, which a thread
   of Go's keeps: to make one for each callback would cost 7 us. Up to Python 3.12 it
   lies in the dict of the state, under keys of its own, and can be taken out. (All else
   must stay there: asyncio remembers where something of its own lies.)

   Since 3.13 the state has a sentinel, to which each threading.local that holds
   something has a weak reference; its callback drops what it holds, when the state ends.
   The sentinel is found by a threading.local of our own, and the callbacks are called
   before. Where Python has it in another way, the values stay. */
#ifndef GS_LOCALS_H
#define GS_LOCALS_H
#include "context.h"

/* What a thread of Go's keeps from one callback to the next. */
typedef struct gs_kept_context {
    PyObject *empty;     /* a context that is entered; NULL: none */
    int known;           /* where locals are */
    PyObject *locals;    /* the thread state's dict; borrowed. Up to 3.12 */
    Py_ssize_t foreign;  /* how much in it is not threading.local's */
    PyObject *own;       /* a threading.local. Since 3.13 */
    PyObject *sentinel;  /* borrowed from the thread state */
    PyObject **watchers; /* the first of the weak references to it */
    PyObject *watcher;   /* which was it when no other was there, or was left */
} gs_kept_context;

/* ---- up to 3.12 ---- */
GS_COLD void gs_locals_take_out(gs_kept_context *kept) {
    PyObject *keys = PyDict_Keys(kept->locals);
    kept->foreign = 0;
    for (Py_ssize_t i = 0, n = keys ? PyList_Size(keys) : 0; i < n; i++) {
        PyObject *key = PyList_GetItem(keys, i);
        const char *s = PyUnicode_Check(key) ? PyUnicode_AsUTF8AndSize(key, NULL) : NULL;
        if (!s || strncmp(s, "thread.local.", 13)) kept->foreign++;
        else PyDict_DelItem(kept->locals, key); /* may run code, which is the callback's too */
        PyErr_Clear();
    }
    Py_XDECREF(keys);
    PyErr_Clear();
}

/* ---- since 3.13 ---- */
static PyObject *gs_locals_call(const char *module, const char *function, PyObject *arg) {
    PyObject *m = PyImport_ImportModule(module), *r = m ? PyObject_CallMethod(m, function, arg ? "O" : NULL, arg) : NULL;
    Py_XDECREF(m);
    return r;
}
/* Finds the sentinel: own refers to a set of weak references, and that has one. */
GS_COLD void gs_locals_find(gs_kept_context *kept) {
    PyObject *own = gs_locals_call("_thread", "_local", NULL), *touched = own ? PyObject_GetAttrString(own, "__dict__") : NULL;
    PyObject *referents = touched ? gs_locals_call("gc", "get_referents", own) : NULL;
    for (Py_ssize_t i = 0, n = referents ? PyList_Size(referents) : 0; i < n; i++) {
        PyObject *o = PyList_GetItem(referents, i), *all = gs_is(o, PySet_Type) && PyObject_Size(o) == 1 ? PySequence_List(o) : NULL;
        PyObject *watcher = all ? PyList_GetItem(all, 0) : NULL, *sentinel = watcher ? PyObject_CallNoArgs(watcher) : NULL;
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
GS_COLD void gs_locals_end(gs_kept_context *kept) {
    PyObject *all = gs_locals_call("weakref", "getweakrefs", kept->sentinel);
    for (Py_ssize_t i = 0, n = all ? PyList_Size(all) : 0; i < n; i++) {
        PyObject *watcher = PyList_GetItem(all, i), *end = watcher == kept->watcher ? NULL : PyObject_GetAttrString(watcher, "__callback__");
        PyObject *done = end && end != Py_None ? PyObject_CallFunctionObjArgs(end, watcher, NULL) : NULL;
        Py_XDECREF(end);
        Py_XDECREF(done);
        PyErr_Clear();
    }
    Py_XDECREF(all);
    PyErr_Clear();
    kept->watcher = *kept->watchers;
}

/* ---- both ---- */
GS_COLD void gs_locals_know(gs_kept_context *kept) {
    kept->known = 1;
    if (Py_Version >= 0x030D0000) gs_locals_find(kept);
    else kept->locals = PyThreadState_GetDict();
}
/* Before a callback on a thread of Go's, and after it. No exception is set. */
GS_INLINE void gs_context_begin(gs_kept_context *kept) {
    if (GS_UNLIKELY(!kept->known)) gs_locals_know(kept);
    if (GS_UNLIKELY(!kept->empty) && !(kept->empty = gs_context_enter(NULL))) PyErr_Clear(); /* memory is short: what is set stays */
}
GS_INLINE void gs_context_end(gs_kept_context *kept) {
    if (GS_UNLIKELY(kept->watchers && *kept->watchers != kept->watcher)) gs_locals_end(kept);
    if (GS_UNLIKELY(kept->locals && PyDict_Size(kept->locals) > kept->foreign)) gs_locals_take_out(kept);
    if (!kept->empty || GS_LIKELY(!gs_contexts.size(kept->empty))) return;
    PyObject *own = kept->empty;
    kept->empty = NULL;
    gs_context_leave(own);
}
/* The thread ends. */
GS_INLINE void gs_context_over(gs_kept_context *kept) {
    Py_XDECREF(kept->empty);
    Py_XDECREF(kept->own);
}
#endif
