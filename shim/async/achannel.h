/* achannel.h: the channels of streams/channel.h in the async API: put() and close() are awaited. */
#ifndef GS_ASYNC_ACHANNEL_H
#define GS_ASYNC_ACHANNEL_H
#include "abi/abi3.h"
#include "objects/object.h"
#pragma GCC visibility push(hidden)

/* Stands for the class of what holds a function of Go, in gs_async_function.self. */
extern gs_class gs_function_self;

/* Gives the type of a class over a channel, in the async API, what such a channel can do; 0, or -1
   with an exception. Nothing if it is another class. */
int gs_achannel_box(gs_class *c);

/* When the async API is made; 0, or -1 with an exception. */
int gs_achannels_init(PyObject *native);
#pragma GCC visibility pop
#endif
