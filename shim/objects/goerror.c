#include "objects/goerror.h"
#include "abi/exclusion.h"
#include "abi/typespec.h"
#include "objects/errorparts.h"
#include "objects/errors.h"
#include "objects/raisable.h"
#include "values/text.h"

PyTypeObject *gs_go_error_type;
PyObject *gs_go_error_key;

static PyTypeObject *gs_go_error_base; /* of such types of all extensions, so that they know each other's */
static PyObject *gs_args_descr;        /* BaseException.args */
static descrgetfunc gs_args_get;
static descrsetfunc gs_args_set;
static newfunc gs_base_new;
static initproc gs_base_init;

/* ---- memory ---- */

/* The memory of a few is kept for the next, where there is a GIL, which guards it. */
#ifdef GS_GUARDED
GS_INLINE PyObject *gs_go_error_take(void) { return NULL; }
GS_INLINE int gs_go_error_keep(PyObject *o) { return (void)o, 0; }
#else
enum { GS_SPARE_ERRORS = 64 };
static struct {
    int n;
    PyObject *all[GS_SPARE_ERRORS];
} gs_spare_errors;

GS_INLINE PyObject *gs_go_error_take(void) {
    return gs_spare_errors.n ? PyObject_Init(gs_spare_errors.all[--gs_spare_errors.n], gs_go_error_type) : NULL;
}

GS_INLINE int gs_go_error_keep(PyObject *o) {
    if (gs_spare_errors.n == GS_SPARE_ERRORS) return 0;
    gs_spare_errors.all[gs_spare_errors.n++] = o;
    return 1;
}
#endif

PyObject *gs_go_error_new(uint64_t type, uint64_t data, int32_t handle, int says) {
    PyObject *o = gs_go_error_take();
    if (!o && !(o = PyType_GenericAlloc(gs_go_error_type, 0))) {
        gs_handle_free(handle, 0);
        return NULL;
    }
    gs_go_error *e = (gs_go_error *)o;
    e->error[0] = type;
    e->error[1] = data;
    e->text = NULL;
    e->handle = handle;
    e->generation = gs_the_core.generation;
    e->says = says != 0;
    return o;
}

static void gs_go_error_dealloc(PyObject *self) {
    gs_go_error *e = (gs_go_error *)self;
    PyTypeObject *t = Py_TYPE(self);
    if (e->generation == gs_the_core.generation) gs_handle_free(e->handle, 0);
    Py_XDECREF(e->text);
    if (!gs_go_error_keep(self)) ((freefunc)PyType_GetSlot(t, Py_tp_free))(self);
    Py_DECREF(t);
}

int gs_go_error_ours(PyObject *held) {
    return Py_TYPE(held) == gs_go_error_type && ((gs_go_error *)held)->generation == gs_the_core.generation;
}

/* ---- its text ---- */

/* Go's heap does not move, and a parent's is still there in a forked child. */
static PyObject *gs_go_error_str(PyObject *self) {
    gs_go_error *e = (gs_go_error *)self;
    PyObject *text = GS_ACQUIRE(&e->text);
    if (!text && e->says) {
        const uint64_t *s = (const uint64_t *)(uintptr_t)e->error[1];
        text = gs_first(&e->text, gs_text((const char *)(uintptr_t)s[0], (Py_ssize_t)s[1]));
    }
    return text ? Py_NewRef(text) : PyErr_Occurred() ? NULL : PyUnicode_FromString("<an error of Go>");
}

static PyObject *gs_go_error_repr(PyObject *self) {
    PyObject *text = gs_go_error_str(self), *r = text && ((gs_go_error *)self)->says ? PyObject_Repr(text) : Py_XNewRef(text);
    Py_XDECREF(text);
    return r;
}

/* In pickles it is its text, for whoever takes the arguments of an exception without GoError. */
static PyObject *gs_go_error_reduce(PyObject *self, PyObject *unused) {
    (void)unused;
    if (!((gs_go_error *)self)->says) {
        PyErr_SetString(PyExc_TypeError, "an error of Go can't be pickled");
        return NULL;
    }
    PyObject *text = gs_go_error_str(self), *args = text ? PyTuple_Pack(1, text) : NULL;
    PyObject *r = args ? PyTuple_Pack(2, (PyObject *)&PyUnicode_Type, args) : NULL;
    Py_XDECREF(args);
    Py_XDECREF(text);
    return r;
}

/* cause(): what it wraps. */
static PyObject *gs_go_error_cause(PyObject *self, PyObject *unused) {
    (void)unused;
    return gs_go_error_ours(self) ? gs_error_cause_now(self) : Py_NewRef(Py_None);
}

static PyMethodDef gs_go_error_methods[] = { { "cause", gs_go_error_cause, METH_NOARGS, NULL },
    { "__reduce__", gs_go_error_reduce, METH_NOARGS, NULL }, { NULL, NULL, 0, NULL } };

/* ---- in exceptions ---- */

