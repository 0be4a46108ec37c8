/* async.h: calls of the async API, from tables: the arguments into a job,
   and its results out. A call that goes through a goroutine takes microseconds
   anyway, so unlike the thunks of the sync API this is not compiled anew for each
   function. Functions that are proven short run at once, with the GIL kept. */
#ifndef GS_ASYNC_ASYNC_H
#define GS_ASYNC_ASYNC_H
#include "abi/abi3.h"
#include "call/call.h"
#include "values/wire.h"
#include "objects/object.h"
#include "async/awaitable.h"
#include "async/job.h"
#include <stdint.h>
#pragma GCC visibility push(hidden)

/* How an argument or a result crosses: as GS_ARG_* in thunk.h. */
enum {
    GS_HOW_NUMBER,
    GS_HOW_STR,
    GS_HOW_TEXT,
    GS_HOW_BYTES,
    GS_HOW_NUMBERS,
    GS_HOW_WRITABLE,
    GS_HOW_OBJECT,
    GS_HOW_OPTIONAL,
    GS_HOW_DURATION,
    GS_HOW_TIMEOUT,
    GS_HOW_CALLABLE,
    GS_HOW_WIRE
};

typedef struct gs_step {
    uint8_t how;
    uint8_t borrowed; /* a view that Go may write: 2, that it may only read: 1; for guard mode */
    short word;
    const gs_type *type; /* without names; of results as it is */
} gs_step;

struct gs_async_function {
    /* the core's: rt/job.go */
    int32_t limit; /* of jobs that run at once; 0: none; atomic */
    int32_t active;
    uintptr_t waiting[2];
    /* constant */
    const gs_fn *fn;
    const char *name, *doc;
    gs_class *self; /* methods */
    const gs_step *params, *results;
    int32_t id;
    short nresults, self_word, ok_word, error_word; /* -1: there is none */
    uint8_t hold;    /* 0: release, 1: keep the GIL, 2: keep it while the arguments are small */
    uint8_t context; /* it has one */
    uint8_t plain;   /* //py:async: it stands in the plain module too */
    short copy_self; /* a method with a value receiver: number of the copying of that, else -1 */
    gs_job_size size;
    void (*deliver)(gs_job *, int when); /* streams and what gives them; else NULL */
};

const char *gs_async_name(const gs_async_function *a);

int gs_async_argument(gs_job *e, gs_call *c, const gs_job_parts *p, int arg, PyObject *v, int *refs, int *cleanups,
    int *encoders);

/* One result as it is, several as a tuple; always: one as a tuple too. */
PyObject *gs_async_results(gs_job *e, int always);

/* Whether a job brings a goroutine's panic of which Python does not know yet. */
int gs_job_brings_panic(gs_job *e);

/* Nobody waits for the exception that is set, if one is. A goroutine's panic is
   told in spite of that: nobody else would. */
void gs_unheard(int tells);

/* Takes what nobody waits for. */
void gs_job_unheard(gs_job *e);
int gs_job_streams(gs_job *e, int when);

/* Who waits for a job; borrowed, or NULL. */
gs_awaitable *gs_job_waiting(const gs_job *e);

/* One that was made before the process forked, and never begun: the child can begin
   it where it holds no Go value of the parent's. */
int gs_job_adopt(gs_job *e);

/* ---- the call ---- */

/* Arguments in the order of the parameters; NULL with TypeError. The tuple of
   *args is the job's. */
PyObject *gs_async_begin(gs_job *e);
PyObject *gs_async_call(gs_async_function *a, PyObject *self, PyObject *const *args, Py_ssize_t n, PyObject *kw);
#pragma GCC visibility pop
#endif
