/* awaitable.h: what a call of the async face returns.

   It is a future, as far as asyncio looks (PEP 3156; CPython's Lib/asyncio/
   futures.py and Modules/_asynciomodule.c): gather(), wait_for() and shield() take
   it as it is, without a Task around it. And it is a coroutine, since users write
   create_task(aio.f()) and asyncio.run(aio.f()) as they do with any async
   function. But asyncio.wait() refuses coroutines, also when ensure_future() has
   given it one back. So there are two types of one layout: an awaitable is born as
   the first, and becomes the second, without send(), throw() and close(), as soon
   as asyncio has asked whether it is a future.

   Where no loop runs at the call the errand is begun at the first await, on the
   loop that runs then. */
#ifndef GS_AWAITABLE_H
#define GS_AWAITABLE_H
#include "loop.h"

enum { GS_PENDING, GS_RESULT, GS_RAISED_IT, GS_CANCELLED };

struct gs_awaitable {
    PyObject_HEAD
    gs_errand *errand; /* until it is done; NULL where somebody else has it (astream.h) */
    gs_loop *loop;     /* counted, and with a reference to its loop; NULL before an errand is begun, and where there was none to begin */
    PyObject *callback, *in; /* the first callback and its context */
    PyObject *others;        /* list of (callback, context), or NULL */
    PyObject *value;         /* result, exception, or the message of cancel() */
    PyObject *weakrefs;
    gs_async *async; /* for its name; or NULL */
    gs_awaitable *after; /* in the line of a stream, which is the value until it is over (astream.h) */
    uint8_t state;
    uint8_t waits;    /* somebody waits: the errand has a reference */
    uint8_t blocking; /* _asyncio_future_blocking */
    uint8_t used;     /* awaited, or asked for its outcome */
    uint8_t told;     /* somebody got the outcome */
};

static int gs_errand_begin(gs_errand *e);
static void gs_errand_free(gs_errand *e);
static PyObject *gs_errand_take(gs_errand *e);
static int gs_errand_streams(gs_errand *e, int direct);
static gs_awaitable *gs_errand_waiting(const gs_errand *e);
static const char *gs_async_name(const gs_async *a);

/* The exception that is set, as an object: a new reference. */
static PyObject *gs_raised(void) {
    PyObject *t, *v, *b;
    PyErr_Fetch(&t, &v, &b);
    PyErr_NormalizeException(&t, &v, &b);
    if (v && b) PyException_SetTraceback(v, b);
    Py_XDECREF(t);
    Py_XDECREF(b);
    return v;
}

/* ---- from an errand that is done ---- */
/* Takes over the outcome: a new reference, or NULL with an exception set. */
static void gs_awaitable_settle(gs_awaitable *a, PyObject *result) {
    PyObject *v = result;
    if (a->state != GS_PENDING) {
        Py_XDECREF(result);
        if (!result) PyErr_Clear(); /* cancelled meanwhile: nobody wants to know */
        return;
    }
    PyObject *held = a->value;
    a->state = GS_RESULT;
    if (!result) {
        v = gs_raised();
        a->state = GS_RAISED_IT;
    }
    a->value = v;
    Py_XDECREF(held);
}
static void gs_stream_quit(gs_awaitable *a);
/* Cancels one that is not over; callbacks are for the caller to run. */
static void gs_awaitable_end(gs_awaitable *a, PyObject *message) {
    PyObject *held = a->value;
    if (held) gs_stream_quit(a);
    a->state = GS_CANCELLED;
    a->value = message ? Py_NewRef(message) : NULL;
    Py_XDECREF(held);
}
/* Lets go of an errand that is not wanted any more. */
static void gs_awaitable_part(gs_awaitable *a) {
    gs_errand *e = a->errand;
    a->errand = NULL;
    if (!e) return;
    if (!e->loop || e->generation != gs_the_core.generation) { /* never begun, or it lies in a parent process */
        gs_errand_free(e);
        if (a->waits) { /* the parent's errand had a reference */
            a->waits = 0;
            Py_DECREF(a); /* the caller has another */
        }
        return;
    }
    uint32_t was = GS_UNDERWAY;
    e->awaitable = NULL;
    GS_ATOMIC_SET(&e->cancelled, 1);
    if (e->interruptible && GS_ATOMIC_GET(&e->state) != GS_DONE) gs_the_core.interrupt((uintptr_t)&e->f);
    if (!a->waits && !__atomic_compare_exchange_n(&e->state, &was, GS_UNWANTED, 0, __ATOMIC_ACQ_REL, __ATOMIC_ACQUIRE)) gs_errand_discard(e);
    if (a->waits) {
        a->waits = 0;
        Py_DECREF(a); /* the errand's; the caller has another */
    }
}
GS_COLD void gs_awaitable_strange(const gs_awaitable *a) {
    PyErr_Format(PyExc_RuntimeError, "'%s' was called before the process was forked and runs in the parent; call it anew in the child", gs_async_name(a->async));
}
GS_COLD void gs_awaitable_forked(gs_awaitable *a) {
    gs_awaitable_strange(a);
    gs_awaitable_settle(a, NULL);
    gs_awaitable_part(a);
}
/* Whether it is over, looking at the errand. */
GS_INLINE int gs_awaitable_over(gs_awaitable *a) {
    gs_errand *e = a->errand;
    if (a->state != GS_PENDING) return 1;
    if (!e || !e->loop) return 0;
    if (GS_UNLIKELY(e->generation != gs_the_core.generation)) {
        gs_awaitable_forked(a);
        return 1;
    }
    if (a->waits || GS_ATOMIC_GET(&e->state) != GS_DONE) return 0;
    a->errand = NULL;
    gs_awaitable_settle(a, gs_errand_take(e));
    gs_errand_free(e);
    return 1;
}
/* Has the errand pushed to its loop when it is done; 1 if it is over already. */
GS_INLINE int gs_awaitable_wait(gs_awaitable *a) {
    if (gs_awaitable_over(a)) return 1;
    if (a->waits || !a->errand) return 0;
    uint32_t was = GS_UNDERWAY;
    Py_INCREF(a);
    a->waits = 1;
    if (__atomic_compare_exchange_n(&a->errand->state, &was, GS_AWAITED, 0, __ATOMIC_ACQ_REL, __ATOMIC_ACQUIRE)) return 0;
    a->waits = 0;
    Py_DECREF(a);
    return gs_awaitable_over(a);
}

