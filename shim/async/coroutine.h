/* coroutine.h: async functions and async iterables that Go calls. Twin:
   rt/coroutine.go.

   An argument of the async API that Go may call is held by a coroutine runner, which
   knows the loop and the context of the call. Where Go calls it and gets a coroutine,
   that goes to the loop the way jobs do, as a job that nobody has sent: the
   loop makes a task of it. Go's thread is free meanwhile; the goroutine waits
   until the task is done and its result stands in the callback's memory. */
#ifndef GS_ASYNC_COROUTINE_H
#define GS_ASYNC_COROUTINE_H
#include "abi/abi3.h"
#include "async/loop.h"
#pragma GCC visibility push(hidden)

struct gs_coroutine_runner {
    PyObject_HEAD /* as gs_given */
    PyObject *inner;
    PyObject *context;
    gs_loop *loop; /* counted; NULL: none ran at the call */
};

PyObject *gs_coroutine_runner_new(PyObject *inner);

int gs_coroutine_runners_init(PyObject *native);
#pragma GCC visibility pop
#endif
