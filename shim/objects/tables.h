/* tables.h: the shapes of the generated tables that module.h reads. */
#ifndef GS_OBJECTS_TABLES_H
#define GS_OBJECTS_TABLES_H
#include "abi/abi3.h"
#include "objects/object.h"
#pragma GCC visibility push(hidden)

typedef struct gs_async_function gs_async_function;
typedef struct gs_const {
    const char *name;
    char form;         /* i: decimal int; f: float; s: str; b: bool; p: Python literal */
    const char *text;
    Py_ssize_t len;
    double number;
    gs_class *cls;     /* a typed constant's class, or NULL */
} gs_const;

typedef struct gs_var {
    const char *name;
    const char *doc;
    PyMethodDef get, set; /* set.ml_meth is NULL where it can't be assigned */
} gs_var;

typedef struct gs_sentinel {
    const char *name;
    const char *doc;
    int package;
} gs_sentinel;

typedef struct gs_alias {
    const char *name;
    int package;
    gs_class *cls;
} gs_alias;

typedef struct gs_package {
    const char *suffix; /* of the import name: "", ".r3" */
    PyMethodDef *funcs;
    const gs_const *consts;
    gs_var *vars;
    gs_async_function *const *async; /* of its functions; NULL at the end */
} gs_package;

/* The name of a package's module, malloc()ed; NULL with MemoryError. */
char *gs_module_name(int package);
#pragma GCC visibility pop
#endif
