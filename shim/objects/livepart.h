/* What only the files of live containers know (live.h): what lies behind the struct of list, dict or set, and how it is
   told that a C function has written there. */
#ifndef GS_OBJECTS_LIVEPART_H
#define GS_OBJECTS_LIVEPART_H
#include "abi/abi3.h"
#include "abi/attributes.h"
#include "objects/live.h"
#include <stdint.h>
#pragma GCC visibility push(hidden)

/* What each container has behind the struct of list, dict or set. */
typedef struct gs_part {
    gs_spot spot;
    PyObject *level; /* has the spot instead, if it contains containers; else NULL */
    Py_ssize_t left; /* the length that our methods left it with; -1: nobody knows */
    union {
        uint64_t sum;  /* of a list: over the addresses of items then */
        uint64_t busy; /* of a dict or a set: so many methods are under way, on as many threads or by code that one calls */
    };
} gs_part;

/* What is the same for all containers of a kind. Fields are read often, so the memory of some
   containers is kept for the next, as CPython does for lists: where there is a GIL, which guards spare[]. */
#ifdef GS_GUARDED
enum { GS_SPARES = 0 };
#else
enum { GS_SPARES = 32 };
#endif

typedef struct gs_live_kind {
    const char *name;
    PyTypeObject *builtin;
    Py_ssize_t at, size; /* of the gs_part; of all */
    traverseproc traverse;
    inquiry clear;
    destructor dealloc;
    newfunc make;
    int nspare;
    PyObject *spare[GS_SPARES ? GS_SPARES : 1];
} gs_live_kind;
extern gs_live_kind gs_live_lists, gs_live_dicts, gs_live_sets;

GS_INLINE gs_live_kind *gs_kind_of(PyTypeObject *t) {
    return t == gs_live_list ? &gs_live_lists : t == gs_live_dict ? &gs_live_dicts : &gs_live_sets;
}

/* Deeper paths than this do not exist, since types are not infinite: but for what is generated. */
enum { GS_DEPTH = 64 };

GS_INLINE gs_part *gs_part_of(PyObject *o) {
    return (gs_part *)((char *)o + gs_kind_of(Py_TYPE(o))->at);
}

extern PyTypeObject *gs_level_type;
extern PyObject *gs_live_no_args;

/* ---- the objects: live.c ---- */

/* A container without a spot, of the memory of one that has gone, if there is some. */
PyObject *gs_live_alloc(PyTypeObject *t, Py_ssize_t n);
/* From now on it stands nowhere. */
void gs_spot_clear(gs_spot *s);

/* ---- reading: liveread.c ---- */

/* Reads a list after its count: gs_live_list_take. */
PyObject *gs_live_list_read(gs_decoder *r, const gs_type *ty, Py_ssize_t n);

/* ---- edits: liveedit.c ---- */

/* The spots from the field to a container, and how many; 0: it, or what it is in, stands nowhere;
   -1 with an exception. */
int gs_live_path(gs_spot *leaf, gs_spot **all);
/* Whether a container, of which all leads to, can be changed: 1, or -1 with an exception. */
int gs_live_allowed(gs_spot **all);

/* ---- what C functions have written: livewritten.c ---- */

/* A C function that takes a list, a dict or a set may write into it without its methods, as heapq.heappush() and
   list.sort(x) do. That is in the copy alone. The length tells, and of lists a sum over some items, since each access
   of a field would pay for all: at most GS_SAMPLES, at the multiples of a power of two. */
enum { GS_SAMPLES = 8 };

GS_INLINE Py_ssize_t gs_live_stride(Py_ssize_t n) {
    Py_ssize_t stride = 1;
    while (n > GS_SAMPLES * stride) stride *= 2;
    return stride;
}

/* The part of an item in the sum. */
GS_INLINE uint64_t gs_live_term(Py_ssize_t i, PyObject *v) {
    return (uint64_t)(uintptr_t)v * (2 * (uint64_t)i + 1);
}

/* The sum of a list. */
GS_INLINE uint64_t gs_live_sum(PyObject *list, Py_ssize_t n) {
    uint64_t sum = 0;
    for (Py_ssize_t i = 0, stride = gs_live_stride(n); i < n; i += stride) {
        PyObject *v = PyList_GetItem(list, i);
        if (GS_UNLIKELY(!v)) {
            PyErr_Clear(); /* another thread takes items out */
            break;
        }
        sum += gs_live_term(i, v);
    }
    return sum;
}

GS_INLINE void gs_live_leaves_size(PyObject *keyed) { gs_part_of(keyed)->left = PyObject_Size(keyed); }

/* Whether the size is another. */
GS_INLINE int gs_live_resized(PyObject *self) {
    const gs_part *p = gs_part_of(self);
    if (p->left < 0 || !gs_spot_of(self)->type) return 0;
    return Py_TYPE(self) == gs_live_list ? PyList_Size(self) != p->left : !p->busy && PyObject_Size(self) != p->left;
}

/* The same, or items of a list are others. */
GS_INLINE int gs_live_written(PyObject *self) {
    if (Py_TYPE(self) != gs_live_list) return gs_live_resized(self);
    const gs_part *p = gs_part_of(self);
    if (p->left < 0 || !(p->level ? &((gs_level *)p->level)->spot : &p->spot)->type) return 0;
    return PyList_Size(self) != p->left || gs_live_sum(self, p->left) != p->sum;
}

/* Before a container goes: what was written into it goes to Go. */
void gs_live_last(PyObject *self);
#pragma GCC visibility pop
#endif
