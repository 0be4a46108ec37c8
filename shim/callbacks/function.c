#include "callbacks/function.h"
#include "os/library.h"
#include "abi/attributes.h"
#include "abi/typespec.h"
#include "call/frame.h"
#include "objects/class.h"
#include "objects/object.h"
#include "callbacks/callback.h"
#include "callbacks/given.h"
#include <stddef.h>
#include <stdint.h>
#include <string.h>

/* The Python object: an instance over the func value, with how it is called. */
typedef struct gs_go_function {
    gs_object of;
    PyObject *(*call)(PyObject *, PyObject *const *, size_t, PyObject *); /* PEP 590 */
    PyMethodDef *def;
} gs_go_function;

static PyObject *gs_function_module; /* the name of the package */

#define GS_DEF(o) (((gs_go_function *)(o))->def)

static PyObject *gs_go_call(PyObject *self, PyObject *const *args, size_t nargs, PyObject *kw) {
    typedef PyObject *(*fast)(PyObject *, PyObject *const *, Py_ssize_t, PyObject *);
    Py_ssize_t n = (Py_ssize_t)(nargs & ~PY_VECTORCALL_ARGUMENTS_OFFSET);
    return ((fast)(void (*)(void))GS_DEF(self)->ml_meth)(self, args, n, kw);
}

static PyObject *gs_go_call_none(PyObject *self, PyObject *const *args, size_t nargs, PyObject *kw) {
    Py_ssize_t n = (Py_ssize_t)(nargs & ~PY_VECTORCALL_ARGUMENTS_OFFSET);
    (void)args;
    if (GS_LIKELY(!n && (!kw || !PyTuple_Size(kw)))) return GS_DEF(self)->ml_meth(self, NULL);
    if (n) return PyErr_Format(PyExc_TypeError, "%s() takes no arguments (%zd given)", GS_DEF(self)->ml_name, n);
    return PyErr_Format(PyExc_TypeError, "%s() takes no keyword arguments", GS_DEF(self)->ml_name);
}

/* Of a type that Python can't call: this says so. */
static PyObject *gs_go_call_opaque(PyObject *self, PyObject *const *args, size_t nargs, PyObject *kw) {
    (void)args, (void)nargs, (void)kw;
    return GS_DEF(self)->ml_meth(self, NULL);
}

PyMethodDef *gs_function_def(PyObject *o) { return GS_DEF(o); }

/* ---- attributes ---- */

static PyObject *gs_go_name(PyObject *self, void *unused) {
    (void)unused;
    return PyUnicode_FromString(GS_DEF(self)->ml_name);
}

static PyObject *gs_go_module(PyObject *self, void *unused) {
    (void)self, (void)unused;
    return Py_NewRef(gs_function_module);
}

/* What stands in ml_doc behind the signature. */
static const char *gs_go_text(PyObject *self) {
    const char *doc = GS_DEF(self)->ml_doc ? GS_DEF(self)->ml_doc : "", *end = strstr(doc, "\n--\n\n");
    return end ? end + 5 : doc;
}

static PyObject *gs_go_doc(PyObject *self, void *unused) {
    (void)unused;
    return PyUnicode_FromString(gs_go_text(self));
}

static PyObject *gs_go_signature(PyObject *self, void *unused) {
    const char *doc = GS_DEF(self)->ml_doc ? GS_DEF(self)->ml_doc : "", *begin = strchr(doc, '('), *end = strstr(doc, "\n--\n\n");
    (void)unused;
    return begin && end > begin ? PyUnicode_FromStringAndSize(begin, end - begin) : Py_NewRef(Py_None);
}

