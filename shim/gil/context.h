/* context.h: the context in which a callback on a thread of Go's runs.

   Goroutines change threads as they like, and a thread of Go's keeps its thread state
   from one callback to the next, of another goroutine. So each callback runs in a
   context of its own: a copy of that of the call which gave the callable to Go, or an
   empty one. What threading.local holds there is threadlocals.h.

   A copy has the same objects as values. One of them is made to be changed, the context
   of decimal, so it is copied too. */
#ifndef GS_GIL_CONTEXT_H
#define GS_GIL_CONTEXT_H
#include "abi/abi3.h"
#include "abi/attributes.h"
#include <stdint.h>
#pragma GCC visibility push(hidden)

/* Public, but not in the Limited API. */
struct gs_contexts_state {
    PyObject *(*new)(void);
    PyObject *(*copy)(PyObject *);
    PyObject *(*current)(void); /* a copy of it */
    int (*enter)(PyObject *);
    int (*exit)(PyObject *);
    Py_ssize_t (*size)(PyObject *); /* how much is set in it */
    int (*get)(PyObject *, PyObject *, PyObject **);
    PyObject *(*set)(PyObject *, PyObject *);
    PyObject *work;    /* a variable of our own: what work of Go's the code is a part of (rt/work.go) */
    PyObject *name;    /* "decimal" */
    PyObject *decimal; /* the variable of that module; NULL: nobody has imported it yet */
};
extern struct gs_contexts_state gs_contexts;

int gs_contexts_init(void);

/* A copy of the context of this thread, or NULL, without an exception where that is
   empty. */
PyObject *gs_context_here(void);

/* The work that Python code is a part of; 0: none. */
GS_INLINE uint64_t gs_work_here(void) {
    PyObject *id = NULL;
    if (gs_contexts.get(gs_contexts.work, NULL, &id)) PyErr_Clear();
    if (GS_LIKELY(!id)) return 0;
    long long work = PyLong_AsLongLong(id);
    Py_DECREF(id);
    return (uint64_t)work;
}

/* Gives it back. No exception is set, and none is after it. */
void gs_context_leave(PyObject *own);

/* Enters a copy of a context, or an empty one; NULL with an exception. The reference
   must be held until it is left: PyContext_Exit() goes on with it when the thread's
   own is gone. */
PyObject *gs_context_enter(PyObject *like);
#pragma GCC visibility pop
#endif
