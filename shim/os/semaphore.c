#include "os/semaphore.h"
#include <time.h>

#ifdef __APPLE__
GS_COLD int gs_semaphore_make(gs_semaphore *s) { return (*s = dispatch_semaphore_create(0)) != NULL; }

void gs_semaphore_end(gs_semaphore *s) {
    if (*s) dispatch_release(*s);
}

int gs_semaphore_wait_for(gs_semaphore *s, int64_t nanoseconds) {
    return !dispatch_semaphore_wait(*s, dispatch_time(DISPATCH_TIME_NOW, nanoseconds));
}
#else
GS_COLD int gs_semaphore_make(gs_semaphore *s) { return !sem_init(s, 0, 0); }

void gs_semaphore_end(gs_semaphore *s) { sem_destroy(s); }

int gs_semaphore_wait_for(gs_semaphore *s, int64_t nanoseconds) {
    struct timespec until;
    clock_gettime(CLOCK_REALTIME, &until);
    nanoseconds += until.tv_nsec;
    until.tv_sec += (time_t)(nanoseconds / 1000000000);
    until.tv_nsec = (long)(nanoseconds % 1000000000);
    return !sem_timedwait(s, &until);
}
#endif
