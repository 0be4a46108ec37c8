#include "objects/named.h"
#include "objects/map.h"
#include "abi/attributes.h"
#include "os/stack.h"
#include "core/extension.h"
#include "call/argerror.h"
#include "call/call.h"
#include "call/frame.h"
#include "objects/errors.h"
#include "objects/live.h"
#include "objects/raisable.h"
#include "objects/repr.h"
#include "objects/snapshot.h"
#include "values/lent.h"
#include <string.h>

GS_NOINLINE PyObject *gs_named_wrap(gs_class *cls, PyObject *plain) {
    PyObject *v = gs_named_new(cls, plain);
    return GS_UNLIKELY(cls->error) ? gs_raisable_of(cls, v) : v;
}

GS_NOINLINE PyObject *gs_named_new(gs_class *cls, PyObject *plain) {
    if (!plain) return NULL;
    PyObject *r = NULL;
    if (cls->by_value) {
        r = gs_dict_get(cls->by_value, plain);
        if (!r && PyErr_Occurred()) {
            Py_DECREF(plain);
            return NULL;
        }
    }
    if (!r) r = PyObject_CallFunctionObjArgs((PyObject *)cls->type, plain, NULL);
    Py_DECREF(plain);
    return r;
}

/* Encodes a box: its instance, or a plain value. */
static GS_NOINLINE int gs_box_put(gs_encoder *t, const gs_type *ty, PyObject *v, const gs_path *path) {
    if (!(v = GS_RAISABLE_IN(t->call, ty->cls, v))) return -1;
    if (gs_is_of(ty->cls, v)) {
        if (GS_STALE(v)) return gs_argerror_value(path, gs_object_refuse(v), ty->expected, v);
        Py_INCREF(v);
        if (gs_keep(t->call, v) || gs_snapshot_add(t->call, ty->cls->copy, v, t, NULL)) return -1;
        return gs_encoder_word(t, gs_show(v));
    }
    if (ty->cls->other) {
        uint64_t w[1];
        int r = ty->cls->other(t->call, ty->cls, v, w);
        if (r == GS_OK) return gs_encoder_word(t, w[0]);
        if (r != GS_WRONG_TYPE) return -1;
    }
    if (gs_encoder_word(t, 0)) return -1;
    const gs_type *value = ty->cls->value;
    if (value->flow) return gs_encode(t, value, v, path); /* which Go keeps, to ask for items */
    gs_type plain = *value;
    plain.expected = ty->expected;
    return gs_encode(t, &plain, v, path);
}

GS_NOINLINE PyObject *gs_box_value(gs_class *cls, PyObject *self) {
    GS_FRAME(f, 4, 512);
    if (GS_STALE(self)) return gs_object_refuse(self), NULL;
    if (gs_stack_deep("a value")) return NULL;
    f.w[0] = gs_show(self);
    int r = gs_enter(&f.h, cls->get, GS_RELEASE);
    return r ? gs_raise(r, f.w, NULL) : gs_wire_out(cls->value, f.w + 1, gs_api_of(self));
}

gs_class *gs_box_class(PyObject *self) {
    for (int i = 0; i < gs_this.nclasses; i++) {
        gs_class *c = gs_this.classes[i];
        if (c->what == GS_CLASS_BOX && gs_is_of(c, self)) return c;
    }
    PyErr_SetString(PyExc_TypeError, "the object is over no Go value");
    return NULL;
}

PyObject *gs_box_live(gs_class *cls, PyObject *self) {
    GS_FRAME(f, 4, 512);
    if (GS_STALE(self)) return gs_object_refuse(self), NULL;
    if (gs_stack_deep("a value")) return NULL;
    f.w[0] = gs_show(self);
    int r = gs_enter(&f.h, cls->shown, GS_RELEASE);
    if (r) return gs_raise(r, f.w, NULL);
    return cls->numbers ? gs_live_numbers(cls->live, self, f.w + 1, gs_api_of(self))
                        : gs_live_out(cls->live, self, f.w + 1, gs_api_of(self));
}

/* The value, but containers in it, and structs, stand for those in Go. */
static PyObject *gs_box_shown(gs_class *cls, PyObject *self) {
    return cls->shows_items ? gs_box_live(cls, self) : gs_box_value(cls, self);
}

PyObject *gs_box_read(PyObject *self, void *unused) {
    (void)unused;
    gs_class *c = gs_box_class(self);
    return c ? gs_box_live(c, self) : NULL;
}

PyObject *gs_box_plain(gs_class *cls, PyObject *self) { return gs_box_value(cls, self); }

/* Two of one class are compared by its methods, where it has them; all else is with the plain value. */
GS_NOINLINE PyObject *gs_box_compare(gs_class *cls, PyObject *a, PyObject *b, int op) {
    int own = op == Py_EQ || op == Py_NE ? cls->eq : cls->order;
    if (own != GS_NO_FN && gs_is_of(cls, b)) return gs_object_compare(cls, a, b, op);
    PyObject *y = gs_is_of(cls, b) ? gs_box_value(cls, b) : Py_NewRef(b);
    PyObject *x = y ? gs_box_value(cls, a) : NULL;
    PyObject *r = x ? PyObject_RichCompare(x, y, op) : NULL;
    Py_XDECREF(x);
    Py_XDECREF(y);
    return r;
}

GS_NOINLINE Py_hash_t gs_box_hash(gs_class *cls, PyObject *self) {
    PyObject *v = gs_map_key(gs_box_value(cls, self));
    Py_hash_t h = v ? PyObject_Hash(v) : -1;
    Py_XDECREF(v);
    return h;
}