/* ---- callbacks ---- */
static int gs_awaitable_soon(gs_awaitable *a, PyObject *callback, PyObject *in) {
    PyObject *f = PyObject_GetAttrString(a->loop->loop, "call_soon"), *args = f ? PyTuple_Pack(2, callback, (PyObject *)a) : NULL, *kw = args ? PyDict_New() : NULL, *r = NULL;
    if (kw && !PyDict_SetItem(kw, gs_aio.context, in)) r = PyObject_Call(f, args, kw);
    Py_XDECREF(f);
    Py_XDECREF(args);
    Py_XDECREF(kw);
    Py_XDECREF(r);
    return r ? 0 : -1;
}
/* Reports what a callback raised, as the loop would have. KeyboardInterrupt and
   SystemExit stay set. */
GS_COLD void gs_awaitable_callback_raised(gs_awaitable *a) {
    if (PyErr_ExceptionMatches(PyExc_KeyboardInterrupt) || PyErr_ExceptionMatches(PyExc_SystemExit)) return;
    PyObject *t, *v, *b, *d = NULL, *r = NULL;
    PyErr_Fetch(&t, &v, &b);
    PyErr_NormalizeException(&t, &v, &b);
    if (v && b) PyException_SetTraceback(v, b);
    PyObject *loop = a->loop ? a->loop->loop : NULL, *message = PyUnicode_FromString("exception in a callback of an awaitable");
    if (loop && v && message && (d = PyDict_New()) && !PyDict_SetItemString(d, "message", message) && !PyDict_SetItemString(d, "exception", v) &&
        !PyDict_SetItemString(d, "future", (PyObject *)a))
        r = PyObject_CallMethod(loop, "call_exception_handler", "O", d);
    Py_XDECREF(d);
    Py_XDECREF(message);
    if (r) {
        Py_DECREF(r);
        Py_XDECREF(t);
        Py_XDECREF(v);
        Py_XDECREF(b);
        return;
    }
    PyErr_Restore(t, v, b);
    PyErr_WriteUnraisable((PyObject *)a);
}
/* Runs the callbacks of one that is over: the first at once where direct, all
   others by the loop. */
