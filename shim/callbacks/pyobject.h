/* pyobject.h: parameters and results of types py.Object and py.Str: Python objects that are not
   converted. Twins: rt/pyobject.go, internal/convert/pyobject.go. */
#ifndef GS_CALLBACKS_PYOBJECT_H
#define GS_CALLBACKS_PYOBJECT_H
#include "values/wire.h"
#pragma GCC visibility push(hidden)

extern const gs_ops gs_pyobject_ops; /* n: 1 where the object stands for a type parameter */

/* An object of any class. */
extern const gs_type gs_any_object;
#pragma GCC visibility pop
#endif
