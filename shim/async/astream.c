#include "async/astream.h"
#include "abi/attributes.h"
#include "abi/exclusion.h"
#include "abi/typespec.h"
#include "os/signals.h"
#include "core/extension.h"
#include "gil/context.h"
#include "core/extension.h"
#include "call/frame.h"
#include "call/interrupt.h"
#include "values/wire.h"
#include "objects/errors.h"
#include "objects/class.h"
#include "objects/object.h"
#include "objects/tables.h"
#include "streams/stream.h"
#include "async/future.h"
#include "async/loop.h"
#include "async/submissions.h"
#include <stdint.h>

const gs_fn gs_no_parameters = { .name = "aclose", .star = -1 };

/* Adds an awaitable to the waiting list. */
static void gs_stream_join(gs_stream *s, gs_awaitable *a) {
    gs_can_try_ref((PyObject *)a);
    if (s->lastwait) s->lastwait->after = a;
    else s->waiting = a;
    s->lastwait = a;
}

void gs_stream_quit(gs_awaitable *a) {
    gs_stream *s = (gs_stream *)a->value;
    gs_awaitable *before = NULL;
    for (gs_awaitable *x = s->waiting; x; before = x, x = x->after) {
        if (x != a) continue;
        if (before) before->after = a->after;
        else s->waiting = a->after;
        if (s->lastwait == a) s->lastwait = before;
        a->after = NULL;
        return;
    }
}

/* The first that waits: a new reference, or NULL. Those that are being deallocated wait no more. */
static gs_awaitable *gs_stream_first(gs_stream *s) {
    while (s->waiting && !gs_try_ref((PyObject *)s->waiting)) gs_stream_quit(s->waiting);
    return s->waiting;
}

/* Settles the first that waits. Takes over it, and result, or the exception that is set. when:
   as in gs_awaitable_callbacks(), if its loop is here. */
static void gs_stream_give(gs_awaitable *a, PyObject *result, const gs_loop *here, int when, gs_interrupted *ends) {
    gs_awaitable_settle(a, result); /* this also removes it from the list, and drops its reference to the stream */
    gs_awaitable_callbacks(a, a->loop == here ? when : GS_FROM_AFAR);
    gs_interrupted_by(ends);
    Py_DECREF(a);
}

/* Sets StopAsyncIteration. */
static GS_COLD void gs_stream_over(void) { PyErr_SetObject(PyExc_StopAsyncIteration, NULL); }

/* Ends all waiting awaitables with StopAsyncIteration. */
static void gs_stream_dismiss(gs_stream *s, const gs_loop *here, int when, gs_interrupted *ends) {
    for (gs_awaitable *a; (a = gs_stream_first(s));) {
        gs_stream_over();
        gs_stream_give(a, NULL, here, when, ends);
    }
}

/* Submits a job of a stream. Takes over the job and one use of the loop. If it fails: -1 with
   an exception, and a stream that the job would open is closed. */
static int gs_stream_send(gs_stream *s, gs_job *e, gs_loop *l) {
    e->loop = l;
    e->state = GS_AWAITED;
    s->asking = e;
    if (!gs_job_submit(e)) return 0;
    s->asking = NULL;
    if (!s->of.ptr) s->closed = 1;
    gs_job_free(e);
    return -1;
}

/* Gives a job the context of the first who waits: this may be a callback of the loop's, which has another. */
static GS_NOINLINE void gs_stream_in_context(gs_stream *s, gs_job *e) {
    PyObject *of = s->waiting ? s->waiting->callback_context : NULL;
    if (of && (e->f.context = gs_contexts.copy(of))) e->f.how |= GS_IN_CONTEXT;
    PyErr_Clear(); /* no memory: its log records will have another context */
}

/* Submits a job that fetches the next batch. 0, or -1 with an exception. */
static int gs_stream_ask(gs_stream *s, gs_loop *l) {
    gs_async_function *a = s->type->flow->ask;
    gs_job *e = gs_job_new(a, s->type->flow->next, &a->size);
    if (!e) return -1;
    e->f.w[0] = (uint64_t)(uintptr_t)GS_PTR(s);
    e->f.w[1] = GS_ASK_PATIENTLY;
    e->f.w[2] = gs_work_here();
    gs_can_try_ref((PyObject *)s);
    e->stream = s;
    if (GS_UNLIKELY(gs_this.logs)) gs_stream_in_context(s, e);
    e->f.w[GS_ASK_HANDLE] = (uint64_t)(int64_t)GS_NO_HANDLE;
    l->users++;
    return gs_stream_send(s, e, l);
}

