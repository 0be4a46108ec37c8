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

/* Raises the error about an argument that can't take what Go writes: a buffer, or NULL for
   anything else. lists: a list could. written: Go has done it already. Always -1. */
int gs_writable_refuse(const gs_path *path, int kind, const Py_buffer *b, PyObject *v, int lists, int written);

/* Whether a buffer holds references to Python objects, which nobody may write over. */
int gs_format_has_objects(const char *format);
#pragma GCC visibility pop
#endif
