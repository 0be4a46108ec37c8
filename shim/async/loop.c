#include "async/loop.h"
#include "abi/exclusion.h"
#include "os/has.h"
#include "os/notifier.h"
#include "os/signals.h"
#include "gil/gil.h"
#include "gil/share.h"
#include "call/frame.h"
#include "async/awaitable.h"
#include "async/submissions.h"
#include <stdlib.h>
#if GS_HAS_FORK
#include <fcntl.h>
#include <unistd.h>
#endif

gs_loop *gs_loops;

struct gs_aio_state gs_aio;

/* Frees unused loops. If a goroutine is still about to leave a push, the loop is freed another
   time. */
static void gs_loops_sweep(void) {
    for (gs_loop **at = &gs_loops; *at;) {
        gs_loop *l = *at;
        if (l->users || GS_ATOMIC_GET(&l->pushing)) {
            at = &l->other;
            continue;
        }
        *at = l->other;
        gs_notifier_close(l->watched, l->wake);
        if (l->deliverer) { /* a turn of the closed loop may still hold it */
            ((gs_reader_object *)l->deliverer)->loop = NULL;
            Py_DECREF(l->deliverer);
        }
        free(l);
    }
}

void gs_loop_leave(gs_loop *l) {
    if (--l->users == 0) gs_loops_sweep();
}

/* Appends Go's list of finished jobs to the rest, in the order in which they finished. */
static void gs_loop_take(gs_loop *l) {
    gs_job *e = __atomic_exchange_n(&l->completions, NULL, __ATOMIC_ACQ_REL), *first = NULL, *last = e;
    for (gs_job *next; e; e = next) {
        next = e->next;
        e->next = first;
        first = e;
    }
    if (!first) return;
    if (l->rest) l->last->next = first;
    else l->rest = first;
    l->last = last;
}

/* Takes the first job of the rest; or NULL. */
static gs_job *gs_loop_next(gs_loop *l) {
    gs_job *e = l->rest;
    if (e) l->rest = e->next;
    return e;
}

static void gs_loop_notify(gs_loop *l);

/* Delivers finished jobs: what the loop calls. -1 with KeyboardInterrupt or SystemExit, which
   the loop must raise. The other jobs wait for the next turn. */
static int gs_loop_deliver(gs_loop *l) {
    gs_notifier_clear(l->watched);
    l->users++; /* the tasks may close the loop */
    int r = 0;
    if (GS_UNLIKELY(GS_ATOMIC_GET(&l->panicked)) && l->generation == gs_the_core.generation) {
        gs_loop_failures(l);
        if (PyErr_Occurred()) r = -1;
    }
    gs_loop_take(l);
    gs_share_turn(gs_time_slice_here());
    l->delivering = 1;
    l->turn = gs_clock();
    const int64_t until = l->turn + GS_DELIVER_NS;
    int all = l->generation != gs_the_core.generation; /* in a child, the descriptor cannot be written to again */
    for (int n = 0; !r && l->rest && (all || (n < GS_DELIVER_MOST && (n & 7 || gs_clock() < until))); n++) {
        gs_job_deliver(gs_loop_next(l), GS_NOW);
        if (GS_UNLIKELY(PyErr_Occurred() != NULL)) r = -1;
    }
    l->delivering = 0;
    l->turn = 0;
    if (l->rest) gs_loop_notify(l);
    gs_loop_leave(l);
    return r;
}

void gs_loop_bury(gs_loop *l) {
    PyObject *t, *v, *b;
    PyErr_Fetch(&t, &v, &b);
    l->users++;
    gs_loop_take(l);
    for (gs_job *e; (e = gs_loop_next(l));) gs_job_discard(e);
    gs_loop_leave(l);
    PyErr_Restore(t, v, b);
}

#if GS_HAS_FORK
void gs_loops_forked(void) {
    int nothing = gs_loops ? open("/dev/null", O_RDWR | O_CLOEXEC) : -1;
    for (gs_loop *l = gs_loops; l; l = l->other) {
        l->pushing = 0; /* those threads do not exist here */
        if (nothing < 0 || l->watched < 0) continue;
        int32_t ends[] = { l->watched, l->wake };
        for (int i = 0; i < 2; i++) dup2(nothing, ends[i]), fcntl(ends[i], F_SETFD, FD_CLOEXEC);
    }
    if (nothing >= 0) close(nothing);
}
#endif

PyObject *gs_reader_call(PyObject *self, PyObject *args, PyObject *kw) {
    GS_ASYNC_ALONE();
    (void)args, (void)kw;
    gs_loop *l = ((gs_reader_object *)self)->loop;
    return l && gs_loop_deliver(l) ? NULL : Py_NewRef(Py_None);
}

void gs_reader_dealloc(PyObject *self) {
    GS_ASYNC_ALONE();
    PyTypeObject *t = Py_TYPE(self);
    gs_loop *l = ((gs_reader_object *)self)->loop;
    if (l && l->deliverer != self) {
        /* before gs_loop_bury() reads the list: rt/loop.go pushes first and then checks closed */
        __atomic_store_n(&l->closed, 1, __ATOMIC_SEQ_CST);
        gs_loop_bury(l);
        gs_loop_leave(l);
    }
    ((freefunc)PyType_GetSlot(t, Py_tp_free))(self);
    Py_DECREF(t);
}

