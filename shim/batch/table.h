/* table.h: Table, values of a type of Go's as a column of Arrow's; structs are a struct array, and so a record batch. Its memory is
   built once, and shared by all who ask for it. */
#ifndef GS_BATCH_TABLE_H
#define GS_BATCH_TABLE_H
#include "abi/abi3.h"
#include "abi/attributes.h"
#include "values/arrow.h"
#include "values/wire.h"
#pragma GCC visibility push(hidden)

/* table(class, rows): a Table of a list of instances or None, for batch.py. NULL with an exception. */
PyObject *gs_table_of(PyObject *native, PyObject *args);

/* The type of what is in a list, an array or a set. */
GS_INLINE const gs_type *gs_items_of(const gs_type *ty) { return ty->kind == GS_SET ? ty->key : ty->elem; }

/* A Table of the values of a list, which are of a type or None: a new reference; None if the type is none of Arrow's. NULL with an
   exception. */
PyObject *gs_table_column(const gs_type *type, PyObject *values);

/* The same in structs of Arrow's, which can be released also if it fails: 0, or -1 with an exception. */
int gs_table_export(const gs_type *type, PyObject *values, const char *name, struct ArrowSchema *s, struct ArrowArray *x);
#pragma GCC visibility pop
#endif
