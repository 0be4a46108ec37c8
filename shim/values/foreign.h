/* foreign.h: what numbers of other libraries are. Python's protocols alone say too
   little: NumPy's bools, strings and complex numbers have __float__ as well, and an
   array gives its items as if none of them were masked. No library is asked for by
   its name, and none is imported. */
#ifndef GS_VALUES_FOREIGN_H
#define GS_VALUES_FOREIGN_H
#include "abi/abi3.h"
#include "abi/attributes.h"
#include <stdint.h>
#pragma GCC visibility push(hidden)

/* What an object is. The first four are kept per type, for types that can't change. */
enum { GS_UNMASKED = 1, GS_REAL, GS_COMPLEX, GS_NO_NUMBER, GS_MASKED };

/* Types that are not Python classes, with what is known of each in the low bits of
   its address: written once, never taken away, so that it can be read without a lock. */
enum { GS_KNOWN = 32, GS_KNOWN_BITS = 7 };
extern uintptr_t gs_known[GS_KNOWN];

GS_INLINE int gs_known_find(PyTypeObject *t) {
    for (uintptr_t at = (uintptr_t)t >> 5, i = 0; i < GS_KNOWN; i++) {
        uintptr_t e = __atomic_load_n(&gs_known[(at + i) % GS_KNOWN], __ATOMIC_RELAXED);
        if ((e & ~(uintptr_t)GS_KNOWN_BITS) == (uintptr_t)t) return (int)(e & GS_KNOWN_BITS);
        if (!e) break;
    }
    return 0;
}

/* An attribute of an object where its type has one of that name: a new reference, or
   NULL, with an exception where asking has raised. */
PyObject *gs_attribute(PyObject *v, const char *name);

/* Whether items are masked (NumPy's masked arrays, and all that have a mask as
   these): 1, 0, or -1 with an exception. */
int gs_masked_look(PyObject *v);
GS_INLINE int gs_masked(PyObject *v) { return GS_LIKELY(gs_known_find(Py_TYPE(v))) ? 0 : gs_masked_look(v); }

/* Whether an object is of a class of the module numbers; 0 where nobody has
   imported that. */
int gs_numeric(PyObject *v, const char *name);

/* Of an object that is no number of Python's own: one of the above, or -1 with an
   exception. It is to be held by the caller. */
int gs_foreign_look(PyObject *v);

GS_INLINE int gs_foreign(PyObject *v) {
    int what = gs_known_find(Py_TYPE(v));
    return GS_LIKELY(what > GS_UNMASKED) ? what : gs_foreign_look(v);
}
#pragma GCC visibility pop
#endif
