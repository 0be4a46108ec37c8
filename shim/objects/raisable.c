#include "objects/raisable.h"
#include "abi/attributes.h"
#include "abi/exclusion.h"
#include "abi/typespec.h"
#include "core/extension.h"
#include "objects/class.h"
#include "objects/errorparts.h"
#include "objects/errors.h"
#include "objects/exceptionstate.h"
#include "objects/goerror.h"
#include "objects/named.h"
#include <stdlib.h>
#include <string.h>

PyObject *gs_values_key;
static PyTypeObject *gs_forward_type;

gs_class *gs_raisable_class(PyTypeObject *t) {
    for (int i = 0; gs_this.errors[i]; i++)
        if (gs_this.errors[i]->cls->exception == t) return gs_this.errors[i]->cls;
    PyObject *mro = PyObject_GetAttrString((PyObject *)t, "__mro__");
    gs_class *found = NULL;
    Py_ssize_t n = mro && PyTuple_Check(mro) ? PyTuple_Size(mro) : 0;
    if (!mro) PyErr_Clear();
    for (Py_ssize_t k = 1; !found && k < n; k++)
        for (int i = 0; !found && gs_this.errors[i]; i++)
            if ((PyObject *)gs_this.errors[i]->cls->exception == PyTuple_GetItem(mro, k)) found = gs_this.errors[i]->cls;
    Py_XDECREF(mro);
    return found;
}

/* ---- what an exception holds ---- */

int gs_exception_hold(PyObject *e, PyObject *values) {
    PyObject *d = values ? PyObject_GenericGetDict(e, NULL) : NULL;
    int r = d ? PyDict_SetItem(d, gs_values_key, values) : -1;
    Py_XDECREF(d);
    Py_XDECREF(values);
    return r;
}

PyObject *gs_exception_held(const gs_class *cls, PyObject *e) {
    if (!cls->exception || !PyType_IsSubtype(Py_TYPE(e), cls->exception)) return NULL;
    PyObject *d = PyObject_GenericGetDict(e, NULL), *found = NULL;
    PyObject *all = d ? gs_dict_get(d, gs_values_key) : NULL;
    Py_ssize_t n = all && PyTuple_Check(all) ? PyTuple_Size(all) : 0;
    if (!d) PyErr_Clear();
    for (Py_ssize_t i = 0; !found && i < n; i++) {
        PyObject *o = PyTuple_GetItem(all, i);
        if (gs_is_of(cls, o)) found = Py_NewRef(o);
    }
    Py_XDECREF(all);
    Py_XDECREF(d);
    return found;
}

PyObject *gs_raisable_call(gs_class *cls, PyObject *args, PyObject *kw) {
    PyObject *o = PyObject_Call((PyObject *)cls->type, args, kw);
    if (!o || gs_is_of(cls, o)) return o;
    PyObject *inner = gs_exception_held(cls, o); /* Go made it, and what it returns is an exception by itself */
    Py_DECREF(o);
    if (!inner && !PyErr_Occurred()) PyErr_Format(PyExc_ValueError, "%s: the constructor returned nothing", cls->name);
    return inner;
}

/* Makes the instance of an exception by a call of the class. */
static int gs_raisable_build(gs_class *cls, PyObject *e, PyObject *args, PyObject *kw) {
    PyObject *o = gs_raisable_call(cls, args, kw);
    int r = o ? gs_exception_hold(e, PyTuple_Pack(1, o)) : -1;
    Py_XDECREF(o);
    return r;
}

PyObject *gs_exception_held_or_sentinel(const gs_class *cls, PyObject *e) {
    PyObject *o = gs_exception_held(cls, e);
    if (o || PyErr_Occurred() || !PyType_IsSubtype(Py_TYPE(e), cls->exception)) return o;
    PyObject *of = gs_sentinel_value(Py_TYPE(e));
    if (of) {
        o = gs_exception_held(cls, of);
        Py_DECREF(of);
        if (o && gs_exception_hold(e, PyTuple_Pack(1, o))) {
            Py_DECREF(o);
            return NULL;
        }
    }
    return o;
}

