/* bigint.h: big.Int and *big.Int: an int of any size. Twins: rt/bigint.go,
   internal/convert/bigint.go. A value that fits in an int64 is a word. A larger one is bytes,
   whose conversion takes linear time; decimal digits take more. */
#ifndef GS_VALUES_BIGINT_H
#define GS_VALUES_BIGINT_H
#include "abi/abi3.h"
#include "values/wire.h"
#pragma GCC visibility push(hidden)

enum { GS_BIG_SMALL, GS_BIG_POSITIVE, GS_BIG_NEGATIVE, GS_BIG_NIL }; /* the same as in rt/bigint.go */

/* Writes an int to a wire buffer; 0, or -1 with an exception. */
int gs_bigint_write(gs_encoder *t, PyObject *v);

/* Reads it back: a new int, or None for a nil *big.Int. NULL with an exception. */
PyObject *gs_bigint_read(gs_decoder *r);

extern const gs_ops gs_bigint_ops;
#pragma GCC visibility pop
#endif
