/* stop.h: ends a run of rows from another thread: for tasks that are cancelled. All is done with the GIL. */
#ifndef GS_BATCH_STOP_H
#define GS_BATCH_STOP_H
#include "abi/abi3.h"
#include "call/frame.h"
#include <stdint.h>
#pragma GCC visibility push(hidden)

typedef struct gs_stop {
    PyObject_HEAD
    gs_frame *crossing; /* of the run, while it is in Go; or NULL */
    int stopped;        /* atomic */
} gs_stop;

/* The class BatchStop: a borrowed reference, or NULL with an exception. */
PyObject *gs_stop_class(PyObject *native);

/* Crosses as gs_enter() does, in a way that gs_stop can end; s may be stopped already. */
int gs_enter_stoppable(gs_frame *f, int32_t fn, gs_stop *s);

/* Raises RuntimeError if the run is to end: -1, else 0. s may be NULL. */
int gs_stop_check(const gs_stop *s);
#pragma GCC visibility pop
#endif
