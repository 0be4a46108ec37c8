/* tracing.h: spans of OpenTelemetry that cross the boundary, as bytes (rt/tracing.go). The package's
   _tracing.py knows OpenTelemetry's API in Python. Until somebody has imported that, nothing of this costs more than
   a look at sys.modules. */
#ifndef GS_CALL_TRACING_H
#define GS_CALL_TRACING_H
#include "abi/abi3.h"
#include "call/call.h"
#include <stdint.h>
#pragma GCC visibility push(hidden)

/* At import: imports _tracing.py, if the Go code traces; not later, for the reason in process/lateimport.h. 0, or -1 with an
   exception. */
int gs_trace_init(void);

/* Writes the current span of Python's as an address and a length, which the call holds. 0, or -1 with an exception. */
int gs_trace_in(gs_call *c, uint64_t *w);

/* Makes a span of Go's the current one: a new reference for gs_trace_leave(), or NULL with an exception. */
PyObject *gs_trace_enter(const char *carrier, Py_ssize_t n);

/* Leaves it; token may be NULL. An exception that is set stays. */
void gs_trace_leave(PyObject *token);
#pragma GCC visibility pop
#endif
