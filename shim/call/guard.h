/* guard.h: guard mode, which proves borrowing in tests (GOPHERSNAKE_GUARD=1).

   Every borrowed argument is a copy in pages of its own, flush against a page that
   can't be touched; the pages can only be read during the call (unless the
   function may write them) and not at all after it, and their addresses are
   never used again. So a function that keeps, overruns or writes what it was
   borrowed faults, and the fault names the argument and the offset. */
#ifndef GS_CALL_GUARD_H
#define GS_CALL_GUARD_H
#include "abi/abi3.h"
#include "call/call.h"
#include <stddef.h>
#include <stdint.h>
#pragma GCC visibility push(hidden)

extern int gs_guarding; /* set at import */
extern PyObject *gs_GuardError;

int gs_guard_borrow(gs_call *c, int arg, uint64_t *w, size_t size, int writable);

void gs_guard_return(void *guard);

/* GuardError for a fault at an address; 0 if it lies in no guarded argument. */
int gs_guard_raise(uintptr_t at);
#pragma GCC visibility pop
#endif
