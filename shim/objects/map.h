/* map.h: maps and sets. Twins: rt/map.go, internal/convert/map.go. */
#ifndef GS_OBJECTS_MAP_H
#define GS_OBJECTS_MAP_H
#include "values/wire.h"
#pragma GCC visibility push(hidden)

/* A key as Python can hash it: a list, which is an array of Go, as a tuple. Takes over k, which
   may be NULL, with an exception. */
PyObject *gs_map_key(PyObject *k);

extern const gs_ops gs_dict_ops;
extern const gs_ops gs_set_ops;
#pragma GCC visibility pop
#endif
