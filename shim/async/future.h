/* future.h: what asyncio and users ask of an awaitable: the methods and attributes
   of its two types, and its life. */
#ifndef GS_ASYNC_FUTURE_H
#define GS_ASYNC_FUTURE_H
#include "abi/abi3.h"
#include "async/async.h"
#include "async/job.h"
#pragma GCC visibility push(hidden)

/* A new one over a job, or, without one, over an outcome. Takes over both,
   also when it fails. */
PyObject *gs_awaitable_new(gs_async_function *async, gs_job *e, PyObject *result);

int gs_awaitables_init(PyObject *native);
#pragma GCC visibility pop
#endif
