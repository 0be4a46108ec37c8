#include "objects/boxedit.h"
#include "objects/live.h"
#include "objects/named.h"
#include "objects/object.h"
#include <string.h>

/* A container for a change that need not know what is there. */
static PyObject *gs_box_unread(gs_class *c, PyObject *self) {
    if (GS_STALE(self)) return gs_object_refuse(self), NULL;
    if (((gs_object *)self)->readonly_nil) return gs_box_live(c, self); /* which tells whether there is a map */
    gs_instance_shown(self);
    return gs_live_unread(c->live, self, gs_api_of(self));
}

/* ---- items ---- */

static GS_COLD int gs_box_refuse(PyObject *self, PyObject *value) {
    PyObject *name = PyType_GetName(Py_TYPE(self));
    const char *does = value ? "assignment" : "deletion";
    const char *format = "'%U' object does not support item %s: change a copy of its items, and assign that to the field or the variable";
    if (name) PyErr_Format(PyExc_TypeError, format, name, does);
    Py_XDECREF(name);
    return -1;
}

int gs_box_assign(PyObject *self, PyObject *key, PyObject *value) {
    gs_class *c = gs_box_class(self);
    if (!c) return -1;
    if (!c->mutable) return gs_box_refuse(self, value);
    const int put = value && c->value->kind == GS_DICT;
    PyObject *v = put ? gs_box_unread(c, self) : gs_box_live(c, self);
    int r = !v ? -1 : put ? gs_live_send_entry(v, key, value) : value ? PyObject_SetItem(v, key, value) : PyObject_DelItem(v, key);
    Py_XDECREF(v);
    return r;
}

int gs_box_assign_at(PyObject *self, Py_ssize_t i, PyObject *value) {
    PyObject *k = PyLong_FromSsize_t(i);
    int r = k ? gs_box_assign(self, k, value) : -1;
    Py_XDECREF(k);
    return r;
}

PyObject *gs_box_at(PyObject *self, Py_ssize_t i) {
    gs_class *c = gs_box_class(self);
    PyObject *k = c ? PyLong_FromSsize_t(i) : NULL, *r = k ? gs_box_item(c, self, k) : NULL;
    Py_XDECREF(k);
    return r;
}

/* ---- methods ---- */

/* Calls a method of the live container. What returns that returns self. */
static PyObject *gs_box_edit(PyObject *self, const char *method, PyObject *args, PyObject *kw) {
    gs_class *c = gs_box_class(self);
    PyObject *v = c ? gs_box_live(c, self) : NULL, *f = v ? PyObject_GetAttrString(v, method) : NULL;
    PyObject *r = f ? PyObject_Call(f, args, kw) : NULL;
    if (r && r == v) {
        Py_DECREF(r);
        r = Py_NewRef(self);
    }
    Py_XDECREF(f);
    Py_XDECREF(v);
    return r;
}

/* Appends the items of a plain list, or NULL with an exception. Takes over items. */
static int gs_box_more(PyObject *self, PyObject *items) {
    gs_class *c = items ? gs_box_class(self) : NULL;
    PyObject *v = c ? gs_box_unread(c, self) : NULL;
    int r = v ? gs_live_send_items(v, items) : -1;
    Py_XDECREF(v);
    Py_XDECREF(items);
    return r;
}

static PyObject *gs_none_if(int done) { return done ? Py_NewRef(Py_None) : NULL; }

/* The only argument, borrowed; NULL: there are others, so list or set says what is wrong. */
static PyObject *gs_box_only(PyObject *args, PyObject *kw) {
    return PyTuple_Size(args) == 1 && (!kw || !PyDict_Size(kw)) ? PyTuple_GetItem(args, 0) : NULL;
}

PyObject *gs_box_append(PyObject *self, PyObject *args, PyObject *kw) {
    PyObject *v = gs_box_only(args, kw), *one = v ? PyList_New(1) : NULL;
    if (!v) return gs_box_edit(self, "append", args, kw);
    if (one) PyList_SetItem(one, 0, Py_NewRef(v));
    return gs_none_if(!gs_box_more(self, one));
}

