/* async.h: calls of the async face, from tables: the arguments into an errand,
   and its results out. A call that goes through a goroutine takes microseconds
   anyway, so unlike the thunks of the sync face this is not compiled anew for each
   function. Functions that are proven short run at once, with the lock kept. */
#ifndef GS_ASYNC_H
#define GS_ASYNC_H
#include "future.h"
#include "written.h"

/* How an argument or a result crosses: as GS_ARG_* in thunk.h. */
enum { GS_HOW_NUMBER, GS_HOW_STR, GS_HOW_TEXT, GS_HOW_BYTES, GS_HOW_NUMBERS, GS_HOW_WRITTEN, GS_HOW_OBJECT, GS_HOW_OPTIONAL, GS_HOW_DURATION,
    GS_HOW_TIMEOUT, GS_HOW_CALLABLE, GS_HOW_TAPE };

typedef struct gs_step {
    uint8_t how;
    uint8_t lent; /* a view that Go may write: 2, that it may only read: 1; for guard mode */
    short word;
    const gs_type *type; /* without names; of results as it is */
} gs_step;

struct gs_async {
    /* the core's: rt/errand.go */
    int32_t limit; /* of errands that fly at once; 0: none; atomic */
    int32_t flying;
    uintptr_t waiting[2];
    /* constant */
    const gs_fn *fn;
    const char *name, *doc;
    gs_class *self; /* methods */
    const gs_step *params, *results;
    int32_t id;
    short nresults, self_word, ok_word, error_word; /* -1: there is none */
    uint8_t hold;    /* 0: release, 1: keep the lock, 2: keep it while the arguments are small */
    uint8_t context; /* it has one */
    uint8_t plain;   /* //py:async: it stands in the plain module too */
    short copy_self; /* a method with a value receiver: number of the copying of that, else -1 */
    gs_errand_size size;
    void (*land)(gs_errand *, int when); /* streams and what gives them; else NULL */
};
static const char *gs_async_name(const gs_async *a) { return a && a->name ? a->name : "next"; }

/* ---- arguments ---- */
/* Whether the errand itself must keep an argument: where Go sees its memory, of
   which neither a view is held nor a copy was made. */
static int gs_step_keeps(int how, PyObject *v) {
    if (how == GS_HOW_TEXT || how == GS_HOW_BYTES) return PyUnicode_Check(v) || gs_is(v, PyBytes_Type);
    return how == GS_HOW_STR || how == GS_HOW_OBJECT || how == GS_HOW_OPTIONAL || how == GS_HOW_CALLABLE;
}

