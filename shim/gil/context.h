/* context.h: the context (of contextvars) in which a callback on a Go thread runs.

   Goroutines move between threads, and a Go thread keeps its thread state from one goroutine's
   callback to the next. So each callback runs in a context of its own: a copy of the context of
   the call that passed the callable to Go, or an empty one. For threading.local see
   threadlocals.h.

   A copied context shares its values with the original. The value of decimal's context variable
   is mutable, so that object is copied as well. */
#ifndef GS_GIL_CONTEXT_H
#define GS_GIL_CONTEXT_H
#include "abi/abi3.h"
#include "abi/attributes.h"
#include "abi/exclusion.h"
#include <stdint.h>
#pragma GCC visibility push(hidden)

/* Public functions that are not in the Limited API, and objects for their use. */
struct gs_contexts_state {
    PyObject *(*new)(void);
    PyObject *(*copy)(PyObject *);
    PyObject *(*current)(void); /* a copy of the current one */
    int (*enter)(PyObject *);
    int (*exit)(PyObject *);
    Py_ssize_t (*size)(PyObject *); /* the number of variables set in it */
    int (*get)(PyObject *, PyObject *, PyObject **);
    PyObject *(*set)(PyObject *, PyObject *);
    PyObject *(*variable)(const char *, PyObject *); /* a new one */
    PyObject *work;    /* our own variable: the work of Go's that the code is a part of (rt/work.go) */
    PyObject *name;    /* "decimal" */
    PyObject *decimal; /* the variable of module decimal; NULL until somebody has imported it */
};
extern struct gs_contexts_state gs_contexts;

/* At import; 0, or -1 with ImportError. */
int gs_contexts_init(void);

/* A copy of this thread's context, as a new reference. NULL without an exception if the context
   is empty. */
PyObject *gs_context_here(void);

/* The work that the running Python code is a part of; 0: none. */
GS_INLINE uint64_t gs_work_here(void) {
    PyObject *id = NULL;
    if (gs_contexts.get(gs_contexts.work, NULL, &id)) PyErr_Clear();
    if (GS_LIKELY(!id)) return 0;
    long long work = PyLong_AsLongLong(id);
    Py_DECREF(id);
    return (uint64_t)work;
}

/* Leaves a context that gs_context_enter() returned, and drops the reference. No exception may
   be set, and none is set after it. */
void gs_context_leave(PyObject *own);

/* Enters a copy of the context like, or an empty one if it is NULL. Returns a new reference,
   which the caller holds until gs_context_leave(): PyContext_Exit() still uses the context when
   the thread's own reference is gone. NULL with an exception if it failed. */
PyObject *gs_context_enter(PyObject *like);
#pragma GCC visibility pop
#endif
