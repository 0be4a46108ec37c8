#include "streams/channel.h"
#include "abi/attributes.h"
#include "abi/typespec.h"
#include "call/argerror.h"
#include "call/call.h"
#include "call/frame.h"
#include "objects/errors.h"
#include "callbacks/callback.h"
#include "callbacks/iterable.h"
#include <stddef.h>

gs_channel_types gs_channels;

int gs_channel_end(gs_channel *c) {
    GS_FRAME(f, 3, 0);
    if (GS_STALE(c)) return gs_object_refuse((PyObject *)c), -1;
    f.w[0] = (uint64_t)(uintptr_t)GS_PTR(c);
    f.w[1] = GS_CHANNEL_ENDS;
    int r = gs_enter(&f.h, c->stream.type->flow->stop, GS_RELEASE);
    if (GS_UNLIKELY(r)) gs_raise(r, f.w, NULL);
    if (GS_UNLIKELY(f.h.nfree < 0)) gs_raise_panic(&f.h, NULL);
    return PyErr_Occurred() ? -1 : 0;
}

static PyObject *gs_channel_close(PyObject *self, PyObject *unused) {
    (void)unused;
    return gs_channel_end((gs_channel *)self) ? NULL : Py_NewRef(Py_None);
}

static PyObject *gs_channel_enter(PyObject *self, PyObject *unused) {
    (void)unused;
    return Py_NewRef(self);
}

static PyObject *gs_channel_exit(PyObject *self, PyObject *args) {
    (void)args;
    return gs_channel_close(self, NULL);
}

static PyObject *gs_channel_call(PyObject *self, PyObject *args, PyObject *kw) {
    return PyObject_Call(((gs_channel *)self)->put, args, kw);
}

PyObject *gs_channel_compare(PyObject *a, PyObject *b, int op) {
    if (!gs_is_channel(b) || (op != Py_EQ && op != Py_NE)) return Py_NewRef(Py_NotImplemented);
    return PyBool_FromLong((((gs_channel *)a)->id == ((gs_channel *)b)->id) == (op == Py_EQ));
}

Py_hash_t gs_channel_hash(PyObject *self) {
    Py_hash_t h = (Py_hash_t)(((gs_channel *)self)->id >> 4);
    return h == -1 ? -2 : h;
}

PyObject *gs_channel_repr(PyObject *self) {
    const gs_channel *c = (const gs_channel *)self;
    return PyUnicode_FromFormat("<channel of %s at %p>", c->stream.type->elem->expected, (void *)(uintptr_t)c->id);
}

static void gs_channel_dealloc(PyObject *self) {
    Py_XDECREF(((gs_channel *)self)->put);
    gs_stream_dealloc(self);
}

static PyMethodDef gs_channel_methods[] = {
    { "close", gs_channel_close, METH_NOARGS, "close($self, /)\n--\n\nClose the channel, if it is open." },
    { "__enter__", gs_channel_enter, METH_NOARGS, NULL },
    { "__exit__", gs_channel_exit, METH_VARARGS, NULL },
    { NULL, NULL, 0, NULL },
};
static PyMemberDef gs_channel_members[] = {
    { "put", Py_T_OBJECT_EX, offsetof(gs_channel, put), Py_READONLY, "Send an item: put(item, timeout=None)." },
    { NULL, 0, 0, 0, NULL },
};

