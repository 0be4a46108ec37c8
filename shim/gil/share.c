#include "gil/share.h"
#include "os/library.h"
#include <sched.h>
#include <time.h>

gs_time_slice gs_time_slice_of_go;

enum { GS_OFFER_NS = 50 * 1000 };        /* enough for a thread to wake up, if a processor is free */
enum { GS_LEAST_NS = 1000 * 1000 };      /* if the switch interval is shorter, CPython's own rule works well enough */
enum { GS_LOOK_MOST = 16, GS_LOOK_NS = 50 * 1000 }; /* at most so many times between looks; a slow callback */

static struct {
    int64_t interval;      /* sys.getswitchinterval(); atomic */
    PyObject *getinterval; /* sys.getswitchinterval */
    PyInterpreterState *interpreter;
    PyThreadState *(*first)(PyInterpreterState *); /* public, but not in the Limited API; may be NULL */
    PyThreadState *(*next)(PyThreadState *);
} gs_share;

int64_t gs_clock(void) {
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (int64_t)t.tv_sec * 1000000000 + t.tv_nsec;
}

/* Reads the switch interval, which programs may change at any time. The GIL is held. */
static void gs_share_interval(void) {
    PyObject *t, *v, *b;
    PyErr_Fetch(&t, &v, &b);
    PyObject *o = PyObject_CallNoArgs(gs_share.getinterval);
    double seconds = o ? PyFloat_AsDouble(o) : -1;
    Py_XDECREF(o);
    if (seconds > 0 && seconds < 1e6) {
        int64_t interval = (int64_t)(seconds * 1e9);
        GS_STORE(gs_share.interval, interval < GS_LEAST_NS ? GS_LEAST_NS : interval);
    }
    PyErr_Restore(t, v, b);
}

GS_COLD int gs_share_init(void) {
    gs_share.interpreter = PyInterpreterState_Get();
    gs_share.first = (PyThreadState * (*)(PyInterpreterState *)) gs_process_symbol("PyInterpreterState_ThreadHead");
    gs_share.next = (PyThreadState * (*)(PyThreadState *)) gs_process_symbol("PyThreadState_Next");
    if (!(gs_share.getinterval = PySys_GetObject("getswitchinterval"))) {
        PyErr_SetString(PyExc_ImportError, "this Python has no sys.getswitchinterval");
        return -1;
    }
    Py_INCREF(gs_share.getinterval);
    gs_share_interval();
    return 0;
}

/* Whether the interpreter has other threads. We read the list without its lock, so only this
   thread's state may be followed. */
GS_INLINE int gs_share_with(PyThreadState *own) {
    return !gs_share.first || !gs_share.next || gs_share.first(gs_share.interpreter) != own || gs_share.next(own);
}

int gs_share_alone(void) { return !gs_share_with(PyThreadState_Get()); }

/* After a release: stays off the GIL long enough that a waiter can take it. Returns the time. */
static GS_NOINLINE int64_t gs_share_offer(int64_t now) {
    const int64_t until = now + GS_OFFER_NS;
    do sched_yield();
    while ((now = gs_clock()) < until);
    return now;
}

/* Looks at the clock. 1: offer the GIL. 0: do not. -1: this thread has not looked for so long
   that a waiter has asked CPython for the GIL by now, and gets it at the next release at the
   latest. A waiter asks a moment after the interval, so we offer the GIL then, if there is
   another look by then. */
static GS_NOINLINE int gs_share_look(gs_time_slice *s, int64_t now) {
    const int64_t interval = GS_LOAD(gs_share.interval), moment = interval / 8;
    const int64_t took = now - GS_LOAD(s->looked), slice = now - GS_LOAD(s->since);
    int every = GS_LOAD(s->every), due = slice >= interval && slice + took >= interval + moment;
    if (took >= interval + moment) due = -1;
    else if (every > 1 && took >= interval / 2 &&
        !GS_LOAD(s->guessed)) { /* quick callbacks, and now one that was slow or waited */
        GS_STORE(s->guessed, 1);
        GS_STORE(s->since, now);
        due = 0;
    }
    if (due) GS_STORE(s->guessed, 0);
    if (took > GS_LOOK_NS) every = 1;
    else if (took < GS_LOOK_NS / 4 && every < GS_LOOK_MOST) every = every ? 2 * every : 1;
    GS_STORE(s->every, every);
    return due;
}

GS_INLINE void gs_share_looked(gs_time_slice *s, int64_t now) {
    GS_STORE(s->looked, now);
    GS_STORE(s->left, GS_LOAD(s->every) - 1);
}

GS_NOINLINE void gs_take_looking(gs_time_slice *s, PyThreadState *ts, int crowd) {
    int64_t now = gs_clock();
    int due = gs_share_look(s, now);
    if (due > 0 && !crowd && gs_share_with(ts)) now = gs_share_offer(now);
    PyEval_RestoreThread(ts);
    int64_t then = gs_clock();
    if (crowd && then - GS_LOAD(s->since) >= GS_LOAD(gs_share.interval)) { /* the others in the crowd had the GIL */
        PyEval_SaveThread();
        gs_share_offer(then);
        PyEval_RestoreThread(ts);
        then = gs_clock();
        due = 1;
    }
    if (due || (!crowd && then - now >= GS_LOAD(gs_share.interval) / 8)) {
        GS_STORE(s->since, then);
        gs_share_interval();
    }
    gs_share_looked(s, then);
}

GS_NOINLINE void gs_share_looking(gs_time_slice *s) {
    if (gs_no_gil()) {
        GS_STORE(s->left, GS_LOOK_MOST);
        PyEval_RestoreThread(PyEval_SaveThread());
        return;
    }
    int64_t now = gs_clock();
    int due = gs_share_look(s, now);
    if (due) {
        PyThreadState *ts = PyEval_SaveThread();
        if (due > 0 && gs_share_with(ts)) gs_share_offer(now);
        PyEval_RestoreThread(ts);
        now = gs_clock();
        GS_STORE(s->since, now);
        gs_share_interval();
    }
    gs_share_looked(s, now);
}

GS_NOINLINE void gs_share_turn(gs_time_slice *s) {
    if (gs_no_gil()) return; /* a loop releases its thread state while it waits */
    int64_t now = gs_clock();
    if (now - GS_LOAD(s->looked) >= GS_LOAD(gs_share.interval) / 2) {
        GS_STORE(s->since, now);
        GS_STORE(s->looked, now);
    } else gs_share_looking(s);
}
