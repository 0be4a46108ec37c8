/* stream.h: Go's iterators and channels as Python iterators. Twins: rt/stream.go,
   internal/convert/stream.go.

   A stream holds the Go value, as an instance does, and the items that have come
   and were not asked for yet. They come in batches, of a size that the core
   chooses. Threads may ask at once: each crosses for a batch of its own, and all
   batches stand in one queue, so that each item is given once. */
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

/* How the core is asked for items, and what it says in the place of their number.
   Twins are in rt/stream.go. */
enum { GS_ASK_PATIENTLY, GS_ASK_FOR_A_MOMENT, GS_ASK_WHETHER };
enum { GS_ITEMS_NOT_YET = -1, GS_ITEMS_ITSELF = -2 };

/* How the core is asked. */
typedef struct gs_flow {
    int next, stop; /* functions of the core */
    struct gs_async_function *ask, *end; /* the same for the async API (astream.h) */
} gs_flow;

typedef struct gs_batch {
    struct gs_batch *more; /* the one that came after it */
    Py_ssize_t at, n;
    PyObject *items[]; /* those from at on are owned */
} gs_batch;

typedef struct gs_stream {
    gs_object of;
    const gs_type *type;
    gs_batch *first, *last;
    short closed;
    short closing; /* async: by a job, of which nobody knows whether it begins */
    short delivering; /* async: what a job has brought is being taken in */
    short going; /* async: it is being deallocated, and other threads may run */
    PyObject *raised;                        /* async: an exception that nobody waited for any more */
    struct gs_job *asking;                /* async: for the next batch; borrowed */
    struct gs_awaitable *waiting, *lastwait; /* async: for items, in their order; borrowed */
} gs_stream;
extern PyTypeObject *gs_astream_type; /* made with the async API */

/* Reads over an item: what it holds of Go's is given back. */
void gs_stream_skip(gs_decoder *r, const gs_type *ty);
void gs_batch_free(gs_batch *b);

/* The first item of the queue; NULL where there is none. */
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

void gs_stream_clear(gs_stream *s);

/* The batch that the core wrote (wire buffer and count); NULL without an exception at the
   end. */
gs_batch *gs_stream_batch(gs_stream *s, const uint64_t *w);

/* Takes over a batch, which may be empty by now. */
GS_INLINE void gs_stream_append(gs_stream *s, gs_batch *b) {
    if (b->at == b->n || s->closed) { /* closed by another thread meanwhile */
        gs_batch_free(b);
        return;
    }
    if (s->last) s->last->more = b;
    else s->first = b;
    s->last = b;
}

/* A StopIteration that a callback raised would be taken for the end: as in a
   generator, it is the cause of a RuntimeError. */
void gs_stream_not_the_end(const char *what);

/* Ends the producer where it may not have been told. */
void gs_stream_abandon(gs_stream *s);
void gs_stream_dealloc(PyObject *self);
int gs_streams_init(PyObject *native);
extern const gs_ops gs_stream_ops;
extern const gs_ops gs_channel_ops;
#pragma GCC visibility pop
#endif