/* The first open loop of a waiting awaitable; borrowed, or NULL. */
static gs_loop *gs_stream_wanted_by(const gs_stream *s) {
    for (const gs_awaitable *a = s->waiting; a; a = a->after)
        if (!GS_ATOMIC_GET(&a->loop->closed)) return a->loop;
    return NULL;
}

/* Sets the exception that follows the items. */
static void gs_stream_raise(gs_stream *s) {
    PyErr_SetObject((PyObject *)Py_TYPE(s->raised), s->raised);
    Py_DECREF(s->raised);
    s->raised = NULL;
}

/* Gives arrived items to waiting awaitables, and asks for more. An exception that is set
   follows the items. when: for the first awaitable, if its loop is here; callbacks of the
   others run soon. Afterwards, an exception that ends the loop is set. */
static void gs_stream_serve(gs_stream *s, const gs_loop *here, int when) {
    gs_interrupted ends = { NULL, NULL, NULL };
    const int others = when == GS_NEVER ? GS_NEVER : GS_SOON;
    gs_awaitable *a;
    PyObject *o;
    gs_loop *l;
    if (PyErr_Occurred()) s->raised = gs_raised(); /* there was none, or nothing would have been fetched */
    for (; s->first && (a = gs_stream_first(s)); when = others) {
        if (GS_LIKELY((o = gs_stream_pop(s)) != NULL)) gs_stream_give(a, o, here, when, &ends);
        else Py_DECREF(a);
    }
    if (s->raised && (a = gs_stream_first(s))) {
        gs_stream_raise(s);
        gs_stream_give(a, NULL, here, when, &ends);
    }
    if (s->closed) gs_stream_dismiss(s, here, others, &ends);
    /* if this fails, the next one tries */
    while (s->waiting && !s->asking && !s->delivering && (l = gs_stream_wanted_by(s)) && gs_stream_ask(s, l)) {
        if ((a = gs_stream_first(s))) gs_stream_give(a, NULL, here, others, &ends);
        else PyErr_Clear();
    }
    gs_interrupted_end(&ends, NULL);
}

/* In a child that goes on with its parent's loop: what the job has fetched belongs to the
   parent, with all handles. */
static GS_COLD void gs_stream_forked(gs_job *e, int when) {
    gs_stream *s = e->stream;
    gs_interrupted ends = { NULL, NULL, NULL };
    gs_job_free(e);
    if (!s) return;
    Py_INCREF(s);
    s->asking = NULL;
    for (gs_awaitable *a; (a = gs_stream_first(s));) {
        gs_awaitable_of_parent(a);
        gs_stream_give(a, NULL, a->loop, when == GS_NEVER ? GS_NEVER : GS_SOON, &ends);
    }
    Py_DECREF(s);
    gs_interrupted_end(&ends, NULL);
}

