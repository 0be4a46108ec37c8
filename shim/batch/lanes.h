/* lanes.h: rows of text that the goroutines which run them read themselves, some at a time, while they are in a processor's
   cache: no copies, and no references. Twin: rt/lanes.go. Each goroutine has a lane.

   Strings of a list live, and the list stays as it is, as long as the thread that called keeps the GIL. So it does, for a
   session of some milliseconds, no longer than CPython would let it. If a function is slow, or calls Python, that thread takes
   references to the few rows that run, lets the GIL go, and waits for them. Columns of Arrow's need no GIL at all. */
#ifndef GS_BATCH_LANES_H
#define GS_BATCH_LANES_H
#include "abi/abi3.h"
#include "async/async.h"
#include "batch/input.h"
#include "batch/numbers.h"
#include "batch/stop.h"
#include <stdint.h>
#pragma GCC visibility push(hidden)

typedef struct gs_lanes gs_lanes;

/* Lanes for all rows of a function, with outputs that are arrays or lists; NULL: they can't run so, or there is no memory. nulls:
   whether rows may be null. */
gs_lanes *gs_lanes_new(const gs_async_function *a, gs_input *inputs, PyObject *const *outputs, int64_t n, int64_t workers, int nulls);
void gs_lanes_free(gs_lanes *all);

/* Whether further rows can run so: not of a slow function, or of a list that has become shorter. */
int gs_lanes_go_on(const gs_lanes *all);

/* Runs rows from `at` on, after those that the last run has begun with, but not run: the number of the first one that is left for
   the next run, or -1 with an exception. timeout: nanoseconds, or INT64_MIN. *stopped: whether that or a stop has ended it. */
int64_t gs_lanes_run(gs_lanes *all, int64_t at, int64_t timeout, gs_stop *stop, int *stopped);

/* The row that has failed, in the last run, or -1. */
int64_t gs_lanes_failed(const gs_lanes *all);

/* Says so in the exception that is set: gs_columns_at_row(). */
void gs_lanes_at_row(const gs_lanes *all);

/* Rows of the last run that could not be read without Python's help, in order; how many. */
int64_t gs_lanes_left(gs_lanes *all, const int64_t **rows);

/* Rows that lanes have taken, but not read, in order, which they leave; how many, or -1 with an exception. */
int64_t gs_lanes_unread(gs_lanes *all, const int64_t **rows);

/* Whether the last run ended before such a row, since rows run in order. */
int gs_lanes_stuck(const gs_lanes *all);

/* Keeps a text of a row that was left, for an output that is an array: 0, or -1 with an exception. */
int gs_lanes_keep_text(gs_lanes *all, int k, int64_t row, const char *p, size_t n);

/* Makes the objects of results that are still numbers or texts, when all rows before `end` have run: 0, or -1 with an exception. */
int gs_lanes_objects(gs_lanes *all, int64_t end);
#pragma GCC visibility pop
#endif
