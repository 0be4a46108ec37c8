/* lent.h: slices and maps that Go may write, what it gets by a pointer, and what it wrote on its way
   back. Twins: rt/lent.go, rt/lentmap.go.

   Go gets the address of a gs_lent. It sees Python's memory or a copy of it, and says whether
   it has changed anything. If what was passed is a writable buffer of the same items, Go writes
   into it. A list gets the items that have changed, and so does any other writable buffer of
   such items. All else, such as bytes or a tuple, can't take them, which is an error: at once
   where Go is known to write, else after a call that has written. */
#ifndef GS_VALUES_LENT_H
#define GS_VALUES_LENT_H
#include "abi/abi3.h"
#include "abi/attributes.h"
#include "call/call.h"
#include "values/wire.h"
#include <stdint.h>
#pragma GCC visibility push(hidden)

/* gs_lent.how. The same as in rt/lent.go. */
enum {
    GS_LENT_WRITABLE, /* Go may write to data itself */
    GS_LENT_ROOM,     /* Go puts what goes back into room */
    GS_LENT_READONLY  /* nothing can go back */
};

typedef struct gs_lent {
    uint64_t data, n;  /* address and count; of a wire buffer, its address alone */
    uint64_t how;
    uint64_t room;     /* address; of a wire buffer, set by Go; in: of the Pointer, for a number */
    uint64_t changed;  /* out: whether Go has changed anything */
    uint64_t handle;   /* out: of room, if Go has made it */
    /* of the shim */
    struct gs_lent *next;
    gs_cleanup view, memory;
    int viewed, wire, pointed;
    int arg;
    const gs_type *type; /* the slice, also of a box; what stands behind a pointer */
    PyObject *given;     /* borrowed from the call */
} gs_lent;

/* What is known of the function: flags of gs_lent_in(). */
enum {
    GS_LENT_KEPT = 0,  /* it may keep the memory, so it works on a copy of Go's */
    GS_LENT_SEEN = 1,  /* it sees the memory during the call only */
    GS_LENT_WRITES = 2, /* it writes for certain: what can't take that is refused at once */
    GS_LENT_POINTED = 4 /* it gets a pointer to the value */
};

/* A []number or []byte argument: the address of l and the count at w; 0 for None. l lives until
   the end of the call. 0, or -1 with an exception. */
int gs_lent_in(gs_call *c, int arg, const gs_type *ty, PyObject *v, uint64_t *w, gs_lent *l, int flags);

/* Any other slice, and a map, by a wire buffer. */
int gs_lent_wire_in(gs_call *c, int arg, const gs_type *ty, PyObject *v, uint64_t *w, gs_encoder *t, gs_lent *l,
    int flags);

/* The same for a job, which owns the gs_lent. */
int gs_lent_job_in(gs_call *c, int arg, const gs_type *ty, PyObject *v, uint64_t *w, gs_encoder *t, int flags);

/* What is known of instances over slices, maps and arrays of declared types (objects/named.h), set at import. */
enum { GS_BOX_PLAIN, GS_BOX_SAME, GS_BOX_OTHER };
typedef struct gs_lent_hooks {
    /* Whether old is a plain value, or an instance over the memory that new, an instance, is over. */
    int (*held)(const gs_type *ty, PyObject *old, PyObject *new);
    PyObject *(*value)(const gs_type *ty, PyObject *box); /* a new reference, or NULL with an exception */
} gs_lent_hooks;
extern gs_lent_hooks gs_lent_boxes;

/* After the call: brings back what Go has written. out: the result, or NULL with an exception.
   Returns it, or NULL with an exception if something could not go back. */
PyObject *gs_lent_bring(gs_call *c, PyObject *out);
GS_INLINE PyObject *gs_lent_back(gs_call *c, PyObject *out) {
    for (gs_lent *l = c->lent; l; l = l->next)
        if (GS_UNLIKELY(l->changed)) return gs_lent_bring(c, out);
    return out;
}
#pragma GCC visibility pop
#endif
