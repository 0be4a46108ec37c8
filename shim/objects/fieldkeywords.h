/* fieldkeywords.h: keyword arguments of a class with a constructor that are fields.

   NewServer() gives a Server its defaults, and Go code sets fields behind it. Server(timeout=3)
   does both: the constructor gets the arguments that it has, then the fields are set. */
#ifndef GS_OBJECTS_FIELDKEYWORDS_H
#define GS_OBJECTS_FIELDKEYWORDS_H
#include "abi/abi3.h"
#include "objects/object.h"
#pragma GCC visibility push(hidden)

/* Whether a keyword is a field that can be set, and no parameter of the constructor. */
int gs_field_keyword(const gs_class *cls, PyObject *name);

/* Whether one of the keywords, a dict, is. */
int gs_field_keywords(const gs_class *cls, PyObject *kw);

/* Divides keywords, a dict or NULL, into those that fit and the others: two new dicts, or NULL where they could not be
   made. 0, or -1 with an exception. */
int gs_keywords_divide(const gs_class *cls, int (*fits)(const gs_class *, PyObject *), PyObject *kw, PyObject **fit,
    PyObject **rest);

/* Calls make, the tp_new of cls, without these keywords, and sets the fields of the new instance. */
PyObject *gs_field_keywords_new(const gs_class *cls, newfunc make, PyTypeObject *t, PyObject *args, PyObject *kw);
#pragma GCC visibility pop
#endif