static void gs_awaitable_callbacks(gs_awaitable *a, int direct) {
    PyObject *callback = a->callback, *in = a->in, *others = a->others;
    a->callback = a->in = a->others = NULL;
    if (!callback) return;
    if (direct) {
        PyObject *r = PyObject_CallMethodObjArgs(in, gs_aio.run, callback, (PyObject *)a, NULL);
        if (!r) gs_awaitable_callback_raised(a);
        Py_XDECREF(r);
    } else if (gs_awaitable_soon(a, callback, in)) {
        gs_awaitable_callback_raised(a);
    }
    Py_DECREF(callback);
    Py_DECREF(in);
    if (!others) return;
    PyObject *t, *v, *b;
    PyErr_Fetch(&t, &v, &b); /* what the first one raised is kept: the others are due all the same */
    for (Py_ssize_t i = 0; i < PyList_Size(others); i++) {
        PyObject *pair = PyList_GetItem(others, i);
        if (gs_awaitable_soon(a, PyTuple_GetItem(pair, 0), PyTuple_GetItem(pair, 1))) gs_awaitable_callback_raised(a);
    }
    Py_DECREF(others);
    if (t) PyErr_Restore(t, v, b);
}

/* An errand that its loop got. An exception that is set afterwards is for the
   loop. */
static void gs_errand_land(gs_errand *e, int direct) {
    if (gs_errand_streams(e, direct)) return;
    gs_awaitable *a = e->awaitable;
    if (!a) {
        gs_errand_discard(e);
        return;
    }
    a->errand = NULL;
    a->waits = 0;
    if (GS_UNLIKELY(e->generation != gs_the_core.generation)) { /* it landed in the parent, and a child goes on with the loop */
        gs_awaitable_strange(a);
        gs_awaitable_settle(a, NULL);
    } else {
        gs_awaitable_settle(a, gs_errand_take(e));
    }
    gs_errand_free(e);
    gs_awaitable_callbacks(a, direct);
    Py_DECREF(a); /* the errand's */
}
/* A goroutine has panicked: those that fly may wait for what it did not do. So
   they fail at once. */
static void gs_loop_failures(gs_loop *l) {
    int64_t room = 64, n;
    uintptr_t *all = NULL;
    for (;; room = n) {
        uintptr_t *more = realloc(all, (size_t)room * sizeof *all);
        if (!more) {
            free(all);
            PyErr_NoMemory();
            PyErr_WriteUnraisable(NULL);
            return;
        }
        all = more;
        if ((n = gs_the_core.flying((uintptr_t)l, all, room)) <= room) break;
    }
    /* First they are held, without running any code: only Python frees errands,
       and only with the lock, which is here. */
    for (int64_t i = 0; i < n; i++) {
        gs_awaitable *a = gs_errand_waiting((gs_errand *)all[i]);
        all[i] = (uintptr_t)(a && a->state == GS_PENDING ? Py_NewRef((PyObject *)a) : NULL);
    }
    for (int64_t i = 0; i < n; i++) {
        gs_awaitable *a = (gs_awaitable *)all[i];
        if (!a) continue;
        GS_FRAME(f, 3, 0);
        if (a->value) gs_stream_quit(a);
        gs_awaitable_settle(a, gs_rescued(&f.h, NULL));
        gs_awaitable_part(a);
        gs_awaitable_callbacks(a, 0);
        Py_DECREF(a);
    }
    free(all);
}

/* ---- awaiting ---- */
static PyObject *gs_awaitable_outcome(gs_awaitable *a) {
    a->used = a->told = 1;
    switch (a->state) {
    case GS_RESULT: return Py_NewRef(a->value);
    case GS_RAISED_IT: PyErr_SetObject((PyObject *)Py_TYPE(a->value), a->value); return NULL;
    case GS_CANCELLED:
        PyErr_SetObject(gs_aio.CancelledError, a->value); /* NULL: without a message */
        return NULL;
    }
    PyErr_SetString(gs_aio.InvalidStateError, "Result is not set.");
    return NULL;
}
/* Begins an errand that no loop has yet. */
GS_FUNC int gs_awaitable_begin(gs_awaitable *a, int must) {
    gs_loop *l = gs_loop_running();
    if (!l) {
        if (!must || PyErr_Occurred()) return PyErr_Occurred() ? -1 : 0;
        PyErr_Format(PyExc_RuntimeError, "no event loop of asyncio runs here: '%s' works with asyncio, uvloop, and anyio on these, but not with trio",
            gs_async_name(a->async));
        return -1;
    }
    l->users++; /* the errand's */
    a->loop = l;
    Py_INCREF(l->loop);
    a->errand->loop = l;
    if (!gs_errand_begin(a->errand)) return 0;
    gs_errand *e = a->errand;
    a->errand = NULL;
    gs_awaitable_settle(a, NULL);
    gs_errand_free(e);
    return 0;
}
/* A turn of the loop costs tens of microseconds, and many an errand takes less. So
   who awaits nothing else looks for a moment, where that has been of use lately.
   Twin: rt/linger.go. The lock is kept: to give it up costs as much. */
