/* inbox.h: errands on their way to Go. Twin: rt/inbox.go.

   A crossing needs one of Go's processors. While all of them compute, the thread
   of the loop would wait for one with the GIL in its hand, for as long as a
   computation takes or some dozens of them. So errands are put on a list, and a
   bell is rung only where nobody looks by himself. */
#ifndef GS_INBOX_H
#define GS_INBOX_H
#include "errand.h"
#ifdef __linux__
#include <sys/eventfd.h>
#endif

struct gs_inbox {
    gs_errand *first; /* the last first; atomic */
    int32_t asleep;   /* nobody looks unless the bell rings; atomic */
    int32_t bell;     /* what Go reads of */
    int32_t ring;     /* what is written to */
};

/* Both ends of a descriptor that wakes who reads it; -1 with OSError. */
GS_COLD int gs_bell_open(int32_t *bell, int32_t *ring) {
#ifdef __linux__
    *ring = *bell = eventfd(0, EFD_NONBLOCK | EFD_CLOEXEC);
    if (*ring >= 0) return 0;
#else
    int ends[2];
    *bell = *ring = -1;
    if (!pipe(ends)) {
        for (int i = 0; i < 2; i++) fcntl(ends[i], F_SETFD, FD_CLOEXEC), fcntl(ends[i], F_SETFL, O_NONBLOCK);
        *bell = ends[0];
        *ring = ends[1];
        return 0;
    }
#endif
    PyErr_SetFromErrno(PyExc_OSError);
    return -1;
}
static void gs_bell_ring(int32_t ring) {
    static const uint64_t one = 1;
    ssize_t n = write(ring, &one, sizeof one);
    (void)n; /* where it is full it rings already */
}

/* One for each core: that of a parent stays with its copy of the core. */
GS_COLD int gs_inbox_open(void) {
    if (gs_the_core.inbox) return 0; /* another thread has, while this one loaded the core */
    gs_inbox *in = calloc(1, sizeof *in);
    if (!in) {
        PyErr_NoMemory();
        return -1;
    }
    if (gs_bell_open(&in->bell, &in->ring)) {
        free(in);
        return -1;
    }
    gs_the_core.calls.receive(in);
    gs_the_core.inbox = in;
    return 0;
}
GS_INLINE void gs_inbox_put(gs_inbox *in, gs_errand *e) {
    e->next = __atomic_load_n(&in->first, __ATOMIC_RELAXED);
    while (!__atomic_compare_exchange_n(&in->first, &e->next, e, 0, __ATOMIC_SEQ_CST, __ATOMIC_RELAXED));
    if (__atomic_load_n(&in->asleep, __ATOMIC_SEQ_CST) && __atomic_exchange_n(&in->asleep, 0, __ATOMIC_SEQ_CST)) gs_bell_ring(in->ring);
}
#endif
