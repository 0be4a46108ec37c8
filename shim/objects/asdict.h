/* asdict.h: _asdict() of instances, as dataclasses.asdict() does it, and __rich_repr__(). */
#ifndef GS_OBJECTS_ASDICT_H
#define GS_OBJECTS_ASDICT_H
#include "abi/abi3.h"
#include "objects/state.h"
#pragma GCC visibility push(hidden)

PyObject *gs_asdict(PyObject *o, PyObject *unused);
PyObject *gs_rich(PyObject *o, PyObject *unused);
#pragma GCC visibility pop
#endif
