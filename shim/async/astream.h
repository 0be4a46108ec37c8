/* astream.h: Go's iterators and channels as async iterators. They are the streams of stream.h,
   but jobs fetch the batches. Twin: rt/stream.go.

   One job at a time fetches a batch. Awaitables that wait for items are in a waiting list. If
   items arrive when nobody waits, because the wait was cancelled or the batch was fetched
   ahead, they go to the queue of the stream, so no item is lost. A waiting awaitable owns a
   reference to the stream. The stream owns neither awaitables nor the job, which may outlive
   it. Awaitables may belong to other loops than the job. */
#ifndef GS_ASYNC_ASTREAM_H
#define GS_ASYNC_ASTREAM_H
#include "abi/abi3.h"
#include "call/call.h"
#include "async/async.h"
#include "async/awaitable.h"
#include "async/job.h"
#pragma GCC visibility push(hidden)

/* Words of a job that fetches: those of the core, and behind them a handle, for a stream object
   that is gone. */
enum { GS_ASK_HANDLE = 5, GS_ASK_WORDS = 6 };

/* A function without parameters, for the jobs of streams. */
extern const gs_fn gs_no_parameters;

/* Removes an awaitable from the waiting list of its stream. */
void gs_stream_quit(gs_awaitable *a);

/* A job that fetches is done: takes its batch, and frees it. when: as in
   gs_awaitable_callbacks(). */
void gs_stream_delivered(gs_job *e, int when);

/* The job of a function that returns a stream is done. */
void gs_stream_opened(gs_job *e, int when);

/* The stream object for such a function, before it has returned: a new reference, or NULL with
   an exception. Takes over e. */
PyObject *gs_stream_opening(gs_job *e);

/* The stream object for such a function that has run at once: out, or one that raises the
   exception that is set, or an empty one. Takes over out. */
PyObject *gs_stream_or(gs_async_function *a, PyObject *out);

/* The slots of an async iterator, for other types of streams. */
PyObject *gs_astream_next(PyObject *self);
void gs_astream_dealloc(PyObject *self);

/* When the async API is made; 0, or -1 with an exception. */
int gs_astreams_init(PyObject *native);
#pragma GCC visibility pop
#endif
