/* faulthandler.h: faulthandler.enable() after the core was loaded.

   It would put its handler before ours, and end the process at the next fault
   that Go makes a panic of. So the module's enable() and disable() are wrapped,
   once in a process: ours do what the real ones do, then put our handler back
   on top; faulthandler's is called for all that is not Go's. */
#ifndef GS_PROCESS_FAULTHANDLER_H
#define GS_PROCESS_FAULTHANDLER_H
#include "abi/abi3.h"
#pragma GCC visibility push(hidden)

extern PyObject *gs_faulthandler; /* the module; NULL in a Python without it */

/* At import: were it imported at the first call, a fork meanwhile would leave
   the child waiting for a thread that is to end the import. */
int gs_faulthandler_init(void);

int gs_faulthandler_watch(void);
#pragma GCC visibility pop
#endif
