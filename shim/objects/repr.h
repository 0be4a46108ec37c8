/* repr.h: __repr__ of instances. */
#ifndef GS_OBJECTS_REPR_H
#define GS_OBJECTS_REPR_H
#include "objects/object.h"
#pragma GCC visibility push(hidden)

/* Point(x=1.0, y=2.0), of a box Tags(['a', 'b']), of a type without exported fields <T 'str()'>.
   What contains itself, and instances in it beyond a number, are T(...): a graph has many more
   ways than nodes. */
PyObject *gs_object_repr(gs_class *cls, PyObject *self);
#pragma GCC visibility pop
#endif
