#include "abi/abi3.h"
#include "abi/exclusion.h"
#include "call/argerror.h"
#include "objects/live.h"
#include "objects/object.h"

/* Dicts and sets in fields and variables: entries are sent one by one, so what Go has done to
   others meanwhile stays. */

/* Adds an entry to an edit: GS_EDIT_*. */
static int gs_entry(gs_edit *e, int what, PyObject *k, PyObject *v) {
    const gs_type *ty = e->spot->type;
    if (!ty) return gs_live_conflict(e->self);
    return gs_edit_word(e, (uint64_t)what) || gs_edit_value(e, ty->key, k, 0, k) ||
        (v && gs_edit_value(e, ty->elem, v, 0, k));
}

/* Puts one entry, or without what deletes it. As gs_edit_run(), and an error where that is 1. */
static int gs_send_entry(PyObject *self, int what, PyObject *k, PyObject *v) {
    gs_edit e;
    int bad = gs_edit_begin(&e, self, 0) || gs_edit_word(&e, 1) || gs_entry(&e, what, k, v) ? -1 : gs_edit_run(&e);
    gs_edit_end(&e);
    return bad > 0 ? gs_live_conflict(self) : bad;
}

int gs_live_send_entry(PyObject *unread, PyObject *k, PyObject *v) {
    GS_LIVE_ALONE();
    return gs_live_begin(unread) < 0 || gs_send_entry(unread, GS_EDIT_PUT, k, v) ? -1 : 0;
}

/* Takes one entry out of Go: 0; 1: somebody else has taken it; -1 with an exception. */
static int gs_send_take(PyObject *self, PyObject *k) {
    gs_edit e;
    int bad = gs_edit_begin(&e, self, 0) || gs_edit_word(&e, 1) || gs_entry(&e, GS_EDIT_TAKE, k, NULL) ? -1 : gs_edit_run(&e);
    gs_edit_end(&e);
    return bad == GS_EDIT_MISSING ? 1 : bad > 0 ? gs_live_conflict(self) : bad;
}

static int gs_send_clear(PyObject *self) {
    gs_edit e;
    int bad = gs_edit_begin(&e, self, 0) || gs_edit_word(&e, 1) || gs_edit_word(&e, GS_EDIT_CLEAR) ? -1 : gs_edit_run(&e);
    gs_edit_end(&e);
    return bad > 0 ? gs_live_conflict(self) : bad;
}

/* Sends several: pairs of GS_EDIT_*, as an int, and key, or key and value. */
static int gs_send_entries(PyObject *self, PyObject *deleted, PyObject *put, PyObject *values) {
    gs_edit e;
    Py_ssize_t gone = PyList_Size(deleted), n = PyList_Size(put);
    if (!(gone + n)) return 0;
    int bad = gs_edit_begin(&e, self, 0) || gs_edit_word(&e, (uint64_t)(gone + n));
    for (Py_ssize_t i = 0; !bad && i < gone; i++) bad = gs_entry(&e, GS_EDIT_DELETE, PyList_GetItem(deleted, i), NULL);
    for (Py_ssize_t i = 0; !bad && i < n; i++)
        bad = gs_entry(&e, GS_EDIT_PUT, PyList_GetItem(put, i), values ? PyList_GetItem(values, i) : NULL);
    bad = bad ? -1 : gs_edit_run(&e);
    gs_edit_end(&e);
    return bad > 0 ? gs_live_conflict(self) : bad;
}

static int gs_contains(PyObject *self, PyObject *k) { return PySequence_Contains(self, k); }

static int gs_no_key(PyObject *k) {
    PyErr_SetObject(PyExc_KeyError, k);
    return -1;
}

/* Calls the method of dict or set here alone. */
static PyObject *gs_here(PyObject *self, const char *name, PyObject *a, PyObject *b) {
    PyObject *args = !a ? PyTuple_New(0) : b ? PyTuple_Pack(2, a, b) : PyTuple_Pack(1, a);
    PyObject *r = args ? gs_live_base(self, name, args, NULL) : NULL;
    Py_XDECREF(args);
    return r;
}

static int gs_done_here(PyObject *r) {
    Py_XDECREF(r);
    return r ? 0 : -1;
}

/* ---- dicts ---- */

