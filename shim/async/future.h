/* future.h: the two Python types of awaitables: what asyncio and users call on them, creation,
   and deallocation. */
#ifndef GS_ASYNC_FUTURE_H
#define GS_ASYNC_FUTURE_H
#include "abi/abi3.h"
#include "async/async.h"
#include "async/job.h"
#pragma GCC visibility push(hidden)

/* A new awaitable: of a job, or, if e is NULL, of an outcome (result, or the exception that is
   set). Takes over both, even if it fails: NULL with an exception. */
PyObject *gs_awaitable_new(gs_async_function *async, gs_job *e, PyObject *result);

/* When the async API is made; 0, or -1 with an exception. */
int gs_awaitables_init(PyObject *native);
#pragma GCC visibility pop
#endif
