#include "callbacks/callback.h"
#include "abi/imported.h"
#include "os/library.h"
#include "os/stack.h"
#include "gil/context.h"
#include "gil/gil.h"
#include "gil/share.h"
#include "core/extension.h"
#include "call/argerror.h"
#include "call/interrupt.h"
#include "call/tracing.h"
#include "values/number.h"
#include "values/text.h"
#include "objects/errorvalue.h"
#include "objects/object.h"
#include "objects/overload.h"
#include "callbacks/given.h"
#include "callbacks/greenlet.h"
#include "callbacks/operation.h"
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

gs_awaiting_hooks gs_awaiting_by;

/* Whether o is awaitable. */
static int gs_awaits(PyObject *o) { return PyType_GetSlot(Py_TYPE(o), Py_am_await) != NULL; }

/* ---- the context of a call ---- */

/* The context in which a callback runs on a Go thread; borrowed. NULL: an empty one. */
GS_INLINE PyObject *gs_callback_context(const gs_callback *cb, const gs_thread_calls *t) {
    if (GS_UNLIKELY(t->called_in != NULL)) return t->called_in;
    PyObject *context = cb->object && GS_UNLIKELY(gs_is_given(cb->object)) ? ((gs_given *)cb->object)->context : NULL;
    return context && gs_contexts.size(context) ? context : NULL; /* that of a coroutine runner may be empty */
}

/* Stores in the current context which work the code is a part of. 0, or -1 with an exception. */
static GS_NOINLINE int gs_work_tell(int64_t work) {
    if (!work) return 0;
    PyObject *id = PyLong_FromLongLong(work);
    PyObject *token = id ? gs_contexts.set(gs_contexts.work, id) : NULL;
    Py_XDECREF(id);
    Py_XDECREF(token);
    return token ? 0 : -1;
}

GS_NOINLINE int gs_callable_own(const gs_type *ty, PyObject *v) {
    PyCFunction f = PyCFunction_GetFunction(v);
    for (const gs_own_function *own = gs_this.own; own->signature; own++)
        if (own->signature == ty->signature && own->function == f) return (int)(own - gs_this.own) + 1;
    return 0;
}

GS_NOINLINE int gs_callable_in(const gs_type *ty, PyObject *v, uint64_t *w) {
    w[0] = w[1] = 0;
    if (v == Py_None) return GS_OK;
    if (ty->cls && gs_is_of(ty->cls, v)) {
        if (GS_STALE(v)) return gs_object_refuse(v), GS_RAISED;
        w[0] = gs_show(v);
        return GS_OK;
    }
    if (!PyCallable_Check(v)) return GS_WRONG_TYPE;
    w[0] = (uint64_t)(uintptr_t)v;
    w[1] = (uint64_t)(uintptr_t)ty->signature;
    int own = 0;
    if (gs_callable_came(ty, v)) {
        if (GS_STALE(v)) return gs_object_refuse(v), GS_RAISED;
        w[0] = (uint64_t)(uintptr_t)GS_PTR(v);
        w[1] = 0;
    } else if (gs_is(v, PyCFunction_Type) && (own = gs_callable_own(ty, v))) {
        w[0] = (uint64_t)own;
        w[1] = 0;
    } else if (ty->signature->opaque) return GS_WRONG_TYPE;
    return GS_OK;
}

GS_NOINLINE int gs_callable_put(gs_encoder *t, const gs_type *ty, PyObject *v, const gs_path *path) {
    uint64_t w[2];
    int r = gs_callable_in(ty, v, w);
    if (r) return gs_argerror_value(path, r, ty->expected, v);
    if (w[0]) {
        PyObject *held = !w[1] ? Py_NewRef(v) : t->call->is_async ? gs_awaiting_by.hold(v) : gs_given_new(t->call, v);
        if (!held) return -1;
        if (w[1]) w[0] = (uint64_t)(uintptr_t)held;
        if (w[1] ? gs_give(t->call, held) : gs_keep(t->call, held)) return -1;
    }
    return gs_encoder_word(t, w[0]) || gs_encoder_word(t, w[1]) ? -1 : 0;
}

/* ---- calls ---- */

/* The arguments as a new tuple. The whole wire buffer is always read, to free the handles in
   it. */
