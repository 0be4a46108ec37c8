#include "abi/abi3.h"
#include "abi/exclusion.h"
#include "call/argerror.h"
#include "objects/live.h"
#include "objects/object.h"

/* A list in a field or a variable. To append and to set an item are sent as they are. All else
   first takes over what Go has, is then done here, and sends which item has come from where. */

enum { GS_TRIES = 16 }; /* until it is given up that Go holds still */

/* ---- what a C function has written ---- */

int gs_live_list_send_all(PyObject *self) {
    const gs_type *ty = gs_spot_of(self)->type, *elem = ty->elem;
    PyObject *now = PyList_GetSlice(self, 0, INTPTR_MAX); /* the C functions of another thread may go on writing */
    Py_ssize_t n = now ? PyList_Size(now) : 0;
    if (!now) return -1;
    if (elem->kind == GS_ANY || gs_live_nests(elem) || (ty->kind == GS_ARRAY && n != ty->n)) {
        Py_DECREF(now);
        return 1;
    }
    gs_edit e;
    int bad = gs_edit_begin(&e, self, 1) || gs_edit_word(&e, GS_EDIT_ARRANGE) || gs_edit_word(&e, (uint64_t)n) ? -1 : 0;
    for (Py_ssize_t i = 0; !bad && i < n; i++)
        bad = gs_edit_word(&e, (uint64_t)-1) || gs_edit_value(&e, elem, PyList_GetItem(now, i), i, NULL) ? -1 : 0;
    if (!bad) bad = gs_edit_run(&e);
    gs_edit_end(&e);
    Py_DECREF(now);
    return bad;
}

/* ---- append ---- */

/* One more view, of an item that was added to an array with room for it. */
static PyObject *gs_list_view(PyObject *self, const gs_spot *s, Py_ssize_t i) {
    PyObject *last = i > 0 ? gs_list_item(self, i - 1) : NULL;
    PyObject *owner = last && gs_is_of(s->type->elem->cls, last) ? Py_XNewRef(((gs_object *)last)->owner) : NULL;
    Py_XDECREF(last);
    if (!owner || Py_TYPE(owner) != gs_block || (uint64_t)(uintptr_t)GS_PTR(owner) != s->data || s->base != s->data) {
        Py_XDECREF(owner);
        return NULL;
    }
    char *at = GS_PTR(owner) + i * gs_layout[s->type->elem->cls->size];
    return gs_object_with_api(s->type->elem->cls, s->api, at, GS_NO_HANDLE, owner);
}

static int gs_list_push(PyObject *self, PyObject *v) {
    int bad = PyList_Append(self, v);
    if (!bad) gs_live_leaves_item(self, PyList_Size(self) - 1, NULL, v);
    return bad;
}

/* Adds to the list what Go has added. */
static int gs_list_added(PyObject *self, PyObject *items) {
    const gs_spot *s = gs_spot_of(self);
    Py_ssize_t n = PyList_Size(items), was = PyList_Size(self);
    int plain = s->type && s->n == was + n;
    for (Py_ssize_t i = 0; plain && i < n; i++) {
        PyObject *v = PyList_GetItem(items, i);
        if (s->type->elem->kind == GS_OBJ) {
            v = gs_list_view(self, s, was + i);
            if (!v && PyErr_Occurred()) return -1;
            plain = v && !gs_list_push(self, v);
            Py_XDECREF(v);
        } else {
            plain = gs_live_keeps(s->type->elem, v) && !gs_list_push(self, v);
        }
    }
    return plain ? 0 : PyErr_Occurred() ? -1 : gs_live_refresh(self);
}

/* Sends the items of a plain list, which is not empty: to Go alone. */
static int gs_list_send_more(PyObject *self, PyObject *items) {
    const gs_type *ty = gs_spot_of(self)->type;
    Py_ssize_t n = PyList_Size(items), at = PyList_Size(self);
    gs_edit e;
    int bad = gs_edit_begin(&e, self, 0) || gs_edit_word(&e, GS_EDIT_APPEND) || gs_edit_word(&e, (uint64_t)n);
    for (Py_ssize_t i = 0; !bad && i < n; i++) bad = gs_edit_value(&e, ty->elem, PyList_GetItem(items, i), at + i, NULL);
    if (!bad) bad = gs_edit_run(&e);
    gs_edit_end(&e);
    return bad > 0 ? gs_live_conflict(self) : bad;
}

