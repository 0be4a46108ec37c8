/* identity.h: one object for each Go value that was pickled or copied.

   Each access to a pointer makes a new Python object, but pickle and copy know objects by their
   identity. So the first object of a Go value stands for it while it lives, and all others of
   that value are pickled and copied as that one. */
#ifndef GS_OBJECTS_IDENTITY_H
#define GS_OBJECTS_IDENTITY_H
#include "abi/abi3.h"
#include "objects/state.h"
#pragma GCC visibility push(hidden)

/* The object that stands for the Go value of o, which may be o: a new reference, or NULL with
   MemoryError. Values without a size have no address of their own: o. */
PyObject *gs_identity_first(const gs_state *s, PyObject *o);

/* The same for the class itself, where o is an instance of a class derived from it. */
PyObject *gs_identity_undress(const gs_state *s, PyObject *o);

/* Forgets an object that stands for a value (gs_object.pickled); it is about to be deallocated, or to
   stand for another value. */
void gs_identity_forget(PyObject *o);
#pragma GCC visibility pop
#endif
