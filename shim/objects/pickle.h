/* pickle.h: instances are pickled by functions of the native module, which find the class by its
   name: a process that has not imported the package does so then. */
#ifndef GS_OBJECTS_PICKLE_H
#define GS_OBJECTS_PICKLE_H
#include "abi/abi3.h"
#include "objects/state.h"
#pragma GCC visibility push(hidden)

PyObject *gs_pickle_reduce(PyObject *o, PyObject *protocol);
PyObject *gs_pickle_reduce_ex(PyObject *o, PyObject *protocol);
PyObject *gs_pickle_setstate(PyObject *o, PyObject *state);

/* Adds the functions to the native module once, at import; 0, or -1 with an exception. */
int gs_pickle_init(PyObject *native);
#pragma GCC visibility pop
#endif
