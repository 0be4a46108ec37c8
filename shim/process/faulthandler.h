/* faulthandler.h: keeps our signal handler in front of Python's faulthandler.

   faulthandler.enable() installs its handler in front of ours, which then ends the process at
   the next fault that Go would have turned into a panic. So we wrap the module's enable() and
   disable(), once in a process. The wrappers call the real functions, and then install our
   handler again. faulthandler's handler still gets all faults that are not Go's. */
#ifndef GS_PROCESS_FAULTHANDLER_H
#define GS_PROCESS_FAULTHANDLER_H
#include "abi/abi3.h"
#pragma GCC visibility push(hidden)

extern PyObject *gs_faulthandler; /* the module; NULL in a Python without it */

/* At import: imports faulthandler; 0, or -1 with an exception. If we did this at the first
   call, a fork meanwhile could leave the child waiting for the thread that holds the import
   lock. */
int gs_faulthandler_init(void);

/* Wraps its functions, once in a process; 0, or -1 with an exception. */
int gs_faulthandler_watch(void);
#pragma GCC visibility pop
#endif
