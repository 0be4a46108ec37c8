/* wire.h: values of any depth in one crossing. Twin: rt/wire.go.

   A wire buffer is a run of 8-byte words. Python's values are written to it by a walk
   along the type's description, and Go reads it by generated code of the same
   shape; results go the other way. What each kind writes:
     numbers     one word (complex two)
     str, bytes  length, then the bytes padded to 8; bytes that are None: -1
     list, set   count, or -1 for None; then the items. Numbers are packed at
                 their own size and padded to 8 as a whole
     array       its items
     list, array of structs, out: count (lists alone); if not 0, address and handle of
                 the first; the instances are views of them
     dict        count, or -1; then key, value, key, value
     opt         0, or 1 and the value
     obj, box    In: address of the instance, or 0 and the plain value.
                 Out: address and handle
     ref         In: address or 0. Out: address and handle
     named       as the type under it
     time        seconds since 1970, nanoseconds, offset from UTC in seconds
     duration    nanoseconds
     callable    In: the object, or 0, and its signature; or the address of a Go
                 function and 0. Out: address, handle, and whether it is a Python
                 object's; or three times 0
     pyobject    In: the object, or 0. Out: the object or 0, and its handle
     stream      In: the iterable, the description of its type, and its parameter's
                 name and function or twice 0. Out: address and handle
     channel     Out: as a stream
     netip addr  length (0 is None) and bytes of the address; of 16, its zone as a str
     netip prefix, addrport
                 0 for None; or 1, the number of bits (and GS_HOST_BITS) or the port, and
                 the address
     bigint      GS_BIG_SMALL and an int64; GS_BIG_POSITIVE or GS_BIG_NEGATIVE and the
                 magnitude as bytes, big-endian; out: GS_BIG_NIL */
#ifndef GS_VALUES_WIRE_H
#define GS_VALUES_WIRE_H
#include "abi/abi3.h"
#include "abi/attributes.h"
#include "call/call.h"
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#pragma GCC visibility push(hidden)

typedef struct gs_class gs_class;
typedef struct gs_flow gs_flow;
typedef struct gs_signature gs_signature;
typedef struct gs_encoder gs_encoder;
typedef struct gs_decoder gs_decoder;

/* What a family of types does with a value that stands in a wire buffer. Each family
   fills one in its own file, and the description of a type refers to it: what
   holds other values, as a list does, knows nothing else of them. */
typedef struct gs_ops {
    int (*put)(gs_encoder *t, const gs_type *ty, PyObject *v, const gs_path *path); /* 0, or -1 with an exception */
    PyObject *(*take)(gs_decoder *r, const gs_type *ty); /* a new reference; NULL, with the value read over */
    void (*skip)(gs_decoder *r, const gs_type *ty); /* reads over it, and gives back what it holds of Go's */
    PyObject *(*take_list)(gs_decoder *r, const gs_type *ty, Py_ssize_t n); /* n of them, one after the other */
    void (*skip_list)(gs_decoder *r, const gs_type *ty, Py_ssize_t n);
    size_t least; /* bytes that a value takes at least: how much room a list asks for at once */
} gs_ops;

/* All of them: what a family forgets does not compile. */
#define GS_OPS(family, put, take, skip, take_list, skip_list, least) \
    const gs_ops gs_##family##_ops = { put, take, skip, take_list, skip_list, least }

struct gs_type {
    uint8_t kind;
    const gs_ops *ops;   /* of its family */
    int64_t n;           /* arrays: length; bytes: length, or -1 */
    const gs_type *elem; /* item, value, or the type under a named one */
    const gs_type *key;
    gs_class *cls;
    const char *expected; /* for messages: "list[int]" */
    const struct gs_signature *signature; /* callables */
    const struct gs_flow *flow;           /* streams and channels */
};

struct gs_encoder {
    char *p;
    size_t len, cap;
    gs_cleanup cleanup; /* frees p when it has outgrown small */
    gs_call *call;
    char small[256];
};

GS_INLINE void gs_encoder_init(gs_encoder *t, gs_call *c) {
    t->p = t->small;
    t->len = 0;
    t->cap = sizeof t->small;
    t->call = c;
    t->cleanup.what = GS_CLEANUP_MEM;
    t->cleanup.u.mem = NULL;
}

int gs_encoder_grow(gs_encoder *t, size_t n);

/* Room for n bytes, rounded up to whole words; the address, or NULL with
   MemoryError. It is good until the next call. */
GS_INLINE char *gs_encoder_alloc(gs_encoder *t, size_t n) {
    n = (n + 7) & ~(size_t)7;
    if (GS_UNLIKELY(t->cap - t->len < n) && gs_encoder_grow(t, n)) return NULL;
    char *p = t->p + t->len;
    t->len += n;
    return p;
}

GS_INLINE int gs_encoder_word(gs_encoder *t, uint64_t w) {
    char *p = gs_encoder_alloc(t, 8);
    if (!p) return -1;
    memcpy(p, &w, 8);
    return 0;
}

/* Room for n values of a type, so that the wire buffer grows once. */
GS_INLINE int gs_encoder_reserve(gs_encoder *t, const gs_type *ty, Py_ssize_t n) {
    size_t bytes = (size_t)n * ty->ops->least;
    return GS_UNLIKELY(t->cap - t->len < bytes) ? gs_encoder_grow(t, bytes) : 0;
}

GS_INLINE int gs_encode(gs_encoder *t, const gs_type *ty, PyObject *v, const gs_path *path) {
    return ty->ops->put(t, ty, v, path);
}

/* Results. The core wrote the wire buffer, so it is not checked again. */
struct gs_decoder {
    const char *p;
    int api; /* of the instances on it */
};

GS_INLINE uint64_t gs_decoder_word(gs_decoder *r) {
    uint64_t w;
    memcpy(&w, r->p, 8);
    r->p += 8;
    return w;
}

GS_INLINE const char *gs_decoder_bytes(gs_decoder *r, size_t n) {
    const char *p = r->p;
    r->p += (n + 7) & ~(size_t)7;
    return p;
}

GS_INLINE PyObject *gs_decode(gs_decoder *r, const gs_type *ty) { return ty->ops->take(r, ty); }

/* Reads over a value that nobody will have, and gives back what it holds. */
GS_INLINE void gs_decode_skip(gs_decoder *r, const gs_type *ty) { ty->ops->skip(r, ty); }

/* The operations on lists of a family that has no form of its own for them. */
void gs_decode_skip_items(gs_decoder *r, const gs_type *ty, Py_ssize_t n);
PyObject *gs_decode_items(gs_decoder *r, const gs_type *ty, Py_ssize_t n);

/* What one word and a handle stand for. */
void gs_decode_skip_handle(gs_decoder *r, const gs_type *ty);

PyObject *gs_wire_out(const gs_type *ty, const uint64_t *w, int api);

/* An argument of any type through a wire buffer: address and length. */
int gs_wire_in(gs_call *c, int arg, const gs_type *ty, PyObject *v, uint64_t *w, gs_encoder *t);
#pragma GCC visibility pop
#endif
