/* namesake.h: types of one name in messages. "expected Rec, got Rec" helps
   nobody: an instance of another copy of an extension, of a class of another
   package of this one, or of a Python class that is called the same is told apart
   by the module. All cold. */
#ifndef GS_CALL_NAMESAKE_H
#define GS_CALL_NAMESAKE_H
#include "abi/abi3.h"
#pragma GCC visibility push(hidden)

/* Whether a type bears the name of what was expected and is something else: 1 and,
   if that is one class of this extension, its module as a new str; 0; or -1 with
   an exception. alone: it was expected by itself, and not as a part of something. */

/* set at import by module.h, which knows the classes */
extern int (*gs_class_namesake)(const char *name, PyTypeObject *t, int alone, PyObject **module);

/* What was expected and what v is, as two new strs for a message; -1 with an
   exception. */
int gs_type_names(const char *expected, PyObject *v, PyObject **wanted, PyObject **got);
#pragma GCC visibility pop
#endif
