/* errorclass.h: classes of exceptions that are of several classes: sentinels, error types, and Python's own. A class is
   made once for each combination, and stays. */
#ifndef GS_OBJECTS_ERRORCLASS_H
#define GS_OBJECTS_ERRORCLASS_H
#include "abi/abi3.h"
#pragma GCC visibility push(hidden)

extern PyObject *gs_group_class; /* ExceptionGroup */

/* At import; 0, or -1 with an exception. */
int gs_errorclass_init(PyObject *native);

/* The class of several: a new reference, NULL with an exception. */
PyTypeObject *gs_error_class_of(PyObject *bases);

/* What pickle gets for a class: itself; or of one that was made of several, a tuple of these. In it,
   Python's own are names, since for an old protocol pickle takes FileNotFoundError for OSError. A
   new reference, NULL with an exception. */
PyObject *gs_error_class_named(PyTypeObject *t);

/* The other way: a new reference, NULL with an exception. */
PyTypeObject *gs_error_class_from(PyObject *named);

/* A new exception that consists of several; NULL with an exception. */
PyObject *gs_error_group(PyTypeObject *t, PyObject *text, PyObject *members);
#pragma GCC visibility pop
#endif
