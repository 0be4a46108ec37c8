/* batch.h: functions over columns, for shim/batch.py: what their parameters are, and how rows are run. */
#ifndef GS_BATCH_BATCH_H
#define GS_BATCH_BATCH_H
#include "abi/abi3.h"
#include "async/async.h"
#include <stdint.h>
#pragma GCC visibility push(hidden)

/* The functions of a package and the methods of its classes, as new dicts: by name, and by the name of the
   class and then theirs; and the class BatchStop. NULL with an exception. */
PyObject *gs_batch_functions(PyObject *native, int package);

/* A column for each result, as a new tuple, or NULL with an exception. args: values, ones, masks, typed, workers, timeout,
   nulls, errors, progress, as in batch.py; workers and errors may be None. */
PyObject *gs_batch_run_function(gs_async_function *function, PyObject *args);

/* Functions of the native module: the items of a column as a new list; and how deep the lists of a column of Arrow's are nested, where its
   type says so. */
PyObject *gs_batch_items(PyObject *native, PyObject *v);
PyObject *gs_batch_depth(PyObject *native, PyObject *v);

/* A new array, or where the type is none of arrays' a list, for n results of a function. */
PyObject *gs_batch_array(const gs_step *s, int64_t n);
#pragma GCC visibility pop
#endif
