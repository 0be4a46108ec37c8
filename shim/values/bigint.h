/* bigint.h: big.Int and *big.Int, an int of any size. Twins: rt/bigint.go,
   internal/convert/bigint.go. What fits in an int64 is a word; all else is bytes,
   which take time in proportion to their number, as decimal digits do not. */
#ifndef GS_VALUES_BIGINT_H
#define GS_VALUES_BIGINT_H
#include "abi/abi3.h"
#include "values/wire.h"
#pragma GCC visibility push(hidden)

enum { GS_BIG_SMALL, GS_BIG_POSITIVE, GS_BIG_NEGATIVE, GS_BIG_NIL }; /* rt/bigint.go has the same */

/* An int in a wire buffer. 0, or -1 with an exception. */
int gs_bigint_write(gs_encoder *t, PyObject *v);

/* A new int, or None. */
PyObject *gs_bigint_read(gs_decoder *r);
extern const gs_ops gs_bigint_ops;
#pragma GCC visibility pop
#endif
