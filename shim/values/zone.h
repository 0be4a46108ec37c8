/* zone.h: time zones, which cross by their names. Twin: rt/zone.go.

   Each side believes a name only where its zone has the offset that the other saw
   at that instant; else it has a fixed offset. */
#ifndef GS_VALUES_ZONE_H
#define GS_VALUES_ZONE_H
#include "abi/abi3.h"
#include <stdint.h>
#pragma GCC visibility push(hidden)

enum gs_dt_name {
    GS_N_YEAR,
    GS_N_MONTH,
    GS_N_DAY,
    GS_N_HOUR,
    GS_N_MINUTE,
    GS_N_SECOND,
    GS_N_MICROSECOND,
    GS_N_DAYS,
    GS_N_SECONDS,
    GS_N_MICROSECONDS,
    GS_N_TZINFO,
    GS_N_UTCOFFSET,
    GS_N_TZNAME,
    GS_N_ALL
};

struct gs_dt_state {
    PyObject *datetime, *timedelta, *timezone, *utc;
    PyObject *names[GS_N_ALL]; /* interned */
    PyObject *ZoneInfo; /* at the first need: most have none */
    PyObject *unknown;  /* a set of names of which Python has no zone */
};
extern struct gs_dt_state gs_dt;
enum { GS_ZONE_FIXED = 1 }; /* beside the length of a name in a wire buffer */

int gs_attr_int(PyObject *o, enum gs_dt_name name, int64_t *x);

/* What Go may know a zone by: the key of a ZoneInfo, the zone of pytz, or the name
   that a datetime.timezone was given. NULL as above. */
PyObject *gs_zone_name(PyObject *zone, uint64_t *form);

/* The offset of a datetime, which may be in a zone without one; GS_OK, or what is
   wrong. */
enum { GS_NAIVE = 4, GS_FINE = 6 };
int gs_zone_offset(PyObject *v, int64_t *offset);

/* ---- to Python ---- */
PyObject *gs_zone_fixed(int64_t offset, PyObject *name);

/* The ZoneInfo of that name; NULL where there is none, with an exception where
   that was not the reason. */
PyObject *gs_zone_info(PyObject *name);

/* Of a local time, that of its two meanings which has the offset; NULL where
   neither has, with an exception where asking has raised. Takes over the datetime. */
PyObject *gs_zone_fold(PyObject *d, int64_t offset);
#pragma GCC visibility pop
#endif
