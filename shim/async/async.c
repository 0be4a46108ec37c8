#include "async/async.h"
#include "abi/attributes.h"
#include "abi/exclusion.h"
#include "os/signals.h"
#include "core/core.h"
#include "core/newerbuild.h"
#include "gil/share.h"
#include "call/activecall.h"
#include "call/argerror.h"
#include "call/args.h"
#include "call/frame.h"
#include "call/guard.h"
#include "call/namesake.h"
#include "values/lent.h"
#include "values/list.h"
#include "values/number.h"
#include "values/text.h"
#include "values/time.h"
#include "values/writable.h"
#include "objects/errors.h"
#include "objects/named.h"
#include "call/tracing.h"
#include "core/extension.h"
#include "objects/raisable.h"
#include "objects/snapshot.h"
#include "callbacks/callback.h"
#include "async/astream.h"
#include "async/coroutine.h"
#include "async/future.h"
#include <stddef.h>

const char *gs_async_name(const gs_async_function *a) { return a && a->name ? a->name : "next"; }

GS_COLD int gs_async_self_error(const gs_async_function *a, PyObject *self) {
    PyObject *wanted = NULL, *got = NULL;
    if (!gs_type_names(a->self->name, self, &wanted, &got))
        PyErr_Format(PyExc_TypeError, "%s() needs a %U as its self, got %U", a->name, wanted, got);
    Py_XDECREF(wanted);
    Py_XDECREF(got);
    return -1;
}

/* ---- arguments ---- */

/* Whether the job must own a reference to an argument: Go sees its memory, and there is neither
   a view nor a copy of it. */
static int gs_step_keeps(int how, PyObject *v) {
    if (how == GS_HOW_TEXT || how == GS_HOW_BYTES) return PyUnicode_Check(v) || gs_is(v, PyBytes_Type);
    return how == GS_HOW_STR || how == GS_HOW_OBJECT || how == GS_HOW_OPTIONAL || how == GS_HOW_CALLABLE;
}

GS_NOINLINE int gs_async_argument(gs_job *e, gs_call *c, const gs_job_parts *p, int arg, PyObject *v, int *refs,
    int *cleanups, int *encoders) {
    const gs_step *s = e->async->params + arg;
    uint64_t *w = e->f.w + s->word;
    const char *fits = NULL;
    int r = GS_OK;
    PyObject *held = NULL;
    if (gs_step_keeps(s->how, v)) {
        held = s->how == GS_HOW_CALLABLE && v != Py_None ? gs_coroutine_runner_new(v) : Py_NewRef(v);
        p->refs[(*refs)++] = held;
    }
    if (held != v && PyErr_Occurred()) return -1;
    switch (s->how) {
    case GS_HOW_NUMBER:
        r = gs_number_in(s->type->kind, v, w);
        fits = gs_number_fits(s->type->kind);
        break;
    case GS_HOW_STR: r = gs_str_in(c, v, w); break;
    case GS_HOW_TEXT: r = gs_text_in(c, v, w, &p->cleanups[(*cleanups)++]); break;
    case GS_HOW_BYTES: r = gs_bytes_in(c, v, w, &p->cleanups[(*cleanups)++]); break;
    case GS_HOW_NUMBERS:
        if (gs_numbers_in(c, arg, s->type, v, w, &p->cleanups[(*cleanups)++])) return -1;
        break;
    case GS_HOW_WRITABLE:
        if (gs_writable_in(c, arg, s->type->kind == GS_BYTES ? GS_U8 : s->type->elem->kind, v, w,
                &p->cleanups[(*cleanups)++]))
            return -1;
        break;
    case GS_HOW_LENT: return gs_lent_job_in(c, arg, s->type, v, w, NULL, s->borrowed);
    case GS_HOW_LENT_WIRE:
        return gs_lent_job_in(c, arg, s->type, v, w, &p->encoders[(*encoders)++], s->borrowed);
    case GS_HOW_OBJECT:
        if (!(v = GS_RAISABLE_IN(c, s->type->cls, v))) return -1;
        r = gs_object_in(c, s->type->cls, v, w, s->borrowed & GS_OBJECT_ITSELF);
        if (!r && gs_is_of(s->type->cls, v) && gs_snapshot_add(c, s->type->cls->copy, v, NULL, w)) return -1;
        break;
    case GS_HOW_OPTIONAL: r = gs_object_in(c, s->type->cls, v, w, GS_OBJECT_OR_NONE | s->borrowed); break;
    case GS_HOW_TIMEOUT:
        if (gs_this.traces && gs_trace_in(c, w + 1)) return -1;
        if (v == Py_None) {
            w[0] = (uint64_t)INT64_MIN;
            break;
        } /* fallthrough */
    case GS_HOW_DURATION:
        r = gs_duration_in(v, w);
        fits = "time.Duration (about 292 years)";
        break;
    case GS_HOW_CALLABLE:
        r = gs_callable_in(s->type, v, w);
        if (w[1]) w[0] = (uint64_t)(uintptr_t)held; /* else it is a Go function */
        break;
    default:
        if (gs_wire_in(c, arg, s->type, v, w, &p->encoders[(*encoders)++])) return -1;
    }
    if (r) gs_argerror_param(c->fn, arg, r, v, fits);
    else if (GS_UNLIKELY(gs_guarding && s->borrowed && s->how != GS_HOW_OPTIONAL)) {
        size_t item = s->type->kind == GS_LIST ? (size_t)gs_number_size[s->type->elem->kind] : 1;
        r = gs_guard_borrow(c, arg, w, item, s->borrowed == 2);
    }
    return r ? -1 : 0;
}

