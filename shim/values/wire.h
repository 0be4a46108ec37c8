/* wire.h: the wire format, for values of any depth in one crossing. Twin: rt/wire.go.

   A wire buffer is a sequence of 8-byte words. The shim encodes Python's values by the
   type's description, and generated Go decodes them; results go the other way. "In" is
   from Python to Go, "out" from Go to Python. The format of each kind:
     numbers     one word (complex two)
     str, bytes  length, then the bytes padded to 8; length -1 for bytes that are None
     list, set   count, or -1 for None; then the items. Numbers are packed at
                 their own size and padded to 8 as a whole
                 In what can be changed (gs_decoder.live): the address of the slice
                 after the count, and so of the maps of sets and dicts
     array       its items
     list, array of structs
                 out: count (lists only); if not 0, address and handle of the first. The
                 instances are views of the structs
     dict        count, or -1; then key, value, key, value
     opt         0, or 1 and the value
     obj, box    In: address of the instance, or 0 and the plain value.
                 Out: address and handle
     ref         In: address or 0. Out: address and handle
     named       as the type under it
     time        seconds since 1970, nanoseconds, offset from UTC in seconds, twice the
                 length of the zone's name plus GS_ZONE_FIXED or 0, and the name
     duration    nanoseconds
     callable    In: the object, or 0, and its signature; or the address of a Go
                 function, and 0. Out: address, handle, and whether it is the
                 address of a Python object; or three times 0
     pyobject    In: the object, or 0. Out: the object or 0, and its handle
     key         as a pyobject, of the entry of the object (callbacks/key.h)
     stream      In: the iterable, the description of its type, and its parameter's
                 name and function or twice 0. Out: address and handle
     channel     In: GS_CHANNEL_*, and the channel, or a stream. Out: as a stream
     chan        In: the same, or instead of a stream a callable. Out: 0 for None; or a number
                 that is not 0, address and handle, and the callable that sends
     file        GS_FILE_* (streams/file.h). In: the object and what it can, or bytes. Out: address,
                 handle and what it can of a File of Go's; then the object or the instance that it is
     netip addr  length (0 is None) and bytes of the address; of 16, its zone as a str
     netip prefix, addrport
                 0 for None; or 1, the number of bits (and GS_HOST_BITS) or the port, and
                 the address
     bigint      GS_BIG_SMALL and an int64; GS_BIG_POSITIVE or GS_BIG_NEGATIVE and the
                 magnitude as bytes, big-endian; out: GS_BIG_NIL
     rational    two bigints; out: GS_BIG_NIL alone is None
     decimal     text, as a str; out: length -1 is None
     uuid        16 bytes
     location    0 for None; or 1, the offset in seconds, twice the length of the name plus
                 GS_ZONE_FIXED or 0, and the name
     ndarray     In: a list. Out: the number of dimensions, the address, a handle and the bytes that this
                 keeps, and the shape and the strides in bytes; or -1 and two lengths of rows
     dynamic     GS_CHOICE_NIL; GS_CHOICE_HELD and, as a box, what the interface holds;
                 GS_CHOICE_OBJECT, a pyobject and, in, 1 and the context of its methods as a pyobject,
                 or 0, and they as callables; in: GS_CHOICE_CALLABLE and the same; or
                 GS_FIRST_CHOICE and more, and the value as the type that is chosen
     any         callbacks/any.h */
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

/* What a family of types does with a value in a wire buffer. Each family fills one of these in
   its own file, and the description of a type refers to it. So a type that holds other values,
   such as a list, knows nothing else about them. */
typedef struct gs_ops {
    /* encodes a Python value; 0, or -1 with an exception */
    int (*put)(gs_encoder *t, const gs_type *ty, PyObject *v, const gs_path *path);
    /* decodes it to a new reference; NULL with an exception, and the value has been read anyway */
    PyObject *(*take)(gs_decoder *r, const gs_type *ty);
    void (*skip)(gs_decoder *r, const gs_type *ty); /* reads a value that nobody will get, and frees its handles */
    /* the same for n of them in sequence, as a list */
    PyObject *(*take_list)(gs_decoder *r, const gs_type *ty, Py_ssize_t n);
    void (*skip_list)(gs_decoder *r, const gs_type *ty, Py_ssize_t n);
    size_t least; /* the least number of bytes of a value, for the room that a list reserves */
} gs_ops;

