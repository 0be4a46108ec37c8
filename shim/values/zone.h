/* zone.h: time zones, which cross by name. Twin: rt/zone.go.

   Each side trusts a name only if its own zone of that name has the same offset at that instant
   as the other side's. Otherwise the result has a fixed offset. */
#ifndef GS_VALUES_ZONE_H
#define GS_VALUES_ZONE_H
#include "abi/abi3.h"
#include <stdint.h>
#pragma GCC visibility push(hidden)

/* Attributes of datetime's classes. */
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

/* What we use of module datetime, and of zoneinfo. */
struct gs_dt_state {
    PyObject *datetime, *timedelta, *timezone, *utc;
    PyObject *names[GS_N_ALL]; /* interned */
    PyObject *ZoneInfo; /* imported at first use, since most times have no named zone */
    PyObject *unknown;  /* a set of names for which Python has no zone */
};
extern struct gs_dt_state gs_dt;
enum { GS_ZONE_FIXED = 1 }; /* in the word with the length of the name: the zone has a fixed offset */

/* An int attribute; 0, or -1 with an exception. */
int gs_attr_int(PyObject *o, enum gs_dt_name name, int64_t *x);

/* The name by which Go may know a zone, as a new str: the key of a ZoneInfo, the zone of pytz,
   or the name that a datetime.timezone was given. *form: GS_ZONE_FIXED or 0. NULL if there is
   none, with an exception if reading it raised. */
PyObject *gs_zone_name(PyObject *zone, uint64_t *form);

/* The offset of a datetime in seconds. GS_OK; GS_NAIVE if it has none; GS_FINE if it is not of
   whole seconds; or GS_RAISED. */
enum { GS_NAIVE = 4, GS_FINE = 6 };
int gs_zone_offset(PyObject *v, int64_t *offset);

/* A new timezone with a fixed offset. name: a str or NULL. */
PyObject *gs_zone_fixed(int64_t offset, PyObject *name);

/* The ZoneInfo of a name, as a new reference. NULL if there is none, with an exception if that
   was not the reason. */
PyObject *gs_zone_info(PyObject *name);

/* Of the two meanings of a local time, returns the one that has the offset. NULL if neither
   does, with an exception if reading raised. Takes over the datetime. */
PyObject *gs_zone_fold(PyObject *d, int64_t offset);
#pragma GCC visibility pop
#endif
