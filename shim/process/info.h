/* info.h: module.__gophersnake__, which reports what an extension holds at the moment. Twin:
   rt/info.go. Reading it does not load the core. */
#ifndef GS_PROCESS_INFO_H
#define GS_PROCESS_INFO_H
#include "abi/abi3.h"
#pragma GCC visibility push(hidden)

/* Makes the object: a new reference, or NULL with an exception. */
PyObject *gs_info_make(PyObject *native);
#pragma GCC visibility pop
#endif
