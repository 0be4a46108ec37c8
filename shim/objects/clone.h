/* clone.h: __copy__, __deepcopy__ and __replace__ of instances. */
#ifndef GS_OBJECTS_CLONE_H
#define GS_OBJECTS_CLONE_H
#include "abi/abi3.h"
#include "objects/state.h"
#pragma GCC visibility push(hidden)

PyObject *gs_clone(PyObject *o, PyObject *unused);
PyObject *gs_clone_deep(PyObject *o, PyObject *memo);
PyObject *gs_clone_replace(PyObject *o, PyObject *args, PyObject *changes);

/* An instance whose fields no other thread writes: a copy under the locks of rt; or o itself,
   where one word is all, or there can be no copy. A new reference. */
PyObject *gs_clone_still(const gs_state *s, PyObject *o);

/* Sets attributes of an instance of a derived class as pickle does by itself: a dict, or one and
   the values of __slots__. 0, or -1 with an exception. */
int gs_clone_attributes(PyObject *o, PyObject *more);
#pragma GCC visibility pop
#endif