/* The same, of an exception that is of the class: if there is none, it is made without arguments. An
   interface has none: NULL. */
static PyObject *gs_raisable_get(gs_class *cls, PyObject *e) {
    PyObject *o = gs_exception_held_or_sentinel(cls, e);
    if (o || PyErr_Occurred() || cls->what == GS_CLASS_INTERFACE) return o;
    PyObject *none = PyTuple_New(0);
    int r = none ? gs_raisable_build(cls, e, none, NULL) : -1;
    Py_XDECREF(none);
    return r ? NULL : gs_exception_held(cls, e);
}

int gs_is_of_raisable(const gs_class *cls, PyObject *v) {
    return gs_is_of(cls, v) || (cls->exception && PyType_IsSubtype(Py_TYPE(v), cls->exception));
}

PyObject *gs_raisable_in(gs_call *c, const gs_class *cls, PyObject *v) {
    PyObject *e, *o;
    if (PyType_Check(v) && PyType_IsSubtype((PyTypeObject *)v, cls->exception)) {
        if (!(e = PyObject_CallObject(v, NULL))) return NULL;
    } else if (PyType_IsSubtype(Py_TYPE(v), cls->exception)) e = Py_NewRef(v);
    else return v;
    o = PyType_IsSubtype(Py_TYPE(e), cls->exception) ? gs_raisable_get((gs_class *)cls, e) : Py_NewRef(v);
    Py_DECREF(e);
    return !o || gs_keep(c, o) ? NULL : o;
}

PyObject *gs_raisable_of(gs_class *cls, PyObject *o) {
    PyObject *e = o ? gs_exception_new(cls->exception, NULL) : NULL;
    if (e && gs_exception_hold(e, PyTuple_Pack(1, o))) {
        Py_DECREF(e);
        e = NULL;
    }
    Py_XDECREF(o);
    return e;
}

PyObject *gs_exception_new(PyTypeObject *t, PyObject *text) {
    static PyObject *none;
    if (!GS_ACQUIRE(&none) && !gs_first(&none, PyTuple_New(0))) return NULL;
    PyObject *args = text ? PyTuple_Pack(1, text) : Py_NewRef(none), *e = NULL;
    int os = PyType_IsSubtype(t, (PyTypeObject *)PyExc_OSError);
    newfunc make = (newfunc)PyType_GetSlot((PyTypeObject *)(os ? PyExc_OSError : PyExc_BaseException), Py_tp_new);
    if (args) e = make(t, os ? none : args, NULL);
    if (e && os && PyObject_SetAttrString(e, "args", args)) {
        Py_DECREF(e);
        e = NULL;
    }
    Py_XDECREF(args);
    return e;
}

/* ---- attributes ---- */

/* An attribute of the exception that is one of its instance. */
typedef struct gs_forward {
    PyObject_HEAD
    gs_class *cls;
    PyObject *name;
    PyObject *of; /* what the class of the instance has */
} gs_forward;

/* A method of an interface, of an exception that is over no Go error: a class that Python has derived from the
   interface lacks it, or the exception is a copy that was pickled. The text is that of the exception. */
static PyObject *gs_forward_missing(gs_forward *f, PyObject *e) {
    if (!PyUnicode_CompareWithASCIIString(f->name, "error")) return PyObject_GetAttrString(e, "__str__");
    PyObject *name = PyType_GetName(Py_TYPE(e));
    if (name) PyErr_Format(PyExc_AttributeError, "%U has no %U(): it is not over an error of Go", name, f->name);
    Py_XDECREF(name);
    return NULL;
}

