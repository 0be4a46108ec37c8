/* operation.h: operations of Go code on Python objects, through gophersnake/py. Twin:
   rt/operation.go. An operation is a callback that the shim itself serves. */
#ifndef GS_CALLBACKS_OPERATION_H
#define GS_CALLBACKS_OPERATION_H
#include "callbacks/callback.h"
#pragma GCC visibility push(hidden)

/* The methods that fill Go's memory. */
enum { GS_FILLS_NOT, GS_FILLS_READINTO, GS_FILLS_READINTO1, GS_FILLS };

/* Before files cross: 0, or -1 with an exception. */
int gs_fills_init(void);

/* Performs the operation of a callback. 0; -1 with an exception; or 1: the result comes later. */
int gs_operation_run(gs_callback *cb);
#pragma GCC visibility pop
#endif
