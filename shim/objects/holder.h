/* holder.h: shows Python's garbage collector the callables and objects in the fields of an
   instance.

   When Python assigns an object to a field of a func type or of type py.Object, Go owns the
   reference, and Python's collector cannot see the owner. But as long as no code of the
   author's has seen the Go value, the owner is known. Python made the value from its fields and
   has only read and written these. So it is reached through the handle of its one instance and
   nothing else, and the same holds for the objects in its fields. The instance of such a value
   (unseen) shows Go's references as its own. As soon as the value's address crosses for any
   other purpose, Go may have copied it, or a func of it, anywhere. From then on, the instance
   shows nothing. */
#ifndef GS_OBJECTS_HOLDER_H
#define GS_OBJECTS_HOLDER_H
#include "abi/abi3.h"
#pragma GCC visibility push(hidden)

/* An object in a field. */
typedef struct gs_held {
    setter set;    /* the setter of the field */
    PyObject *ref; /* Go's reference; NULL: none, or no Python object */
} gs_held;

/* The owner of an unseen instance, as soon as a field holds something. */
typedef struct gs_holder {
    PyObject_HEAD
    PyObject *of; /* the instance; borrowed; NULL when it is gone */
    int seen;     /* the author's code may have seen the value */
    int setting;  /* so many threads are setting fields */
    int n;        /* of all[] */
    gs_held *all;
} gs_holder;

/* At import; 0, or -1 with an exception. */
int gs_holders_init(PyObject *native);

/* The instance of holder o is gone. */
void gs_holder_forsaken(PyObject *o);

/* Before v is assigned to a field that the collector must see. *holder: the holder, as a new
   reference for gs_holder_end(), or NULL if nothing is to be noted. 0, or -1 with MemoryError. */
int gs_holder_begin(PyObject *self, PyObject *v, gs_holder **holder);

/* After the assignment; drops the reference. held: Go now holds the Python object v. failed:
   the setter failed. */
void gs_holder_end(gs_holder *h, setter set, PyObject *v, int held, int failed);
#pragma GCC visibility pop
#endif
