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

/* The base class, borrowed, for a class that is about to be made; or NULL if there is none.
   Until gs_absent_close(), it has the type of an ordinary class, since a new class gets the
   type of its bases. */
PyObject *gs_absent_open(void);
void gs_absent_close(void);

/* Appends the base class to the bases of an existing class; 0, or -1 with an exception. */
int gs_absent_append(PyObject *type);
#pragma GCC visibility pop
#endif
