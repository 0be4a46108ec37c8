/* job.h: jobs: calls that Python does not wait for. Twin: rt/job.go.

   A job is the frame of a call with everything that the call holds, in one block that outlives
   the call: references to arguments, views, wire buffers. It belongs to Go from gs_job_submit()
   until its state says that it is done, and only Python frees it. Python either looks at it
   later (GS_UNDERWAY becomes GS_DONE), or says that it waits for the job, or does not want it
   any more. In these cases, Go pushes the finished job to its loop. */
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

typedef struct gs_async_function gs_async_function; /* async.h */
typedef struct gs_awaitable gs_awaitable;           /* awaitable.h */
typedef struct gs_loop gs_loop;                     /* loop.h */

/* gs_job.state. The same as in rt/job.go. */
enum { GS_UNDERWAY, GS_DONE, GS_AWAITED, GS_UNWANTED };

typedef struct gs_job {
    struct gs_job *next, *before; /* links of one list at a time */
    gs_loop *loop;                   /* one use of it; NULL: not begun */
    gs_async_function *async;
    union {
        gs_awaitable *awaitable; /* owned if the state is GS_AWAITED, else borrowed; NULL: nobody waits */
        /* of jobs for a stream or its items (astream.h); borrowed; NULL: the object is gone */
        gs_stream *stream;
    };
    uint32_t state;          /* atomic */
    uint32_t cancelled;      /* atomic */
    int32_t fn;
    uint16_t interruptible; /* it has a context that can be cancelled */
    uint16_t generation;    /* of the core that runs it */
    PyObject *request;      /* what it works on, for crash reports: owned, or NULL (call/request.h) */
    int64_t submitted, started, ended; /* gs_clock(), of a job that is measured; submitted is 0 of others (call/profile.h) */
    gs_frame f;             /* with its words, followed by the parts of gs_job_layout() */
} gs_job;

/* What a call of a function needs behind its frame; constant. */
typedef struct gs_job_size {
    short words, scratch;
    short refs;  /* references to arguments */
    short cleanups; /* views, and the tuple of *args */
    short encoders;
    short call;  /* whether there is any of these, so that a gs_call is needed */
} gs_job_size;

/* The parts of a job. */
typedef struct gs_job_parts {
    gs_call *call; /* NULL if the call holds nothing */
    PyObject **refs;
    gs_cleanup *cleanups;
    gs_encoder *encoders;
    size_t size; /* of the whole block */
} gs_job_parts;

/* The addresses of a job's parts. e may be NULL, to get the size. */
GS_INLINE gs_job_parts gs_job_layout(gs_job *e, const gs_job_size *s) {
    gs_job_parts p;
    /* an integer, since e may be NULL */
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

/* A new job without arguments, or NULL with MemoryError. */
gs_job *gs_job_new(gs_async_function *async, int32_t fn, const gs_job_size *s);

/* The parts of gs_job_new() and gs_job_free() that do not depend on where the job lies: makes one without arguments of
   memory of the size of its layout; and releases what it holds. crossed: it was given to Go. */
gs_job_parts gs_job_init(gs_job *e, gs_async_function *async, int32_t fn, const gs_job_size *s);
void gs_job_release(gs_job *e, int crossed);

/* Raises the failure of a finished job that has one. api: of the instances among results beside the error. */
void gs_job_raise(gs_job *e, int api);

/* The outcome of a finished job, as a thunk would return it: a new reference, or NULL with the
   exception. Frees the handles of its results. */
PyObject *gs_job_take(gs_job *e);

/* Frees a job and releases all it holds. It must belong to Python, and its outcome must have
   been taken. */
void gs_job_free(gs_job *e);

/* Frees a finished job that nobody waits for, with its outcome. */
void gs_job_discard(gs_job *e);

/* Submits a job that has a loop. 0, or -1 with an exception, and the job still belongs to the
   caller. */
int gs_job_submit(gs_job *e);
#pragma GCC visibility pop
#endif
