/* awaitable.h: the awaitable, which a call of the async API returns.

   To asyncio it is a future (PEP 3156; CPython's Lib/asyncio/futures.py and
   Modules/_asynciomodule.c): gather(), wait_for() and shield() accept it without a Task around
   it. It is also a coroutine, since users write create_task(aio.f()) and asyncio.run(aio.f())
   as for any async function. But asyncio.wait() refuses coroutines, even if ensure_future() has
   returned one. So there are two types with one layout. An awaitable starts with the first
   type. As soon as asyncio asks whether it is a future, it gets the second, which has no
   send(), throw() and close().

   If no loop runs at the call, the job begins at the first await, on the loop that runs then. */
#ifndef GS_ASYNC_AWAITABLE_H
#define GS_ASYNC_AWAITABLE_H
#include "abi/abi3.h"
#include "abi/attributes.h"
#include "os/signals.h"
#include "call/frame.h"
#include "async/job.h"
#include "async/loop.h"
#include <stdint.h>
#pragma GCC visibility push(hidden)

typedef struct gs_async_function gs_async_function; /* async.h */

/* gs_awaitable.state. */
enum { GS_PENDING, GS_RESULT, GS_RAISED_IT, GS_CANCELLED };

struct gs_awaitable {
    PyObject_HEAD
    gs_job *job; /* until it is done; NULL if another object has it (astream.h) */
    /* one use of it, and a reference to its Python loop; NULL before the job begins, and if
       there was no job */
    gs_loop *loop;
    PyObject *callback, *callback_context; /* the first callback and its context */
    PyObject *more_callbacks;        /* a list of (callback, context), or NULL */
    PyObject *value;         /* result, exception, or the message of cancel() */
    PyObject *weakrefs;
    gs_async_function *async; /* for its name; or NULL */
    /* the next one in the waiting list of a stream; until it is over, the stream is the value
       (astream.h) */
    gs_awaitable *after;
    uint8_t state;
    uint8_t waits;    /* somebody waits, and the job owns a reference to this */
    uint8_t blocking; /* _asyncio_future_blocking */
    uint8_t used;     /* somebody has awaited it, or asked for its outcome */
    uint8_t retrieved;     /* somebody has got the outcome */
};

/* The exception that is set, with its traceback, as a new reference; it is cleared. */
PyObject *gs_raised(void);

/* Stores the outcome. Takes over result; if it is NULL, the exception that is set. */
void gs_awaitable_settle(gs_awaitable *a, PyObject *result);

/* Runs the callbacks of an awaitable that is over: the first at once if when is GS_NOW, the
   others through the loop. Afterwards, an exception that ends the loop is set. */
void gs_awaitable_callbacks(gs_awaitable *a, int when);

/* Marks an awaitable as cancelled, if it is not over. The caller runs its callbacks. */
void gs_awaitable_end(gs_awaitable *a, PyObject *message);

/* In a child: drops a job of the parent. If it was done when the process forked, the loop may
   have it, and frees it if it ever runs again. */
void gs_job_inherited(gs_job *e);

/* Detaches the job, which nobody wants any more. */
void gs_awaitable_part(gs_awaitable *a);

/* In a child: sets the exception for an awaitable of the parent; and ends it with that exception. */
void gs_awaitable_of_parent(const gs_awaitable *a);
void gs_awaitable_forked(gs_awaitable *a);

/* Whether the awaitable waits for something of the parent process. */
int gs_awaitable_inherited(const gs_awaitable *a);

/* Whether the awaitable is over. If the job is done, takes its outcome. */
GS_INLINE int gs_awaitable_over(gs_awaitable *a) {
    gs_job *e = a->job;
    if (a->state != GS_PENDING) return 1;
    if (GS_UNLIKELY(gs_the_core.generation) && gs_awaitable_inherited(a)) {
        gs_awaitable_forked(a);
        return 1;
    }
    if (!e || !e->loop) return 0;
    /* the loop is closed: the job may be done, but nobody will deliver it soon */
    if (GS_UNLIKELY(a->waits && GS_ATOMIC_GET(&e->loop->closed))) {
        gs_loop_bury(e->loop);
        return a->state != GS_PENDING;
    }
    if (a->waits || GS_ATOMIC_GET(&e->state) != GS_DONE) return 0;
    a->job = NULL;
    gs_awaitable_settle(a, gs_job_take(e));
    gs_job_free(e);
    return 1;
}

/* From now on, Go pushes the job to its loop when it is done. 1 if the awaitable is over
   already. */
GS_INLINE int gs_awaitable_wait(gs_awaitable *a) {
    if (gs_awaitable_over(a)) return 1;
    if (a->waits || !a->job) return 0;
    uint32_t was = GS_UNDERWAY;
    Py_INCREF(a);
    a->waits = 1;
    if (__atomic_compare_exchange_n(&a->job->state, &was, GS_AWAITED, 0, __ATOMIC_ACQ_REL, __ATOMIC_ACQUIRE)) return 0;
    a->waits = 0;
    Py_DECREF(a);
    return gs_awaitable_over(a);
}

/* ---- callbacks ---- */

/* Lets the loop call a callback in a context. 0, or -1 with an exception. */
int gs_awaitable_soon(gs_awaitable *a, PyObject *callback, PyObject *in, int when);

/* Delivers a job that its loop has received. An exception that is set afterwards is for the
   loop. */
void gs_job_deliver(gs_job *e, int when);

/* A goroutine has panicked: all running jobs of the loop fail at once, since they may wait for
   the goroutine. */
void gs_loop_failures(gs_loop *l);

/* ---- awaiting ---- */

/* The outcome: a new reference, or NULL with the exception. */
PyObject *gs_awaitable_outcome(gs_awaitable *a);

/* Begins a job that has no loop yet. 0, or -1 with an exception. must: an error if no loop
   runs. */
int gs_awaitable_begin(gs_awaitable *a, int must);

/* The slots tp_iternext and am_send. */
PyObject *gs_awaitable_next(PyObject *self);
int gs_awaitable_send(PyObject *self, PyObject *v, PyObject **result);
#pragma GCC visibility pop
#endif
