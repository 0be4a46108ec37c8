/* fork.h: what the extension does when the process forks.

   Only the forking thread exists in the child, so the child's copy of the Go runtime is dead:
   threads that do not exist may hold its locks. The child marks the core as dead, removes its
   signal handlers, and loads a fresh copy at its first call. There, objects of the parent raise
   an error. */
#ifndef GS_PROCESS_FORK_H
#define GS_PROCESS_FORK_H
#include "os/has.h"
#include "os/signals.h"
#include <pthread.h>
#pragma GCC visibility push(hidden)

/* State of the process. */
struct gs_process_state {
    pthread_mutex_t loading;           /* held while the core is loaded, and during a fork */
#if GS_HAS_SIGNALS
    gs_signal_core *core;              /* the live core */
    struct sigaction before[GS_NSIG];  /* the signal handlers before it was loaded */
#endif
#if GS_HAS_FORK
    /* set in the first thread of a child that was forked by another thread than the main one */
    pthread_key_t thread;
    int from_thread;                   /* during a fork: whether that is so */
#endif
};
extern struct gs_process_state gs_process;

/* Registers the fork handlers, at import; 0, or -1 with MemoryError. Where GS_HAS_FORK is 0, there are none. */
int gs_fork_init(void);
#pragma GCC visibility pop
#endif
