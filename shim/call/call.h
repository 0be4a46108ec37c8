/* call.h: one call's tables and the things it must give back. */
#ifndef GS_CALL_CALL_H
#define GS_CALL_CALL_H
#include "abi/abi3.h"
#include "abi/attributes.h"
#include "call/frame.h"
#include <stdint.h>
#pragma GCC visibility push(hidden)

typedef struct gs_snapshots gs_snapshots;

/* An instance shows one of two APIs: that of the module, or that of its aio. */
enum { GS_SYNC_API, GS_ASYNC_API };

typedef struct gs_type gs_type;
typedef struct gs_class gs_class;

/* A parameter, as the argument parser sees it. */
typedef struct gs_param {
    const char *name;
    const char *def;      /* default, a Python literal; NULL: required */
    const char *expected; /* for messages: "str", "list[int]" */
} gs_param;

/* A function, method or constructor. */
typedef struct gs_fn {
    const char *name;         /* as in messages: "Point.scale"; NULL: a field or a variable */
    const gs_param *params;
    short nparams;            /* all of params[] */
    short nposonly;           /* the first ones can't be named */
    short npos;               /* the first ones can be given by position */
    short nrequired;          /* for messages only; each param knows itself */
    short star;               /* index of *args, or -1 */
    short optional;           /* params without a default may be left out (fields of a constructor) */
    PyObject **names;         /* interned; filled when first needed */
    PyObject **defaults;      /* evaluated with them; NULL where required */
} gs_fn;

/* Where a value stands, for messages; a chain on the stack that costs nothing
   until something fails. */
typedef struct gs_path {
    const struct gs_path *up;
    enum { GS_AT_ARG, GS_AT_RESULT, GS_AT_INDEX, GS_AT_KEY, GS_AT_FIELD, GS_AT_KEYOF } at;
    const char *name;  /* GS_AT_ARG, GS_AT_FIELD */
    const gs_fn *fn;   /* GS_AT_ARG */
    Py_ssize_t index;  /* GS_AT_INDEX */
    PyObject *key;     /* GS_AT_KEY; GS_AT_RESULT: the callable; borrowed */
} gs_path;

/* Something to undo when the call is over: each node lives on the stack of the
   thunk, or belongs to a wire buffer. */
typedef struct gs_cleanup {
    struct gs_cleanup *next;
    enum { GS_CLEANUP_VIEW, GS_CLEANUP_REF, GS_CLEANUP_MEM, GS_CLEANUP_GUARD } what;
    union {
        Py_buffer view;
        PyObject *ref;
        void *mem;
    } u;
} gs_cleanup;

typedef struct gs_call {
    const gs_fn *fn;
    gs_cleanup *cleanup;
    uintptr_t *refs; /* strong references to what the frame points into; GS_GIVEN with those that are to become Go's */
    int nrefs, caprefs;
    int crossed;     /* what was given is Go's */
    int is_async;       /* a job's: Python goes on meanwhile, so memory that it may write is copied */
    struct gs_snapshots *snapshots; /* of a job: what it takes by value (snapshot.h); or NULL */
    int binds;       /* what Go may call of its arguments belongs to this call: it runs in its context */
} gs_call;
enum { GS_GIVEN = 1 };

void gs_cleanup_all(gs_call *c);

GS_INLINE void gs_done(gs_call *c) {
    if (c->cleanup || c->refs) gs_cleanup_all(c);
}

GS_INLINE void gs_cleanup_add(gs_call *c, gs_cleanup *u) {
    u->next = c->cleanup;
    c->cleanup = u;
}

int gs_keep_as(gs_call *c, PyObject *o, uintptr_t given);

/* Takes over one reference for the time of the call; 0, or -1 with
   MemoryError set and the reference dropped. */
GS_INLINE int gs_keep(gs_call *c, PyObject *o) { return gs_keep_as(c, o, 0); }

/* The same for a reference that Go owns once it has read the frame. A call
   that fails before has it back; gs_gave() says that the crossing was made. */
GS_INLINE int gs_give(gs_call *c, PyObject *o) { return gs_keep_as(c, o, GS_GIVEN); }
GS_INLINE void gs_gave(gs_call *c, int r) { c->crossed = r >= 0 && r != GS_CODE_REFUSED; }
#pragma GCC visibility pop
#endif
