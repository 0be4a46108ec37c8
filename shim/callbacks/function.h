/* function.h: Go functions as Python callables. A builtin function of Python's
   own, made of the thunk of its func type and a holder that keeps the Go value. */
#ifndef GS_CALLBACKS_FUNCTION_H
#define GS_CALLBACKS_FUNCTION_H
#include "abi/abi3.h"
#include "values/wire.h"
#pragma GCC visibility push(hidden)

int gs_functions_init(PyObject *native, const char *module);

PyObject *gs_opaque_called(const char *type);
extern const gs_ops gs_callable_ops;
#pragma GCC visibility pop
#endif
