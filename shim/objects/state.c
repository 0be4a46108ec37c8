#include "objects/state.h"
#include "abi/attributes.h"
#include "call/argerror.h"
#include "objects/asdict.h"
#include "objects/class.h"
#include "objects/clone.h"
#include "objects/html.h"
#include "objects/pickle.h"
#include <stdlib.h>
#include <string.h>

/* ---- classes by their Python types ---- */

typedef struct gs_state_type {
    PyTypeObject *type;
    gs_state *state;
} gs_state_type;

static struct {
    gs_state_type *all; /* a hash table by address */
    size_t n, size;     /* size is 0 or a power of two */
} gs_state_types;

static gs_state_type *gs_state_type_at(PyTypeObject *t) {
    size_t i = gs_state_address(t);
    for (;; i++) {
        gs_state_type *e = &gs_state_types.all[i & (gs_state_types.size - 1)];
        if (!e->type || e->type == t) return e;
    }
}

static GS_COLD int gs_state_type_add(PyTypeObject *t, gs_state *s) {
    if (2 * gs_state_types.n >= gs_state_types.size) {
        gs_state_type *old = gs_state_types.all;
        size_t n = gs_state_types.size, size = n ? 2 * n : 16;
        gs_state_type *all = calloc(size, sizeof *all);
        if (!all) {
            PyErr_NoMemory();
            return -1;
        }
        gs_state_types.all = all;
        gs_state_types.size = size;
        for (size_t i = 0; i < n; i++)
            if (old[i].type) *gs_state_type_at(old[i].type) = old[i];
        free(old);
    }
    *gs_state_type_at(t) = (gs_state_type){ t, s };
    gs_state_types.n++;
    return 0;
}

gs_state *gs_state_of(PyTypeObject *t) {
    for (; t; t = (PyTypeObject *)PyType_GetSlot(t, Py_tp_base)) {
        gs_state *s = gs_state_type_at(t)->state;
        if (s) return s;
    }
    return NULL;
}

/* ---- reading fields ---- */

GS_INLINE void *gs_state_place(const gs_state_field *f, PyObject *o) { return GS_PTR(o) + gs_layout[f->place]; }

enum { GS_BELOW_MICRO = 1000, GS_NANOS = (1 << 30) - 1 }; /* time.Time begins with a word whose low bits are these */

/* A datetime, with the nanoseconds below a microsecond if there are some. Takes over v. */
static PyObject *gs_state_time(PyObject *v, uint64_t word) {
    unsigned below = (unsigned)(word & GS_NANOS) % GS_BELOW_MICRO;
    if (!below) return v;
    PyObject *n = PyLong_FromLongLong(below), *pair = n ? PyTuple_Pack(2, v, n) : NULL;
    Py_DECREF(v);
    Py_XDECREF(n);
    return pair;
}

/* Raises TypeError of a field whose value can't be pickled. Takes over v. Always NULL. */
static GS_COLD PyObject *gs_state_live(const gs_state *s, const gs_state_field *f, PyObject *v) {
    PyErr_Format(PyExc_TypeError,
        "cannot pickle '%s' object: its field '%s' is %R, which exists in this process only; " GS_STATE_CURE
        ", or set the field to None before",
        s->cls->name, s->cls->getset[f->at].name, v);
    Py_DECREF(v);
    return NULL;
}

/* Whether a value of such a field is of this process: None is not, and pickle knows best of all
   functions but Go's. */
static int gs_state_lives(PyObject *v) {
    if (v == Py_None) return 0;
    return !PyCallable_Check(v) || Py_TYPE(v) == gs_function_type;
}

PyObject *gs_state_value(const gs_state *s, const gs_state_field *f, PyObject *o, int deep) {
    uint64_t word = 0;
    if (f->place >= 0) word = __atomic_load_n((uint64_t *)gs_state_place(f, o), __ATOMIC_RELAXED);
    if (f->form == GS_STATE_NILABLE && !word) return Py_NewRef(Py_None);
    if (f->form == GS_STATE_DURATION) return PyLong_FromLongLong((long long)word);
    PyGetSetDef *g = &s->cls->getset[f->at];
    PyObject *v = g->get(o, g->closure);
    if (v && f->form == GS_STATE_TIME) return gs_state_time(v, word);
    if (v && f->form == GS_STATE_LIVE && !deep && gs_state_lives(v)) return gs_state_live(s, f, v);
    return v;
}

/* ---- writing them ---- */