static GS_NOINLINE PyObject *gs_callback_args(const gs_signature *s, const char *wire) {
    gs_decoder r = { wire, GS_SYNC_API, NULL };
    PyObject *args = PyTuple_New(s->nparams - s->variadic);
    int bad = !args;
    for (int i = 0; i < s->nparams - s->variadic; i++) {
        PyObject *o = bad ? (gs_decode_skip(&r, s->params[i]), NULL) : gs_decode(&r, s->params[i]);
        if (o) PyTuple_SetItem(args, i, o);
        else bad = 1;
    }
    if (s->variadic && bad) gs_decode_skip(&r, s->params[s->nparams - 1]);
    if (s->variadic && !bad) {
        PyObject *rest = gs_decode(&r, s->params[s->nparams - 1]);
        PyObject *all = rest ? PySequence_List(args) : NULL;
        PyObject *joined = NULL;
        if (all && !PyList_SetSlice(all, s->nparams - 1, s->nparams - 1, rest)) joined = PySequence_Tuple(all);
        Py_XDECREF(rest);
        Py_XDECREF(all);
        Py_DECREF(args);
        return joined;
    }
    if (bad) Py_XDECREF(args);
    return bad ? NULL : args;
}

/* PyObject_Vectorcall(), public since 3.9, in the stable ABI since 3.12. */
static PyObject *(*gs_vectorcall)(PyObject *, PyObject *const *, size_t, PyObject *);

GS_COLD void gs_callback_init(void) {
    gs_vectorcall = (PyObject * (*)(PyObject *, PyObject *const *, size_t, PyObject *))
        gs_process_symbol("PyObject_Vectorcall");
    gs_worker_callback = gs_callback_run;
}

enum { GS_CALLBACK_ARGS = 4 };

/* Reads an argument. Most are numbers. */
GS_INLINE PyObject *gs_callback_arg(gs_decoder *r, const gs_type *ty) {
    if (ty->kind > GS_F64) return gs_decode(r, ty);
    uint64_t w = gs_decoder_word(r);
    return gs_number_out(ty->kind, &w);
}

/* As gs_callback_call(), without a tuple. Most callables have few parameters. */
GS_INLINE PyObject *gs_callback_few(PyObject *f, const gs_signature *s, const char *wire) {
    gs_decoder r = { wire, GS_SYNC_API, NULL };
    PyObject *room[GS_CALLBACK_ARGS + 1], **args = room + 1, *o = NULL;
    int n = 0;
    while (n < s->nparams && (args[n] = gs_callback_arg(&r, s->params[n]))) n++;
    /* the callee may use the element before the first */
    if (GS_LIKELY(n == s->nparams)) o = gs_vectorcall(f, args, (size_t)n | PY_VECTORCALL_ARGUMENTS_OFFSET, NULL);
    else for (int i = n + 1; i < s->nparams; i++) gs_decode_skip(&r, s->params[i]);
    while (n > 0) Py_DECREF(args[--n]);
    return o;
}

static GS_NOINLINE PyObject *gs_callback_many(PyObject *f, const gs_signature *s, const char *wire) {
    PyObject *o, *args = gs_callback_args(s, wire);
    if (!args) return NULL;
    o = PyObject_CallObject(f, args);
    Py_DECREF(args);
    return o;
}

/* Calls f with the arguments in the wire buffer. A new reference, or NULL with an exception. */
GS_INLINE PyObject *gs_callback_call(PyObject *f, const gs_signature *s, const char *wire) {
    if (GS_LIKELY(!s->variadic && s->nparams <= GS_CALLBACK_ARGS && gs_vectorcall != NULL)) return gs_callback_few(f, s, wire);
    return gs_callback_many(f, s, wire);
}

/* Encodes several results: a tuple of exactly that length. */
static GS_NOINLINE int gs_results_put(gs_encoder *t, const gs_signature *s, PyObject *o, const gs_path *path) {
    if (!PyTuple_Check(o) || PyTuple_Size(o) != s->nresults) {
        char expected[64];
        snprintf(expected, sizeof expected, "a tuple of %d", s->nresults);
        return gs_argerror_value(path, GS_WRONG_TYPE, expected, o);
    }
    for (int i = 0; i < s->nresults; i++) {
        gs_path at = { path, GS_AT_INDEX, NULL, NULL, i, NULL };
        if (gs_encode(t, s->results[i], PyTuple_GetItem(o, i), &at)) return -1;
    }
    return 0;
}