void gs_stream_delivered(gs_job *e, int when) {
    gs_stream *s = e->stream;
    int r = e->f.code;
    if (GS_UNLIKELY(e->generation != gs_the_core.generation)) {
        gs_stream_forked(e, when);
        return;
    }
    if (s && (s->going || !gs_try_ref((PyObject *)s))) { /* it is being deallocated */
        s->asking = NULL;
        s = NULL;
    }
    gs_handle_free((int32_t)(int64_t)e->f.w[GS_ASK_HANDLE], 0);
    if (!s) { /* the stream object is gone, and its producer has been stopped */
        PyObject *t, *v, *b;
        PyErr_Fetch(&t, &v, &b);
        gs_decoder wire = { (const char *)(uintptr_t)e->f.w[1], GS_SYNC_API, NULL };
        if (!r) {
            for (uint64_t i = 0; i < e->f.w[4]; i++) gs_stream_skip(&wire, e->async->results->type);
            gs_handle_free((int32_t)e->f.w[3], 1);
        } else {
            gs_raise(r, e->f.w + (r == GS_CODE_ERROR ? 1 : 0), NULL);
            PyErr_Clear();
        }
        if (GS_UNLIKELY(gs_job_brings_panic(e))) {
            gs_raise_panic(&e->f, NULL);
            gs_unheard(1);
        }
        gs_job_free(e);
        PyErr_Restore(t, v, b);
        return;
    }
    s->asking = NULL; /* with a reference of ours, since an awaitable may have the last */
    s->delivering = 1; /* decoding may run any code, and nobody may fetch before the items are in the queue */
    gs_loop *l = e->loop;
    l->users++;
    gs_batch *b = NULL;
    if (r) gs_raise(r, e->f.w + (r == GS_CODE_ERROR ? 1 : 0), NULL);
    else b = gs_stream_batch(s, e->f.w + 1);
    if (b) gs_stream_append(s, b);
    int panicked = e->f.nfree < 0; /* the exception is a goroutine's panic */
    if (GS_UNLIKELY(panicked)) gs_raise_panic(&e->f, NULL);
    if (r && PyErr_ExceptionMatches(PyExc_StopAsyncIteration)) gs_stream_not_the_end("StopAsyncIteration");
    gs_job_free(e);
    if (s->closed) gs_unheard(panicked); /* by aclose(): nothing follows */
    else if (!b && !PyErr_Occurred()) s->closed = 1; /* the end, also for those who wait */
    s->delivering = 0;
    gs_stream_serve(s, l, when);
    gs_loop_leave(l);
    Py_DECREF(s);
}

/* Takes over the Go value of a new stream object. */
static void gs_stream_become(gs_stream *s, gs_stream *other) {
    s->of.ptr = other->of.ptr;
    s->of.handle = other->of.handle;
    other->of.handle = GS_NO_HANDLE;
    other->closed = 1;
}

void gs_stream_opened(gs_job *e, int when) {
    gs_stream *s = e->stream;
    if (GS_UNLIKELY(e->generation != gs_the_core.generation)) {
        gs_stream_forked(e, when);
        return;
    }
    if (s && !gs_try_ref((PyObject *)s)) {
        s->asking = NULL;
        s = NULL;
    }
    if (!s || s->closed) {
        PyObject *t, *v, *b;
        PyErr_Fetch(&t, &v, &b);
        gs_job_unheard(e); /* this also ends the stream */
        if (s) s->asking = NULL;
        gs_job_free(e);
        Py_XDECREF((PyObject *)s);
        PyErr_Restore(t, v, b);
        return;
    }
    s->asking = NULL;
    s->delivering = 1;
    gs_loop *l = e->loop;
    l->users++;
    int panicked = e->f.nfree < 0;
    PyObject *out = gs_job_take(e);
    gs_job_free(e);
    s->delivering = 0;
    if (s->closed) gs_unheard(panicked); /* aclose() was called meanwhile */
    else if (out && gs_is_astream(out)) gs_stream_become(s, (gs_stream *)out);
    else s->closed = 1; /* the function failed or returned nil */
    Py_XDECREF(out); /* ends a stream that was not taken over */
    gs_stream_serve(s, l, when);
    gs_loop_leave(l);
    Py_DECREF(s);
}

/* A new stream object without a Go value. */
static gs_stream *gs_stream_new(gs_async_function *a) {
    gs_stream *s = (gs_stream *)gs_object_new(gs_astream_type_of(a->results->type), NULL, GS_NO_HANDLE, NULL);
    if (!s) return NULL;
    s->of.api = GS_ASYNC_API;
    s->type = a->results->type;
    return s;
}

PyObject *gs_stream_opening(gs_job *e) {
    gs_stream *s = gs_stream_new(e->async);
    if (!s) {
        gs_job_free(e);
        return NULL;
    }
    s->asking = e;
    gs_can_try_ref((PyObject *)s);
    e->stream = s;
    gs_loop *l = gs_loop_running();
    if (l ? gs_stream_send(s, e, l) : PyErr_Occurred() != NULL) {
        Py_DECREF(s);
        return NULL;
    }
    return (PyObject *)s;
}

PyObject *gs_stream_or(gs_async_function *a, PyObject *out) {
    if (out && gs_is_astream(out)) return out;
    gs_stream *s;
    PyObject *raised = out ? NULL : gs_raised();
    Py_XDECREF(out); /* None */
    if ((s = gs_stream_new(a))) {
        s->raised = raised;
        s->closed = 1;
    } else {
        Py_XDECREF(raised);
    }
    return (PyObject *)s;
}

