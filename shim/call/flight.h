/* flight.h: the calls in flight: those in Go that have released the GIL. Twin:
   flights in rt/rescue.go. Others are too short to be asked for. */
#ifndef GS_CALL_FLIGHT_H
#define GS_CALL_FLIGHT_H
#include "abi/abi3.h"
#include "abi/attributes.h"
#include <pthread.h>
#include <stdint.h>
#pragma GCC visibility push(hidden)

typedef struct gs_errand gs_errand;
/* One call, on the stack of its thunk. The list is guarded by the GIL. */
typedef struct gs_flight {
    struct gs_flight *before, *after;
    uint64_t number;
    pthread_t thread;
    int32_t fn;
    const char *request; /* gs_request of the thread */
    uint64_t endings;    /* that there were when it began */
} gs_flight;

/* Goroutines that have panicked: the core's memory. A call in flight during which
   one did fails with it. Twin: endingCounts in rt/rescue.go. */
typedef struct gs_endings {
    uint64_t n;       /* so far */
    uint64_t told;    /* how many of them Python knows of */
    uint64_t claimed; /* the last that an errand has brought with it, at which nobody has looked yet */
} gs_endings;
extern const gs_endings gs_no_endings;

/* What the thread works on, as __gophersnake__.request says: for crash reports. */
extern __thread char gs_request[64];

typedef struct gs_flights {
    uint64_t started; /* calls so far */
    int64_t now;      /* in flight */
    int64_t limit;    /* of errands that fly at once; 0: none; atomic */
    const struct gs_errand *errands; /* those that fly; Go's, but for reports of crashes */
    gs_flight *first;
    const gs_endings *endings;
} gs_flights;
extern gs_flights gs_the_flights;
GS_INLINE uint64_t gs_endings_now(void) { return __atomic_load_n(&gs_the_flights.endings->n, __ATOMIC_SEQ_CST); }

/* A limit from Python: a positive int, or None for 0; -1 with an exception. */
int64_t gs_limit_from(PyObject *v);
GS_INLINE void gs_flight_begin(gs_flight *f, int32_t fn) {
    gs_flights *all = &gs_the_flights;
    *f = (gs_flight){ NULL, all->first, all->started + 1, pthread_self(), fn, gs_request, gs_endings_now() };
    if (all->first) all->first->before = f;
    all->first = f;
    __atomic_store_n(&all->started, all->started + 1, __ATOMIC_RELAXED);
    __atomic_store_n(&all->now, all->now + 1, __ATOMIC_RELAXED);
}
/* Whether a goroutine panicked meanwhile. The core counts one first and then looks
   who is in flight; here it is the other way round, so that one sees the other. */
GS_INLINE int gs_flight_end(gs_flight *f) {
    gs_flights *all = &gs_the_flights;
    if (f->before) f->before->after = f->after;
    else all->first = f->after;
    if (f->after) f->after->before = f->before;
    __atomic_store_n(&all->now, all->now - 1, __ATOMIC_SEQ_CST);
    return GS_UNLIKELY(gs_endings_now() != f->endings);
}

/* Whether one of the first mark calls is still in flight. Called by the core,
   on a thread of Go's. */
int64_t gs_flights_stuck(uint64_t mark);
#pragma GCC visibility pop
#endif
