#include "async/achannel.h"
#include "abi/attributes.h"
#include "streams/channel.h"
#include "async/astream.h"
#include "async/async.h"
#include "async/future.h"
#include <stddef.h>

gs_class gs_function_self = { .name = "function" };

static PyObject *gs_achannel_put(PyObject *self, PyObject *const *args, Py_ssize_t n, PyObject *names) {
    gs_channel *c = (gs_channel *)self;
    return gs_async_call(c->stream.type->flow->put, c->put, args, n, names);
}

/* Closing never waits, so it is done at once. */
static PyObject *gs_achannel_close(PyObject *self, PyObject *unused) {
    gs_channel *c = (gs_channel *)self;
    (void)unused;
    if (gs_channel_end(c)) return NULL;
    return gs_awaitable_new(c->stream.type->flow->end, NULL, Py_NewRef(Py_None));
}

static PyObject *gs_achannel_enter(PyObject *self, PyObject *unused) {
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
    if (!(gs_channels.aboth = (PyTypeObject *)PyType_FromModuleAndSpec(native, &two_ways, NULL))) return -1;
    return (gs_channels.aonly = (PyTypeObject *)PyType_FromModuleAndSpec(native, &one_way, NULL)) ? 0 : -1;
}