/* Defines the operations of a family. All are parameters, so that a forgotten one does not
   compile. */
#define GS_OPS(family, put, take, skip, take_list, skip_list, least) \
    const gs_ops gs_##family##_ops = { put, take, skip, take_list, skip_list, least }

/* The description of a type. */
/* The methods that a Python object must have to implement an interface. */
typedef struct gs_calls {
    int n;
    const char *const *names;
    const gs_type *const *types; /* callables */
    const short *takes;          /* how many arguments, but for those of a variadic parameter */
} gs_calls;

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
    const gs_type *const *choices;        /* of an interface; NULL at the end */
    const struct gs_calls *calls;         /* of an interface that Python objects can implement; or NULL */
    const gs_type *const *wider;          /* of an interface: with more methods, which Go code looks for; NULL at the end, or NULL */
};

/* Writes a wire buffer. */
struct gs_encoder {
    char *p;
    size_t len, cap;
    gs_cleanup cleanup; /* frees p if it is not small */
    gs_call *call;
    uint64_t stamp; /* of the keys in it (callbacks/key.h); or 0 */
    char small[256];
};

GS_INLINE void gs_encoder_init(gs_encoder *t, gs_call *c) {
    t->p = t->small;
    t->len = 0;
    t->cap = sizeof t->small;
    t->call = c;
    t->stamp = 0;
    t->cleanup.what = GS_CLEANUP_MEM;
    t->cleanup.u.mem = NULL;
}

/* Makes room for n more bytes; 0, or -1 with MemoryError. */
int gs_encoder_grow(gs_encoder *t, size_t n);

/* Room for n bytes, rounded up to whole words: its address, valid until the next call; or NULL
   with MemoryError. */
GS_INLINE char *gs_encoder_alloc(gs_encoder *t, size_t n) {
    n = (n + 7) & ~(size_t)7;
    if (GS_UNLIKELY(t->cap - t->len < n) && gs_encoder_grow(t, n)) return NULL;
    char *p = t->p + t->len;
    t->len += n;
    return p;
}

/* Writes a word; 0, or -1 with MemoryError. */
GS_INLINE int gs_encoder_word(gs_encoder *t, uint64_t w) {
    char *p = gs_encoder_alloc(t, 8);
    if (!p) return -1;
    memcpy(p, &w, 8);
    return 0;
}

/* Reserves room for n values of a type, so that the buffer grows only once. */
GS_INLINE int gs_encoder_reserve(gs_encoder *t, const gs_type *ty, Py_ssize_t n) {
    size_t bytes = (size_t)n * ty->ops->least;
    return GS_UNLIKELY(t->cap - t->len < bytes) ? gs_encoder_grow(t, bytes) : 0;
}

/* Encodes a value; 0, or -1 with an exception that has the path. */
GS_INLINE int gs_encode(gs_encoder *t, const gs_type *ty, PyObject *v, const gs_path *path) {
    return ty->ops->put(t, ty, v, path);
}

/* Reads a wire buffer. The core wrote it, so its content is not checked. */
struct gs_decoder {
    const char *p;
    int api; /* the API of instances in it */
    const struct gs_at *live; /* where the value stands, if it can be changed there: objects/live.h; or NULL */
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

/* Decodes a value: a new reference, or NULL with an exception. */
GS_INLINE PyObject *gs_decode(gs_decoder *r, const gs_type *ty) { return ty->ops->take(r, ty); }

/* Reads a value that nobody will get, and frees its handles. */
GS_INLINE void gs_decode_skip(gs_decoder *r, const gs_type *ty) { ty->ops->skip(r, ty); }

/* The list operations of a family that has no special form for lists. */
void gs_decode_skip_items(gs_decoder *r, const gs_type *ty, Py_ssize_t n);
PyObject *gs_decode_items(gs_decoder *r, const gs_type *ty, Py_ssize_t n);

/* The skip operation of values that are a word and a handle. */
void gs_decode_skip_handle(gs_decoder *r, const gs_type *ty);

/* A result of any type (address, length and handle) as a new reference. Frees the handle. */
PyObject *gs_wire_out(const gs_type *ty, const uint64_t *w, int api);

/* An argument of any type: encodes it with t, and stores address and length at w. */
int gs_wire_in(gs_call *c, int arg, const gs_type *ty, PyObject *v, uint64_t *w, gs_encoder *t);
#pragma GCC visibility pop
#endif
