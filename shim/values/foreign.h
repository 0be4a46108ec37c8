/* foreign.h: recognises numbers of other libraries. Python's protocols say too little: NumPy's
   bools, strings and complex numbers also have __float__, and an array returns its items
   without regard to a mask. We never import a library or ask for one by name. */
#ifndef GS_VALUES_FOREIGN_H
#define GS_VALUES_FOREIGN_H
#include "abi/abi3.h"
#include "abi/attributes.h"
#include <stdint.h>
#pragma GCC visibility push(hidden)

/* What an object is. The first four are remembered per type, for types that cannot change. */
enum { GS_UNMASKED = 1, GS_REAL, GS_COMPLEX, GS_NO_NUMBER, GS_MASKED };

/* Hash tables of types that are not written in Python. The low bits of an entry hold what is
   known about the type. Entries are never removed, so reading needs no lock. */
enum { GS_KNOWN = 32, GS_KNOWN_BITS = 7 };
extern uintptr_t gs_known[GS_KNOWN]; /* as numbers: the values above */
extern uintptr_t gs_plain[GS_KNOWN]; /* 1: types that give no array and no column */

/* What a table knows about a type; 0: nothing. */
GS_INLINE int gs_types_find(const uintptr_t *table, PyTypeObject *t) {
    for (uintptr_t at = (uintptr_t)t >> 5, i = 0; i < GS_KNOWN; i++) {
        uintptr_t e = __atomic_load_n(&table[(at + i) % GS_KNOWN], __ATOMIC_RELAXED);
        if ((e & ~(uintptr_t)GS_KNOWN_BITS) == (uintptr_t)t) return (int)(e & GS_KNOWN_BITS);
        if (!e) break;
    }
    return 0;
}

GS_INLINE int gs_known_find(PyTypeObject *t) { return gs_types_find(gs_known, t); }

/* Remembers what a type is, if it cannot change. */
void gs_types_put(uintptr_t *table, PyTypeObject *t, int what);

/* An attribute of an object, if its type has an attribute of that name: a new reference. NULL
   without an exception if there is none, or with the one that the attribute raised. */
PyObject *gs_attribute(PyObject *v, const char *name);

/* Whether an array or scalar has masked items (NumPy's masked arrays, and others with an
   attribute mask): 1, 0, or -1 with an exception. */
int gs_masked_look(PyObject *v);
GS_INLINE int gs_masked(PyObject *v) { return GS_LIKELY(gs_known_find(Py_TYPE(v))) ? 0 : gs_masked_look(v); }

/* The array that an object is a cover of (a Series, a labelled array): a new reference. An object is
   one if it has the dtype of what its __array__() gives, which then has its values as they are. NULL
   without an exception if it is none. */
PyObject *gs_array_under(PyObject *v);

/* Whether v is an instance of a class of module numbers; 0 if nobody has imported the module;
   -1 with an exception. */
int gs_numeric(PyObject *v, const char *name);

/* What an object is that is not one of Python's own numbers: GS_REAL to GS_MASKED, or -1 with
   an exception. The caller holds a reference to it. */
int gs_foreign_look(PyObject *v);

GS_INLINE int gs_foreign(PyObject *v) {
    int what = gs_known_find(Py_TYPE(v));
    return GS_LIKELY(what > GS_UNMASKED) ? what : gs_foreign_look(v);
}
#pragma GCC visibility pop
#endif
