/* profiler.h: what the boundary profiler (gophersnake.profile, in Python) asks an extension for. */
#ifndef GS_PROCESS_PROFILER_H
#define GS_PROCESS_PROFILER_H
#include "abi/abi3.h"
#pragma GCC visibility push(hidden)

/* profiling(on): whether calls are measured from now on. */
PyObject *gs_profiler_switch(PyObject *module, PyObject *on);
#define GS_PROFILER_SWITCH_DOC "profiling($module, on, /)\n--\n\nMeasure calls, or do not."

/* profiled(): the figures so far, which only grow. */
PyObject *gs_profiler_read(PyObject *module, PyObject *unused);
#define GS_PROFILER_READ_DOC                                                                                    \
    "profiled($module, /)\n--\n\n"                                                                              \
    "What was measured so far: (import name, ticks now, nanoseconds now, functions, lines).\n\n"                \
    "functions is a list of (name, name in Go, 1 if by aio and 2 if by batch, figures, number), where several may have a name; "  \
    "lines a list of (code object, line, "   \
    "index in functions, figures).\nFigures are (calls, failed, in, go, gil, out, python, borrowed, copied, packed, results, rows): numbers of\n" \
    "calls; ticks, or nanoseconds by aio; bytes; rows of columns."

/* sample(seconds): waits so long without the GIL, and then looks which threads are in Go. */
PyObject *gs_profiler_sample(PyObject *module, PyObject *seconds);
#define GS_PROFILER_SAMPLE_DOC                                                                                  \
    "sample($module, seconds, /)\n--\n\n"                                                                       \
    "Wait so long, and then look what runs in Go, while it does: a list of (thread, name, stacks).\n\n"          \
    "thread is as threading.get_ident() gives it, or 0 for calls of aio; stacks has a list of return addresses for each goroutine, " \
    "the innermost first."

/* symbols(address): what is there. */
PyObject *gs_profiler_symbols(PyObject *module, PyObject *address);
#define GS_PROFILER_SYMBOLS_DOC \
    "symbols($module, address, /)\n--\n\nLines of function, file and line, with tabs between them; the innermost first."

/* At import: measures from the beginning if a profiler runs already. 0, or -1 with an exception. */
int gs_profiler_init(void);
#pragma GCC visibility pop
#endif
