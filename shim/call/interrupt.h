/* interrupt.h: calls that Ctrl-C interrupts. Twin: rt/interrupt.go.

   Python runs signal handlers in its main thread only. If a function with a context is called
   there, it would block them. So it runs on a worker thread of this extension, while the main
   thread waits and runs Python's handlers when a signal comes. If a handler raises, the context
   is cancelled, and the handler's exception becomes that of the call as soon as the function
   has returned.

   Both threads spin for a moment before they sleep: a thread switch by the kernel costs more
   than a short function. */
#ifndef GS_CALL_INTERRUPT_H
#define GS_CALL_INTERRUPT_H
#include "abi/abi3.h"
#include "abi/attributes.h"
#include "call/activecall.h"
#include "call/frame.h"
#include <semaphore.h>
#include <stdint.h>
#pragma GCC visibility push(hidden)

/* A worker thread. */
typedef struct gs_worker {
    struct gs_worker *next; /* in the list of idle workers */
    sem_t run, done;
    int running;            /* 1 while the worker has the frame; read by the spinning threads */
    int32_t fn;
    gs_frame *frame;
    PyObject *context; /* the caller's context; NULL: an empty one */
} gs_worker;
extern gs_worker *gs_workers; /* idle workers; guarded by the GIL */

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

/* Begins one: 0, or as gs_enter() if it has not begun. Until gs_away_end(), the caller runs no Python code. */
int gs_away_begin(gs_away *a, gs_frame *f, int32_t fn);

/* Waits for it without the GIL. In the main thread, Python's signal handlers run meanwhile, as in
   gs_enter_interruptible(). Returns as gs_enter(). */
int gs_away_end(gs_away *a, gs_interrupted *i);

/* As gs_enter(), but Python's signal handlers run meanwhile. Their exception is in *i; call
   gs_interrupted_end() with the result. */
int gs_enter_interruptible(gs_frame *f, int32_t fn, gs_interrupted *i);

/* The outcome of the call: the exception of a handler, before any result or error. Takes over
   out. */
PyObject *gs_interrupted_end(gs_interrupted *i, PyObject *out);
#pragma GCC visibility pop
#endif
