#include "call/interrupt.h"
#include "os/signals.h"
#include "os/thread.h"
#include "core/extension.h"
#include "gil/context.h"
#include "gil/gil.h"
#include "gil/share.h"
#include "call/activecall.h"
#include <stdlib.h>
#include <string.h>

enum { GS_SPIN_NS = 20 * 1000 };
enum { GS_POLL_NS = 50 * 1000 * 1000 }; /* for a signal that the kernel delivered to another thread */
gs_worker *gs_workers;
static gs_mutex gs_workers_lock;
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

/* Spins until a worker runs, or until it does not; 0 if that takes too long. */
static int gs_spin(const gs_worker *w, int runs) {
    int64_t until = gs_clock() + gs_spin_ns;
    do {
        for (int i = 0; i < 64; i++) {
            if ((GS_ATOMIC_GET(&w->state) == GS_WORKER_RUNS) == runs) return 1;
            gs_pause();
        }
    } while (gs_clock() < until);
    return 0;
}

int gs_is_main_thread(void) {
    static __thread struct {
        uint16_t generation; /* plus 1: a fork makes another thread the main one */
        uint8_t is;
    } here;
    if (GS_UNLIKELY(here.generation != (uint16_t)(gs_the_core.generation + 1))) {
        here.is = (uint8_t)gs_thread_is_first();
        here.generation = (uint16_t)(gs_the_core.generation + 1);
    }
    return here.is;
}

/* ---- on the worker's thread ---- */

static void gs_worker_wait_for_run(gs_worker *w) {
    gs_spin(w, 1);
    gs_semaphore_wait(&w->run);
}

/* Changes the state of a worker that runs; 0 if the other thread has changed it. */
static int gs_worker_goes_on(gs_worker *w, int state) {
    int expected = GS_WORKER_RUNS;
    return __atomic_compare_exchange_n(&w->state, &expected, state, 0, __ATOMIC_ACQ_REL, __ATOMIC_ACQUIRE);
}

int gs_worker_ask(gs_worker *w, struct gs_callback *cb) {
    w->asked = cb; /* read by the other thread only after the change */
    if (!gs_worker_goes_on(w, GS_WORKER_ASKS)) return 0;
    gs_semaphore_post(&w->done);
    gs_worker_wait_for_run(w);
    return 1;
}

static void gs_worker_free(gs_worker *w) {
    gs_semaphore_end(&w->run);
    gs_semaphore_end(&w->done);
    free(w);
}

/* Whether nobody waits for a call that has ended. Go says so, unless it has panicked. */
static int gs_worker_was_left(gs_worker *w) {
    uint64_t expected = GS_LEAVING_NOT;
    if (!w->left) return 0;
    if (__atomic_compare_exchange_n(w->left, &expected, GS_LEAVING_DONE, 0, __ATOMIC_ACQ_REL, __ATOMIC_ACQUIRE)) return 0;
    return expected == GS_LEAVING_LEFT;
}

/* The crossing. It is measured as one of the caller's thread, unless that may go on meanwhile. */
static void gs_worker_go(gs_worker *w) {
    if (GS_LIKELY(!w->profile)) {
        gs_profile_go_by(w->fn, w->frame);
        return;
    }
    gs_profile_thread *own = gs_thread.profile; /* of callbacks in calls that were not measured */
    gs_thread.profile = w->profile;
    gs_go(w->fn, w->frame);
    gs_thread.profile = own;
}

/* The loop of a worker thread. */
static void *gs_worker_main(void *arg) {
    gs_worker *w = arg;
    for (;;) {
        gs_worker_wait_for_run(w);
        gs_thread.called_in = w->context;
        gs_thread.worker = w;
        gs_worker_go(w);
        gs_thread.worker = NULL;
        gs_thread.called_in = NULL;
        if (GS_UNLIKELY(gs_worker_was_left(w))) break;
        GS_ATOMIC_SET(&w->state, GS_WORKER_DONE);
        gs_semaphore_post(&w->done);
    }
    int how;
    const int owned = w->context && !(w->frame->how & GS_CONTEXT_KEPT);
    if (owned && gs_gil_take(&how)) { /* else Python is exiting */
        Py_DECREF(w->context);
        gs_gil_release(how);
    }
    free(w->frame);
    gs_worker_free(w);
    return NULL;
}

/* ---- on the caller's ---- */

