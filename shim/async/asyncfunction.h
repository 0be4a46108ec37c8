/* asyncfunction.h: the functions and methods of the async API, as Python sees
   them: callables over a gs_async_function, which bind to instances as methods do. */
#ifndef GS_ASYNC_ASYNCFUNCTION_H
#define GS_ASYNC_ASYNCFUNCTION_H
#include "abi/abi3.h"
#include "async/async.h"
#pragma GCC visibility push(hidden)

int gs_functions_async_init(PyObject *native);

/* Puts functions or methods where they belong: all into aio, only those of
   //py:async into what is plain. set: PyDict_SetItemString for a module's dict,
   PyObject_SetAttrString for a class. */
int gs_functions_async_put(PyObject *into, int (*set)(PyObject *, const char *, PyObject *),
    gs_async_function *const *all, PyObject *module, int plain);
#pragma GCC visibility pop
#endif
