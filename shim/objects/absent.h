/* absent.h: attributes that classes lack because they could not be bound or have another name.
   The AttributeError says why, and nothing else changes.

   If a type has any hook for attributes, CPython looks up all of them the slow way. So the
   missing ones are descriptors on a base class, which raise the error, and the type of the base
   class hides them from dir() and inspect. */
#ifndef GS_OBJECTS_ABSENT_H
#define GS_OBJECTS_ABSENT_H
#include "abi/abi3.h"
#pragma GCC visibility push(hidden)

/* Makes the base class from gs_this.absent, at import; 0, or -1 with an exception. */
int gs_absent_init(PyObject *native);

/* gs_type_new(), with the base class if there is one. */
PyTypeObject *gs_absent_type_new(PyObject *native, PyType_Spec *spec);

/* Appends the base class to the bases of an existing class; 0, or -1 with an exception. */
int gs_absent_append(PyObject *type);
#pragma GCC visibility pop
#endif
