#include "async/future.h"
#include "abi/attributes.h"
#include "abi/exclusion.h"
#include "abi/typespec.h"
#include "async/astream.h"
#include "async/awaitable.h"
#include "async/loop.h"
#include <stddef.h>
#include <stdint.h>
#include <string.h>

/* ---- methods ---- */

static PyObject *gs_awaitable_done(PyObject *self, PyObject *unused) {
    GS_ASYNC_ALONE();
    (void)unused;
    return Py_NewRef(gs_awaitable_over((gs_awaitable *)self) ? Py_True : Py_False);
}

static PyObject *gs_awaitable_cancelled(PyObject *self, PyObject *unused) {
    GS_ASYNC_ALONE();
    (void)unused;
    return Py_NewRef(((gs_awaitable *)self)->state == GS_CANCELLED ? Py_True : Py_False);
}

static PyObject *gs_awaitable_result(PyObject *self, PyObject *unused) {
    GS_ASYNC_ALONE();
    (void)unused;
    gs_awaitable_over((gs_awaitable *)self);
    return gs_awaitable_outcome((gs_awaitable *)self);
}

static PyObject *gs_awaitable_exception(PyObject *self, PyObject *unused) {
    GS_ASYNC_ALONE();
    gs_awaitable *a = (gs_awaitable *)self;
    (void)unused;
    gs_awaitable_over(a);
    a->used = a->retrieved = 1;
    if (a->state == GS_RESULT) return Py_NewRef(Py_None);
    return a->state == GS_RAISED_IT ? Py_NewRef(a->value) : gs_awaitable_outcome(a);
}

static PyObject *gs_awaitable_get_loop(PyObject *self, PyObject *unused) {
    GS_ASYNC_ALONE();
    gs_awaitable *a = (gs_awaitable *)self;
    (void)unused;
    if (!a->loop) { /* over before a loop was needed, or not begun */
        gs_loop *l = gs_loop_running();
        if (!l) {
            if (!PyErr_Occurred()) PyErr_SetString(PyExc_RuntimeError, "no running event loop");
            return NULL;
        }
        if (a->job && !a->job->loop) { /* it begins at the first await */
            PyObject *loop = Py_NewRef(l->loop);
            gs_loop_leave(l);
            return loop;
        }
        a->loop = l;
        Py_INCREF(l->loop);
    }
    return Py_NewRef(a->loop->loop);
}

/* Cancels the call if it is not over. 0, or -1 with an exception. */
static int gs_awaitable_abort(gs_awaitable *a, PyObject *message) {
    a->used = 1;
    if (gs_awaitable_over(a)) return 0;
    Py_INCREF(a); /* the job's reference may be the last */
    gs_awaitable_end(a, message);
    gs_awaitable_part(a);
    gs_awaitable_callbacks(a, GS_SOON);
    Py_DECREF(a);
    return PyErr_Occurred() ? -1 : 0;
}

static PyObject *gs_awaitable_cancel(PyObject *self, PyObject *args, PyObject *kw) {
    GS_ASYNC_ALONE();
    gs_awaitable *a = (gs_awaitable *)self;
    PyObject *message = PyTuple_Size(args) ? PyTuple_GetItem(args, 0) : kw ? PyDict_GetItemString(kw, "msg") : NULL;
    if (message == Py_None) message = NULL;
    if (gs_awaitable_over(a)) return Py_NewRef(Py_False);
    return gs_awaitable_abort(a, message) ? NULL : Py_NewRef(Py_True);
}

static PyObject *gs_awaitable_add_callback(PyObject *self, PyObject *args, PyObject *kw) {
    GS_ASYNC_ALONE();
    gs_awaitable *a = (gs_awaitable *)self;
    PyObject *f = PyTuple_Size(args) == 1 ? PyTuple_GetItem(args, 0) : NULL;
    PyObject *in = kw ? PyDict_GetItemWithError(kw, gs_aio.context) : NULL;
    if (!f) {
        PyErr_SetString(PyExc_TypeError, "add_done_callback() takes one positional argument, and context");
        return NULL;
    }
    PyObject *loop = gs_awaitable_get_loop(self, NULL);
    if (!loop) return NULL;
    Py_DECREF(loop);
    a->used = 1;
    if (a->job && !a->job->loop && gs_awaitable_begin(a, 1)) return NULL;
    in = in && in != Py_None ? Py_NewRef(in) : PyObject_CallNoArgs(gs_aio.copy_context);
    if (!in) return NULL;
    int r = 0;
    if (gs_awaitable_wait(a)) {
        r = gs_awaitable_soon(a, f, in, GS_SOON);
    } else if (!a->callback) {
        a->callback = Py_NewRef(f);
        a->callback_context = Py_NewRef(in);
    } else {
        PyObject *pair = PyTuple_Pack(2, f, in);
        if (!a->more_callbacks) a->more_callbacks = PyList_New(0);
        r = pair && a->more_callbacks ? PyList_Append(a->more_callbacks, pair) : -1;
        Py_XDECREF(pair);
    }
    Py_DECREF(in);
    return r ? NULL : Py_NewRef(Py_None);
}