void (*gs_worker_callback)(struct gs_callback *cb);

/* An idle worker, or NULL. */
static gs_worker *gs_worker_idle(void) {
    GS_LOCK(&gs_workers_lock);
    gs_worker *w = gs_workers;
    if (w) gs_workers = w->next;
    GS_UNLOCK(&gs_workers_lock);
    return w;
}

static void gs_worker_rests(gs_worker *w) {
    GS_LOCK(&gs_workers_lock);
    w->next = gs_workers;
    gs_workers = w;
    GS_UNLOCK(&gs_workers_lock);
}

void gs_workers_forked(void) {
    gs_workers = NULL; /* their threads do not exist here */
    memset(&gs_workers_lock, 0, sizeof gs_workers_lock);
}

/* A new worker. NULL if the process may not have more threads: then the call runs on this
   thread, and signals wait for its end. */
static GS_COLD gs_worker *gs_worker_new(void) {
    gs_worker *w = calloc(1, sizeof *w);
    gs_spin_ns = gs_processors() > 1 ? GS_SPIN_NS : 0;
    if (!w) return NULL;
    int run = gs_semaphore_make(&w->run), done = gs_semaphore_make(&w->done);
    if (run && done && !gs_thread_start(gs_worker_main, w)) return w;
    if (run) gs_semaphore_end(&w->run);
    if (done) gs_semaphore_end(&w->done);
    free(w);
    return NULL;
}

/* Makes the callback that the worker has asked for, on this thread and with its state, as on
   the way from a call that it makes itself. */
static void gs_worker_serve(gs_worker *w, PyThreadState **ts) {
    gs_thread.released = *ts;
    gs_worker_callback(w->asked);
    *ts = gs_thread.released;
    gs_thread.released = NULL;
    GS_ATOMIC_SET(&w->state, GS_WORKER_RUNS);
    gs_semaphore_post(&w->run);
}

/* Leaves a call to its worker; 0 if it has ended, or asks for a callback. */
static int gs_worker_leave(gs_worker *w) {
    uint64_t expected = GS_LEAVING_NOT;
    return gs_worker_goes_on(w, GS_WORKER_LEFT) && __atomic_compare_exchange_n(w->left, &expected, GS_LEAVING_LEFT, 0, __ATOMIC_ACQ_REL, __ATOMIC_ACQUIRE);
}

/* Waits for the worker without the GIL, except to run Python's handlers, and what it asks for.
   0; GS_CALL_LEFT; or -1 if a handler forked and this is the child, where the worker does not
   exist. */
static GS_NOINLINE int gs_worker_wait(gs_worker *w, gs_interrupted *i, PyThreadState **ts) {
    uint16_t generation = gs_the_core.generation;
    for (int pending = 0, spin = 1;;) {
        int came = spin && gs_spin(w, 0);
        if (came) gs_semaphore_wait(&w->done); /* the call is over */
        else came = gs_semaphore_wait_for(&w->done, GS_POLL_NS);
        spin = came;
        if (came && GS_ATOMIC_GET(&w->state) != GS_WORKER_ASKS) return 0;
        if (came) {
            gs_worker_serve(w, ts);
            continue;
        }
        PyEval_RestoreThread(*ts);
        if (PyErr_CheckSignals()) { /* more than once, if the function ignores its context and the user insists */
            gs_interrupted_by(i);
            pending = 1;
        }
        int forked = generation != gs_the_core.generation;
        *ts = PyEval_SaveThread();
        if (GS_UNLIKELY(forked)) return -1;
        if (!pending) continue;
        if (!w->left) pending = !gs_the_core.calls.interrupt((uintptr_t)w->frame); /* the call has not reached its context yet */
        else if (gs_worker_leave(w)) return GS_CALL_LEFT;
        else spin = 1; /* it has ended, or asks for something */
    }
}

