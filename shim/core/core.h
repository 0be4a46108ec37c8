/* core.h: finding the core, the shared object with the Go runtime, beside the shim, and holding it open from the
   import on. load.h loads it. */
#ifndef GS_CORE_CORE_H
#define GS_CORE_CORE_H
#include "core/copy.h"
#pragma GCC visibility push(hidden)

extern char gs_core_path[4096];
extern gs_copied gs_core_copied;
extern char *gs_import_name; /* of the Python package: this module's name without "._native" */

/* Tells that there is a newer build: 0, or -1 where the warning is an error. */
int gs_old_build(void);

/* At import, without loading it: is the core there, whole, and of this build? From then on it is held. */
int gs_core_check(void);
#pragma GCC visibility pop
#endif
