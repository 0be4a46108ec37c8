/* subclass.h: instances of classes that Python derives from Go's.

   An __init__ in Python has arguments of its own, whatever they are. So __new__ of a derived class
   takes any, and it is our __init__, called by super().__init__(), that takes those of the Go
   class. Until then, an instance of a class that is made by its fields is a zero value; any other
   is unmade: it has no Go value, and each use of it is an error.

   What Python has added to such an instance belongs to that object. So a pointer that comes back
   from Go is the object that has been made over it, while that lives. */
#ifndef GS_OBJECTS_SUBCLASS_H
#define GS_OBJECTS_SUBCLASS_H
#include "abi/abi3.h"
#include "objects/object.h"
#pragma GCC visibility push(hidden)

/* The beginning of tp_new for a derived class t. 0: the arguments are for the Go class.
   Else *o is the new instance, or NULL with an exception. */
int gs_subclass_new(gs_class *cls, PyTypeObject *t, PyObject **o);

/* tp_init of all classes; it has nothing to do where tp_new has taken the arguments. */
int gs_subclass_init(gs_class *cls, PyObject *self, PyObject *args, PyObject *kw);

/* Sets the fields of an instance that are given, as in a call of a class that is made by its fields. */
int gs_subclass_set(const gs_class *cls, PyObject *self, PyObject *args, PyObject *kw);

/* Of gs_object.generation: an instance without a Go value. */
enum { GS_UNMADE = UINT16_MAX };

/* Raises RuntimeError for an unmade instance; always -1. */
int gs_subclass_unmade(PyObject *o);

/* Enters a new instance of a derived class into the table of those that come back as themselves.
   0, or -1 with MemoryError. */
int gs_subclass_remember(const gs_class *cls, PyObject *o);
void gs_subclass_forget(PyObject *o);

/* The instance in the table over the value at ptr, as a new reference; or NULL, without an
   exception. */
PyObject *gs_subclass_of(const gs_class *cls, int api, const char *ptr);
#pragma GCC visibility pop
#endif
