/* asyncfunction.h: functions and methods of the async API as Python objects: callables over a
   gs_async_function, which bind to instances as methods do. */
#ifndef GS_ASYNC_ASYNCFUNCTION_H
#define GS_ASYNC_ASYNCFUNCTION_H
#include "abi/abi3.h"
#include "async/async.h"
#pragma GCC visibility push(hidden)

/* When the async API is made; 0, or -1 with an exception. */
int gs_functions_async_init(PyObject *native);

/* Adds functions to a module's dict, or methods to a class: all for aio, only those of
   //py:async if plain. set: PyDict_SetItemString or PyObject_SetAttrString. 0, or -1 with an
   exception. */
int gs_functions_async_put(PyObject *into, int (*set)(PyObject *, const char *, PyObject *),
    gs_async_function *const *all, PyObject *module, int plain);
#pragma GCC visibility pop
#endif
