/* pointer.h: the class Pointer: a pointer for Go code that wants one in an any, to write to or to
   look behind, or that writes to what it gets by one. Twin: rt/pointer.go. Instances are held
   values (objects/interface.h). values/pointee.h has the rest. */
#ifndef GS_CALLBACKS_POINTER_H
#define GS_CALLBACKS_POINTER_H
#include "abi/abi3.h"
#pragma GCC visibility push(hidden)

/* At import, if something takes an any. 0, or -1 with an exception. */
int gs_pointer_load(void);
#pragma GCC visibility pop
#endif