/* Encodes the result of a callable. */
static GS_NOINLINE int gs_result_put(gs_encoder *t, const gs_signature *s, PyObject *o, const gs_path *path) {
    if (s->comma_ok) {
        if (gs_encoder_word(t, o != Py_None)) return -1;
        if (o == Py_None) return 0;
    }
    return s->nresults == 1 ? gs_encode(t, s->results[0], o, path) : s->nresults ? gs_results_put(t, s, o, path) : 0;
}

/* Hands Go n bytes, in the callback's own room if they fit. 0, or -1 with MemoryError. */
static GS_NOINLINE int gs_callback_give(gs_callback *cb, const char *p, size_t n) {
    cb->result = n <= GS_CALLBACK_ROOM ? (char *)cb->room : malloc(n);
    if (!cb->result) {
        PyErr_NoMemory();
        return -1;
    }
    memcpy(cb->result, p, n);
    cb->len = (int64_t)n;
    return 0;
}

GS_NOINLINE int gs_callback_finish(gs_callback *cb, gs_call *c, gs_encoder *t, int failed) {
    int r = failed ? -1 : gs_callback_give(cb, t->p, t->len);
    if (!r && c->nrefs) { /* Go drops them when it has read the result, or keeps them */
        cb->refs = c->refs;
        cb->nrefs = c->nrefs;
        c->refs = NULL;
        c->nrefs = 0;
    }
    gs_done(c);
    return r;
}

/* The path to the result in messages, with the callable that Python passed. */
GS_INLINE gs_path gs_callback_path(const gs_callback *cb) {
    return (gs_path){ NULL, GS_AT_RESULT, NULL, NULL, 0, gs_given_inner(cb->object) };
}

/* It is none, or none of the kind. Always -1. */
static GS_COLD int gs_callback_misfit(gs_callback *cb, const gs_type *ty, int why, PyObject *o) {
    gs_path path = gs_callback_path(cb);
    gs_argerror_value(&path, why, why == GS_OUT_OF_RANGE ? gs_number_fits(ty->kind) : ty->expected, o);
    gs_overload_misfit();
    return -1;
}

/* Hands Go a single number, without a wire buffer. */
GS_INLINE int gs_callback_number(gs_callback *cb, const gs_type *ty, PyObject *o) {
    int r = gs_number_in(ty->kind, o, cb->room);
    return GS_LIKELY(!r) ? 0 : gs_callback_misfit(cb, ty, r, o);
}

/* Hands Go what has become of the lists, dicts and sets among the arguments, and the results. args: NULL
   where there are none. 0, or -1 with an exception. */
static GS_NOINLINE int gs_callback_back(gs_callback *cb, PyObject *args, PyObject *o) {
    const gs_signature *s = cb->signature;
    gs_call c = { .fn = NULL };
    gs_encoder t;
    gs_encoder_init(&t, &c);
    gs_path result = gs_callback_path(cb);
    int failed = gs_encoder_word(&t, args != NULL);
    for (int i = 0; args && !failed && i < s->nparams; i++) {
        gs_path path = { &result, GS_AT_INDEX, NULL, NULL, i, NULL };
        if (s->back >> i & 1) failed = gs_encode(&t, s->params[i], PyTuple_GetItem(args, i), &path);
    }
    if (!failed && (s->nresults || s->comma_ok)) {
        failed = gs_result_put(&t, s, o, &result);
        if (GS_UNLIKELY(failed)) gs_overload_misfit();
    }
    return gs_callback_finish(cb, &c, &t, failed);
}

/* The same by a wire buffer, unless there is nothing to hand over. */
static GS_NOINLINE int gs_callback_wire(gs_callback *cb, PyObject *args, PyObject *o) {
    const gs_signature *s = cb->signature;
    if (s->back) return gs_callback_back(cb, args, o);
    if (!s->comma_ok && !s->nresults) return 0;
    gs_call c = { .fn = NULL };
    gs_path path = gs_callback_path(cb);
    gs_encoder t;
    gs_encoder_init(&t, &c);
    int failed = gs_result_put(&t, s, o, &path);
    if (GS_UNLIKELY(failed)) gs_overload_misfit();
    return gs_callback_finish(cb, &c, &t, failed);
}