/* Closes a loop that we have found closed. */
static void gs_loop_close(gs_loop *l) {
    PyObject *loop = l->loop;
    if (l->closed) return;
    __atomic_store_n(&l->closed, 1, __ATOMIC_SEQ_CST);
    gs_loop_bury(l);
    gs_loop_leave(l);
    Py_DECREF(loop);
}

/* Wakes the loop. */
static void gs_loop_notify(gs_loop *l) {
    if (l->wake >= 0) {
        gs_notifier_wake(l->wake);
        return;
    }
    if (l->closed) return;
    PyObject *t, *v, *b;
    PyErr_Fetch(&t, &v, &b);
    PyObject *done = PyObject_CallMethod(l->loop, "call_soon_threadsafe", "O", l->deliverer);
    if (!done) {
        PyErr_Clear(); /* it fails for one reason only: the loop is closed */
        gs_loop_close(l);
    }
    Py_XDECREF(done);
    PyErr_Restore(t, v, b);
}

void gs_loop_push(gs_loop *l, gs_job *e) {
    e->next = GS_ATOMIC_GET(&l->completions);
    while (!__atomic_compare_exchange_n(&l->completions, &e->next, e, 0, __ATOMIC_SEQ_CST, __ATOMIC_RELAXED));
    if (!e->next) gs_loop_notify(l);
}

static void gs_loop_called_alone(void *loop, int32_t closed) {
    GS_ASYNC_ALONE();
    for (gs_loop *l = gs_loops; l; l = l->other)
        if (l == loop) { /* else it has been freed */
            if (!closed) gs_loop_notify(l);
            else if (GS_ATOMIC_GET(&l->closed)) gs_loop_bury(l);
            break;
        }
}

void gs_loop_called(void *loop, int32_t closed) {
    int how;
    if (!gs_gil_take(&how)) return; /* Python is exiting, and all loops end with it */
    gs_loop_called_alone(loop, closed);
    gs_gil_release(how);
}

/* ---- finding loops ---- */

/* A new gs_loop for a Python loop, which gets our reader. NULL with an exception. */
static GS_COLD gs_loop *gs_loop_new(PyObject *loop) {
    /* loops without a descriptor do not tell us when they are closed */
    for (gs_loop *l = gs_loops, *next; l; l = next) {
        next = l->other;
        if (!l->deliverer || l->closed) continue;
        PyObject *closed = PyObject_CallMethod(l->loop, "is_closed", NULL);
        if (!closed) PyErr_Clear();
        if (closed == Py_True) gs_loop_close(l);
        Py_XDECREF(closed);
    }
    gs_loops_sweep();
    gs_loop *l = calloc(1, sizeof *l);
    if (!l) {
        PyErr_NoMemory();
        return NULL;
    }
    l->wake = l->watched = -1;
    gs_reader_object *r = GS_HAS_DESCRIPTORS && gs_notifier_open(&l->watched, &l->wake)
        ? NULL
        : (gs_reader_object *)PyType_GenericAlloc(gs_aio.reader, 0);
    if (!r) {
        gs_notifier_close(l->watched, l->wake);
        free(l);
        return NULL;
    }
    l->generation = gs_the_core.generation;
    l->users = 2; /* one for the caller, one because it is open */
    l->loop = loop;
    l->other = gs_loops;
    gs_loops = l;
    r->loop = l;
    PyObject *done = GS_HAS_DESCRIPTORS ? PyObject_CallMethod(loop, "add_reader", "iO", (int)l->watched, r) : NULL;
    if (!done && (!GS_HAS_DESCRIPTORS || PyErr_ExceptionMatches(PyExc_NotImplementedError) || PyErr_ExceptionMatches(PyExc_AttributeError))) {
        PyErr_Clear();
        gs_notifier_close(l->watched, l->wake);
        l->wake = l->watched = -1;
        l->loop = Py_NewRef(loop);
        l->deliverer = Py_NewRef((PyObject *)r);
        done = Py_NewRef(Py_None);
    }
    Py_DECREF(r); /* if add_reader() failed, this closes l */
    if (!done) {
        gs_loop_leave(l);
        return NULL;
    }
    Py_DECREF(done);
    return l;
}

int gs_loop_inherited(void) {
    for (gs_loop *l = gs_loops; l; l = l->other)
        if (l->generation != gs_the_core.generation && !l->closed) return 1;
    return 0;
}

gs_loop *gs_loop_running(void) {
    PyObject *loop = PyObject_CallNoArgs(gs_aio.running_loop);
    if (!loop || loop == Py_None) {
        Py_XDECREF(loop);
        return NULL;
    }
    gs_loop *l = gs_loops;
    while (l && (l->loop != loop || l->closed || l->generation != gs_the_core.generation)) l = l->other;
    if (l) l->users++;
    else l = gs_loop_new(loop);
    Py_DECREF(loop); /* whoever runs the loop holds it */
    return l;
}
