/* job.h: calls that Python does not wait for. Twin: rt/job.go.

   A job is the frame of a call with all that the call holds, in one block
   that outlives the call: references to arguments, views, wire buffers. It is Go's from
   gs_job_submit() until its state says that it is done, and nobody but Python
   frees it. Python either looks at it (GS_UNDERWAY becomes GS_DONE) or says that
   it waits or that it does not care any more; then Go pushes it to its loop. */
#ifndef GS_ASYNC_JOB_H
#define GS_ASYNC_JOB_H
#include "abi/abi3.h"
#include "abi/attributes.h"
#include "call/call.h"
#include "call/frame.h"
#include "values/wire.h"
#include "streams/stream.h"
#include <stddef.h>
#include <stdint.h>
#pragma GCC visibility push(hidden)

typedef struct gs_async_function gs_async_function;
typedef struct gs_awaitable gs_awaitable;
typedef struct gs_loop gs_loop;
typedef struct gs_async_function gs_async_function;
typedef struct gs_loop gs_loop;
typedef struct gs_awaitable gs_awaitable;

enum { GS_UNDERWAY, GS_DONE, GS_AWAITED, GS_UNWANTED };

typedef struct gs_job {
    struct gs_job *next, *before; /* in one list at a time */
    gs_loop *loop;                   /* counted; NULL: not begun */
    gs_async_function *async;
    union {
        gs_awaitable *awaitable; /* a reference where it is GS_AWAITED, else borrowed; NULL: nobody waits */
        gs_stream *stream;       /* of jobs that bring a stream or its items (astream.h); borrowed; NULL: it is gone */
    };
    uint32_t state;          /* atomic */
    uint32_t cancelled;      /* atomic */
    int32_t fn;
    uint16_t interruptible; /* its context can be cancelled */
    uint16_t generation;    /* of the core that has it */
    gs_frame f;             /* with its words; behind them what gs_job_layout() finds */
} gs_job;

/* What one call of a function needs behind its frame; constant. */
typedef struct gs_job_size {
    short words, scratch;
    short refs;  /* references to arguments */
    short cleanups; /* views, and the tuple of *args */
    short encoders;
    short call;  /* whether any of these is there, so that there is a gs_call */
} gs_job_size;

/* Where the parts of a job lie. */
typedef struct gs_job_parts {
    gs_call *call; /* NULL where nothing is to be given back */
    PyObject **refs;
    gs_cleanup *cleanups;
    gs_encoder *encoders;
    size_t size; /* of it all */
} gs_job_parts;

GS_INLINE gs_job_parts gs_job_layout(gs_job *e, const gs_job_size *s) {
    gs_job_parts p;
    /* a number, since e may be NULL: for the size */
    uintptr_t at = (uintptr_t)e + offsetof(gs_job, f) + offsetof(gs_frame, w) + 8 * (size_t)s->words +
        (size_t)s->scratch;
    p.call = s->call ? (gs_call *)at : NULL;
    at += s->call ? sizeof(gs_call) : 0;
    p.refs = (PyObject **)at;
    at += sizeof(PyObject *) * (size_t)s->refs;
    p.cleanups = (gs_cleanup *)at;
    at += sizeof(gs_cleanup) * (size_t)s->cleanups;
    p.encoders = (gs_encoder *)at;
    at += sizeof(gs_encoder) * (size_t)s->encoders;
    p.size = at - (uintptr_t)e;
    return p;
}

/* A new job that holds nothing, or NULL with MemoryError. */
gs_job *gs_job_new(gs_async_function *async, int32_t fn, const gs_job_size *s);

/* The outcome of a job that is done, by its tables: as the end of a thunk. */
PyObject *gs_job_take(gs_job *e);

/* Gives back all that a job holds. It is Python's, and what is to be taken
   of it has been. */
void gs_job_free(gs_job *e);

/* The end of a job that nobody waits for any more. */
void gs_job_discard(gs_job *e);

/* Hands a job with a loop to Go; -1 with an exception, and it is Python's
   still. */
int gs_job_submit(gs_job *e);
#pragma GCC visibility pop
#endif
