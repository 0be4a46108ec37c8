#include "objects/pickle.h"
#include "call/frame.h"
#include "objects/clone.h"
#include "objects/errors.h"
#include "objects/identity.h"
#include "objects/named.h"
#include "values/text.h"
#include <stdlib.h>

/* ---- the fields ---- */

/* A tuple of what goes before, the names of the fields, and their values. */
static PyObject *gs_pickle_fields(const gs_state *s, PyObject *before, PyObject *o) {
    Py_ssize_t at = 0;
    PyObject *all = PyTuple_New((before != NULL) + 1 + s->n), *still = all ? gs_clone_still(s, o) : NULL;
    int r = still ? 0 : -1;
    if (!r && before) PyTuple_SetItem(all, at++, Py_NewRef(before));
    if (!r) PyTuple_SetItem(all, at++, Py_NewRef(s->names));
    for (int i = 0; !r && i < s->n; i++) {
        PyObject *v = gs_state_value(s, &s->fields[i], still, 0);
        if (v) PyTuple_SetItem(all, at++, v);
        else r = -1;
    }
    Py_XDECREF(still);
    if (!r) return all;
    Py_XDECREF(all);
    return NULL;
}

static GS_COLD int gs_pickle_unknown(const gs_state *s, PyObject *name) {
    PyErr_Format(PyExc_ValueError, "the pickle has the field %R, which %s has no more", name, s->cls->name);
    return -1;
}

/* Assigns by names that differ from those of the class: a pickle of another build. */
static int gs_pickle_assign_named(const gs_state *s, PyObject *o, PyObject *names, PyObject *const *v) {
    Py_ssize_t n = PyTuple_Size(names);
    for (Py_ssize_t i = 0; i < n; i++) {
        PyObject *name = PyTuple_GetItem(names, i);
        int at = 0;
        while (at < s->n && !(PyUnicode_Check(name) &&
                   !PyUnicode_CompareWithASCIIString(name, s->cls->getset[s->fields[at].at].name)))
            at++;
        if (at == s->n) return gs_pickle_unknown(s, name);
        if (gs_state_set(s, &s->fields[at], o, v[i])) return -1;
    }
    return 0;
}

/* Assigns the values of n fields, whose names are a tuple, to a new instance. */
static int gs_pickle_assign(gs_state *s, PyObject *o, PyObject *names, PyObject *const *v, Py_ssize_t n) {
    if (!PyTuple_Check(names) || PyTuple_Size(names) != n) {
        PyErr_Format(PyExc_TypeError, "this is no state of a %s", s->cls->name);
        return -1;
    }
    if (names != s->names && names != GS_ACQUIRE(&s->known)) {
        int same = PyObject_RichCompareBool(names, s->names, Py_EQ);
        if (same <= 0) return same ? -1 : gs_pickle_assign_named(s, o, names, v);
        PyObject *before = __atomic_exchange_n(&s->known, Py_NewRef(names), __ATOMIC_ACQ_REL);
        Py_XDECREF(before);
    }
    for (int i = 0; i < s->n; i++)
        if (gs_state_set(s, &s->fields[i], o, v[i])) return -1;
    return 0;
}

/* ---- what a pickle calls ---- */

/* The class that is the first of n arguments, if there are enough of them. */
static gs_state *gs_pickle_class(PyObject *const *args, Py_ssize_t n, Py_ssize_t least) {
    gs_state *s = n >= least && PyType_Check(args[0]) ? gs_state_of((PyTypeObject *)args[0]) : NULL;
    if (!s) PyErr_SetString(PyExc_TypeError, "this function is for pickle");
    return s;
}

/* _restore(class[, names, value, ...]): a new instance with these fields. */
static PyObject *gs_pickle_restore(PyObject *self, PyObject *const *args, Py_ssize_t n) {
    (void)self;
    gs_state *s = gs_pickle_class(args, n, 1);
    if (!s || s->cls->what != GS_CLASS_STRUCT) return s ? PyErr_Format(PyExc_TypeError, "%R is no struct", args[0]) : NULL;
    PyObject *o = gs_object_make(s->cls, (PyTypeObject *)args[0], NULL);
    if (o && n > 1 && gs_pickle_assign(s, o, args[1], args + 2, n - 2)) {
        Py_DECREF(o);
        return NULL;
    }
    return o;
}