static PyObject *gs_awaitable_remove_callback(PyObject *self, PyObject *f) {
    GS_ASYNC_ALONE();
    gs_awaitable *a = (gs_awaitable *)self;
    PyObject *all = PyList_New(0);
    PyObject *pair = a->callback && all ? PyTuple_Pack(2, a->callback, a->callback_context) : NULL;
    if (!all || (a->callback && (!pair || PyList_Append(all, pair))) ||
        (a->more_callbacks && PyList_SetSlice(all, 1, 1, a->more_callbacks))) {
        Py_XDECREF(all);
        Py_XDECREF(pair);
        return NULL;
    }
    Py_XDECREF(pair);
    long long removed = 0;
    /* all is a copy: == may run code that adds callbacks, and these stay */
    for (Py_ssize_t i = PyList_Size(all) - 1; i >= 0; i--) {
        int same = PyObject_RichCompareBool(PyTuple_GetItem(PyList_GetItem(all, i), 0), f, Py_EQ);
        if (same < 0 || (same && PyList_SetSlice(all, i, i + 1, NULL))) {
            Py_DECREF(all);
            return NULL;
        }
        removed += same;
    }
    if (removed) {
        PyObject *callback = a->callback, *in = a->callback_context, *others = a->more_callbacks;
        a->callback = a->callback_context = a->more_callbacks = NULL;
        if (PyList_Size(all)) {
            pair = PyList_GetItem(all, 0);
            a->callback = Py_NewRef(PyTuple_GetItem(pair, 0));
            a->callback_context = Py_NewRef(PyTuple_GetItem(pair, 1));
            if (!PyList_SetSlice(all, 0, 1, NULL) && PyList_Size(all)) a->more_callbacks = Py_NewRef(all);
        }
        Py_XDECREF(callback);
        Py_XDECREF(in);
        Py_XDECREF(others);
    }
    Py_DECREF(all);
    return PyLong_FromLongLong(removed);
}

/* ---- methods of a coroutine ---- */

static PyObject *gs_awaitable_coroutine_send(PyObject *self, PyObject *v) {
    GS_ASYNC_ALONE();
    if (v != Py_None && ((gs_awaitable *)self)->used == 0) {
        PyErr_SetString(PyExc_TypeError, "can't send non-None value to a just-started coroutine");
        return NULL;
    }
    return gs_awaitable_next(self);
}

/* throw(): raises its argument. If the task is cancelled, the call is cancelled too. Any other
   exception ends this wait only, since others may wait. */
static PyObject *gs_awaitable_throw(PyObject *self, PyObject *args) {
    GS_ASYNC_ALONE();
    gs_awaitable *a = (gs_awaitable *)self;
    Py_ssize_t n = PyTuple_Size(args);
    PyObject *t = n ? PyTuple_GetItem(args, 0) : NULL;
    PyObject *v = n > 1 ? PyTuple_GetItem(args, 1) : NULL;
    PyObject *b = n > 2 ? PyTuple_GetItem(args, 2) : NULL;
    if (!t) {
        PyErr_SetString(PyExc_TypeError, "throw() takes an exception");
        return NULL;
    }
    PyTypeObject *type = gs_isinstance(t, (PyTypeObject *)PyExc_BaseException) ? Py_TYPE(t) : (PyTypeObject *)t;
    a->used = 1;
    a->blocking = 0;
    if (gs_isinstance((PyObject *)type, &PyType_Type) &&
        PyType_IsSubtype(type, (PyTypeObject *)gs_aio.CancelledError) && gs_awaitable_abort(a, NULL))
        return NULL;
    if (gs_isinstance(t, (PyTypeObject *)PyExc_BaseException)) {
        PyErr_SetObject((PyObject *)Py_TYPE(t), t);
        return NULL;
    }
    if (b && b != Py_None && v && gs_isinstance(v, (PyTypeObject *)PyExc_BaseException)) PyException_SetTraceback(v, b);
    PyErr_SetObject(t, v && v != Py_None ? v : NULL);
    return NULL;
}

