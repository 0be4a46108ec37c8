/* guard.h: guard mode, which checks borrowing in tests (GOPHERSNAKE_GUARD=1).

   Each borrowed argument is a copy in pages of its own, which ends at an inaccessible page.
   During the call, the pages can be read, and written only if the function may do so. After the
   call they are inaccessible, and their addresses are never used again. So a function that
   keeps a borrowed argument, overruns it or writes it causes a fault, and the error has the
   argument's name and the offset. */
#ifndef GS_CALL_GUARD_H
#define GS_CALL_GUARD_H
#include "abi/abi3.h"
#include "call/call.h"
#include <stddef.h>
#include <stdint.h>
#pragma GCC visibility push(hidden)

extern int gs_guarding; /* set at import */
extern PyObject *gs_GuardError;

/* Replaces the argument at w (address, and count of items of size bytes) by a guarded copy, which the call's
   cleanup list owns. 0, or -1 with an exception. */
int gs_guard_borrow(gs_call *c, int arg, uint64_t *w, size_t size, int writable);

/* The end of the call: copies back what was written, and makes the pages inaccessible. */
void gs_guard_return(void *guard);

/* Raises GuardError for a fault at an address. 1; or 0 if it lies in no guarded argument. */
int gs_guard_raise(uintptr_t at);
#pragma GCC visibility pop
#endif