/* Hands Go a result. */
GS_INLINE int gs_callback_put(gs_callback *cb, PyObject *args, PyObject *o) {
    const gs_signature *s = cb->signature;
    cb->result = (char *)cb->room;
    if (GS_LIKELY(s->nresults == 1) && s->results[0]->kind <= GS_C128 && !s->comma_ok && !s->back)
        return gs_callback_number(cb, s->results[0], o);
    return gs_callback_wire(cb, args, o);
}

int gs_callback_result(gs_callback *cb, PyObject *args, PyObject *o) {
    int r = gs_callback_put(cb, args, o);
    Py_DECREF(o);
    return r;
}

GS_COLD void gs_coroutine_drop(PyObject *o) {
    PyObject *closed = PyObject_CallMethod(o, "close", NULL);
    if (!closed) PyErr_Clear(); /* a future, say, which has no close() */
    Py_XDECREF(closed);
    Py_DECREF(o);
}

GS_COLD int gs_callback_unawaited(PyObject *o) {
    gs_coroutine_drop(o);
    PyErr_SetString(PyExc_TypeError,
        "an async function was called by Go, which has no event loop here: pass it to a function of the module's aio");
    return -1;
}

/* Of a callable that returns its error, as one would in Go: it is as if it was raised. Takes over o. */
static GS_COLD int gs_callback_returned(PyObject *o) {
    PyErr_SetObject((PyObject *)Py_TYPE(o), o);
    Py_DECREF(o);
    return -1;
}

/* Calls a callable that may write to lists, dicts and sets among its arguments: a new tuple in *args. */
static GS_NOINLINE PyObject *gs_callback_call_back(gs_callback *cb, PyObject **args) {
    *args = gs_callback_args(cb->signature, cb->args);
    return *args ? PyObject_CallObject(gs_given_inner(cb->object), *args) : NULL;
}

/* Go can't have the result. A coroutine says how it is awaited. Takes over o. Always -1. */
static GS_COLD int gs_callback_unfit(PyObject *o) {
    PyObject *t, *e, *tb;
    PyErr_Fetch(&t, &e, &tb);
    if (!gs_awaits(o)) {
        PyErr_Restore(t, e, tb);
        Py_DECREF(o);
        return -1;
    }
    Py_XDECREF(t);
    Py_XDECREF(e);
    Py_XDECREF(tb);
    return gs_callback_unawaited(o);
}

/* Hands Go the result. Takes over o. */
GS_INLINE int gs_callback_result_of(gs_callback *cb, PyObject *args, PyObject *o) {
    if (GS_UNLIKELY(gs_callback_put(cb, args, o))) return gs_callback_unfit(o);
    Py_DECREF(o);
    return 0;
}

/* Calls the callable. 0; -1 with an exception; or 1: the result comes later. */
static GS_HOT int gs_callback_make(gs_callback *cb) {
    int through = gs_is_coroutine_runner(cb->object), r;
    PyObject *args = NULL, *o = GS_UNLIKELY(cb->signature->back != 0)
        ? gs_callback_call_back(cb, &args)
        : gs_callback_call(gs_given_inner(cb->object), cb->signature, cb->args);
    if (!o) r = -1;
    else if (GS_UNLIKELY(through) && !(cb->signature->nresults && cb->signature->results[0]->kind == GS_PYOBJECT && !cb->signature->results[0]->n) &&
        gs_awaits(o))
        r = gs_awaiting_by.begin(cb, o, GS_AWAIT_RESULT, args);
    else if (GS_UNLIKELY(!cb->signature->nresults && o != Py_None) && !cb->signature->comma_ok && gs_awaits(o))
        r = gs_callback_unawaited(o);
    else if (GS_UNLIKELY(cb->signature->error && !cb->signature->nresults && gs_isinstance(o, (PyTypeObject *)PyExc_BaseException)))
        r = gs_callback_returned(o);
    else r = gs_callback_result_of(cb, args, o);
    if (GS_UNLIKELY(args != NULL)) Py_DECREF(args);
    return r;
}