/* The number of items in the largest batch. Twin: rt/stream.go. */
enum { GS_MOST_ITEMS = 256 };

/* Whether half of a largest batch is left, and nothing behind it. */
GS_INLINE int gs_stream_runs_low(const gs_stream *s) {
    const gs_batch *b = s->first;
    return b && b->n == GS_MOST_ITEMS && b->n - b->at == GS_MOST_ITEMS / 2 - 1 && !b->more;
}

/* Fetches the next batch while there are items: a fast producer works while Python uses them.
   The stream stays as lazy as docs/streams.md says: by now, Python has taken one item more than
   the producer will be ahead. */
static GS_COLD void gs_stream_ask_ahead(gs_stream *s) {
    gs_loop *l = gs_loop_running(); /* a new loop runs code: other threads may fetch meanwhile */
    const int may = l && !s->asking && !s->delivering && !s->raised && !s->closed && !GS_STALE(s);
    /* whoever runs out of items asks again, and gets the error */
    if (!l || (may && gs_stream_ask(s, l))) PyErr_Clear();
    if (l) gs_loop_leave(l);
}

/* An awaitable of what is there already. NULL without an exception if one must wait. */
GS_INLINE PyObject *gs_stream_at_once(gs_stream *s) {
    gs_async_function *a = s->type->flow->ask;
    PyObject *o = gs_stream_pop(s);
    if (GS_LIKELY(o != NULL)) {
        if (GS_UNLIKELY(gs_stream_runs_low(s))) gs_stream_ask_ahead(s);
        return gs_awaitable_new(a, NULL, o);
    }
    if (GS_STALE(s)) {
        gs_object_refuse((PyObject *)s);
        return NULL;
    }
    if (s->raised || s->closed) {
        if (s->raised) gs_stream_raise(s);
        else gs_stream_over();
        return gs_awaitable_new(a, NULL, NULL);
    }
    return NULL;
}

/* Makes sure that a fetch is under way, on loop l if there is none. 0, or -1 with an exception. */
static int gs_stream_want(gs_stream *s, gs_loop *l) {
    if (s->delivering) return 0; /* those who wait are served when that is done */
    if (!s->asking) return gs_stream_ask(s, l);
    if (s->asking->loop) return 0;
    l->users++; /* for the job, which will open the stream */
    return gs_stream_send(s, s->asking, l);
}

/* Whether the caller is part of the stream's own work, so that it would wait for itself: then,
   or if asking fails, 1 with an exception. */
static GS_NOINLINE int gs_stream_asks_itself(gs_stream *s) {
    GS_FRAME(f, 5, 0);
    const uint64_t work = gs_work_here();
    if (GS_LIKELY(!work) || !s->of.ptr) return 0;
    f.w[0] = (uint64_t)(uintptr_t)GS_PTR(s);
    f.w[1] = GS_ASK_WHETHER;
    f.w[2] = work;
    int r = gs_enter(&f.h, s->type->flow->next, GS_RELEASE);
    if (r) gs_raise(r, f.w + (r == GS_CODE_ERROR ? 1 : 0), NULL);
    else if ((int64_t)f.w[4] == GS_ITEMS_ITSELF) gs_stream_batch(s, f.w + 1); /* sets the exception */
    if (GS_UNLIKELY(f.h.nfree < 0)) gs_raise_panic(&f.h, NULL);
    return PyErr_Occurred() != NULL;
}

/* A new awaitable in the waiting list. */
static PyObject *gs_stream_wait(gs_stream *s) {
    gs_loop *l = gs_loop_running();
    if (!l) {
        if (!PyErr_Occurred()) PyErr_SetString(PyExc_RuntimeError, "no event loop of asyncio runs here");
        return NULL;
    }
    gs_awaitable *w = (gs_awaitable *)PyType_GenericAlloc(gs_aio.awaitable, 0);
    if (!w) {
        gs_loop_leave(l);
        return NULL;
    }
    w->async = s->type->flow->ask;
    w->value = Py_NewRef((PyObject *)s);
    w->loop = l; /* takes over one use */
    Py_INCREF(l->loop);
    PyObject *o = gs_stream_at_once(s); /* another thread may have fetched items meanwhile */
    if (!o && !PyErr_Occurred()) {
        gs_stream_join(s, w);
        if (!gs_stream_want(s, l)) return (PyObject *)w;
    }
    w->used = 1;
    Py_DECREF(w);
    return o;
}

