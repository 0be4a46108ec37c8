#include "async/awaitable.h"
#include "abi/exclusion.h"
#include "os/thread.h"
#include "gil/share.h"
#include "call/interrupt.h"
#include "objects/errors.h"
#include "objects/object.h"
#include "async/astream.h"
#include "async/async.h"
#include "async/submissions.h"
#include <stddef.h>
#include <stdlib.h>

PyObject *gs_raised(void) {
    PyObject *t, *v, *b;
    PyErr_Fetch(&t, &v, &b);
    PyErr_NormalizeException(&t, &v, &b);
    if (v && b) PyException_SetTraceback(v, b);
    Py_XDECREF(t);
    Py_XDECREF(b);
    return v;
}

void gs_awaitable_settle(gs_awaitable *a, PyObject *result) {
    PyObject *v = result;
    if (a->state != GS_PENDING) {
        Py_XDECREF(result);
        if (!result) PyErr_Clear(); /* cancelled meanwhile: nobody wants the exception */
        return;
    }
    PyObject *held = a->value;
    if (held) gs_stream_quit(a);
    a->state = GS_RESULT;
    if (!result) {
        v = gs_raised();
        a->state = GS_RAISED_IT;
    }
    a->value = v;
    Py_XDECREF(held);
}

void gs_awaitable_end(gs_awaitable *a, PyObject *message) {
    PyObject *held = a->value;
    if (held) gs_stream_quit(a);
    a->state = GS_CANCELLED;
    a->value = message ? Py_NewRef(message) : NULL;
    Py_XDECREF(held);
}

void gs_job_inherited(gs_job *e) {
    e->awaitable = NULL;
    if (e->state != GS_DONE) gs_job_free(e);
}

void gs_awaitable_part(gs_awaitable *a) {
    gs_job *e = a->job;
    a->job = NULL;
    if (!e) return;
    if (!e->loop || e->generation != gs_the_core.generation) { /* not begun, or of a parent process */
        if (e->loop && a->waits) gs_job_inherited(e);
        else gs_job_free(e);
        if (a->waits) { /* the parent's job owned a reference */
            a->waits = 0;
            Py_DECREF(a); /* the caller has another one */
        }
        return;
    }
    uint32_t was = GS_UNDERWAY;
    e->awaitable = NULL;
    GS_ATOMIC_SET(&e->cancelled, 1);
    if (e->interruptible && GS_ATOMIC_GET(&e->state) != GS_DONE) gs_submissions_cancel(e);
    if (!a->waits && !__atomic_compare_exchange_n(&e->state, &was, GS_UNWANTED, 0, __ATOMIC_ACQ_REL, __ATOMIC_ACQUIRE))
        gs_job_discard(e);
    if (a->waits) {
        a->waits = 0;
        Py_DECREF(a); /* the job's reference; the caller has another one */
    }
}

GS_COLD void gs_awaitable_of_parent(const gs_awaitable *a) {
    PyErr_Format(PyExc_RuntimeError,
        "'%s' was called before the process was forked and runs in the parent; call it anew in the child",
        gs_async_name(a->async));
}

GS_COLD void gs_awaitable_forked(gs_awaitable *a) {
    gs_awaitable_of_parent(a);
    gs_awaitable_settle(a, NULL);
    gs_awaitable_part(a);
    gs_awaitable_callbacks(a, GS_SOON);
}

int gs_awaitable_inherited(const gs_awaitable *a) {
    return a->job ? a->job->loop && a->job->generation != gs_the_core.generation : a->value && GS_STALE(a->value);
}

