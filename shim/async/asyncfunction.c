#include "async/asyncfunction.h"
#include "os/library.h"
#include "abi/attributes.h"
#include "abi/typespec.h"
#include "os/signals.h"
#include "call/activecall.h"
#include "call/frame.h"
#include "core/core.h"
#include "objects/class.h"
#include "objects/object.h"
#include "async/loop.h"
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

/* The Python object. */
typedef struct gs_function {
    PyObject_HEAD
    PyObject *(*call)(PyObject *, PyObject *const *, size_t, PyObject *); /* PEP 590 */
    gs_async_function *async;
    PyObject *module; /* name of its module */
} gs_function;

static PyObject *gs_function_call(PyObject *self, PyObject *const *args, size_t nargs, PyObject *kw) {
    gs_async_function *a = ((gs_function *)self)->async;
    Py_ssize_t n = (Py_ssize_t)(nargs & ~PY_VECTORCALL_ARGUMENTS_OFFSET);
    if (!a->self) return gs_async_call(a, NULL, args, n, kw);
    if (n < 1) return PyErr_Format(PyExc_TypeError, "%s() needs a %s as its self", a->name, a->self->name);
    if (!gs_is_of(a->self, args[0])) {
        gs_async_self_error(a, args[0]);
        return NULL;
    }
    return gs_async_call(a, args[0], args + 1, n - 1, kw);
}

static PyObject *gs_function_bind(PyObject *self, PyObject *o, PyObject *type) {
    (void)type;
    if (!o || !((gs_function *)self)->async->self) return Py_NewRef(self);
    return PyObject_CallFunctionObjArgs(gs_aio.method, self, o, NULL);
}

static void gs_function_dealloc(PyObject *self) {
    PyTypeObject *t = Py_TYPE(self);
    Py_XDECREF(((gs_function *)self)->module);
    ((freefunc)PyType_GetSlot(t, Py_tp_free))(self);
    Py_DECREF(t);
}

/* ---- attributes ---- */

static PyObject *gs_function_qualname(PyObject *self, void *unused) {
    (void)unused;
    return PyUnicode_FromString(((gs_function *)self)->async->name);
}

/* The name without the class. */
static const char *gs_async_own_name(const gs_async_function *a) {
    const char *dot = strrchr(a->name, '.');
    return dot ? dot + 1 : a->name;
}

static PyObject *gs_function_name(PyObject *self, void *unused) {
    (void)unused;
    return PyUnicode_FromString(gs_async_own_name(((gs_function *)self)->async));
}

static PyObject *gs_function_module_name(PyObject *self, void *unused) {
    (void)unused;
    return Py_NewRef(((gs_function *)self)->module);
}

/* doc begins with the signature, as for builtin functions: "name(...)\n--\n\n". */
static PyObject *gs_function_doc(PyObject *self, void *unused) {
    const char *doc = ((gs_function *)self)->async->doc, *end = strstr(doc, "\n--\n\n");
    (void)unused;
    return PyUnicode_FromString(end ? end + 5 : doc);
}

static PyObject *gs_function_signature(PyObject *self, void *unused) {
    const char *doc = ((gs_function *)self)->async->doc, *begin = strchr(doc, '('), *end = strstr(doc, "\n--\n\n");
    (void)unused;
    return begin && end > begin ? PyUnicode_FromStringAndSize(begin, end - begin) : Py_NewRef(Py_None);
}

/* What _hints.py of the package says of the function. */
static PyObject *gs_function_hints(PyObject *self, void *what) {
    gs_function *f = (gs_function *)self;
    char *name = gs_qualify(gs_import_name, "_hints");
    PyObject *m = name ? PyImport_ImportModule(name) : NULL, *qualname = m ? PyUnicode_FromString(f->async->name) : NULL, *r = NULL;
    if (qualname && what) r = PyObject_CallMethod(m, "signature", "OOO", self, f->module, qualname);
    else if (qualname) r = PyObject_CallMethod(m, "annotations", "OO", f->module, qualname);
    if (!m && name && PyErr_ExceptionMatches(PyExc_ImportError))
        PyErr_SetString(PyExc_AttributeError, "the package has no module _hints, which knows the annotations");
    Py_XDECREF(qualname);
    Py_XDECREF(m);
    free(name);
    return r;
}

/* The mark of coroutine functions, for inspect.iscoroutinefunction() and the like. */
static PyObject *gs_function_mark(PyObject *self, void *which) {
    PyObject *mark = gs_aio.marks[(intptr_t)which];
    if (mark && !((gs_function *)self)->async->deliver) return Py_NewRef(mark);
    PyErr_SetString(PyExc_AttributeError,
        "no coroutine function: it gives a stream, or this version of Python has no such mark");
    return NULL;
}

