#include "async/achannel.h"
#include "abi/attributes.h"
#include "abi/exclusion.h"
#include "abi/typespec.h"
#include "streams/channel.h"
#include "async/astream.h"
#include "async/async.h"
#include "async/future.h"
#include "call/argerror.h"
#include "objects/named.h"
#include <stddef.h>

gs_class gs_function_self = { .name = "function" };

static PyObject *gs_achannel_put(PyObject *self, PyObject *const *args, Py_ssize_t n, PyObject *names) {
    GS_ASYNC_ALONE();
    gs_channel *c = (gs_channel *)self;
    return gs_async_call(c->stream.type->flow->put, c->put, args, n, names);
}

/* Closing never waits, so it is done at once. */
static PyObject *gs_achannel_close(PyObject *self, PyObject *unused) {
    GS_ASYNC_ALONE();
    gs_channel *c = (gs_channel *)self;
    (void)unused;
    if (gs_channel_end(c)) return NULL;
    return gs_awaitable_new(c->stream.type->flow->end, NULL, Py_NewRef(Py_None));
}

static PyObject *gs_achannel_enter(PyObject *self, PyObject *unused) {
    GS_ASYNC_ALONE();
    (void)unused;
    return gs_awaitable_new(((gs_channel *)self)->stream.type->flow->end, NULL, Py_NewRef(self));
}

static PyObject *gs_achannel_exit(PyObject *self, PyObject *args) {
    (void)args;
    return gs_achannel_close(self, NULL);
}

static PyObject *gs_achannel_call(PyObject *self, PyObject *args, PyObject *kw) {
    PyObject *put = PyObject_GetAttrString(self, "put");
    PyObject *r = put ? PyObject_Call(put, args, kw) : NULL;
    Py_XDECREF(put);
    return r;
}

static void gs_achannel_dealloc(PyObject *self) {
    Py_XDECREF(((gs_channel *)self)->put);
    gs_astream_dealloc(self);
}

static PyMethodDef gs_achannel_methods[] = {
    { "put", (PyCFunction)(void (*)(void))gs_achannel_put, METH_FASTCALL | METH_KEYWORDS,
        "put($self, item, /, timeout=None)\n--\n\nSend an item." },
    { "close", gs_achannel_close, METH_NOARGS, "close($self, /)\n--\n\nClose the channel, if it is open." },
    { "aclose", gs_achannel_close, METH_NOARGS, "aclose($self, /)\n--\n\nClose the channel, if it is open." },
    { "__aenter__", gs_achannel_enter, METH_NOARGS, NULL },
    { "__aexit__", gs_achannel_exit, METH_VARARGS, NULL },
    { NULL, NULL, 0, NULL },
};

/* ---- classes over channels ---- */

static PyObject *gs_achannel_box_put(PyObject *self, PyObject *args, PyObject *kw) {
    return gs_box_method(self, "put", args, kw);
}

static PyObject *gs_achannel_box_close(PyObject *self, PyObject *args) { return gs_box_method(self, "close", args, NULL); }

static PyObject *gs_achannel_box_iter(PyObject *self, PyObject *args) { return gs_box_method(self, "__aiter__", args, NULL); }

int gs_achannel_box(gs_class *c) {
    static PyMethodDef methods[] = {
        { "put", (PyCFunction)(void (*)(void))gs_achannel_box_put, METH_VARARGS | METH_KEYWORDS,
            "put($self, item, /, timeout=None)\n--\n\nSend an item." },
        { "close", gs_achannel_box_close, METH_VARARGS, "close($self, /)\n--\n\nClose the channel, if it is open." },
        { "__aiter__", gs_achannel_box_iter, METH_VARARGS, NULL },
        { NULL, NULL, 0, NULL },
    };
    if (c->what != GS_CLASS_BOX || (c->value->kind != GS_CHAN && c->value->kind != GS_CHANNEL)) return 0;
    const int sends = c->value->kind == GS_CHAN, receives = !sends || c->value->n & GS_RECEIVES;
    for (PyMethodDef *m = methods; m->ml_name; m++) {
        int has = gs_has((PyObject *)c->type, m->ml_name);
        if (has < 0) return -1;
        if (has || !(m->ml_meth == gs_achannel_box_iter ? receives : sends)) continue;
        PyObject *f = PyDescr_NewMethod(c->type, m);
        int r = f ? PyObject_SetAttrString((PyObject *)c->type, m->ml_name, f) : -1;
        Py_XDECREF(f);
        if (r) return -1;
    }
    return 0;
}

GS_COLD int gs_achannels_init(PyObject *native) {
    PyType_Slot both[] = { { Py_tp_dealloc, (void *)gs_achannel_dealloc }, { Py_tp_methods, gs_achannel_methods },
        { Py_tp_richcompare, (void *)gs_channel_compare }, { Py_tp_hash, (void *)gs_channel_hash },
        { Py_tp_repr, (void *)gs_channel_repr }, { Py_tp_call, (void *)gs_achannel_call }, { Py_am_aiter, (void *)PyObject_SelfIter },
        { Py_am_anext, (void *)gs_astream_next },
        { Py_tp_doc, "A Go channel: put() sends, an async iteration receives, and close() closes it." }, { 0, NULL } };
    PyType_Slot only[] = { { Py_tp_dealloc, (void *)gs_achannel_dealloc }, { Py_tp_methods, gs_achannel_methods },
        { Py_tp_richcompare, (void *)gs_channel_compare }, { Py_tp_hash, (void *)gs_channel_hash },
        { Py_tp_repr, (void *)gs_channel_repr }, { Py_tp_call, (void *)gs_achannel_call },
        { Py_tp_doc, "A Go channel that is sent to: put() sends, and so does a call; close() closes it." }, { 0, NULL } };
    const unsigned int flags = Py_TPFLAGS_DEFAULT | Py_TPFLAGS_DISALLOW_INSTANTIATION;
    PyType_Spec two_ways = { "_native.AsyncChannel", sizeof(gs_channel), 0, flags, both };
    PyType_Spec one_way = { "_native.AsyncSender", sizeof(gs_channel), 0, flags, only };
    if (!(gs_channels.aboth = gs_type_new(native, &two_ways, NULL))) return -1;
    return (gs_channels.aonly = gs_type_new(native, &one_way, NULL)) ? 0 : -1;
}