/* gs_callback_make() in a span of Go's. */
static GS_NOINLINE int gs_callback_traced(gs_callback *cb) {
    PyObject *token = gs_trace_enter(cb->carrier, (Py_ssize_t)cb->ncarrier);
    int r = token ? gs_callback_make(cb) : -1;
    gs_trace_leave(token);
    return r;
}

/* Hands Go what an exception stands for, and its text (address and length). 0, or -1 with
   MemoryError. */
static GS_COLD int gs_callback_say(gs_callback *cb, PyObject *e, const uint64_t *text) {
    gs_call c = { .fn = NULL };
    gs_encoder t;
    uint64_t cause[2];
    gs_encoder_init(&t, &c);
    PyObject *held = gs_error_cause(e, cause);
    char *p = NULL;
    const gs_path path = { NULL, GS_AT_RESULT, NULL, NULL, 0, e };
    if (!gs_error_cause_put(&t, cause, held, &path) && !gs_encoder_word(&t, text[1])) p = gs_encoder_alloc(&t, (size_t)text[1]);
    if (p) memcpy(p, (const char *)(uintptr_t)text[0], (size_t)text[1]);
    return gs_callback_finish(cb, &c, &t, !p);
}

GS_COLD void gs_callback_raised(gs_callback *cb) {
    PyObject *t, *e, *tb;
    PyErr_Fetch(&t, &e, &tb);
    PyErr_NormalizeException(&t, &e, &tb);
    if (!e) { /* a function failed without an exception */
        Py_XDECREF(t);
        PyErr_SetString(PyExc_SystemError, "a callback failed without an exception");
        PyErr_Fetch(&t, &e, &tb);
        PyErr_NormalizeException(&t, &e, &tb);
    }
    if (tb && e) PyException_SetTraceback(e, tb);
    PyObject *all = e ? gs_error_text(e) : NULL;
    gs_call c = { .fn = NULL };
    uint64_t text[2];
    cb->result = (char *)cb->room;
    cb->len = 0;
    cb->code = GS_CALLBACK_RAISED;
    cb->exception = e; /* Go owns the reference now */
    if (!all || gs_str_in(&c, all, text) || gs_callback_say(cb, e, text)) {
        PyErr_Clear(); /* its __str__ failed, or memory is short: Go gets the exception without a text */
        cb->result = (char *)cb->room;
        cb->len = 0;
    }
    gs_done(&c);
    Py_XDECREF(t);
    Py_XDECREF(tb);
    Py_XDECREF(all);
}

/* Ends a child that was forked inside a callback: the Go function that called it is in a core
   that is dead here. The child ends as if the callback had been its main program. */
static GS_COLD void gs_callback_forked(int r) {
    if (r) PyErr_Print(); /* with SystemExit, this ends the process */
    PyObject *err = gs_import_attribute("sys", "stderr");
    PyObject *x = err ? PyObject_CallMethod(err, "write", "s",
                            "gophersnake: a process that was forked inside a Go callback can't return into Go; "
                            "end it in the callback, with os._exit() or sys.exit()\n")
                      : NULL;
    Py_XDECREF(x);
    Py_XDECREF(err);
    Py_Exit(70); /* EX_SOFTWARE */
}

/* Makes the callback, with the GIL. t: of this thread. now: the current greenlet. refused:
   raise the exception that is set instead. */
GS_INLINE void gs_callback_do(gs_callback *cb, gs_thread_calls *t, PyObject *now, int refused) {
    uint16_t generation = gs_the_core.generation;
    PyObject *outer = t->greenlet;
    int r = refused || gs_greenlet_same(t, now) ? -1 : 0;
    int borrowed = cb->code == GS_CALLBACK_BORROWED;
    if (GS_LIKELY(!r)) {
        gs_local *here = gs_local_here();
        __atomic_store_n(&here->callbacks, here->callbacks + borrowed, __ATOMIC_RELAXED);
        t->greenlet = now;
        r = GS_UNLIKELY(cb->ncarrier) ? gs_callback_traced(cb)
            : cb->operation           ? gs_operation_run(cb)
                                      : gs_callback_make(cb);
        t->greenlet = outer;
        if (GS_UNLIKELY(generation != gs_the_core.generation)) gs_callback_forked(r);
        __atomic_store_n(&here->callbacks, here->callbacks - borrowed, __ATOMIC_RELAXED);
    } else if (!cb->operation) {
        gs_decoder wire = { cb->args, GS_SYNC_API, NULL };
        for (int i = 0; i < cb->signature->nparams; i++) gs_decode_skip(&wire, cb->signature->params[i]);
    }
    if (GS_UNLIKELY(r < 0)) gs_callback_raised(cb);
    else cb->code = GS_CALLBACK_OK;
}

