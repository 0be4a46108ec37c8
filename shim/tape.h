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
#ifndef GS_TAPE_H
#define GS_TAPE_H
#include "text.h"

struct gs_type {
    uint8_t kind;
    int64_t n;           /* arrays: length; bytes: length, or -1 */
    const gs_type *elem; /* item, value, or the type under a named one */
    const gs_type *key;
    gs_class *cls;
    const char *expected; /* for messages: "list[int]" */
    const struct gs_signature *signature; /* callables */
    const struct gs_flow *flow;           /* streams and channels */
};

typedef struct gs_tape {
    char *p;
    size_t len, cap;
    gs_undo undo; /* frees p when it has outgrown small */
    gs_call *call;
    char small[256];
} gs_tape;

GS_INLINE void gs_tape_init(gs_tape *t, gs_call *c) {
    t->p = t->small;
    t->len = 0;
    t->cap = sizeof t->small;
    t->call = c;
    t->undo.what = GS_UNDO_MEM;
    t->undo.u.mem = NULL;
}
GS_FUNC int gs_tape_grow(gs_tape *t, size_t n) {
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
static int gs_tape_put(gs_tape *t, const gs_type *ty, PyObject *v, const gs_path *path);

/* Results. The core wrote the tape, so it is not checked again. */
typedef struct gs_reader {
    const char *p;
    int face; /* of the instances on it */
} gs_reader;
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
static PyObject *gs_tape_take(gs_reader *r, const gs_type *ty);
/* Reads over a value that nobody will have, and gives back what it holds. */
static void gs_tape_skip(gs_reader *r, const gs_type *ty);
GS_FUNC void gs_tape_skip_items(gs_reader *r, const gs_type *ty, Py_ssize_t n) {
    for (Py_ssize_t i = 0; i < n; i++) gs_tape_skip(r, ty);
}

GS_FUNC PyObject *gs_tape_out(const gs_type *ty, const uint64_t *w, int face) {
    gs_reader r = { (const char *)(uintptr_t)w[0], face };
    PyObject *o = gs_tape_take(&r, ty);
    gs_slot_free((int32_t)w[2], w[1] >= GS_LARGE);
    return o;
}
#endif
