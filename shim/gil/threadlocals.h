/* threadlocals.h: removes what a callback leaves on a Go thread, in its context and in
   threading.local.

   If nothing was set in the empty context of a callback, the next callback uses it too.

   Python finds a thread's threading.local values through its thread state. A Go thread keeps
   its state: to create one for each callback would cost 7 us. Up to Python 3.12, the values lie
   in the state's dict under keys of their own, and can be removed. Everything else in the dict
   must stay: asyncio, for one, keeps something there.

   Since 3.13, the state has a sentinel object. Each threading.local with a value for the thread
   has a weak reference to the sentinel, whose callback drops the value when the state ends. We
   find the sentinel through a threading.local of our own, and call these callbacks earlier. If
   a Python has another structure, the values stay. */
#ifndef GS_GIL_THREADLOCALS_H
#define GS_GIL_THREADLOCALS_H
#include "abi/abi3.h"
#include "abi/attributes.h"
#include "gil/context.h"
#pragma GCC visibility push(hidden)

/* What a Go thread keeps from one callback to the next. */
typedef struct gs_thread_context {
    PyObject *empty;     /* an empty context, entered; NULL: none */
    int known;           /* whether the fields below are set */
    PyObject *locals;    /* up to 3.12: the thread state's dict; borrowed */
    Py_ssize_t foreign;  /* number of its entries that are not threading.local's */
    PyObject *own;       /* since 3.13: our threading.local */
    PyObject *sentinel;  /* borrowed from the thread state */
    PyObject **watchers; /* where the first weak reference to the sentinel is stored */
    PyObject *watcher;   /* the first weak reference when only ours was left */
} gs_thread_context;

/* Removes the values of threading.local: up to 3.12, and since 3.13. */
void gs_locals_take_out(gs_thread_context *kept);
void gs_locals_end(gs_thread_context *kept);

/* Finds out where this thread's threading.local values are. */
void gs_locals_know(gs_thread_context *kept);

/* Before and after a callback on a Go thread. No exception is set. */
GS_INLINE void gs_context_begin(gs_thread_context *kept) {
    if (GS_UNLIKELY(!kept->known)) gs_locals_know(kept);
    /* memory is short: values will stay */
    if (GS_UNLIKELY(!kept->empty) && !(kept->empty = gs_context_enter(NULL))) PyErr_Clear();
}

GS_INLINE void gs_context_end(gs_thread_context *kept) {
    if (GS_UNLIKELY(kept->watchers && *kept->watchers != kept->watcher)) gs_locals_end(kept);
    if (GS_UNLIKELY(kept->locals && PyDict_Size(kept->locals) > kept->foreign)) gs_locals_take_out(kept);
    if (!kept->empty || GS_LIKELY(!gs_contexts.size(kept->empty))) return;
    PyObject *own = kept->empty;
    kept->empty = NULL;
    gs_context_leave(own);
}

/* When the thread ends. */
GS_INLINE void gs_context_over(gs_thread_context *kept) {
    Py_XDECREF(kept->empty);
    Py_XDECREF(kept->own);
}
#pragma GCC visibility pop
#endif