enum { GS_LINGER_NS = 20 * 1000, GS_MOST_LUCK = 16, GS_MISS = 4, GS_TRY_EVERY = 64, GS_ALONE = 3 /* users of a loop: it is open, the errand, the awaitable */ };
static void gs_awaitable_linger(gs_awaitable *a) {
    static int processors;
    gs_loop *l = a->loop;
    if (!a->errand || a->waits || l->users > GS_ALONE || (l->luck <= 0 && l->asked++ % GS_TRY_EVERY)) return;
    if (!processors) processors = (int)sysconf(_SC_NPROCESSORS_ONLN);
    if (processors < 2) return;
    int64_t until = gs_clock() + GS_LINGER_NS;
    do {
        for (int i = 0; i < 64; i++) {
            if (GS_ATOMIC_GET(&a->errand->state) == GS_DONE) {
                if (l->luck < GS_MOST_LUCK) l->luck++;
                return;
            }
            gs_pause();
        }
    } while (gs_clock() < until);
    l->luck = l->luck > GS_MISS ? (int16_t)(l->luck - GS_MISS) : 0;
}
/* 1: it is over; 0: it waits; -1 with an exception. */
GS_INLINE int gs_awaitable_step(gs_awaitable *a) {
    a->used = 1;
    if (a->state != GS_PENDING) return 1;
    if (GS_UNLIKELY(a->errand && !a->errand->loop) && gs_awaitable_begin(a, 1)) return -1;
    if (a->loop) gs_awaitable_linger(a);
    if (gs_awaitable_wait(a)) return 1;
    a->blocking = 1;
    return 0;
}
static PyObject *gs_awaitable_next(PyObject *self) {
    gs_awaitable *a = (gs_awaitable *)self;
    int r = gs_awaitable_step(a);
    if (r <= 0) return r ? NULL : Py_NewRef(self);
    PyObject *o = gs_awaitable_outcome(a);
    if (o) {
        PyObject *stop = PyObject_CallFunctionObjArgs(PyExc_StopIteration, o, NULL); /* an instance: the result may be a tuple or an exception */
        if (stop) PyErr_SetObject(PyExc_StopIteration, stop);
        Py_XDECREF(stop);
        Py_DECREF(o);
    }
    return NULL;
}
static int gs_awaitable_send(PyObject *self, PyObject *v, PyObject **result) {
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

/* ---- methods ---- */
static PyObject *gs_awaitable_done(PyObject *self, PyObject *unused) {
    (void)unused;
    return Py_NewRef(gs_awaitable_over((gs_awaitable *)self) ? Py_True : Py_False);
}
static PyObject *gs_awaitable_cancelled(PyObject *self, PyObject *unused) {
    (void)unused;
    return Py_NewRef(((gs_awaitable *)self)->state == GS_CANCELLED ? Py_True : Py_False);
}
static PyObject *gs_awaitable_result(PyObject *self, PyObject *unused) {
    (void)unused;
    gs_awaitable_over((gs_awaitable *)self);
    return gs_awaitable_outcome((gs_awaitable *)self);
}
static PyObject *gs_awaitable_exception(PyObject *self, PyObject *unused) {
    gs_awaitable *a = (gs_awaitable *)self;
    (void)unused;
    gs_awaitable_over(a);
    a->used = a->told = 1;
    if (a->state == GS_RESULT) return Py_NewRef(Py_None);
    return a->state == GS_RAISED_IT ? Py_NewRef(a->value) : gs_awaitable_outcome(a);
}
static PyObject *gs_awaitable_get_loop(PyObject *self, PyObject *unused) {
    gs_awaitable *a = (gs_awaitable *)self;
    (void)unused;
    if (!a->loop) { /* over before a loop was asked for, or not begun */
        gs_loop *l = gs_loop_running();
        if (!l) {
            if (!PyErr_Occurred()) PyErr_SetString(PyExc_RuntimeError, "no running event loop");
            return NULL;
        }
        if (a->errand && !a->errand->loop) { /* not before the first await */
            PyObject *loop = Py_NewRef(l->loop);
            gs_loop_leave(l);
            return loop;
        }
        a->loop = l;
        Py_INCREF(l->loop);
    }
    return Py_NewRef(a->loop->loop);
}
/* Cancels it, if it is not over; -1 with an exception. */
static int gs_awaitable_abort(gs_awaitable *a, PyObject *message) {
    a->used = 1;
    if (gs_awaitable_over(a)) return 0;
    Py_INCREF(a); /* the errand's may be the last but the caller's */
    gs_awaitable_end(a, message);
    gs_awaitable_part(a);
    gs_awaitable_callbacks(a, 0);
    Py_DECREF(a);
    return PyErr_Occurred() ? -1 : 0;
}
static PyObject *gs_awaitable_cancel(PyObject *self, PyObject *args, PyObject *kw) {
    gs_awaitable *a = (gs_awaitable *)self;
    PyObject *message = PyTuple_Size(args) ? PyTuple_GetItem(args, 0) : kw ? PyDict_GetItemString(kw, "msg") : NULL;
    if (message == Py_None) message = NULL;
    if (gs_awaitable_over(a)) return Py_NewRef(Py_False);
    return gs_awaitable_abort(a, message) ? NULL : Py_NewRef(Py_True);
}
static PyObject *gs_awaitable_add_callback(PyObject *self, PyObject *args, PyObject *kw) {
    gs_awaitable *a = (gs_awaitable *)self;
    PyObject *f = PyTuple_Size(args) == 1 ? PyTuple_GetItem(args, 0) : NULL, *in = kw ? PyDict_GetItemWithError(kw, gs_aio.context) : NULL;
    if (!f) {
        PyErr_SetString(PyExc_TypeError, "add_done_callback() takes one positional argument, and context");
        return NULL;
    }
    PyObject *loop = gs_awaitable_get_loop(self, NULL);
    if (!loop) return NULL;
    Py_DECREF(loop);
    a->used = 1;
    if (a->errand && !a->errand->loop && gs_awaitable_begin(a, 1)) return NULL;
    in = in && in != Py_None ? Py_NewRef(in) : PyObject_CallNoArgs(gs_aio.copy_context);
    if (!in) return NULL;
    int r = 0;
    if (gs_awaitable_wait(a)) {
        r = gs_awaitable_soon(a, f, in);
    } else if (!a->callback) {
        a->callback = Py_NewRef(f);
        a->in = Py_NewRef(in);
    } else {
        PyObject *pair = PyTuple_Pack(2, f, in);
        if (!a->others) a->others = PyList_New(0);
        r = pair && a->others ? PyList_Append(a->others, pair) : -1;
        Py_XDECREF(pair);
    }
    Py_DECREF(in);
    return r ? NULL : Py_NewRef(Py_None);
}
static PyObject *gs_awaitable_remove_callback(PyObject *self, PyObject *f) {
    gs_awaitable *a = (gs_awaitable *)self;
    PyObject *all = PyList_New(0), *pair = a->callback && all ? PyTuple_Pack(2, a->callback, a->in) : NULL;
    if (!all || (a->callback && (!pair || PyList_Append(all, pair))) || (a->others && PyList_SetSlice(all, 1, 1, a->others))) {
        Py_XDECREF(all);
        Py_XDECREF(pair);
        return NULL;
    }
    Py_XDECREF(pair);
    long long removed = 0;
    for (Py_ssize_t i = PyList_Size(all) - 1; i >= 0; i--) { /* all is our own: == may run code that adds callbacks, which then stay */
        int same = PyObject_RichCompareBool(PyTuple_GetItem(PyList_GetItem(all, i), 0), f, Py_EQ);
        if (same < 0 || (same && PyList_SetSlice(all, i, i + 1, NULL))) {
            Py_DECREF(all);
            return NULL;
        }
        removed += same;
    }
    if (removed) {
        PyObject *callback = a->callback, *in = a->in, *others = a->others;
        a->callback = a->in = a->others = NULL;
        if (PyList_Size(all)) {
            pair = PyList_GetItem(all, 0);
            a->callback = Py_NewRef(PyTuple_GetItem(pair, 0));
            a->in = Py_NewRef(PyTuple_GetItem(pair, 1));
            if (!PyList_SetSlice(all, 0, 1, NULL) && PyList_Size(all)) a->others = Py_NewRef(all);
        }
        Py_XDECREF(callback);
        Py_XDECREF(in);
        Py_XDECREF(others);
    }
    Py_DECREF(all);
    return PyLong_FromLongLong(removed);
}

/* ---- the methods of a coroutine ---- */
static PyObject *gs_awaitable_coroutine_send(PyObject *self, PyObject *v) {
    if (v != Py_None && ((gs_awaitable *)self)->used == 0) {
        PyErr_SetString(PyExc_TypeError, "can't send non-None value to a just-started coroutine");
        return NULL;
    }
    return gs_awaitable_next(self);
}
/* Raises what it is given. A cancellation of the task ends the call too; any
   other exception only the wait, since there may be others who wait. */
static PyObject *gs_awaitable_throw(PyObject *self, PyObject *args) {
    gs_awaitable *a = (gs_awaitable *)self;
    Py_ssize_t n = PyTuple_Size(args);
    PyObject *t = n ? PyTuple_GetItem(args, 0) : NULL, *v = n > 1 ? PyTuple_GetItem(args, 1) : NULL, *b = n > 2 ? PyTuple_GetItem(args, 2) : NULL;
    if (!t) {
        PyErr_SetString(PyExc_TypeError, "throw() takes an exception");
        return NULL;
    }
    PyTypeObject *type = gs_isinstance(t, (PyTypeObject *)PyExc_BaseException) ? Py_TYPE(t) : (PyTypeObject *)t;
    a->used = 1;
    a->blocking = 0;
    if (gs_isinstance((PyObject *)type, &PyType_Type) && PyType_IsSubtype(type, (PyTypeObject *)gs_aio.CancelledError) && gs_awaitable_abort(a, NULL)) return NULL;
    if (gs_isinstance(t, (PyTypeObject *)PyExc_BaseException)) {
        PyErr_SetObject((PyObject *)Py_TYPE(t), t);
        return NULL;
    }
    if (b && b != Py_None && v && gs_isinstance(v, (PyTypeObject *)PyExc_BaseException)) PyException_SetTraceback(v, b);
    PyErr_SetObject(t, v && v != Py_None ? v : NULL);
    return NULL;
}
static PyObject *gs_awaitable_close(PyObject *self, PyObject *unused) {
    (void)unused;
    return gs_awaitable_abort((gs_awaitable *)self, NULL) ? NULL : Py_NewRef(Py_None);
}

/* ---- attributes ---- */
static PyObject *gs_awaitable_get_blocking(PyObject *self, void *unused) {
    gs_awaitable *a = (gs_awaitable *)self;
    (void)unused;
    if (a->blocking) return Py_NewRef(Py_True); /* a task asks, to which it was given by an await */
    if (a->errand && !a->errand->loop) return Py_NewRef(Py_None); /* not begun: no future, but a coroutine */
    if (Py_TYPE(self) == gs_aio.awaitable) { /* asked by somebody who takes futures */
        self->ob_type = (PyTypeObject *)Py_NewRef((PyObject *)gs_aio.future);
        Py_DECREF(gs_aio.awaitable);
    }
    return Py_NewRef(Py_False);
}
static int gs_awaitable_set_blocking(PyObject *self, PyObject *v, void *unused) {
    (void)unused;
    int is = v ? PyObject_IsTrue(v) : -1;
    if (!v) PyErr_SetString(PyExc_AttributeError, "cannot delete attribute");
    if (is < 0) return -1;
    ((gs_awaitable *)self)->blocking = (uint8_t)is;
    return 0;
}
static PyObject *gs_awaitable_loop(PyObject *self, void *unused) {
    (void)unused;
    return gs_awaitable_get_loop(self, NULL);
}
static PyObject *gs_awaitable_name(PyObject *self, void *unused) {
    (void)unused;
    return PyUnicode_FromString(gs_async_name(((gs_awaitable *)self)->async));
}
/* Of one that was cancelled: what cancel() was told. */
static PyObject *gs_awaitable_message(PyObject *self, void *unused) {
    (void)unused;
    gs_awaitable *a = (gs_awaitable *)self;
    return Py_NewRef(a->state == GS_CANCELLED && a->value ? a->value : Py_None);
}
static PyObject *gs_awaitable_cancelled_error(PyObject *self, PyObject *unused) {
    (void)unused;
    PyObject *message = gs_awaitable_message(self, NULL);
    PyObject *e = message == Py_None ? PyObject_CallNoArgs(gs_aio.CancelledError) : PyObject_CallFunctionObjArgs(gs_aio.CancelledError, message, NULL);
    Py_DECREF(message);
    return e;
}
static PyObject *gs_awaitable_repr(PyObject *self) {
    static const char *const states[] = { "pending", "finished", "failed", "cancelled" };
    gs_awaitable *a = (gs_awaitable *)self;
    gs_awaitable_over(a);
    const char *state = a->errand && !a->errand->loop ? "not begun" : states[a->state];
    if (a->state == GS_RESULT || a->state == GS_RAISED_IT) return PyUnicode_FromFormat("<awaitable %s() %s %R>", gs_async_name(a->async), state, a->value);
    return PyUnicode_FromFormat("<awaitable %s() %s>", gs_async_name(a->async), state);
}

/* ---- life ---- */
static int gs_awaitable_traverse(PyObject *self, visitproc visit, void *arg) {
    gs_awaitable *a = (gs_awaitable *)self;
    PyObject *const all[] = { (PyObject *)Py_TYPE(self), a->loop ? a->loop->loop : NULL, a->callback, a->in, a->others, a->value };
    for (size_t i = 0; i < sizeof all / sizeof *all; i++)
        if (all[i]) {
            int r = visit(all[i], arg);
            if (r) return r;
        }
    return 0;
}
static int gs_awaitable_clear(PyObject *self) {
    gs_awaitable *a = (gs_awaitable *)self;
    PyObject *all[] = { a->callback, a->in, a->others };
    a->callback = a->in = a->others = NULL;
    for (size_t i = 0; i < sizeof all / sizeof *all; i++) Py_XDECREF(all[i]);
    return 0;
}
/* Nobody has waited, or nobody has looked at an exception: said as asyncio says
   it of coroutines and futures, but without a reference to what is going. The end
   of a stream is no failure. */
GS_COLD void gs_awaitable_missed(gs_awaitable *a) {
    if (!a->used) {
        if (PyErr_WarnFormat(PyExc_RuntimeWarning, 1, "'%s' was never awaited", gs_async_name(a->async))) PyErr_WriteUnraisable(NULL);
        return;
    }
    if (!a->loop || gs_isinstance(a->value, (PyTypeObject *)PyExc_StopAsyncIteration)) return;
    PyObject *message = PyUnicode_FromFormat("the exception of '%s' was never retrieved", gs_async_name(a->async)), *d = message ? PyDict_New() : NULL, *r = NULL;
    if (d && !PyDict_SetItemString(d, "message", message) && !PyDict_SetItemString(d, "exception", a->value))
        r = PyObject_CallMethod(a->loop->loop, "call_exception_handler", "O", d);
    if (!r) PyErr_WriteUnraisable(NULL);
    Py_XDECREF(message);
    Py_XDECREF(d);
    Py_XDECREF(r);
}
static void gs_awaitable_dealloc(PyObject *self) {
    gs_awaitable *a = (gs_awaitable *)self;
    PyTypeObject *type = Py_TYPE(self);
    PyObject *t, *v, *b;
    PyObject_GC_UnTrack(self);
    PyErr_Fetch(&t, &v, &b);
    /* First nobody can find it any more: what comes next may run code, or let another
       thread run, which would give it what it waits for. */
    if (a->state == GS_PENDING && a->value) gs_stream_quit(a);
    gs_awaitable_part(a);
    if (a->weakrefs) PyObject_ClearWeakRefs(self);
    if (GS_UNLIKELY(!a->used || (a->state == GS_RAISED_IT && !a->told))) gs_awaitable_missed(a);
    gs_awaitable_clear(self);
    Py_XDECREF(a->value);
    if (a->loop) {
        Py_DECREF(a->loop->loop);
        gs_loop_leave(a->loop);
    }
    PyErr_Restore(t, v, b);
    ((freefunc)PyType_GetSlot(type, Py_tp_free))(self);
    Py_DECREF(type);
}

/* A new one over an errand, or, without one, over an outcome. Takes over both,
   also when it fails. */
static PyObject *gs_awaitable_new(gs_async *async, gs_errand *e, PyObject *result) {
    int over = e == NULL;
    PyObject *t = NULL, *v = NULL, *b = NULL;
    if (over && !result) PyErr_Fetch(&t, &v, &b);
    gs_awaitable *a = (gs_awaitable *)PyType_GenericAlloc(gs_aio.awaitable, 0);
    if (!a) {
        if (e) gs_errand_free(e);
        Py_XDECREF(result);
        Py_XDECREF(t);
        Py_XDECREF(v);
        Py_XDECREF(b);
        return NULL;
    }
    a->async = async;
    a->errand = e;
    if (e) e->awaitable = a;
    if (t) PyErr_Restore(t, v, b);
    if (over) gs_awaitable_settle(a, result);
    return (PyObject *)a;
}

static PyMethodDef gs_awaitable_methods[] = {
    { "done", gs_awaitable_done, METH_NOARGS, "done($self, /)\n--\n\nWhether it is over." },
    { "cancelled", gs_awaitable_cancelled, METH_NOARGS, "cancelled($self, /)\n--\n\nWhether it was cancelled." },
    { "result", gs_awaitable_result, METH_NOARGS, "result($self, /)\n--\n\nThe result; raises what the call raised, or InvalidStateError." },
    { "exception", gs_awaitable_exception, METH_NOARGS, "exception($self, /)\n--\n\nWhat the call raised, or None." },
    { "get_loop", gs_awaitable_get_loop, METH_NOARGS, "get_loop($self, /)\n--\n\nIts event loop." },
    { "cancel", (PyCFunction)(void (*)(void))gs_awaitable_cancel, METH_VARARGS | METH_KEYWORDS,
        "cancel($self, /, msg=None)\n--\n\nCancel the context of the Go function. One without a context is left to finish; its result is dropped." },
    { "add_done_callback", (PyCFunction)(void (*)(void))gs_awaitable_add_callback, METH_VARARGS | METH_KEYWORDS,
        "add_done_callback($self, fn, /, *, context=None)\n--\n\nHave fn(self) called when it is over." },
    { "remove_done_callback", gs_awaitable_remove_callback, METH_O, "remove_done_callback($self, fn, /)\n--\n\nUndo add_done_callback(); returns how many there were." },
    { "_make_cancelled_error", gs_awaitable_cancelled_error, METH_NOARGS, NULL }, /* asyncio.gather() asks for it */
    { "send", gs_awaitable_coroutine_send, METH_O, NULL }, /* from here on: only of those that are coroutines too */
    { "throw", gs_awaitable_throw, METH_VARARGS, NULL },
    { "close", gs_awaitable_close, METH_NOARGS, NULL },
    { NULL, NULL, 0, NULL },
};
enum { GS_FUTURE_METHODS = 9 };
static PyGetSetDef gs_awaitable_getset[] = {
    { "_asyncio_future_blocking", gs_awaitable_get_blocking, gs_awaitable_set_blocking, NULL, NULL },
    { "_loop", gs_awaitable_loop, NULL, NULL, NULL },
    { "_cancel_message", gs_awaitable_message, NULL, NULL, NULL }, /* asyncio.gather() looks at it */
    { "__name__", gs_awaitable_name, NULL, NULL, NULL },
    { "__qualname__", gs_awaitable_name, NULL, NULL, NULL },
    { NULL, NULL, NULL, NULL, NULL },
};
static PyMemberDef gs_awaitable_members[] = { { "__weaklistoffset__", Py_T_PYSSIZET, offsetof(gs_awaitable, weakrefs), Py_READONLY, NULL }, { NULL, 0, 0, 0, NULL } };

GS_COLD int gs_awaitables_init(PyObject *native) {
    static PyMethodDef future[GS_FUTURE_METHODS + 1];
    memcpy(future, gs_awaitable_methods, GS_FUTURE_METHODS * sizeof *future);
    PyType_Slot slots[] = { { Py_tp_dealloc, (void *)gs_awaitable_dealloc }, { Py_tp_traverse, (void *)gs_awaitable_traverse }, { Py_tp_clear, (void *)gs_awaitable_clear },
        { Py_tp_repr, (void *)gs_awaitable_repr }, { Py_tp_iter, (void *)PyObject_SelfIter }, { Py_tp_iternext, (void *)gs_awaitable_next }, { Py_am_await, (void *)PyObject_SelfIter },
        { Py_am_send, (void *)gs_awaitable_send }, { Py_tp_getset, gs_awaitable_getset }, { Py_tp_members, gs_awaitable_members }, { Py_tp_methods, gs_awaitable_methods },
        { Py_tp_doc, "A call of a Go function that goes on." }, { 0, NULL } };
    PyType_Spec spec = { "_native.Awaitable", sizeof(gs_awaitable), 0, Py_TPFLAGS_DEFAULT | Py_TPFLAGS_HAVE_GC | Py_TPFLAGS_DISALLOW_INSTANTIATION, slots };
    gs_aio.awaitable = (PyTypeObject *)PyType_FromModuleAndSpec(native, &spec, NULL);
    spec.name = "_native.Future";
    slots[10].pfunc = future;
    gs_aio.future = (PyTypeObject *)PyType_FromModuleAndSpec(native, &spec, NULL);
    PyType_Slot reader[] = { { Py_tp_dealloc, (void *)gs_reader_dealloc }, { Py_tp_call, (void *)gs_reader_call }, { 0, NULL } };
    PyType_Spec reader_spec = { "_native.Reader", sizeof(gs_reader_object), 0, Py_TPFLAGS_DEFAULT | Py_TPFLAGS_DISALLOW_INSTANTIATION, reader };
    gs_aio.reader = (PyTypeObject *)PyType_FromModuleAndSpec(native, &reader_spec, NULL);
    return gs_aio.awaitable && gs_aio.future && gs_aio.reader ? 0 : -1;
}
#endif