int gs_go_error_attach(PyObject *e, PyObject *held) {
    PyObject *d = PyObject_GenericGetDict(e, NULL);
    int r = d ? PyDict_SetItem(d, gs_go_error_key, held) : -1;
    Py_XDECREF(d);
    return r;
}

/* The same with a text that is made at once: an OSError looks at its arguments itself. */
static GS_COLD PyObject *gs_go_error_exception_now(PyTypeObject *t, PyObject *held) {
    PyObject *text = gs_go_error_str(held), *e = text ? gs_exception_new(t, text) : NULL;
    if (e && gs_go_error_attach(e, held)) {
        Py_DECREF(e);
        e = NULL;
    }
    Py_XDECREF(text);
    Py_DECREF(held);
    return e;
}

PyObject *gs_go_error_exception(PyTypeObject *t, PyObject *held) {
    if (GS_UNLIKELY(!held)) return NULL;
    if (GS_UNLIKELY((PyObject *)t != gs_GoError) && PyType_IsSubtype(t, (PyTypeObject *)PyExc_OSError))
        return gs_go_error_exception_now(t, held);
    PyObject *args = PyTuple_New(1);
    if (!args) {
        Py_DECREF(held);
        return NULL;
    }
    PyTuple_SetItem(args, 0, held);
    PyObject *e = gs_base_new(t, args, NULL);
    Py_DECREF(args);
    return e;
}

/* What stands for the text in arguments, borrowed; or NULL. */
static PyObject *gs_go_error_among(PyObject *args) {
    PyObject *first = PyTuple_Check(args) && PyTuple_Size(args) == 1 ? PyTuple_GetItem(args, 0) : NULL;
    return first && PyType_IsSubtype(Py_TYPE(first), gs_go_error_base) ? first : NULL;
}

/* The arguments as they are: a new reference, or NULL with an exception. */
static PyObject *gs_error_args(PyObject *e) {
    GS_ALONE(e);
    return gs_args_get(gs_args_descr, e, NULL);
}

/* Takes over args, which may be NULL. */
static PyObject *gs_go_error_out_of(PyObject *args) {
    PyObject *held = args ? Py_XNewRef(gs_go_error_among(args)) : NULL;
    if (!args) PyErr_Clear();
    Py_XDECREF(args);
    return held;
}

PyObject *gs_go_error_in_args(PyObject *e) { return gs_go_error_out_of(gs_error_args(e)); }

PyObject *gs_go_error_shown(PyObject *args) {
    PyObject *held = args ? gs_go_error_among(args) : NULL;
    if (!held) return args;
    PyObject *text = PyObject_Str(held), *shown = text ? PyTuple_Pack(1, text) : NULL;
    Py_XDECREF(text);
    Py_DECREF(args);
    return shown;
}

/* args: with the text. What is assigned takes its place, and the error becomes an attribute. */
static PyObject *gs_error_get_args(PyObject *self, void *unused) {
    (void)unused;
    return gs_go_error_shown(gs_error_args(self));
}

/* Makes the error that stands in args an attribute, since args are about to be others. 0, or -1 with an exception. */
static int gs_go_error_moved(PyObject *self) {
    PyObject *held = gs_go_error_out_of(gs_args_get(gs_args_descr, self, NULL));
    int r = held ? gs_go_error_attach(self, held) : 0;
    Py_XDECREF(held);
    return r;
}

static int gs_error_set_args(PyObject *self, PyObject *args, void *unused) {
    (void)unused;
    GS_ALONE(self);
    int r = args ? gs_go_error_moved(self) : 0;
    return r ? r : gs_args_set(gs_args_descr, self, args);
}

static PyGetSetDef gs_error_args_def = { "args", gs_error_get_args, gs_error_set_args, NULL, NULL };

/* Whether the next class behind GoError is Exception, of a class none of whose bases have another beside them. */
static int gs_plain_error(PyTypeObject *t) {
    while ((PyObject *)t != gs_GoError) {
        PyObject *bases = PyType_GetSlot(t, Py_tp_bases);
        if (!bases || PyTuple_Size(bases) != 1) return 0;
        t = (PyTypeObject *)PyTuple_GetItem(bases, 0);
    }
    return 1;
}

/* __init__ of the next class, which assigns args without asking us: of OSError, of BaseException, or of the program's. */
static PyObject *gs_error_init(PyObject *self, PyObject *args, PyObject *kw) {
    GS_ALONE(self);
    if (gs_go_error_moved(self)) return NULL;
    if (gs_plain_error(Py_TYPE(self))) return gs_base_init(self, args, kw) ? NULL : Py_NewRef(Py_None);
    PyObject *next = PyObject_CallFunctionObjArgs((PyObject *)&PySuper_Type, gs_GoError, self, NULL);
    PyObject *init = next ? PyObject_GetAttrString(next, "__init__") : NULL;
    PyObject *r = init ? PyObject_Call(init, args, kw) : NULL;
    Py_XDECREF(init);
    Py_XDECREF(next);
    return r;
}

