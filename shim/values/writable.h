/* writable.h: arguments that Go writes to. We refuse an argument if Python would not see the
   result: lists, read-only buffers, and buffers that cannot be borrowed as they are. We also
   refuse references to Python objects, which Go would overwrite. The message says what the
   argument is, and what to pass instead. */
#ifndef GS_VALUES_WRITABLE_H
#define GS_VALUES_WRITABLE_H
#include "abi/abi3.h"
#include "call/call.h"
#include <stdint.h>
#pragma GCC visibility push(hidden)

/* A []number or []byte argument: address and count; address 0 for None. The view lasts until
   the end of the call; u: its cleanup. 0, or -1 with an exception. */
int gs_writable_in(gs_call *c, int arg, int kind, PyObject *v, uint64_t *w, gs_cleanup *u);
#pragma GCC visibility pop
#endif
