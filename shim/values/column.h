/* column.h: columns of Arrow's in the place of lists, and objects over arrays of NumPy's. Twin:
   none; Go gets the same list from any of them. */
#ifndef GS_VALUES_COLUMN_H
#define GS_VALUES_COLUMN_H
#include "abi/abi3.h"
#include "abi/attributes.h"
#include "values/arrow.h"
#include "values/wire.h"
#include <stdint.h>
#pragma GCC visibility push(hidden)

/* The column that v exports; NULL if it exports none, or is better read in another way: an object
   over an array of NumPy's is read item by item, but for dates, of which only the column has the
   nanoseconds. rows: whether items may be structs, and v a table; else its items are its columns.
   0, or -1 with an exception. */
int gs_list_column(PyObject *v, int rows, gs_column **column);

/* The column for a list of items of a type; or, for numbers of another kind than may be converted
   without a loss, its items as a list. *from: the kind of its numbers. Both stay NULL if v is no
   column. */
int gs_column_for(const gs_type *item, PyObject *v, gs_column **column, int *from, PyObject **items);

/* The same for items of a type: also NumPy's dates, for times and durations. */
int gs_column_of_type(const gs_type *item, PyObject *v, gs_column **column);

/* Packs the numbers of a column of kind from as this kind; 0, or -1 with an exception. */
int gs_numbers_pack_column(int kind, int from, const gs_column *c, char *to, const char *expected, const gs_path *path);

/* Whether Go can see the numbers of a column where they are. */
int gs_column_in_place(int kind, int from, const gs_column *c);

/* Encodes the items of a column that are no numbers; 0, or -1 with an exception. */
int gs_column_put(gs_encoder *t, const gs_type *item, const gs_column *c, const gs_path *path);
#pragma GCC visibility pop
#endif
