/* run.h: a call of a function over columns: all its rows, in lanes, in the blocks of a loop, or one by one (lanes.h, numbers.h, rows.h). */
#ifndef GS_BATCH_RUN_H
#define GS_BATCH_RUN_H
#include "abi/abi3.h"
#include "async/async.h"
#include "batch/input.h"
#include "batch/lanes.h"
#include "batch/rows.h"
#include "batch/stop.h"
#include <stdint.h>
#pragma GCC visibility push(hidden)

enum { GS_ERRORS_RAISE, GS_ERRORS_NULL, GS_ERRORS_RETURN };

typedef struct gs_run {
    gs_async_function *function;
    gs_rows rows;
    gs_input *inputs;
    int ninputs;
    int64_t n, workers, deadline; /* deadline: of gs_clock(), or INT64_MAX */
    int64_t block;                /* rows of the next crossing, at most */
    int nulls, errors;
    PyObject *progress;           /* borrowed; NULL: none */
    gs_stop *stop;                /* the same */
    int noutputs;
    PyObject **outputs;           /* a list or a gs_array for each result */
    gs_lanes *lanes;              /* which run some of the rows; or NULL */
    int64_t failed;               /* the row that has failed in a block of rows that are called one by one; or -1 */
} gs_run;

/* Whether a result is an array of one dimension. */
int gs_batch_vector(const gs_step *s);

/* Whether a result can be an item of an array. */
int gs_batch_typed(const gs_step *s);

/* Takes the outcome of row k of the block that has run, which is row i of the columns: 0, or -1 with an exception. */
int gs_batch_take(gs_run *b, int64_t k, int64_t i);

/* Drops the outcome of a row, but for what Go has written to its arguments. */
void gs_batch_drop(gs_run *b, int64_t k);

/* A column for each result, as a new tuple, or NULL with an exception. args: values, ones, masks, typed, workers, timeout,
   nulls, errors, progress, as in batch.py; workers and errors may be None. */
PyObject *gs_batch_run_function(gs_async_function *function, PyObject *args);

/* A new array, or where the type is none of arrays' a list, for n results of a function. */
PyObject *gs_batch_array(const gs_step *s, int64_t n);
#pragma GCC visibility pop
#endif
