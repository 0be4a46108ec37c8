/* imported.h: what Python modules have. */
#ifndef GS_ABI_IMPORTED_H
#define GS_ABI_IMPORTED_H
#include "abi/abi3.h"
#pragma GCC visibility push(hidden)

/* An attribute of a module, which is imported: a new reference, or NULL with an exception. */
PyObject *gs_import_attribute(const char *module, const char *name);
#pragma GCC visibility pop
#endif
