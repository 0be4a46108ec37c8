/* namesake.h: messages about types of the same name. "expected Rec, got Rec" helps nobody. So
   if the value's class has the same name, but is of another copy of an extension, of another
   package of this one, or a Python class, the message shows the modules. All cold. */
#ifndef GS_CALL_NAMESAKE_H
#define GS_CALL_NAMESAKE_H
#include "abi/abi3.h"
#pragma GCC visibility push(hidden)

/* Whether t has the name of an expected class and is another class. 1, and if only one class of
   this extension has the name, its module as a new str; 0; or -1 with an exception. alone: the
   class itself was expected, and not as a part of something. module.h, which knows the classes,
   sets the pointer at import. */
extern int (*gs_class_namesake)(const char *name, PyTypeObject *t, int alone, PyObject **module);

/* The expected type and that of v, as two new strs for a message. 0, or -1 with an exception;
   the caller drops both in any case. */
int gs_type_names(const char *expected, PyObject *v, PyObject **wanted, PyObject **got);
#pragma GCC visibility pop
#endif