static PyObject *gs_forward_get(PyObject *self, PyObject *e, PyObject *type) {
    gs_forward *f = (gs_forward *)self;
    (void)type;
    if (!e || e == Py_None) return Py_NewRef(f->of);
    PyObject *o = gs_raisable_get(f->cls, e), *v = o ? PyObject_GetAttr(o, f->name) : NULL;
    Py_XDECREF(o);
    return o || PyErr_Occurred() ? v : gs_forward_missing(f, e);
}

/* The text that an exception was raised with: 0, *text a new reference or NULL; or -1 with an exception. */
static int gs_raised_text(PyObject *e, PyObject **text) {
    PyObject *args = PyObject_GetAttrString(e, "args");
    PyObject *first = args && PyTuple_Check(args) && PyTuple_Size(args) > 0 ? PyTuple_GetItem(args, 0) : NULL;
    *text = first && PyUnicode_Check(first) ? Py_NewRef(first) : NULL;
    Py_XDECREF(args);
    return args ? 0 : -1;
}

/* What Error says of an instance: 0, *text a new reference, or NULL if it panics; or -1 with an exception. */
static int gs_error_says(PyObject *o, PyObject **text) {
    *text = PyObject_Str(o);
    if (*text || !PyErr_ExceptionMatches(gs_PanicError)) return *text ? 0 : -1;
    PyErr_Clear();
    return 0;
}

/* Gives an exception a text, and has it asked again. values: its instances, with the text before. */
static int gs_raise_as(PyObject *e, PyObject *values, PyObject *text) {
    Py_ssize_t n = PyTuple_Size(values);
    PyObject *args = PyTuple_Pack(1, text), *new = args ? PyTuple_New(n) : NULL;
    for (Py_ssize_t i = 0; new && i < n; i++) PyTuple_SetItem(new, i, Py_NewRef(i < n - 1 ? PyTuple_GetItem(values, i) : text));
    GS_ALONE(e);
    int r = new ? PyObject_SetAttrString(e, "args", args) : -1;
    if (r) Py_XDECREF(new);
    else r = gs_exception_hold(e, new);
    Py_XDECREF(args);
    return r;
}

/* What the error says now: of Go's error if the exception keeps it, else of the instance that it is. Where that panics,
   its fields. Of a parent's: NULL without an exception. */
static PyObject *gs_says_now(PyObject *d, PyObject *o) {
    PyObject *held = gs_dict_get(d, gs_go_error_key), *now = NULL;
    if (held) now = gs_error_text_now(held);
    else if (!GS_STALE(o)) now = PyObject_Str(o);
    Py_XDECREF(held);
    if (now || !PyErr_Occurred() || !PyErr_ExceptionMatches(gs_PanicError)) return now;
    PyErr_Clear();
    return PyObject_Repr(o);
}

/* The same of an exception whose text is what Go says of it, which it has from then on: text is what it was raised with.
   NULL without an exception: it is raised with another one, as one that was assigned to args. */
static PyObject *gs_raised_now(PyObject *e, PyObject *text) {
    PyObject *d = PyObject_GenericGetDict(e, NULL), *all = d ? gs_dict_get(d, gs_values_key) : NULL, *now = NULL;
    Py_ssize_t n = all && PyTuple_Check(all) ? PyTuple_Size(all) : 0;
    if (n > 1 && PyTuple_GetItem(all, n - 1) == text && (now = gs_says_now(d, PyTuple_GetItem(all, 0))) &&
        PyUnicode_Compare(now, text) && (PyErr_Occurred() || gs_raise_as(e, all, now))) {
        Py_DECREF(now);
        now = NULL;
    }
    Py_XDECREF(all);
    Py_XDECREF(d);
    return now;
}

