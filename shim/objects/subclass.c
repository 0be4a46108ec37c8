#include "objects/subclass.h"
#include "objects/fieldkeywords.h"
#include "abi/attributes.h"
#include "call/args.h"
#include "core/core.h"
#include "objects/holder.h"
#include <pthread.h>
#include <stdlib.h>

/* ---- the table ---- */

/* A hash table by the address of the Go value, of borrowed references. Several objects may have
   one address, where a constructor has returned what it has returned before. */
static struct {
    pthread_mutex_t lock;
    PyObject **all;
    size_t n, size; /* size is 0 or a power of two */
} gs_remembered = { .lock = PTHREAD_MUTEX_INITIALIZER };

int gs_subclass_any; /* of the instances in the table, whether there are any */

static size_t gs_remembered_at(const char *ptr) {
    return (size_t)(((uintptr_t)ptr >> 4) * 0x9E3779B97F4A7C15u >> 20) & (gs_remembered.size - 1);
}

static void gs_remembered_put(PyObject *o) {
    size_t i = gs_remembered_at(GS_PTR(o));
    while (gs_remembered.all[i]) i = (i + 1) & (gs_remembered.size - 1);
    gs_remembered.all[i] = o;
}

static int gs_remembered_grow(void) {
    PyObject **old = gs_remembered.all;
    size_t n = gs_remembered.size, size = n ? 2 * n : 64;
    PyObject **all = calloc(size, sizeof *all);
    if (!all) return -1;
    gs_remembered.all = all;
    gs_remembered.size = size;
    for (size_t i = 0; i < n; i++)
        if (old[i]) gs_remembered_put(old[i]);
    free(old);
    return 0;
}

int gs_subclass_remember(const gs_class *cls, PyObject *o) {
    /* all values without a size may have one address */
    if (cls->what == GS_CLASS_STRUCT && !gs_layout[cls->size]) return 0;
    pthread_mutex_lock(&gs_remembered.lock);
    int r = 2 * gs_remembered.n < gs_remembered.size ? 0 : gs_remembered_grow();
    if (!r) {
        gs_can_try_ref(o);
        gs_remembered_put(o);
        gs_remembered.n++;
        ((gs_object *)o)->remembered = 1;
        __atomic_store_n(&gs_subclass_any, 1, __ATOMIC_RELAXED);
    }
    pthread_mutex_unlock(&gs_remembered.lock);
    if (r) PyErr_NoMemory();
    return r;
}

void gs_subclass_forget(PyObject *o) {
    pthread_mutex_lock(&gs_remembered.lock);
    size_t mask = gs_remembered.size - 1, i = gs_remembered_at(GS_PTR(o));
    while (gs_remembered.all[i] != o) i = (i + 1) & mask;
    /* those behind it move up, as far as their own places allow */
    for (size_t next = i;;) {
        gs_remembered.all[i] = NULL;
        PyObject *other;
        do {
            next = (next + 1) & mask;
            other = gs_remembered.all[next];
        } while (other && ((next - gs_remembered_at(GS_PTR(other))) & mask) < ((next - i) & mask));
        if (!other) break;
        gs_remembered.all[i] = other;
        i = next;
    }
    __atomic_store_n(&gs_subclass_any, --gs_remembered.n != 0, __ATOMIC_RELAXED);
    pthread_mutex_unlock(&gs_remembered.lock);
}

GS_NOINLINE PyObject *gs_subclass_of(const gs_class *cls, int api, const char *ptr) {
    PyTypeObject *t = gs_class_api(cls, api);
    PyObject *found = NULL;
    pthread_mutex_lock(&gs_remembered.lock);
    for (size_t i = gs_remembered.n ? gs_remembered_at(ptr) : 0; gs_remembered.n; i = (i + 1) & (gs_remembered.size - 1)) {
        PyObject *o = gs_remembered.all[i];
        if (!o) break;
        if (GS_PTR(o) != ptr || GS_STALE(o) || !gs_isinstance(o, t) || !gs_try_ref(o)) continue;
        found = o;
        break;
    }
    pthread_mutex_unlock(&gs_remembered.lock);
    return found;
}

/* ---- construction ---- */

/* Which of the two types of a class the derived one is derived from. */
static PyTypeObject *gs_subclass_base(const gs_class *cls, PyTypeObject *t) {
    return PyType_IsSubtype(t, cls->type) ? cls->type : cls->aio;
}

