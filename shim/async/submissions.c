#include "async/submissions.h"
#include "abi/abi3.h"
#include "abi/attributes.h"
#include "os/notifier.h"
#include <stdlib.h>

GS_COLD int gs_submissions_open(void) {
    GS_ALONE(gs_once_object);
    if (gs_the_core.submissions) return 0; /* another thread has made it, while this one loaded the core */
    gs_submissions *in = calloc(1, sizeof *in);
    if (!in) {
        PyErr_NoMemory();
        return -1;
    }
    if (gs_notifier_open(&in->wait_fd, &in->wake_fd)) {
        free(in);
        return -1;
    }
    gs_the_core.calls.receive(in);
    __atomic_store_n(&gs_the_core.submissions, in, __ATOMIC_RELEASE);
    return 0;
}

/* Pushes a job or a control message. next: its link. at: its address, tagged. */
GS_INLINE void gs_submissions_put(gs_submissions *in, uintptr_t *next, uintptr_t at) {
    *next = __atomic_load_n(&in->first, __ATOMIC_RELAXED);
    while (!__atomic_compare_exchange_n(&in->first, next, at, 0, __ATOMIC_SEQ_CST, __ATOMIC_RELAXED));
    if (__atomic_load_n(&in->asleep, __ATOMIC_SEQ_CST) && __atomic_exchange_n(&in->asleep, 0, __ATOMIC_SEQ_CST))
        gs_notifier_wake(in->wake_fd);
}

void gs_submissions_send(gs_job *e) {
    gs_submissions_put(gs_the_core.submissions, (uintptr_t *)&e->next, (uintptr_t)e);
}

void gs_submissions_control(gs_control *n) { gs_submissions_put(gs_the_core.submissions, &n->next, (uintptr_t)n + 1); }

void gs_submissions_cancel(gs_job *e) {
    static gs_control *spare;
    static gs_mutex lock; /* of spare */
    GS_LOCK(&lock);
    if (!spare) spare = __atomic_exchange_n(&gs_the_core.submissions->read, NULL, __ATOMIC_ACQ_REL);
    gs_control *n = spare;
    if (n) spare = (gs_control *)n->next;
    GS_UNLOCK(&lock);
    if (!n && !(n = malloc(sizeof *n))) {
        gs_the_core.calls.interrupt((uintptr_t)&e->f);
        return;
    }
    n->about = (uintptr_t)&e->f;
    n->what = GS_CONTROL_CANCELLED;
    gs_submissions_control(n);
}
