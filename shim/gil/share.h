/* share.h: fair sharing of the GIL, by time.

   CPython takes the GIL from a thread for another one that has waited for one switch interval
   during which nobody released it. The thread does not get it back before another has had it.
   But calls into Go and callbacks release the GIL and take it back a microsecond later. Then
   each waiter starts to wait anew, and the GIL is usually gone before the waiter has woken up.
   So the other threads would starve. Which threads wait is known to CPython alone.

   So we measure the time since other threads had the GIL: a time slice. After one switch
   interval we offer the GIL: the thread stays off it until a waiter, woken by the release, has
   had time to take it. We assume that others had it if taking it back took long, or if a thread
   has not looked for so long that CPython's own rule applied.

   We read the clock every time if callbacks are slow, and every 16th time if they are so quick
   that it would matter. */
#ifndef GS_GIL_SHARE_H
#define GS_GIL_SHARE_H
#include "abi/abi3.h"
#include "abi/attributes.h"
#include "abi/exclusion.h"
#include <stdint.h>
#pragma GCC visibility push(hidden)

/* A time slice: of one Python thread, or of all Go threads together, since goroutines move
   between them. Shared fields are atomic; a lost update does no harm. */
typedef struct gs_time_slice {
    int64_t since, looked; /* start of the slice, and last look at the clock; nanoseconds of gs_clock() */
    int left;              /* how often the GIL is taken before the next look */
    int every;             /* the next value of left: look each so many times */
    int guessed;           /* at the last look, we guessed that others had the GIL */
} gs_time_slice;
extern gs_time_slice gs_time_slice_of_go; /* of all Go threads */

#define GS_LOAD(x) __atomic_load_n(&(x), __ATOMIC_RELAXED)
#define GS_STORE(x, v) __atomic_store_n(&(x), (v), __ATOMIC_RELAXED)

/* The monotonic time in nanoseconds. */
int64_t gs_clock(void);

/* At import; 0, or -1 with ImportError. */
int gs_share_init(void);

/* Takes the GIL for the state ts, and looks at the clock before and after. crowd: other threads
   of the same time slice may have had the GIL meanwhile. */
void gs_take_looking(gs_time_slice *s, PyThreadState *ts, int crowd);

/* Whether it is time to look at the clock. */
GS_INLINE int gs_share_counts(gs_time_slice *s) {
    int left = GS_LOAD(s->left);
    GS_STORE(s->left, left - 1);
    return left <= 0;
}

/* Takes the GIL for the state ts. */
GS_INLINE void gs_take(gs_time_slice *s, PyThreadState *ts, int crowd) {
    /* without a GIL there is nothing to share */
    if (!gs_no_gil() && GS_UNLIKELY(gs_share_counts(s) || crowd)) gs_take_looking(s, ts, crowd);
    else PyEval_RestoreThread(ts);
}

/* For a thread that has kept the GIL: releases it for others if the slice is over, and takes it
   back. Without a GIL, Python's collector waits for threads that keep their state. */
void gs_share_looking(gs_time_slice *s);

GS_INLINE void gs_share_kept(gs_time_slice *s) {
    if (GS_UNLIKELY(gs_share_counts(s))) gs_share_looking(s);
}

/* Whether no other thread of the interpreter can wait for the GIL, which this one has. */
int gs_share_alone(void);

/* For one turn of an event loop. The loop releases the GIL itself, but so briefly that waiters
   may miss it. If the turn took long, they did not. */
void gs_share_turn(gs_time_slice *s);
#pragma GCC visibility pop
#endif