/* The bytes of all arguments of variable size. */
static uint64_t gs_async_bytes(const gs_job *e) {
    uint64_t all = 0;
    for (int i = 0; i < e->async->fn->nparams; i++) {
        const gs_step *s = e->async->params + i;
        uint64_t n = e->f.w[s->word + 1];
        if (s->how == GS_HOW_NUMBERS || (s->how == GS_HOW_LENT && s->type->kind == GS_LIST))
            all += n * gs_number_size[s->type->elem->kind];
        else if (s->how == GS_HOW_STR || s->how == GS_HOW_TEXT || s->how == GS_HOW_BYTES || s->how == GS_HOW_WIRE ||
            s->how == GS_HOW_LENT || s->how == GS_HOW_LENT_WIRE)
            all += n;
    }
    return all;
}

/* ---- results ---- */

PyObject *gs_step_result(const gs_step *s, const gs_type *t, const uint64_t *w, int api) {
    if (t->kind == GS_NAMED && !t->cls->error) return gs_named_wrap(t->cls, gs_step_result(s, t->elem, w, api));
    switch (s->how) {
    case GS_HOW_NUMBER: return gs_number_out(t->kind, w);
    case GS_HOW_STR: return gs_str_out(w);
    case GS_HOW_BYTES: return gs_bytes_out(w);
    case GS_HOW_NUMBERS: return gs_numbers_out(t->elem->kind, w);
    case GS_HOW_OBJECT: return gs_object_out(t->cls, w, api);
    case GS_HOW_DURATION: return gs_duration_out(w);
    }
    return gs_wire_out(t, w, api);
}

/* One result of a job. A method may return its receiver. */
static PyObject *gs_async_result(gs_job *e, const gs_step *s, int api) {
    const uint64_t *w = e->f.w + s->word;
    PyObject *self = e->async->self && api == GS_ASYNC_API ? gs_job_layout(e, &e->async->size).refs[0] : NULL;
    if (self && s->how == GS_HOW_OBJECT && s->type->kind == GS_REF && gs_is_of(s->type->cls, self))
        return gs_object_out_or_self(s->type->cls, self, w, api);
    return gs_step_result(s, s->type, w, api);
}

PyObject *gs_async_results(gs_job *e, int api, int always) {
    const gs_async_function *a = e->async;
    if (!a->nresults) return Py_NewRef(Py_None);
    if (a->nresults == 1 && !always) return gs_async_result(e, a->results, api);
    PyObject *items[a->nresults];
    for (int i = 0; i < a->nresults; i++) items[i] = gs_async_result(e, a->results + i, api);
    return gs_tuple(items, a->nresults);
}

int gs_job_brings_panic(gs_job *e) {
    if (GS_UNLIKELY(e->f.nfree == GS_GOROUTINE_PANICKED) &&
        __atomic_load_n(&gs_the_active_calls.panics->reported, __ATOMIC_ACQUIRE) == gs_panics_now())
        e->f.nfree = 0;
    return e->f.nfree < 0;
}

void gs_unheard(int panicked) {
    if (!PyErr_Occurred()) return;
    if (panicked) PyErr_WriteUnraisable(NULL);
    else PyErr_Clear();
}

void gs_job_unheard(gs_job *e) {
    int panicked = gs_job_brings_panic(e);
    PyObject *out = gs_job_take(e); /* taken to free its handles */
    Py_XDECREF(out);
    gs_unheard(panicked);
}

int gs_job_streams(gs_job *e, int when) {
    if (GS_LIKELY(!e->async->deliver)) return 0;
    e->async->deliver(e, when);
    return 1;
}

gs_awaitable *gs_job_waiting(const gs_job *e) {
    if (!e->async->deliver) return e->awaitable;
    return e->stream ? e->stream->waiting : NULL;
}

GS_COLD int gs_job_adopt(gs_job *e) {
    int from_parent = e->async->self != NULL;
    for (int i = 0; i < e->async->fn->nparams; i++) {
        int how = e->async->params[i].how;
        from_parent |= how == GS_HOW_OBJECT || how == GS_HOW_OPTIONAL || how == GS_HOW_CALLABLE || how == GS_HOW_WIRE ||
            how == GS_HOW_LENT_WIRE;
    }
    e->generation = gs_the_core.generation;
    if (!from_parent) return 0;
    PyErr_Format(PyExc_RuntimeError,
        "'%s' was called before the process was forked, with values of its parent; call it anew in the child",
        gs_async_name(e->async));
    return -1;
}

