/* loop.h: event loops that wait for jobs. Twin: rt/loop.go.

   Go pushes a job that is done to its loop's list and, where the list was
   empty, writes to a descriptor that the loop watches: no lock of Python's is
   taken. The loop then calls gs_loop_deliver(), which takes all of the list, makes
   the results and steps the tasks that wait for them, at once and not by
   call_soon(): that spares a turn of the loop for each.

   The loop's own handle of the reader is the only owner of the object that this
   is called by. So its end says that the loop is closed or gone. */
#ifndef GS_ASYNC_LOOP_H
#define GS_ASYNC_LOOP_H
#include "abi/abi3.h"
#include "abi/attributes.h"
#include "async/job.h"
#include <stdint.h>
#pragma GCC visibility push(hidden)

struct gs_loop {
    /* Go's part */
    gs_job *completions; /* the last first; atomic */
    int32_t wake;      /* to be written to; -1: by call_soon_threadsafe() */
    int32_t closed;    /* atomic */
    int32_t panicked;  /* a goroutine did, and jobs of this loop were running; atomic */
    int32_t pushing;   /* Go's threads that are about to write; atomic */
    int64_t notified;      /* when Go last wrote; atomic */
    /* Python's part, guarded by the GIL */
    int32_t watched;     /* to be read */
    uint16_t generation; /* of the core that wakes it: a child has descriptors of its own */
    int16_t spin_budget;        /* how the last spins have gone: awaitable.h */
    uint16_t asked;
    uint16_t delivering;    /* what has completed is being given out */
    int64_t turn;        /* when its turn began, as far as is known: at the first look at the clock after 0 */
    int64_t users;       /* jobs, awaitables, and one while it is open */
    /* borrowed: good while it is open, and for awaitables, which own a reference each; owned while open where there
       is a deliverer */
    PyObject *loop;
    PyObject *deliverer;    /* what call_soon_threadsafe() gets, where the loop watches no descriptors; else NULL */
    gs_job *rest, *last; /* completed, and left for the loop's next turn; the first first */
    gs_loop *other;
};
extern gs_loop *gs_loops; /* all; guarded by the GIL */

typedef struct gs_reader_object { /* what the loop calls */
    PyObject_HEAD
    gs_loop *loop;
} gs_reader_object;

/* Of asyncio, and made at the first use of the async API (aio.h). */
struct gs_aio_state {
    PyObject *running_loop;  /* asyncio._get_running_loop */
    PyObject *CancelledError, *InvalidStateError;
    PyObject *copy_context;  /* contextvars.copy_context */
    PyObject *ensure_future; /* asyncio.ensure_future */
    PyObject *method;        /* types.MethodType */
    PyObject *marks[2];      /* asyncio's and inspect's marks of coroutine functions; NULL where there is none */
    PyObject *run, *context; /* names */
    PyTypeObject *reader, *awaitable, *future, *function;
    int ready;
};
extern struct gs_aio_state gs_aio;
void gs_loop_leave(gs_loop *l);

/* When callbacks of what has completed run. */
enum {
    GS_NEVER = -1, /* the loop is closed */
    GS_SOON,       /* in the loop's next turn */
    GS_NOW,
    GS_FROM_AFAR, /* soon, of a loop that is not the one that runs here */
};

/* How many tasks one turn of the loop steps, and for how long: others wait. And how
   long one task may go on in it without having to wait for anything. */
enum { GS_DELIVER_MOST = 64, GS_DELIVER_NS = 2 * 1000 * 1000, GS_TURN_NS = 100 * 1000 };

GS_INLINE int gs_loop_turn_is_due(gs_loop *l, int64_t now) {
    if (!l->turn) l->turn = now;
    return now - l->turn > GS_TURN_NS;
}

/* The loop is closed or gone: what is for it goes with it. */
void gs_loop_bury(gs_loop *l);

/* In a forked child: the descriptors are its parent's too, and who reads there takes
   what the parent waits for. So they are put in the place of others of which
   nothing comes. May use no Python: called by fork(). */
void gs_loops_forked(void);

/* ---- the object that the loop calls ---- */

PyObject *gs_reader_call(PyObject *self, PyObject *args, PyObject *kw);
void gs_reader_dealloc(PyObject *self);

/* Puts a job of Python's own on the list: on any thread. */
void gs_loop_push(gs_loop *l, gs_job *e);

/* Called by the core: a loop that is closed has got something, or one without
   a descriptor is to be woken. */
void gs_loop_called(void *loop, int32_t closed);

/* Whether this is a child that was forked in an event loop: for it none runs. */
int gs_loop_inherited(void);

/* The loop that runs in this thread, counted; NULL without an exception where
   none does. */
gs_loop *gs_loop_running(void);
#pragma GCC visibility pop
#endif