int gs_awaitable_soon(gs_awaitable *a, PyObject *callback, PyObject *in, int when) {
    PyObject *f = PyObject_GetAttrString(a->loop->loop, when == GS_FROM_AFAR ? "call_soon_threadsafe" : "call_soon");
    PyObject *args = f ? PyTuple_Pack(2, callback, (PyObject *)a) : NULL;
    PyObject *kw = args ? PyDict_New() : NULL;
    PyObject *r = NULL;
    if (kw && !PyDict_SetItem(kw, gs_aio.context, in)) r = PyObject_Call(f, args, kw);
    Py_XDECREF(f);
    Py_XDECREF(args);
    Py_XDECREF(kw);
    Py_XDECREF(r);
    return r ? 0 : -1;
}

/* Whether the loop must raise the exception that is set, and ends with it
   (Lib/asyncio/events.py). */
static int gs_loop_ends(void) {
    return PyErr_ExceptionMatches(PyExc_KeyboardInterrupt) || PyErr_ExceptionMatches(PyExc_SystemExit);
}

/* Reports the exception of a callback, as the loop would. An exception that ends the loop stays
   set, even if the loop's exception handler raised it. */
static GS_COLD void gs_awaitable_callback_raised(gs_awaitable *a) {
    if (gs_loop_ends()) return;
    PyObject *v = gs_raised(), *d = NULL, *r = NULL;
    PyObject *loop = a->loop ? a->loop->loop : NULL;
    PyObject *message = PyUnicode_FromString("exception in a callback of an awaitable");
    if (loop && v && message && (d = PyDict_New()) && !PyDict_SetItemString(d, "message", message) &&
        !PyDict_SetItemString(d, "exception", v) && !PyDict_SetItemString(d, "future", (PyObject *)a))
        r = PyObject_CallMethod(loop, "call_exception_handler", "O", d);
    Py_XDECREF(d);
    Py_XDECREF(message);
    if (!r && !gs_loop_ends()) {
        if (v) PyErr_SetObject((PyObject *)Py_TYPE(v), v);
        PyErr_WriteUnraisable((PyObject *)a);
    }
    Py_XDECREF(r);
    Py_XDECREF(v);
}

void gs_awaitable_callbacks(gs_awaitable *a, int when) {
    gs_interrupted ends = { NULL, NULL, NULL };
    PyObject *callback = a->callback, *in = a->callback_context, *others = a->more_callbacks;
    if (when == GS_NEVER || (when == GS_FROM_AFAR && GS_ATOMIC_GET(&a->loop->closed))) return;
    a->callback = a->callback_context = a->more_callbacks = NULL;
    if (!callback) return;
    if (when == GS_NOW) {
        __auto_type section = gs_apart(gs_once_object); /* a step of a task */
        PyObject *r = PyObject_CallMethodObjArgs(in, gs_aio.run, callback, (PyObject *)a, NULL);
        gs_together(section, gs_once_object);
        if (!r) gs_awaitable_callback_raised(a);
        Py_XDECREF(r);
    } else if (gs_awaitable_soon(a, callback, in, when)) {
        gs_awaitable_callback_raised(a);
    }
    Py_DECREF(callback);
    Py_DECREF(in);
    if (!others) return;
    gs_interrupted_by(&ends); /* the others must still run */
    for (Py_ssize_t i = 0; i < PyList_Size(others); i++) {
        PyObject *pair = PyList_GetItem(others, i);
        if (gs_awaitable_soon(a, PyTuple_GetItem(pair, 0), PyTuple_GetItem(pair, 1), when))
            gs_awaitable_callback_raised(a);
        gs_interrupted_by(&ends);
    }
    Py_DECREF(others);
    gs_interrupted_end(&ends, NULL);
}

void gs_job_deliver(gs_job *e, int when) {
    if (gs_job_streams(e, when)) return;
    gs_awaitable *a = e->awaitable;
    if (!a) {
        gs_job_discard(e);
        return;
    }
    a->job = NULL;
    a->waits = 0;
    /* it completed in the parent, and this child goes on with the loop */
    if (GS_UNLIKELY(e->generation != gs_the_core.generation)) {
        gs_awaitable_of_parent(a);
        gs_awaitable_settle(a, NULL);
    } else {
        gs_awaitable_settle(a, gs_job_take(e));
    }
    gs_job_free(e);
    gs_awaitable_callbacks(a, when);
    Py_DECREF(a); /* the job's reference */
}

