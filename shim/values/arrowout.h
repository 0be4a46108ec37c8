/* arrowout.h: arrays as columns of Arrow's. Source: as of arrow.h. What a consumer gets has its own count of the
   memory, and is released on any thread. */
#ifndef GS_VALUES_ARROWOUT_H
#define GS_VALUES_ARROWOUT_H
#include "abi/abi3.h"
#include "values/arrow.h"
#include "values/memory.h"
#include <stdint.h>
#pragma GCC visibility push(hidden)

/* Fills a schema, with room for children, whose format and name are copied. 0, or -1 with MemoryError; then, too, it can
   be released. */
int gs_schema_fill(struct ArrowSchema *s, const char *format, const char *name, int64_t children);

/* The same of an array. Takes over the memory of up to three buffers; NULL: none. */
int gs_arrow_fill(struct ArrowArray *x, int64_t length, int64_t nulls, int buffers, gs_memory *const *held, int64_t children);

/* A pair of capsules. Takes over what was filled, also if it fails; bad: it has failed. */
PyObject *gs_arrow_pair(struct ArrowSchema *s, struct ArrowArray *x, int bad);

/* Copies of what was filled, over the same memory; as gs_schema_fill() and gs_arrow_fill(). */
int gs_schema_copy(const struct ArrowSchema *from, struct ArrowSchema *to);
int gs_arrow_copy(const struct ArrowArray *from, struct ArrowArray *to);

/* A capsule of a schema, and of a stream of one array. They take over what was filled, as gs_arrow_pair(). */
PyObject *gs_arrow_schema(struct ArrowSchema *s, int bad);
PyObject *gs_arrow_stream(struct ArrowSchema *s, struct ArrowArray *x, int bad);

/* The schema and the content of an array, in what has room for them: 0, or -1 with an exception. */
typedef struct gs_array gs_array;
int gs_array_export_schema(gs_array *a, struct ArrowSchema *s, const char *name);
int gs_array_export(gs_array *a, struct ArrowArray *x);

/* The methods __arrow_c_schema__ and __arrow_c_array__ of arrays. */
PyObject *gs_array_arrow_schema(PyObject *self, PyObject *unused);
PyObject *gs_array_arrow(PyObject *self, PyObject *args, PyObject *kw);
#pragma GCC visibility pop
#endif
