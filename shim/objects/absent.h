/* absent.h: attributes that classes lack, since they could not be bound or are called
   otherwise. The AttributeError says so, and nothing else changes.

   Any hook of a type on its attributes makes CPython look up all of them the long way.
   So what is missing stands as descriptors, which raise the error, on a base class, and
   the type of that base class shows none of them to dir() and inspect. */
#ifndef GS_OBJECTS_ABSENT_H
#define GS_OBJECTS_ABSENT_H
#include "abi/abi3.h"
#pragma GCC visibility push(hidden)

/* Makes the base class from gs_this.absent. */
int gs_absent_init(PyObject *native);

/* The base class for a class that is about to be made, or NULL. While it is open, it is
   a class as any other: a new class takes the type of its bases. */
PyObject *gs_absent_open(void);
void gs_absent_close(void);

/* Gives a class that exists the base class, as its last. */
int gs_absent_append(PyObject *type);
#pragma GCC visibility pop
#endif