PyObject *gs_astream_next(PyObject *self) {
    GS_ASYNC_ALONE();
    gs_stream *s = (gs_stream *)self;
    PyObject *o = gs_stream_at_once(s);
    return GS_LIKELY(o != NULL) || PyErr_Occurred() || gs_stream_asks_itself(s) ? o : gs_stream_wait(s);
}

/* Gives up the job that would open the stream. */
static void gs_stream_give_up(gs_stream *s) {
    gs_job *e = s->asking;
    if (!e) return; /* it is done, and its result is being taken */
    s->asking = NULL;
    e->stream = NULL;
    if (!e->loop) {
        gs_job_free(e);
    } else if (e->generation != gs_the_core.generation) {
        gs_job_inherited(e);
    } else {
        GS_ATOMIC_SET(&e->cancelled, 1);
        if (e->interruptible) gs_submissions_cancel(e);
    }
}

/* aclose(): ends the stream early. */
static PyObject *gs_astream_close(PyObject *self, PyObject *unused) {
    GS_ASYNC_ALONE();
    gs_stream *s = (gs_stream *)self;
    gs_async_function *a = s->type->flow->end;
    (void)unused;
    if (s->closed) return gs_awaitable_new(a, NULL, Py_NewRef(Py_None));
    if (GS_STALE(s)) {
        gs_object_refuse(self);
        return NULL;
    }
    PyObject *w;
    gs_interrupted ends = { NULL, NULL, NULL };
    if (!s->of.ptr) { /* not open yet */
        s->closed = 1;
        gs_stream_give_up(s);
        w = gs_awaitable_new(a, NULL, Py_NewRef(Py_None));
    } else {
        gs_job *e = gs_job_new(a, s->type->flow->stop, &a->size);
        if (!e) return NULL;
        s->closed = s->closing = 1;
        e->f.w[0] = (uint64_t)(uintptr_t)GS_PTR(s);
        e->f.w[1] = 1; /* wait until it has ended */
        gs_job_layout(e, &a->size).refs[0] = Py_NewRef(self);
        gs_stream_clear(s);
        w = gs_async_begin(e);
    }
    gs_interrupted_by(&ends);
    if (s->waiting) {
        gs_loop *here = gs_loop_running();
        if (!here) PyErr_Clear();
        gs_stream_dismiss(s, here, GS_SOON, &ends);
        if (here) gs_loop_leave(here);
    }
    if (ends.type && w) ((gs_awaitable *)w)->used = 1; /* no warning: nobody could await it */
    return gs_interrupted_end(&ends, w);
}

static PyObject *gs_astream_enter(PyObject *self, PyObject *unused) {
    GS_ASYNC_ALONE();
    (void)unused;
    return gs_awaitable_new(((gs_stream *)self)->type->flow->end, NULL, Py_NewRef(self));
}

static PyObject *gs_astream_exit(PyObject *self, PyObject *args) {
    (void)args;
    return gs_astream_close(self, NULL);
}

void gs_astream_dealloc(PyObject *self) {
    GS_ASYNC_ALONE();
    gs_stream *s = (gs_stream *)self;
    gs_job *e = s->asking;
    PyObject *t, *v, *b;
    PyErr_Fetch(&t, &v, &b);
    if (!s->of.ptr) {
        gs_stream_give_up(s);
        s->closed = 1;
    } else if (e && GS_STALE(s)) {
        e->stream = NULL;
    } else if (e) { /* the job needs the stream in Go until it is done */
        s->going = 1;
        gs_stream_abandon(s); /* the job may be delivered meanwhile on another thread */
        if (s->asking) {
            e->stream = NULL;
            e->f.w[GS_ASK_HANDLE] = (uint64_t)(int64_t)s->of.handle;
            s->of.handle = GS_NO_HANDLE;
        }
    }
    PyErr_Restore(t, v, b);
    Py_XDECREF(s->raised);
    gs_stream_dealloc(self);
}

