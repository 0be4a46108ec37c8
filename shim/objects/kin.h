/* kin.h: instances that are made of text. Twins: rt/fromtext.go, internal/bind/fromtext.go.

   Where an instance of some classes is expected, text is taken, and values of Python's own types
   of such values, whose text has the same meaning. */
#ifndef GS_OBJECTS_KIN_H
#define GS_OBJECTS_KIN_H
#include "abi/abi3.h"
#include "abi/attributes.h"
#include "objects/object.h"
#pragma GCC visibility push(hidden)

enum gs_kin { GS_KIN_NONE, GS_KIN_UUID, GS_KIN_NUMBER, GS_KIN_ADDRESS, GS_KIN_PATTERN, GS_KIN_ZONE, GS_KIN_NETWORK,
    GS_KIN_FILE };

/* Makes an instance of v, and lets the call keep it: w[0] is its address. GS_OK, GS_RAISED, or
   GS_WRONG_TYPE if v is nothing of the kind. */
int gs_kin_in(gs_call *c, gs_class *cls, PyObject *v, uint64_t *w);

#pragma GCC visibility pop
#endif
