/* pointee.h: a Pointer (callbacks/pointer.h) where Go wants a pointer to a value: numbers, text, lists.
   It is passed with what it leads to, of which Go's type is made. */
#ifndef GS_VALUES_POINTEE_H
#define GS_VALUES_POINTEE_H
#include "abi/abi3.h"
#include "abi/attributes.h"
#include "values/wire.h"
#include <stdint.h>
#pragma GCC visibility push(hidden)

/* The class; NULL: the module has none. What else is known of it is set when it is made. */
extern PyTypeObject *gs_pointer_type;
typedef struct gs_pointer_hooks {
    PyObject *(*value)(PyObject *self); /* what it leads to now: a new reference, or NULL with an exception */
    uint64_t (*show)(PyObject *self);   /* its address, for Go */
} gs_pointer_hooks;
extern gs_pointer_hooks gs_pointer_by;

GS_INLINE int gs_is_pointer(PyObject *o) { return gs_pointer_type && PyType_IsSubtype(Py_TYPE(o), gs_pointer_type); }

/* Encodes what it leads to now. 0, or -1 with an exception. */
int gs_pointee_put(gs_encoder *t, const gs_type *ty, PyObject *v, const gs_path *path);

/* Its address; the call holds it. 0, or -1 with an exception. */
int gs_pointer_in(gs_call *c, PyObject *v, uint64_t *w);
#pragma GCC visibility pop
#endif