int gs_live_send_items(PyObject *unread, PyObject *items) {
    GS_LIVE_ALONE();
    int live = gs_live_begin(unread);
    return live <= 0 || !PyList_Size(items) ? live < 0 ? -1 : 0 : gs_list_send_more(unread, items);
}

/* Appends the items of a plain list. */
static int gs_list_extend_by(PyObject *self, PyObject *items) {
    int live = gs_live_begin(self);
    if (live <= 0) return live ? -1 : PyList_SetSlice(self, PyList_Size(self), PyList_Size(self), items);
    const gs_type *ty = gs_spot_of(self)->type;
    if (!PyList_Size(items)) return 0;
    if (ty->kind == GS_ARRAY) {
        PyErr_Format(PyExc_ValueError, "an array of Go has %zd items, and gets no more", (Py_ssize_t)ty->n);
        return -1;
    }
    return gs_list_send_more(self, items) ? -1 : gs_list_added(self, items);
}

static PyObject *gs_list_append(PyObject *self, PyObject *v) {
    GS_LIVE_ALONE();
    PyObject *one = PyList_New(1);
    if (!one) return NULL;
    PyList_SetItem(one, 0, Py_NewRef(v));
    int bad = gs_list_extend_by(self, one);
    Py_DECREF(one);
    return bad ? NULL : Py_NewRef(Py_None);
}

static PyObject *gs_list_extend(PyObject *self, PyObject *v) {
    GS_LIVE_ALONE();
    PyObject *items = PySequence_List(v);
    int bad = !items || gs_list_extend_by(self, items);
    Py_XDECREF(items);
    return bad ? NULL : Py_NewRef(Py_None);
}

static PyObject *gs_list_inplace_concat(PyObject *self, PyObject *v) {
    PyObject *r = gs_list_extend(self, v);
    Py_XDECREF(r);
    return r ? Py_NewRef(self) : NULL;
}

/* ---- one item ---- */

/* Sets item i, which exists. 0; 1 if the list has another length in Go; -1. */
static int gs_list_send_item(PyObject *self, Py_ssize_t i, PyObject *v) {
    gs_edit e;
    const gs_type *ty = gs_spot_of(self)->type;
    int bad = gs_edit_begin(&e, self, 1) || gs_edit_word(&e, GS_EDIT_SET) || gs_edit_word(&e, (uint64_t)i) ||
            gs_edit_value(&e, ty->elem, v, i, NULL)
        ? -1
        : gs_edit_run(&e);
    gs_edit_end(&e);
    return bad;
}

static int gs_list_set(PyObject *self, Py_ssize_t i, PyObject *v) {
    int live = gs_live_begin(self);
    if (live < 0) return -1;
    for (int tries = 0;; tries++) {
        Py_ssize_t n = PyList_Size(self), at = i < 0 ? i + n : i;
        if (at < 0 || at >= n) {
            PyErr_SetString(PyExc_IndexError, "list assignment index out of range");
            return -1;
        }
        const gs_spot *s = gs_spot_of(self);
        if (!live || !s->type) return PyList_SetItem(self, at, Py_NewRef(v)); /* it may have been taken out meanwhile */
        const gs_type *elem = s->type->elem;
        uint32_t edits = s->edits;
        int r = gs_list_send_item(self, at, v);
        if (r < 0) return -1;
        if (!r) {
            if (s->edits != edits + 1) return gs_live_refresh(self); /* another thread has changed it too */
            PyObject *was = gs_list_item(self, at);
            const int there = was != NULL;
            const int here = there && elem->kind != GS_OBJ && gs_live_keeps(elem, v);
            if (here) gs_live_leaves_item(self, at, was, v);
            if (elem->kind != GS_OBJ && there && was != v) gs_live_detach(was, s);
            Py_XDECREF(was);
            if (elem->kind == GS_OBJ && there) return 0; /* a view, which shows it */
            return here ? PyList_SetItem(self, at, Py_NewRef(v)) : gs_live_refresh(self);
        }
        if (tries == GS_TRIES) return gs_live_conflict(self);
        if (gs_live_refresh(self)) return -1;
    }
}

