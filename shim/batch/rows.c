#include "batch/rows.h"
#include "abi/attributes.h"
#include "call/argerror.h"
#include "call/call.h"
#include "call/frame.h"
#include "call/guard.h"
#include "call/interrupt.h"
#include "core/extension.h"
#include "objects/errors.h"
#include "objects/object.h"
#include "callbacks/callback.h"
#include "values/array.h"
#include "values/lent.h"
#include "values/text.h"
#include <stdlib.h>
#include <string.h>

int gs_rows_init(gs_rows *b, gs_async_function *a, int64_t room, int api) {
    memset(b, 0, sizeof *b);
    size_t size = (gs_job_layout(NULL, &a->size).size + 15) & ~(size_t)15;
    b->function = a;
    b->fn = a->id;
    b->stride = (int64_t)size;
    b->room = room;
    b->api = api;
    b->memory = malloc(size * (size_t)room);
    b->first = (uintptr_t)b->memory;
    return b->memory ? 0 : (PyErr_NoMemory(), -1);
}

void gs_rows_free(gs_rows *b) { free(b->memory); }

/* Makes a row without arguments. */
static gs_job_parts gs_row_begin(const gs_rows *b, gs_job *e) {
    gs_job_parts p = gs_job_init(e, b->function, b->fn, &b->function->size);
    e->f.code = GS_CODE_UNBEGUN;
    e->interruptible = b->function->context;
    if (p.call) {
        p.call->fn = b->function->fn;
        p.call->binds = p.call->rows = 1;
    }
    return p;
}

/* Says of the exception that is set in which field of a receiver it was. */
static GS_COLD void gs_row_self_note(const gs_async_function *a, PyObject *o) {
    gs_path path = { NULL, GS_AT_ARG, "self", a->fn, 0, NULL };
    gs_dict_failed();
    gs_argerror_value(&path, GS_RAISED, a->self->name, o);
}

/* TypeError for a dict that would not get what Go writes. */
static GS_COLD int gs_row_refuse_dict(const gs_call *c, int arg, const gs_type *type) {
    gs_path path = { NULL, GS_AT_ARG, c->fn->params[arg].name, c->fn, 0, NULL };
    PyErr_Clear();
    return gs_argerror(&path, PyExc_TypeError, "expected %s itself, since the function writes to it, got dict", type->cls->name, NULL);
}

/* The receiver of a method, or a dict of its fields, as a row of a table is: takes over o. */
static int gs_row_self(const gs_async_function *a, gs_job *e, const gs_job_parts *p, PyObject *o, int *refs) {
    PyObject *made = NULL;
    if (PyDict_Check(o) && a->self->what == GS_CLASS_STRUCT && a->self->fields) {
        gs_dict_begin();
        made = gs_object_of_fields(a->self, o);
        if (!made) gs_row_self_note(a, o);
    }
    if (made) {
        Py_DECREF(o);
        o = made;
    }
    p->refs[(*refs)++] = o;
    if (PyErr_Occurred()) return -1;
    if (!gs_is_of(a->self, o)) return gs_async_self_error(a, o);
    if (GS_STALE(o)) return gs_object_refuse(o);
    e->f.w[a->self_word] = gs_show(o);
    return 0;
}

/* Whether an argument is None or NA; of *args, whether one of them is. */
static int gs_row_missing(const gs_call *c, int arg, PyObject *o) {
    if (GS_LIKELY(arg != c->fn->star) || !PyTuple_Check(o)) return o == Py_None || gs_is_na(o);
    for (Py_ssize_t i = 0; i < PyTuple_Size(o); i++)
        if (PyTuple_GetItem(o, i) == Py_None || gs_is_na(PyTuple_GetItem(o, i))) return 1;
    return 0;
}