/* Begins a call on a worker. left: a word of the frame, of a call that may be left; else NULL. last, what: of gs_away_begin(). */
static GS_NOINLINE int gs_apart_begin(gs_away *a, gs_frame *f, int32_t fn, int32_t code, uint64_t *left, void (*last)(uintptr_t), uintptr_t what) {
    int r = gs_enter_begin(f, code);
    if (GS_UNLIKELY(r)) return r;
    a->frame = f;
    a->generation = gs_the_core.generation;
    gs_worker *w = a->worker = gs_worker_idle();
    if (!w && !(w = a->worker = gs_worker_new())) {
        f->code = GS_CODE_OK;
        a->result = gs_enter_released(f, fn);
        return 0;
    }
    if (!(a->call = gs_active_call_begin(fn))) {
        gs_worker_rests(w);
        return -1;
    }
    w->context = gs_context_here();
    if (!w->context) PyErr_Clear(); /* no memory: the call gets an empty context */
    gs_running(1);
    gs_signals_tick();
    if (w->context && gs_this.logs) {
        f->context = w->context;
        f->how |= GS_IN_CONTEXT;
    }
    w->fn = fn;
    w->frame = f;
    w->left = left;
    w->profile = GS_PROFILING && !left ? gs_profile_here() : NULL;
    if (last) last(what);
    GS_ATOMIC_SET(&w->state, GS_WORKER_RUNS);
    gs_semaphore_post(&w->run);
    return 0;
}

GS_NOINLINE int gs_away_begin(gs_away *a, gs_frame *f, int32_t fn, void (*last)(uintptr_t what), uintptr_t what) {
    return gs_apart_begin(a, f, fn, GS_CODE_INTERRUPTIBLE, NULL, last, what);
}

int gs_away_ready(void) {
    gs_worker *w = gs_worker_idle();
    if (!w && !(w = gs_worker_new())) return 0;
    gs_worker_rests(w);
    return 1;
}

int gs_away_wait_held(const gs_away *a, int64_t nanoseconds) {
    gs_worker *w = a->worker;
    if (!w || GS_ATOMIC_GET(&w->state) != GS_WORKER_RUNS) return 1;
    if (!gs_semaphore_wait_for(&w->done, nanoseconds)) return 0;
    gs_semaphore_post(&w->done); /* gs_away_end() will wait for it */
    return 1;
}

GS_NOINLINE int gs_away_end(gs_away *a, gs_interrupted *i) {
    gs_worker *w = a->worker;
    if (!w) return a->result;
    PyObject *context = w->context; /* which a worker keeps that is left, and is not ours any more */
    PyThreadState *ts = PyEval_SaveThread();
    int r = a->generation != gs_the_core.generation ? -1 : gs_worker_wait(w, i, &ts);
    gs_take(gs_time_slice_here(), ts, 0);
    if (GS_PROFILING) gs_profile_back();
    if (GS_UNLIKELY(r == -1)) {
        if (!i->type)
            PyErr_SetString(PyExc_RuntimeError,
                "the process was forked while Go ran, which goes on in the parent; call it anew in the child");
        return -1;
    }
    const int panicked = gs_active_call_end(a->call);
    gs_running(-1);
    if (GS_UNLIKELY(r)) return r; /* the next call tells of a panic */
    if (panicked) a->frame->nfree = GS_GOROUTINE_PANICKED;
    if (!(a->frame->how & GS_CONTEXT_KEPT)) Py_XDECREF(context);
    gs_worker_rests(w);
    return a->frame->code;
}

GS_NOINLINE int gs_enter_interruptible(gs_frame *f, int32_t fn, gs_interrupted *i) {
    gs_away away;
    /* Python's handlers run in the main thread only */
    if (!gs_is_main_thread()) return gs_enter(f, fn, GS_RELEASE);
    int r = gs_away_begin(&away, f, fn, NULL, 0);
    return GS_UNLIKELY(r) ? r : gs_away_end(&away, i);
}

GS_NOINLINE int gs_enter_leaving(gs_frame *f, int32_t fn, uint64_t *left) {
    gs_interrupted i = { NULL, NULL, NULL };
    gs_away away;
    *left = GS_LEAVING_NOT;
    int r = gs_apart_begin(&away, f, fn, GS_CODE_OK, left, NULL, 0);
    if (GS_UNLIKELY(r)) return r;
    r = gs_away_end(&away, &i);
    if (i.type) PyErr_Restore(i.type, i.value, i.traceback);
    return r;
}

GS_NOINLINE PyObject *gs_interrupted_end(gs_interrupted *i, PyObject *out) {
    if (GS_LIKELY(!i->type)) return out;
    Py_XDECREF(out);
    PyErr_Restore(i->type, i->value, i->traceback); /* replaces the function's own error, usually context.Canceled */
    return NULL;
}