static PyObject *gs_function_limit(PyObject *self, void *unused) {
    int32_t n = GS_ATOMIC_GET(&((gs_function *)self)->async->limit);
    (void)unused;
    return n ? PyLong_FromLongLong(n) : Py_NewRef(Py_None);
}

static int gs_function_set_limit(PyObject *self, PyObject *v, void *unused) {
    gs_async_function *a = ((gs_function *)self)->async;
    int64_t n = gs_limit_from(v);
    (void)unused;
    if (n < 0) return -1;
    GS_ATOMIC_SET(&a->limit, (int32_t)n);
    if (gs_the_core.calls.unlimit) gs_the_core.calls.unlimit(a);
    return 0;
}

static PyObject *gs_function_repr(PyObject *self) {
    gs_function *f = (gs_function *)self;
    return PyUnicode_FromFormat("<async Go function %U.%s>", f->module, f->async->name);
}

/* Pickled by name, as functions are. */
static PyObject *gs_function_reduce(PyObject *self, PyObject *unused) {
    (void)unused;
    return gs_function_qualname(self, NULL);
}

static PyMethodDef gs_function_methods[] = { { "__reduce__", gs_function_reduce, METH_NOARGS, NULL },
    { NULL, NULL, 0, NULL } };
static PyGetSetDef gs_function_getset[] = {
    { "__name__", gs_function_name, NULL, NULL, NULL },
    { "__qualname__", gs_function_qualname, NULL, NULL, NULL },
    { "__module__", gs_function_module_name, NULL, NULL, NULL },
    { "__doc__", gs_function_doc, NULL, NULL, NULL },
    { "__text_signature__", gs_function_signature, NULL, NULL, NULL },
    { "__annotations__", gs_function_hints, NULL, NULL, NULL },
    { "__signature__", gs_function_hints, NULL, NULL, (void *)1 },
    { "_is_coroutine", gs_function_mark, NULL, NULL, (void *)0 },
    { "_is_coroutine_marker", gs_function_mark, NULL, NULL, (void *)1 },
    { "limit", gs_function_limit, gs_function_set_limit,
        "How many calls of the function may be in Go at once; None: any number. Others wait, first come, first served.",
        NULL },
    { NULL, NULL, NULL, NULL, NULL },
};

static PyMemberDef gs_function_members[] = {
    { "__vectorcalloffset__", Py_T_PYSSIZET, offsetof(gs_function, call), Py_READONLY, NULL }, { NULL, 0, 0, 0, NULL }
};

GS_COLD int gs_functions_async_init(PyObject *native) {
    /* public since 3.8, in the stable ABI since 3.12; for callers that do not use vectorcall */
    void *call = gs_process_symbol("PyVectorcall_Call");
    if (!call) {
        PyErr_SetString(PyExc_ImportError, "this Python has no PyVectorcall_Call");
        return -1;
    }
    PyType_Slot slots[] = { { Py_tp_dealloc, (void *)gs_function_dealloc }, { Py_tp_call, call },
        { Py_tp_descr_get, (void *)gs_function_bind }, { Py_tp_getset, gs_function_getset },
        { Py_tp_methods, gs_function_methods }, { Py_tp_members, gs_function_members },
        { Py_tp_repr, (void *)gs_function_repr }, { 0, NULL } };
    PyType_Spec spec = { "_native.AsyncFunction", sizeof(gs_function), 0,
        Py_TPFLAGS_DEFAULT | Py_TPFLAGS_HAVE_VECTORCALL | Py_TPFLAGS_METHOD_DESCRIPTOR |
            Py_TPFLAGS_DISALLOW_INSTANTIATION,
        slots };
    gs_aio.function = gs_type_new(native, &spec, NULL);
    return gs_aio.function ? 0 : -1;
}

static PyObject *gs_function_new(gs_async_function *a, PyObject *module) {
    gs_function *f = (gs_function *)PyType_GenericAlloc(gs_aio.function, 0);
    if (!f) return NULL;
    f->call = gs_function_call;
    f->async = a;
    f->module = Py_NewRef(module);
    return (PyObject *)f;
}

GS_COLD int gs_functions_async_put(PyObject *into, int (*set)(PyObject *, const char *, PyObject *),
    gs_async_function *const *all, PyObject *module, int plain) {
    for (; all && *all; all++) {
        if (plain && !(*all)->plain) continue;
        PyObject *f = gs_function_new(*all, module);
        int r = f ? set(into, gs_async_own_name(*all), f) : -1;
        Py_XDECREF(f);
        if (r) return -1;
    }
    return 0;
}
