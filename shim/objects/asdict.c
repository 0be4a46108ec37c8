#include "objects/live.h"
#include "objects/asdict.h"
#include "objects/holder.h"
#include "objects/named.h"
#include "os/stack.h"

/* The instances around the value that is being converted, on this thread. */
typedef struct gs_asdict_around {
    const struct gs_asdict_around *up;
    const gs_state *state;
    const char *ptr;
    PyObject *made; /* a dict, of the outermost: see gs_asdict_once() */
} gs_asdict_around;

static __thread const gs_asdict_around *gs_asdict_within;

static PyObject *gs_asdict_value(PyObject *v);

/* A list, a tuple or a dict of plain values. */
static PyObject *gs_asdict_value_list(PyObject *v) {
    PyObject *all = PySequence_List(v);
    for (Py_ssize_t i = 0; all && i < PyList_Size(all); i++) {
        PyObject *p = gs_asdict_value(PyList_GetItem(all, i));
        if (!p || PyList_SetItem(all, i, p)) {
            Py_DECREF(all);
            return NULL;
        }
    }
    if (all && PyTuple_Check(v)) {
        PyObject *t = PySequence_Tuple(all);
        Py_DECREF(all);
        return t;
    }
    return all;
}

static PyObject *gs_asdict_value_dict(PyObject *v) {
    PyObject *d = PyDict_New(), *items = d ? PyMapping_Items(v) : NULL;
    for (Py_ssize_t i = 0; items && i < PyList_Size(items); i++) {
        PyObject *pair = PyList_GetItem(items, i), *p = gs_asdict_value(PyTuple_GetItem(pair, 1));
        int r = p ? PyDict_SetItem(d, PyTuple_GetItem(pair, 0), p) : -1;
        Py_XDECREF(p);
        if (r) {
            Py_DECREF(items);
            items = NULL;
        }
    }
    if (items) {
        Py_DECREF(items);
        return d;
    }
    Py_XDECREF(d);
    return NULL;
}

static PyObject *gs_asdict_value_object(const gs_state *s, PyObject *o) {
    PyObject *d = PyDict_New();
    for (int i = 0; d && i < s->n; i++) {
        PyGetSetDef *g = &s->cls->getset[s->fields[i].at];
        PyObject *v = g->get(o, g->closure), *p = v ? gs_asdict_value(v) : NULL;
        int r = p ? PyDict_SetItemString(d, g->name, p) : -1;
        Py_XDECREF(v);
        Py_XDECREF(p);
        if (r) {
            Py_DECREF(d);
            d = NULL;
        }
    }
    return d;
}

static PyObject *gs_asdict_value_instance(const gs_state *s, PyObject *o) {
    if (s->cls->what != GS_CLASS_BOX) return gs_asdict_value_object(s, o);
    PyObject *value = gs_box_value(s->cls, o), *r = value ? gs_asdict_value(value) : NULL;
    Py_XDECREF(value);
    return r;
}

/* The same of what pointers lead to: one value for all of them, since there may be twice as many at each level. By the
   class and the address, which is nobody else's while the instance is kept. */
static PyObject *gs_asdict_once(PyObject *made, const gs_state *s, PyObject *o) {
    PyObject *key = PyUnicode_FromFormat("%p %p", (const void *)s, (const void *)GS_PTR(o)), *both = NULL, *r = NULL;
    PyObject *before = key ? PyDict_GetItemWithError(made, key) : NULL; /* borrowed from a dict that nobody else has */
    if (before) r = Py_NewRef(PyTuple_GetItem(before, 0));
    else if (key && !PyErr_Occurred()) r = gs_asdict_value_instance(s, o);
    if (r && !before && (!(both = PyTuple_Pack(2, r, o)) || PyDict_SetItem(made, key, both))) {
        Py_DECREF(r);
        r = NULL;
    }
    Py_XDECREF(both);
    Py_XDECREF(key);
    return r;
}

/* What a value is without instances in it: a new reference. */
static PyObject *gs_asdict_value(PyObject *v) {
    if (gs_stack_deep("a value")) return NULL;
    if (PyList_Check(v) || PyTuple_Check(v)) return gs_asdict_value_list(v);
    if (PyDict_Check(v)) return gs_asdict_value_dict(v);
    if (gs_is_live(v)) return gs_live_plain(v);
    if (v == Py_None || PyLong_Check(v) || PyUnicode_Check(v) || gs_is(v, PyFloat_Type)) return Py_NewRef(v);
    const gs_state *s = gs_state_of(Py_TYPE(v));
    if (!s) return Py_NewRef(v);
    if (GS_STALE(v)) return gs_object_refuse(v), NULL;
    gs_asdict_around here = { gs_asdict_within, s, GS_PTR(v), gs_asdict_within ? gs_asdict_within->made : PyDict_New() };
    if (!here.made) return NULL;
    for (const gs_asdict_around *a = here.up; a; a = a->up)
        if (a->ptr == here.ptr && a->state == s)
            return PyErr_Format(PyExc_ValueError, "this %s contains itself", s->cls->name);
    gs_asdict_within = &here;
    PyObject *owner = ((gs_object *)v)->owner; /* of a view: what it is a part of */
    PyObject *r = owner && Py_TYPE(owner) != gs_holder_type ? gs_asdict_value_instance(s, v) : gs_asdict_once(here.made, s, v);
    gs_asdict_within = here.up;
    if (!here.up) Py_DECREF(here.made);
    return r;
}

PyObject *gs_asdict(PyObject *o, PyObject *unused) {
    (void)unused;
    return gs_asdict_value(o);
}

/* __rich_repr__: the fields of the constructor as (name, value), for rich.pretty. */
PyObject *gs_rich(PyObject *o, PyObject *unused) {
    (void)unused;
    const gs_class *c = gs_state_of(Py_TYPE(o))->cls;
    PyObject *all = PyList_New(0);
    for (int i = 0; all && i < gs_state_shown(c); i++) {
        const PyGetSetDef *g = &c->getset[gs_state_shown_at(c, i)];
        PyObject *v = g->get(o, g->closure);
        PyObject *pair = v ? PyObject_CallFunction((PyObject *)&PyTuple_Type, "((sO))", g->name, v) : NULL;
        if (!pair || PyList_Append(all, pair)) {
            Py_DECREF(all);
            all = NULL;
        }
        Py_XDECREF(v);
        Py_XDECREF(pair);
    }
    PyObject *r = all ? PyObject_GetIter(all) : NULL;
    Py_XDECREF(all);
    return r;
}
