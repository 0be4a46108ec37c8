/* activecall.h: the calls in flight: those in Go that have released the GIL. Twin:
   rt/activecall.go. Others are too short to be asked for. */
#ifndef GS_CALL_ACTIVECALL_H
#define GS_CALL_ACTIVECALL_H
#include "abi/abi3.h"
#include "abi/attributes.h"
#include <pthread.h>
#include <stdint.h>
#pragma GCC visibility push(hidden)

typedef struct gs_job gs_job;

/* One call, on the stack of its thunk. The list is guarded by the GIL. */
typedef struct gs_active_call {
    struct gs_active_call *before, *after;
    uint64_t number;
    pthread_t thread;
    int32_t fn;
    const char *request; /* gs_request of the thread */
    uint64_t panics;    /* that there were when it began */
} gs_active_call;

/* Goroutines that have panicked: the core's memory. A call in flight during which
   one did fails with it. Twin: panicCounts in rt/panics.go. */
typedef struct gs_panic_counts {
    uint64_t n;       /* so far */
    uint64_t reported;    /* how many of them Python knows of */
    uint64_t claimed; /* the last that a job has brought with it, at which nobody has looked yet */
} gs_panic_counts;
extern const gs_panic_counts gs_no_panics;

/* What the thread works on, as __gophersnake__.request says: for crash reports. */
extern __thread char gs_request[64];

typedef struct gs_active_calls {
    uint64_t started; /* calls so far */
    int64_t now;      /* in flight */
    int64_t limit;    /* of jobs that run at once; 0: none; atomic */
    const struct gs_job *jobs; /* those that run; Go's, but for reports of crashes */
    gs_active_call *first;
    const gs_panic_counts *panics;
} gs_active_calls;
extern gs_active_calls gs_the_active_calls;
GS_INLINE uint64_t gs_panics_now(void) { return __atomic_load_n(&gs_the_active_calls.panics->n, __ATOMIC_SEQ_CST); }

/* A limit from Python: a positive int, or None for 0; -1 with an exception. */
int64_t gs_limit_from(PyObject *v);

GS_INLINE void gs_active_call_begin(gs_active_call *f, int32_t fn) {
    gs_active_calls *all = &gs_the_active_calls;
    *f = (gs_active_call){ NULL, all->first, all->started + 1, pthread_self(), fn, gs_request, gs_panics_now() };
    if (all->first) all->first->before = f;
    all->first = f;
    __atomic_store_n(&all->started, all->started + 1, __ATOMIC_RELAXED);
    __atomic_store_n(&all->now, all->now + 1, __ATOMIC_RELAXED);
}

/* Whether a goroutine panicked meanwhile. The core counts one first and then looks
   who is in flight; here it is the other way round, so that one sees the other. */
GS_INLINE int gs_active_call_end(gs_active_call *f) {
    gs_active_calls *all = &gs_the_active_calls;
    if (f->before) f->before->after = f->after;
    else all->first = f->after;
    if (f->after) f->after->before = f->before;
    __atomic_store_n(&all->now, all->now - 1, __ATOMIC_SEQ_CST);
    return GS_UNLIKELY(gs_panics_now() != f->panics);
}

/* Whether one of the first mark calls is still in flight. Called by the core,
   on a thread of Go's. */
int64_t gs_active_calls_stuck(uint64_t mark);
#pragma GCC visibility pop
#endif
