/* value.h: Python values of any type in a wire buffer. Each begins with a word that says what
   follows. Twin: rt/value.go. */
#ifndef GS_CALLBACKS_VALUE_H
#define GS_CALLBACKS_VALUE_H
#include "abi/abi3.h"
#include "values/wire.h"
#pragma GCC visibility push(hidden)

/* The first word of a value; the same as in rt/value.go. */
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

/* Decodes a value that Go wrote to a new object. An object is its address, and Go keeps it
   alive meanwhile. NULL with an exception. */
PyObject *gs_value_take(gs_decoder *r);

/* Encodes an object itself; Go gets a reference. 0, or -1 with an exception. */
int gs_value_object(gs_encoder *t, PyObject *o);

/* Encodes values of Python's builtin types by value, and all others as objects. 0, or -1 with
   an exception. */
int gs_value_put(gs_encoder *t, PyObject *v);
#pragma GCC visibility pop
#endif