PyObject *gs_box_extend(PyObject *self, PyObject *args, PyObject *kw) {
    PyObject *v = gs_box_only(args, kw);
    if (!v) return gs_box_edit(self, "extend", args, kw);
    return gs_none_if(!gs_box_more(self, PySequence_List(v)));
}

PyObject *gs_box_add(PyObject *self, PyObject *args, PyObject *kw) {
    PyObject *k = gs_box_only(args, kw);
    if (!k) return gs_box_edit(self, "add", args, kw);
    gs_class *c = PyObject_Hash(k) == -1 ? NULL : gs_box_class(self);
    PyObject *v = c ? gs_box_unread(c, self) : NULL;
    int r = v ? gs_live_send_entry(v, k, NULL) : -1;
    Py_XDECREF(v);
    return gs_none_if(!r);
}

#define GS_BOX_EDIT(name) \
    PyObject *gs_box_##name(PyObject *self, PyObject *args, PyObject *kw) { return gs_box_edit(self, #name, args, kw); }
GS_BOX_EDIT(insert)
GS_BOX_EDIT(pop)
GS_BOX_EDIT(remove)
GS_BOX_EDIT(clear)
GS_BOX_EDIT(reverse)
GS_BOX_EDIT(sort)
GS_BOX_EDIT(popitem)
GS_BOX_EDIT(update)
GS_BOX_EDIT(setdefault)
GS_BOX_EDIT(isdisjoint)
GS_BOX_EDIT(discard)
GS_BOX_EDIT(difference_update)
GS_BOX_EDIT(intersection_update)
GS_BOX_EDIT(symmetric_difference_update)

/* A method of set that changes nothing, of the plain set. */
#define GS_BOX_ASK(name) \
    PyObject *gs_box_##name(PyObject *self, PyObject *args, PyObject *kw) { return gs_box_method(self, #name, args, kw); }
GS_BOX_ASK(union)
GS_BOX_ASK(intersection)
GS_BOX_ASK(difference)
GS_BOX_ASK(symmetric_difference)
GS_BOX_ASK(issubset)
GS_BOX_ASK(issuperset)

/* Another instance, over a copy of the value. */
PyObject *gs_box_copy(PyObject *self, PyObject *args, PyObject *kw) {
    if (PyTuple_Size(args) || (kw && PyDict_Size(kw))) return gs_box_method(self, "copy", args, kw); /* which says what is wrong */
    return PyObject_CallMethod(self, "__copy__", NULL);
}

/* ---- operators ---- */

static PyObject *gs_box_iadd(PyObject *self, PyObject *other) {
    return gs_box_more(self, PySequence_List(other)) ? NULL : Py_NewRef(self);
}

/* x + y is a plain list. */
static PyObject *gs_box_concat(PyObject *self, PyObject *other) {
    gs_class *c = gs_box_class(other);
    if (!c) PyErr_Clear();
    if (!gs_isinstance(other, &PyList_Type) && !(c && c->value->kind == GS_LIST)) {
        PyObject *a = PyType_GetName(Py_TYPE(self)), *b = a ? PyType_GetName(Py_TYPE(other)) : NULL;
        if (b) PyErr_Format(PyExc_TypeError, "can only concatenate a list to '%U', not '%U'", a, b);
        Py_XDECREF(a);
        Py_XDECREF(b);
        return NULL;
    }
    PyObject *l = PySequence_List(self), *m = l ? PySequence_List(other) : NULL, *r = m ? PySequence_Concat(l, m) : NULL;
    Py_XDECREF(l);
    Py_XDECREF(m);
    return r;
}

/* x * n is a plain list. */
static PyObject *gs_box_repeat(PyObject *self, Py_ssize_t n) {
    PyObject *l = PySequence_List(self), *r = l ? PySequence_Repeat(l, n) : NULL;
    Py_XDECREF(l);
    return r;
}