void gs_loop_failures(gs_loop *l) {
    int64_t room = 64, n;
    uintptr_t *all = NULL;
    gs_interrupted ends = { NULL, NULL, NULL };
    for (;; room = n) {
        uintptr_t *more = realloc(all, (size_t)room * sizeof *all);
        if (!more) {
            free(all);
            PyErr_NoMemory();
            PyErr_WriteUnraisable(NULL);
            return;
        }
        all = more;
        if ((n = gs_the_core.calls.active_jobs((uintptr_t)l, all, room)) <= room) break;
    }
    /* First take references, without running any code: only Python frees jobs, and only with
       the GIL, or in this section. */
    for (int64_t i = 0; i < n; i++) {
        gs_awaitable *a = gs_job_waiting((gs_job *)all[i]);
        all[i] = (uintptr_t)(a && a->state == GS_PENDING && gs_try_ref((PyObject *)a) ? a : NULL);
    }
    for (int64_t i = 0; i < n; i++) {
        gs_awaitable *a = (gs_awaitable *)all[i];
        if (!a) continue;
        GS_FRAME(f, 3, 0);
        f.h.how = 0;
        gs_awaitable_settle(a, gs_raise_panic(&f.h, NULL));
        gs_awaitable_part(a);
        gs_awaitable_callbacks(a, a->loop == l ? GS_SOON : GS_FROM_AFAR);
        gs_interrupted_by(&ends);
        Py_DECREF(a);
    }
    free(all);
    gs_interrupted_end(&ends, NULL);
}

PyObject *gs_awaitable_outcome(gs_awaitable *a) {
    a->used = a->retrieved = 1;
    switch (a->state) {
    case GS_RESULT: return Py_NewRef(a->value);
    case GS_RAISED_IT: PyErr_SetObject((PyObject *)Py_TYPE(a->value), a->value); return NULL;
    case GS_CANCELLED:
        PyErr_SetObject(gs_aio.CancelledError, a->value); /* NULL: no message */
        return NULL;
    }
    PyErr_SetString(gs_aio.InvalidStateError, "Result is not set.");
    return NULL;
}

GS_NOINLINE int gs_awaitable_begin(gs_awaitable *a, int must) {
    gs_loop *l = gs_loop_running();
    if (!l) {
        if (!must || PyErr_Occurred()) return PyErr_Occurred() ? -1 : 0;
        PyErr_Format(PyExc_RuntimeError,
            "no event loop of asyncio runs here%s: "
            "'%s' works with asyncio, uvloop, and anyio on these, but not with trio",
            gs_loop_inherited() ? ", since a forked child needs one of its own" : "", gs_async_name(a->async));
        return -1;
    }
    l->users++; /* for the job */
    a->loop = l;
    Py_INCREF(l->loop);
    a->job->loop = l;
    if (!gs_job_submit(a->job)) return 0;
    gs_job *e = a->job;
    a->job = NULL;
    gs_awaitable_settle(a, NULL);
    gs_job_free(e);
    return 0;
}

/* Limits of spinning. A turn of the loop costs more than many jobs take, and tens of
   microseconds if its thread must be woken. So if the loop has nothing else to do, an await
   spins for a moment, provided that spinning has helped lately. It keeps the GIL, since
   releasing it would cost as much. Twin: rt/spin.go. */
enum {
    GS_AWAIT_SPIN_NS = 20 * 1000,
    GS_SPIN_BUDGET_MOST = 16,
    GS_MISS = 4,
    GS_TRY_EVERY = 64,
    GS_ALONE = 3,   /* users of a loop without other work: the open loop, the job, the awaitable */
    GS_DELIVERING = 2, /* and those of a completed job that has woken this task */
};