static int gs_dict_left(PyObject *self, PyObject *k) {
    PyObject *v = gs_dict_get(self, k);
    if (v) gs_live_detach(v, gs_spot_of(self));
    const int bad = !v && PyErr_Occurred();
    Py_XDECREF(v);
    return bad ? -1 : 0;
}

static int gs_dict_set(PyObject *self, PyObject *k, PyObject *v) {
    int live = gs_live_begin(self);
    if (live <= 0) return live ? -1 : PyDict_SetItem(self, k, v);
    if (gs_send_entry(self, GS_EDIT_PUT, k, v) || gs_dict_left(self, k)) return -1;
    const gs_type *ty = gs_spot_of(self)->type;
    return ty && gs_live_keeps(ty->elem, v) && gs_live_keeps(ty->key, k) ? PyDict_SetItem(self, k, v) : gs_live_refresh(self);
}

/* Takes an entry out of Go and then out of the copy: 0; 1: there is none any more; -1. */
static int gs_dict_taken(PyObject *self, PyObject *k) {
    int r = gs_send_take(self, k);
    if (r) return r < 0 || gs_live_refresh(self) ? -1 : 1;
    if (gs_dict_left(self, k)) return -1;
    if (!PyDict_DelItem(self, k)) return 0;
    if (!PyErr_ExceptionMatches(PyExc_KeyError)) return -1;
    PyErr_Clear(); /* another thread has read anew meanwhile */
    return 0;
}

static int gs_dict_delete(PyObject *self, PyObject *k) {
    int live = gs_live_begin(self), there;
    if (live <= 0) return live ? -1 : PyDict_DelItem(self, k);
    if (!(there = gs_contains(self, k)) && !gs_live_refresh(self)) there = gs_contains(self, k);
    if (there <= 0) return there || PyErr_Occurred() ? -1 : gs_no_key(k);
    int r = gs_dict_taken(self, k);
    return r > 0 ? gs_no_key(k) : r;
}

static int gs_dict_ass_subscript(PyObject *self, PyObject *k, PyObject *v) {
    GS_LIVE_KEYED(self, -1);
    return v ? gs_dict_set(self, k, v) : gs_dict_delete(self, k);
}

/* Changes several entries: all of other, which is a dict. */
static int gs_dict_merge(PyObject *self, PyObject *other) {
    GS_LIVE_KEYED(self, -1);
    int live = gs_live_begin(self);
    if (live <= 0) return live ? -1 : PyDict_Update(self, other);
    PyObject *none = PyList_New(0), *keys = PyDict_Keys(other), *values = PyDict_Values(other);
    int bad = !none || !keys || !values || gs_send_entries(self, none, keys, values);
    const gs_type *ty = gs_spot_of(self)->type;
    int keeps = ty != NULL;
    for (Py_ssize_t i = 0; !bad && keeps && i < PyList_Size(keys); i++) {
        PyObject *k = PyList_GetItem(keys, i), *v = PyList_GetItem(values, i);
        bad = gs_dict_left(self, k);
        keeps = gs_live_keeps(ty->elem, v) && gs_live_keeps(ty->key, k);
        if (!bad && keeps) bad = PyDict_SetItem(self, k, v);
    }
    if (!bad && !keeps) bad = gs_live_refresh(self);
    Py_XDECREF(none);
    Py_XDECREF(keys);
    Py_XDECREF(values);
    return bad ? -1 : 0;
}

static PyObject *gs_dict_update(PyObject *self, PyObject *args, PyObject *kw) {
    PyObject *all = PyObject_Call((PyObject *)&PyDict_Type, args, kw);
    int bad = !all || gs_dict_merge(self, all);
    Py_XDECREF(all);
    return bad ? NULL : Py_NewRef(Py_None);
}

static PyObject *gs_dict_inplace_or(PyObject *self, PyObject *other) {
    PyObject *args = PyTuple_Pack(1, other), *r = args ? gs_dict_update(self, args, NULL) : NULL;
    Py_XDECREF(args);
    Py_XDECREF(r);
    return r ? Py_NewRef(self) : NULL;
}

