/* notifier.h: what a thread of Python writes to, and a reader waits for: an event loop, or Go.

   It is two numbers, which may be the same: one to wait for, one to wake. They are descriptors where
   GS_HAS_DESCRIPTORS. On Windows they are an event, for which no event loop can wait, but Go can (rt/notifier*.go). */
#ifndef GS_OS_NOTIFIER_H
#define GS_OS_NOTIFIER_H
#include <stdint.h>
#pragma GCC visibility push(hidden)

/* Opens a notifier; 0, or -1 with OSError. */
int gs_notifier_open(int32_t *wait_fd, int32_t *wake_fd);
void gs_notifier_wake(int32_t wake_fd);

/* Takes what has been written. */
void gs_notifier_clear(int32_t wait_fd);
void gs_notifier_close(int32_t wait_fd, int32_t wake_fd);
#pragma GCC visibility pop
#endif
