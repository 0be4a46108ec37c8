/* numbers.h: functions of numbers and text over columns of just these, in loops of the core's. Twin: rt/numbers.go. */
#ifndef GS_BATCH_NUMBERS_H
#define GS_BATCH_NUMBERS_H
#include "abi/abi3.h"
#include "async/async.h"
#include "values/array.h"
#include "batch/input.h"
#include "batch/stop.h"
#include <stdint.h>
#pragma GCC visibility push(hidden)

enum { GS_MOST_COLUMNS = 16 };

/* The columns of a loop: those of the arguments, then those of the results. */
typedef struct gs_columns {
    int64_t n;      /* rows */
    int64_t next;   /* atomic: the first row that no goroutine has taken */
    int64_t failed; /* out: the row that failed */
    int64_t workers;
    int64_t share;  /* the most rows that a goroutine takes at a time, */
    int64_t begin;  /* and how many it takes first */
    int32_t loop;   /* number of the core's loop */
    int32_t stopped;/* atomic: the time is over, or a signal came */
    int64_t ncols;
    struct {
        uintptr_t p;
        int64_t step, size; /* bytes between items, and of one */
        int64_t n, stride;  /* of lists: their length, and the bytes between numbers */
    } all[GS_MOST_COLUMNS];
    uint64_t one[GS_MOST_COLUMNS][2]; /* ours: arguments that are the same for all rows */
    /* the rest is ours, of the block of rows that runs */
    PyObject *held[GS_MOST_COLUMNS]; /* the rows of a list: other threads may change it */
    char *results[GS_MOST_COLUMNS];  /* numbers that become items of a list, or NULL */
} gs_columns;

/* How a loop of n rows is shared out to goroutines. */
void gs_columns_share(gs_columns *c, const gs_async_function *a, int64_t workers);

/* Rows of lists and of text run in blocks, since memory is made for each row. */
enum { GS_COLUMNS_BLOCK = 1 << 14 };

/* How many rows of the inputs run at a time. */
int64_t gs_columns_block(const gs_async_function *a, const gs_input *inputs, PyObject *const *outputs, int64_t n);

/* Prepares the loop of a function for n rows from `at` on, with outputs that are arrays or lists: 1; or 0 if the inputs
   are not such that it can run. Later blocks use the memory of the first. */
int gs_columns_init(gs_columns *c, const gs_async_function *a, gs_input *inputs, PyObject *const *outputs, int64_t at, int64_t n);

/* Runs it. timeout: nanoseconds, or INT64_MIN. 0, or -1 with an exception; of a row that fails, it is in c->failed, else -1. */
int gs_columns_run(gs_columns *c, const gs_async_function *function, int64_t workers, int64_t timeout, gs_stop *stop);

/* Fills the outputs that are lists, from row `at` on: 0, or -1 with an exception. */
int gs_columns_lists(const gs_columns *c, const gs_async_function *a, PyObject *const *outputs, int64_t at);

void gs_columns_end(gs_columns *c);
#pragma GCC visibility pop
#endif
