/* pointer.h: the class Pointer: a pointer for Go code that wants one in an any, to write to or to
   look behind, or that writes to what it gets by one. Twin: rt/pointer.go. Instances are held
   values (objects/interface.h). */
#ifndef GS_CALLBACKS_POINTER_H
#define GS_CALLBACKS_POINTER_H
#include "abi/abi3.h"
#include "abi/attributes.h"
#include "values/wire.h"
#pragma GCC visibility push(hidden)

extern PyTypeObject *gs_pointer_type; /* NULL: nothing takes an any */

GS_INLINE int gs_is_pointer(PyObject *o) { return gs_pointer_type && PyType_IsSubtype(Py_TYPE(o), gs_pointer_type); }

/* What a Pointer leads to now: a new reference, or NULL with an exception. */
PyObject *gs_pointer_value(PyObject *self);

/* Encodes what it leads to now. 0, or -1 with an exception. */
int gs_pointee_put(gs_encoder *t, const gs_type *ty, PyObject *v, const gs_path *path);

/* At import, if something takes an any. 0, or -1 with an exception. */
int gs_pointer_load(void);
#pragma GCC visibility pop
#endif