GS_FUNC int gs_async_argument(gs_errand *e, gs_call *c, const gs_errand_parts *p, int arg, PyObject *v, int *kept, int *undos, int *tapes) {
    const gs_step *s = e->async->params + arg;
    uint64_t *w = e->f.w + s->word;
    const char *fits = NULL;
    int r = GS_OK;
    PyObject *held = NULL;
    if (gs_step_keeps(s->how, v)) held = p->kept[(*kept)++] = s->how == GS_HOW_CALLABLE && v != Py_None ? gs_awaiter_new(v) : Py_NewRef(v);
    if (held != v && PyErr_Occurred()) return -1;
    switch (s->how) {
    case GS_HOW_NUMBER:
        r = gs_number_in(s->type->kind, v, w);
        fits = gs_number_fits(s->type->kind);
        break;
    case GS_HOW_STR: r = gs_str_in(c, v, w); break;
    case GS_HOW_TEXT: r = gs_text_in(c, v, w, &p->undos[(*undos)++]); break;
    case GS_HOW_BYTES: r = gs_bytes_in(c, v, w, &p->undos[(*undos)++]); break;
    case GS_HOW_NUMBERS:
        if (gs_numbers_in(c, arg, s->type, v, w, &p->undos[(*undos)++])) return -1;
        break;
    case GS_HOW_WRITTEN:
        if (gs_written_in(c, arg, s->type->kind == GS_BYTES ? GS_U8 : s->type->elem->kind, v, w, &p->undos[(*undos)++])) return -1;
        break;
    case GS_HOW_OBJECT:
        r = gs_object_in(c, s->type->cls, v, w, 0);
        if (!r && gs_is_of(s->type->cls, v) && gs_snapshot_add(c, s->type->cls->copy, v, NULL, w)) return -1;
        break;
    case GS_HOW_OPTIONAL: r = gs_object_in(c, s->type->cls, v, w, 1); break;
    case GS_HOW_TIMEOUT:
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
        if (w[1]) w[0] = (uint64_t)(uintptr_t)held; /* else a Go function */
        break;
    default:
        if (gs_tape_in(c, arg, s->type, v, w, &p->tapes[(*tapes)++])) return -1;
    }
    if (r) gs_blame_arg(c->fn, arg, r, v, fits);
    else if (GS_UNLIKELY(gs_guarding && s->lent)) {
        size_t item = s->type->kind == GS_LIST ? (size_t)gs_number_size[s->type->elem->kind] : 1;
        r = gs_guard_lend(c, arg, w, item, s->lent == 2);
    }
    return r ? -1 : 0;
}
/* The bytes of the arguments that may be of any size. */
static uint64_t gs_async_bytes(const gs_errand *e) {
    uint64_t all = 0;
    for (int i = 0; i < e->async->fn->nparams; i++) {
        const gs_step *s = e->async->params + i;
        uint64_t n = e->f.w[s->word + 1];
        if (s->how == GS_HOW_NUMBERS) all += n * gs_number_size[s->type->elem->kind];
        else if (s->how == GS_HOW_STR || s->how == GS_HOW_TEXT || s->how == GS_HOW_BYTES || s->how == GS_HOW_TAPE) all += n;
    }
    return all;
}

/* ---- results ---- */
static PyObject *gs_async_result(const gs_step *s, const gs_type *t, const uint64_t *w) {
    if (t->kind == GS_NAMED) return gs_named_wrap(t->cls, gs_async_result(s, t->elem, w));
    switch (s->how) {
    case GS_HOW_NUMBER: return gs_number_out(t->kind, w);
    case GS_HOW_STR: return gs_str_out(w);
    case GS_HOW_BYTES: return gs_bytes_out(w);
    case GS_HOW_NUMBERS: return gs_numbers_out(t->elem->kind, w);
    case GS_HOW_OBJECT: return gs_object_out(t->cls, w, GS_ASYNC_FACE);
    case GS_HOW_DURATION: return gs_duration_out(w);
    }
    return gs_tape_out(t, w, GS_ASYNC_FACE);
}
/* One result as it is, several as a tuple; always: one as a tuple too. */
static PyObject *gs_async_results(gs_errand *e, int always) {
    const gs_async *a = e->async;
    if (!a->nresults) return Py_NewRef(Py_None);
    if (a->nresults == 1 && !always) return gs_async_result(a->results, a->results->type, e->f.w + a->results->word);
    PyObject *items[a->nresults];
    for (int i = 0; i < a->nresults; i++) items[i] = gs_async_result(a->results + i, a->results[i].type, e->f.w + a->results[i].word);
    return gs_tuple(items, a->nresults);
}
/* The outcome of an errand that is done, by its tables: as the end of a thunk. */
static PyObject *gs_errand_take(gs_errand *e) {
    const gs_async *a = e->async;
    int r = e->f.code;
    PyObject *out = NULL, *results = NULL;
    if (r == GS_CODE_UNBEGUN) return Py_NewRef(Py_None);
    if (GS_UNLIKELY(r)) {
        const uint64_t *w = e->f.w + (r == GS_CODE_ERROR ? a->error_word : 0);
        if (a->error_word >= 0 && gs_has_results(r, w)) results = gs_async_results(e, 1);
        gs_raise(r, w, results);
    } else {
        out = a->ok_word >= 0 && !e->f.w[a->ok_word] ? Py_NewRef(Py_None) : gs_async_results(e, 0);
    }
    return GS_UNLIKELY(e->f.nfree < 0) ? gs_rescued(&e->f, out) : out;
}

