/* numbers.h: functions of numbers and text over columns of just these, in loops of the core's. Twin: rt/numbers.go. */
#ifndef GS_BATCH_NUMBERS_H
#define GS_BATCH_NUMBERS_H
#include "abi/abi3.h"
#include "async/async.h"
#include "values/array.h"
#include "batch/input.h"
#include "batch/rows.h"
#include "batch/stop.h"
#include <stdint.h>
#pragma GCC visibility push(hidden)

enum { GS_MOST_COLUMNS = 16 };
enum { GS_ROWS_UNWANTED = 2 }; /* of gs_columns.stopped */

/* A column of a loop. */
typedef struct gs_loop_column {
    uintptr_t p;
    int64_t step, size; /* bytes between items, and of one */
    int64_t n, stride;  /* of lists: their length, and the bytes between numbers; of results that are texts: how many bytes are free,
                           and where */
} gs_loop_column;

/* The columns of a loop: those of the arguments, then those of the results. */
typedef struct gs_columns {
    int64_t n;      /* rows that run */
    int64_t next;   /* atomic: the first row that no goroutine has taken */
    int64_t failed; /* out: the row that failed */
    int64_t beside; /* out: whether it has results beside its error */
    int64_t workers;
    int64_t share;  /* the most rows that a goroutine takes at a time, */
    int64_t begin;  /* and how many it takes first */
    int32_t loop;   /* number of the core's loop */
    int32_t stopped;/* atomic: 1: no further share is taken; GS_ROWS_UNWANTED: no further row is begun */
    int64_t ncols;
    uintptr_t lanes; /* the first of `workers` lanes (lanes.h), which find the rows themselves; 0: there are none */
    int64_t stride;  /* bytes between lanes */
    uintptr_t lane;  /* what is called for the next rows of one, */
    uintptr_t more;  /* and for memory of results that are texts */
    gs_loop_column all[GS_MOST_COLUMNS];
    uint64_t one[GS_MOST_COLUMNS][2]; /* ours: arguments that are the same for all rows */
    /* the rest is ours, of the block of rows that runs */
    int64_t rows;      /* with those that are null, which do not run */
    int nulls, found;  /* whether rows may be null; whether one has been found to be, after all */
    int started;       /* the loop runs, */
    gs_crossing crossing; /* in this crossing */
    uint8_t *null;     /* a byte for each row, or NULL: no row is null */
    uint8_t *null_room;
    char *made[GS_MOST_COLUMNS];      /* arguments that are no memory of a column's: packed numbers, where texts are; or NULL */
    PyObject **held[GS_MOST_COLUMNS]; /* the texts of a list, which Go reads: other threads may change the list */
    int64_t nheld[GS_MOST_COLUMNS];
    char *results[GS_MOST_COLUMNS];   /* numbers that become items of a list, or that nulls are among; or NULL */
} gs_columns;

/* How a loop of n rows is shared out to goroutines. */
void gs_columns_share(gs_columns *c, const gs_async_function *a, int64_t workers);

/* Crosses into Go, which runs a loop that is shared out: 0, or -1 with an exception. */
int gs_columns_cross(gs_columns *c, const gs_async_function *a, int64_t timeout, gs_stop *stop);

/* Whether to convert a number runs no code of Python classes. The general way may have to convert it once more. */
int gs_columns_plain(int kind, PyObject *o);

/* Whether rows of an input may be null, without a look at each. */
int gs_columns_has_nulls(const gs_input *in);

/* Rows of lists and of text run in blocks, since memory is made for each row. */
enum { GS_COLUMNS_BLOCK = 1 << 14 };

/* How many rows of the inputs run at a time. */
int64_t gs_columns_block(const gs_async_function *a, const gs_input *inputs, PyObject *const *outputs, int64_t n);

/* Prepares the loop of a function for n rows from `at` on, with outputs that are arrays or lists: 1; or 0 if the inputs
   are not such that it can run: then no Python code has run. nulls: whether rows may be null. Later blocks use the memory
   of the first, which is the largest. */
int gs_columns_init(gs_columns *c, const gs_async_function *a, gs_input *inputs, PyObject *const *outputs, int64_t at, int64_t n, int nulls);

/* Starts it, and goes on: 0, or -1 with an exception. gs_columns_run() must follow, also after errors, and no Python code runs
   before. */
int gs_columns_start(gs_columns *c, const gs_async_function *function, int64_t workers, int64_t timeout, gs_stop *stop);

/* Runs it, or waits for one that was started. timeout: nanoseconds, or INT64_MIN. 0, or -1 with an exception. */
int gs_columns_run(gs_columns *c, const gs_async_function *function, int64_t workers, int64_t timeout, gs_stop *stop);

/* The row of the block that has failed, or -1. */
int64_t gs_columns_failed(const gs_columns *c);

/* A text of a loop, as a new str. p: its two words. */
PyObject *gs_loop_text(const char *p);

/* Says in the exception of a loop which row has failed, and sets the results that its function returned beside the error. all: the
   columns of the loop; at: the row in them; row: that of the whole columns. */
void gs_columns_at_row(const gs_columns *c, const gs_async_function *a, const gs_loop_column *all, int64_t at, int64_t row);

/* Lets go of the arguments of a loop that has ended. */
void gs_columns_release(gs_columns *c);

/* Fills the outputs that have no result of the loop yet: lists, and rows of arrays where some are null. at: the first row. 0,
   or -1 with an exception. */
int gs_columns_outputs(const gs_columns *c, const gs_async_function *a, PyObject *const *outputs, int64_t at);

/* Releases all memory. No loop runs. */
void gs_columns_end(gs_columns *c);
#pragma GCC visibility pop
#endif
