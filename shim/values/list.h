/* list.h: slices and arrays. Twins: rt/list.go, internal/convert/list.go.
   Numbers are packed, so a list of a million is one block on either side. */
#ifndef GS_VALUES_LIST_H
#define GS_VALUES_LIST_H
#include "abi/abi3.h"
#include "abi/attributes.h"
#include "call/call.h"
#include "values/wire.h"
#include <stdint.h>
#pragma GCC visibility push(hidden)

int gs_format_kind(const char *f, Py_ssize_t itemsize);
GS_INLINE int gs_format_is(const char *f, Py_ssize_t itemsize, int kind) { return gs_format_kind(f, itemsize) == kind; }

/* A []number argument of a frame: address and count; None is address 0. A
   buffer of the right form is a view, held to the end of the call; all else is
   packed into memory of the call. */
int gs_numbers_in(gs_call *c, int arg, const gs_type *ty, PyObject *v, uint64_t *w, gs_cleanup *u);
extern const gs_ops gs_number_ops;

/* A []number result: address, count and handle. */
PyObject *gs_numbers_out(int kind, const uint64_t *w);
extern const gs_ops gs_list_ops;
#pragma GCC visibility pop
#endif