/* An argument as an object, which the row holds: takes over o. 1: it is null. */
static int gs_row_argument(gs_job *e, const gs_job_parts *p, gs_call *c, int arg, PyObject *o, int nulls, int *refs,
    int *cleanups, int *encoders) {
    const gs_step *s = e->async->params + arg;
    int r;
    if (s->how == GS_HOW_CALLABLE) { /* not wrapped, as it is for a job */
        p->refs[(*refs)++] = o;
        r = gs_callable_in(s->type, o, e->f.w + s->word);
        return r ? gs_argerror_param(c->fn, arg, r, o, NULL), -1 : 0;
    }
    const int plain = gs_is(o, PyUnicode_Type) || gs_is(o, PyLong_Type) || gs_is(o, PyFloat_Type);
    if (nulls && !plain && (s->how == GS_HOW_NUMBER || s->how == GS_HOW_STR || s->how == GS_HOW_TEXT) && gs_row_missing(c, arg, o)) {
        Py_DECREF(o); /* they have no nil */
        return 1;
    }
    r = gs_async_argument(e, c, p, arg, o, refs, cleanups, encoders);
    if (r && nulls && PyErr_ExceptionMatches(PyExc_TypeError) && gs_row_missing(c, arg, o)) {
        PyErr_Clear();
        r = 1;
    }
    if (r && s->how == GS_HOW_OPTIONAL && s->type->kind == GS_REF && PyDict_Check(o) && s->borrowed & GS_OBJECT_ITSELF) r = gs_row_refuse_dict(c, arg, s->type);
    /* wire buffers may refer to it; what the frame refers to has a reference of its own */
    if (p->call && (s->how == GS_HOW_WIRE || s->how == GS_HOW_LENT_WIRE || s->how == GS_HOW_LENT)) return gs_keep(c, o) ? -1 : r;
    Py_DECREF(o);
    return r;
}

int gs_row_fill(gs_rows *b, int64_t i, gs_input *inputs, int64_t at, int nulls) {
    const gs_async_function *a = b->function;
    gs_job *e = gs_row(b, i);
    gs_job_parts p = gs_row_begin(b, e);
    gs_call none = { .fn = a->fn }, *c = p.call ? p.call : &none;
    int refs = 0, cleanups = a->fn->star >= 0, encoders = 0, r = 0;
    PyObject *o = NULL;
    if (a->self) {
        r = gs_input_row(inputs++, NULL, at, NULL, &o);
        r = r == GS_INPUT_IS_NULL || (r == GS_INPUT_IS_OBJECT && o == Py_None && nulls) ? 1 : r < 0 ? -1 : gs_row_self(a, e, &p, o, &refs);
        if (r == 1) Py_XDECREF(o);
    }
    for (int k = 0; !r && k < a->fn->nparams; k++) {
        r = gs_input_row(inputs + k, a->params + k, at, e->f.w + a->params[k].word, &o);
        if (r == GS_INPUT_IS_OBJECT) r = gs_row_argument(e, &p, c, k, o, nulls, &refs, &cleanups, &encoders);
        else if (r == GS_INPUT_IS_NULL) r = nulls ? 1 : gs_row_argument(e, &p, c, k, Py_NewRef(Py_None), 0, &refs, &cleanups, &encoders);
        else if (r == GS_INPUT_IS_WORDS) r = gs_guarding && inputs[k].text && a->params[k].borrowed ? gs_guard_borrow(c, k, e->f.w + a->params[k].word, 1, 0) : 0;
    }
    if (r) e->fn = GS_NO_FUNCTION;
    return r;
}

int gs_row_raise(gs_rows *b, int64_t i) {
    gs_job *e = gs_row(b, i);
    int r = e->f.code;
    if (GS_LIKELY(!r) || r == GS_CODE_UNBEGUN) return 0;
    gs_job_raise(e, b->api);
    return -1;
}

GS_COLD void gs_at_row(int64_t row) {
    PyObject *t, *v, *b;
    PyErr_Fetch(&t, &v, &b);
    PyErr_NormalizeException(&t, &v, &b);
    PyObject *n = v ? PyLong_FromLongLong(row) : NULL;
    if (n && PyObject_SetAttrString(v, "row", n)) PyErr_Clear(); /* a class of the user's may refuse it */
    Py_XDECREF(n);
    PyErr_Restore(t, v, b);
}

PyObject *gs_row_result(gs_rows *b, int64_t i, int k) {
    const gs_step *s = b->function->results + k;
    const uint64_t *w = gs_row(b, i)->f.w + s->word;
    if (s->how == GS_HOW_NUMBERS && s->type->kind == GS_LIST) return gs_array_of_numbers(s->type->elem->kind, w);
    if (s->how == GS_HOW_WIRE && gs_array_is_rows(s->type)) {
        gs_type rows = *s->type;
        rows.ops = &gs_array_rows_ops;
        return gs_step_result(s, &rows, w, b->api);
    }
    PyObject *self = b->function->self ? gs_job_layout(gs_row(b, i), &b->function->size).refs[0] : NULL;
    if (self && s->how == GS_HOW_OBJECT && s->type->kind == GS_REF && gs_is_of(s->type->cls, self))
        return gs_object_out_or_self(s->type->cls, self, w, b->api);
    return gs_step_result(s, s->type, w, b->api);
}

