/* lateimport.h: modules that are imported within a call, since an import of the extension should not wait for them.

   While a thread imports a module, it holds the lock of that module. A child that is forked meanwhile waits for ever
   for a thread that it does not have. So such imports have a lock of their own, and os.fork() waits for it. */
#ifndef GS_PROCESS_LATEIMPORT_H
#define GS_PROCESS_LATEIMPORT_H
#include "abi/abi3.h"
#pragma GCC visibility push(hidden)

/* At import: lets forks wait for late imports. 0, or -1 with an exception. */
int gs_late_imports_init(void);

/* Imports a module of this extension: a new reference, or NULL with an exception. ImportError where the thread imports it
   already: it is not whole yet. */
PyObject *gs_late_import(const char *name);
#pragma GCC visibility pop
#endif