/* The same as a function, whose first argument is the exception. */
static PyObject *gs_error_init_of(PyObject *unused, PyObject *args, PyObject *kw) {
    (void)unused;
    PyObject *e = PyTuple_Size(args) ? PyTuple_GetItem(args, 0) : NULL, *r = NULL;
    if (!e || !PyType_IsSubtype(Py_TYPE(e), (PyTypeObject *)gs_GoError))
        return PyErr_Format(PyExc_TypeError, "__init__() needs an instance of GoError");
    PyObject *rest = PyTuple_GetSlice(args, 1, INTPTR_MAX);
    if (rest) r = gs_error_init(e, rest, kw);
    Py_XDECREF(rest);
    return r;
}

static PyMethodDef gs_error_init_def = { "__init__", (PyCFunction)(void (*)(void))gs_error_init, METH_VARARGS | METH_KEYWORDS, NULL };
static PyMethodDef gs_error_init_of_def = { "__init__", (PyCFunction)(void (*)(void))gs_error_init_of, METH_VARARGS | METH_KEYWORDS, NULL };

/* What stands for it in the class. Of a method descriptor inspect.signature() would say, from 3.13 on, that it can't be had
   of a class. */
static PyObject *gs_error_init_get(PyObject *self, PyObject *e, PyObject *cls) {
    (void)self, (void)cls;
    return e && e != Py_None ? PyCFunction_NewEx(&gs_error_init_def, e, NULL) : PyCFunction_NewEx(&gs_error_init_of_def, NULL, NULL);
}

/* Gives the class its __init__; 0, or -1 with an exception. */
static GS_COLD int gs_error_init_put(PyObject *shared, PyObject *cls) {
    PyType_Slot slots[] = { { Py_tp_descr_get, (void *)gs_error_init_get }, { 0, NULL } };
    PyType_Spec spec = { GS_SHARED ".Init", 0, 0, Py_TPFLAGS_DEFAULT, slots };
    PyTypeObject *t = gs_type_new(shared, &spec, NULL);
    PyObject *init = t ? PyType_GenericAlloc(t, 0) : NULL;
    int r = init ? PyObject_SetAttrString(cls, "__init__", init) : -1;
    Py_XDECREF(init);
    Py_XDECREF(t);
    return r;
}

/* ---- at import ---- */

static GS_COLD int gs_args_init(void) {
    gs_args_descr = PyObject_GetAttrString(PyExc_BaseException, "args");
    if (!gs_args_descr) return -1;
    gs_args_get = (descrgetfunc)PyType_GetSlot(Py_TYPE(gs_args_descr), Py_tp_descr_get);
    gs_args_set = (descrsetfunc)PyType_GetSlot(Py_TYPE(gs_args_descr), Py_tp_descr_set);
    gs_base_new = (newfunc)PyType_GetSlot((PyTypeObject *)PyExc_BaseException, Py_tp_new);
    gs_base_init = (initproc)PyType_GetSlot((PyTypeObject *)PyExc_BaseException, Py_tp_init);
    return 0;
}

GS_COLD int gs_goerrors_share(PyObject *shared, PyObject *cls) {
    PyObject *d = PyModule_GetDict(shared), *base = PyDict_GetItemString(d, "GoErrorReference"); /* borrowed */
    if (gs_args_init()) return -1;
    gs_go_error_base = (PyTypeObject *)Py_XNewRef(base);
    if (base) return 0;
    PyType_Slot slots[] = { { 0, NULL } };
    PyType_Spec spec = { GS_SHARED ".GoErrorReference", 0, 0,
        Py_TPFLAGS_DEFAULT | Py_TPFLAGS_BASETYPE | Py_TPFLAGS_DISALLOW_INSTANTIATION, slots };
    gs_go_error_base = gs_type_new(shared, &spec, NULL);
    PyObject *args = gs_go_error_base ? PyDescr_NewGetSet((PyTypeObject *)cls, &gs_error_args_def) : NULL;
    int r = args ? PyObject_SetAttrString(cls, "args", args) || gs_error_init_put(shared, cls) ? -1 : 0 : -1;
    Py_XDECREF(args);
    return r ? r : PyDict_SetItemString(d, "GoErrorReference", (PyObject *)gs_go_error_base);
}

GS_COLD int gs_goerrors_init(PyObject *native) {
    PyType_Slot slots[] = { { Py_tp_dealloc, (void *)gs_go_error_dealloc }, { Py_tp_str, (void *)gs_go_error_str },
        { Py_tp_repr, (void *)gs_go_error_repr }, { Py_tp_methods, gs_go_error_methods }, { 0, NULL } };
    PyType_Spec spec = { "_native.GoErrorReference", sizeof(gs_go_error), 0,
        Py_TPFLAGS_DEFAULT | Py_TPFLAGS_DISALLOW_INSTANTIATION, slots };
    gs_go_error_type = gs_type_new(native, &spec, (PyObject *)gs_go_error_base);
    gs_go_error_key = PyUnicode_InternFromString(GS_GO_ERROR);
    return gs_go_error_type && gs_go_error_key ? 0 : -1;
}
