#include "async/coroutine.h"
#include "abi/attributes.h"
#include "abi/exclusion.h"
#include "abi/typespec.h"
#include "gil/context.h"
#include "call/frame.h"
#include "callbacks/callback.h"
#include "callbacks/given.h"
#include "callbacks/iterable.h"
#include "async/async.h"
#include "async/job.h"
#include "async/submissions.h"
#include <stdint.h>

/* A new runner with a loop and a context. Takes over inner, which may be NULL with an
   exception. */
static PyObject *gs_coroutine_runner_of(PyObject *inner, PyObject *context, gs_loop *l) {
    gs_coroutine_runner *a = inner ? (gs_coroutine_runner *)PyType_GenericAlloc(gs_coroutine_runner_type, 0) : NULL;
    if (!a) {
        Py_XDECREF(inner);
        return NULL;
    }
    a->inner = inner;
    a->context = Py_NewRef(context);
    a->loop = l;
    if (l) l->users++;
    return (PyObject *)a;
}

PyObject *gs_coroutine_runner_new(PyObject *inner) {
    GS_ASYNC_ALONE();
    PyObject *context = PyObject_CallNoArgs(gs_aio.copy_context);
    gs_loop *l = context ? gs_loop_running() : NULL;
    PyObject *a = context && !PyErr_Occurred() ? gs_coroutine_runner_of(Py_NewRef(inner), context, l) : NULL;
    Py_XDECREF(context);
    if (l) gs_loop_leave(l);
    return a;
}

static void gs_coroutine_runner_dealloc(PyObject *self) {
    GS_ASYNC_ALONE();
    gs_coroutine_runner *a = (gs_coroutine_runner *)self;
    PyTypeObject *t = Py_TYPE(self);
    Py_DECREF(a->inner);
    Py_DECREF(a->context);
    if (a->loop) gs_loop_leave(a->loop);
    ((freefunc)PyType_GetSlot(t, Py_tp_free))(self);
    Py_DECREF(t);
}

/* iter(): a runner for the async iterator. */
static PyObject *gs_coroutine_runner_iter(PyObject *self) {
    GS_ASYNC_ALONE();
    gs_coroutine_runner *a = (gs_coroutine_runner *)self;
    return gs_coroutine_runner_of(PyObject_CallMethod(a->inner, "__aiter__", NULL), a->context, a->loop);
}

/* An iterator must have tp_iternext, but Go uses gs_iterable_next(). */
static PyObject *gs_coroutine_runner_next(PyObject *self) {
    (void)self;
    PyErr_SetString(PyExc_TypeError, "an async iterator");
    return NULL;
}

/* ---- the result ---- */

/* Hands Go the result of a callback, or the exception that is set, and wakes it. Takes over
   result. args: what the callable has got, if it may have written to that; or NULL. */
static void gs_callback_resume(gs_callback *cb, PyObject *args, PyObject *result, int what, uint16_t generation) {
    if (generation != gs_the_core.generation) { /* in a child: the callback belongs to the parent */
        Py_XDECREF(result);
        PyErr_Clear();
        return;
    }
    int end = !result && what == GS_AWAIT_ITEM && PyErr_ExceptionMatches(PyExc_StopAsyncIteration);
    if (end) PyErr_Clear();
    int r = -1;
    if (result || end) r = what == GS_AWAIT_ITEM ? gs_iterable_give(cb, result) : gs_callback_result(cb, args, result);
    else if (what == GS_AWAIT_ITEM) r = gs_iterable_raised(cb, gs_given_inner(cb->object));
    if (r) gs_callback_raised(cb);
    else cb->code = GS_CALLBACK_OK;
    if (__atomic_exchange_n(&cb->pending, GS_PENDING_OVER, __ATOMIC_ACQ_REL) != GS_PENDING_WAITS) return;
    cb->note.about = (uintptr_t)cb;
    cb->note.what = GS_CONTROL_RESUMED;
    gs_submissions_control(&cb->note);
}

/* The loop was closed before the coroutine had ended. */
static GS_COLD void gs_callback_orphaned(gs_callback *cb, int what, uint16_t generation) {
    PyObject *t, *v, *b;
    PyErr_Fetch(&t, &v, &b);
    PyErr_SetString(PyExc_RuntimeError, "the event loop was closed before a coroutine that Go awaits had ended");
    gs_callback_resume(cb, NULL, NULL, what, generation);
    PyErr_Restore(t, v, b);
}

