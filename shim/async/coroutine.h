/* coroutine.h: async functions and async iterables that Go calls. Twin: rt/coroutine.go.

   Go holds an argument of the async API through a coroutine runner, which has the loop and the
   context of the call. If Go calls it and gets a coroutine, the runner sends the coroutine to
   the loop the way jobs go, as a job that nobody has submitted. The loop makes a task of it.
   Go's thread is free meanwhile; the goroutine waits until the task is done and its result is
   in the callback's memory. */
#ifndef GS_ASYNC_COROUTINE_H
#define GS_ASYNC_COROUTINE_H
#include "abi/abi3.h"
#include "async/loop.h"
#pragma GCC visibility push(hidden)

struct gs_coroutine_runner {
    PyObject_HEAD /* the same fields as gs_given */
    PyObject *inner;
    PyObject *context;
    gs_loop *loop; /* one use of it; NULL: no loop ran at the call */
};

/* A runner for an argument, with the running loop and a copy of the context: a new reference, or NULL with an
   exception. */
PyObject *gs_coroutine_runner_new(PyObject *inner);

/* When the async API is made; 0, or -1 with an exception. */
int gs_coroutine_runners_init(PyObject *native);
#pragma GCC visibility pop
#endif