static PyMethodDef gs_astream_methods[] = {
    { "aclose", gs_astream_close, METH_NOARGS,
        "aclose($self, /)\n--\n\nEnd the iterator: Go's loop is left as by break." },
    { "__aenter__", gs_astream_enter, METH_NOARGS, NULL },
    { "__aexit__", gs_astream_exit, METH_VARARGS, NULL },
    { NULL, NULL, 0, NULL },
};

/* Puts bytes before all that is there, for the next who asks. */
static PyObject *gs_areader_unread(PyObject *self, PyObject *bytes) {
    GS_ASYNC_ALONE();
    gs_stream *s = (gs_stream *)self;
    if (!PyBytes_Check(bytes)) return PyErr_Format(PyExc_TypeError, "expected bytes");
    if (!PyBytes_Size(bytes)) return Py_NewRef(Py_None);
    gs_batch *b = malloc(sizeof *b + sizeof *b->items);
    if (!b) return PyErr_NoMemory();
    *b = (gs_batch){ s->first, 0, 1 };
    b->items[0] = Py_NewRef(bytes);
    if (!s->first) s->last = b;
    s->first = b;
    return Py_NewRef(Py_None);
}

static PyMethodDef gs_areader_methods[] = {
    { "aclose", gs_astream_close, METH_NOARGS, "aclose($self, /)\n--\n\nClose the reader, and end what is under way." },
    { "__aenter__", gs_astream_enter, METH_NOARGS, NULL },
    { "__aexit__", gs_astream_exit, METH_VARARGS, NULL },
    { "_unread", gs_areader_unread, METH_O, NULL },
    { NULL, NULL, 0, NULL },
};

/* Gives the type of readers the functions of readers.py as methods; 0, or -1 with an exception. */
static GS_COLD int gs_areader_finish(PyTypeObject *t) {
    char *root = gs_module_name(0), *name = root ? gs_qualify(root, "_readers") : NULL;
    PyObject *m = name ? PyImport_ImportModule(name) : NULL, *all = m ? PyObject_GetAttrString(m, "__all__") : NULL;
    int r = all ? 0 : -1;
    for (Py_ssize_t i = 0; !r && i < PyList_Size(all); i++) {
        PyObject *f = PyObject_GetAttr(m, PyList_GetItem(all, i));
        r = f ? PyObject_SetAttr((PyObject *)t, PyList_GetItem(all, i), f) : -1;
        Py_XDECREF(f);
    }
    Py_XDECREF(all);
    Py_XDECREF(m);
    free(root);
    free(name);
    return r;
}

static GS_COLD int gs_areaders_init(PyObject *native) {
    PyType_Slot slots[] = { { Py_tp_dealloc, (void *)gs_astream_dealloc }, { Py_am_aiter, (void *)PyObject_SelfIter },
        { Py_am_anext, (void *)gs_astream_next }, { Py_tp_methods, gs_areader_methods },
        { Py_tp_doc, "A reader of Go: read() and the like, or an async iteration over chunks of bytes. aclose() closes it, and so "
                     "does an async with block." },
        { 0, NULL } };
    PyType_Spec spec = { "_native.AsyncFile", sizeof(gs_stream), 0,
        Py_TPFLAGS_DEFAULT | Py_TPFLAGS_DISALLOW_INSTANTIATION, slots };
    if (gs_this.file < 0) return 0; /* there are none */
    gs_areader_type = gs_type_new(native, &spec, NULL);
    return gs_areader_type ? gs_areader_finish(gs_areader_type) : -1;
}

GS_COLD int gs_astreams_init(PyObject *native) {
    PyType_Slot slots[] = { { Py_tp_dealloc, (void *)gs_astream_dealloc }, { Py_am_aiter, (void *)PyObject_SelfIter },
        { Py_am_anext, (void *)gs_astream_next }, { Py_tp_methods, gs_astream_methods },
        { Py_tp_doc,
            "An async iterator over what Go gives. aclose() ends it before its end, and so does an async with block." },
        { 0, NULL } };
    PyType_Spec spec = { "_native.AsyncStream", sizeof(gs_stream), 0,
        Py_TPFLAGS_DEFAULT | Py_TPFLAGS_DISALLOW_INSTANTIATION, slots };
    gs_astream_type = gs_type_new(native, &spec, NULL);
    return gs_astream_type ? gs_areaders_init(native) : -1;
}
