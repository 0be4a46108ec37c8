/* gil.h: how code that Go calls gets the GIL, and how that ends.

   A thread that came from Python into Go left its thread state behind when the
   GIL was released: gs_thread.released. A callback on that thread takes up the
   same state again, so that Python sees one thread. A thread of Go's own gets a
   state at its first callback (PyGILState_Ensure) and keeps it until it ends:
   making one takes 8 us, for each has a stack that is mapped and unmapped.

   The gate counts Go's threads that are inside Python. An atexit hook closes it:
   from then on only the thread that ends the interpreter gets in, since a
   finalising Python ends or blocks for ever every other thread that asks for
   the GIL, whatever it holds. Threads of Python's own are not waited for: those
   that are left by then are daemons. */
#ifndef GS_GIL_GIL_H
#define GS_GIL_GIL_H
#include "abi/abi3.h"
#include "abi/attributes.h"
#include "gil/share.h"
#include "gil/threadlocals.h"
#include <pthread.h>
#pragma GCC visibility push(hidden)

/* What a thread knows of the calls it is in. It stands here and not on the C
   stack, because greenlets move that away. */
typedef struct gs_thread_calls {
    PyThreadState *released; /* by the innermost call into Go, or by the last callback; NULL while Python has it */
    /* the innermost call into Go has not released the GIL, and calls back (gs_enter_calling) */
    int kept;
    int asked;               /* such a call knows its greenlet: */
    PyObject *caller;        /* borrowed */
    int adopted;             /* a thread of Go's own that has a state */
    int callbacks;           /* running on this thread */
    int counted;             /* how many of them the gate counts */
    PyObject *greenlet;      /* that the innermost of them began in (greenlet.h); borrowed */
    gs_time_slice slice;          /* not of a thread of Go's */
    gs_thread_context context; /* of a thread of Go's */
    PyObject *called_in;     /* the context of the call that this thread makes for another (interrupt.h); borrowed */
} gs_thread_calls;
extern __thread gs_thread_calls gs_thread;

GS_INLINE gs_time_slice *gs_time_slice_here(void) {
    return gs_thread.adopted ? &gs_time_slice_of_go : &gs_thread.slice;
}

struct gs_gate_state {
    unsigned state;   /* 2 for each callback of Go's threads inside, 1 when closed; atomic */
    pthread_t closer; /* who closed it; set before state says closed */
    int late;         /* who closed it waits for nobody any more; atomic */
    int over;         /* the interpreter is gone, and the closer's number may be another thread's; atomic */
    pthread_mutex_t lock;
    pthread_cond_t empty;
    pthread_mutex_t turn; /* of Go's threads to wait for the GIL, where there are many (gs_gil_take) */
};
extern struct gs_gate_state gs_gate;

/* Whether Python may be entered by a thread that is there anyway. */
int gs_gate_open(void);

/* Closes the gate and waits for those inside, who need the GIL that the caller
   has given up; for as long as it takes, or for the grace. */
void gs_gate_shut(int patient);

/* At the end of the interpreter. Who does not come back in time is left to Python,
   which treats it as it does daemon threads; but a subinterpreter may have none. */
void gs_gate_close(void);

/* In a forked child: only the thread that forked is there. */
void gs_gate_forked(void);
extern int gs_states_passing; /* a process where threads of Go's are not to keep one (fork.h) */
int gs_gil_init(void);

enum { GS_GIL_CALL, GS_GIL_OWN, GS_GIL_KEPT, GS_GIL_PASSING };

/* Takes the GIL on any thread, whether it has it already or not; 0 when the
   gate is closed. how is for gs_gil_release(). */
int gs_gil_take(int *how);
void gs_gil_release(int how);
#pragma GCC visibility pop
#endif
