#include "callbacks/function.h"
#include "abi/attributes.h"
#include "call/frame.h"
#include "objects/object.h"
#include "callbacks/callback.h"
#include "callbacks/given.h"
#include <stdint.h>

static PyObject *gs_function_module;   /* the name of the package */

GS_COLD int gs_functions_init(PyObject *native, const char *module) {
    PyType_Slot slots[] = { { Py_tp_dealloc, (void *)gs_object_dealloc }, { 0, NULL } };
    PyType_Spec spec = { "_native.Function", sizeof(gs_object), 0, Py_TPFLAGS_DEFAULT, slots };
    gs_function_type = (PyTypeObject *)PyType_FromModuleAndSpec(native, &spec, NULL);
    gs_function_module = PyUnicode_FromString(module);
    return gs_function_type && gs_function_module ? 0 : -1;
}

GS_COLD PyObject *gs_opaque_called(const char *type) {
    return PyErr_Format(PyExc_TypeError,
        "Python can't call a Go function of the type %s: its parameters have no Python form. Pass it to Go", type);
}

/* Decodes a callable: a Go function, or the object that Python once passed in. */
static GS_NOINLINE PyObject *gs_callable_take(gs_decoder *r, const gs_type *ty) {
    uint64_t at = gs_decoder_word(r);
    int32_t handle = (int32_t)gs_decoder_word(r);
    uint64_t python = gs_decoder_word(r);
    if (!at) return Py_NewRef(Py_None);
    if (python) {
        PyObject *o = (PyObject *)(uintptr_t)at;
        o = Py_NewRef(gs_given_inner(o));
        gs_handle_free(handle, 0); /* it kept Go's reference until this one was taken */
        return o;
    }
    PyObject *self = gs_object_new(gs_function_type, (char *)(uintptr_t)at, handle, NULL);
    PyObject *f = self ? PyCFunction_NewEx(ty->signature->invoke, self, gs_function_module) : NULL;
    Py_XDECREF(self);
    return f;
}

static void gs_callable_skip(gs_decoder *r, const gs_type *ty) {
    gs_decode_skip_handle(r, ty);
    gs_decoder_word(r);
}

GS_OPS(callable, gs_callable_put, gs_callable_take, gs_callable_skip, gs_decode_items, gs_decode_skip_items, 16);
