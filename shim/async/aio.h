/* aio.h: the async API of a module, made at its first use. Before that, asyncio is not
   imported. */
#ifndef GS_ASYNC_AIO_H
#define GS_ASYNC_AIO_H
#include "abi/abi3.h"
#pragma GCC visibility push(hidden)

extern PyObject *gs_native_module; /* borrowed: the module is never unloaded */

/* Makes the async API, once. 0, or -1 with an exception. */
int gs_aio_init(void);

/* The getter for an instance with the async API: a new view of the same value. cls: its
   gs_class. */
PyObject *gs_object_aio(PyObject *self, void *cls);

/* In a forked child. Must not use Python. */
void gs_async_forked(void);
#pragma GCC visibility pop
#endif
