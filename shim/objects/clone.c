#include "objects/clone.h"
#include "abi/imported.h"
#include "call/frame.h"
#include "objects/errors.h"
#include "objects/holder.h"
#include "objects/identity.h"
#include "objects/named.h"

static GS_COLD PyObject *gs_clone_locked(const gs_state *s) {
    return PyErr_Format(PyExc_TypeError, "cannot copy '%s' object: %s; use it in several places, or make another",
        s->cls->name, s->locked);
}

/* A copy of a struct, without what Python has added. ptr: its address. */
static PyObject *gs_clone_struct(const gs_state *s, PyObject *o, uint64_t ptr) {
    if (s->copy == GS_NO_FN) return gs_clone_locked(s);
    GS_FRAME(f, 3, 0);
    f.w[0] = ptr;
    int r = gs_enter(&f.h, s->copy, gs_layout[s->cls->size] <= GS_AT_ONCE ? GS_HOLD : GS_RELEASE);
    if (r) return gs_raise(r, f.w, NULL);
    return gs_object_of(Py_TYPE(o), s->cls, (char *)(uintptr_t)f.w[1], (int32_t)f.w[2], NULL);
}

/* A copy of the Go value, without what Python has added. */
static PyObject *gs_clone_of(const gs_state *s, PyObject *o) {
    if (GS_STALE(o)) return gs_object_refuse(o), NULL;
    if (s->cls->what == GS_CLASS_STRUCT) return gs_clone_struct(s, o, gs_show(o));
    PyObject *v = gs_box_value(s->cls, o);
    PyTypeObject *t = PyType_IsSubtype(Py_TYPE(o), s->cls->type) ? s->cls->type : s->cls->aio;
    PyObject *made = v ? PyObject_CallFunctionObjArgs((PyObject *)t, v, NULL) : NULL;
    Py_XDECREF(v);
    if (!made || t == Py_TYPE(o)) return made;
    return gs_object_of(Py_TYPE(o), s->cls, GS_PTR(made), GS_NO_HANDLE, made);
}

PyObject *gs_clone_still(const gs_state *s, PyObject *o) {
    PyObject *owner = ((gs_object *)o)->owner;
    if (s->copy == GS_NO_FN || gs_layout[s->cls->size] <= (int64_t)sizeof(uint64_t) ||
        (owner && Py_TYPE(owner) == gs_holder_type)) /* it is said to hold what a copy would hold too */
        return Py_NewRef(o);
    PyObject *still = gs_clone_struct(s, o, (uint64_t)(uintptr_t)GS_PTR(o));
    if (still) ((gs_object *)still)->readonly = 1; /* what is written to it would be lost */
    return still;
}

int gs_clone_attributes(PyObject *o, PyObject *more) {
    PyObject *slots = Py_None;
    if (PyTuple_Check(more) && PyTuple_Size(more) == 2) {
        slots = PyTuple_GetItem(more, 1);
        more = PyTuple_GetItem(more, 0);
    }
    if (more != Py_None) {
        PyObject *d = PyObject_GetAttrString(o, "__dict__");
        int r = d ? PyDict_Update(d, more) : -1;
        Py_XDECREF(d);
        if (r) return -1;
    }
    Py_ssize_t at = 0;
    PyObject *k, *v;
    if (slots != Py_None && !PyDict_Check(slots)) return PyErr_SetString(PyExc_TypeError, "the state must be a dict"), -1;
    while (slots != Py_None && PyDict_Next(slots, &at, &k, &v))
        if (PyObject_SetAttr(o, k, v)) return -1;
    return 0;
}

/* What Python has added to an instance of a derived class: a new reference, None if nothing. */
static PyObject *gs_clone_added(const gs_state *s, PyObject *o) {
    return gs_state_exact(s, Py_TYPE(o)) ? Py_NewRef(Py_None) : PyObject_CallMethod(o, "__getstate__", NULL);
}

/* Gives it to a copy. Takes over both; the copy, or NULL with an exception. */
static PyObject *gs_clone_give(PyObject *copy, PyObject *more) {
    int r = copy && more ? 0 : -1;
    if (!r && more != Py_None) {
        PyObject *done = gs_has((PyObject *)Py_TYPE(copy), "__setstate__") > 0
            ? PyObject_CallMethod(copy, "__setstate__", "(O)", more)
            : gs_clone_attributes(copy, more) ? NULL : Py_NewRef(Py_None);
        r = done ? 0 : -1;
        Py_XDECREF(done);
    }
    Py_XDECREF(more);
    if (!r) return copy;
    Py_XDECREF(copy);
    return NULL;
}

PyObject *gs_clone(PyObject *o, PyObject *unused) {
    (void)unused;
    gs_state *s = gs_state_of(Py_TYPE(o));
    PyObject *copy = gs_clone_of(s, o);
    return copy ? gs_clone_give(copy, gs_clone_added(s, o)) : NULL;
}

