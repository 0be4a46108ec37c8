/* share.h: The GIL is shared by time.

   CPython gives the GIL to a thread that has waited for a switch interval in which
   nobody released it: then the one that has it is asked to drop it, and does not get
   it back before another has had it. Who releases the GIL and takes it again a
   microsecond later, as calls into Go and callbacks do, makes each waiter begin to
   wait anew, and mostly is back before one has woken up. So others would starve, and
   what says who waits is CPython's own.

   Therefore the time is measured since others had the GIL: a time slice. When it has
   lasted for a switch interval, the GIL is offered: the thread stays away until a
   waiter, which the release has woken, had the time to come. Others had it where
   taking it back took its time, or where a thread did not look for so long that
   CPython's own means have worked.

   The clock is looked at each time where callbacks are slow, and every 16th where
   they are so quick that a look would be noticed. */
#ifndef GS_GIL_SHARE_H
#define GS_GIL_SHARE_H
#include "abi/abi3.h"
#include "abi/attributes.h"
#include <stdint.h>
#pragma GCC visibility push(hidden)

/* A time slice of a thread of Python's, or of all of Go's together: goroutines change
   threads as they like, and count as one. What is shared is read and written as an
   atomic; that an update may be lost does not matter. */
typedef struct gs_time_slice {
    int64_t since, looked; /* nanoseconds of gs_clock() */
    int left;              /* how often it is taken before the next look */
    int every;
    int guessed;           /* that others had the GIL, the last time */
} gs_time_slice;
extern gs_time_slice gs_time_slice_of_go;

#define GS_LOAD(x) __atomic_load_n(&(x), __ATOMIC_RELAXED)
#define GS_STORE(x, v) __atomic_store_n(&(x), (v), __ATOMIC_RELAXED)

int64_t gs_clock(void);
int gs_share_init(void);

/* Takes the GIL, with a look before and after. crowd: others of this time slice's
   threads may have had it meanwhile. */
void gs_take_looking(gs_time_slice *s, PyThreadState *ts, int crowd);

GS_INLINE int gs_share_counts(gs_time_slice *s) {
    int left = GS_LOAD(s->left);
    GS_STORE(s->left, left - 1);
    return left <= 0;
}

GS_INLINE void gs_take(gs_time_slice *s, PyThreadState *ts, int crowd) {
    if (GS_UNLIKELY(gs_share_counts(s) || crowd)) gs_take_looking(s, ts, crowd);
    else PyEval_RestoreThread(ts);
}

/* Where the GIL has been kept. */
void gs_share_looking(gs_time_slice *s);

GS_INLINE void gs_share_kept(gs_time_slice *s) {
    if (GS_UNLIKELY(gs_share_counts(s))) gs_share_looking(s);
}

/* At a turn of an event loop, which releases the GIL by itself, and for so short a
   time that waiters may miss it. Where a turn took long, they have not. */
void gs_share_turn(gs_time_slice *s);
#pragma GCC visibility pop
#endif
