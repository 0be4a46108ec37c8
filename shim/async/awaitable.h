/* awaitable.h: what a call of the async API returns.

   It is a future, as far as asyncio looks (PEP 3156; CPython's Lib/asyncio/
   futures.py and Modules/_asynciomodule.c): gather(), wait_for() and shield() take
   it as it is, without a Task around it. And it is a coroutine, since users write
   create_task(aio.f()) and asyncio.run(aio.f()) as they do with any async
   function. But asyncio.wait() refuses coroutines, also when ensure_future() has
   given it one back. So there are two types of one layout: an awaitable is born as
   the first, and becomes the second, without send(), throw() and close(), as soon
   as asyncio has asked whether it is a future.

   Where no loop runs at the call the job is begun at the first await, on the
   loop that runs then. */
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

typedef struct gs_async_function gs_async_function;
enum { GS_PENDING, GS_RESULT, GS_RAISED_IT, GS_CANCELLED };

struct gs_awaitable {
    PyObject_HEAD
    gs_job *job; /* until it is done; NULL where somebody else has it (astream.h) */
    /* counted, and with a reference to its loop; NULL before a job is begun, and where there was none to begin */
    gs_loop *loop;
    PyObject *callback, *callback_context; /* the first callback and its context */
    PyObject *more_callbacks;        /* list of (callback, context), or NULL */
    PyObject *value;         /* result, exception, or the message of cancel() */
    PyObject *weakrefs;
    gs_async_function *async; /* for its name; or NULL */
    gs_awaitable *after; /* in the line of a stream, which is the value until it is over (astream.h) */
    uint8_t state;
    uint8_t waits;    /* somebody waits: the job has a reference */
    uint8_t blocking; /* _asyncio_future_blocking */
    uint8_t used;     /* awaited, or asked for its outcome */
    uint8_t retrieved;     /* somebody got the outcome */
};

/* The exception that is set, as an object: a new reference. */
PyObject *gs_raised(void);

/* Takes over the outcome: a new reference, or NULL with an exception set. */
void gs_awaitable_settle(gs_awaitable *a, PyObject *result);

/* Runs the callbacks of one that is over: the first at once where it is GS_NOW, all
   others by the loop. What ends the loop is set afterwards. */
void gs_awaitable_callbacks(gs_awaitable *a, int when);

/* Cancels one that is not over; callbacks are for the caller to run. */
void gs_awaitable_end(gs_awaitable *a, PyObject *message);

/* One of a parent process, in a child. If it was done when the process forked, its
   loop may have it, which frees it if it is ever run again. */
void gs_job_inherited(gs_job *e);

/* Lets go of a job that is not wanted any more. */
void gs_awaitable_part(gs_awaitable *a);
void gs_awaitable_of_parent(const gs_awaitable *a);
void gs_awaitable_forked(gs_awaitable *a);

/* Whether a child has inherited what it waits for. */
int gs_awaitable_inherited(const gs_awaitable *a);

/* Whether it is over, looking at the job. */
GS_INLINE int gs_awaitable_over(gs_awaitable *a) {
    gs_job *e = a->job;
    if (a->state != GS_PENDING) return 1;
    if (GS_UNLIKELY(gs_the_core.generation) && gs_awaitable_inherited(a)) {
        gs_awaitable_forked(a);
        return 1;
    }
    if (!e || !e->loop) return 0;
    /* it may be there, and nobody comes to bring it soon */
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

/* Has the job pushed to its loop when it is done; 1 if it is over already. */
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

int gs_awaitable_soon(gs_awaitable *a, PyObject *callback, PyObject *in, int when);

/* A job that its loop got. An exception that is set afterwards is for the
   loop. */
void gs_job_deliver(gs_job *e, int when);

/* A goroutine has panicked: those that run may wait for what it did not do. So
   they fail at once. */
void gs_loop_failures(gs_loop *l);

/* ---- awaiting ---- */

PyObject *gs_awaitable_outcome(gs_awaitable *a);

/* Begins a job that no loop has yet. */
int gs_awaitable_begin(gs_awaitable *a, int must);
PyObject *gs_awaitable_next(PyObject *self);
int gs_awaitable_send(PyObject *self, PyObject *v, PyObject **result);
#pragma GCC visibility pop
#endif