int gs_exception_hold_said(PyObject *e, PyObject *values) {
    PyObject *o = PyTuple_GetItem(values, 0), *text, *says = NULL;
    gs_class *c = gs_raisable_class(Py_TYPE(e));
    int live = c && c->what <= GS_CLASS_BOX, r = gs_raised_text(e, &text);
    if (!r && text && live) r = gs_error_says(o, &says);
    if (!r && says && !PyUnicode_Compare(says, text)) {
        Py_ssize_t n = PyTuple_Size(values);
        PyObject *all = PyTuple_New(n + 1);
        for (Py_ssize_t i = 0; all && i <= n; i++) PyTuple_SetItem(all, i, Py_NewRef(i < n ? PyTuple_GetItem(values, i) : text));
        r = gs_exception_hold(e, all);
    } else if (!r) r = gs_exception_hold(e, Py_NewRef(values));
    Py_XDECREF(says);
    Py_XDECREF(text);
    return r;
}

static int gs_forward_set(PyObject *self, PyObject *e, PyObject *v) {
    gs_forward *f = (gs_forward *)self;
    PyObject *o = gs_raisable_get(f->cls, e), *text = NULL;
    int r = o ? PyObject_SetAttr(o, f->name, v) : -1;
    if (!o && !PyErr_Occurred()) Py_XDECREF(gs_forward_missing(f, e));
    if (!r) r = gs_raised_text(e, &text);
    if (text) { /* args follow at once */
        PyObject *now = gs_raised_now(e, text);
        if (!now && PyErr_Occurred()) r = -1;
        Py_XDECREF(now);
        Py_DECREF(text);
    }
    Py_XDECREF(o);
    return r;
}

static void gs_forward_dealloc(PyObject *self) {
    PyTypeObject *t = Py_TYPE(self);
    Py_XDECREF(((gs_forward *)self)->name);
    Py_XDECREF(((gs_forward *)self)->of);
    ((freefunc)PyType_GetSlot(t, Py_tp_free))(self);
    Py_DECREF(t);
}

static PyObject *gs_forward_doc(PyObject *self, void *name) {
    PyObject *v = PyObject_GetAttrString(((gs_forward *)self)->of, name);
    if (v) return v;
    PyErr_Clear();
    return Py_NewRef(Py_None);
}

static PyGetSetDef gs_forward_getset[] = { { "__doc__", gs_forward_doc, NULL, NULL, (void *)"__doc__" },
    { "__name__", gs_forward_doc, NULL, NULL, (void *)"__name__" }, { NULL, NULL, NULL, NULL, NULL } };

/* What an exception has of its own, or differently. */
static int gs_forward_not(const char *name) {
    static const char *const own[] = { "__new__", "__init__", "__doc__", "__module__", "__repr__", "__str__", "__eq__",
        "__ne__", "__lt__", "__le__", "__gt__", "__ge__", "__hash__", "__dict__", "__weakref__", "__reduce__",
        "__reduce_ex__", "__getstate__", "__setstate__", "__getnewargs__", "__getnewargs_ex__", "__copy__", "__deepcopy__",
        "__replace__", "__init_subclass__", "__class_getitem__", "__slots__", "__match_args__", "__bool__", "__getattr__",
        "__getattribute__", "__setattr__", "__delattr__", "__del__", "__static_attributes__", "__firstlineno__", "_abc_impl",
        "__abstractmethods__", NULL };
    for (int i = 0; own[i]; i++)
        if (!strcmp(own[i], name)) return 1;
    return 0;
}

static int gs_raisable_forward(gs_class *c, PyObject *name, PyObject *of) {
    gs_forward *f = (gs_forward *)PyType_GenericAlloc(gs_forward_type, 0);
    if (!f) return -1;
    f->cls = c;
    f->name = Py_NewRef(name);
    f->of = Py_NewRef(of);
    int r = PyObject_SetAttr((PyObject *)c->exception, name, (PyObject *)f);
    Py_DECREF((PyObject *)f);
    return r;
}

static int gs_raisable_forward_named(gs_class *c, const char *name) {
    PyObject *key = PyUnicode_InternFromString(name), *of = key ? PyObject_GetAttr((PyObject *)c->type, key) : NULL;
    int r = of ? gs_raisable_forward(c, key, of) : -1;
    Py_XDECREF(of);
    Py_XDECREF(key);
    return r;
}

