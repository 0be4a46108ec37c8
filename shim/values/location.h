/* location.h: time.Location. Twins: rt/location.go, internal/convert/location.go. In Python it is a
   ZoneInfo, or a datetime.timezone where it has a fixed offset. */
#ifndef GS_VALUES_LOCATION_H
#define GS_VALUES_LOCATION_H
#include "values/wire.h"
#pragma GCC visibility push(hidden)

extern const gs_ops gs_location_ops;
#pragma GCC visibility pop
#endif
