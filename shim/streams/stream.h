/* stream.h: Go's iterators, and channels that are received from, as Python iterators. Twins: rt/stream.go,
   internal/convert/stream.go.

   A stream object holds the Go value, as an instance does, and a queue of items that have
   arrived and have not been asked for. Items come in batches, whose size the core chooses.
   Several threads may ask at the same time. Each crosses for a batch of its own, and all
   batches go into the one queue, so each item is returned once. */
#ifndef GS_STREAMS_STREAM_H
#define GS_STREAMS_STREAM_H
#include "abi/abi3.h"
#include "abi/attributes.h"
#include "values/wire.h"
#include "objects/object.h"
#include <stdint.h>
#include <stdlib.h>
#pragma GCC visibility push(hidden)

typedef struct gs_async_function gs_async_function;
typedef struct gs_awaitable gs_awaitable;
typedef struct gs_job gs_job;

/* How the core is asked for items, and what it returns instead of their number. The same as in
   rt/stream.go. */
enum { GS_ASK_PATIENTLY, GS_ASK_FOR_A_MOMENT, GS_ASK_WHETHER };
enum { GS_ITEMS_NOT_YET = -1, GS_ITEMS_ITSELF = -2 };

/* The functions that serve a stream. */
typedef struct gs_flow {
    int next, stop; /* functions of the core */
    struct gs_async_function *ask, *end; /* the same in the async API (astream.h) */
    struct gs_async_function *put;       /* of a channel that can be sent to (channel.h); or NULL */
} gs_flow;

/* Items that arrived together. */
typedef struct gs_batch {
    struct gs_batch *more; /* the next batch */
    Py_ssize_t at, n;
    PyObject *items[]; /* owned from index at on */
} gs_batch;

/* A stream object, of either API. */
typedef struct gs_stream {
    gs_object of;
    const gs_type *type;
    gs_batch *first, *last; /* the queue */
    short closed;
    short closing; /* async: a job that closes it has been submitted, and may not have begun */
    short delivering; /* async: the result of a job is being put into the queue */
    short going; /* async: being deallocated, while other threads may run */
    PyObject *raised;                        /* async: an exception that nobody waited for */
    struct gs_job *asking;                /* async: the job that fetches the next batch; borrowed */
    struct gs_awaitable *waiting, *lastwait; /* async: awaitables that wait for items, in order; borrowed */
} gs_stream;
extern PyTypeObject *gs_astream_type; /* made with the async API */
extern PyTypeObject *gs_areader_type; /* the same, for readers: with read() and the like */

/* The type of a stream object of the async API. */
GS_INLINE PyTypeObject *gs_astream_type_of(const gs_type *ty) {
    return ty->kind == GS_FILE ? gs_areader_type : gs_astream_type;
}

/* Whether o is one. */
GS_INLINE int gs_is_astream(PyObject *o) { return Py_TYPE(o) == gs_astream_type || Py_TYPE(o) == gs_areader_type; }

/* Reads an item that nobody will get, and frees its handles. */
void gs_stream_skip(gs_decoder *r, const gs_type *ty);

/* Drops the items that are left in a batch, and frees it. */
void gs_batch_free(gs_batch *b);

/* Takes the first item from the queue: a new reference, or NULL without an exception. */
GS_INLINE PyObject *gs_stream_pop(gs_stream *s) {
    gs_batch *b = s->first;
    if (!b) return NULL;
    PyObject *o = b->items[b->at++];
    if (b->at == b->n) {
        if (!(s->first = b->more)) s->last = NULL;
        free(b);
    }
    return o;
}

/* Empties the queue. */
void gs_stream_clear(gs_stream *s);

/* Decodes the batch that the core wrote (wire buffer and count), and frees the handle. NULL
   without an exception at the end. */
gs_batch *gs_stream_batch(gs_stream *s, const uint64_t *w);

/* Appends a batch to the queue, or frees it if it is empty by now. Takes over b. */
GS_INLINE void gs_stream_append(gs_stream *s, gs_batch *b) {
    if (b->at == b->n || s->closed) { /* another thread may have closed the stream */
        gs_batch_free(b);
        return;
    }
    if (s->last) s->last->more = b;
    else s->first = b;
    s->last = b;
}

/* Replaces the exception that is set, a StopIteration that a callback raised, by a RuntimeError
   with it as its cause, as in a generator. Otherwise it would look like the end. what: its
   name. */
void gs_stream_not_the_end(const char *what);

/* Ends the producer, if it may not have been told to end. */
void gs_stream_abandon(gs_stream *s);
void gs_stream_dealloc(PyObject *self);

/* The next item: a new reference; NULL at the end, or with an exception. */
PyObject *gs_stream_next(PyObject *self);

/* At import; 0, or -1 with an exception. */
int gs_streams_init(PyObject *native);

/* A stream object over a Go value: a new reference, or NULL with an exception. Takes over handle. */
PyObject *gs_stream_new_over(char *at, int32_t handle, const gs_type *ty, int api);

/* Decodes a stream: a new reference, or NULL with an exception. */
PyObject *gs_stream_take(gs_decoder *r, const gs_type *ty);
extern const gs_ops gs_stream_ops;
#pragma GCC visibility pop
#endif
