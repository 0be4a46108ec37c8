#include "streams/stream.h"
#include "abi/typespec.h"
#include "gil/context.h"
#include "call/argerror.h"
#include "call/call.h"
#include "call/frame.h"
#include "values/text.h"
#include "objects/errors.h"
#include "callbacks/iterable.h"
#include <stddef.h>

static PyTypeObject *gs_stream_type;  /* made at import */
PyTypeObject *gs_astream_type, *gs_areader_type;

/* Decodes an item or a pair: a new reference, or NULL with an exception, and the item has been
   read anyway. */
GS_INLINE PyObject *gs_stream_item(gs_decoder *r, const gs_type *ty) {
    if (!ty->key) return gs_decode(r, ty->elem);
    PyObject *k = gs_decode(r, ty->key);
    PyObject *v = k ? gs_decode(r, ty->elem) : (gs_decode_skip(r, ty->elem), NULL);
    PyObject *pair = v ? PyTuple_New(2) : NULL;
    if (!pair) {
        Py_XDECREF(k);
        Py_XDECREF(v);
        return NULL;
    }
    PyTuple_SetItem(pair, 0, k);
    PyTuple_SetItem(pair, 1, v);
    return pair;
}

void gs_stream_skip(gs_decoder *r, const gs_type *ty) {
    if (ty->key) gs_decode_skip(r, ty->key);
    gs_decode_skip(r, ty->elem);
}

void gs_batch_free(gs_batch *b) {
    for (Py_ssize_t i = b->at; i < b->n; i++) Py_DECREF(b->items[i]);
    free(b);
}

/* Decodes n items. The whole wire buffer is always read, to free the handles in it. */
static GS_NOINLINE gs_batch *gs_batch_take(gs_decoder *r, const gs_type *ty, Py_ssize_t n) {
    gs_batch *b = malloc(sizeof *b + (size_t)n * sizeof *b->items);
    int bad = !b;
    if (bad) PyErr_NoMemory();
    else *b = (gs_batch){ NULL, 0, 0 };
    for (Py_ssize_t i = 0; i < n; i++) {
        PyObject *o = NULL;
        if (!bad) bad = !(o = gs_stream_item(r, ty));
        else gs_stream_skip(r, ty);
        if (o) b->items[b->n++] = o;
    }
    if (!bad) return b;
    if (b) gs_batch_free(b);
    return NULL;
}

void gs_stream_clear(gs_stream *s) {
    while (s->first) {
        gs_batch *b = s->first;
        if (!(s->first = b->more)) s->last = NULL;
        gs_batch_free(b); /* may run Python code, so the queue is in order before */
    }
}

GS_NOINLINE gs_batch *gs_stream_batch(gs_stream *s, const uint64_t *w) {
    gs_decoder wire = { (const char *)(uintptr_t)w[0], gs_api_of((PyObject *)s), NULL };
    if (GS_UNLIKELY((int64_t)w[3] == GS_ITEMS_ITSELF)) {
        PyErr_SetString(PyExc_ValueError, "iterator already executing: what it waits for asks it for an item");
        return NULL;
    }
    gs_batch *b = w[3] ? gs_batch_take(&wire, s->type, (Py_ssize_t)w[3]) : NULL;
    gs_handle_free((int32_t)w[2], w[1] >= GS_LARGE);
    return b;
}

GS_COLD void gs_stream_not_the_end(const char *what) {
    PyObject *t, *e, *b, *cause;
    PyErr_Fetch(&t, &cause, &b);
    PyErr_NormalizeException(&t, &cause, &b);
    Py_XDECREF(t);
    Py_XDECREF(b);
    PyErr_Format(PyExc_RuntimeError, "a callback of the iterator raised %s", what);
    PyErr_Fetch(&t, &e, &b);
    PyErr_NormalizeException(&t, &e, &b);
    if (e) PyException_SetCause(e, cause); /* takes over the reference */
    else Py_XDECREF(cause);
    PyErr_Restore(t, e, b);
}

/* Crosses for a batch, and returns its first item. While none comes, signal handlers run from
   time to time. */
static GS_NOINLINE PyObject *gs_stream_fetch(gs_stream *s) {
    GS_FRAME(f, 5, 2048);
    const uint64_t work = gs_work_here();
    PyObject *o = NULL;
    int r;
    for (;;) {
        if (GS_STALE(s)) {
            gs_object_refuse((PyObject *)s);
            return NULL;
        }
        f.w[0] = (uint64_t)(uintptr_t)GS_PTR(s);
        f.w[1] = GS_ASK_FOR_A_MOMENT;
        f.w[2] = work;
        r = gs_enter(&f.h, s->type->flow->next, GS_RELEASE);
        if (GS_LIKELY(r || (int64_t)f.w[4] != GS_ITEMS_NOT_YET)) break;
        if (GS_UNLIKELY(f.h.nfree < 0)) return gs_raise_panic(&f.h, NULL);
        if (PyErr_CheckSignals() || (o = gs_stream_pop(s)) || s->closed) return o;
    }
    gs_batch *b = NULL;
    if (GS_UNLIKELY(r)) gs_raise(r, f.w + (r == GS_CODE_ERROR ? 1 : 0), NULL);
    else b = gs_stream_batch(s, f.w + 1);
    if (b) {
        o = b->items[b->at++]; /* for this thread, before others take from the queue */
        gs_stream_append(s, b);
    }
    if (GS_UNLIKELY(f.h.nfree < 0)) return gs_raise_panic(&f.h, o);
    if (GS_UNLIKELY(r) && PyErr_ExceptionMatches(PyExc_StopIteration)) gs_stream_not_the_end("StopIteration");
    return o;
}

