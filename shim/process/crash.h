/* crash.h: the report that remains when Go ends the process.

   Go cannot recover from concurrent map writes, a stack overflow, a lack of memory, or a panic
   in a goroutine of a dependency. It writes a trace to stderr and to a file in memory that we
   gave it, and aborts. Then the handler of SIGABRT writes the report: time, extension, active
   calls, Go's trace, Python's stacks. It calls async-signal-safe functions only.

   faulthandler.register() is the only public way to get Python's stacks. It waits for a
   real-time signal that nobody else uses, and the handler sends this signal to its own thread.

   Where GS_HAS_SIGNALS is 0 there are no reports: Go ends the process without a signal, and its trace is on stderr. */
#ifndef GS_PROCESS_CRASH_H
#define GS_PROCESS_CRASH_H
#include "abi/abi3.h"
#include "os/has.h"
#pragma GCC visibility push(hidden)

/* Where Go's trace and the reports go. */
struct gs_crash_state {
    int trace;            /* descriptor of the file with Go's trace; -1: none */
    char folder[2048];
};
extern struct gs_crash_state gs_crash;

#if GS_HAS_SIGNALS
/* Whether this core is ending the process: it has written a trace. */
int gs_crash_mine(void);

/* Writes the report. stacks: descriptor of a file with Python's stacks, or -1. */
void gs_crash_report(int stacks);

/* Makes the file for Go's trace, before each load of a core. */
void gs_crash_prepare(void);

/* Once in a process: registers with faulthandler, to get Python's stacks. 0, or -1 with an
   exception. */
int gs_crash_stacks(PyObject *faulthandler);
#endif
#pragma GCC visibility pop
#endif