GS_COLD int gs_channels_init(PyObject *native) {
    PyType_Slot both[] = { { Py_tp_dealloc, (void *)gs_channel_dealloc }, { Py_tp_methods, gs_channel_methods },
        { Py_tp_members, gs_channel_members }, { Py_tp_richcompare, (void *)gs_channel_compare },
        { Py_tp_hash, (void *)gs_channel_hash }, { Py_tp_repr, (void *)gs_channel_repr },
        { Py_tp_call, (void *)gs_channel_call }, { Py_tp_iter, (void *)PyObject_SelfIter }, { Py_tp_iternext, (void *)gs_stream_next },
        { Py_tp_doc, "A Go channel: put() sends, an iteration receives, and close() closes it." }, { 0, NULL } };
    PyType_Slot only[] = { { Py_tp_dealloc, (void *)gs_channel_dealloc }, { Py_tp_methods, gs_channel_methods },
        { Py_tp_members, gs_channel_members }, { Py_tp_richcompare, (void *)gs_channel_compare },
        { Py_tp_hash, (void *)gs_channel_hash }, { Py_tp_repr, (void *)gs_channel_repr },
        { Py_tp_call, (void *)gs_channel_call },
        { Py_tp_doc, "A Go channel that is sent to: put() sends, and so does a call; close() closes it." }, { 0, NULL } };
    const unsigned int flags = Py_TPFLAGS_DEFAULT | Py_TPFLAGS_DISALLOW_INSTANTIATION;
    PyType_Spec two_ways = { "_native.Channel", sizeof(gs_channel), 0, flags, both };
    PyType_Spec one_way = { "_native.Sender", sizeof(gs_channel), 0, flags, only };
    if (!(gs_channels.both = gs_type_new(native, &two_ways, NULL))) return -1;
    return (gs_channels.only = gs_type_new(native, &one_way, NULL)) ? 0 : -1;
}

/* ---- in a wire buffer ---- */

/* Encodes a channel of Go's, None, an iterable, or a function that is sent to. */
static GS_NOINLINE int gs_channel_put(gs_encoder *t, const gs_type *ty, PyObject *v, const gs_path *path) {
    if (gs_is_channel(v)) {
        const gs_type *of = ((gs_channel *)v)->stream.type;
        if (of->elem == ty->elem && !(ty->n & ~of->n)) {
            if (GS_STALE(v)) return gs_argerror_value(path, gs_object_refuse(v), ty->expected, v);
            if (gs_keep(t->call, Py_NewRef(v)) || gs_encoder_word(t, GS_CHANNEL_GO)) return -1;
            return gs_encoder_word(t, (uint64_t)(uintptr_t)GS_PTR(v));
        }
    }
    if (v == Py_None) return gs_encoder_word(t, GS_CHANNEL_NIL);
    if (gs_encoder_word(t, GS_CHANNEL_ITEMS)) return -1;
    if (ty->n & GS_RECEIVES) return gs_iterable_put(t, ty, v, path);
    if (!PyCallable_Check(v)) return gs_argerror_value(path, GS_WRONG_TYPE, ty->expected, v);
    return gs_callable_put(t, *ty->choices, v, path);
}

/* Decodes one that can be sent to: a new reference, or NULL with an exception. */
static PyObject *gs_channel_take(gs_decoder *r, const gs_type *ty) {
    uint64_t id = gs_decoder_word(r);
    if (!id) return Py_NewRef(Py_None);
    char *at = (char *)(uintptr_t)gs_decoder_word(r);
    int32_t handle = (int32_t)gs_decoder_word(r);
    PyObject *put = gs_decode(r, *ty->choices);
    if (!put) {
        gs_handle_free(handle, 0);
        return NULL;
    }
    const int both = (ty->n & GS_RECEIVES) != 0;
    PyTypeObject *type = r->api == GS_SYNC_API ? both ? gs_channels.both : gs_channels.only
                                               : both ? gs_channels.aboth : gs_channels.aonly;
    gs_channel *c = (gs_channel *)gs_object_new(type, at, handle, NULL);
    if (!c) {
        Py_DECREF(put);
        return NULL;
    }
    c->stream.type = ty;
    c->stream.of.api = (uint8_t)r->api;
    c->put = put;
    c->id = id;
    return (PyObject *)c;
}

static void gs_channel_skip(gs_decoder *r, const gs_type *ty) {
    if (!gs_decoder_word(r)) return;
    gs_decode_skip_handle(r, ty);
    gs_decode_skip(r, *ty->choices);
}

GS_OPS(channel, gs_channel_put, gs_stream_take, gs_decode_skip_handle, gs_decode_items, gs_decode_skip_items, 40);

GS_OPS(chan, gs_channel_put, gs_channel_take, gs_channel_skip, gs_decode_items, gs_decode_skip_items, 8);