PyObject *gs_stream_next(PyObject *self) {
    gs_stream *s = (gs_stream *)self;
    GS_ALONE(self);
    PyObject *o = gs_stream_pop(s);
    if (GS_LIKELY(o != NULL)) return o;
    return s->closed ? NULL : gs_stream_fetch(s);
}

/* Ends the producer: its yield returns false. wait: wait until it has ended, unless it is at
   work. 0, or -1 with what it raised meanwhile. */
static GS_NOINLINE int gs_stream_stop(gs_stream *s, int wait) {
    GS_FRAME(f, 3, 0);
    s->closed = 1;
    f.w[0] = (uint64_t)(uintptr_t)GS_PTR(s);
    f.w[1] = (uint64_t)wait;
    int r = gs_enter(&f.h, s->type->flow->stop, wait ? GS_RELEASE : GS_HOLD);
    if (r) gs_raise(r, f.w, NULL);
    if (GS_UNLIKELY(wait && f.h.nfree < 0)) gs_raise_panic(&f.h, NULL); /* else the next call will report it */
    return PyErr_Occurred() ? -1 : 0;
}

static PyObject *gs_stream_close(PyObject *self, PyObject *unused) {
    gs_stream *s = (gs_stream *)self;
    (void)unused;
    GS_ALONE(self);
    if (s->closed) return Py_NewRef(Py_None);
    if (GS_STALE(s)) {
        gs_object_refuse(self);
        return NULL;
    }
    int r = gs_stream_stop(s, 1);
    gs_stream_clear(s);
    return r ? NULL : Py_NewRef(Py_None);
}

static PyObject *gs_stream_self(PyObject *self, PyObject *unused) {
    (void)unused;
    return Py_NewRef(self);
}

static PyObject *gs_stream_leave(PyObject *self, PyObject *args) {
    (void)args;
    return gs_stream_close(self, NULL);
}

void gs_stream_abandon(gs_stream *s) {
    if (s->closed && !s->closing) return;
    s->closing = 0;
    if (gs_stream_stop(s, 0)) PyErr_Clear(); /* there is nobody to report it to */
}

void gs_stream_dealloc(PyObject *self) {
    gs_stream *s = (gs_stream *)self;
    PyObject *t, *v, *b;
    PyErr_Fetch(&t, &v, &b);
    if (!GS_STALE(s)) gs_stream_abandon(s);
    gs_stream_clear(s);
    PyErr_Restore(t, v, b);
    gs_object_dealloc(self);
}

static PyMethodDef gs_stream_methods[] = {
    { "close", gs_stream_close, METH_NOARGS,
        "close($self, /)\n--\n\nEnd the iterator: Go's loop is left as by break." },
    { "__enter__", gs_stream_self, METH_NOARGS, NULL },
    { "__exit__", gs_stream_leave, METH_VARARGS, NULL },
    { NULL, NULL, 0, NULL },
};

GS_COLD int gs_streams_init(PyObject *native) {
    PyType_Slot slots[] = { { Py_tp_dealloc, (void *)gs_stream_dealloc }, { Py_tp_iter, (void *)PyObject_SelfIter },
        { Py_tp_iternext, (void *)gs_stream_next }, { Py_tp_methods, gs_stream_methods },
        { Py_tp_doc, "An iterator over what Go gives. close() ends it before its end, and so does a with block." },
        { 0, NULL } };
    PyType_Spec spec = { "_native.Stream", sizeof(gs_stream), 0, Py_TPFLAGS_DEFAULT | Py_TPFLAGS_DISALLOW_INSTANTIATION,
        slots };
    gs_stream_type = gs_type_new(native, &spec, NULL);
    return gs_stream_type ? 0 : -1;
}

PyObject *gs_stream_new_over(char *at, int32_t handle, const gs_type *ty, int api) {
    PyObject *o = gs_object_new(api == GS_SYNC_API ? gs_stream_type : gs_astream_type_of(ty), at, handle, NULL);
    if (o) {
        ((gs_stream *)o)->type = ty;
        ((gs_stream *)o)->of.api = (uint8_t)api;
    }
    return o;
}

PyObject *gs_stream_take(gs_decoder *r, const gs_type *ty) {
    char *at = (char *)(uintptr_t)gs_decoder_word(r);
    return gs_stream_new_over(at, (int32_t)gs_decoder_word(r), ty, r->api);
}

GS_OPS(stream, gs_iterable_put, gs_stream_take, gs_decode_skip_handle, gs_decode_items, gs_decode_skip_items, 32);
