/* fraction.h: rational and decimal numbers: big.Rat, big.Float and the decimals of other modules.
   Twins: rt/fraction.go, internal/convert/fraction.go. In Python they are a Fraction and a
   Decimal. */
#ifndef GS_VALUES_FRACTION_H
#define GS_VALUES_FRACTION_H
#include "values/wire.h"
#pragma GCC visibility push(hidden)

/* Imports fractions and decimal; 0, or -1 with an exception. */
int gs_fraction_load(void);

extern const gs_ops gs_rational_ops, gs_decimal_ops;
#pragma GCC visibility pop
#endif
