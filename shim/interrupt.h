/* interrupt.h: calls that Ctrl-C ends. Twin: rt/interrupt.go.

   Python runs handlers of signals in its main thread alone, and that is where
   the call is. So a function with a context, called there, runs in a thread of
   this extension's, while the main thread waits and runs Python's handlers when
   a signal comes. If one raises, the context is cancelled; its exception is the
   call's as soon as the function has returned.

   Both threads spin for a moment before they sleep: a change of threads through
   the kernel costs more than a short function. */
#ifndef GS_INTERRUPT_H
#define GS_INTERRUPT_H
#include "frame.h"
#include <semaphore.h>
#include <sys/syscall.h>

enum { GS_SPIN_NS = 20 * 1000 };
enum { GS_POLL_NS = 50 * 1000 * 1000 }; /* where the kernel gave a signal to another thread */

typedef struct gs_worker {
    struct gs_worker *next; /* among the idle ones */
    sem_t run, done;
    int running;            /* the frame is the worker's; read while spinning */
    int32_t fn;
    gs_frame *frame;
    PyObject *context; /* the caller's; NULL: an empty one */
} gs_worker;
static gs_worker *gs_workers; /* idle; guarded by the GIL */
static int gs_spin_ns;        /* 0 where there is one processor only */

/* An exception that waits until what it came into has ended. */
typedef struct gs_interrupted {
    PyObject *type, *value, *traceback;
} gs_interrupted;
/* Puts the exception that is set there, if one is: the first counts. */
GS_FUNC void gs_interrupted_by(gs_interrupted *i) {
    PyObject *t, *v, *b;
    PyErr_Fetch(&t, &v, &b);
    if (!i->type) {
        *i = (gs_interrupted){ t, v, b };
        return;
    }
    Py_XDECREF(t);
    Py_XDECREF(v);
    Py_XDECREF(b);
}

/* Tells the processor that this thread spins. */
GS_INLINE void gs_pause(void) {
#if defined(__x86_64__)
    __builtin_ia32_pause();
#elif defined(__aarch64__)
    __asm__ volatile("yield");
#endif
}
/* Whether *flag became value while spinning. */
static int gs_spin(const int *flag, int value) {
    int64_t until = gs_clock() + gs_spin_ns;
    do {
        for (int i = 0; i < 64; i++) {
            if (GS_ATOMIC_GET(flag) == value) return 1;
            gs_pause();
        }
    } while (gs_clock() < until);
    return 0;
}

static void *gs_worker_main(void *arg) {
    gs_worker *w = arg;
    for (;;) {
        gs_spin(&w->running, 1);
        while (sem_wait(&w->run)) /* a signal came */;
        gs_thread.called_in = w->context;
        gs_the_core.enter(w->fn, w->frame);
        gs_thread.called_in = NULL;
        GS_ATOMIC_SET(&w->running, 0);
        sem_post(&w->done);
    }
    return NULL;
}

/* NULL where the process may have no more threads: the call goes on without one,
   and signals wait for its end. */
GS_COLD gs_worker *gs_worker_new(void) {
    gs_worker *w = calloc(1, sizeof *w);
    pthread_t thread;
    pthread_attr_t attributes;
    sigset_t all, old;
    gs_spin_ns = sysconf(_SC_NPROCESSORS_ONLN) > 1 ? GS_SPIN_NS : 0;
    if (!w || pthread_attr_init(&attributes)) {
        free(w);
        return NULL;
    }
    sem_init(&w->run, 0, 0);
    sem_init(&w->done, 0, 0);
    sigfillset(&all); /* signals are for Python's threads; Go unblocks those it needs */
    pthread_sigmask(SIG_SETMASK, &all, &old);
    int r = pthread_attr_setdetachstate(&attributes, PTHREAD_CREATE_DETACHED);
    if (!r) r = pthread_create(&thread, &attributes, gs_worker_main, w);
    pthread_sigmask(SIG_SETMASK, &old, NULL);
    pthread_attr_destroy(&attributes);
    if (r) {
        sem_destroy(&w->run);
        sem_destroy(&w->done);
        free(w);
        return NULL;
    }
    return w;
}

/* Waits for the worker; the GIL is released, but for Python's handlers. -1: one of
   them has forked, this is the child, and the worker is not there. */
GS_FUNC int gs_worker_wait(gs_worker *w, gs_interrupted *i, PyThreadState **ts) {
    uint16_t generation = gs_the_core.generation;
    if (gs_spin(&w->running, 0)) {
        while (sem_wait(&w->done)) /* a signal came; it is over anyhow */;
        return 0;
    }
    for (int pending = 0;;) {
        struct timespec until;
        clock_gettime(CLOCK_REALTIME, &until);
        until.tv_nsec += GS_POLL_NS;
        until.tv_sec += until.tv_nsec / 1000000000;
        until.tv_nsec %= 1000000000;
        if (!sem_timedwait(&w->done, &until)) return 0;
        PyEval_RestoreThread(*ts);
        if (PyErr_CheckSignals()) { /* again, where the function does not heed its context and the user insists */
            gs_interrupted_by(i);
            pending = 1;
        }
        int forked = generation != gs_the_core.generation;
        *ts = PyEval_SaveThread();
        if (GS_UNLIKELY(forked)) return -1;
        if (pending) pending = !gs_the_core.calls.interrupt((uintptr_t)w->frame); /* not found: it has not come to its context yet */
    }
}

/* As gs_enter(), but handlers of signals run meanwhile. What they raised is in
   *i; gs_interrupted_end() must be called with the result. */
GS_FUNC int gs_enter_interruptible(gs_frame *f, int32_t fn, gs_interrupted *i) {
    if ((pid_t)syscall(SYS_gettid) != getpid()) return gs_enter(f, fn, GS_RELEASE); /* handlers run in the process's first thread alone */
    int r = gs_enter_begin(f, GS_CODE_INTERRUPTIBLE);
    if (GS_UNLIKELY(r)) return r;
    gs_worker *w = gs_workers;
    if (w) gs_workers = w->next;
    else if (!(w = gs_worker_new())) {
        f->code = GS_CODE_OK;
        return gs_enter_released(f, fn);
    }
    w->context = gs_context_here();
    if (!w->context) PyErr_Clear(); /* memory is short */
    gs_flight flight;
    gs_the_core.running++;
    gs_flight_begin(&flight, fn);
    PyThreadState *ts = PyEval_SaveThread();
    gs_signals_tick();
    w->fn = fn;
    w->frame = f;
    GS_ATOMIC_SET(&w->running, 1);
    sem_post(&w->run);
    r = gs_worker_wait(w, i, &ts);
    gs_take(gs_stint_here(), ts, 0);
    if (GS_UNLIKELY(r)) {
        if (!i->type) PyErr_SetString(PyExc_RuntimeError, "the process was forked while Go ran, which goes on in the parent; call it anew in the child");
        return -1;
    }
    if (gs_flight_end(&flight)) f->nfree = GS_RESCUED;
    gs_the_core.running--;
    Py_XDECREF(w->context);
    w->next = gs_workers;
    gs_workers = w;
    return f->code;
}

/* The call's outcome: what a handler raised comes before any result or error. */
GS_FUNC PyObject *gs_interrupted_end(gs_interrupted *i, PyObject *out) {
    if (GS_LIKELY(!i->type)) return out;
    Py_XDECREF(out);
    PyErr_Restore(i->type, i->value, i->traceback); /* drops the function's own error: mostly context.Canceled */
    return NULL;
}
#endif