static PyObject *gs_awaitable_close(PyObject *self, PyObject *unused) {
    GS_ASYNC_ALONE();
    (void)unused;
    return gs_awaitable_abort((gs_awaitable *)self, NULL) ? NULL : Py_NewRef(Py_None);
}

/* ---- attributes ---- */

/* Code that accepts futures has got the awaitable (asyncio.ensure_future() returns it as it
   is), and may drop it. As with a task, the call still runs to its end, and its exception is
   reported. */
static void gs_awaitable_taken(gs_awaitable *a) {
    a->used = 1;
    PyObject *loop = gs_awaitable_get_loop((PyObject *)a, NULL);
    if (!loop) PyErr_Clear(); /* it is over, and no loop runs */
    Py_XDECREF(loop);
    if (gs_awaitable_wait(a) && PyErr_Occurred()) PyErr_WriteUnraisable((PyObject *)a);
}

static PyObject *gs_awaitable_get_blocking(PyObject *self, void *unused) {
    GS_ASYNC_ALONE();
    gs_awaitable *a = (gs_awaitable *)self;
    (void)unused;
    if (a->blocking) return Py_NewRef(Py_True); /* a task asks, which has got it from an await */
    if (a->job && !a->job->loop) return Py_NewRef(Py_None); /* not begun: a coroutine, and no future */
    if (Py_TYPE(self) == gs_aio.awaitable) { /* code that accepts futures asks */
        if (gs_set_type(self, gs_aio.future)) return NULL;
    }
    gs_awaitable_taken(a);
    return Py_NewRef(Py_False);
}

