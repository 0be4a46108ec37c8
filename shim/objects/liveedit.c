#include "objects/livepart.h"
#include "call/argerror.h"
#include "call/frame.h"
#include "objects/errors.h"
#include "objects/object.h"
#include <string.h>

/* Edits: changes of live containers, on their way to Go. */

int gs_live_path(gs_spot *leaf, gs_spot **all) {
    int n = 0;
    for (gs_spot *s = leaf; s->type; s = &((gs_level *)s->up)->spot) {
        if (n == GS_DEPTH) {
            PyErr_SetString(PyExc_RecursionError, "a container lies too deep to be changed");
            return -1;
        }
        all[n++] = s;
        if (s->inner) continue;
        for (int i = 0; i < n / 2; i++) {
            gs_spot *t = all[i];
            all[i] = all[n - 1 - i];
            all[n - 1 - i] = t;
        }
        return n;
    }
    return 0;
}

int gs_live_allowed(gs_spot **all) {
    const gs_spot *root = all[0];
    if (root->generation != gs_the_core.generation) {
        PyErr_Format(PyExc_RuntimeError, "this content of '%s' was read before the process was forked: read it again",
            root->live->name);
        return -1;
    }
    const gs_object *of = root->live->get ? (gs_object *)root->up : NULL;
    if (of && (of->readonly || (of->readonly_nil && !root->data))) return gs_field_refuses(root->live->name, Py_None);
    if (root->live->edit == GS_NO_FN) {
        PyErr_Format(PyExc_TypeError, "the content of '%s' can't be changed in place: assign a changed copy to it",
            root->live->name);
        return -1;
    }
    return 1;
}

/* Sends what a C function has written; 1, or -1 with an exception, which is raised once. */
static GS_COLD int gs_live_catch_up(PyObject *self) {
    const char *name = gs_spot_of(self)->live->name, *kind = gs_kind_of(Py_TYPE(self))->name;
    int bad = Py_TYPE(self) == gs_live_list ? gs_live_list_send_all(self) : 1;
    if (Py_TYPE(self) == gs_live_list) gs_live_leaves(self, self);
    else gs_live_leaves_size(self);
    if (!bad) return gs_live_refresh(self) ? -1 : 1;
    if (bad > 0)
        PyErr_Format(PyExc_RuntimeError,
            "a C function has written into this %s, and not into '%s' in Go, since it does not ask the %s: use methods of the "
            "%s, or change a plain one and assign it. Read '%s' again",
            kind, name, kind, kind, name);
    return -1;
}

int gs_live_begin(PyObject *self) {
    gs_spot *all[GS_DEPTH];
    int n = gs_live_path(gs_spot_of(self), all);
    if (n <= 0) return n;
    if (gs_live_allowed(all) < 0) return -1;
    return GS_UNLIKELY(Py_TYPE(self) == gs_live_list && gs_live_resized(self)) ? gs_live_catch_up(self) : 1;
}

int gs_live_begin_all(PyObject *self) {
    int live = gs_live_begin(self);
    return live > 0 && GS_UNLIKELY(gs_live_written(self)) ? gs_live_catch_up(self) : live;
}

int gs_live_keyed_begin(PyObject **k, PyObject *self) {
    if (GS_UNLIKELY(gs_live_resized(self))) return gs_live_catch_up(self);
    gs_part_of(*k = self)->busy++;
    return 0;
}

void gs_live_keyed_end(PyObject **k) {
    gs_part *p = *k ? gs_part_of(*k) : NULL;
    if (p && !--p->busy && p->left >= 0) gs_live_leaves_size(*k);
}

int gs_live_conflict(PyObject *self) {
    gs_spot *all[GS_DEPTH];
    int n = gs_live_path(gs_spot_of(self), all);
    if (n < 0) return -1;
    PyErr_Format(PyExc_RuntimeError, "what was here has been replaced since it was read: read '%s' again",
        n ? all[0]->live->name : "the field");
    return -1;
}

int gs_edit_word(gs_edit *e, uint64_t w) { return gs_encoder_word(&e->t, w); }

