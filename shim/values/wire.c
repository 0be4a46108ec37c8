#include "values/wire.h"
#include "call/frame.h"
#include "values/text.h"
#include <stdlib.h>

GS_NOINLINE int gs_encoder_grow(gs_encoder *t, size_t n) {
    size_t cap = t->cap * 2 > t->len + n ? t->cap * 2 : t->len + n;
    char *old = t->p == t->small ? NULL : t->p, *m = realloc(old, cap);
    if (!m) {
        PyErr_NoMemory();
        return -1;
    }
    if (!old) {
        memcpy(m, t->small, t->len);
        gs_cleanup_add(t->call, &t->cleanup);
    }
    t->cleanup.u.mem = t->p = m;
    t->cap = cap;
    return 0;
}

GS_NOINLINE void gs_decode_skip_items(gs_decoder *r, const gs_type *ty, Py_ssize_t n) {
    for (Py_ssize_t i = 0; i < n; i++) gs_decode_skip(r, ty);
}

GS_NOINLINE PyObject *gs_decode_items(gs_decoder *r, const gs_type *ty, Py_ssize_t n) {
    PyObject *l = PyList_New(n);
    for (Py_ssize_t i = 0; i < n; i++) {
        PyObject *o = l ? gs_decode(r, ty) : NULL;
        if (!o) {
            gs_decode_skip_items(r, ty, l ? n - i - 1 : n);
            Py_XDECREF(l);
            return NULL;
        }
        PyList_SetItem(l, i, o);
    }
    return l;
}

GS_NOINLINE void gs_decode_skip_handle(gs_decoder *r, const gs_type *ty) {
    (void)ty;
    gs_decoder_word(r);
    gs_handle_free((int32_t)gs_decoder_word(r), 0);
}

GS_NOINLINE PyObject *gs_wire_out(const gs_type *ty, const uint64_t *w, int api) {
    gs_decoder r = { (const char *)(uintptr_t)w[0], api, NULL };
    PyObject *o = gs_decode(&r, ty);
    gs_handle_free((int32_t)w[2], w[1] >= GS_LARGE);
    return o;
}

GS_NOINLINE int gs_wire_in(gs_call *c, int arg, const gs_type *ty, PyObject *v, uint64_t *w, gs_encoder *t) {
    gs_path path = { NULL, GS_AT_ARG, c->fn->params[arg].name, c->fn, 0, NULL };
    gs_encoder_init(t, c);
    int r = gs_encode(t, ty, v, &path);
    w[0] = (uint64_t)(uintptr_t)t->p;
    w[1] = t->len;
    return r;
}
