/* call.h: one call's tables and the things it must give back. */
#ifndef GS_CALL_H
#define GS_CALL_H
#include "frame.h"

/* An instance shows one of two faces: that of the module, or that of its aio. */
enum { GS_PLAIN_FACE, GS_ASYNC_FACE };

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
   thunk, or belongs to a tape. */
typedef struct gs_undo {
    struct gs_undo *next;
    enum { GS_UNDO_VIEW, GS_UNDO_REF, GS_UNDO_MEM, GS_UNDO_GUARD } what;
    union {
        Py_buffer view;
        PyObject *ref;
        void *mem;
    } u;
} gs_undo;

typedef struct gs_call {
    const gs_fn *fn;
    gs_undo *undo;
    uintptr_t *kept; /* strong references to what the frame points into; GS_GIVEN with those that are to become Go's */
    int nkept, capkept;
    int crossed;     /* what was given is Go's */
    int later;       /* an errand's: Python goes on meanwhile, so memory that it may write is copied */
    struct gs_snapshots *snapshots; /* of an errand: what it takes by value (snapshot.h); or NULL */
    int binds;       /* what Go may call of its arguments belongs to this call: it runs in its context */
} gs_call;
enum { GS_GIVEN = 1 };

GS_COLD void gs_guard_return(void *guard); /* guard.h */

GS_FUNC void gs_undo_all(gs_call *c) {
    for (gs_undo *u = c->undo; u; u = u->next) switch (u->what) {
        case GS_UNDO_VIEW: PyBuffer_Release(&u->u.view); break;
        case GS_UNDO_REF: Py_DECREF(u->u.ref); break;
        case GS_UNDO_MEM: free(u->u.mem); break;
        case GS_UNDO_GUARD: gs_guard_return(u->u.mem); break;
        }
    for (int i = 0; i < c->nkept; i++)
        if (!(c->crossed && (c->kept[i] & GS_GIVEN))) Py_DECREF((PyObject *)(c->kept[i] & ~(uintptr_t)GS_GIVEN));
    free(c->kept);
}
GS_INLINE void gs_done(gs_call *c) {
    if (c->undo || c->kept) gs_undo_all(c);
}
GS_INLINE void gs_undo_add(gs_call *c, gs_undo *u) {
    u->next = c->undo;
    c->undo = u;
}
GS_FUNC int gs_keep_as(gs_call *c, PyObject *o, uintptr_t given) {
    if (c->nkept == c->capkept) {
        int cap = c->capkept ? c->capkept * 2 : 16;
        uintptr_t *k = realloc(c->kept, (size_t)cap * sizeof *k);
        if (!k) {
            Py_DECREF(o);
            PyErr_NoMemory();
            return -1;
        }
        c->kept = k;
        c->capkept = cap;
    }
    c->kept[c->nkept++] = (uintptr_t)o | given;
    return 0;
}
/* Takes over one reference for the time of the call; 0, or -1 with
   MemoryError set and the reference dropped. */
GS_INLINE int gs_keep(gs_call *c, PyObject *o) { return gs_keep_as(c, o, 0); }
/* The same for a reference that Go owns once it has read the frame. A call
   that fails before has it back; gs_gave() says that the crossing was made. */
GS_INLINE int gs_give(gs_call *c, PyObject *o) { return gs_keep_as(c, o, GS_GIVEN); }
GS_INLINE void gs_gave(gs_call *c, int r) { c->crossed = r >= 0 && r != GS_CODE_REFUSED; }
#endif