static PyObject *gs_dict_setdefault(PyObject *self, PyObject *args) {
    GS_LIVE_KEYED(self, NULL);
    Py_ssize_t n = PyTuple_Size(args);
    if (n < 1 || n > 2) {
        PyErr_Format(PyExc_TypeError, "setdefault expected 1 or 2 arguments, got %zd", n);
        return NULL;
    }
    PyObject *k = PyTuple_GetItem(args, 0);
    int live = gs_live_begin(self), there;
    if (live < 0 || (live && gs_live_refresh(self)) || (there = gs_contains(self, k)) < 0) return NULL;
    if (!there && gs_dict_ass_subscript(self, k, n == 2 ? PyTuple_GetItem(args, 1) : Py_None)) return NULL;
    return PyObject_GetItem(self, k);
}

static PyObject *gs_dict_pop(PyObject *self, PyObject *args) {
    GS_LIVE_KEYED(self, NULL);
    Py_ssize_t n = PyTuple_Size(args);
    if (n < 1 || n > 2) {
        PyErr_Format(PyExc_TypeError, "pop expected 1 or 2 arguments, got %zd", n);
        return NULL;
    }
    PyObject *k = PyTuple_GetItem(args, 0);
    int live = gs_live_begin(self), there;
    if (live < 0 || (live && gs_live_refresh(self)) || (there = gs_contains(self, k)) < 0) return NULL;
    PyObject *v = there ? PyObject_GetItem(self, k) : NULL;
    if (there && !v) return NULL;
    int r = !there ? 1 : live && gs_spot_of(self)->type ? gs_dict_taken(self, k) : PyDict_DelItem(self, k);
    if (!r) return v;
    Py_XDECREF(v);
    if (r > 0 && n == 2) return Py_NewRef(PyTuple_GetItem(args, 1));
    if (r > 0) gs_no_key(k);
    return NULL;
}

static PyObject *gs_dict_popitem(PyObject *self, PyObject *unused) {
    GS_LIVE_KEYED(self, NULL);
    (void)unused;
    for (;;) {
        int live = gs_live_begin(self);
        if (live < 0 || (live && gs_live_refresh(self))) return NULL;
        PyObject *pair = gs_here(self, "popitem", NULL, NULL); /* out of the copy first: it says which */
        if (!pair || !live) return pair;
        PyObject *k = PyTuple_GetItem(pair, 0), *v = PyTuple_GetItem(pair, 1);
        int r = gs_send_take(self, k);
        if (!r) {
            gs_live_detach(v, gs_spot_of(self));
            return pair;
        }
        if (r < 0) {
            PyObject *a, *b, *c;
            PyErr_Fetch(&a, &b, &c);
            if (PyDict_SetItem(self, k, v)) PyErr_Clear();
            PyErr_Restore(a, b, c);
        }
        Py_DECREF(pair);
        if (r < 0) return NULL;
    }
}

static PyObject *gs_dict_clear(PyObject *self, PyObject *unused) {
    GS_LIVE_KEYED(self, NULL);
    (void)unused;
    int live = gs_live_begin(self);
    if (live < 0 || (live && gs_send_clear(self))) return NULL;
    PyObject *k, *v;
    for (Py_ssize_t pos = 0; live && PyDict_Next(self, &pos, &k, &v);) gs_live_detach(v, gs_spot_of(self));
    PyDict_Clear(self);
    return Py_NewRef(Py_None);
}

static PyMethodDef gs_dict_methods[] = {
    { "update", (PyCFunction)(void (*)(void))gs_dict_update, METH_VARARGS | METH_KEYWORDS,
        "As of a dict, also in Go." },
    { "setdefault", gs_dict_setdefault, METH_VARARGS,
        "setdefault($self, key, default=None, /)\n--\n\nAs of a dict, also in Go." },
    { "pop", gs_dict_pop, METH_VARARGS, "As of a dict, also in Go." },
    { "popitem", gs_dict_popitem, METH_NOARGS, "popitem($self, /)\n--\n\nAs of a dict, also in Go." },
    { "clear", gs_dict_clear, METH_NOARGS, "clear($self, /)\n--\n\nRemove all items, also in Go." },
    GS_LIVE_METHODS,
    { NULL, NULL, 0, NULL },
};

PyType_Slot gs_live_dict_slots[] = {
    { Py_tp_methods, gs_dict_methods },
    { Py_tp_doc, "A dict in Go, of a field or a variable: what changes it changes Go." },
    { Py_mp_ass_subscript, (void *)gs_dict_ass_subscript },
    { Py_nb_inplace_or, (void *)gs_dict_inplace_or },
    { 0, NULL },
};

