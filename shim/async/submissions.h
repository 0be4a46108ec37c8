/* submissions.h: jobs on their way to Go, and control messages about what Go has. Twin:
   rt/submissions.go.

   A crossing needs one of Go's processors. While all of them compute, the thread
   of the loop would wait for one with the GIL in its hand, for as long as a
   computation takes or some dozens of them. So jobs are put on a list, and a
   notifier is rung only where nobody looks by himself. */
#ifndef GS_ASYNC_SUBMISSIONS_H
#define GS_ASYNC_SUBMISSIONS_H
#include "call/frame.h"
#include "async/job.h"
#include <stdint.h>
#include <unistd.h>
#pragma GCC visibility push(hidden)

struct gs_submissions {
    uintptr_t first; /* the last first: jobs, and control messages, with 1 added; atomic */
    int32_t asleep;  /* nobody looks unless the notifier is signalled; atomic */
    int32_t wait_fd;    /* what Go reads of */
    int32_t wake_fd;    /* what is written to */
    gs_control *read;   /* control messages that Go gives back; atomic */
};

/* Both ends of a descriptor that wakes who reads it; -1 with OSError. */
int gs_notifier_open(int32_t *wait_fd, int32_t *wake_fd);
void gs_notifier_wake(int32_t wake_fd);

/* One for each core: that of a parent stays with its copy of the core. */
int gs_submissions_open(void);
void gs_submissions_send(gs_job *e);
void gs_submissions_control(gs_control *n);

/* Has Go cancel the context of a job that it has. Control messages are read in the order
   in which they and jobs come: the next job at this address comes later. */
void gs_submissions_cancel(gs_job *e);
#pragma GCC visibility pop
#endif
