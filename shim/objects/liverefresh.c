#include "objects/livepart.h"
#include "abi/exclusion.h"
#include "objects/identity.h"
#include "objects/object.h"
#include "os/stack.h"

/* Live containers take over what Go has now. */

/* The whole content of the field or the variable. */
static PyObject *gs_live_read(const gs_spot *root) {
    const gs_live *l = root->live;
    PyObject *up = Py_XNewRef(root->up); /* another thread may take the container out of it */
    PyObject *o = l->get ? l->get(up, (void *)l->closure) : l->variable(up, NULL);
    Py_XDECREF(up);
    return o;
}

/* The container in a fresh content that stands where this one does; borrowed; NULL if there is none, or with an
   exception. */
static PyObject *gs_live_find(PyObject *fresh, gs_spot **all, int n) {
    for (int i = 0;; i++) {
        if (!gs_is_live(fresh) || gs_spot_of(fresh)->type != all[i]->type) return NULL;
        if (i == n - 1) return fresh;
        const gs_spot *next = all[i + 1];
        if (next->key) fresh = PyDict_GetItemWithError(fresh, next->key);
        else fresh = next->index < PyList_Size(fresh) ? PyList_GetItem(fresh, next->index) : NULL;
        if (!fresh) return NULL;
    }
}

static int gs_live_take_over(PyObject *self, PyObject *fresh);

int gs_live_list_content(PyObject *self, PyObject *now) {
    gs_live_leaves(self, now); /* before the old items go, which may run code */
    int bad = PyList_SetSlice(self, 0, PyList_Size(self), now);
    if (bad) gs_live_leaves(self, self);
    return bad;
}

/* Whether an instance is a view of an item of the slice at an address. */
static int gs_is_view(PyObject *v, uint64_t base) {
    PyObject *owner = ((gs_object *)v)->owner;
    return owner && Py_TYPE(owner) == gs_block && (uint64_t)(uintptr_t)GS_PTR(owner) == base;
}

/* Replaces a value that was read anew by the old object, if that stands for the same place; a
   borrowed reference. 0, or -1 with an exception. */
static int gs_live_renew(PyObject *self, const gs_type *elem, PyObject *old, PyObject **new) {
    PyObject *v = *new, *level = gs_part_of(self)->level;
    if (gs_is_live(v)) {
        gs_spot *s = gs_spot_of(v);
        if (old && gs_is_live(old) && gs_spot_of(old)->type == s->type && gs_spot_of(old)->up == level &&
            (gs_spot_of(old)->key || gs_spot_of(old)->index < 0)) { /* a list may have had it twice */
            gs_spot *o = gs_spot_of(old);
            o->index = s->index;
            *new = old;
            return gs_live_take_over(old, v);
        }
        PyObject *up = s->up;
        s->up = level;
        if (level) Py_INCREF(level);
        Py_XDECREF(up);
        return 0;
    }
    /* the view of an item of a slice: another array may have the item now */
    if (elem->kind == GS_OBJ && old && gs_is_of(elem->cls, v) && Py_TYPE(old) == Py_TYPE(v) && gs_is_view(old, gs_spot_of(self)->base)) {
        gs_object *o = (gs_object *)old, *f = (gs_object *)v;
        if (o->owner == f->owner) return 0; /* in the list twice */
        PyObject *owner = o->owner;
        if (o->pickled) gs_identity_forget(old); /* it is known by its address */
        o->pickled = 0;
        o->owner = Py_NewRef(f->owner);
        __atomic_store_n(&o->ptr, f->ptr, __ATOMIC_RELEASE);
        Py_DECREF(owner);
        *new = old;
    }
    return 0;
}

/* Containers in a list forget their places until each is put at one; again: they get them back. */
static void gs_live_unplace(PyObject *list, int again) {
    for (Py_ssize_t i = list ? PyList_Size(list) - 1 : -1; i >= 0; i--) {
        PyObject *v = PyList_GetItem(list, i);
        if (gs_is_live(v) && gs_spot_of(v)->inner) gs_spot_of(v)->index = again ? i : -1;
    }
}

