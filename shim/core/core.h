/* core.h: finds the core, which is the shared object with the Go runtime beside the shim, and
   holds its file open from the import on. load.h loads it. */
#ifndef GS_CORE_CORE_H
#define GS_CORE_CORE_H
#include "core/copy.h"
#pragma GCC visibility push(hidden)

extern char gs_core_path[4096]; /* empty until gs_core_check() */
extern gs_copied gs_core_copied;
extern char *gs_import_name; /* import name of the Python package: the native module's name without "._native" */

/* Warns that there is a newer build. Returns 0, or -1 if the warning is an error. */
int gs_old_build(void);

/* At import: checks that the core's file is there, complete, and of this build, without loading
   it. From then on it is held open. Returns 0, or -1 with ImportError. */
int gs_core_check(void);
#pragma GCC visibility pop
#endif
