/* matrix.h: instances that are made of an array, for an argument: matrices and vectors in the shape of linear algebra's.
   Twins: rt/matrix.go, internal/bind/fromarray.go.

   Go may keep what it gets, so it works on memory of its own. The numbers that it has written are copied back to the
   array after the call, if that can be written to; else it is reported as an exception that nobody raised. The memory
   of an Array of Go's is used as it is, and so is Python's where the author has promised that Go does not keep it. */
#ifndef GS_OBJECTS_MATRIX_H
#define GS_OBJECTS_MATRIX_H
#include "abi/abi3.h"
#include "call/call.h"
#include "objects/object.h"
#include <stdint.h>
#pragma GCC visibility push(hidden)

/* Makes an instance of v, which the call owns, and stores its address at w. in_place: the promise. GS_OK, or what is
   wrong; GS_WRONG_TYPE if v is no array at all. */
int gs_matrix_in(gs_call *c, gs_class *cls, PyObject *v, uint64_t *w, int in_place);
#pragma GCC visibility pop
#endif
