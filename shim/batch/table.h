/* table.h: Table, structs as columns of Arrow's: a struct array, and so a record batch. Its memory is built once, and
   shared by all who ask for it. */
#ifndef GS_BATCH_TABLE_H
#define GS_BATCH_TABLE_H
#include "abi/abi3.h"
#pragma GCC visibility push(hidden)

/* table(class, rows): a Table of a list of instances or None, for batch.py. NULL with an exception. */
PyObject *gs_table_of(PyObject *native, PyObject *args);
#pragma GCC visibility pop
#endif
