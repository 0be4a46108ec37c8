/* interrupt.h: calls that Ctrl-C ends. Twin: rt/interrupt.go.

   Python runs handlers of signals in its main thread alone, and that is where
   the call is. So a function with a context, called there, runs in a thread of
   this extension's, while the main thread waits and runs Python's handlers when
   a signal comes. If one raises, the context is cancelled; its exception is the
   call's as soon as the function has returned.

   Both threads spin for a moment before they sleep: a change of threads through
   the kernel costs more than a short function. */
#ifndef GS_CALL_INTERRUPT_H
#define GS_CALL_INTERRUPT_H
#include "abi/abi3.h"
#include "abi/attributes.h"
#include "call/frame.h"
#include <semaphore.h>
#include <stdint.h>
#pragma GCC visibility push(hidden)

typedef struct gs_worker {
    struct gs_worker *next; /* among the idle ones */
    sem_t run, done;
    int running;            /* the frame is the worker's; read while spinning */
    int32_t fn;
    gs_frame *frame;
    PyObject *context; /* the caller's; NULL: an empty one */
} gs_worker;
extern gs_worker *gs_workers; /* idle; guarded by the GIL */

/* An exception that waits until what it came into has ended. */
typedef struct gs_interrupted {
    PyObject *type, *value, *traceback;
} gs_interrupted;

/* Puts the exception that is set there, if one is: the first counts. */
void gs_interrupted_by(gs_interrupted *i);

/* Tells the processor that this thread spins. */
GS_INLINE void gs_pause(void) {
#if defined(__x86_64__)
    __builtin_ia32_pause();
#elif defined(__aarch64__)
    __asm__ volatile("yield");
#endif
}

/* As gs_enter(), but handlers of signals run meanwhile. What they raised is in
   *i; gs_interrupted_end() must be called with the result. */
int gs_enter_interruptible(gs_frame *f, int32_t fn, gs_interrupted *i);

/* The call's outcome: what a handler raised comes before any result or error. */
PyObject *gs_interrupted_end(gs_interrupted *i, PyObject *out);
#pragma GCC visibility pop
#endif