/* ---- all else ---- */

/* Where an object was in the old content, as a dict from its address. */
static PyObject *gs_list_places(PyObject *before) {
    PyObject *d = PyDict_New();
    for (Py_ssize_t i = PyList_Size(before) - 1; d && i >= 0; i--) {
        PyObject *k = PyLong_FromUnsignedLongLong((uintptr_t)PyList_GetItem(before, i)), *v = PyLong_FromSsize_t(i);
        if (!k || !v || PyDict_SetItem(d, k, v)) {
            Py_DECREF(d);
            d = NULL;
        }
        Py_XDECREF(k);
        Py_XDECREF(v);
    }
    return d;
}

/* Where v was, v being item i of now now; -1: nowhere; -2 with an exception. */
static Py_ssize_t gs_list_was(PyObject *before, PyObject **places, PyObject *v, Py_ssize_t i, Py_ssize_t shift) {
    Py_ssize_t n = PyList_Size(before);
    if (i < n && PyList_GetItem(before, i) == v) return i;
    if (i + shift >= 0 && i + shift < n && PyList_GetItem(before, i + shift) == v) return i + shift;
    if (!*places && !(*places = gs_list_places(before))) return -2;
    PyObject *k = PyLong_FromUnsignedLongLong((uintptr_t)v), *at = k ? PyDict_GetItemWithError(*places, k) : NULL;
    Py_XDECREF(k);
    return at ? (Py_ssize_t)PyLong_AsLongLong(at) : PyErr_Occurred() ? -2 : -1;
}

/* What a change is made from. */
typedef struct gs_list_state {
    PyObject *items; /* a plain list */
    uint64_t data;
    Py_ssize_t n;
    uint32_t edits;
} gs_list_state;

/* What the list has now. */
static int gs_list_state_of(PyObject *self, gs_list_state *b) {
    const gs_spot *s = gs_spot_of(self);
    b->data = s->data;
    b->n = s->n;
    b->edits = s->edits;
    return (b->items = PySequence_List(self)) ? 0 : -1;
}

/* Whether somebody has changed the list since: another thread, or a key function. */
static int gs_list_changed(PyObject *self, const gs_list_state *b) {
    const gs_spot *s = gs_spot_of(self);
    return !s->type || s->data != b->data || s->n != b->n || s->edits != b->edits;
}

/* Sends what is to become of the list. *kept: nothing has to be read again. As gs_edit_run(). */
static int gs_list_send(PyObject *self, const gs_list_state *before, PyObject *now, int *kept) {
    if (gs_list_changed(self, before)) return 1;
    gs_edit e;
    const gs_type *ty = gs_spot_of(self)->type;
    PyObject *places = NULL;
    Py_ssize_t n = PyList_Size(now), shift = PyList_Size(before->items) - n;
    int bad = gs_edit_begin(&e, self, 1) || gs_edit_word(&e, GS_EDIT_ARRANGE) || gs_edit_word(&e, (uint64_t)n) ? -1 : 0;
    *kept = ty->elem->kind != GS_OBJ;
    for (Py_ssize_t i = 0; !bad && i < n; i++) {
        PyObject *v = PyList_GetItem(now, i);
        Py_ssize_t was = gs_list_was(before->items, &places, v, i, shift);
        bad = was == -2 || gs_edit_word(&e, (uint64_t)was) ? -1 : 0;
        if (bad || was >= 0) continue;
        bad = gs_edit_value(&e, ty->elem, v, i, NULL);
        *kept = *kept && gs_live_keeps(ty->elem, v);
    }
    if (!bad) bad = gs_list_changed(self, before) ? 1 : gs_edit_run(&e); /* a value may have changed it */
    gs_edit_end(&e);
    /* the containers in the list know their places again */
    for (int set = 0; !bad && set < 2; set++)
        for (Py_ssize_t i = 0; i < n; i++) {
            PyObject *v = PyList_GetItem(now, i);
            if (!gs_is_live(v) || gs_list_was(before->items, &places, v, i, shift) < 0) continue;
            if (set && gs_spot_of(v)->index >= 0) *kept = 0; /* it is in the list twice, which are two in Go */
            gs_spot_of(v)->index = set ? i : -1;
        }
    Py_XDECREF(places);
    return bad;
}