/* <Go option: func(*books.Index)>, from the text "A Go func(*books.Index)." */
static PyObject *gs_go_repr(PyObject *self) {
    const char *text = gs_go_text(self), *end = text + strlen(text);
    int plain = !strcmp(GS_DEF(self)->ml_name, "function");
    if (strncmp(text, "A Go func(", 10) || end[-1] != '.') return PyUnicode_FromFormat("<Go function %s>", GS_DEF(self)->ml_name);
    PyObject *type = PyUnicode_FromStringAndSize(text + 5, end - text - 6);
    PyObject *r = !type ? NULL
        : plain         ? PyUnicode_FromFormat("<Go %U>", type)
                        : PyUnicode_FromFormat("<Go %s: %U>", GS_DEF(self)->ml_name, type);
    Py_XDECREF(type);
    return r;
}

/* As builtin functions, it does not bind; and so inspect asks for its signature. */
static PyObject *gs_go_bind(PyObject *self, PyObject *o, PyObject *type) {
    (void)o, (void)type;
    return Py_NewRef(self);
}

/* A copy is the same function, as of Python's own. */
static PyObject *gs_go_copy(PyObject *self, PyObject *unused) {
    (void)unused;
    return Py_NewRef(self);
}

static PyMethodDef gs_go_methods[] = { { "__copy__", gs_go_copy, METH_NOARGS, NULL },
    { "__deepcopy__", gs_go_copy, METH_O, NULL }, { NULL, NULL, 0, NULL } };

static PyGetSetDef gs_go_getset[] = {
    { "__name__", gs_go_name, NULL, NULL, NULL },
    { "__qualname__", gs_go_name, NULL, NULL, NULL },
    { "__module__", gs_go_module, NULL, NULL, NULL },
    { "__doc__", gs_go_doc, NULL, NULL, NULL },
    { "__text_signature__", gs_go_signature, NULL, NULL, NULL },
    { NULL, NULL, NULL, NULL, NULL },
};

static PyMemberDef gs_go_members[] = {
    { "__weaklistoffset__", Py_T_PYSSIZET, offsetof(gs_object, weakrefs), Py_READONLY, NULL },
    { "__vectorcalloffset__", Py_T_PYSSIZET, offsetof(gs_go_function, call), Py_READONLY, NULL },
    { NULL, 0, 0, 0, NULL },
};

GS_COLD int gs_functions_init(PyObject *native, const char *module) {
    void *call = gs_process_symbol("PyVectorcall_Call"); /* as in async/asyncfunction.c */
    if (!call) {
        PyErr_SetString(PyExc_ImportError, "this Python has no PyVectorcall_Call");
        return -1;
    }
    char *name = gs_qualify(module, "GoFunction");
    if (!name) return -1;
    PyType_Slot slots[] = { { Py_tp_dealloc, (void *)gs_object_dealloc }, { Py_tp_call, call },
        { Py_tp_descr_get, (void *)gs_go_bind }, { Py_tp_getset, gs_go_getset }, { Py_tp_members, gs_go_members },
        { Py_tp_methods, gs_go_methods },
        { Py_tp_repr, (void *)gs_go_repr }, { 0, NULL } };
    PyType_Spec spec = { name, sizeof(gs_go_function), 0,
        Py_TPFLAGS_DEFAULT | Py_TPFLAGS_HAVE_VECTORCALL | Py_TPFLAGS_DISALLOW_INSTANTIATION, slots };
    gs_function_type = gs_type_new(native, &spec, NULL);
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
    gs_go_function *f = (gs_go_function *)gs_object_new(gs_function_type, (char *)(uintptr_t)at, handle, NULL);
    if (!f) return NULL;
    f->def = ty->signature->invoke;
    f->call = f->def->ml_flags & METH_FASTCALL ? gs_go_call : f->def->ml_flags & METH_NOARGS ? gs_go_call_none : gs_go_call_opaque;
    return (PyObject *)f;
}

static void gs_callable_skip(gs_decoder *r, const gs_type *ty) {
    gs_decode_skip_handle(r, ty);
    gs_decoder_word(r);
}

GS_OPS(callable, gs_callable_put, gs_callable_take, gs_callable_skip, gs_decode_items, gs_decode_skip_items, 16);
