/* batch.h: functions over columns, for shim/batch.py: what their parameters are, and how rows are run. */
#ifndef GS_BATCH_BATCH_H
#define GS_BATCH_BATCH_H
#include "abi/abi3.h"
#pragma GCC visibility push(hidden)

/* The functions of a package and the methods of its classes, as a new pair of dicts: by name, and by the name of the
   class and then theirs. NULL with an exception. */
PyObject *gs_batch_functions(PyObject *native, int package);
#pragma GCC visibility pop
#endif