GS_NOINLINE Py_ssize_t gs_box_len(gs_class *cls, PyObject *self) {
    PyObject *v = gs_box_value(cls, self);
    Py_ssize_t n = v ? PyObject_Size(v) : -1;
    Py_XDECREF(v);
    return n;
}

GS_NOINLINE PyObject *gs_box_item(gs_class *cls, PyObject *self, PyObject *key) {
    PyObject *v = gs_box_shown(cls, self), *r = v ? PyObject_GetItem(v, key) : NULL;
    Py_XDECREF(v);
    return r;
}

GS_NOINLINE PyObject *gs_box_iter(gs_class *cls, PyObject *self) {
    PyObject *v = gs_box_shown(cls, self), *r = v ? PyObject_GetIter(v) : NULL;
    Py_XDECREF(v);
    return r;
}

GS_NOINLINE PyObject *gs_box_view(gs_class *cls, PyObject *self, const char *method) {
    PyObject *v = gs_box_shown(cls, self), *r = v ? PyObject_CallMethod(v, method, NULL) : NULL;
    Py_XDECREF(v);
    return r;
}

GS_NOINLINE PyObject *gs_box_forward(gs_class *cls, PyObject *self, const char *method, PyObject *args, PyObject *kw) {
    PyObject *v = gs_box_shown(cls, self), *f = v ? PyObject_GetAttrString(v, method) : NULL;
    PyObject *r = f ? PyObject_Call(f, args, kw) : NULL;
    Py_XDECREF(v);
    Py_XDECREF(f);
    return r;
}

/* The plain value of an instance of some class: a new reference, or NULL with an exception. */
static PyObject *gs_box_value_of(PyObject *self) {
    gs_class *c = gs_box_class(self);
    return c ? gs_box_value(c, self) : NULL;
}

PyObject *gs_box_method(PyObject *self, const char *method, PyObject *args, PyObject *kw) {
    PyObject *v = gs_box_value_of(self), *f = v ? PyObject_GetAttrString(v, method) : NULL;
    PyObject *r = f ? PyObject_Call(f, args, kw) : NULL;
    Py_XDECREF(v);
    Py_XDECREF(f);
    return r;
}

PyObject *gs_box_call(PyObject *self, PyObject *args, PyObject *kw) {
    PyObject *v = gs_box_value_of(self), *r = v ? PyObject_Call(v, args, kw) : NULL;
    Py_XDECREF(v);
    return r;
}

/* int() or float() of the plain value. */
static PyObject *gs_box_as(PyObject *self, PyTypeObject *t) {
    PyObject *v = gs_box_value_of(self), *r = v ? PyObject_CallFunctionObjArgs((PyObject *)t, v, NULL) : NULL;
    Py_XDECREF(v);
    return r;
}

PyObject *gs_box_int(PyObject *self) { return gs_box_as(self, &PyLong_Type); }

PyObject *gs_box_float(PyObject *self) { return gs_box_as(self, &PyFloat_Type); }

GS_NOINLINE PyObject *gs_box_str(gs_class *cls, PyObject *self) {
    return cls->what == GS_CLASS_BOX && cls->value->kind == GS_STR ? gs_box_value(cls, self) : gs_object_repr(cls, self);
}

GS_NOINLINE int gs_box_truth(gs_class *cls, PyObject *self) {
    PyObject *v = gs_box_value(cls, self);
    int r = v ? PyObject_IsTrue(v) : -1;
    Py_XDECREF(v);
    return r;
}

GS_NOINLINE int gs_box_contains(gs_class *cls, PyObject *self, PyObject *x) {
    PyObject *v = gs_box_value(cls, self);
    int r = v ? PySequence_Contains(v, x) : -1;
    Py_XDECREF(v);
    return r;
}

/* ---- in a wire buffer ---- */

static int gs_named_put(gs_encoder *t, const gs_type *ty, PyObject *v, const gs_path *path) {
    gs_type plain = *ty->elem;
    plain.expected = ty->expected;
    if (!(v = GS_RAISABLE_IN(t->call, ty->cls, v))) return -1;
    return gs_encode(t, &plain, v, path);
}

static PyObject *gs_named_take(gs_decoder *r, const gs_type *ty) {
    return gs_named_wrap(ty->cls, gs_decode(r, ty->elem));
}

static void gs_named_skip(gs_decoder *r, const gs_type *ty) { gs_decode_skip(r, ty->elem); }

GS_OPS(named, gs_named_put, gs_named_take, gs_named_skip, gs_decode_items, gs_decode_skip_items, 8);
/* ---- what Go writes to what stands for a box ---- */

static int gs_box_held(const gs_type *ty, PyObject *old, PyObject *new) {
    if (!gs_is_of(ty->cls, old)) return GS_BOX_PLAIN;
    int kind = ty->elem ? ty->elem->kind : GS_ARRAY;
    size_t n = kind == GS_LIST || kind == GS_BYTES ? 2 : kind == GS_DICT || kind == GS_SET ? 1 : 0; /* address and length */
    if (!n || GS_STALE(old)) return GS_BOX_OTHER;
    return memcmp(GS_PTR(old), GS_PTR(new), n * sizeof(void *)) ? GS_BOX_OTHER : GS_BOX_SAME;
}

static PyObject *gs_box_held_value(const gs_type *ty, PyObject *box) { return gs_box_value(ty->cls, box); }

void gs_boxes_init(void) { gs_lent_boxes = (gs_lent_hooks){ gs_box_held, gs_box_held_value }; }

GS_OPS(box, gs_box_put, gs_object_take, gs_decode_skip_handle, gs_decode_items, gs_decode_skip_items, 8);
