/* function.h: Go functions as Python callables: instances over the Go value, which are called by
   the thunk of its func type. */
#ifndef GS_CALLBACKS_FUNCTION_H
#define GS_CALLBACKS_FUNCTION_H
#include "abi/abi3.h"
#include "values/wire.h"
#pragma GCC visibility push(hidden)

/* At import; 0, or -1 with an exception. module: the name of the package. */
int gs_functions_init(PyObject *native, const char *module);

/* TypeError for a call of a Go function whose parameters have no Python form. Always NULL. */
PyObject *gs_opaque_called(const char *type);

extern const gs_ops gs_callable_ops;
#pragma GCC visibility pop
#endif
