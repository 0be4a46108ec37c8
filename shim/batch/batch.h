/* batch.h: functions over columns, for shim/batch.py: what their parameters are. */
#ifndef GS_BATCH_BATCH_H
#define GS_BATCH_BATCH_H
#include "abi/abi3.h"
#include "async/async.h"
#pragma GCC visibility push(hidden)

/* The functions of a package and the methods of its classes, as new dicts: by name, and by the name of the
   class and then theirs; and the class BatchStop. NULL with an exception. */
PyObject *gs_batch_functions(PyObject *native, int package);

/* Functions of the native module: the items of a column as a new list; and how deep the lists of a column of Arrow's are nested, where its
   type says so. */
PyObject *gs_batch_items(PyObject *native, PyObject *v);
PyObject *gs_batch_depth(PyObject *native, PyObject *v);
#pragma GCC visibility pop
#endif