/* What was taken out is plain from now on. */
static void gs_list_left(PyObject *self, PyObject *now, PyObject *before) {
    PyObject *places = NULL;
    for (Py_ssize_t i = 0, n = PyList_Size(before); i < n; i++) {
        PyObject *v = PyList_GetItem(before, i);
        if (!gs_is_live(v)) break;
        if (gs_list_was(now, &places, v, i, 0) == -1) gs_live_detach(v, gs_spot_of(self));
    }
    PyErr_Clear();
    Py_XDECREF(places);
}

/* Runs list.name() on a copy, then in Go, and only then here: so nobody meets a list that is half changed.
   *again: Go, or somebody else, has changed it meanwhile. */
static PyObject *gs_list_try(PyObject *self, const char *name, PyObject *args, PyObject *kw, int *again) {
    gs_list_state before;
    if (gs_list_state_of(self, &before)) return NULL;
    PyObject *now = PySequence_List(before.items);
    PyObject *m = now ? PyObject_GetAttrString(now, name) : NULL, *out = m ? PyObject_Call(m, args, kw) : NULL;
    const gs_type *ty = gs_spot_of(self)->type;
    int kept = 0, r = out ? 0 : -1;
    if (!r && ty && ty->kind == GS_ARRAY && PyList_Size(now) != ty->n) {
        PyErr_Format(PyExc_ValueError, "an array of Go has %zd items, no more and no less", (Py_ssize_t)ty->n);
        r = -1;
    }
    if (!r) r = gs_list_send(self, &before, now, &kept);
    if (!r) {
        kept = kept && gs_spot_of(self)->edits == before.edits + 1;
        r = gs_live_list_content(self, now);
        gs_list_left(self, now, before.items);
        if (!r && !kept) r = gs_live_refresh(self);
    }
    *again = r > 0;
    if (!r && out == now) { /* __imul__ */
        Py_DECREF(out);
        out = Py_NewRef(self);
    } else if (r) {
        Py_XDECREF(out);
        out = NULL;
    }
    Py_XDECREF(m);
    Py_XDECREF(now);
    Py_DECREF(before.items);
    return out;
}

/* Runs list.name(self, *args, **kw) here and in Go. */
static PyObject *gs_list_do(PyObject *self, const char *name, PyObject *args, PyObject *kw) {
    GS_LIVE_ALONE();
    for (int tries = 0; tries < GS_TRIES; tries++) {
        int live = gs_live_begin_all(self), again = 0;
        if (live < 0 || (live && gs_live_refresh(self))) return NULL;
        if (!live || !gs_spot_of(self)->type) return gs_live_base(self, name, args, kw);
        PyObject *out = gs_list_try(self, name, args, kw, &again);
        if (out || !again) return out;
    }
    gs_live_conflict(self);
    return NULL;
}

static PyObject *gs_list_do_with(PyObject *self, const char *name, PyObject *a, PyObject *b) {
    PyObject *args = b ? PyTuple_Pack(2, a, b) : PyTuple_Pack(1, a);
    PyObject *r = args ? gs_list_do(self, name, args, NULL) : NULL;
    Py_XDECREF(args);
    return r;
}