/* Gives back all that an errand holds. It is Python's, and what is to be taken
   of it has been. */
static void gs_errand_free(gs_errand *e) {
    gs_errand_parts p = gs_errand_room(e, &e->async->size);
    if (p.call) {
        p.call->crossed = e->loop && e->f.code != GS_CODE_UNBEGUN && e->f.code != GS_CODE_REFUSED;
        gs_snapshots_free(p.call, e->generation == gs_the_core.generation);
        gs_done(p.call);
    }
    for (int i = 0; i < e->async->size.kept; i++) Py_XDECREF(p.kept[i]);
    if (e->loop) gs_loop_leave(e->loop);
    free(e);
}
/* Whether an errand brings a goroutine's panic of which Python does not know yet. */
static int gs_errand_tells(gs_errand *e) {
    if (GS_UNLIKELY(e->f.nfree < 0) && __atomic_load_n(&gs_the_flights.endings->told, __ATOMIC_ACQUIRE) == gs_endings_now()) e->f.nfree = 0;
    return e->f.nfree < 0;
}
/* Nobody waits for the exception that is set, if one is. A goroutine's panic is
   told in spite of that: nobody else would. */
static void gs_unheard(int tells) {
    if (!PyErr_Occurred()) return;
    if (tells) PyErr_WriteUnraisable(NULL);
    else PyErr_Clear();
}
/* Takes what nobody waits for. */
static void gs_errand_unheard(gs_errand *e) {
    int tells = gs_errand_tells(e);
    PyObject *out = gs_errand_take(e); /* which may hold slots of the core's */
    Py_XDECREF(out);
    gs_unheard(tells);
}
/* The end of an errand that nobody waits for any more. */
static void gs_errand_discard(gs_errand *e) {
    if (gs_errand_streams(e, GS_NEVER)) return;
    gs_awaitable *a = e->awaitable;
    PyObject *t, *v, *b;
    PyErr_Fetch(&t, &v, &b);
    if (a && a->waits) { /* its loop is closed */
        a->errand = NULL;
        a->waits = 0;
        if (a->state == GS_PENDING && a->callback) a->state = GS_CANCELLED; /* else there may be somebody who looks at it */
    } else {
        a = NULL;
    }
    if (e->generation == gs_the_core.generation) {
        int tells = gs_errand_tells(e);
        PyObject *out = gs_errand_take(e); /* which may hold slots of the core's */
        if (a && !tells) {
            gs_awaitable_settle(a, out);
            a->told = 1; /* no loop is there to tell */
        } else {
            if (a && a->state == GS_PENDING) a->state = GS_CANCELLED;
            Py_XDECREF(out);
            gs_unheard(tells);
        }
    } else if (a && a->state == GS_PENDING) {
        a->state = GS_CANCELLED;
    }
    gs_errand_free(e);
    Py_XDECREF((PyObject *)a);
    PyErr_Restore(t, v, b);
}
static int gs_errand_streams(gs_errand *e, int when) {
    if (GS_LIKELY(!e->async->land)) return 0;
    e->async->land(e, when);
    return 1;
}
/* Who waits for an errand; borrowed, or NULL. */
static gs_awaitable *gs_errand_waiting(const gs_errand *e) {
    if (!e->async->land) return e->awaitable;
    return e->stream ? e->stream->waiting : NULL;
}
/* One that was made before the process forked, and never begun: the child can begin
   it where it holds no Go value of the parent's. */
GS_COLD int gs_errand_adopt(gs_errand *e) {
    int strange = e->async->self != NULL;
    for (int i = 0; i < e->async->fn->nparams; i++) {
        int how = e->async->params[i].how;
        strange |= how == GS_HOW_OBJECT || how == GS_HOW_OPTIONAL || how == GS_HOW_CALLABLE || how == GS_HOW_TAPE;
    }
    e->generation = gs_the_core.generation;
    if (!strange) return 0;
    PyErr_Format(PyExc_RuntimeError, "'%s' was called before the process was forked, with values of its parent; call it anew in the child", gs_async_name(e->async));
    return -1;
}
/* Hands an errand with a loop to Go; -1 with an exception, and it is Python's
   still. */
