/* inbox.h: errands on their way to Go, and notes about what Go has. Twin:
   rt/inbox.go.

   A crossing needs one of Go's processors. While all of them compute, the thread
   of the loop would wait for one with the GIL in its hand, for as long as a
   computation takes or some dozens of them. So errands are put on a list, and a
   bell is rung only where nobody looks by himself. */
#ifndef GS_ASYNC_INBOX_H
#define GS_ASYNC_INBOX_H
#include "abi/attributes.h"
#include "call/frame.h"
#include "async/errand.h"
#include <stdint.h>
#include <unistd.h>
#pragma GCC visibility push(hidden)

struct gs_inbox {
    uintptr_t first; /* the last first: errands, and notes, with 1 added; atomic */
    int32_t asleep;  /* nobody looks unless the bell rings; atomic */
    int32_t bell;    /* what Go reads of */
    int32_t ring;    /* what is written to */
    gs_note *read;   /* notes that Go gives back; atomic */
};

/* Both ends of a descriptor that wakes who reads it; -1 with OSError. */
int gs_bell_open(int32_t *bell, int32_t *ring);
void gs_bell_ring(int32_t ring);

/* One for each core: that of a parent stays with its copy of the core. */
int gs_inbox_open(void);
void gs_inbox_send(gs_errand *e);
void gs_inbox_tell(gs_note *n);

/* Has Go cancel the context of an errand that it has. Notes are read in the order
   in which they and errands come: the next errand at this address comes later. */
void gs_inbox_cancel(gs_errand *e);
#pragma GCC visibility pop
#endif
