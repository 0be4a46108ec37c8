/* exceptionstate.h: exceptions that this extension makes are copied and pickled: with their text,
   the values that they hold, and what Python's own classes keep outside of __dict__. */
#ifndef GS_OBJECTS_EXCEPTIONSTATE_H
#define GS_OBJECTS_EXCEPTIONSTATE_H
#include "abi/abi3.h"
#pragma GCC visibility push(hidden)

/* Adds to the native module the function that unpickling calls; 0, or -1 with an exception. */
int gs_exception_state_init(PyObject *native);

/* __reduce__ and __copy__. */
PyObject *gs_exception_reduce(PyObject *self, PyObject *unused);
PyObject *gs_exception_copy(PyObject *self, PyObject *unused);
#pragma GCC visibility pop
#endif