/* A new instance of what the type's own encoder has written, or NULL with an exception. */
static PyObject *gs_pickle_decoded(const gs_state *s, PyTypeObject *t, PyObject *data) {
    enum { RESULT = 2, ERROR = 4, WORDS = 7 };
    char *p;
    Py_ssize_t size;
    if (PyBytes_AsStringAndSize(data, &p, &size)) return NULL;
    GS_FRAME(f, WORDS, 256);
    f.w[0] = (uint64_t)(uintptr_t)p;
    f.w[1] = (uint64_t)size;
    int r = gs_enter(&f.h, s->decode, GS_RELEASE);
    if (r) return gs_raise(r, f.w + (r == GS_CODE_ERROR ? ERROR : 0), NULL);
    return gs_object_out(s->cls, f.w + RESULT, t == s->cls->aio ? GS_ASYNC_API : GS_SYNC_API);
}

/* _decode(class, data): the same. */
static PyObject *gs_pickle_decode(PyObject *self, PyObject *const *args, Py_ssize_t n) {
    (void)self;
    gs_state *s = gs_pickle_class(args, n, 2);
    if (!s) return NULL;
    if (s->decode == GS_NO_FN || !PyBytes_Check(args[1]))
        return PyErr_Format(PyExc_TypeError, "%s can't be read from bytes any more", s->cls->name);
    return gs_pickle_decoded(s, (PyTypeObject *)args[0], args[1]);
}

/* _same(object): another object of the same Go value is this one. */
static PyObject *gs_pickle_same(PyObject *self, PyObject *o) {
    (void)self;
    return Py_NewRef(o);
}

/* _of(class, object): an instance of a derived class over the same Go value. */
static PyObject *gs_pickle_of(PyObject *self, PyObject *const *args, Py_ssize_t n) {
    (void)self;
    gs_state *s = gs_pickle_class(args, n, 2);
    if (!s) return NULL;
    if (!PyType_IsSubtype((PyTypeObject *)args[0], Py_TYPE(args[1])) || !gs_state_exact(s, Py_TYPE(args[1])))
        return PyErr_Format(PyExc_TypeError, "%R is not derived from %R", args[0], (PyObject *)Py_TYPE(args[1]));
    return gs_object_of((PyTypeObject *)args[0], s->cls, GS_PTR(args[1]), GS_NO_HANDLE, Py_NewRef(args[1]));
}

static PyMethodDef gs_pickle_functions[] = {
    { "_restore", (PyCFunction)(void (*)(void))gs_pickle_restore, METH_FASTCALL, "For pickle." },
    { "_decode", (PyCFunction)(void (*)(void))gs_pickle_decode, METH_FASTCALL, "For pickle." },
    { "_same", gs_pickle_same, METH_O, "For pickle." },
    { "_of", (PyCFunction)(void (*)(void))gs_pickle_of, METH_FASTCALL, "For pickle." },
};
enum { GS_RESTORE, GS_DECODE, GS_SAME, GS_OF, GS_PICKLE_FUNCTIONS };
static PyObject *gs_pickle_function[GS_PICKLE_FUNCTIONS];

GS_COLD int gs_pickle_init(PyObject *native) {
    if (gs_pickle_function[0]) return 0;
    PyObject *name = PyObject_GetAttrString(native, "__name__");
    int r = name ? 0 : -1;
    for (int i = 0; !r && i < GS_PICKLE_FUNCTIONS; i++) {
        gs_pickle_function[i] = PyCFunction_NewEx(&gs_pickle_functions[i], native, name);
        r = gs_pickle_function[i]
            ? PyModule_AddObjectRef(native, gs_pickle_functions[i].ml_name, gs_pickle_function[i])
            : -1;
    }
    Py_XDECREF(name);
    return r;
}

/* ---- pickle ---- */

/* (function, arguments). Takes over arguments. */
static PyObject *gs_pickle_call(int function, PyObject *args) {
    PyObject *r = args ? PyTuple_Pack(2, gs_pickle_function[function], args) : NULL;
    Py_XDECREF(args);
    return r;
}

/* what: "pickle" */
static GS_COLD PyObject *gs_pickle_hidden(const gs_state *s, const char *what) {
    return PyErr_Format(PyExc_TypeError,
        "cannot %s '%s' object: %s, and %s has no GobEncode, MarshalBinary, MarshalText or MarshalJSON of its own with "
        "its inverse; " GS_STATE_CURE,
        what, s->cls->name, s->hidden, s->cls->name);
}