static int gs_errand_begin(gs_errand *e) {
    if (GS_UNLIKELY(e->generation != gs_the_core.generation) && gs_errand_adopt(e)) return -1;
    if (GS_UNLIKELY(!gs_the_core.inbox) && ((!gs_the_core.calls.receive && gs_core_load()) || gs_inbox_open())) return -1;
    e->interruptible = e->async->context;
    if (e->async->context) e->f.code = GS_CODE_AWAITED;
    if (gs_the_core.nfreed) gs_slots_board(&e->f);
    gs_inbox_send(e);
    return 0;
}
static PyObject *gs_stream_or(gs_async *a, PyObject *out);
static PyObject *gs_stream_opening(gs_errand *e);
/* Runs a short one here and now. */
static PyObject *gs_async_now(gs_errand *e) {
    gs_async *a = e->async;
    if (gs_the_core.nfreed) gs_slots_board(&e->f);
    GS_SIGNALS_COUNT();
    e->f.how |= GS_HELD_LOCK;
    if (GS_UNLIKELY(gs_endings_untold())) e->f.code = GS_CODE_REFUSED;
    else gs_the_core.enter(e->fn, &e->f);
    if (GS_UNLIKELY(e->f.code == GS_CODE_LATER)) gs_settle(&e->f, e->fn);
    PyObject *out = gs_errand_take(e);
    gs_errand_free(e);
    return a->land ? gs_stream_or(a, out) : gs_awaitable_new(a, NULL, out);
}

/* ---- the call ---- */
/* Arguments in the order of the parameters; NULL with TypeError. The tuple of
   *args is the errand's. */
static PyObject *gs_async_begin(gs_errand *e) {
    gs_async *a = e->async;
    if (a->hold && gs_the_core.running < gs_the_core.procs && (a->hold == 1 || gs_async_bytes(e) <= GS_SMALL)) return gs_async_now(e);
    gs_call *c = gs_errand_room(e, &a->size).call;
    if (c && c->snapshots) gs_snapshots_take(c);
    if (a->land) return gs_stream_opening(e);
    gs_awaitable *w = (gs_awaitable *)gs_awaitable_new(a, e, NULL);
    if (w && gs_awaitable_begin(w, 0)) {
        w->used = 1; /* nobody can have awaited it */
        Py_DECREF(w);
        return NULL;
    }
    return (PyObject *)w;
}
static PyObject *gs_async_call(gs_async *a, PyObject *self, PyObject *const *args, Py_ssize_t n, PyObject *kw) {
    if (GS_UNLIKELY(!gs_the_core.enter) && gs_core_load()) return NULL;
    if (GS_UNLIKELY(*gs_news) && gs_old_build()) return NULL;
    if (a->self && GS_STALE(self)) {
        gs_object_refuse(self);
        return NULL;
    }
    gs_errand *e = gs_errand_new(a, a->id, &a->size);
    if (!e) return NULL;
    gs_errand_parts p = gs_errand_room(e, &a->size);
    gs_call none = { a->fn, NULL, NULL, 0, 0, 0, 0, NULL }, *c = p.call ? p.call : &none;
    c->fn = a->fn;
    c->later = 1;
    c->binds = 1;
    PyObject *room[a->fn->nparams + 1];
    int kept = 0, undos = a->fn->star >= 0, tapes = 0, bad = 0;
    if (a->self) {
        e->f.w[a->self_word] = gs_show(self);
        p.kept[kept++] = Py_NewRef(self);
        bad = a->copy_self >= 0 && gs_snapshot_add(c, a->copy_self, self, NULL, e->f.w + a->self_word);
    }
    PyObject *const *v = bad ? NULL : gs_args(c, args, n, kw, room, p.undos);
    for (int i = 0; v && !bad && i < a->fn->nparams; i++) bad = gs_async_argument(e, c, &p, i, v[i], &kept, &undos, &tapes);
    if (!v || bad) {
        gs_errand_free(e);
        return NULL;
    }
    return gs_async_begin(e);
}
#endif
