/* activecall.h: the active calls: calls in Go that have released the GIL. Twin:
   rt/activecall.go. Other calls are so short that nobody needs to know of them. */
#ifndef GS_CALL_ACTIVECALL_H
#define GS_CALL_ACTIVECALL_H
#include "abi/abi3.h"
#include "abi/attributes.h"
#include "call/local.h"
#include "call/request.h"
#include <pthread.h>
#include <stdint.h>
#pragma GCC visibility push(hidden)

typedef struct gs_job gs_job;

/* One call. It does not lie on the stack of its thunk: if a callback switches to another greenlet, other code
   has the stack until it switches back. The list is that of its thread: local.h. */
typedef struct gs_active_call {
    struct gs_active_call *before, *after; /* a spare one has after alone */
    uint64_t number;
    pthread_t thread;
    int32_t fn;
    PyObject *request;  /* request.h: owned, or NULL */
    uint64_t panics;    /* gs_panics_now() at its beginning */
} gs_active_call;

/* Goroutines that have panicked; in the core's memory. A call fails if one panics while the
   call is active. Twin: panicCounts in rt/panics.go. */
typedef struct gs_panic_counts {
    uint64_t n;       /* all panics so far */
    uint64_t reported;    /* how many of them have been raised in Python */
    uint64_t claimed; /* the last panic that a job carries, while nobody has looked at the job */
} gs_panic_counts;

/* Until the core is loaded. */
extern const gs_panic_counts gs_no_panics;

/* All active calls, and the limit of jobs. */
typedef struct gs_active_calls {
    uint64_t started; /* calls so far */
    int64_t now;      /* active now */
    int64_t limit;    /* of jobs that run at the same time; 0: no limit; atomic */
    const struct gs_job *jobs; /* running jobs; Go's list, read here for crash reports only */
    const gs_panic_counts *panics;
} gs_active_calls;
extern gs_active_calls gs_the_active_calls;

/* The number of panics so far. */
GS_INLINE uint64_t gs_panics_now(void) { return __atomic_load_n(&gs_the_active_calls.panics->n, __ATOMIC_SEQ_CST); }

/* Converts a limit from Python: a positive int, or None for 0; -1 with an exception. */
int64_t gs_limit_from(PyObject *v);

/* A new one, which is never freed. NULL without an exception if there is no memory. */
gs_active_call *gs_active_call_new(void);

/* One more or less of the counters, which Go reads. */
GS_INLINE uint64_t gs_active_calls_count(gs_active_calls *all) {
#ifdef GS_GUARDED
    __atomic_add_fetch(&all->now, 1, __ATOMIC_SEQ_CST);
    return __atomic_add_fetch(&all->started, 1, __ATOMIC_RELAXED);
#else
    __atomic_store_n(&all->started, all->started + 1, __ATOMIC_RELAXED);
    __atomic_store_n(&all->now, all->now + 1, __ATOMIC_RELAXED);
    return all->started;
#endif
}

GS_INLINE void gs_active_calls_uncount(gs_active_calls *all) {
#ifdef GS_GUARDED
    __atomic_sub_fetch(&all->now, 1, __ATOMIC_SEQ_CST);
#else
    __atomic_store_n(&all->now, all->now - 1, __ATOMIC_SEQ_CST);
#endif
}

/* Adds a call to the list. NULL with MemoryError. */
GS_INLINE gs_active_call *gs_active_call_begin(int32_t fn) {
    gs_local *here = gs_local_here();
    GS_LOCK(&here->lock);
    gs_active_call *f = here->spare;
    if (GS_LIKELY(f != NULL)) here->spare = f->after;
    else if (!(f = gs_active_call_new())) {
        GS_UNLOCK(&here->lock);
        PyErr_NoMemory();
        return NULL;
    }
    *f = (gs_active_call){ NULL, here->first, gs_active_calls_count(&gs_the_active_calls), pthread_self(), fn, gs_request_here(),
        gs_panics_now() };
    if (here->first) here->first->before = f;
    here->first = f;
    GS_UNLOCK(&here->lock);
    return f;
}

/* Removes the call. Returns whether a goroutine panicked meanwhile. The core counts a panic
   first and then looks for active calls. Here the order is reversed, so that one side always
   sees the other. */
GS_INLINE int gs_active_call_end(gs_active_call *f) {
    gs_local *here = gs_local_here();
    const uint64_t panics = f->panics;
    PyObject *request = f->request;
    GS_LOCK(&here->lock);
    f->request = NULL;
    if (f->before) f->before->after = f->after;
    else here->first = f->after;
    if (f->after) f->after->before = f->before;
    f->after = here->spare;
    here->spare = f;
    GS_UNLOCK(&here->lock);
    gs_request_drop(&request);
    gs_active_calls_uncount(&gs_the_active_calls);
    return GS_UNLIKELY(gs_panics_now() != panics);
}

/* Whether one of the first mark calls is still active. The core calls this on a Go thread. */
int64_t gs_active_calls_stuck(uint64_t mark);
#pragma GCC visibility pop
#endif
