#include "callbacks/operation.h"
#include "abi/abi3.h"
#include "abi/attributes.h"
#include "call/call.h"
#include "values/wire.h"
#include "callbacks/given.h"
#include "callbacks/iterable.h"
#include "callbacks/value.h"
#include <stdint.h>

/* The same as in rt/operation.go. */
enum {
    GS_OP_CALLBACK,
    GS_OP_IMPORT,
    GS_OP_MAKE,
    GS_OP_CALL,
    GS_OP_ATTR,
    GS_OP_SET_ATTR,
    GS_OP_ITEM,
    GS_OP_SET_ITEM,
    GS_OP_LEN,
    GS_OP_ITER,
    GS_OP_NEXT,
    GS_OP_VALUE,
    GS_OP_STR,
    GS_OP_REPR,
    GS_OP_TYPE,
    GS_OP_TRUE,
    GS_OP_EXCEPTION,
    GS_OP_ITER_OF,
    GS_OP_ITEM_OF,
    GS_OP_METHOD_VALUE,
    GS_OP_FILL
};

/* A new exception. type: a class, or the name of a builtin one. */
static GS_NOINLINE PyObject *gs_operation_exception(PyObject *type, PyObject *message) {
    PyObject *cls = PyUnicode_Check(type) ? gs_dict_get(PyEval_GetBuiltins(), type) : Py_NewRef(type);
    if (!cls) return PyErr_Occurred() ? NULL : PyErr_Format(PyExc_NameError, "there is no builtin exception %R", type);
    PyObject *e = PyObject_CallFunctionObjArgs(cls, message, NULL);
    if (e && !gs_isinstance(e, (PyTypeObject *)PyExc_BaseException)) {
        PyErr_Format(PyExc_TypeError, "%R is not an exception class", cls);
        Py_DECREF(e);
        e = NULL;
    }
    Py_DECREF(cls);
    return e;
}

static PyObject *gs_fills[GS_FILLS]; /* their names */

GS_COLD int gs_fills_init(void) {
    static const char *const names[] = { [GS_FILLS_READINTO] = "readinto", [GS_FILLS_READINTO1] = "readinto1" };
    for (int i = GS_FILLS_READINTO; i < GS_FILLS; i++)
        if (!gs_fills[i] && !(gs_fills[i] = PyUnicode_InternFromString(names[i]))) return -1;
    return 0;
}

/* Lets a method write into Go's memory; the words say which, and the address and the length. The method must not keep
   the view. Go reads a file in many blocks, so this is no operation on values. */
static GS_NOINLINE int gs_operation_fill(gs_callback *cb) {
    gs_decoder r = { cb->args, GS_SYNC_API, NULL };
    uint64_t which = gs_decoder_word(&r);
    char *p = (char *)(uintptr_t)gs_decoder_word(&r);
    PyObject *view = PyMemoryView_FromMemory(p, (Py_ssize_t)gs_decoder_word(&r), PyBUF_WRITE);
    PyObject *o = view ? PyObject_CallMethodObjArgs(gs_given_inner(cb->object), gs_fills[which], view, NULL) : NULL;
    Py_XDECREF(view);
    if (!o) return -1;
    long long n = PyLong_Check(o) ? PyLong_AsLongLong(o) : -1; /* -1 for None: there is nothing yet */
    Py_DECREF(o);
    if (n == -1 && PyErr_Occurred()) return -1;
    gs_call c = { .fn = NULL };
    gs_encoder t;
    gs_encoder_init(&t, &c);
    return gs_callback_finish(cb, &c, &t, gs_encoder_word(&t, (uint64_t)n));
}

/* The result of an operation as a new object. *whole: Go wants the object itself, and not its
   value. a and b are the operands that there are. NULL without an exception: the end of an
   iterator. */
static GS_NOINLINE PyObject *gs_operation_do(int64_t what, PyObject *self, PyObject *a, PyObject *b, int *whole) {
    PyObject *o;
    *whole = 1;
    switch (what) {
    case GS_OP_IMPORT: return PyImport_Import(a);
    case GS_OP_MAKE: return Py_NewRef(a);
    case GS_OP_CALL: return PyObject_Call(self, a, b == Py_None ? NULL : b);
    case GS_OP_ATTR: return PyObject_GetAttr(self, a);
    case GS_OP_SET_ATTR: return PyObject_SetAttr(self, a, b) ? NULL : Py_NewRef(Py_None);
    case GS_OP_ITEM: return PyObject_GetItem(self, a);
    case GS_OP_SET_ITEM: return PyObject_SetItem(self, a, b) ? NULL : Py_NewRef(Py_None);
    case GS_OP_ITER: return PyObject_GetIter(self);
    case GS_OP_NEXT: return PyIter_Next(self);
    case GS_OP_EXCEPTION: return gs_operation_exception(a, b);
    }
    *whole = 0;
    switch (what) {
    case GS_OP_LEN: {
        Py_ssize_t n = PyObject_Size(self);
        return n < 0 ? NULL : PyLong_FromSsize_t(n);
    }
    case GS_OP_VALUE: return Py_NewRef(self);
    case GS_OP_METHOD_VALUE:
        o = PyObject_GetAttr(self, a);
        a = o ? PyObject_Call(o, b, NULL) : NULL;
        Py_XDECREF(o);
        return a;
    case GS_OP_STR: return PyObject_Str(self);
    case GS_OP_REPR: return PyObject_Repr(self);
    case GS_OP_TYPE: return PyType_GetName(Py_TYPE(self));
    case GS_OP_TRUE: {
        int t = PyObject_IsTrue(self);
        o = t ? Py_True : Py_False;
        return t < 0 ? NULL : Py_NewRef(o);
    }
    }
    return PyErr_Format(PyExc_SystemError, "gophersnake: an operation of unknown kind"), NULL;
}

int gs_operation_run(gs_callback *cb) {
    if (cb->operation == GS_OP_ITER_OF) return gs_iterable_begin(cb);
    if (cb->operation == GS_OP_ITEM_OF) return gs_iterable_next(cb);
    if (cb->operation == GS_OP_FILL) return gs_operation_fill(cb);
    gs_decoder r = { cb->args, GS_SYNC_API, NULL };
    int whole, bad = 0;
    PyObject *self = cb->object ? gs_given_inner(cb->object) : Py_None, *operands[2] = { NULL, NULL };
    for (uint64_t i = 0, n = gs_decoder_word(&r); i < n && !bad; i++) bad = !(operands[i] = gs_value_take(&r));
    PyObject *o = bad ? NULL : gs_operation_do(cb->operation, self, operands[0], operands[1], &whole);
    Py_XDECREF(operands[0]);
    Py_XDECREF(operands[1]);
    if (!o && (bad || PyErr_Occurred())) return -1;
    gs_call c = { .fn = NULL };
    gs_encoder t;
    gs_encoder_init(&t, &c);
    int failed = !o ? gs_encoder_word(&t, GS_V_END) : whole ? gs_value_object(&t, o) : gs_value_put(&t, o);
    Py_XDECREF(o);
    return gs_callback_finish(cb, &c, &t, failed);
}