/* The done callback of a task. It keeps the task alive, since neither a loop nor an async
   iterator does. The collector finds the cycle when nobody will end the task. */
typedef struct gs_resumer {
    PyObject_HEAD
    PyObject *task, *args; /* args: or NULL */
    gs_callback *callback; /* NULL: already called */
    int what;
    uint16_t generation;
} gs_resumer;

static int gs_resumer_clear(PyObject *self) {
    gs_resumer *r = (gs_resumer *)self;
    PyObject *task = r->task, *args = r->args;
    r->task = r->args = NULL;
    Py_XDECREF(task);
    Py_XDECREF(args);
    return 0;
}

static PyObject *gs_resumer_call(PyObject *self, PyObject *args, PyObject *kw) {
    GS_ASYNC_ALONE();
    gs_resumer *r = (gs_resumer *)self;
    gs_callback *cb = r->callback;
    (void)kw;
    if (!cb || PyTuple_Size(args) != 1) return Py_NewRef(Py_None);
    r->callback = NULL;
    gs_callback_resume(cb, r->args, PyObject_CallMethod(PyTuple_GetItem(args, 0), "result", NULL), r->what, r->generation);
    gs_resumer_clear(self);
    return Py_NewRef(Py_None);
}

static int gs_resumer_traverse(PyObject *self, visitproc visit, void *arg) {
    gs_resumer *r = (gs_resumer *)self;
    int bad = visit((PyObject *)Py_TYPE(self), arg);
    if (!bad && r->args) bad = visit(r->args, arg);
    return bad || !r->task ? bad : visit(r->task, arg);
}

static void gs_resumer_dealloc(PyObject *self) {
    GS_ASYNC_ALONE();
    gs_resumer *r = (gs_resumer *)self;
    PyTypeObject *t = Py_TYPE(self);
    PyObject_GC_UnTrack(self);
    if (r->callback) gs_callback_orphaned(r->callback, r->what, r->generation);
    gs_resumer_clear(self);
    ((freefunc)PyType_GetSlot(t, Py_tp_free))(self);
    Py_DECREF(t);
}

/* ---- on the loop ---- */

/* Words of the job's frame. */
enum { GS_AWAITED_CALLBACK, GS_AWAITED_OBJECT, GS_AWAITED_WHAT, GS_AWAITED_BY, GS_AWAITED_ARGS, GS_AWAITED_WORDS };
static PyTypeObject *gs_resumer_type;
static void gs_await_begun(gs_job *e, int when);
static gs_async_function gs_awaiting = { .name = "awaited", .size = { GS_AWAITED_WORDS, 0, 0, 0, 0, 0 }, .deliver = gs_await_begun };

/* Makes a task of o, in the runner's context; 0 with an exception if that failed. */
static int gs_await_task(PyObject *o, gs_coroutine_runner *by, gs_resumer *done) {
    done->task = PyObject_CallMethodObjArgs(by->context, gs_aio.run, gs_aio.ensure_future, o, NULL);
    PyObject *added = done->task ? PyObject_CallMethod(done->task, "add_done_callback", "O", done) : NULL;
    Py_XDECREF(added);
    return added != NULL;
}

/* The loop has received the job: makes the task. */
static void gs_await_begun(gs_job *e, int when) {
    gs_callback *cb = (gs_callback *)(uintptr_t)e->f.w[GS_AWAITED_CALLBACK];
    PyObject *o = (PyObject *)(uintptr_t)e->f.w[GS_AWAITED_OBJECT];
    gs_coroutine_runner *by = (gs_coroutine_runner *)(uintptr_t)e->f.w[GS_AWAITED_BY];
    PyObject *args = (PyObject *)(uintptr_t)e->f.w[GS_AWAITED_ARGS];
    int what = (int)e->f.w[GS_AWAITED_WHAT];
    uint16_t generation = e->generation;
    gs_job_free(e);
    gs_resumer *done = when == GS_NEVER ? NULL : (gs_resumer *)PyType_GenericAlloc(gs_resumer_type, 0);
    if (when == GS_NEVER) {
        gs_callback_orphaned(cb, what, generation);
    } else if (!done) {
        gs_callback_resume(cb, NULL, NULL, what, generation);
    } else {
        done->callback = cb;
        done->args = Py_XNewRef(args);
        done->what = what;
        done->generation = generation;
        PyObject *next = what == GS_AWAIT_ITEM ? PyObject_CallMethod(o, "__anext__", NULL) : Py_NewRef(o);
        int made = next && gs_await_task(next, by, done);
        Py_XDECREF(next);
        if (!made && done->callback) {
            done->callback = NULL;
            gs_callback_resume(cb, NULL, NULL, what, generation);
        }
        Py_DECREF(done);
    }
    Py_XDECREF(args);
    Py_DECREF(o);
    Py_DECREF(by);
}

