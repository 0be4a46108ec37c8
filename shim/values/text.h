/* text.h: str and bytes. Twins: rt/text.go, internal/convert/text.go.

   An argument is the address and length of Python's own memory, which the call keeps alive. A
   result is address, length and handle. Conversions of arguments return GS_OK or what is wrong
   (argerror.h). */
#ifndef GS_VALUES_TEXT_H
#define GS_VALUES_TEXT_H
#include "abi/abi3.h"
#include "abi/attributes.h"
#include "abi/inside.h"
#include "call/argerror.h"
#include "call/call.h"
#include "call/frame.h"
#include <stdint.h>
#pragma GCC visibility push(hidden)

typedef struct gs_ops gs_ops; /* wire.h */

/* A str with surrogates, or an os.PathLike. The call owns the bytes object that is made for it. */
int gs_str_other(gs_call *c, PyObject *v, const char **p, Py_ssize_t *n);

/* A str: address and length of its UTF-8. */
GS_INLINE int gs_str_in(gs_call *c, PyObject *v, uint64_t *w) {
    Py_ssize_t n;
    const char *p;
    if (GS_LIKELY((p = gs_ascii_inside(v, &n)) != NULL) || (gs_is(v, PyUnicode_Type) && (p = PyUnicode_AsUTF8AndSize(v, &n)) != NULL)) {
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

/* A new str. Bytes that are not UTF-8 become surrogates, which convert back to the same bytes. */
GS_INLINE PyObject *gs_text(const char *p, Py_ssize_t n) { return PyUnicode_DecodeUTF8(p, n, "surrogateescape"); }

enum { GS_LARGE = 64 << 10 }; /* handles of larger results are freed at once */

/* A result as a new str. Frees the handle. */
GS_INLINE PyObject *gs_str_out(const uint64_t *w) {
    PyObject *r = gs_text((const char *)(uintptr_t)w[0], (Py_ssize_t)w[1]);
    gs_handle_free((int32_t)w[2], w[1] >= GS_LARGE);
    return r;
}

extern char gs_empty[16]; /* the address of what is empty and not nil */

/* The slow path of gs_bytes_in(). */
int gs_bytes_other(gs_call *c, PyObject *v, uint64_t *w, gs_cleanup *u);

/* Bytes of any object with a buffer: a view until the end of the call; u: its cleanup. None is
   a nil slice: address 0. An empty buffer is not nil. */
GS_INLINE int gs_bytes_in(gs_call *c, PyObject *v, uint64_t *w, gs_cleanup *u) {
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

/* A str that may also be passed as bytes (//py:bytes). Bytes are taken as they are, UTF-8 or
   not. */
GS_INLINE int gs_text_in(gs_call *c, PyObject *v, uint64_t *w, gs_cleanup *u) {
    if (GS_LIKELY(PyUnicode_Check(v)) || v == Py_None || !PyObject_CheckBuffer(v)) return gs_str_in(c, v, w);
    return gs_bytes_in(c, v, w, u);
}

/* A result as new bytes, or None where the core says so (rt.PutBytesOrNone). Frees the handle. */
GS_INLINE PyObject *gs_bytes_out(const uint64_t *w) {
    if (GS_UNLIKELY(!w[0])) return Py_NewRef(Py_None);
    PyObject *r = PyBytes_FromStringAndSize((const char *)(uintptr_t)w[0], (Py_ssize_t)w[1]);
    gs_handle_free((int32_t)w[2], w[1] >= GS_LARGE);
    return r;
}

extern const gs_ops gs_bytes_ops;
extern const gs_ops gs_str_ops;
#pragma GCC visibility pop
#endif
