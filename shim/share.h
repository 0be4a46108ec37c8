/* share.h: Python's lock is shared by time.

   CPython gives the lock to a thread that has waited for a switch interval in which
   nobody released it: then the one that has it is asked to drop it, and does not get
   it back before another has had it. Who releases the lock and takes it again a
   microsecond later, as calls into Go and callbacks do, makes each waiter begin to
   wait anew, and mostly is back before one has woken up. So others would starve, and
   what says who waits is CPython's own.

   Therefore the time is measured since others had the lock: a stint. When it has
   lasted for a switch interval, the lock is offered: the thread stays away until a
   waiter, which the release has woken, had the time to come. Others had it where
   taking it back took its time, or where a thread did not look for so long that
   CPython's own means have worked.

   The clock is looked at each time where callbacks are slow, and every 16th where
   they are so quick that a look would be noticed. */
#ifndef GS_SHARE_H
#define GS_SHARE_H
#include "abi3.h"
#include "attributes.h"
#include <sched.h>
#include <stdint.h>
#include <time.h>

/* A stint of a thread of Python's, or of all of Go's together: goroutines change
   threads as they like, and count as one. What is shared is read and written as an
   atomic; that an update may be lost does not matter. */
typedef struct gs_stint {
    int64_t since, looked; /* nanoseconds of gs_clock() */
    int left;              /* how often it is taken before the next look */
    int every;
    int guessed;           /* that others had the lock, the last time */
} gs_stint;
static gs_stint gs_stint_of_go;

#define GS_LOAD(x) __atomic_load_n(&(x), __ATOMIC_RELAXED)
#define GS_STORE(x, v) __atomic_store_n(&(x), (v), __ATOMIC_RELAXED)

enum { GS_OFFER_NS = 50 * 1000 };        /* in which a thread wakes up, if there is a processor for it */
enum { GS_LEAST_NS = 1000 * 1000 };      /* where the interval is set to less, waiters ask in time by themselves */
enum { GS_LOOK_MOST = 16, GS_LOOK_NS = 50 * 1000 };

static struct {
    int64_t interval;      /* sys.getswitchinterval(); atomic */
    PyObject *getinterval; /* sys.getswitchinterval */
    PyInterpreterState *interpreter;
    PyThreadState *(*first)(PyInterpreterState *); /* public, but not in the Limited API; may be NULL */
    PyThreadState *(*next)(PyThreadState *);
} gs_share;

static int64_t gs_clock(void) {
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (int64_t)t.tv_sec * 1000000000 + t.tv_nsec;
}

/* It may be changed at any time. The lock is held. */
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
    gs_share.first = (PyThreadState * (*)(PyInterpreterState *)) dlsym(RTLD_DEFAULT, "PyInterpreterState_ThreadHead");
    gs_share.next = (PyThreadState * (*)(PyThreadState *)) dlsym(RTLD_DEFAULT, "PyThreadState_Next");
    if (!(gs_share.getinterval = PySys_GetObject("getswitchinterval"))) {
        PyErr_SetString(PyExc_ImportError, "this Python has no sys.getswitchinterval");
        return -1;
    }
    Py_INCREF(gs_share.getinterval);
    gs_share_interval();
    return 0;
}

/* Whether there are other threads. The list is looked at without its lock, so no
   state in it is read but that of this thread. */
GS_INLINE int gs_share_with(PyThreadState *own) {
    return !gs_share.first || !gs_share.next || gs_share.first(gs_share.interpreter) != own || gs_share.next(own);
}

/* Stays away from the lock for long enough that who waits can take it. It has been
   released. Returns the time. */
GS_FUNC int64_t gs_share_offer(int64_t now) {
    const int64_t until = now + GS_OFFER_NS;
    do sched_yield();
    while ((now = gs_clock()) < until);
    return now;
}

/* A look at the clock. 1: the lock is to be offered; 0: it is not; -1: the thread
   has not looked for so long that whoever waited has asked by now, and gets the lock
   when it is released, if not before. He asks a moment after the interval, so the
   offer is made then, if there is another look by then. */
GS_FUNC int gs_share_look(gs_stint *s, int64_t now) {
    const int64_t interval = GS_LOAD(gs_share.interval), moment = interval / 8;
    const int64_t took = now - GS_LOAD(s->looked), stint = now - GS_LOAD(s->since);
    int every = GS_LOAD(s->every), due = stint >= interval && stint + took >= interval + moment;
    if (took >= interval + moment) due = -1;
    else if (every > 1 && took >= interval / 2 && !GS_LOAD(s->guessed)) { /* callbacks were quick, and now one of them was slow, or waited */
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
GS_INLINE void gs_share_looked(gs_stint *s, int64_t now) {
    GS_STORE(s->looked, now);
    GS_STORE(s->left, GS_LOAD(s->every) - 1);
}

/* Takes the lock, with a look before and after. crowd: others of this stint's
   threads may have had it meanwhile. */
GS_FUNC void gs_take_looking(gs_stint *s, PyThreadState *ts, int crowd) {
    int64_t now = gs_clock();
    int due = gs_share_look(s, now);
    if (due > 0 && !crowd && gs_share_with(ts)) now = gs_share_offer(now);
    PyEval_RestoreThread(ts);
    int64_t then = gs_clock();
    if (crowd && then - GS_LOAD(s->since) >= GS_LOAD(gs_share.interval)) { /* the offer was for others */
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
GS_INLINE int gs_share_counts(gs_stint *s) {
    int left = GS_LOAD(s->left);
    GS_STORE(s->left, left - 1);
    return left <= 0;
}
GS_INLINE void gs_take(gs_stint *s, PyThreadState *ts, int crowd) {
    if (GS_UNLIKELY(gs_share_counts(s) || crowd)) gs_take_looking(s, ts, crowd);
    else PyEval_RestoreThread(ts);
}

/* Where the lock has been kept. */
GS_FUNC void gs_share_looking(gs_stint *s) {
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
GS_INLINE void gs_share_kept(gs_stint *s) {
    if (GS_UNLIKELY(gs_share_counts(s))) gs_share_looking(s);
}
/* At a turn of an event loop, which releases the lock by itself, and for so short a
   time that waiters may miss it. Where a turn took long, they have not. */
GS_FUNC void gs_share_turn(gs_stint *s) {
    int64_t now = gs_clock();
    if (now - GS_LOAD(s->looked) >= GS_LOAD(gs_share.interval) / 2) {
        GS_STORE(s->since, now);
        GS_STORE(s->looked, now);
    } else gs_share_looking(s);
}
#endif
