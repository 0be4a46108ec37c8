/* orphan.h: awaitables in a forked child that goes on with its parent's loop.

   What they wait for happens in the parent only. They fail as soon as the loop turns in the
   child, and not before, since most children never run it. */
#ifndef GS_ASYNC_ORPHAN_H
#define GS_ASYNC_ORPHAN_H
#include "abi/abi3.h"
#pragma GCC visibility push(hidden)

/* When the async API is made: registers with os.register_at_fork(). 0, or -1 with an exception. */
int gs_orphans_init(void);
#pragma GCC visibility pop
#endif
