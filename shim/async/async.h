/* async.h: calls of the async API, which are driven by tables: arguments into a job, and its
   results out. A call through a goroutine takes microseconds anyway. So, unlike thunks of the
   sync API, this code is not compiled for each function. Functions that are proven short run at
   once and keep the GIL. */
#ifndef GS_ASYNC_ASYNC_H
#define GS_ASYNC_ASYNC_H
#include "abi/abi3.h"
#include "call/call.h"
#include "values/wire.h"
#include "objects/object.h"
#include "objects/overload.h"
#include "async/awaitable.h"
#include "async/job.h"
#include <stdint.h>
#pragma GCC visibility push(hidden)

/* How an argument or a result crosses: as the GS_ARG_* of thunk.h. */
enum {
    GS_HOW_NUMBER,
    GS_HOW_STR,
    GS_HOW_TEXT,
    GS_HOW_BYTES,
    GS_HOW_NUMBERS,
    GS_HOW_WRITABLE,
    GS_HOW_LENT,
    GS_HOW_LENT_WIRE,
    GS_HOW_OBJECT,
    GS_HOW_OPTIONAL,
    GS_HOW_DURATION,
    GS_HOW_TIMEOUT,
    GS_HOW_CALLABLE,
    GS_HOW_WIRE
};

/* An argument or a result. */
typedef struct gs_step {
    uint8_t how;
    uint8_t borrowed; /* for guard mode: 1: a view that Go may only read; 2: one that it may write; lent: GS_LENT_* */
    short word;
    const gs_type *type; /* for arguments, the type under a named one */
} gs_step;

/* A function of the async API. */
struct gs_async_function {
    /* used by the core: rt/job.go */
    int32_t limit; /* of jobs that run at the same time; 0: no limit; atomic */
    int32_t active;
    uintptr_t waiting[2];
    /* constant */
    const gs_fn *fn;
    const char *name, *doc;
    gs_class *self; /* methods */
    const gs_step *params, *results;
    int32_t id;
    int32_t loop;    /* of a function of numbers: the number of its loop over columns (batch/numbers.h); else -1 */
    const struct gs_kernel *kernel; /* of one that was translated to C: batch/kernel.h; else NULL */
    const char *core;/* of one of lists of numbers: their lengths, as NumPy writes them; else NULL */
    short nresults, self_word, ok_word, error_word; /* -1: there is none */
    uint8_t alone;   /* GS_OTHERS_WAIT(), if it runs at once */
    uint8_t hold;    /* 0: a job; 1: run at once, with the GIL; 2: the same if the arguments are small */
    uint8_t context; /* it takes a context */
    uint8_t plain;   /* //py:async: it is also in the plain module */
    uint8_t serial;  /* over columns, rows run one after the other unless the caller says otherwise */
    short copy_self; /* a method with a value receiver: its copy function; else -1 */
    gs_job_size size;
    void (*deliver)(gs_job *, int when); /* for jobs of streams; else NULL */
    const gs_overloads *overloads;       /* of a generic function that is several of Go; or NULL */
    gs_async_function *const *overloaded;
};

/* The name of a function in messages. */
const char *gs_async_name(const gs_async_function *a);

/* Raises TypeError for a self that is no instance of the method's class; always -1. */
int gs_async_self_error(const gs_async_function *a, PyObject *self);

/* Writes one argument to a job. refs, cleanups, encoders: how many parts of each are used. 0,
   or -1 with an exception. */
int gs_async_argument(gs_job *e, gs_call *c, const gs_job_parts *p, int arg, PyObject *v, int *refs, int *cleanups,
    int *encoders);

/* One result as a new object; t: its type. */
PyObject *gs_step_result(const gs_step *s, const gs_type *t, const uint64_t *w, int api);

/* The results of a job as a new object: several as a tuple. always: also a single one. */
PyObject *gs_async_results(gs_job *e, int api, int always);

/* Whether a job carries a goroutine's panic that has not been raised in Python yet. */
int gs_job_brings_panic(gs_job *e);

/* Drops the exception that is set, if any, since nobody waits for it. panicked: it is a
   goroutine's panic, which is reported anyway, since nobody else would. */
void gs_unheard(int panicked);

/* Takes and drops the outcome of a job that nobody waits for. */
void gs_job_unheard(gs_job *e);

/* Delivers a job of a stream: 1; or 0 if it is another job. */
int gs_job_streams(gs_job *e, int when);

/* The awaitable that waits for a job; borrowed, or NULL. */
gs_awaitable *gs_job_waiting(const gs_job *e);

/* For a job that was made before the process forked and has not begun: the child can begin it
   if it holds no Go values of the parent. 0, or -1 with RuntimeError. */
int gs_job_adopt(gs_job *e);

/* ---- calls ---- */

/* Begins a job with all arguments, or runs it at once: an awaitable or a stream as a new reference, or NULL with an
   exception. Takes over e. */
PyObject *gs_async_begin(gs_job *e);

/* Calls a function with the arguments of a vectorcall. Returns as gs_async_begin(). */
PyObject *gs_async_call(gs_async_function *a, PyObject *self, PyObject *const *args, Py_ssize_t n, PyObject *kw);
#pragma GCC visibility pop
#endif