static int gs_list_ass_subscript(PyObject *self, PyObject *key, PyObject *v) {
    GS_LIVE_ALONE();
    PyObject *r;
    if (v && PyIndex_Check(key)) {
        PyObject *i = PyNumber_Index(key);
        Py_ssize_t at = i ? (Py_ssize_t)PyLong_AsLongLong(i) : -1;
        Py_XDECREF(i);
        if (at != -1 || !PyErr_Occurred()) return gs_list_set(self, at, v);
        if (!PyErr_ExceptionMatches(PyExc_OverflowError)) return -1;
        PyErr_SetString(PyExc_IndexError, "cannot fit 'int' into an index-sized integer");
        return -1;
    }
    if (!v) {
        r = gs_list_do_with(self, "__delitem__", key, NULL);
    } else { /* a slice; what is an iterator can be read once */
        PyObject *items = PyIter_Check(v) || v == self ? PySequence_List(v) : Py_NewRef(v);
        r = items ? gs_list_do_with(self, "__setitem__", key, items) : NULL;
        Py_XDECREF(items);
    }
    Py_XDECREF(r);
    return r ? 0 : -1;
}

static int gs_list_ass_item(PyObject *self, Py_ssize_t i, PyObject *v) {
    PyObject *key = PyLong_FromSsize_t(i);
    int r = key ? gs_list_ass_subscript(self, key, v) : -1;
    Py_XDECREF(key);
    return r;
}

static PyObject *gs_list_inplace_repeat(PyObject *self, Py_ssize_t n) {
    PyObject *k = PyLong_FromSsize_t(n), *r = k ? gs_list_do_with(self, "__imul__", k, NULL) : NULL;
    Py_XDECREF(k);
    return r;
}

#define GS_LIST_METHOD(name)                                                             \
    static PyObject *gs_list_##name(PyObject *self, PyObject *args, PyObject *kw) {      \
        return gs_list_do(self, #name, args, kw);                                        \
    }
GS_LIST_METHOD(insert)
GS_LIST_METHOD(pop)
GS_LIST_METHOD(remove)
GS_LIST_METHOD(clear)
GS_LIST_METHOD(reverse)
GS_LIST_METHOD(sort)
#define GS_LIST_ENTRY(name, doc) \
    { #name, (PyCFunction)(void (*)(void))gs_list_##name, METH_VARARGS | METH_KEYWORDS, doc }

static PyMethodDef gs_list_methods[] = {
    { "append", gs_list_append, METH_O, "append($self, object, /)\n--\n\nAppend object to the end of the list, also in Go." },
    { "extend", gs_list_extend, METH_O, "extend($self, iterable, /)\n--\n\nAppend the items, also in Go." },
    GS_LIST_ENTRY(insert, "insert($self, index, object, /)\n--\n\nInsert object before index, also in Go."),
    GS_LIST_ENTRY(pop, "pop($self, index=-1, /)\n--\n\nRemove and return item at index, also in Go."),
    GS_LIST_ENTRY(remove, "remove($self, value, /)\n--\n\nRemove first occurrence of value, also in Go."),
    GS_LIST_ENTRY(clear, "clear($self, /)\n--\n\nRemove all items, also in Go."),
    GS_LIST_ENTRY(reverse, "reverse($self, /)\n--\n\nReverse in place, also in Go."),
    GS_LIST_ENTRY(sort, "sort($self, /, *, key=None, reverse=False)\n--\n\nSort in place, also in Go."),
    GS_LIVE_METHODS,
    { NULL, NULL, 0, NULL },
};

PyType_Slot gs_live_list_slots[] = {
    { Py_tp_methods, gs_list_methods },
    { Py_tp_doc, "A list in Go, of a field or a variable: what changes it changes Go." },
    { Py_mp_ass_subscript, (void *)gs_list_ass_subscript },
    { Py_sq_ass_item, (void *)gs_list_ass_item },
    { Py_sq_inplace_concat, (void *)gs_list_inplace_concat },
    { Py_sq_inplace_repeat, (void *)gs_list_inplace_repeat },
    { 0, NULL },
};
