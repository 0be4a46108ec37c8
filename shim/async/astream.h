/* astream.h: Go's iterators and channels as async iterators. The same streams as
   in stream.h, asked by jobs. Twin: rt/stream.go.

   One job at a time asks for a batch; those who wait for items stand in a
   line. What comes when nobody waits, since the wait was cancelled or it was asked for
   ahead, goes to the queue of the stream: no item is lost. Who waits keeps the stream;
   the stream keeps neither them nor the job, which may outlive it. Those in the
   line may belong to other loops than the job. */
#ifndef GS_ASYNC_ASTREAM_H
#define GS_ASYNC_ASTREAM_H
#include "abi/abi3.h"
#include "call/call.h"
#include "async/async.h"
#include "async/awaitable.h"
#include "async/job.h"
#pragma GCC visibility push(hidden)

/* Words of an asking job: those of the core, and behind them the handle of a
   stream that is gone. */
enum { GS_ASK_HANDLE = 5, GS_ASK_WORDS = 6 };

extern const gs_fn gs_no_parameters;

/* Takes an awaitable out of the line of its stream. */
void gs_stream_quit(gs_awaitable *a);

/* What the job has brought. */
void gs_stream_delivered(gs_job *e, int when);

/* The function that gives the stream has returned. */
void gs_stream_opened(gs_job *e, int when);

/* The stream that a call gives, before it has returned. */
PyObject *gs_stream_opening(gs_job *e);

/* The stream that a short call gave, or one that raises what is set. */
PyObject *gs_stream_or(gs_async_function *a, PyObject *out);
int gs_astreams_init(PyObject *native);
#pragma GCC visibility pop
#endif
