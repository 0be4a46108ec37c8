/* operation.h: what Go code does with Python objects through gophersnake/py.
   Twin: rt/operation.go. An operation is a callback whose callee is the shim. */
#ifndef GS_CALLBACKS_OPERATION_H
#define GS_CALLBACKS_OPERATION_H
#include "callbacks/callback.h"
#pragma GCC visibility push(hidden)

int gs_operation_run(gs_callback *cb);
#pragma GCC visibility pop
#endif
