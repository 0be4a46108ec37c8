/* orphan.h: awaitables in a forked child that goes on with its parent's loop.

   What the parent waits for does not come there. Who waits is told as soon as the
   loop turns in the child, and not before: most children leave it alone. */
#ifndef GS_ASYNC_ORPHAN_H
#define GS_ASYNC_ORPHAN_H
#include "abi/abi3.h"
#pragma GCC visibility push(hidden)

PyObject *gs_import_attribute(const char *module, const char *name);
int gs_orphans_init(void);
#pragma GCC visibility pop
#endif