/* Whether a name is that of a class method: of the zero value. */
static int gs_raisable_class_method(const gs_class *c, const char *name) {
    for (const PyMethodDef *m = c->methods; m && m->ml_name; m++)
        if (m->ml_flags & METH_CLASS && !strcmp(m->ml_name, name)) return 1;
    return 0;
}

/* Zero: the class method of the instances' class, as an exception. */
static PyObject *gs_raisable_zero(PyObject *type, PyObject *unused) {
    (void)unused;
    gs_class *c = gs_raisable_class((PyTypeObject *)type);
    PyObject *o = c ? gs_object_make(c, c->type, NULL) : NULL;
    PyObject *e = o ? gs_exception_new((PyTypeObject *)type, NULL) : NULL;
    if (e && gs_exception_hold(e, PyTuple_Pack(1, o))) {
        Py_DECREF(e);
        e = NULL;
    }
    Py_XDECREF(o);
    return e;
}

static int gs_raisable_attributes(gs_class *c) {
    PyObject *names = PyObject_GetAttrString((PyObject *)c->type, "__dict__");
    PyObject *list = names ? PySequence_List(names) : NULL;
    int r = list ? 0 : -1;
    for (Py_ssize_t i = 0; !r && i < PyList_Size(list); i++) {
        PyObject *name = PyList_GetItem(list, i);
        const char *s = PyUnicode_AsUTF8AndSize(name, NULL);
        if (!s) r = -1;
        if (r || gs_forward_not(s) || gs_raisable_class_method(c, s)) continue;
        PyObject *of = PyObject_GetAttr((PyObject *)c->type, name);
        r = of ? gs_raisable_forward(c, name, of) : -1;
        Py_XDECREF(of);
    }
    Py_XDECREF(list);
    Py_XDECREF(names);
    if (!r && c->what == GS_CLASS_INT)
        r = gs_raisable_forward_named(c, "__int__") || gs_raisable_forward_named(c, "__index__");
    if (!r && c->what == GS_CLASS_FLOAT) r = gs_raisable_forward_named(c, "__float__");
    PyObject *match = r ? NULL : PyObject_GetAttrString((PyObject *)c->type, "__match_args__");
    if (match) r = PyObject_SetAttrString((PyObject *)c->exception, "__match_args__", match);
    else PyErr_Clear();
    Py_XDECREF(match);
    return r;
}

/* ---- the class ---- */

static PyObject *gs_raisable_new(PyTypeObject *t, PyObject *args, PyObject *kw);

/* In a class derived in Python that has its own __init__, this makes the value. */
static int gs_raisable_init(PyObject *self, PyObject *args, PyObject *kw) {
    if (Py_TYPE(self) == NULL || PyType_GetSlot(Py_TYPE(self), Py_tp_init) == (void *)gs_raisable_init) return 0;
    gs_class *c = gs_raisable_class(Py_TYPE(self));
    if (c && c->what == GS_CLASS_INTERFACE) return PyObject_SetAttrString(self, "args", args);
    return c ? gs_raisable_build(c, self, args, kw) : 0;
}

/* Of an interface: what Python has derived from it is as any exception. */
static PyObject *gs_raisable_derived(const gs_class *c, PyTypeObject *t, PyObject *args) {
    if (t != c->exception) {
        PyObject *e = gs_exception_new(t, NULL);
        if (e && !PyObject_SetAttrString(e, "args", args)) return e;
        Py_XDECREF(e);
        return NULL;
    }
    return PyErr_Format(PyExc_TypeError, "%s is a Go interface: its instances come from Go; a class that is derived from it can have others",
        c->name);
}