/* The path to a value, as messages show it: of the field's name and the keys and indices. */
static int gs_edit_encode(gs_edit *e, gs_spot **all, int n, int i, const gs_path *up, const gs_type *ty, PyObject *v,
    Py_ssize_t index, PyObject *key) {
    if (i < n) {
        PyObject *k = Py_XNewRef(all[i]->key); /* __index__ of a value may take it away */
        gs_path at = { up, k ? GS_AT_KEY : GS_AT_INDEX, NULL, NULL, all[i]->index, k };
        int r = gs_edit_encode(e, all, n, i + 1, &at, ty, v, index, key);
        Py_XDECREF(k);
        return r;
    }
    gs_path at = { up, key == v ? GS_AT_KEYOF : key ? GS_AT_KEY : GS_AT_INDEX, NULL, NULL, index, key };
    return gs_encode(&e->t, ty, v, &at);
}

int gs_edit_value(gs_edit *e, const gs_type *ty, PyObject *v, Py_ssize_t index, PyObject *key) {
    gs_spot *all[GS_DEPTH];
    int n = gs_live_path(e->spot, all);
    if (n <= 0) return n < 0 ? -1 : gs_live_conflict(e->self);
    gs_path root = { NULL, GS_AT_ARG, all[0]->live->name, NULL, 0, NULL };
    return gs_edit_encode(e, all, n, 1, &root, ty, v, index, key);
}

int gs_edit_begin(gs_edit *e, PyObject *self, int exact) {
    static const gs_fn none = { .name = NULL };
    memset(&e->call, 0, sizeof e->call);
    e->call.fn = &none;
    gs_encoder_init(&e->t, &e->call);
    e->self = self;
    e->spot = gs_spot_of(self);
    gs_spot *all[GS_DEPTH];
    int n = gs_live_path(e->spot, all);
    if (n <= 0) return n < 0 ? -1 : gs_live_conflict(self);
    if (gs_edit_word(e, (uint64_t)n - 1)) return -1;
    for (int i = 0; i < n; i++) {
        int any = i == 0 && n == 1 && !exact;
        if (gs_edit_word(e, any ? 0 : all[i]->data) || gs_edit_word(e, (uint64_t)(any ? -1 : all[i]->n))) return -1;
        if (i == n - 1) break;
        const gs_spot *next = all[i + 1];
        gs_path at = { NULL, GS_AT_ARG, all[0]->live->name, NULL, 0, NULL };
        if (next->key ? gs_encode(&e->t, all[i]->type->key, next->key, &at) : gs_edit_word(e, (uint64_t)next->index))
            return -1;
    }
    return 0;
}

int gs_edit_run(gs_edit *e) {
    gs_spot *all[GS_DEPTH];
    int n = gs_live_path(e->spot, all);
    if (n <= 0) return n < 0 ? -1 : gs_live_conflict(e->self);
    const gs_live *l = all[0]->live;
    int at = l->get != NULL;
    GS_FRAME(f, 6, 0);
    if (at) f.w[0] = (uint64_t)(uintptr_t)GS_PTR(all[0]->up);
    f.w[at] = (uint64_t)(uintptr_t)e->t.p;
    f.w[at + 1] = e->t.len;
    PyObject *up = Py_XNewRef(all[0]->up); /* another thread may take the container out of it */
    int r = gs_enter(&f.h, l->edit, GS_RELEASE);
    uint64_t *out = f.w + at + 2;
    Py_XDECREF(up);
    gs_gave(&e->call, r);
    if (r) {
        gs_raise(r, f.w, NULL);
        return -1;
    }
    if (out[0] == GS_EDIT_CONFLICT || out[0] == GS_EDIT_FOREIGN) e->call.crossed = 0;
    if (out[0] == GS_EDIT_FOREIGN) {
        PyErr_Format(PyExc_TypeError,
            "'%s' holds an interface with another type here than a %s becomes in Go: assign a changed copy to '%s'", l->name,
            gs_kind_of(Py_TYPE(e->self))->name, l->name);
        return -1;
    }
    if (out[0] == GS_EDIT_UNHASHABLE) {
        PyErr_Format(PyExc_TypeError, "unhashable in Go: a key of '%s' is or has in it what becomes a slice, a map or a function there", l->name);
        return -1;
    }
    if (out[0] == GS_EDIT_MISSING) return GS_EDIT_MISSING;
    if (out[0] != GS_EDIT_DONE) return 1;
    e->spot->edits++;
    e->spot->data = out[1];
    e->spot->n = (Py_ssize_t)out[2];
    return 0;
}

void gs_edit_end(gs_edit *e) { gs_done(&e->call); }