/* TypeError for a class with abstract methods, in Python's words. Always NULL. */
static GS_COLD PyObject *gs_subclass_abstract(PyTypeObject *t) {
    PyObject *none = PyTuple_New(0);
    newfunc make = (newfunc)PyType_GetSlot(&PyBaseObject_Type, Py_tp_new);
    PyObject *o = none ? make(t, none, NULL) : NULL;
    Py_XDECREF(none);
    Py_XDECREF(o); /* there is none */
    return NULL;
}

/* Whether a derived class has no other base, and our __init__: then tp_new can take the arguments. */
static int gs_subclass_plain(const gs_class *cls, PyTypeObject *t) {
    if ((initproc)PyType_GetSlot(t, Py_tp_init) != cls->init) return 0;
    while (t != cls->type && t != cls->aio) {
        PyObject *bases = PyType_GetSlot(t, Py_tp_bases);
        if (!bases || PyTuple_Size(bases) != 1) return 0;
        t = (PyTypeObject *)PyTuple_GetItem(bases, 0);
    }
    return 1;
}

GS_NOINLINE int gs_subclass_new(gs_class *cls, PyTypeObject *t, PyObject **o) {
    if (t == cls->aio) return 0;
    if (PyType_GetFlags(t) & Py_TPFLAGS_IS_ABSTRACT) return *o = gs_subclass_abstract(t), 1;
    /* a __new__ in Python has given the arguments that are for the Go class */
    if ((newfunc)PyType_GetSlot(t, Py_tp_new) != cls->make || gs_subclass_plain(cls, t)) return 0;
    if (cls->call == cls->fields) {
        if ((*o = gs_object_make(cls, t, NULL))) ((gs_object *)*o)->pending = 1;
        return 1;
    }
    if ((*o = PyType_GenericAlloc(t, 0))) {
        ((gs_object *)*o)->handle = GS_NO_HANDLE;
        ((gs_object *)*o)->generation = GS_UNMADE;
        ((gs_object *)*o)->api = gs_subclass_base(cls, t) != cls->type;
    }
    return 1;
}

GS_COLD int gs_subclass_unmade(PyObject *o) {
    PyObject *name = PyType_GetName(Py_TYPE(o));
    if (name)
        PyErr_Format(PyExc_RuntimeError,
            "this %U has no Go value yet: its __init__() must call super().__init__() first, with the arguments of "
            "the Go class",
            name);
    Py_XDECREF(name);
    return -1;
}

/* Makes the value of an unmade instance from the arguments of the Go class. */
static int gs_subclass_make(gs_class *cls, PyObject *self, PyObject *args, PyObject *kw) {
    PyObject *o = cls->make(NULL, args, kw);
    gs_object *s = (gs_object *)self, *g = (gs_object *)o;
    if (!o) return -1;
    if (!gs_isinstance(o, cls->type)) {
        PyErr_Format(PyExc_TypeError, "%s() has returned None", cls->name);
        Py_DECREF(o);
        return -1;
    }
    if (s->generation != GS_UNMADE) { /* another thread, or the constructor itself, has called it meanwhile */
        Py_DECREF(o);
        return PyErr_SetString(PyExc_RuntimeError, "super().__init__() is being called twice at once"), -1;
    }
    s->ptr = g->ptr;
    s->unseen = g->unseen;
    s->readonly = g->readonly;
    s->readonly_nil = g->readonly_nil;
    s->generation = g->generation;
    if (Py_TYPE(o) == cls->type) {
        s->handle = g->handle;
        s->owner = g->owner;
        if (s->owner && Py_TYPE(s->owner) == gs_holder_type) ((gs_holder *)s->owner)->of = self;
        g->handle = GS_NO_HANDLE;
        g->owner = NULL;
        Py_DECREF(o);
    } else s->owner = o; /* an instance that was made over this value before */
    return gs_subclass_remember(cls, self);
}