/* ---- sets ---- */

static PyObject *gs_set_add(PyObject *self, PyObject *k) {
    GS_LIVE_KEYED(self, NULL);
    int live = gs_live_begin(self);
    if (live < 0 || PyObject_Hash(k) == -1 || (live && gs_send_entry(self, GS_EDIT_PUT, k, NULL))) return NULL;
    const gs_type *ty = gs_spot_of(self)->type;
    if (live && (!ty || !gs_live_keeps(ty->key, k))) return gs_live_refresh(self) ? NULL : Py_NewRef(Py_None);
    return gs_here(self, "add", k, NULL);
}

/* Removes a key, which must be there if strict. */
static PyObject *gs_set_drop(PyObject *self, PyObject *k, int strict) {
    GS_LIVE_KEYED(self, NULL);
    int live = gs_live_begin(self), there;
    if (live < 0) return NULL;
    there = gs_contains(self, k);
    if (!there && live && strict) {
        if (gs_live_refresh(self)) return NULL;
        there = gs_contains(self, k);
    }
    if (there < 0 || (!there && strict)) {
        if (!there) gs_no_key(k);
        return NULL;
    }
    if (live && strict) {
        int r = gs_send_take(self, k);
        if (r < 0 || (r && gs_live_refresh(self))) return NULL;
        if (r) return gs_no_key(k), NULL;
        return gs_here(self, "discard", k, NULL);
    }
    /* Go may have it, even if it is not here; but only what can be a key there */
    if (live && gs_send_entry(self, GS_EDIT_DELETE, k, NULL)) {
        if (there || !(PyErr_ExceptionMatches(PyExc_TypeError) || PyErr_ExceptionMatches(PyExc_OverflowError))) return NULL;
        PyErr_Clear();
    }
    return gs_here(self, "discard", k, NULL);
}

static PyObject *gs_set_discard(PyObject *self, PyObject *k) { return gs_set_drop(self, k, 0); }
static PyObject *gs_set_remove(PyObject *self, PyObject *k) { return gs_set_drop(self, k, 1); }

static PyObject *gs_set_pop(PyObject *self, PyObject *unused) {
    GS_LIVE_KEYED(self, NULL);
    (void)unused;
    for (;;) {
        int live = gs_live_begin(self), r;
        if (live < 0 || (live && gs_live_refresh(self))) return NULL;
        PyObject *k = gs_here(self, "pop", NULL, NULL);
        if (!k || !live || !(r = gs_send_take(self, k))) return k;
        if (r < 0) {
            PyObject *a, *b, *c;
            PyErr_Fetch(&a, &b, &c);
            if (gs_done_here(gs_here(self, "add", k, NULL))) PyErr_Clear();
            PyErr_Restore(a, b, c);
        }
        Py_DECREF(k);
        if (r < 0) return NULL;
    }
}

static PyObject *gs_set_clear(PyObject *self, PyObject *unused) {
    GS_LIVE_KEYED(self, NULL);
    (void)unused;
    int live = gs_live_begin(self);
    return live < 0 || (live && gs_send_clear(self)) ? NULL : gs_here(self, "clear", NULL, NULL);
}

/* The keys of a that b has not, as a list. */
static PyObject *gs_set_minus(PyObject *a, PyObject *b) {
    PyObject *d = PyObject_CallMethod(a, "difference", "(O)", b), *l = d ? PySequence_List(d) : NULL;
    Py_XDECREF(d);
    return l;
}