/* Takes over what was read anew. */
static int gs_live_take_over(PyObject *self, PyObject *fresh) {
    if (gs_stack_deep("a value")) return -1;
    const gs_type *ty = gs_spot_of(fresh)->type;
    PyTypeObject *t = Py_TYPE(self);
    int bad = 0;
    if (t == gs_live_list) {
        /* lists of our own: what is dropped here may run code that changes self */
        int renews = ty->elem->kind == GS_OBJ || gs_live_nests(ty->elem);
        PyObject *now = PySequence_List(fresh), *olds = now && renews ? PySequence_List(self) : NULL;
        bad = !now || (renews && !olds);
        gs_live_unplace(olds, 0);
        for (Py_ssize_t i = 0, n = bad || !renews ? 0 : PyList_Size(now), m = n ? PyList_Size(olds) : 0; !bad && i < n; i++) {
            PyObject *v = PyList_GetItem(now, i), *old = i < m ? PyList_GetItem(olds, i) : NULL;
            PyObject *was = v;
            bad = gs_live_renew(self, ty->elem, old, &v);
            if (!bad && v != was) bad = PyList_SetItem(now, i, Py_NewRef(v));
        }
        if (bad) gs_live_unplace(olds, 1);
        if (!bad) bad = gs_live_list_content(self, now);
        Py_XDECREF(olds);
        Py_XDECREF(now);
    } else if (t == gs_live_dict) {
        PyObject *now = PyDict_New(), *k, *v;
        Py_ssize_t pos = 0;
        while (now && !bad && PyDict_Next(fresh, &pos, &k, &v)) {
            PyObject *old = Py_XNewRef(PyDict_GetItemWithError(self, k));
            bad = (!old && PyErr_Occurred()) || gs_live_renew(self, ty->elem, old, &v) || PyDict_SetItem(now, k, v);
            Py_XDECREF(old);
        }
        bad = !now || bad;
        if (!bad) {
            PyDict_Clear(self);
            bad = PyDict_Update(self, now);
        }
        Py_XDECREF(now);
    } else {
        PyObject *plain = gs_live_plain(fresh);
        PyObject *r = plain ? gs_live_base(self, "clear", gs_live_no_args, NULL) : NULL;
        PyObject *args = r ? PyTuple_Pack(1, plain) : NULL;
        PyObject *u = args ? gs_live_base(self, "update", args, NULL) : NULL;
        bad = !u;
        Py_XDECREF(plain);
        Py_XDECREF(r);
        Py_XDECREF(args);
        Py_XDECREF(u);
    }
    if (bad) return -1;
    if (t != gs_live_list && gs_part_of(self)->left >= 0) gs_live_leaves_size(self);
    gs_spot *s = gs_spot_of(self);
    s->data = s->base = gs_spot_of(fresh)->data;
    s->n = gs_spot_of(fresh)->n;
    return 0;
}

/* Whether two may be the same slice or map in Go. */
static int gs_spot_same(const gs_spot *a, const gs_spot *b) { return !a->data || !b->data || a->data == b->data; }

int gs_live_refresh(PyObject *self) {
    gs_spot *all[GS_DEPTH];
    int n = gs_live_path(gs_spot_of(self), all);
    if (n <= 0) return n;
    PyObject *whole = gs_live_read(all[0]);
    if (!whole) return -1;
    PyObject *fresh = (n = gs_live_path(gs_spot_of(self), all)) > 0 ? gs_live_find(whole, all, n) : NULL;
    int bad;
    if (!fresh) {
        bad = PyErr_Occurred() ? -1 : gs_live_conflict(self);
    } else if (n > 1 && !gs_spot_same(gs_spot_of(fresh), all[n - 1])) { /* another one stands there now */
        bad = gs_live_conflict(self);
    } else {
        Py_INCREF(fresh);
        bad = gs_live_take_over(self, fresh);
        Py_DECREF(fresh);
    }
    Py_DECREF(whole);
    return bad;
}

int gs_live_assigned(const gs_live *l, PyObject *owner, PyObject *v) {
    GS_LIVE_ALONE();
    if (!v || !gs_is_live(v)) return 0;
    const gs_spot *s = gs_spot_of(v);
    if (!s->type || s->inner || s->live != l || s->up != owner || s->generation != gs_the_core.generation) return 0;
    PyObject *now = gs_live_read(s);
    if (!now) return -1;
    int same = gs_is_live(now) && gs_spot_same(gs_spot_of(now), s) && gs_spot_of(now)->n == s->n
        ? PyObject_RichCompareBool(now, v, Py_EQ)
        : 0;
    Py_DECREF(now);
    return same;
}

int gs_live_keeps(const gs_type *ty, PyObject *v) {
    switch (ty->kind) {
    case GS_BOOL: return v == Py_True || v == Py_False;
    case GS_F64: return gs_is(v, PyFloat_Type);
    case GS_STR: return gs_is(v, PyUnicode_Type);
    case GS_BYTES: return gs_is(v, PyBytes_Type);
    case GS_REF: return v == Py_None || gs_is_of(ty->cls, v);
    case GS_NAMED: return Py_TYPE(v) == ty->cls->type;
    case GS_ANY:
        return v == Py_None || v == Py_True || v == Py_False || gs_is(v, PyUnicode_Type) || gs_is(v, PyFloat_Type) ||
            gs_is(v, PyLong_Type) || gs_is(v, PyBytes_Type);
    }
    return ty->kind >= GS_I8 && ty->kind <= GS_U64 && gs_is(v, PyLong_Type);
}