static PyObject *gs_raisable_new(PyTypeObject *t, PyObject *args, PyObject *kw) {
    gs_class *c = gs_raisable_class(t);
    int sentinel = gs_sentinel_number(t) >= 0, one = PyTuple_Size(args) == 1 && (!kw || !PyObject_Size(kw));
    if (c && c->what == GS_CLASS_INTERFACE && !sentinel) return gs_raisable_derived(c, t, args);
    PyObject *e = gs_exception_new(t, NULL);
    if (!e || !c || PyType_GetSlot(t, Py_tp_init) != (void *)gs_raisable_init) return e;
    int r = 0;
    if (sentinel && one && PyUnicode_Check(PyTuple_GetItem(args, 0))) r = PyObject_SetAttrString(e, "args", args);
    else if (!sentinel || PyTuple_Size(args) || (kw && PyObject_Size(kw))) r = gs_raisable_build(c, e, args, kw);
    if (!r) return e;
    Py_DECREF(e);
    return NULL;
}

/* What Error says of the value, also of one that was changed since it was raised; what was raised with another text has
   that. Where Error panics, as many do of the zero value, its fields: tracebacks and logs have no use for another
   exception. */
static PyObject *gs_raisable_str(PyObject *self) {
    PyObject *text;
    if (gs_raised_text(self, &text)) return NULL;
    if (text) {
        PyObject *now = gs_raised_now(self, text);
        if (!now && !PyErr_Occurred()) return text;
        Py_DECREF(text);
        return now;
    }
    gs_class *c = gs_raisable_class(Py_TYPE(self));
    PyObject *o = c ? gs_raisable_get(c, self) : NULL;
    if (o && !gs_error_says(o, &text) && !text) text = PyObject_Repr(o);
    else if (!o && c && !PyErr_Occurred()) text = ((reprfunc)PyType_GetSlot((PyTypeObject *)PyExc_BaseException, Py_tp_str))(self);
    Py_XDECREF(o);
    return text || PyErr_Occurred() ? text : PyUnicode_FromString("");
}

static PyObject *gs_raisable_repr(PyObject *self) {
    gs_class *c = gs_raisable_class(Py_TYPE(self));
    PyObject *o = c ? gs_raisable_get(c, self) : NULL, *r = o ? PyObject_Repr(o) : NULL;
    if (c && !o && !PyErr_Occurred()) r = ((reprfunc)PyType_GetSlot((PyTypeObject *)PyExc_BaseException, Py_tp_repr))(self);
    Py_XDECREF(o);
    return r || PyErr_Occurred() ? r : PyUnicode_FromString("");
}

/* The values are compared; those of numbers and strings also with plain ones. */
static PyObject *gs_raisable_compare(PyObject *a, PyObject *b, int op) {
    gs_class *c = gs_raisable_class(Py_TYPE(a));
    int plain = c && c->what > GS_CLASS_BOX;
    PyObject *x = c ? gs_exception_held(c, a) : NULL, *y = x ? gs_exception_held(c, b) : NULL, *r = NULL;
    int exception = PyType_IsSubtype(Py_TYPE(b), (PyTypeObject *)PyExc_BaseException);
    if (x && y) r = PyObject_RichCompare(x, y, op);
    else if (x && plain && !exception) r = PyObject_RichCompare(x, b, op);
    else if (!PyErr_Occurred()) r = Py_NewRef(Py_NotImplemented);
    Py_XDECREF(x);
    Py_XDECREF(y);
    return r;
}

/* Values can change, so they say nothing: exceptions are kept in sets and dicts. */
static Py_hash_t gs_raisable_hash(PyObject *self) {
    gs_class *c = gs_raisable_class(Py_TYPE(self));
    PyObject *x = c && c->what > GS_CLASS_BOX ? gs_exception_held(c, self) : NULL;
    Py_hash_t h = x ? PyObject_Hash(x) : (Py_hash_t)((uintptr_t)c >> 4);
    Py_XDECREF(x);
    return h;
}

static int gs_raisable_bool(PyObject *self) {
    (void)self;
    return 1;
}