static int gs_clone_remember(PyObject *memo, PyObject *o, PyObject *copy) {
    PyObject *id = PyLong_FromUnsignedLongLong((uintptr_t)o);
    int r = id ? PyObject_SetItem(memo, id, copy) : -1;
    Py_XDECREF(id);
    return r;
}

/* A new instance whose fields are deep copies. It is in memo before they are made, since they
   may lead back to it. */
static PyObject *gs_clone_deep_fields(const gs_state *s, PyObject *o, PyObject *memo, PyObject *deepcopy) {
    PyObject *copy = gs_object_make(s->cls, Py_TYPE(o), NULL), *still = NULL;
    int r = copy ? gs_clone_remember(memo, o, copy) : -1;
    if (!r) still = gs_clone_still(s, o);
    if (!still) r = -1;
    for (int i = 0; !r && i < s->n; i++) {
        PyObject *v = gs_state_value(s, &s->fields[i], still, 1);
        PyObject *deep = v ? PyObject_CallFunctionObjArgs(deepcopy, v, memo, NULL) : NULL;
        r = deep ? gs_state_set(s, &s->fields[i], copy, deep) : -1;
        Py_XDECREF(deep);
        Py_XDECREF(v);
    }
    Py_XDECREF(still);
    if (!r) return copy;
    Py_XDECREF(copy);
    return NULL;
}

/* The deep copy of an instance of a derived class: that of the Go value, and of what Python has
   added. */
static PyObject *gs_clone_deep_derived(gs_state *s, PyObject *o, PyObject *memo, PyObject *deepcopy) {
    PyObject *plain = gs_identity_undress(s, o);
    PyObject *made = plain ? PyObject_CallFunctionObjArgs(deepcopy, plain, memo, NULL) : NULL;
    PyObject *copy = made ? gs_object_of(Py_TYPE(o), s->cls, GS_PTR(made), GS_NO_HANDLE, made) : NULL;
    PyObject *more = copy && !gs_clone_remember(memo, o, copy) ? gs_clone_added(s, o) : NULL;
    PyObject *deep = more ? PyObject_CallFunctionObjArgs(deepcopy, more, memo, NULL) : NULL;
    Py_XDECREF(plain);
    Py_XDECREF(more);
    return gs_clone_give(copy, deep);
}

PyObject *gs_clone_deep(PyObject *o, PyObject *memo) {
    gs_state *s = gs_state_of(Py_TYPE(o));
    if (GS_STALE(o)) return gs_object_refuse(o), NULL;
    PyObject *deepcopy = gs_import_attribute("copy", "deepcopy");
    PyObject *same = NULL, *copy = NULL;
    if (!deepcopy) copy = NULL;
    else if (!gs_state_exact(s, Py_TYPE(o))) copy = gs_clone_deep_derived(s, o, memo, deepcopy);
    else if ((same = gs_identity_first(s, o)) && same != o)
        copy = PyObject_CallFunctionObjArgs(deepcopy, same, memo, NULL);
    else if (same) copy = s->value ? gs_clone_of(s, o) : gs_clone_deep_fields(s, o, memo, deepcopy);
    Py_XDECREF(same);
    Py_XDECREF(deepcopy);
    return copy;
}

/* The place of a field in getset, or -1. */
static int gs_clone_field(const gs_class *c, PyObject *name) {
    for (int i = 0; i < c->api_getset; i++)
        if (!PyUnicode_CompareWithASCIIString(name, c->getset[i].name)) return i;
    return -1;
}

/* __replace__(**fields): a copy with other values of some fields. */
PyObject *gs_clone_replace(PyObject *o, PyObject *args, PyObject *changes) {
    gs_state *s = gs_state_of(Py_TYPE(o));
    if (PyTuple_Size(args)) return PyErr_Format(PyExc_TypeError, "%s.__replace__() takes no positional arguments", s->cls->name);
    PyObject *copy = gs_clone(o, NULL), *k, *v;
    Py_ssize_t at = 0;
    while (copy && changes && PyDict_Next(changes, &at, &k, &v)) {
        int i = gs_clone_field(s->cls, k);
        if (i < 0) PyErr_Format(PyExc_TypeError, "%s.__replace__() got an unexpected keyword argument %R", s->cls->name, k);
        else if (i >= s->cls->behind) {
            PyErr_Format(PyExc_TypeError, "%s.__replace__() can't replace %R: it is of what a pointer embeds, which the copy shares",
                s->cls->name, k);
            i = -1;
        }
        if (i < 0 || s->cls->getset[i].set(copy, v, s->cls->getset[i].closure)) {
            Py_DECREF(copy);
            return NULL;
        }
    }
    return copy;
}
