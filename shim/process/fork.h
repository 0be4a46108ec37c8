/* fork.h: what happens to this extension when the process forks.

   Only the forking thread comes along, so the child's copy of the Go runtime is
   dead: its locks may be held by threads that are not there. The child marks it
   so, takes its signal handlers away, and loads a fresh copy at its first call.
   Objects of the parent raise an error there. */
#ifndef GS_PROCESS_FORK_H
#define GS_PROCESS_FORK_H
#include "os/signals.h"
#include <pthread.h>
#include <signal.h>
#pragma GCC visibility push(hidden)

struct gs_process_state {
    pthread_mutex_t loading;           /* held while the core is loaded, and by a fork */
    gs_signal_core *core;              /* the live core */
    struct sigaction before[GS_NSIG];  /* the handlers before it was loaded */
    /* set in the thread that a child began as, if it is not the first of its process */
    pthread_key_t thread;
    int from_thread;                   /* while forking: that it is so */
};
extern struct gs_process_state gs_process;

int gs_fork_init(void);
#pragma GCC visibility pop
#endif
