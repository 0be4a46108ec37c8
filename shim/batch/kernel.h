/* kernel.h: runs loops of the author's functions that were translated to C (internal/vectorise), with no crossing into Go.
   They can't fail, block, or be seen from outside. Few rows keep the GIL; many release it, and run on several threads. */
#ifndef GS_BATCH_KERNEL_H
#define GS_BATCH_KERNEL_H
#include "abi/abi3.h"
#include "async/async.h"
#include "batch/numbers.h"
#include "batch/stop.h"
#include <stdint.h>
#pragma GCC visibility push(hidden)

typedef struct gs_kernel {
    void (*loop)(char *const *columns, int64_t n); /* vector.h */
    /* gs_kernel_run(): by a pointer, so that extensions without such loops have nothing of it */
    int (*run)(gs_columns *c, const gs_async_function *a, int64_t timeout, gs_stop *stop, int held);
} gs_kernel;

/* Runs a loop that is shared out. timeout: nanoseconds, or INT64_MIN. stop: what ends it; or NULL: the signals of the main
   thread do. held: whether this thread has the GIL. 0, also if it was stopped: then c->stopped is set; or -1 with an
   exception. 1: it has to be the loop in Go, since rows depend on others, this thread computes in a way of
   its own, or guard mode looks at what runs. */
int gs_kernel_run(gs_columns *c, const gs_async_function *a, int64_t timeout, gs_stop *stop, int held);
#pragma GCC visibility pop
#endif
