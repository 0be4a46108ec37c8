/* dates.h: NumPy's arrays of datetime64 and timedelta64 as columns. They have no buffer that says what they are;
   their numbers count units since 1970, in UTC. Source: "Datetimes and Timedeltas" of NumPy's documentation. */
#ifndef GS_VALUES_DATES_H
#define GS_VALUES_DATES_H
#include "abi/abi3.h"
#include "values/arrow.h"
#pragma GCC visibility push(hidden)

/* The column of the dates that v, a one-dimensional array, has; *c: to be freed, or NULL if v is no such array. NaT is
   null. 0, or -1 with an exception. */
int gs_column_of_dates(PyObject *v, gs_column **c);
#pragma GCC visibility pop
#endif
