/* tape.h: values of any depth in one crossing. Twin: rt/tape.go.

   A tape is a run of 8-byte words. Python's values are written to it by a walk
   along the type's description, and Go reads it by generated code of the same
   shape; results go the other way. What each kind writes:
     numbers     one word (complex two)
     str, bytes  length, then the bytes padded to 8; bytes that are None: -1
     list, set   count, or -1 for None; then the items. Numbers are packed at
                 their own size and padded to 8 as a whole
     array       its items
     list, array of structs, out: count (lists alone); if not 0, address and slot of
                 the first; the instances are views of them
     dict        count, or -1; then key, value, key, value
     opt         0, or 1 and the value
     obj, box    In: address of the instance, or 0 and the plain value.
                 Out: address and slot
     ref         In: address or 0. Out: address and slot
     named       as the type under it
     time        seconds since 1970, nanoseconds, offset from UTC in seconds
     duration    nanoseconds
     callable    In: the object, or 0, and its signature; or the address of a Go
                 function and 0. Out: address, slot, and whether it is a Python
                 object's; or three times 0
     pyobject    In: the object, or 0. Out: the object or 0, and its slot
     stream      In: the iterable, the description of its type, and its parameter's
                 name and function or twice 0. Out: address and slot
     channel     Out: as a stream
     netip addr  length (0 is None) and bytes of the address; of 16, its zone as a str
     netip prefix, addrport
                 0 for None; or 1, the number of bits (and GS_HOST_BITS) or the port, and
                 the address
     bigint      GS_BIG_SMALL and an int64; GS_BIG_POSITIVE or GS_BIG_NEGATIVE and the
                 magnitude as bytes, big-endian; out: GS_BIG_NIL */
#ifndef GS_VALUES_TAPE_H
#define GS_VALUES_TAPE_H
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
typedef struct gs_tape gs_tape;
typedef struct gs_reader gs_reader;

/* What a family of types does with a value that stands on a tape. Each family
   fills one in its own file, and the description of a type refers to it: what
   holds other values, as a list does, knows nothing else of them. */
typedef struct gs_ops {
    int (*put)(gs_tape *t, const gs_type *ty, PyObject *v, const gs_path *path); /* 0, or -1 with an exception */
    PyObject *(*take)(gs_reader *r, const gs_type *ty); /* a new reference; NULL, with the value read over */
    void (*skip)(gs_reader *r, const gs_type *ty); /* reads over it, and gives back what it holds of Go's */
    PyObject *(*take_list)(gs_reader *r, const gs_type *ty, Py_ssize_t n); /* n of them, one after the other */
    void (*skip_list)(gs_reader *r, const gs_type *ty, Py_ssize_t n);
    size_t least; /* bytes that a value takes at least: how much room a list asks for at once */
} gs_ops;
/* All of them: what a family forgets does not compile. */
#define GS_OPS(family, put, take, skip, take_list, skip_list, least) const gs_ops gs_##family##_ops = { put, take, skip, take_list, skip_list, least }

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

struct gs_tape {
    char *p;
    size_t len, cap;
    gs_undo undo; /* frees p when it has outgrown small */
    gs_call *call;
    char small[256];
};

GS_INLINE void gs_tape_init(gs_tape *t, gs_call *c) {
    t->p = t->small;
    t->len = 0;
    t->cap = sizeof t->small;
    t->call = c;
    t->undo.what = GS_UNDO_MEM;
    t->undo.u.mem = NULL;
}
int gs_tape_grow(gs_tape *t, size_t n);
/* Room for n bytes, rounded up to whole words; the address, or NULL with
   MemoryError. It is good until the next call. */
GS_INLINE char *gs_tape_room(gs_tape *t, size_t n) {
    n = (n + 7) & ~(size_t)7;
    if (GS_UNLIKELY(t->cap - t->len < n) && gs_tape_grow(t, n)) return NULL;
    char *p = t->p + t->len;
    t->len += n;
    return p;
}
GS_INLINE int gs_tape_word(gs_tape *t, uint64_t w) {
    char *p = gs_tape_room(t, 8);
    if (!p) return -1;
    memcpy(p, &w, 8);
    return 0;
}
/* Room for n values of a type, so that the tape grows once. */
GS_INLINE int gs_tape_reserve(gs_tape *t, const gs_type *ty, Py_ssize_t n) {
    size_t bytes = (size_t)n * ty->ops->least;
    return GS_UNLIKELY(t->cap - t->len < bytes) ? gs_tape_grow(t, bytes) : 0;
}
GS_INLINE int gs_tape_put(gs_tape *t, const gs_type *ty, PyObject *v, const gs_path *path) { return ty->ops->put(t, ty, v, path); }

/* Results. The core wrote the tape, so it is not checked again. */
struct gs_reader {
    const char *p;
    int face; /* of the instances on it */
};
GS_INLINE uint64_t gs_read_word(gs_reader *r) {
    uint64_t w;
    memcpy(&w, r->p, 8);
    r->p += 8;
    return w;
}
GS_INLINE const char *gs_read_bytes(gs_reader *r, size_t n) {
    const char *p = r->p;
    r->p += (n + 7) & ~(size_t)7;
    return p;
}
GS_INLINE PyObject *gs_tape_take(gs_reader *r, const gs_type *ty) { return ty->ops->take(r, ty); }
/* Reads over a value that nobody will have, and gives back what it holds. */
GS_INLINE void gs_tape_skip(gs_reader *r, const gs_type *ty) { ty->ops->skip(r, ty); }
/* The operations on lists of a family that has no form of its own for them. */
void gs_tape_skip_items(gs_reader *r, const gs_type *ty, Py_ssize_t n);
PyObject *gs_tape_take_items(gs_reader *r, const gs_type *ty, Py_ssize_t n);
/* What one word and a slot stand for. */
void gs_tape_skip_slot(gs_reader *r, const gs_type *ty);

PyObject *gs_tape_out(const gs_type *ty, const uint64_t *w, int face);

/* An argument of any type through a tape: address and length. */
int gs_tape_in(gs_call *c, int arg, const gs_type *ty, PyObject *v, uint64_t *w, gs_tape *t);
#pragma GCC visibility pop
#endif
