/* call.h: the description of a function, and what one call must release at its end. */
#ifndef GS_CALL_CALL_H
#define GS_CALL_CALL_H
#include "abi/abi3.h"
#include "abi/attributes.h"
#include "call/frame.h"
#include <stdint.h>
#pragma GCC visibility push(hidden)

typedef struct gs_snapshots gs_snapshots; /* objects/snapshot.h */

/* The API to which an instance's attributes belong: the module's, or that of its aio. */
enum { GS_SYNC_API, GS_ASYNC_API };

typedef struct gs_type gs_type; /* values/wire.h */
typedef struct gs_class gs_class;

/* A parameter. */
typedef struct gs_param {
    const char *name;
    const char *def;      /* default, a Python literal; NULL: required */
    const char *expected; /* for messages: "str", "list[int]" */
} gs_param;

/* A functional option as a keyword: the function that makes it. */
typedef struct gs_option {
    const char *name;
    short n;       /* how many parameters it has */
    short gathers; /* the only one is *args */
    PyObject *(*none)(PyObject *, PyObject *);                                    /* n is 0 */
    PyObject *(*fast)(PyObject *, PyObject *const *, Py_ssize_t, PyObject *);
} gs_option;

/* A function, method or constructor. */
typedef struct gs_fn {
    const char *name;         /* as in messages: "Point.scale"; NULL: a field or a variable */
    const gs_param *params;
    short nparams;            /* length of params[] */
    short nposonly;           /* the first so many can't be passed by name */
    short npos;               /* the first so many can be passed by position */
    short nrequired;          /* for messages only; params[].def decides */
    short star;               /* index of *args, or -1 */
    short optional;           /* params without a default may be left out (the fields of a constructor) */
    PyObject **names;         /* interned; filled at first use */
    PyObject **defaults;      /* evaluated at the same time; NULL where required */
    int number;               /* of the function in the core; GS_NO_FUNCTION: of several, by the arguments */
    const gs_option *options; /* keywords whose values become items of *args; the last has no name; or NULL */
} gs_fn;

/* A field. Its getter and its setter are the same for all fields of a form, and have this as their closure. */
typedef struct gs_field {
    const gs_fn *get, *set;          /* NULL: the value is read or written where it lies */
    const void *gives[2], *takes[2]; /* the types and classes that their steps refer to */
    const struct gs_live *live;      /* of a field that holds containers */
    int at;                          /* where it lies: index into gs_layout */
    const char *name, *expected;     /* for messages about numbers */
} gs_field;

/* The path to a value, for messages: a chain on the stack, which costs nothing until something
   fails. */
typedef struct gs_path {
    const struct gs_path *up;
    enum { GS_AT_ARG, GS_AT_RESULT, GS_AT_INDEX, GS_AT_KEY, GS_AT_FIELD, GS_AT_KEYOF } at;
    const char *name;  /* GS_AT_ARG, GS_AT_FIELD */
    const gs_fn *fn;   /* GS_AT_ARG */
    Py_ssize_t index;  /* GS_AT_INDEX */
    PyObject *key;     /* GS_AT_KEY; GS_AT_RESULT: the callable; borrowed */
} gs_path;

/* Something to release at the end of the call. Each node lies on the stack of the thunk, or is
   part of an encoder. */
typedef struct gs_cleanup {
    struct gs_cleanup *next;
    enum { GS_CLEANUP_VIEW, GS_CLEANUP_REF, GS_CLEANUP_MEM, GS_CLEANUP_GUARD } what;
    union {
        Py_buffer view;
        PyObject *ref;
        void *mem;
    } u;
} gs_cleanup;

/* One call. */
typedef struct gs_call {
    const gs_fn *fn;
    gs_cleanup *cleanup;
    uintptr_t *refs; /* strong references to objects that the frame refers to; with GS_GIVEN: to become Go's */
    int nrefs, caprefs;
    int crossed;     /* Go has taken the references with GS_GIVEN */
    int is_async;       /* a job: Python goes on meanwhile, so memory that it may write is copied */
    struct gs_snapshots *snapshots; /* of a job: instances that it takes by value (snapshot.h); or NULL */
    struct gs_lent *lent; /* slices that Go may write: values/lent.h */
    int binds;       /* callables among the arguments run in the context of this call */
    int rows;        /* dicts in it are rows of columns, which get nothing back: pointers take them, too (objects/object.h) */
} gs_call;
enum { GS_GIVEN = 1 }; /* the low bit of refs[] */

/* Releases all that the call holds. */
void gs_cleanup_all(gs_call *c);

GS_INLINE void gs_done(gs_call *c) {
    if (c->cleanup || c->refs) gs_cleanup_all(c);
}

GS_INLINE void gs_cleanup_add(gs_call *c, gs_cleanup *u) {
    u->next = c->cleanup;
    c->cleanup = u;
}


/* The common part of gs_keep() and gs_give(). */
int gs_keep_as(gs_call *c, PyObject *o, uintptr_t given);

/* Takes over one reference until the end of the call. 0, or -1 with MemoryError and the
   reference dropped. */
GS_INLINE int gs_keep(gs_call *c, PyObject *o) { return gs_keep_as(c, o, 0); }

/* The same for a reference that Go owns as soon as it has read the frame. If the call fails
   before, the reference is dropped. gs_gave() says how the crossing ended. */
GS_INLINE int gs_give(gs_call *c, PyObject *o) { return gs_keep_as(c, o, GS_GIVEN); }
GS_INLINE void gs_gave(gs_call *c, int r) { c->crossed = r >= 0 && r != GS_CODE_REFUSED; }
#pragma GCC visibility pop
#endif