/* RecursionError if nested callbacks use all threads that callbacks may have. Always -1. */
static GS_COLD int gs_callback_deep(void) {
    PyErr_SetString(PyExc_RecursionError,
        "callbacks are nested too deeply: each goroutine that calls back from inside of one takes a thread");
    return -1;
}

/* Releases the GIL for the rest of a call that has kept it. */
static GS_COLD void gs_calling_release(gs_thread_calls *t) {
    t->kept = 0;
    gs_running(1);
    t->released = PyEval_SaveThread();
}

/* A callback of a call that keeps the GIL (gs_enter_calling). */
static GS_HOT void gs_callback_calling(gs_callback *cb, gs_thread_calls *t) {
    uint64_t began = GS_PROFILING ? gs_profile_callback_begin() : 0;
    int refused = gs_stack_deep_of(t->stack, "a callback");
    t->kept = 0; /* calls from the callback are other calls */
    t->callbacks++;
    gs_share_kept(gs_time_slice_of(t)); /* builtin callables never check whether a thread waits for the GIL */
    if (GS_UNLIKELY(!t->asked) && !refused) { /* once: a call ends in the greenlet in which it began */
        refused = gs_greenlet_now(&t->caller);
        t->asked = !refused;
    }
    gs_callback_do(cb, t, t->caller, refused);
    if (GS_UNLIKELY(began)) gs_profile_callback_end(began);
    t->callbacks--;
    t->kept = 1;
    /* Go may have to wait for a processor now */
    if (GS_UNLIKELY(!gs_may_hold())) gs_calling_release(t);
}

/* Any other callback. */
static GS_NOINLINE void gs_callback_taking(gs_callback *cb, gs_thread_calls *t) {
    if (GS_UNLIKELY(t->kept)) gs_calling_release(t); /* Go may wait for ever from here on */
    /* what is borrowed is called often, and a change of threads costs more than it */
    if (t->worker && !t->callbacks && cb->code != GS_CALLBACK_BORROWED && gs_worker_ask(t->worker, cb)) return;
    int how;
    uint64_t began = GS_PROFILING ? gs_profile_callback_begin() : 0;
    if (!gs_gil_take(&how)) {
        cb->code = GS_CALLBACK_CLOSED;
        return;
    }
    int calling = how == GS_GIL_CALL;
    if (calling) gs_running(-1); /* this thread runs Python meanwhile */
    PyObject *now = NULL;
    int refused = gs_stack_deep("a callback") || (cb->code == GS_CALLBACK_DEEP && gs_callback_deep()) ||
        gs_greenlet_now(&now);
    PyObject *own = NULL;
    if ((how == GS_GIL_OWN || how == GS_GIL_PASSING) && t->callbacks == 1 && !refused) {
        PyObject *context = gs_callback_context(cb, t);
        if (GS_UNLIKELY(context || cb->work)) refused = !(own = gs_context_enter(context)) || gs_work_tell(cb->work);
    }
    gs_callback_do(cb, t, now, refused);
    if (own) gs_context_leave(own);
    if (calling) gs_running(1);
    gs_gil_release(how);
    if (GS_UNLIKELY(began)) gs_profile_callback_end(began);
}

GS_HOT void gs_callback_run(gs_callback *cb) {
    gs_thread_calls *t = gs_thread_here();
    if (GS_LIKELY(t->kept) && GS_LIKELY(gs_gate_open())) gs_callback_calling(cb, t);
    else gs_callback_taking(cb, t);
}

int64_t gs_references_drop(const uintptr_t *refs, int64_t n) {
    int how;
    if (!gs_gil_take(&how)) return 0;
    for (int64_t i = 0; i < n; i++) Py_DECREF((PyObject *)refs[i]);
    gs_gil_release(how);
    return 1;
}

int64_t gs_thread_inside(void) {
    const gs_thread_calls *t = &gs_thread;
    return t->callbacks || t->kept || (t->released && !t->adopted);
}
