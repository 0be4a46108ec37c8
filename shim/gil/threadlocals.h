/* threadlocals.h: what callbacks on a thread of Go's leave there ends with them.

   An empty context in which nothing has been set serves the next callback too.

   What threading.local holds for a thread is found by its thread state, which a thread
   of Go's keeps: to make one for each callback would cost 7 us. Up to Python 3.12 it
   lies in the dict of the state, under keys of its own, and can be taken out. (All else
   must stay there: asyncio remembers where something of its own lies.)

   Since 3.13 the state has a sentinel, to which each threading.local that holds
   something has a weak reference; its callback drops what it holds, when the state ends.
   The sentinel is found by a threading.local of our own, and the callbacks are called
   before. Where Python has it in another way, the values stay. */
#ifndef GS_GIL_THREADLOCALS_H
#define GS_GIL_THREADLOCALS_H
#include "abi/abi3.h"
#include "abi/attributes.h"
#include "gil/context.h"
#pragma GCC visibility push(hidden)

/* What a thread of Go's keeps from one callback to the next. */
typedef struct gs_thread_context {
    PyObject *empty;     /* a context that is entered; NULL: none */
    int known;           /* where locals are */
    PyObject *locals;    /* the thread state's dict; borrowed. Up to 3.12 */
    Py_ssize_t foreign;  /* how much in it is not threading.local's */
    PyObject *own;       /* a threading.local. Since 3.13 */
    PyObject *sentinel;  /* borrowed from the thread state */
    PyObject **watchers; /* the first of the weak references to it */
    PyObject *watcher;   /* which was it when no other was there, or was left */
} gs_thread_context;

/* ---- up to 3.12 ---- */
void gs_locals_take_out(gs_thread_context *kept);
void gs_locals_end(gs_thread_context *kept);

/* ---- both ---- */
void gs_locals_know(gs_thread_context *kept);

/* Before a callback on a thread of Go's, and after it. No exception is set. */
GS_INLINE void gs_context_begin(gs_thread_context *kept) {
    if (GS_UNLIKELY(!kept->known)) gs_locals_know(kept);
    /* memory is short: what is set stays */
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

/* The thread ends. */
GS_INLINE void gs_context_over(gs_thread_context *kept) {
    Py_XDECREF(kept->empty);
    Py_XDECREF(kept->own);
}
#pragma GCC visibility pop
#endif