int gs_subclass_set(const gs_class *cls, PyObject *self, PyObject *args, PyObject *kw) {
    int n = cls->fields->nparams;
    PyObject *few[16], **v = n <= 16 ? few : malloc((size_t)n * sizeof *v);
    gs_call c = { .fn = cls->fields };
    gs_cleanup star;
    if (!v) return PyErr_NoMemory(), -1;
    int r = gs_args_tuple(&c, args, kw, v, &star);
    for (int i = 0; !r && i < n; i++) r = v[i] ? cls->getset[i].set(self, v[i], cls->getset[i].closure) : 0;
    gs_done(&c);
    if (v != few) free(v);
    return r;
}

/* ---- cooperation with the classes behind ours ---- */

/* Whether a class behind ours in the order of the bases of self has an __init__, beside that of
   object; -1 with an exception. */
static int gs_subclass_goes_on(PyTypeObject *base, PyObject *self) {
    PyObject *mro = PyObject_GetAttrString((PyObject *)Py_TYPE(self), "__mro__"), *none = NULL;
    Py_ssize_t n = mro ? PyTuple_Size(mro) : -1, i = 0;
    int r = n < 0 ? -1 : 0;
    while (i < n && PyTuple_GetItem(mro, i) != (PyObject *)base) i++;
    /* the last is object; a base of ours may stand before it */
    PyTypeObject *own = (PyTypeObject *)PyType_GetSlot(base, Py_tp_base);
    if (i + 2 + (own != &PyBaseObject_Type) < n) none = PyObject_GetAttrString((PyObject *)&PyBaseObject_Type, "__init__");
    for (i++; none && !r && i < n; i++) {
        PyObject *init = PyObject_GetAttrString(PyTuple_GetItem(mro, i), "__init__");
        r = init ? init != none : -1;
        Py_XDECREF(init);
    }
    Py_XDECREF(none);
    Py_XDECREF(mro);
    return PyErr_Occurred() ? -1 : r;
}

/* Calls that __init__ with the keywords that are not ours. */
static int gs_subclass_go_on(PyTypeObject *base, PyObject *self, PyObject *rest) {
    PyObject *behind = PyObject_CallFunctionObjArgs((PyObject *)&PySuper_Type, (PyObject *)base, self, NULL);
    PyObject *init = behind ? PyObject_GetAttrString(behind, "__init__") : NULL;
    PyObject *none = init ? PyTuple_New(0) : NULL;
    PyObject *r = none ? PyObject_Call(init, none, rest) : NULL;
    Py_XDECREF(none);
    Py_XDECREF(init);
    Py_XDECREF(behind);
    Py_XDECREF(r);
    return r ? 0 : -1;
}

/* Whether a keyword is an argument of ours. */
static int gs_subclass_named(const gs_class *cls, PyObject *name) {
    return gs_args_named(cls->call, name) || gs_field_keyword(cls, name);
}

static int gs_subclass_fill(gs_class *cls, PyObject *self, PyObject *args, PyObject *kw) {
    return cls->call == cls->fields ? gs_subclass_set(cls, self, args, kw) : gs_subclass_make(cls, self, args, kw);
}

GS_NOINLINE int gs_subclass_init(gs_class *cls, PyObject *self, PyObject *args, PyObject *kw) {
    PyTypeObject *t = Py_TYPE(self), *base;
    gs_object *o = (gs_object *)self;
    if (t == cls->type || t == cls->aio) return 0;
    GS_ALONE(self);
    int waits = o->generation == GS_UNMADE || o->pending;
    if (!waits && (initproc)PyType_GetSlot(t, Py_tp_init) == cls->init) return 0; /* they were those of __new__ */
    if (!waits && cls->call != cls->fields) {
        if (!PyTuple_Size(args) && (!kw || !PyDict_Size(kw))) return 0;
        PyErr_Format(PyExc_TypeError, "this %s exists already: call super().__init__() once, and without arguments "
            "after super().__new__()", cls->name);
        return -1;
    }
    o->pending = 0;
    base = gs_subclass_base(cls, t);
    int more = gs_subclass_goes_on(base, self);
    if (more <= 0) return more ? -1 : gs_subclass_fill(cls, self, args, kw);
    PyObject *ours, *rest;
    int r = gs_keywords_divide(cls, gs_subclass_named, kw, &ours, &rest);
    if (!r) r = gs_subclass_fill(cls, self, args, ours);
    if (!r) r = gs_subclass_go_on(base, self, rest);
    Py_XDECREF(ours);
    Py_XDECREF(rest);
    return r;
}
