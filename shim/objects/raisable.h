/* raisable.h: classes whose Go types are errors.

   Such a class has two types. Instances of gs_class.type are over the Go value, as those of all
   classes; Python never sees them. gs_class.exception is what the module exports: a class of
   exceptions, each of which holds instances and has their attributes. The stable ABI does not say
   how large an exception is, so it can't be an instance itself; and one that only holds them can
   be of several such classes, and of Python's own (errorparts.h). */
#ifndef GS_OBJECTS_RAISABLE_H
#define GS_OBJECTS_RAISABLE_H
#include "abi/abi3.h"
#include "call/call.h"
#include "objects/object.h"
#pragma GCC visibility push(hidden)

extern PyObject *gs_values_key; /* "__go_values__": the attribute with the tuple of instances, interned */

/* At import; 0, or -1 with an exception. */
int gs_raisables_init(PyObject *native);

/* Makes c->exception, after c->type. bases: of the exception. */
int gs_raisable_make(PyObject *native, const char *module, gs_class *c, PyObject *bases);

/* A new exception of a class, with a text; NULL with an exception. text: NULL for none. */
PyObject *gs_exception_new(PyTypeObject *t, PyObject *text);

/* Stores the tuple of instances in an exception, with its text behind them where that is what Go says of it. Takes over
   values, which may be NULL. */
int gs_exception_hold(PyObject *e, PyObject *values);

/* The same where the first instance may say what the exception's text is: then str() asks it again. */
int gs_exception_hold_said(PyObject *e, PyObject *values);

/* The instance of a class that an exception holds, as a new reference; NULL without an exception:
   none. */
PyObject *gs_exception_held(const gs_class *cls, PyObject *e);

/* The same; if it holds none, as a sentinel's value is asked of Go and kept. */
PyObject *gs_exception_held_or_sentinel(const gs_class *cls, PyObject *e);

/* A new instance of a class, made as a call of it does; NULL with an exception. kw may be NULL. */
PyObject *gs_raisable_call(gs_class *cls, PyObject *args, PyObject *kw);

/* What stands for v where an instance of the class is wanted: the instance that v holds, which
   the call keeps, or v itself. NULL with an exception. */
PyObject *gs_raisable_in(gs_call *c, const gs_class *cls, PyObject *v);
#define GS_RAISABLE_IN(c, cls, v) (GS_UNLIKELY((cls)->exception != NULL) ? gs_raisable_in(c, cls, v) : (v))

/* Whether v is an instance of the class, or an exception that holds one. */
int gs_is_of_raisable(const gs_class *cls, PyObject *v);

/* The class that an exception type is or is derived from, or NULL. */
gs_class *gs_raisable_class(PyTypeObject *t);
#pragma GCC visibility pop
#endif
