/* time.h: time.Time and time.Duration. Twins: rt/time.go, internal/convert/time.go. The
   datetime C API is not in the Limited API, so we call the classes. */
#ifndef GS_VALUES_TIME_H
#define GS_VALUES_TIME_H
#include "abi/abi3.h"
#include "values/wire.h"
#include <stdint.h>
#pragma GCC visibility push(hidden)

/* Imports datetime; 0, or -1 with an exception. */
int gs_time_load(void);

/* A timedelta or a number of seconds, as nanoseconds. GS_OK, or what is wrong. */
int gs_duration_in(PyObject *v, uint64_t *w);

/* Nanoseconds as a new timedelta, truncated to microseconds. */
PyObject *gs_duration_out(const uint64_t *w);

/* Encodes a datetime or a timedelta (by the type's kind) that has nanoseconds beside its
   microseconds; 0, or -1 with an exception. */
int gs_time_put_finer(gs_encoder *t, const gs_type *ty, PyObject *v, int64_t ns, const gs_path *path);

extern const gs_ops gs_time_ops;
extern const gs_ops gs_duration_ops;
#pragma GCC visibility pop
#endif
