#include "async/inbox.h"
#include "abi/abi3.h"
#include <fcntl.h>
#include <stdlib.h>
#include <sys/types.h>
#ifdef __linux__
#include <sys/eventfd.h>
#endif

#ifdef __linux__
#include <sys/eventfd.h>
#endif

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
void gs_bell_ring(int32_t ring) {
    static const uint64_t one = 1;
    ssize_t n = write(ring, &one, sizeof one);
    (void)n; /* where it is full it rings already */
}

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
/* next: the first word of what stands at an address. */
GS_INLINE void gs_inbox_put(gs_inbox *in, uintptr_t *next, uintptr_t at) {
    *next = __atomic_load_n(&in->first, __ATOMIC_RELAXED);
    while (!__atomic_compare_exchange_n(&in->first, next, at, 0, __ATOMIC_SEQ_CST, __ATOMIC_RELAXED));
    if (__atomic_load_n(&in->asleep, __ATOMIC_SEQ_CST) && __atomic_exchange_n(&in->asleep, 0, __ATOMIC_SEQ_CST)) gs_bell_ring(in->ring);
}
void gs_inbox_send(gs_errand *e) { gs_inbox_put(gs_the_core.inbox, (uintptr_t *)&e->next, (uintptr_t)e); }
void gs_inbox_tell(gs_note *n) { gs_inbox_put(gs_the_core.inbox, &n->next, (uintptr_t)n + 1); }

void gs_inbox_cancel(gs_errand *e) {
    static gs_note *spare; /* guarded by the GIL */
    if (!spare) spare = __atomic_exchange_n(&gs_the_core.inbox->read, NULL, __ATOMIC_ACQ_REL);
    gs_note *n = spare ? spare : malloc(sizeof *n);
    if (!n) {
        gs_the_core.calls.interrupt((uintptr_t)&e->f);
        return;
    }
    if (n == spare) spare = (gs_note *)n->next;
    n->about = (uintptr_t)&e->f;
    n->what = GS_NOTE_CANCELLED;
    gs_inbox_tell(n);
}
