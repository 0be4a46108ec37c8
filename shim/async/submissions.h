/* submissions.h: the submission queue: jobs on their way to Go, and control messages about
   running ones. Twin: rt/submissions.go.

   A crossing needs a Go processor. If goroutines compute on all of them, the loop's thread
   would wait for one while it holds the GIL, for as long as one computation takes, or dozens of
   them. So jobs go into a list, and a notifier wakes Go only if nobody there is looking at the
   list. */
#ifndef GS_ASYNC_SUBMISSIONS_H
#define GS_ASYNC_SUBMISSIONS_H
#include "call/frame.h"
#include "async/job.h"
#include <stdint.h>
#pragma GCC visibility push(hidden)

/* The queue. */
struct gs_submissions {
    uintptr_t first; /* jobs, and control messages with 1 added to the address, the newest first; atomic */
    int32_t asleep;  /* nobody looks at the list until the notifier is signalled; atomic */
    int32_t wait_fd;    /* os/notifier.h: Go waits for this one */
    int32_t wake_fd;    /* Python wakes it by this one */
    gs_control *read;   /* control messages that Go has read; atomic */
};

/* Makes the queue of this core, if there is none. (A parent's queue stays with its core.) 0, or
   -1 with an exception. */
int gs_submissions_open(void);

/* Sends a job or a control message. */
void gs_submissions_send(gs_job *e);
void gs_submissions_control(gs_control *n);

/* Asks Go to cancel the context of a job. Go reads control messages and jobs in their order, so
   a later job at the same address cannot be meant. */
void gs_submissions_cancel(gs_job *e);
#pragma GCC visibility pop
#endif