/* The crossing of a short job, while calls are measured: gs_job_take() counts it. */
static GS_COLD void gs_async_measured(gs_job *e) {
    e->submitted = e->started = gs_clock();
    gs_profile_go_by(e->fn, &e->f);
    e->ended = gs_clock();
}

static void gs_async_go_alone(gs_job *e) {
    GS_OTHERS_WAIT();
    if (GS_PROFILING) gs_async_measured(e);
    else gs_go(e->fn, &e->f);
}

/* Runs a short job at once, with the GIL. Takes over e. */
static PyObject *gs_async_now(gs_job *e) {
    gs_async_function *a = e->async;
    gs_handles_attach(&e->f);
    GS_SIGNALS_COUNT();
    e->f.how |= GS_HELD_GIL;
    if (GS_UNLIKELY(gs_panics_unreported())) e->f.code = GS_CODE_REFUSED;
    else if (GS_UNLIKELY(a->alone)) gs_async_go_alone(e);
    else if (GS_PROFILING) gs_async_measured(e);
    else gs_go(e->fn, &e->f);
    if (GS_UNLIKELY(e->f.code == GS_CODE_LATER) && gs_describe(&e->f, e->fn) < 0) {
        gs_job_free(e);
        return NULL;
    }
    PyObject *out = gs_job_take(e);
    gs_job_free(e);
    return a->deliver ? gs_stream_or(a, out) : gs_awaitable_new(a, NULL, out);
}

PyObject *gs_async_begin(gs_job *e) {
    gs_async_function *a = e->async;
    if (a->hold && gs_may_hold() && (a->hold == 1 || gs_async_bytes(e) <= GS_SMALL))
        return gs_async_now(e);
    gs_call *c = gs_job_layout(e, &a->size).call;
    if (c && c->snapshots) gs_snapshots_take(c);
    if (a->deliver) return gs_stream_opening(e);
    gs_awaitable *w = (gs_awaitable *)gs_awaitable_new(a, e, NULL);
    if (w && gs_awaitable_begin(w, 0)) {
        w->used = 1; /* no warning: nobody could await it */
        Py_DECREF(w);
        return NULL;
    }
    return (PyObject *)w;
}

/* given: the arguments in the order of the parameters; or NULL. */
static PyObject *gs_async_start(gs_async_function *a, PyObject *self, PyObject *const *args, Py_ssize_t n,
    PyObject *kw, PyObject *const *given) {
    if (GS_UNLIKELY(!GS_ACQUIRE(&gs_the_core.enter)) && gs_core_load()) return NULL;
    if (GS_UNLIKELY(*gs_newer_build) && gs_old_build()) return NULL;
    if (a->self && GS_STALE(self)) {
        gs_object_refuse(self);
        return NULL;
    }
    gs_job *e = gs_job_new(a, a->id, &a->size);
    if (!e) return NULL;
    gs_job_parts p = gs_job_layout(e, &a->size);
    gs_call none = { .fn = a->fn }, *c = p.call ? p.call : &none;
    c->fn = a->fn;
    c->is_async = 1;
    c->binds = 1;
    PyObject *room[a->fn->nparams + 1];
    int refs = 0, cleanups = a->fn->star >= 0, encoders = 0, bad = 0;
    if (a->self) {
        e->f.w[a->self_word] = gs_show(self);
        p.refs[refs++] = Py_NewRef(self);
        bad = a->copy_self >= 0 && gs_snapshot_add(c, a->copy_self, self, NULL, e->f.w + a->self_word);
    }
    PyObject *const *v = bad ? NULL : given ? given : gs_args(c, args, n, kw, room, p.cleanups);
    for (int i = 0; v && !bad && i < a->fn->nparams; i++)
        bad = gs_async_argument(e, c, &p, i, v[i], &refs, &cleanups, &encoders);
    if (!v || bad) {
        gs_job_free(e);
        return NULL;
    }
    return gs_async_begin(e);
}

/* Chooses by the arguments. */
static GS_NOINLINE PyObject *gs_async_overload(gs_async_function *a, PyObject *const *args, Py_ssize_t n,
    PyObject *kw) {
    PyObject *room[a->fn->nparams + 1], *own[a->fn->nparams + 1], *out = NULL;
    gs_cleanup star;
    gs_call c = { .fn = a->fn };
    PyObject *const *v = gs_args(&c, args, n, kw, room, &star);
    if (v == args) memcpy(room, args, (size_t)a->fn->nparams * sizeof *room);
    if (v) {
        uint32_t fitting = gs_overload_fit(a->overloads, room, own);
        if (fitting) out = gs_async_start(a->overloaded[__builtin_ctz(fitting)], NULL, NULL, 0, NULL, room);
        gs_overload_done(a->overloads, own);
    }
    gs_done(&c);
    return out;
}

PyObject *gs_async_call(gs_async_function *a, PyObject *self, PyObject *const *args, Py_ssize_t n, PyObject *kw) {
    GS_ASYNC_ALONE();
    if (GS_UNLIKELY(a->overloads != NULL)) return gs_async_overload(a, args, n, kw);
    return gs_async_start(a, self, args, n, kw, NULL);
}
