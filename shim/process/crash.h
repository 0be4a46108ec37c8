/* crash.h: the report that is left when Go ends the process.

   Go can't recover from concurrent map writes, a stack overflow, a lack of
   memory, or a panic in a goroutine of a dependency. It writes what it knows to
   stderr and to a file in memory of ours, and aborts. The handler of SIGABRT
   then writes the report: when, who, which calls were in flight, Go's trace,
   Python's stacks. It calls async-signal-safe functions only.

   Python's stacks are written by faulthandler.register(), the one public way to
   them: it listens to a real-time signal that nobody else uses, which the
   handler sends to its own thread. */
#ifndef GS_PROCESS_CRASH_H
#define GS_PROCESS_CRASH_H
#include "abi/abi3.h"
#pragma GCC visibility push(hidden)

struct gs_crash_state {
    int trace;            /* what Go wrote; -1 where there is no memory for it */
    char folder[2048];
};
extern struct gs_crash_state gs_crash;

/* Whether this core is why the process ends. */
int gs_crash_mine(void);

void gs_crash_report(int stacks);

/* At each load of a core. */
void gs_crash_prepare(void);

/* Once in a process: faulthandler writes Python's stacks when it is asked to. */
int gs_crash_stacks(PyObject *faulthandler);
#pragma GCC visibility pop
#endif
