/* text.h: str and bytes. Twins: rt/text.go, internal/convert/text.go.
   In: address and length of Python's own memory, which the call keeps alive.
   Out: address, length and slot. */
#ifndef GS_TEXT_H
#define GS_TEXT_H
#include "number.h"

/* str whose text UTF-8 can't say as it is, or an os.PathLike. The bytes object
   made for it is kept by the call. */
GS_FUNC int gs_str_other(gs_call *c, PyObject *v, const char **p, Py_ssize_t *n) {
    if (PyUnicode_Check(v)) {
        *p = PyUnicode_AsUTF8AndSize(v, n);
        if (*p) return GS_OK;
        if (!PyErr_ExceptionMatches(PyExc_UnicodeEncodeError)) return GS_RAISED;
        PyErr_Clear(); /* lone surrogates: those of surrogateescape have bytes, all others raise below */
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
GS_INLINE int gs_str_in(gs_call *c, PyObject *v, uint64_t *w) {
    Py_ssize_t n;
    const char *p;
    if (GS_LIKELY(gs_is(v, PyUnicode_Type)) && GS_LIKELY((p = PyUnicode_AsUTF8AndSize(v, &n)) != NULL)) {
        w[0] = (uint64_t)(uintptr_t)p;
        w[1] = (uint64_t)n;
        return GS_OK;
    }
    if (PyErr_Occurred()) PyErr_Clear(); /* tried again with surrogateescape */
    int r = gs_str_other(c, v, &p, &n);
    if (r) return r;
    w[0] = (uint64_t)(uintptr_t)p;
    w[1] = (uint64_t)n;
    return GS_OK;
}

/* A new str; bytes that are not UTF-8 become surrogates, and so come back as
   they were. */
GS_INLINE PyObject *gs_text(const char *p, Py_ssize_t n) { return PyUnicode_DecodeUTF8(p, n, "surrogateescape"); }

enum { GS_LARGE = 64 << 10 }; /* results above it are given back at once */

GS_INLINE PyObject *gs_str_out(const uint64_t *w) {
    PyObject *r = gs_text((const char *)(uintptr_t)w[0], (Py_ssize_t)w[1]);
    gs_slot_free((int32_t)w[2], w[1] >= GS_LARGE);
    return r;
}

/* Any object with a buffer, as bytes: a view that is held to the end of the
   call. None is a nil slice: address 0. An empty buffer is not nil. */
static char gs_empty[16];
GS_FUNC int gs_bytes_other(gs_call *c, PyObject *v, uint64_t *w, gs_undo *u) {
    w[0] = w[1] = 0;
    if (v == Py_None) return GS_OK;
    if (!PyObject_CheckBuffer(v)) return GS_WRONG_TYPE;
    int masked = gs_masked(v);
    if (masked) return masked < 0 ? GS_RAISED : GS_MISSING;
    if (!c->later && !PyObject_GetBuffer(v, &u->u.view, PyBUF_SIMPLE)) {
        u->what = GS_UNDO_VIEW;
        gs_undo_add(c, u);
        w[0] = (uint64_t)(uintptr_t)(u->u.view.len ? u->u.view.buf : gs_empty);
        w[1] = (uint64_t)u->u.view.len;
        return GS_OK;
    }
    if (!c->later && !PyErr_ExceptionMatches(PyExc_BufferError) && !PyErr_ExceptionMatches(PyExc_ValueError)) return GS_RAISED;
    PyErr_Clear(); /* if not contiguous: its bytes are gathered in C order */
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
    u->what = GS_UNDO_MEM;
    u->u.mem = m;
    gs_undo_add(c, u);
    w[0] = (uint64_t)(uintptr_t)m;
    w[1] = (uint64_t)n;
    return GS_OK;
}
GS_INLINE int gs_bytes_in(gs_call *c, PyObject *v, uint64_t *w, gs_undo *u) {
    char *p;
    Py_ssize_t n;
    if (GS_LIKELY(gs_is(v, PyBytes_Type))) {
        if (PyBytes_AsStringAndSize(v, &p, &n)) return GS_RAISED;
        w[0] = (uint64_t)(uintptr_t)p;
        w[1] = (uint64_t)n;
        return GS_OK;
    }
    return gs_bytes_other(c, v, w, u);
}
/* Text that may come as bytes (//py:bytes): taken as they are, UTF-8 or not. */
GS_INLINE int gs_text_in(gs_call *c, PyObject *v, uint64_t *w, gs_undo *u) {
    if (GS_LIKELY(PyUnicode_Check(v)) || v == Py_None || !PyObject_CheckBuffer(v)) return gs_str_in(c, v, w);
    return gs_bytes_in(c, v, w, u);
}
GS_INLINE PyObject *gs_bytes_out(const uint64_t *w) {
    PyObject *r = PyBytes_FromStringAndSize((const char *)(uintptr_t)w[0], (Py_ssize_t)w[1]);
    gs_slot_free((int32_t)w[2], w[1] >= GS_LARGE);
    return r;
}
#endif