/* Runs a method of set on a copy of what Go has, and sends what that has changed. */
static PyObject *gs_set_do(PyObject *self, const char *name, PyObject *args) {
    GS_LIVE_KEYED(self, NULL);
    int live = gs_live_begin(self);
    if (live <= 0) return live ? NULL : gs_live_base(self, name, args, NULL);
    if (gs_live_refresh(self)) return NULL;
    /* self may change meanwhile: what others do to it is no part of this */
    PyObject *before = gs_live_plain(self), *now = before ? gs_live_plain(before) : NULL;
    PyObject *m = now ? PyObject_GetAttrString(now, name) : NULL, *out = m ? PyObject_CallObject(m, args) : NULL;
    PyObject *gone = out ? gs_set_minus(before, now) : NULL, *added = gone ? gs_set_minus(now, before) : NULL;
    int bad = !added || gs_send_entries(self, gone, added, NULL), keeps = 1;
    const gs_type *ty = gs_spot_of(self)->type;
    for (Py_ssize_t i = 0; !bad && i < PyList_Size(added); i++)
        keeps = keeps && ty && gs_live_keeps(ty->key, PyList_GetItem(added, i));
    if (!bad && !keeps) bad = gs_live_refresh(self);
    else if (!bad)
        bad = gs_done_here(gs_here(self, "difference_update", gone, NULL)) || gs_done_here(gs_here(self, "update", added, NULL));
    if (!bad && out == now) {
        Py_DECREF(out);
        out = Py_NewRef(self);
    } else if (bad) {
        Py_XDECREF(out);
        out = NULL;
    }
    Py_XDECREF(before);
    Py_XDECREF(now);
    Py_XDECREF(m);
    Py_XDECREF(gone);
    Py_XDECREF(added);
    return out;
}

#define GS_SET_METHOD(name) \
    static PyObject *gs_set_##name(PyObject *self, PyObject *args) { return gs_set_do(self, #name, args); }
GS_SET_METHOD(update)
GS_SET_METHOD(difference_update)
GS_SET_METHOD(intersection_update)
GS_SET_METHOD(symmetric_difference_update)

#define GS_SET_OPERATOR(name)                                                         \
    static PyObject *gs_set_##name(PyObject *self, PyObject *other) {                 \
        if (!gs_isinstance(other, &PySet_Type) && !gs_isinstance(other, &PyFrozenSet_Type)) \
            return Py_NewRef(Py_NotImplemented);                                      \
        PyObject *args = PyTuple_Pack(1, other);                                      \
        PyObject *r = args ? gs_set_do(self, "__" #name "__", args) : NULL;           \
        Py_XDECREF(args);                                                             \
        return r;                                                                     \
    }
GS_SET_OPERATOR(ior)
GS_SET_OPERATOR(iand)
GS_SET_OPERATOR(isub)
GS_SET_OPERATOR(ixor)

/* Like that of a set: a subclass would show its own name. */
static PyObject *gs_set_repr(PyObject *self) {
    PyObject *plain = gs_live_plain(self), *r = plain ? PyObject_Repr(plain) : NULL;
    Py_XDECREF(plain);
    return r;
}

static PyMethodDef gs_set_methods[] = {
    { "add", gs_set_add, METH_O, "add($self, object, /)\n--\n\nAdd an element, also in Go." },
    { "discard", gs_set_discard, METH_O, "discard($self, object, /)\n--\n\nRemove an element if it is there, also in Go." },
    { "remove", gs_set_remove, METH_O, "remove($self, object, /)\n--\n\nRemove an element, also in Go." },
    { "pop", gs_set_pop, METH_NOARGS, "pop($self, /)\n--\n\nRemove and return some element, also in Go." },
    { "clear", gs_set_clear, METH_NOARGS, "clear($self, /)\n--\n\nRemove all elements, also in Go." },
    { "update", gs_set_update, METH_VARARGS, "As of a set, also in Go." },
    { "difference_update", gs_set_difference_update, METH_VARARGS, "As of a set, also in Go." },
    { "intersection_update", gs_set_intersection_update, METH_VARARGS, "As of a set, also in Go." },
    { "symmetric_difference_update", gs_set_symmetric_difference_update, METH_VARARGS, "As of a set, also in Go." },
    GS_LIVE_METHODS,
    { NULL, NULL, 0, NULL },
};

PyType_Slot gs_live_set_slots[] = {
    { Py_tp_methods, gs_set_methods },
    { Py_tp_doc, "A set in Go, of a field or a variable: what changes it changes Go." },
    { Py_tp_repr, (void *)gs_set_repr },
    { Py_nb_inplace_or, (void *)gs_set_ior },
    { Py_nb_inplace_and, (void *)gs_set_iand },
    { Py_nb_inplace_subtract, (void *)gs_set_isub },
    { Py_nb_inplace_xor, (void *)gs_set_ixor },
    { 0, NULL },
};