int gs_state_set(const gs_state *s, const gs_state_field *f, PyObject *o, PyObject *v) {
    PyGetSetDef *g = &s->cls->getset[f->at];
    if (v == Py_None && f->form != GS_STATE_PLAIN) return 0; /* the zero value */
    if (f->form == GS_STATE_DURATION) {
        long long n = PyLong_AsLongLong(v);
        if (n == -1 && PyErr_Occurred()) return -1;
        __atomic_store_n((int64_t *)gs_state_place(f, o), (int64_t)n, __ATOMIC_RELAXED);
        return 0;
    }
    if (f->form != GS_STATE_TIME || !PyTuple_Check(v) || PyTuple_Size(v) != 2) return g->set(o, v, g->closure);
    long below = PyLong_AsLong(PyTuple_GetItem(v, 1));
    if (below == -1 && PyErr_Occurred()) return -1;
    if (g->set(o, PyTuple_GetItem(v, 0), g->closure)) return -1;
    if (below > 0 && below < GS_BELOW_MICRO)
        __atomic_fetch_add((uint64_t *)gs_state_place(f, o), (uint64_t)below, __ATOMIC_RELAXED);
    return 0;
}

/* ---- the methods ---- */

/* A class has those that can work. Where there is none, copy asks copyreg, and then
   __reduce_ex__, which uses the type's own encoder or says what is missing. */
enum {
    GS_STATE_ALWAYS,
    GS_STATE_COPIES,
    GS_STATE_DEEP,
    GS_STATE_LINKS,  /* fields are set when it is made */
    GS_STATE_STRUCT,
};

static struct { PyMethodDef method; int where; } gs_state_methods[] = {
    { { "__reduce_ex__", gs_pickle_reduce_ex, METH_O, "Helper for pickle." }, GS_STATE_ALWAYS },
    { { "__reduce__", gs_pickle_reduce, METH_NOARGS, "Helper for pickle." }, GS_STATE_ALWAYS },
    { { "__setstate__", gs_pickle_setstate, METH_O, "Helper for pickle." }, GS_STATE_LINKS },
    { { "__copy__", gs_clone, METH_NOARGS, "A copy, as Go's assignment makes it." }, GS_STATE_COPIES },
    { { "__deepcopy__", gs_clone_deep, METH_O, "A copy, which shares nothing." }, GS_STATE_DEEP },
    { { "__replace__", (PyCFunction)(void (*)(void))gs_clone_replace, METH_VARARGS | METH_KEYWORDS,
          "A copy with other values of some fields." }, GS_STATE_STRUCT },
    { { "_asdict", gs_asdict, METH_NOARGS, "_asdict($self, /)\n--\n\nThe fields as a dict, at all depths." },
        GS_STATE_STRUCT },
    { { "__rich_repr__", gs_rich, METH_NOARGS, "Helper for rich." }, GS_STATE_STRUCT },
    { { "_repr_html_", gs_html, METH_NOARGS, "Helper for notebooks." }, GS_STATE_ALWAYS },
};

static int gs_state_has(const gs_state *s, int where) {
    int is_struct = s->cls->what == GS_CLASS_STRUCT;
    switch (where) {
    case GS_STATE_COPIES: return s->copies;
    case GS_STATE_DEEP: return s->deep;
    case GS_STATE_LINKS: return is_struct && (s->links || (s->encode != GS_NO_FN && s->n));
    case GS_STATE_STRUCT: return is_struct;
    }
    return 1;
}

static GS_COLD int gs_state_names(gs_state *s) {
    s->names = PyTuple_New(s->n);
    for (int i = 0; s->names && i < s->n; i++) {
        PyObject *name = PyUnicode_InternFromString(s->cls->getset[s->fields[i].at].name);
        if (!name || PyTuple_SetItem(s->names, i, name)) return -1;
    }
    return s->names ? 0 : -1;
}

GS_COLD int gs_state_install(PyObject *native, PyTypeObject *t, gs_state *s) {
    if (gs_pickle_init(native) || (!s->names && gs_state_names(s)) ||
        gs_state_type_add(t, s))
        return -1;
    for (size_t i = 0; i < sizeof gs_state_methods / sizeof *gs_state_methods; i++)
        if (gs_state_has(s, gs_state_methods[i].where) &&
            gs_class_method((PyObject *)t, &gs_state_methods[i].method, gs_state_methods[i].method.ml_name))
            return -1;
    return 0;
}
