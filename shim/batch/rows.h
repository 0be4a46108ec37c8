/* rows.h: many calls of one function in one crossing. Twin: rt/batch.go. Each row is a job (async/job.h) that
   belongs to no loop: a frame, with all that its call holds. Go runs the rows of a block on several goroutines,
   in no certain order, while the thread that called waits without the GIL. */
#ifndef GS_BATCH_ROWS_H
#define GS_BATCH_ROWS_H
#include "abi/abi3.h"
#include "async/async.h"
#include "batch/input.h"
#include "batch/stop.h"
#include "call/interrupt.h"
#include <stddef.h>
#include <stdint.h>
#pragma GCC visibility push(hidden)

/* Rows for one crossing. The first fields are also Go's: block in rt/batch.go. */
typedef struct gs_rows {
    uintptr_t first; /* address of the first gs_job */
    int64_t stride, n;
    int64_t next;    /* atomic: the first row that no goroutine has taken */
    int64_t workers; /* goroutines */
    int32_t fn;
    int32_t stopped; /* atomic: no further row is begun */
    /* the rest is ours */
    gs_async_function *function;
    char *memory;
    int64_t room;    /* rows that fit */
    int api;         /* of the instances among results */
} gs_rows;

/* 0, or -1 with MemoryError. */
int gs_rows_init(gs_rows *b, gs_async_function *a, int64_t room, int api);
void gs_rows_free(gs_rows *b);

GS_INLINE gs_job *gs_row(const gs_rows *b, int64_t i) {
    return (gs_job *)(void *)(b->memory + (size_t)i * (size_t)b->stride);
}

/* Writes the arguments of row `at` of the inputs (self first, of methods) into row i of the block. 0; 1 if the row is null: it will
   not run; -1 with an exception. nulls: whether rows may be null. */
int gs_row_fill(gs_rows *b, int64_t i, gs_input *inputs, int64_t at, int nulls);

/* Whether a row has run. */
GS_INLINE int gs_row_ran(const gs_rows *b, int64_t i) { return gs_row(b, i)->f.code != GS_CODE_UNBEGUN; }

/* Raises the failure of row i: -1; or 0 if there is none. */
int gs_row_raise(gs_rows *b, int64_t i);

/* Gives the exception that is set the number of its row. */
void gs_at_row(int64_t row);

/* Result k of row i as a new object, or NULL with an exception. */
PyObject *gs_row_result(gs_rows *b, int64_t i, int k);

/* Drops it, without reading it. */
void gs_row_drop_result(gs_rows *b, int64_t i, int k);

/* Brings back what Go has written to the arguments of row i, also after one that has failed: bad, with an exception.
   0, or -1 with an exception. */
int gs_row_back(gs_rows *b, int64_t i, int bad);

/* Releases what row i holds. */
void gs_row_done(gs_rows *b, int64_t i);

/* Crosses into Go, which runs a gs_rows; or with loop, a gs_columns (numbers.h). stop: what ends it; or NULL: the signals
   of the main thread do. 0, or -1 with an exception. */
int gs_rows_cross(uintptr_t what, int64_t timeout, int loop, gs_stop *stop);

/* The same of a gs_columns that is soon over: on this thread, so that no signal ends it, and none needs to. */
int gs_rows_cross_here(uintptr_t what, int64_t timeout);

/* The same in two steps, of a gs_columns: what is between them goes on while Go runs the rows, and runs no Python code. last: of
   gs_away_begin(), or NULL. */
typedef struct gs_crossing {
    struct {
        gs_frame h;
        uint64_t w[3];
        char scratch[256];
    } f;
    gs_away away;
    gs_stop *stop;
} gs_crossing;
int gs_crossing_begin(gs_crossing *x, uintptr_t what, int64_t timeout, gs_stop *stop, void (*last)(uintptr_t what));
int gs_crossing_end(gs_crossing *x);

/* Runs the first n rows. timeout: nanoseconds, or INT64_MIN. 0, or -1 with an exception. */
int gs_rows_run(gs_rows *b, int64_t n, int64_t workers, int64_t timeout, gs_stop *stop);
#pragma GCC visibility pop
#endif