/* A field that the encoder leaves out: 1, and *v is a new reference to its value; 0; or -1 with an exception. What can't
   be pickled stays left out: the encoder knows why. */
static int gs_pickle_left_out(const gs_state *s, const gs_state_field *f, PyObject *still, PyObject *back, PyObject **v) {
    if (f->form == GS_STATE_LIVE) return 0;
    PyObject *has = gs_state_value(s, f, still, 0), *reads = has ? gs_state_value(s, f, back, 0) : NULL;
    int same = reads ? PyObject_RichCompareBool(has, reads, Py_EQ) : -1, r = same < 0 ? -1 : !same;
    if (r > 0) r = gs_error_can_pickle(has);
    if (r > 0) *v = Py_NewRef(has);
    Py_XDECREF(reads);
    Py_XDECREF(has);
    return r;
}

/* The state that an instance gets when the encoder's bytes have been read: the names of the fields that these lack, and the
   values; None if there are none. They may lead back to the instance. A new reference, NULL with an exception. */
static PyObject *gs_pickle_beside(const gs_state *s, PyObject *o, PyObject *data) {
    PyObject *back = s->n ? gs_pickle_decoded(s, Py_TYPE(o), data) : NULL;
    if (!back) { /* what can't be read again says so to whoever reads it */
        if (PyErr_Occurred() && !PyErr_ExceptionMatches(PyExc_Exception)) return NULL;
        PyErr_Clear();
        return Py_NewRef(Py_None);
    }
    PyObject *names = PyList_New(0), *all = PyList_New(0), *still = gs_clone_still(s, o);
    int r = names && all && still && !PyList_Append(all, names) ? 0 : -1;
    for (int i = 0; !r && i < s->n; i++) {
        PyObject *v = NULL;
        r = gs_pickle_left_out(s, &s->fields[i], still, back, &v);
        if (r > 0) r = PyList_Append(names, PyTuple_GetItem(s->names, i)) || PyList_Append(all, v) ? -1 : 0;
        Py_XDECREF(v);
    }
    PyObject *tuple = r ? NULL : PySequence_Tuple(names), *state = NULL;
    if (tuple && !PyTuple_Size(tuple)) state = Py_NewRef(Py_None);
    else if (tuple && !PyList_SetItem(all, 0, Py_NewRef(tuple))) state = PySequence_Tuple(all);
    Py_XDECREF(tuple);
    Py_XDECREF(still);
    Py_XDECREF(all);
    Py_XDECREF(names);
    Py_DECREF(back);
    return state;
}

static PyObject *gs_pickle_encoded(const gs_state *s, PyObject *o) {
    enum { RESULT = 1, ERROR = 4, WORDS = 7 };
    GS_FRAME(f, WORDS, 256);
    f.w[0] = gs_show(o);
    int r = gs_enter(&f.h, s->encode, GS_RELEASE);
    if (r) return gs_raise(r, f.w + (r == GS_CODE_ERROR ? ERROR : 0), NULL);
    PyObject *data = gs_bytes_out(f.w + RESULT), *cls = (PyObject *)Py_TYPE(o);
    if (data == Py_None) { /* the zero value, which some types can't write, or can't read again (rt.PutZero) */
        Py_DECREF(data);
        return gs_pickle_call(GS_RESTORE, PyTuple_Pack(1, cls));
    }
    PyObject *state = data ? gs_pickle_beside(s, o, data) : NULL, *args = state ? PyTuple_Pack(2, cls, data) : NULL, *all = NULL;
    if (args && state == Py_None) all = PyTuple_Pack(2, gs_pickle_function[GS_DECODE], args);
    else if (args) all = PyTuple_Pack(3, gs_pickle_function[GS_DECODE], args, state);
    Py_XDECREF(args);
    Py_XDECREF(state);
    Py_XDECREF(data);
    return all;
}

/* An instance of a derived class: one of the class itself over the same Go value, and what Python
   has added. */
static PyObject *gs_pickle_reduce_derived(gs_state *s, PyObject *o) {
    PyObject *same = gs_identity_undress(s, o);
    PyObject *more = same ? PyObject_CallMethod(o, "__getstate__", NULL) : NULL;
    PyObject *args = more ? PyTuple_Pack(2, (PyObject *)Py_TYPE(o), same) : NULL, *r = NULL;
    if (args && more == Py_None) r = PyTuple_Pack(2, gs_pickle_function[GS_OF], args);
    else if (args) r = PyTuple_Pack(3, gs_pickle_function[GS_OF], args, more);
    Py_XDECREF(args);
    Py_XDECREF(more);
    Py_XDECREF(same);
    return r;
}

