#include "values/tape.h"
#include "call/frame.h"
#include "values/text.h"
#include <stdlib.h>

GS_NOINLINE int gs_tape_grow(gs_tape *t, size_t n) {
    size_t cap = t->cap * 2 > t->len + n ? t->cap * 2 : t->len + n;
    char *old = t->p == t->small ? NULL : t->p, *m = realloc(old, cap);
    if (!m) {
        PyErr_NoMemory();
        return -1;
    }
    if (!old) {
        memcpy(m, t->small, t->len);
        gs_undo_add(t->call, &t->undo);
    }
    t->undo.u.mem = t->p = m;
    t->cap = cap;
    return 0;
}
GS_NOINLINE void gs_tape_skip_items(gs_reader *r, const gs_type *ty, Py_ssize_t n) {
    for (Py_ssize_t i = 0; i < n; i++) gs_tape_skip(r, ty);
}
GS_NOINLINE PyObject *gs_tape_take_items(gs_reader *r, const gs_type *ty, Py_ssize_t n) {
    PyObject *l = PyList_New(n);
    for (Py_ssize_t i = 0; i < n; i++) {
        PyObject *o = l ? gs_tape_take(r, ty) : NULL;
        if (!o) {
            gs_tape_skip_items(r, ty, l ? n - i - 1 : n);
            Py_XDECREF(l);
            return NULL;
        }
        PyList_SetItem(l, i, o);
    }
    return l;
}
GS_NOINLINE void gs_tape_skip_slot(gs_reader *r, const gs_type *ty) {
    (void)ty;
    gs_read_word(r);
    gs_slot_free((int32_t)gs_read_word(r), 0);
}

GS_NOINLINE PyObject *gs_tape_out(const gs_type *ty, const uint64_t *w, int face) {
    gs_reader r = { (const char *)(uintptr_t)w[0], face };
    PyObject *o = gs_tape_take(&r, ty);
    gs_slot_free((int32_t)w[2], w[1] >= GS_LARGE);
    return o;
}

GS_NOINLINE int gs_tape_in(gs_call *c, int arg, const gs_type *ty, PyObject *v, uint64_t *w, gs_tape *t) {
    gs_path path = { NULL, GS_AT_ARG, c->fn->params[arg].name, c->fn, 0, NULL };
    gs_tape_init(t, c);
    int r = gs_tape_put(t, ty, v, &path);
    w[0] = (uint64_t)(uintptr_t)t->p;
    w[1] = t->len;
    return r;
}
