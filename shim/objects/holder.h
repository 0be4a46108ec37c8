/* holder.h: callables and objects in the fields of an instance, for Python's collector.

   Go owns the reference to what Python assigns to a field of a func type or of the
   type py.Object, and Python's collector does not see who owns Go's. But while no
   Go code of the author's has seen a value, it is known: a value that Python made
   from its fields, and has only read and written by these, is reached by the handle
   of its one instance and by nothing else, and so is what its fields refer to. An
   instance of such a value (unseen) shows Go's references as its own. As soon as
   its address crosses for any other purpose, Go may have copied it, or a func of
   it, to anywhere, and it shows them never again. */
#ifndef GS_OBJECTS_HOLDER_H
#define GS_OBJECTS_HOLDER_H
#include "abi/abi3.h"
#pragma GCC visibility push(hidden)

typedef struct gs_held {
    setter set;    /* of the field */
    PyObject *ref; /* Go's reference; NULL: none, or not a Python object */
} gs_held;

/* The owner of an unseen instance, once it holds something. */
typedef struct gs_holder {
    PyObject_HEAD
    PyObject *of; /* borrowed; NULL when the instance is gone */
    int seen;
    int setting;  /* fields are being set, by so many */
    int n;
    gs_held *all;
} gs_holder;

int gs_holders_init(PyObject *native);
void gs_holder_forsaken(PyObject *o);

/* Before a field that Python's collector is to know of is set: the holder that
   notes it, if any. -1 with MemoryError. */
int gs_holder_begin(PyObject *self, PyObject *v, gs_holder **holder);

/* After it. held: whether v is a Python object in Go's hands now. */
void gs_holder_end(gs_holder *h, setter set, PyObject *v, int held, int failed);
#pragma GCC visibility pop
#endif