/* The plain value of a box is what its class is called with. */
static PyObject *gs_pickle_reduce_box(const gs_state *s, PyObject *o) {
    PyObject *v = gs_box_value(s->cls, o), *args = v ? PyTuple_Pack(1, v) : NULL;
    PyObject *r = args ? PyTuple_Pack(2, (PyObject *)Py_TYPE(o), args) : NULL;
    Py_XDECREF(v);
    Py_XDECREF(args);
    return r;
}

/* What may contain itself is made first, and its fields are set then. */
static PyObject *gs_pickle_reduce_links(const gs_state *s, PyObject *o) {
    PyObject *state = gs_pickle_fields(s, NULL, o), *r = NULL;
    PyObject *args = state ? PyTuple_Pack(1, (PyObject *)Py_TYPE(o)) : NULL;
    if (args) r = PyTuple_Pack(3, gs_pickle_function[GS_RESTORE], args, state);
    Py_XDECREF(args);
    Py_XDECREF(state);
    return r;
}

PyObject *gs_pickle_reduce(PyObject *o, PyObject *protocol) {
    (void)protocol;
    gs_state *s = gs_state_of(Py_TYPE(o));
    if (GS_STALE(o)) return gs_object_refuse(o), NULL;
    if (!gs_state_exact(s, Py_TYPE(o))) return gs_pickle_reduce_derived(s, o);
    PyObject *same = gs_identity_first(s, o);
    if (same != o) {
        PyObject *args = same ? PyTuple_Pack(1, same) : NULL;
        Py_XDECREF(same);
        return gs_pickle_call(GS_SAME, args);
    }
    Py_DECREF(same);
    if (s->cls->what == GS_CLASS_BOX) return gs_pickle_reduce_box(s, o);
    if (s->encode != GS_NO_FN) return gs_pickle_encoded(s, o);
    if (s->hidden) return gs_pickle_hidden(s, "pickle");
    if (s->links) return gs_pickle_reduce_links(s, o);
    return gs_pickle_call(GS_RESTORE, gs_pickle_fields(s, (PyObject *)Py_TYPE(o), o));
}

/* __reduce_ex__: that of a class derived in Python comes first, as with object. */
PyObject *gs_pickle_reduce_ex(PyObject *o, PyObject *protocol) {
    gs_state *s = gs_state_of(Py_TYPE(o));
    if (!gs_state_exact(s, Py_TYPE(o))) {
        PyObject *own = PyObject_GetAttrString((PyObject *)Py_TYPE(o), "__reduce__");
        PyObject *ours = own ? PyObject_GetAttrString((PyObject *)s->cls->type, "__reduce__") : NULL;
        PyObject *type = (PyObject *)GS_ACQUIRE(&s->cls->aio), *aio = ours && type ? PyObject_GetAttrString(type, "__reduce__") : NULL;
        int derived = own && ours && own != ours && own != aio, failed = !ours;
        Py_XDECREF(own);
        Py_XDECREF(ours);
        Py_XDECREF(aio);
        if (failed) return NULL;
        if (derived) return PyObject_CallMethod(o, "__reduce__", NULL);
    }
    return gs_pickle_reduce(o, protocol);
}

PyObject *gs_pickle_setstate(PyObject *o, PyObject *state) {
    gs_state *s = gs_state_of(Py_TYPE(o));
    if (GS_STALE(o)) return gs_object_refuse(o), NULL;
    if (!gs_state_exact(s, Py_TYPE(o))) return gs_clone_attributes(o, state) ? NULL : Py_NewRef(Py_None);
    if (((gs_object *)o)->readonly) return gs_field_refuses("__setstate__", Py_None), NULL;
    Py_ssize_t n = PyTuple_Check(state) ? PyTuple_Size(state) : 0;
    if (n < 1) return PyErr_Format(PyExc_TypeError, "this is no state of a %s", s->cls->name);
    PyObject *few[8], **all = n <= 8 ? few : malloc((size_t)n * sizeof *all);
    if (!all) return PyErr_NoMemory();
    for (Py_ssize_t i = 0; i < n; i++) all[i] = PyTuple_GetItem(state, i);
    int r = gs_pickle_assign(s, o, all[0], all + 1, n - 1);
    if (all != few) free(all);
    return r ? NULL : Py_NewRef(Py_None);
}
