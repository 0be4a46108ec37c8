/* semaphore.h: semaphores between threads of a process. */
#ifndef GS_OS_SEMAPHORE_H
#define GS_OS_SEMAPHORE_H
#include "abi/attributes.h"
#include <stdint.h>
#ifdef __APPLE__
#include <dispatch/dispatch.h>
typedef dispatch_semaphore_t gs_semaphore; /* macOS has no POSIX semaphores without a name */
#else
#include <semaphore.h>
typedef sem_t gs_semaphore;
#endif
#pragma GCC visibility push(hidden)

/* 0 if there is no memory. */
int gs_semaphore_make(gs_semaphore *s);
void gs_semaphore_end(gs_semaphore *s);

/* 0 after so much time, or when a signal came. */
int gs_semaphore_wait_for(gs_semaphore *s, int64_t nanoseconds);

#ifdef __APPLE__
GS_INLINE void gs_semaphore_post(gs_semaphore *s) { dispatch_semaphore_signal(*s); }
GS_INLINE void gs_semaphore_wait(gs_semaphore *s) { dispatch_semaphore_wait(*s, DISPATCH_TIME_FOREVER); }
#else
GS_INLINE void gs_semaphore_post(gs_semaphore *s) { sem_post(s); }
GS_INLINE void gs_semaphore_wait(gs_semaphore *s) {
    while (sem_wait(s)) /* a signal came */;
}
#endif
#pragma GCC visibility pop
#endif