static PyObject *gs_box_imul(PyObject *self, Py_ssize_t n) {
    PyObject *times = PyLong_FromSsize_t(n), *args = times ? PyTuple_Pack(1, times) : NULL;
    PyObject *r = args ? gs_box_edit(self, "__imul__", args, NULL) : NULL;
    Py_XDECREF(args);
    Py_XDECREF(times);
    return r;
}

/* An operator in place of the live container: the result is self. */
static PyObject *gs_box_in_place(PyObject *self, PyObject *other, binaryfunc operator) {
    gs_class *c = gs_box_class(self);
    PyObject *v = c ? gs_box_live(c, self) : NULL, *r = v ? operator(v, other) : NULL;
    const int same = r && r == v;
    Py_XDECREF(v);
    if (!same) return r;
    Py_DECREF(r);
    return Py_NewRef(self);
}

/* The class of a box over a set or a map, or NULL without an exception. */
static gs_class *gs_box_keyed(PyObject *o) {
    gs_class *c = gs_box_class(o);
    if (!c) PyErr_Clear();
    return c && (c->value->kind == GS_SET || c->value->kind == GS_DICT) ? c : NULL;
}

/* An operand as a plain set or dict, or itself; a new reference. */
static PyObject *gs_box_operand(PyObject *o) {
    gs_class *c = gs_box_keyed(o);
    return c ? gs_box_plain(c, o) : Py_NewRef(o);
}

static PyObject *gs_box_binary(PyObject *a, PyObject *b, binaryfunc operator) {
    for (int i = 0; i < 2; i++) {
        PyObject *o = i ? b : a;
        if (!gs_isinstance(o, &PySet_Type) && !gs_isinstance(o, &PyFrozenSet_Type) && !gs_isinstance(o, &PyDict_Type) && !gs_box_keyed(o))
            return Py_NewRef(Py_NotImplemented);
    }
    PyObject *x = gs_box_operand(a), *y = x ? gs_box_operand(b) : NULL, *r = y ? operator(x, y) : NULL;
    Py_XDECREF(x);
    Py_XDECREF(y);
    return r;
}

#define GS_BOX_SET_OPERATOR(name, Name)                                                                             \
    static PyObject *gs_box_##name(PyObject *a, PyObject *b) { return gs_box_binary(a, b, PyNumber_##Name); }       \
    static PyObject *gs_box_i##name(PyObject *self, PyObject *other) {                                              \
        PyObject *o = gs_box_operand(other), *r = o ? gs_box_in_place(self, o, PyNumber_InPlace##Name) : NULL;      \
        Py_XDECREF(o);                                                                                              \
        return r;                                                                                                   \
    }
GS_BOX_SET_OPERATOR(or, Or)
GS_BOX_SET_OPERATOR(and, And)
GS_BOX_SET_OPERATOR(xor, Xor)
GS_BOX_SET_OPERATOR(subtract, Subtract)

static PyObject *gs_box_merge(PyObject *self, PyObject *other) { return gs_box_in_place(self, other, PyNumber_InPlaceOr); }

const PyType_Slot gs_box_list_slots[] = {
    { Py_sq_concat, (void *)gs_box_concat },
    { Py_sq_inplace_concat, (void *)gs_box_iadd },
    { Py_sq_repeat, (void *)gs_box_repeat },
    { Py_sq_inplace_repeat, (void *)gs_box_imul },
    { 0, NULL },
};
const PyType_Slot gs_box_dict_slots[] = {
    { Py_nb_or, (void *)gs_box_or },
    { Py_nb_inplace_or, (void *)gs_box_merge },
    { 0, NULL },
};
const PyType_Slot gs_box_set_slots[] = {
    { Py_nb_or, (void *)gs_box_or },
    { Py_nb_and, (void *)gs_box_and },
    { Py_nb_xor, (void *)gs_box_xor },
    { Py_nb_subtract, (void *)gs_box_subtract },
    { Py_nb_inplace_or, (void *)gs_box_ior },
    { Py_nb_inplace_and, (void *)gs_box_iand },
    { Py_nb_inplace_xor, (void *)gs_box_ixor },
    { Py_nb_inplace_subtract, (void *)gs_box_isubtract },
    { 0, NULL },
};
