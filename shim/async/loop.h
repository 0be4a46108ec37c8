/* loop.h: event loops that wait for jobs. Twin: rt/loop.go.

   Go pushes a finished job to the list of its loop. If the list was empty, it also writes to a
   descriptor that the loop watches. This takes no lock of Python. Then the loop calls
   gs_loop_deliver(), which takes the whole list, makes the results and steps the tasks that
   wait for them, at once and not through call_soon(), which would cost a turn of the loop for
   each.

   The loop's handle of the reader is the only owner of the object that it calls. So the
   object's deallocation means that the loop is closed or gone. */
#ifndef GS_ASYNC_LOOP_H
#define GS_ASYNC_LOOP_H
#include "abi/abi3.h"
#include "abi/attributes.h"
#include "async/job.h"
#include <stdint.h>
#pragma GCC visibility push(hidden)

/* An event loop. */
struct gs_loop {
    /* used by Go */
    gs_job *completions; /* finished jobs, the newest first; atomic */
    int32_t wake;      /* the descriptor to write to; -1: use call_soon_threadsafe() */
    int32_t closed;    /* atomic */
    int32_t panicked;  /* a goroutine has panicked while jobs of this loop ran; atomic */
    int32_t pushing;   /* Go threads that are about to write; atomic */
    int64_t notified;      /* time of Go's last write; atomic */
    /* used by Python: GS_ASYNC_ALONE() */
    int32_t watched;     /* the descriptor to read */
    uint16_t generation; /* of the core that wakes it: a child has its own descriptors */
    int16_t spin_budget;        /* how well spinning has worked lately: awaitable.c */
    uint16_t asked;             /* awaits without spinning */
    uint16_t delivering;    /* finished jobs are being delivered */
    int64_t turn;        /* start of the loop's turn, or the first look at the clock since; 0: unknown */
    int64_t users;       /* number of jobs and awaitables, plus 1 while the loop is open */
    /* Python's loop. Borrowed: it lives while it is open, and awaitables own references. Owned
       while open if there is a deliverer */
    PyObject *loop;
    /* the callback for call_soon_threadsafe(), if the loop watches no descriptors; else NULL */
    PyObject *deliverer;
    gs_job *rest, *last; /* finished jobs left for the next turn, the oldest first */
    gs_loop *other; /* the next in the list of all */
};
extern gs_loop *gs_loops; /* the list of all; GS_ASYNC_ALONE() */

/* The object that the loop calls. */
typedef struct gs_reader_object {
    PyObject_HEAD
    gs_loop *loop;
} gs_reader_object;

/* Objects of asyncio and our own types, all got at the first use of the async API (aio.h). */
struct gs_aio_state {
    PyObject *running_loop;  /* asyncio._get_running_loop */
    PyObject *CancelledError, *InvalidStateError;
    PyObject *copy_context;  /* contextvars.copy_context */
    PyObject *ensure_future; /* asyncio.ensure_future */
    PyObject *method;        /* types.MethodType */
    PyObject *marks[2];      /* marks of coroutine functions, of asyncio and inspect; NULL if there is none */
    PyObject *run, *context; /* attribute names */
    PyTypeObject *reader, *awaitable, *future, *function;
    int ready;
};
extern struct gs_aio_state gs_aio;

/* Ends one use of a loop. Frees it after the last one. */
void gs_loop_leave(gs_loop *l);

/* When the callbacks of a settled awaitable run. */
enum {
    GS_NEVER = -1, /* the loop is closed */
    GS_SOON,       /* in the next turn of the loop */
    GS_NOW,        /* at once */
    GS_FROM_AFAR, /* soon, on a loop that does not run on this thread */
};

/* How many tasks one turn steps at most, and for how long, so that others get their turn. And
   how long a task may go on in one turn if it never has to wait. */
enum { GS_DELIVER_MOST = 64, GS_DELIVER_NS = 2 * 1000 * 1000, GS_TURN_NS = 100 * 1000 };

/* Whether this turn of the loop has lasted so long that another should begin. */
GS_INLINE int gs_loop_turn_is_due(gs_loop *l, int64_t now) {
    if (!l->turn) l->turn = now;
    return now - l->turn > GS_TURN_NS;
}

/* The loop is closed or gone: discards the jobs in its list. */
void gs_loop_bury(gs_loop *l);

/* In a forked child: replaces the descriptors of the loops, which it shares with the parent, by
   ones on which nothing arrives. If the child read them, it would take what the parent waits
   for. fork() calls this, so it must not use Python. */
void gs_loops_forked(void);

/* The slots tp_call and tp_dealloc of gs_reader_object. */

PyObject *gs_reader_call(PyObject *self, PyObject *args, PyObject *kw);
void gs_reader_dealloc(PyObject *self);

/* Pushes a job that Python made, from any thread. */
void gs_loop_push(gs_loop *l, gs_job *e);

/* The core calls this: a closed loop has got a job, or a loop without a descriptor must be
   woken. */
void gs_loop_called(void *loop, int32_t closed);

/* Whether this child was forked inside an event loop of its parent. */
int gs_loop_inherited(void);

/* The loop that runs on this thread, with one use for the caller. NULL if there is none, with
   an exception if finding it failed. */
gs_loop *gs_loop_running(void);
#pragma GCC visibility pop
#endif