static int gs_awaitable_set_blocking(PyObject *self, PyObject *v, void *unused) {
    GS_ASYNC_ALONE();
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

/* The message of cancel(), or None. */
static PyObject *gs_awaitable_message(PyObject *self, void *unused) {
    GS_ASYNC_ALONE();
    (void)unused;
    gs_awaitable *a = (gs_awaitable *)self;
    return Py_NewRef(a->state == GS_CANCELLED && a->value ? a->value : Py_None);
}

static PyObject *gs_awaitable_cancelled_error(PyObject *self, PyObject *unused) {
    (void)unused;
    PyObject *message = gs_awaitable_message(self, NULL);
    PyObject *e = message == Py_None ? PyObject_CallNoArgs(gs_aio.CancelledError)
                                     : PyObject_CallFunctionObjArgs(gs_aio.CancelledError, message, NULL);
    Py_DECREF(message);
    return e;
}

static PyObject *gs_awaitable_repr(PyObject *self) {
    GS_ASYNC_ALONE();
    static const char *const states[] = { "pending", "finished", "failed", "cancelled" };
    gs_awaitable *a = (gs_awaitable *)self;
    gs_awaitable_over(a);
    const char *state = a->job && !a->job->loop ? "not begun" : states[a->state];
    if (a->state == GS_RESULT || a->state == GS_RAISED_IT)
        return PyUnicode_FromFormat("<awaitable %s() %s %R>", gs_async_name(a->async), state, a->value);
    return PyUnicode_FromFormat("<awaitable %s() %s>", gs_async_name(a->async), state);
}

/* ---- creation and deallocation ---- */

static int gs_awaitable_traverse(PyObject *self, visitproc visit, void *arg) {
    gs_awaitable *a = (gs_awaitable *)self;
    PyObject *const all[] = { (PyObject *)Py_TYPE(self), a->loop ? a->loop->loop : NULL, a->callback,
        a->callback_context, a->more_callbacks, a->value };
    for (size_t i = 0; i < sizeof all / sizeof *all; i++)
        if (all[i]) {
            int r = visit(all[i], arg);
            if (r) return r;
        }
    return 0;
}

static int gs_awaitable_clear(PyObject *self) {
    GS_ASYNC_ALONE();
    gs_awaitable *a = (gs_awaitable *)self;
    PyObject *all[] = { a->callback, a->callback_context, a->more_callbacks };
    a->callback = a->callback_context = a->more_callbacks = NULL;
    for (size_t i = 0; i < sizeof all / sizeof *all; i++) Py_XDECREF(all[i]);
    return 0;
}

/* Warns if nobody has awaited the awaitable, or nobody has looked at its exception: as asyncio
   does for coroutines and futures, but without a reference to the dying object. The end of a
   stream is no failure. */
static GS_COLD void gs_awaitable_missed(gs_awaitable *a) {
    if (!a->used) {
        if (PyErr_WarnFormat(PyExc_RuntimeWarning, 1, "'%s' was never awaited", gs_async_name(a->async)))
            PyErr_WriteUnraisable(NULL);
        return;
    }
    if (!a->loop || gs_isinstance(a->value, (PyTypeObject *)PyExc_StopAsyncIteration)) return;
    PyObject *message = PyUnicode_FromFormat("the exception of '%s' was never retrieved", gs_async_name(a->async));
    PyObject *d = message ? PyDict_New() : NULL;
    PyObject *r = NULL;
    if (d && !PyDict_SetItemString(d, "message", message) && !PyDict_SetItemString(d, "exception", a->value))
        r = PyObject_CallMethod(a->loop->loop, "call_exception_handler", "O", d);
    if (!r) PyErr_WriteUnraisable(NULL);
    Py_XDECREF(message);
    Py_XDECREF(d);
    Py_XDECREF(r);
}

static void gs_awaitable_dealloc(PyObject *self) {
    GS_ASYNC_ALONE();
    gs_awaitable *a = (gs_awaitable *)self;
    PyTypeObject *type = Py_TYPE(self);
    PyObject *t, *v, *b;
    PyObject_GC_UnTrack(self);
    PyErr_Fetch(&t, &v, &b);
    /* First, make sure that nobody can find the awaitable: the following may run code, or let
       another thread run that would settle it. */
    if (a->state == GS_PENDING && a->value) gs_stream_quit(a);
    gs_awaitable_part(a);
    if (a->weakrefs) PyObject_ClearWeakRefs(self);
    if (GS_UNLIKELY(!a->used || (a->state == GS_RAISED_IT && !a->retrieved))) gs_awaitable_missed(a);
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

PyObject *gs_awaitable_new(gs_async_function *async, gs_job *e, PyObject *result) {
    int over = e == NULL;
    PyObject *t = NULL, *v = NULL, *b = NULL;
    if (over && !result) PyErr_Fetch(&t, &v, &b);
    gs_awaitable *a = (gs_awaitable *)PyType_GenericAlloc(gs_aio.awaitable, 0);
    if (!a) {
        if (e) gs_job_free(e);
        Py_XDECREF(result);
        Py_XDECREF(t);
        Py_XDECREF(v);
        Py_XDECREF(b);
        return NULL;
    }
    a->async = async;
    a->job = e;
    if (e) {
        gs_can_try_ref((PyObject *)a);
        e->awaitable = a;
    }
    if (t) PyErr_Restore(t, v, b);
    if (over) gs_awaitable_settle(a, result);
    return (PyObject *)a;
}

static PyMethodDef gs_awaitable_methods[] = {
    { "done", gs_awaitable_done, METH_NOARGS, "done($self, /)\n--\n\nWhether it is over." },
    { "cancelled", gs_awaitable_cancelled, METH_NOARGS, "cancelled($self, /)\n--\n\nWhether it was cancelled." },
    { "result", gs_awaitable_result, METH_NOARGS,
        "result($self, /)\n--\n\nThe result; raises what the call raised, or InvalidStateError." },
    { "exception", gs_awaitable_exception, METH_NOARGS, "exception($self, /)\n--\n\nWhat the call raised, or None." },
    { "get_loop", gs_awaitable_get_loop, METH_NOARGS, "get_loop($self, /)\n--\n\nIts event loop." },
    { "cancel", (PyCFunction)(void (*)(void))gs_awaitable_cancel, METH_VARARGS | METH_KEYWORDS,
        "cancel($self, /, msg=None)\n--\n\nCancel the context of the Go function. One without a context is left to "
        "finish; its result is dropped." },
    { "add_done_callback", (PyCFunction)(void (*)(void))gs_awaitable_add_callback, METH_VARARGS | METH_KEYWORDS,
        "add_done_callback($self, fn, /, *, context=None)\n--\n\nHave fn(self) called when it is over." },
    { "remove_done_callback", gs_awaitable_remove_callback, METH_O,
        "remove_done_callback($self, fn, /)\n--\n\nUndo add_done_callback(); returns how many there were." },
    { "_make_cancelled_error", gs_awaitable_cancelled_error, METH_NOARGS, NULL }, /* asyncio.gather() calls it */
    { "send", gs_awaitable_coroutine_send, METH_O, NULL }, /* from here on: not in the type that is only a future */
    { "throw", gs_awaitable_throw, METH_VARARGS, NULL },
    { "close", gs_awaitable_close, METH_NOARGS, NULL },
    { NULL, NULL, 0, NULL },
};

enum { GS_FUTURE_METHODS = 9 }; /* the first so many */

static PyGetSetDef gs_awaitable_getset[] = {
    { "_asyncio_future_blocking", gs_awaitable_get_blocking, gs_awaitable_set_blocking, NULL, NULL },
    { "_loop", gs_awaitable_loop, NULL, NULL, NULL },
    { "_cancel_message", gs_awaitable_message, NULL, NULL, NULL }, /* asyncio.gather() reads it */
    { "__name__", gs_awaitable_name, NULL, NULL, NULL },
    { "__qualname__", gs_awaitable_name, NULL, NULL, NULL },
    { NULL, NULL, NULL, NULL, NULL },
};

static PyMemberDef gs_awaitable_members[] = {
    { "__weaklistoffset__", Py_T_PYSSIZET, offsetof(gs_awaitable, weakrefs), Py_READONLY, NULL },
    { NULL, 0, 0, 0, NULL },
};

GS_COLD int gs_awaitables_init(PyObject *native) {
    static PyMethodDef future[GS_FUTURE_METHODS + 1];
    memcpy(future, gs_awaitable_methods, GS_FUTURE_METHODS * sizeof *future);
    PyType_Slot slots[] = { { Py_tp_dealloc, (void *)gs_awaitable_dealloc },
        { Py_tp_traverse, (void *)gs_awaitable_traverse }, { Py_tp_clear, (void *)gs_awaitable_clear },
        { Py_tp_repr, (void *)gs_awaitable_repr }, { Py_tp_iter, (void *)PyObject_SelfIter },
        { Py_tp_iternext, (void *)gs_awaitable_next }, { Py_am_await, (void *)PyObject_SelfIter },
        { Py_am_send, (void *)gs_awaitable_send }, { Py_tp_getset, gs_awaitable_getset },
        { Py_tp_members, gs_awaitable_members }, { Py_tp_methods, gs_awaitable_methods },
        { Py_tp_doc, "A call of a Go function that goes on." }, { 0, NULL } };
    PyType_Spec spec = { "_native.Awaitable", sizeof(gs_awaitable), 0,
        Py_TPFLAGS_DEFAULT | Py_TPFLAGS_HAVE_GC | Py_TPFLAGS_DISALLOW_INSTANTIATION, slots };
    PyType_Slot future_slots[sizeof slots / sizeof *slots];
    memcpy(future_slots, slots, sizeof slots);
    future_slots[10].pfunc = future;
    PyType_Spec future_spec = { "_native.Future", spec.basicsize, 0, spec.flags, future_slots };
#ifdef GS_ABI3T /* where Python is asked to change the type, and wants to see that the layout is the same */
    future_spec.flags |= Py_TPFLAGS_BASETYPE;
    gs_aio.future = gs_type_new(native, &future_spec, NULL);
    spec.basicsize = 0;
    slots[9].slot = Py_tp_methods, slots[9].pfunc = gs_awaitable_methods; /* no members of its own */
    gs_aio.awaitable = gs_aio.future ? gs_type_new(native, &spec, (PyObject *)gs_aio.future) : NULL;
#else
    gs_aio.future = gs_type_new(native, &future_spec, NULL);
    gs_aio.awaitable = gs_type_new(native, &spec, NULL);
#endif
    PyType_Slot reader[] = { { Py_tp_dealloc, (void *)gs_reader_dealloc }, { Py_tp_call, (void *)gs_reader_call },
        { 0, NULL } };
    PyType_Spec reader_spec = { "_native.Reader", sizeof(gs_reader_object), 0,
        Py_TPFLAGS_DEFAULT | Py_TPFLAGS_DISALLOW_INSTANTIATION, reader };
    gs_aio.reader = gs_type_new(native, &reader_spec, NULL);
    return gs_aio.awaitable && gs_aio.future && gs_aio.reader ? 0 : -1;
}
