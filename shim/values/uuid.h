/* uuid.h: UUIDs, types over 16 bytes. Twins: rt/uuid.go, internal/convert/shaped.go. */
#ifndef GS_VALUES_UUID_H
#define GS_VALUES_UUID_H
#include "values/wire.h"
#pragma GCC visibility push(hidden)

/* Imports uuid; 0, or -1 with an exception. */
int gs_uuid_load(void);

extern const gs_ops gs_uuid_ops;
#pragma GCC visibility pop
#endif