/* value: a number or a string; of others the exception itself. */
static PyObject *gs_raisable_value(PyObject *self, void *unused) {
    (void)unused;
    gs_class *c = gs_raisable_class(Py_TYPE(self));
    if (!c || c->what <= GS_CLASS_BOX) return Py_NewRef(self);
    PyObject *o = gs_raisable_get(c, self);
    PyTypeObject *base = c->what == GS_CLASS_INT ? &PyLong_Type : c->what == GS_CLASS_FLOAT ? &PyFloat_Type : &PyUnicode_Type;
    PyObject *v = o ? PyObject_CallFunctionObjArgs((PyObject *)base, o, NULL) : NULL;
    if (v && c->what == GS_CLASS_STR) { /* str() would be what Error says */
        Py_DECREF(v);
        v = PyUnicode_FromObject(o);
    }
    Py_XDECREF(o);
    return v;
}

static PyMethodDef gs_raisable_methods[] = { { "__reduce__", gs_exception_reduce, METH_NOARGS, NULL },
    { "__copy__", gs_exception_copy, METH_NOARGS, NULL }, { NULL, NULL, 0, NULL } };
static PyGetSetDef gs_raisable_getset[] = { { "value", gs_raisable_value, NULL, NULL, NULL },
    { NULL, NULL, NULL, NULL, NULL } };

GS_COLD int gs_raisable_make(PyObject *native, const char *module, gs_class *c, PyObject *bases) {
    PyType_Slot slots[] = { { Py_tp_new, (void *)gs_raisable_new }, { Py_tp_init, (void *)gs_raisable_init },
        { Py_tp_str, (void *)gs_raisable_str }, { Py_tp_repr, (void *)gs_raisable_repr },
        { Py_tp_richcompare, (void *)gs_raisable_compare }, { Py_tp_hash, (void *)gs_raisable_hash },
        { Py_nb_bool, (void *)gs_raisable_bool }, { Py_tp_methods, gs_raisable_methods },
        { Py_tp_getset, gs_raisable_getset }, { c->doc ? Py_tp_doc : 0, (void *)c->doc }, { 0, NULL } };
    char *name = gs_qualify(module, c->name);
    if (!name) return -1;
    PyType_Spec spec = { name, 0, 0, Py_TPFLAGS_DEFAULT | Py_TPFLAGS_BASETYPE, slots };
    c->exception = gs_type_new(native, &spec, bases);
    if (!c->exception || gs_raisable_attributes(c) || (c->finish && c->finish(c))) return -1;
    for (const PyMethodDef *m = c->methods; m && m->ml_name; m++) {
        if (!(m->ml_flags & METH_CLASS)) continue;
        PyMethodDef *d = malloc(sizeof *d); /* for the life of the process */
        if (!d) return PyErr_NoMemory(), -1;
        *d = (PyMethodDef){ m->ml_name, gs_raisable_zero, METH_NOARGS | METH_CLASS, m->ml_doc };
        PyObject *f = PyDescr_NewClassMethod(c->exception, d);
        int r = f ? PyObject_SetAttrString((PyObject *)c->exception, m->ml_name, f) : -1;
        Py_XDECREF(f);
        if (r) return -1;
    }
    return 0;
}

GS_COLD int gs_raisables_init(PyObject *native) {
    PyType_Slot slots[] = { { Py_tp_descr_get, (void *)gs_forward_get }, { Py_tp_descr_set, (void *)gs_forward_set },
        { Py_tp_dealloc, (void *)gs_forward_dealloc }, { Py_tp_getset, gs_forward_getset }, { 0, NULL } };
    PyType_Spec spec = { "_native.Attribute", sizeof(gs_forward), 0, Py_TPFLAGS_DEFAULT, slots };
    gs_values_key = PyUnicode_InternFromString("__go_values__");
    gs_forward_type = gs_type_new(native, &spec, NULL);
    return gs_values_key && gs_forward_type ? 0 : -1;
}
