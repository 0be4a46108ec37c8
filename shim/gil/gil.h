/* gil.h: how code that Go calls takes the GIL and releases it.

   A thread that came from Python into Go left its thread state behind when it released the GIL:
   gs_thread.released. A callback on that thread uses the same state again, so that Python sees
   one thread. A thread of Go's own gets a state at its first callback (gs_state_attach) and
   keeps it until the thread ends: to create one takes 8 us, since each maps a stack.

   The gate counts the Go threads inside Python. An atexit hook closes it. From then on, only
   the thread that ends the interpreter may enter: when Python finalises, every other thread
   that asks for the GIL is ended or blocks for ever, whatever it holds. Nobody waits for
   Python's own threads: those still running at that time are daemons. */
#ifndef GS_GIL_GIL_H
#define GS_GIL_GIL_H
#include "abi/abi3.h"
#include "abi/attributes.h"
#include "gil/share.h"
#include "gil/threadlocals.h"
#include "os/stack.h"
#include <pthread.h>
#pragma GCC visibility push(hidden)

/* The state of the calls on a thread. Thread-local and not on the C stack, because greenlets
   exchange the stack. */
typedef struct gs_thread_calls {
    /* the thread state that the innermost call into Go or the last callback released; NULL
       while the thread runs Python */
    PyThreadState *released;
    /* the innermost call into Go keeps the GIL, and calls back (gs_enter_calling) */
    int kept;
    const gs_stack_parts *stack; /* then: gs_stack of this thread, which takes time to find */
    int asked;               /* caller is known */
    PyObject *caller;        /* the greenlet of such a call; borrowed */
    int adopted;             /* this is a Go thread that has a Python thread state */
    int callbacks;           /* callbacks running on this thread */
    int counted;             /* how many of them the gate has counted */
    PyObject *greenlet;      /* the greenlet in which the innermost callback began (greenlet.h); borrowed */
    gs_time_slice slice;          /* of a Python thread */
    gs_thread_context context; /* of a Go thread */
    /* of a thread that makes calls for another one (interrupt.h): the context of the call, borrowed; and itself */
    PyObject *called_in;
    struct gs_worker *worker;
    struct gs_profile_thread *profile; /* call/profile.h; NULL: it has none yet */
} gs_thread_calls;
extern __thread gs_thread_calls gs_thread;

/* Its address. To find it takes as long as a callback's other steps, and the compiler would do so anew for each use. */
GS_INLINE gs_thread_calls *gs_thread_here(void) {
    gs_thread_calls *t = &gs_thread;
    __asm__("" : "+r"(t));
    return t;
}

/* The time slice that this thread's use of the GIL counts for. */
GS_INLINE gs_time_slice *gs_time_slice_of(gs_thread_calls *t) { return t->adopted ? &gs_time_slice_of_go : &t->slice; }
GS_INLINE gs_time_slice *gs_time_slice_here(void) { return gs_time_slice_of(&gs_thread); }

/* The gate. */
struct gs_gate_state {
    unsigned state;   /* 2 for each callback on a Go thread, plus 1 when closed; atomic */
    pthread_t closer; /* the thread that closed it; set before the bit in state */
    int late;         /* the closer has stopped waiting; atomic */
    int over;         /* the interpreter is gone, and another thread may have the closer's number; atomic */
    pthread_mutex_t lock;
    pthread_cond_t empty;
    pthread_mutex_t turn; /* held by the one Go thread that waits for the GIL, if there are many (gs_gil_take) */
};
extern struct gs_gate_state gs_gate;

/* Whether a thread that is already counted, or has a call into Go, may enter Python. */
int gs_gate_passes_here(void);
GS_INLINE int gs_gate_open(void) {
    return GS_LIKELY(!(__atomic_load_n(&gs_gate.state, __ATOMIC_ACQUIRE) & 1)) || gs_gate_passes_here();
}

/* Closes the gate and waits for the threads inside. They need the GIL, so the caller has
   released it. patient: wait as long as it takes, instead of a grace period. */
void gs_gate_shut(int patient);

/* At the end of the interpreter, with the GIL: closes the gate. Threads that do not leave in
   time are left to Python, which treats them as daemon threads. But a subinterpreter may have
   none, so it waits for all. */
void gs_gate_close(void);

/* In a forked child, where only the thread that forked exists. */
void gs_gate_forked(void);
extern int gs_states_passing; /* in this process, Go threads must not keep a thread state (fork.h) */

/* At import; 0, or another number if it failed. */
int gs_gil_init(void);

/* How a callback has got the GIL. */
enum {
    GS_GIL_CALL,   /* on the thread of a call into Go: its state again */
    GS_GIL_OWN,    /* on a Go thread: the state that it keeps */
    GS_GIL_KEPT,   /* the thread had it already */
    GS_GIL_PASSING /* on a Go thread: a state for this callback alone */
};

/* Takes the GIL on any thread, whether or not it has it already. Returns 0 if the gate is
   closed. *how is for gs_gil_release(). */
int gs_gil_take(int *how);
void gs_gil_release(int how);
#pragma GCC visibility pop
#endif
