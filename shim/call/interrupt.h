/* interrupt.h: calls that Ctrl-C interrupts. Twin: rt/interrupt.go.

   Python runs signal handlers in its main thread only. If a function with a context is called
   there, it would block them. So it runs on a worker thread of this extension, while the main
   thread waits and runs Python's handlers when a signal comes. If a handler raises, the context
   is cancelled, and the handler's exception becomes that of the call as soon as the function
   has returned.

   What the function calls in Python on its own goroutine runs in the main thread all the same:
   the worker hands each callback to the thread that waits for it. So Python code that blocks
   there hears of signals too. Callables that are borrowed are not handed over: they are called
   often, and briefly.

   A read of a file object has no context that could end it. It is left to the worker instead,
   if a handler raises: see gs_enter_leaving().

   Both threads spin for a moment before they sleep: a thread switch by the kernel costs more
   than a short function. */
#ifndef GS_CALL_INTERRUPT_H
#define GS_CALL_INTERRUPT_H
#include "abi/abi3.h"
#include "abi/attributes.h"
#include "os/semaphore.h"
#include "call/activecall.h"
#include "call/frame.h"
#include <stdint.h>
#pragma GCC visibility push(hidden)

/* What a worker does; read by the spinning threads. */
enum {
    GS_WORKER_DONE,
    GS_WORKER_RUNS,
    GS_WORKER_ASKS, /* and waits until the other thread has made a callback */
    GS_WORKER_LEFT  /* and nobody will make callbacks for it */
};

/* A worker thread. */
typedef struct gs_worker {
    struct gs_worker *next; /* in the list of idle workers */
    gs_semaphore run, done;
    int state;              /* GS_WORKER_*; atomic */
    int32_t fn;
    gs_frame *frame;
    uint64_t *left;    /* a GS_LEAVING_*, in the frame, of a call that may be left; else NULL */
    PyObject *context; /* the caller's context; NULL: an empty one */
    struct gs_callback *asked; /* with GS_WORKER_ASKS */
    gs_profile_thread *profile; /* of the caller, which waits; NULL: the call is not measured */
} gs_worker;
extern gs_worker *gs_workers; /* idle workers; under a lock */
void gs_workers_forked(void);

/* On the thread of a worker: lets the thread that waits for it make a callback. 0: nobody waits. */
int gs_worker_ask(gs_worker *w, struct gs_callback *cb);

/* How it is made: gs_callback_run() of a later layer, which sets the pointer at import. */
extern void (*gs_worker_callback)(struct gs_callback *cb);

/* Whether this is the thread in which Python runs signal handlers. */
int gs_is_main_thread(void);

/* The exception of a signal handler, raised when the function has returned. */
typedef struct gs_interrupted {
    PyObject *type, *value, *traceback;
} gs_interrupted;

/* Moves the exception that is set to *i, unless there is one already: the first counts. */
void gs_interrupted_by(gs_interrupted *i);

/* Tells the processor that this thread is spinning. */
GS_INLINE void gs_pause(void) {
#if defined(__x86_64__)
    __builtin_ia32_pause();
#elif defined(__aarch64__)
    __asm__ volatile("yield");
#endif
}

/* A call on a worker thread, while the thread that made it goes on with the GIL. */
typedef struct gs_away {
    gs_worker *worker; /* NULL: the process may not have more threads, and the call is over */
    gs_frame *frame;
    int result;
    uint16_t generation;
    gs_active_call *call;
} gs_away;

/* Begins one: 0, or as gs_enter() if it has not begun. Until gs_away_end(), the caller runs no Python code. To begin may run
   some: a collection's, since objects are made. last: called with `what` after that, right before a worker begins; or NULL. */
int gs_away_begin(gs_away *a, gs_frame *f, int32_t fn, void (*last)(uintptr_t what), uintptr_t what);

/* Whether there is an idle worker, so that the next one runs on that. It makes one. */
int gs_away_ready(void);

/* Waits with the GIL, for so many nanoseconds: 1: the call is over, or wants this thread to make a callback; 0: it goes on, as far as is
   known. */
int gs_away_wait_held(const gs_away *a, int64_t nanoseconds);

/* Waits for it without the GIL. In the main thread, Python's signal handlers run meanwhile, as in
   gs_enter_interruptible(). Returns as gs_enter(). */
int gs_away_end(gs_away *a, gs_interrupted *i);

/* As gs_enter(), but Python's signal handlers run meanwhile. Their exception is in *i; call
   gs_interrupted_end() with the result. */
int gs_enter_interruptible(gs_frame *f, int32_t fn, gs_interrupted *i);

/* The state of a call that may be left, a word of its frame. Go changes it from
   GS_LEAVING_NOT to GS_LEAVING_DONE at its end, or finds that nobody waits for what it has. The
   same as in rt/fileobject.go. */
enum { GS_LEAVING_NOT = 1, GS_LEAVING_DONE, GS_LEAVING_LEFT };

/* As gs_enter_interruptible(), for the main thread and a call that has no context. If a handler
   raises, the call is left to its worker, which frees the frame: GS_CALL_LEFT, and the exception is set.
   Else returns as gs_enter(), and the frame is the caller's; if a handler's exception is set
   beside a result, the call had ended by then. f: malloc()ed. left: a word of it. */
int gs_enter_leaving(gs_frame *f, int32_t fn, uint64_t *left);
enum { GS_CALL_LEFT = -2 };

/* The outcome of the call: the exception of a handler, before any result or error. Takes over
   out. */
PyObject *gs_interrupted_end(gs_interrupted *i, PyObject *out);
#pragma GCC visibility pop
#endif
