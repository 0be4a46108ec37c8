/* html.h: _repr_html_ of instances and of lists of instances: small tables for notebooks, made by
   the package's _html.py. */
#ifndef GS_OBJECTS_HTML_H
#define GS_OBJECTS_HTML_H
#include "abi/abi3.h"
#pragma GCC visibility push(hidden)

/* The method: the text of a table, or None. */
PyObject *gs_html(PyObject *self, PyObject *unused);
#pragma GCC visibility pop
#endif