GS_INLINE int gs_job_done(gs_job *e) { return GS_ATOMIC_GET(&e->state) == GS_DONE; }

/* Spins; 1 if the job is done. */
static int gs_awaitable_spin(gs_awaitable *a) {
    static int processors;
    gs_loop *l = a->loop;
    if (l->users > GS_ALONE + GS_DELIVERING * l->delivering || (l->spin_budget <= 0 && l->asked++ % GS_TRY_EVERY))
        return 0;
    if (!processors) processors = gs_processors();
    if (processors < 2) return 0;
    int64_t now = gs_clock(), until = now + GS_AWAIT_SPIN_NS;
    if (gs_loop_turn_is_due(l, now)) return 0;
    do {
        for (int i = 0; i < 64; i++) {
            if (gs_job_done(a->job)) {
                if (l->spin_budget < GS_SPIN_BUDGET_MOST) l->spin_budget++;
                return 1;
            }
            gs_pause();
        }
    } while (gs_clock() < until);
    l->spin_budget = l->spin_budget > GS_MISS ? (int16_t)(l->spin_budget - GS_MISS) : 0;
    return 0;
}

/* A task whose awaits are always done at once would never let others run. So after a while, a
   job that is done is delivered through the loop, as if the task had waited. */
static void gs_awaitable_yield(gs_awaitable *a) {
    if (!gs_job_done(a->job) || a->job->generation != gs_the_core.generation ||
        !gs_loop_turn_is_due(a->loop, gs_clock()))
        return;
    gs_loop *l = gs_loop_running();
    if (l == a->loop) {
        Py_INCREF(a); /* for the job */
        a->waits = 1;
        gs_loop_push(l, a->job);
    }
    if (l) gs_loop_leave(l);
    else PyErr_Clear(); /* no loop runs, so nobody is kept waiting */
}

/* A step of an await. 1: it is over; 0: it waits; -1 with an exception. */
GS_INLINE int gs_awaitable_step(gs_awaitable *a) {
    a->used = 1;
    if (a->state != GS_PENDING) return 1;
    if (GS_UNLIKELY(a->job && !a->job->loop) && gs_awaitable_begin(a, 1)) return -1;
    if (a->job && a->loop && !a->waits && !gs_awaitable_spin(a)) gs_awaitable_yield(a);
    if (gs_awaitable_wait(a)) return 1;
    a->blocking = 1;
    return 0;
}

PyObject *gs_awaitable_next(PyObject *self) {
    GS_ASYNC_ALONE();
    gs_awaitable *a = (gs_awaitable *)self;
    int r = gs_awaitable_step(a);
    if (r <= 0) return r ? NULL : Py_NewRef(self);
    PyObject *o = gs_awaitable_outcome(a);
    if (o) {
        if (!PyTuple_Check(o) && !gs_isinstance(o, (PyTypeObject *)PyExc_BaseException)) {
            PyErr_SetObject(PyExc_StopIteration, o);
        } else { /* PyErr_SetObject() would take a tuple for arguments, and an exception for the one to raise */
            PyObject *stop = PyObject_CallFunctionObjArgs(PyExc_StopIteration, o, NULL);
            if (stop) PyErr_SetObject(PyExc_StopIteration, stop);
            Py_XDECREF(stop);
        }
        Py_DECREF(o);
    }
    return NULL;
}

int gs_awaitable_send(PyObject *self, PyObject *v, PyObject **result) {
    GS_ASYNC_ALONE();
    gs_awaitable *a = (gs_awaitable *)self;
    (void)v;
    int r = gs_awaitable_step(a);
    if (r == 0) {
        *result = Py_NewRef(self);
        return PYGEN_NEXT;
    }
    *result = r < 0 ? NULL : gs_awaitable_outcome(a);
    return *result ? PYGEN_RETURN : PYGEN_ERROR;
}
