#include "values/text.h"
#include "values/foreign.h"
#include "values/wire.h"
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

GS_NOINLINE int gs_str_other(gs_call *c, PyObject *v, const char **p, Py_ssize_t *n) {
    if (PyUnicode_Check(v)) {
        *p = PyUnicode_AsUTF8AndSize(v, n);
        if (*p) return GS_OK;
        if (!PyErr_ExceptionMatches(PyExc_UnicodeEncodeError)) return GS_RAISED;
        PyErr_Clear(); /* lone surrogates: those of surrogateescape stand for bytes, all others raise below */
        PyObject *b = PyUnicode_AsEncodedString(v, "utf-8", "surrogateescape");
        if (!b || gs_keep(c, b)) return GS_RAISED;
        *p = PyBytes_AsString(b);
        *n = PyBytes_Size(b);
        return GS_OK;
    }
    int path = gs_has((PyObject *)Py_TYPE(v), "__fspath__");
    if (path <= 0) return path ? GS_RAISED : GS_WRONG_TYPE;
    PyObject *s = PyOS_FSPath(v);
    if (!s || gs_keep(c, s)) return GS_RAISED;
    if (PyUnicode_Check(s)) return gs_str_other(c, s, p, n);
    *p = PyBytes_AsString(s);
    *n = PyBytes_Size(s);
    return *p ? GS_OK : GS_RAISED;
}

char gs_empty[16];

GS_NOINLINE int gs_bytes_other(gs_call *c, PyObject *v, uint64_t *w, gs_cleanup *u) {
    w[0] = w[1] = 0;
    if (v == Py_None) return GS_OK;
    if (!PyObject_CheckBuffer(v)) return GS_WRONG_TYPE;
    int masked = gs_masked(v);
    if (masked) return masked < 0 ? GS_RAISED : GS_MISSING;
    if (!c->is_async && !PyObject_GetBuffer(v, &u->u.view, PyBUF_SIMPLE)) {
        u->what = GS_CLEANUP_VIEW;
        gs_cleanup_add(c, u);
        w[0] = (uint64_t)(uintptr_t)(u->u.view.len ? u->u.view.buf : gs_empty);
        w[1] = (uint64_t)u->u.view.len;
        return GS_OK;
    }
    if (!c->is_async && !PyErr_ExceptionMatches(PyExc_BufferError) && !PyErr_ExceptionMatches(PyExc_ValueError))
        return GS_RAISED;
    PyErr_Clear(); /* not contiguous: copy its bytes in C order */
    Py_buffer b;
    if (PyObject_GetBuffer(v, &b, PyBUF_FULL_RO)) return GS_RAISED;
    char *m = malloc(b.len ? (size_t)b.len : 1);
    int bad = !m ? (PyErr_NoMemory(), 1) : PyBuffer_ToContiguous(m, &b, b.len, 'C') != 0;
    Py_ssize_t n = b.len;
    PyBuffer_Release(&b);
    if (bad) {
        free(m);
        return GS_RAISED;
    }
    u->what = GS_CLEANUP_MEM;
    u->u.mem = m;
    gs_cleanup_add(c, u);
    w[0] = (uint64_t)(uintptr_t)m;
    w[1] = (uint64_t)n;
    return GS_OK;
}

/* A function of its own, since it needs a large stack frame, and every level of a nested value
   has a frame of gs_encode(). */
static GS_NOINLINE int gs_bytes_put(gs_encoder *t, const gs_type *ty, PyObject *v, const gs_path *path) {
    gs_call c = { .fn = t->call->fn };
    gs_cleanup u;
    uint64_t w[2];
    char *p;
    int r = GS_WRONG_TYPE; /* an array is never nil */
    if (ty->n < 0 || v != Py_None) r = gs_bytes_in(&c, v, w, &u);
    if (r) return gs_argerror_value(path, r, ty->expected, v);
    if (ty->n >= 0 && (int64_t)w[1] != ty->n)
        r = gs_argerror(path, PyExc_ValueError, "expected %s", ty->expected, NULL);
    else if (!w[0]) r = gs_encoder_word(t, (uint64_t)-1);
    else if (gs_encoder_word(t, w[1]) || !(p = gs_encoder_alloc(t, w[1]))) r = -1;
    else memcpy(p, (void *)(uintptr_t)w[0], w[1]);
    gs_done(&c);
    return r;
}

static PyObject *gs_bytes_take(gs_decoder *r, const gs_type *ty) {
    (void)ty;
    size_t n = (size_t)gs_decoder_word(r);
    if (n == (size_t)-1) n = 0; /* nil: b"" */
    return PyBytes_FromStringAndSize(gs_decoder_bytes(r, n), (Py_ssize_t)n);
}

static void gs_bytes_skip(gs_decoder *r, const gs_type *ty) {
    (void)ty;
    Py_ssize_t n = (Py_ssize_t)gs_decoder_word(r);
    gs_decoder_bytes(r, n < 0 ? 0 : (size_t)n);
}

GS_OPS(bytes, gs_bytes_put, gs_bytes_take, gs_bytes_skip, gs_decode_items, gs_decode_skip_items, 8);

static int gs_str_put(gs_encoder *t, const gs_type *ty, PyObject *v, const gs_path *path) {
    uint64_t w[2];
    char *p;
    int r = gs_str_in(t->call, v, w);
    if (r) return gs_argerror_value(path, r, ty->expected, v);
    if (gs_encoder_word(t, w[1]) || !(p = gs_encoder_alloc(t, w[1]))) return -1;
    memcpy(p, (void *)(uintptr_t)w[0], w[1]);
    return 0;
}

static PyObject *gs_str_take(gs_decoder *r, const gs_type *ty) {
    (void)ty;
    size_t n = (size_t)gs_decoder_word(r);
    return gs_text(gs_decoder_bytes(r, n), (Py_ssize_t)n);
}

GS_OPS(str, gs_str_put, gs_str_take, gs_bytes_skip, gs_decode_items, gs_decode_skip_items, 8);
