#include "callbacks/pyobject.h"
#include "abi/abi3.h"
#include "abi/attributes.h"
#include "call/argerror.h"
#include "call/call.h"
#include "call/frame.h"
#include "values/number.h"
#include <stdint.h>

static GS_NOINLINE int gs_pyobject_put(gs_encoder *t, const gs_type *ty, PyObject *v, const gs_path *path) {
    if (ty->kind == GS_PYSTR && !PyUnicode_Check(v)) return gs_argerror_value(path, GS_WRONG_TYPE, ty->expected, v);
    if (v == Py_None) return gs_encoder_word(t, 0);
    Py_INCREF(v);
    return gs_give(t->call, v) || gs_encoder_word(t, (uint64_t)(uintptr_t)v) ? -1 : 0;
}

static GS_NOINLINE PyObject *gs_pyobject_take(gs_decoder *r, const gs_type *ty) {
    uint64_t at = gs_decoder_word(r);
    PyObject *o;
    if (at) o = Py_NewRef((PyObject *)(uintptr_t)at);
    else o = ty->kind == GS_PYSTR ? PyUnicode_FromStringAndSize("", 0) : Py_NewRef(Py_None);
    gs_handle_free((int32_t)gs_decoder_word(r), 0); /* it kept Go's reference until this one was taken */
    return o;
}

GS_OPS(pyobject, gs_pyobject_put, gs_pyobject_take, gs_decode_skip_handle, gs_decode_items, gs_decode_skip_items, 8);

const gs_type gs_any_object = { .kind = GS_PYOBJECT, .ops = &gs_pyobject_ops, .n = -1, .expected = "object" };
