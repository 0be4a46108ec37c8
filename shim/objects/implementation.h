/* implementation.h: Python objects that have the methods of a Go interface. Twin: rt/implementations.go. */
#ifndef GS_OBJECTS_IMPLEMENTATION_H
#define GS_OBJECTS_IMPLEMENTATION_H
#include "abi/abi3.h"
#include "objects/object.h"
#include "values/wire.h"
#pragma GCC visibility push(hidden)

/* Before the first of the others is called; 0, or -1 with an exception. */
int gs_implementations_init(void);

/* Whether it is a class of this extension, or an instance of one: Go has said no to it. Of a generic type it means the
   instance of Go's for any object; that for numbers or text, which is another type, can be called by its methods. */
int gs_is_gos(PyObject *v);

/* Writes an object, and its methods as callables; -1 with an exception if it lacks one. */
int gs_implementation_put(gs_encoder *t, const gs_type *ty, PyObject *v, const gs_path *path);

/* The same for an object that may have more methods, which Go code may look for: as what has most of them. */
int gs_implementation_wide(gs_encoder *t, const gs_type *ty, PyObject *v, const gs_path *path);

/* Whether an object has the methods; -1 with an exception. */
int gs_implementation_is(const gs_calls *calls, PyObject *v);

/* Whether an object has all methods of an interface, with their parameters as far as one can
   see; -1 with an exception. */
int gs_implementation_fits(const gs_calls *calls, PyObject *v);

/* Whether the class of an instance of c, if Python has derived it, has another attribute than c under a name; -1 with an
   exception. *lacks: c has none. */
int gs_method_overridden(const gs_class *c, PyObject *v, const char *name, int *lacks);

/* Whether the class of an instance is derived in Python from one of ours that has the methods of an interface, and
   overrides one of them; -1 with an exception. */
int gs_interface_overridden(const gs_calls *calls, const gs_class *c, PyObject *v);

/* The same of an interface, or of what Go code may look for in its values. */
int gs_interface_derived(const gs_type *ty, const gs_class *c, PyObject *v);

#pragma GCC visibility pop
#endif