void gs_row_drop_result(gs_rows *b, int64_t i, int k) {
    const gs_step *s = b->function->results + k;
    const uint64_t *w = gs_row(b, i)->f.w + s->word;
    gs_decoder r = { (const char *)(uintptr_t)w[0], b->api, NULL };
    PyObject *o;
    switch (s->how) {
    case GS_HOW_NUMBER:
    case GS_HOW_DURATION: return;
    case GS_HOW_WIRE: gs_decode_skip(&r, s->type); break;
    case GS_HOW_STR:
    case GS_HOW_BYTES:
    case GS_HOW_NUMBERS: break;
    default:
        o = gs_row_result(b, i, k);
        Py_XDECREF(o);
        return;
    }
    if (w[0]) gs_handle_free((int32_t)w[2], w[1] >= GS_LARGE);
}

int gs_row_back(gs_rows *b, int64_t i, int bad) {
    gs_call *c = gs_job_layout(gs_row(b, i), &b->function->size).call;
    if (!c || !c->lent) return bad;
    PyObject *out = gs_lent_back(c, bad ? NULL : Py_NewRef(Py_None));
    Py_XDECREF(out);
    return out ? 0 : -1;
}

void gs_row_done(gs_rows *b, int64_t i) { gs_job_release(gs_row(b, i), 1); }

int gs_rows_run(gs_rows *b, int64_t n, int64_t workers, int64_t timeout, gs_stop *stop) {
    b->n = n;
    b->next = 0;
    b->stopped = 0;
    b->workers = workers;
    return gs_rows_cross((uintptr_t)b, timeout, 0, stop);
}

/* The end of a crossing that has returned r: 0, or -1 with an exception. */
static int gs_rows_crossed(gs_frame *f, const uint64_t *w, int r, gs_interrupted *interrupted) {
    PyObject *out = r ? gs_raise(r, w, NULL) : Py_NewRef(Py_None);
    if (GS_UNLIKELY(f->nfree < 0) && !interrupted->type) out = gs_raise_panic(f, out);
    out = gs_interrupted_end(interrupted, out);
    Py_XDECREF(out);
    return out ? 0 : -1;
}

int gs_rows_cross(uintptr_t what, int64_t timeout, int loop, gs_stop *stop) {
    GS_FRAME(f, 3, 256);
    gs_interrupted interrupted = { NULL, NULL, NULL };
    f.w[0] = (uint64_t)what;
    f.w[1] = (uint64_t)timeout;
    f.w[2] = (uint64_t)loop;
    int r = stop ? gs_enter_stoppable(&f.h, gs_this.batch, stop) : gs_enter_interruptible(&f.h, gs_this.batch, &interrupted);
    return gs_rows_crossed(&f.h, f.w, r, &interrupted);
}

int gs_rows_cross_here(uintptr_t what, int64_t timeout) {
    GS_FRAME(f, 3, 256);
    gs_interrupted none = { NULL, NULL, NULL };
    f.w[0] = (uint64_t)what;
    f.w[1] = (uint64_t)timeout;
    f.w[2] = 1;
    int r = gs_enter(&f.h, gs_this.batch, GS_RELEASE);
    return gs_rows_crossed(&f.h, f.w, r, &none);
}

int gs_crossing_begin(gs_crossing *x, uintptr_t what, int64_t timeout, gs_stop *stop, void (*last)(uintptr_t what)) {
    gs_interrupted none = { NULL, NULL, NULL };
    x->f.h.scratch = x->f.scratch;
    x->f.h.room = sizeof x->f.scratch;
    x->f.h.nfree = 0;
    x->f.w[0] = (uint64_t)what;
    x->f.w[1] = (uint64_t)timeout;
    x->f.w[2] = 1;
    x->stop = stop;
    if (GS_PROFILING) gs_profile_rows_apart(1);
    int r = gs_away_begin(&x->away, &x->f.h, gs_this.batch, last, what);
    if (r) {
        if (GS_PROFILING) gs_profile_rows_apart(0);
        return gs_rows_crossed(&x->f.h, x->f.w, r, &none);
    }
    if (stop) stop->crossing = &x->f.h;
    return 0;
}

int gs_crossing_end(gs_crossing *x) {
    gs_interrupted interrupted = { NULL, NULL, NULL };
    if (GS_PROFILING) gs_profile_rows_wait();
    int r = gs_away_end(&x->away, &interrupted);
    if (GS_PROFILING) gs_profile_rows_waited();
    if (x->stop) x->stop->crossing = NULL;
    return gs_rows_crossed(&x->f.h, x->f.w, r, &interrupted);
}