/* Sends a coroutine to the loop, or an async iterator for its next item. Takes over o, and keeps args,
   which may be NULL. 1, or -1 with an exception. */
static int gs_await(gs_callback *cb, PyObject *o, int what, PyObject *args) {
    GS_ASYNC_ALONE();
    gs_coroutine_runner *by = (gs_coroutine_runner *)cb->object;
    gs_loop *l = by->loop;
    if (!l || l->closed) {
        if (l) {
            if (what == GS_AWAIT_ITEM) Py_DECREF(o);
            else gs_coroutine_drop(o);
            PyErr_SetString(PyExc_RuntimeError, "the event loop of the call is closed");
            return -1;
        }
        return gs_callback_unawaited(o);
    }
    PyObject *context = cb->work || cb->ncarrier ? gs_contexts.current() : NULL; /* it has the work (context.h), and the span */
    PyObject *own = context ? gs_coroutine_runner_of(Py_NewRef(by->inner), context, l) : NULL;
    Py_XDECREF(context);
    gs_job *e = ((cb->work || cb->ncarrier) && !own) || gs_submissions_open() ? NULL : gs_job_new(&gs_awaiting, 0, &gs_awaiting.size);
    if (!e) {
        Py_XDECREF(own);
        Py_DECREF(o);
        return -1;
    }
    e->f.w[GS_AWAITED_CALLBACK] = (uint64_t)(uintptr_t)cb;
    e->f.w[GS_AWAITED_OBJECT] = (uint64_t)(uintptr_t)o;
    e->f.w[GS_AWAITED_WHAT] = (uint64_t)what;
    e->f.w[GS_AWAITED_ARGS] = (uint64_t)(uintptr_t)Py_XNewRef(args);
    e->f.w[GS_AWAITED_BY] = (uint64_t)(uintptr_t)(own ? own : Py_NewRef((PyObject *)by));
    e->generation = gs_the_core.generation;
    e->state = GS_AWAITED;
    e->loop = l;
    l->users++;
    cb->loop = l;
    cb->pending = GS_PENDING_STILL;
    gs_loop_push(l, e);
    return 1;
}

GS_COLD int gs_coroutine_runners_init(PyObject *native) {
    PyType_Slot slots[] = { { Py_tp_dealloc, (void *)gs_coroutine_runner_dealloc },
        { Py_tp_iter, (void *)gs_coroutine_runner_iter }, { Py_tp_iternext, (void *)gs_coroutine_runner_next },
        { 0, NULL } };
    PyType_Spec spec = { "_native.CoroutineRunner", sizeof(gs_coroutine_runner), 0,
        Py_TPFLAGS_DEFAULT | Py_TPFLAGS_DISALLOW_INSTANTIATION, slots };
    PyType_Slot resumer[] = { { Py_tp_dealloc, (void *)gs_resumer_dealloc },
        { Py_tp_traverse, (void *)gs_resumer_traverse }, { Py_tp_clear, (void *)gs_resumer_clear },
        { Py_tp_call, (void *)gs_resumer_call }, { 0, NULL } };
    PyType_Spec resumer_spec = { "_native.Resumer", sizeof(gs_resumer), 0,
        Py_TPFLAGS_DEFAULT | Py_TPFLAGS_HAVE_GC | Py_TPFLAGS_DISALLOW_INSTANTIATION, resumer };
    gs_coroutine_runner_type = gs_type_new(native, &spec, NULL);
    gs_resumer_type = gs_type_new(native, &resumer_spec, NULL);
    gs_awaiting_by = (gs_awaiting_hooks){ gs_coroutine_runner_new, gs_await };
    return gs_coroutine_runner_type && gs_resumer_type ? 0 : -1;
}
