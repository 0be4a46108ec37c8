/* value.h: Python values of any type in a wire buffer: each begins with a word that
   says what follows. Twin: rt/value.go. */
#ifndef GS_CALLBACKS_VALUE_H
#define GS_CALLBACKS_VALUE_H
#include "abi/abi3.h"
#include "values/wire.h"
#pragma GCC visibility push(hidden)

enum {
    GS_V_NONE,
    GS_V_FALSE,
    GS_V_TRUE,
    GS_V_INT,
    GS_V_UINT,
    GS_V_FLOAT,
    GS_V_COMPLEX,
    GS_V_STR,
    GS_V_BYTES,
    GS_V_LIST,
    GS_V_TUPLE,
    GS_V_DICT,
    GS_V_BIG,
    GS_V_OBJECT,
    GS_V_END
};

/* What Go wrote, as a new object. An object stands there as its address, and Go
   keeps it for the time. */
PyObject *gs_value_take(gs_decoder *r);

/* An object as it is: a reference that becomes Go's. */
int gs_value_object(gs_encoder *t, PyObject *o);

/* Values of Python's own types as what they are in Go; all else as objects. */
int gs_value_put(gs_encoder *t, PyObject *v);
#pragma GCC visibility pop
#endif
