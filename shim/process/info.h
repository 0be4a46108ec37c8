/* info.h: module.__gophersnake__, which tells what an extension holds at the
   moment that it is asked. Twin: rt/info.go. Asking does not load the core. */
#ifndef GS_PROCESS_INFO_H
#define GS_PROCESS_INFO_H
#include "abi/abi3.h"
#pragma GCC visibility push(hidden)

/* The object, new. */
PyObject *gs_info_make(PyObject *native);
#pragma GCC visibility pop
#endif
