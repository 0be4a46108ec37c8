/* jsonable.h: to_json(), the default of json.dumps() for instances: what Go's encoding/json writes
   of them, as plain Python values. */
#ifndef GS_OBJECTS_JSONABLE_H
#define GS_OBJECTS_JSONABLE_H
#include "abi/abi3.h"
#include "objects/object.h"
#pragma GCC visibility push(hidden)

/* A class, and the thunk that returns the JSON text of an instance as bytes. */
typedef struct gs_jsonable {
    gs_class *cls;
    PyCFunction marshal;
} gs_jsonable;

/* Adds the function to the dict of a module: 0, or -1 with an exception. */
int gs_json_install(PyObject *dict, PyObject *native, PyObject *module);
#pragma GCC visibility pop
#endif
