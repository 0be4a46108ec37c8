#include "call/interrupt.h"
#include "os/signals.h"
#include "core/extension.h"
#include "gil/context.h"
#include "gil/gil.h"
#include "gil/share.h"
#include "call/activecall.h"
#include <pthread.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/syscall.h>
#include <sys/types.h>
#include <time.h>
#include <unistd.h>

enum { GS_SPIN_NS = 20 * 1000 };
enum { GS_POLL_NS = 50 * 1000 * 1000 }; /* for a signal that the kernel delivered to another thread */
gs_worker *gs_workers;
static int gs_spin_ns;        /* 0 if there is only one processor */
GS_NOINLINE void gs_interrupted_by(gs_interrupted *i) {
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

/* Spins until *flag has a value; 0 if that takes too long. */
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

/* The loop of a worker thread. */
static void *gs_worker_main(void *arg) {
    gs_worker *w = arg;
    for (;;) {
        gs_spin(&w->running, 1);
        while (sem_wait(&w->run)) /* a signal came */;
        gs_thread.called_in = w->context;
        gs_go(w->fn, w->frame);
        gs_thread.called_in = NULL;
        GS_ATOMIC_SET(&w->running, 0);
        sem_post(&w->done);
    }
    return NULL;
}

/* A new worker. NULL if the process may not have more threads: then the call runs on this
   thread, and signals wait for its end. */
static GS_COLD gs_worker *gs_worker_new(void) {
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
    sigfillset(&all); /* signals are for Python's threads; Go unblocks those that it needs */
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

/* Waits for the worker without the GIL, except to run Python's handlers. 0; or -1 if a handler
   forked and this is the child, where the worker does not exist. */
static GS_NOINLINE int gs_worker_wait(gs_worker *w, gs_interrupted *i, PyThreadState **ts) {
    uint16_t generation = gs_the_core.generation;
    if (gs_spin(&w->running, 0)) {
        while (sem_wait(&w->done)) /* a signal came, but the call is over */;
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
        if (PyErr_CheckSignals()) { /* more than once, if the function ignores its context and the user insists */
            gs_interrupted_by(i);
            pending = 1;
        }
        int forked = generation != gs_the_core.generation;
        *ts = PyEval_SaveThread();
        if (GS_UNLIKELY(forked)) return -1;
        /* 0: the call has not reached its context yet */
        if (pending) pending = !gs_the_core.calls.interrupt((uintptr_t)w->frame);
    }
}

GS_NOINLINE int gs_away_begin(gs_away *a, gs_frame *f, int32_t fn) {
    int r = gs_enter_begin(f, GS_CODE_INTERRUPTIBLE);
    if (GS_UNLIKELY(r)) return r;
    a->frame = f;
    a->generation = gs_the_core.generation;
    gs_worker *w = a->worker = gs_workers;
    if (w) gs_workers = w->next;
    else if (!(w = a->worker = gs_worker_new())) {
        f->code = GS_CODE_OK;
        a->result = gs_enter_released(f, fn);
        return 0;
    }
    if (!(a->call = gs_active_call_begin(fn))) {
        w->next = gs_workers;
        gs_workers = w;
        return -1;
    }
    w->context = gs_context_here();
    if (!w->context) PyErr_Clear(); /* no memory: the call gets an empty context */
    gs_the_core.running++;
    gs_signals_tick();
    if (w->context && gs_this.logs) {
        f->context = w->context;
        f->how |= GS_IN_CONTEXT;
    }
    w->fn = fn;
    w->frame = f;
    GS_ATOMIC_SET(&w->running, 1);
    sem_post(&w->run);
    return 0;
}

GS_NOINLINE int gs_away_end(gs_away *a, gs_interrupted *i) {
    gs_worker *w = a->worker;
    if (!w) return a->result;
    PyThreadState *ts = PyEval_SaveThread();
    int r = a->generation != gs_the_core.generation || gs_worker_wait(w, i, &ts);
    gs_take(gs_time_slice_here(), ts, 0);
    if (GS_UNLIKELY(r)) {
        if (!i->type)
            PyErr_SetString(PyExc_RuntimeError,
                "the process was forked while Go ran, which goes on in the parent; call it anew in the child");
        return -1;
    }
    if (gs_active_call_end(a->call)) a->frame->nfree = GS_GOROUTINE_PANICKED;
    gs_the_core.running--;
    if (!(a->frame->how & GS_CONTEXT_KEPT)) Py_XDECREF(w->context);
    w->next = gs_workers;
    gs_workers = w;
    return a->frame->code;
}

GS_NOINLINE int gs_enter_interruptible(gs_frame *f, int32_t fn, gs_interrupted *i) {
    gs_away away;
    /* Python's handlers run in the main thread only */
    if ((pid_t)syscall(SYS_gettid) != getpid()) return gs_enter(f, fn, GS_RELEASE);
    int r = gs_away_begin(&away, f, fn);
    return GS_UNLIKELY(r) ? r : gs_away_end(&away, i);
}

GS_NOINLINE PyObject *gs_interrupted_end(gs_interrupted *i, PyObject *out) {
    if (GS_LIKELY(!i->type)) return out;
    Py_XDECREF(out);
    PyErr_Restore(i->type, i->value, i->traceback); /* replaces the function's own error, usually context.Canceled */
    return NULL;
}
