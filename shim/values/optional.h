/* optional.h: optional values, which are pointers to plain values in Go. */
#ifndef GS_VALUES_OPTIONAL_H
#define GS_VALUES_OPTIONAL_H
#include "values/wire.h"
#pragma GCC visibility push(hidden)

extern const gs_ops gs_optional_ops;
#pragma GCC visibility pop
#endif
