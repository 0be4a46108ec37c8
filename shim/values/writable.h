/* writable.h: arguments that Go writes. What Python would not see written is
   refused: lists, read-only buffers, and views that can't be borrowed as they are; and
   what Python would not survive: references. The message says what was got and
   what would do. */
#ifndef GS_VALUES_WRITABLE_H
#define GS_VALUES_WRITABLE_H
#include "abi/abi3.h"
#include "call/call.h"
#include <stdint.h>
#pragma GCC visibility push(hidden)

int gs_writable_in(gs_call *c, int arg, int kind, PyObject *v, uint64_t *w, gs_cleanup *u);
#pragma GCC visibility pop
#endif
