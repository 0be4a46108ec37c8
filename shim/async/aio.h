/* aio.h: the async API of a module, made when it is first asked for: asyncio is
   not imported before. */
#ifndef GS_ASYNC_AIO_H
#define GS_ASYNC_AIO_H
#include "abi/abi3.h"
#pragma GCC visibility push(hidden)

extern PyObject *gs_native_module; /* borrowed: it is never unloaded */
int gs_aio_init(void);
PyObject *gs_object_aio(PyObject *self, void *cls);
void gs_async_forked(void);
#pragma GCC visibility pop
#endif
