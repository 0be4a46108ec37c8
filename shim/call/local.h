/* local.h: what each thread has for itself of what calls leave behind: handles that Go gets back with a later
   call, and the active calls. With the GIL there is one for all threads.

   Without it, the owner takes the lock of its own for each change, which nobody else holds but those
   who look at all threads: reports, a flush. So calls of several threads share nothing here. */
#ifndef GS_CALL_LOCAL_H
#define GS_CALL_LOCAL_H
#include "abi/abi3.h"
#include "abi/attributes.h"
#include "abi/exclusion.h"
#include <stdint.h>
#pragma GCC visibility push(hidden)

struct gs_active_call;

enum { GS_FREED_MOST = 256 };

typedef struct gs_local {
    gs_mutex lock;
    int running;   /* calls in Go that have released the GIL */
    int callbacks; /* running callbacks of borrowed callables */
    int nfreed;    /* handles waiting in freed[]; written with the lock, by atomic stores */
    int32_t freed[GS_FREED_MOST];
    struct gs_active_call *first, *spare; /* activecall.h */
    struct gs_local *next; /* of all; and while its thread is gone: */
    struct gs_local *idle;
} gs_local;

#ifdef GS_GUARDED
extern __thread gs_local *gs_local_mine;
extern gs_local *gs_locals, gs_local_common; /* all that there ever were; atomic */

/* That of a thread that has none yet. Never NULL: one is for all threads for which there is no memory. */
gs_local *gs_local_make(void);

GS_INLINE gs_local *gs_local_here(void) {
    if (!gs_no_gil()) return &gs_local_common;
    gs_local *l = gs_local_mine;
    return GS_LIKELY(l != NULL) ? l : gs_local_make();
}
#define GS_EACH_LOCAL(l) for (gs_local *l = __atomic_load_n(&gs_locals, __ATOMIC_ACQUIRE); l; l = l->next)
#else
extern gs_local gs_the_local;
GS_INLINE gs_local *gs_local_here(void) { return &gs_the_local; }
#define GS_EACH_LOCAL(l) for (gs_local *l = &gs_the_local; l; l = NULL)
#endif

/* Sums of all threads. */
int64_t gs_locals_running(void);
int64_t gs_locals_callbacks(void);
int64_t gs_locals_freed(void);

/* In a forked child, where only this thread exists, and none of the calls. */
void gs_locals_forked(void);
#pragma GCC visibility pop
#endif
