/* thread.h: threads. Mutexes, conditions and keys are those of POSIX; on Windows mingw-w64 has them, as a part of
   the shim. Here is what POSIX leaves open. */
#ifndef GS_OS_THREAD_H
#define GS_OS_THREAD_H
#include <pthread.h>
#include <stdint.h>
#pragma GCC visibility push(hidden)

/* Whether the process began with this thread; in a forked child, whether this is the one that was forked. */
int gs_thread_is_first(void);

/* The system's number of this thread. It is not used again soon. */
int gs_thread_number(void);

/* Starts a thread that nobody waits for, and that takes no signals: these are for Python's threads. Go unblocks
   those that it needs. 0, or the number of an error. */
int gs_thread_start(void *(*run)(void *), void *arg);

/* The same of a thread that pthread_join() waits for. */
int gs_thread_join_later(pthread_t *thread, void *(*run)(void *), void *arg);

/* How many processors there are. */
int gs_processors(void);

/* Waits at least so long; a signal may end it. */
void gs_pause_for(int64_t nanoseconds);
#pragma GCC visibility pop
#endif
