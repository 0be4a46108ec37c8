/* tables.h: the types of the generated tables that module.c reads. */
#ifndef GS_OBJECTS_TABLES_H
#define GS_OBJECTS_TABLES_H
#include "abi/abi3.h"
#include "objects/object.h"
#pragma GCC visibility push(hidden)

typedef struct gs_async_function gs_async_function; /* async/async.h */

/* A constant. */
typedef struct gs_const {
    const char *name;
    char form;         /* i: decimal int; f: float; s: str; b: bool; p: Python literal */
    const char *text;
    Py_ssize_t len;
    double number;
    gs_class *cls;     /* the class of a typed constant, or NULL */
} gs_const;

/* A variable. */
typedef struct gs_var {
    const char *name;
    const char *doc;
    PyMethodDef get, set; /* set.ml_meth is NULL if it is read-only */
} gs_var;

/* A sentinel error: its exception class. */
typedef struct gs_sentinel {
    const char *name;
    const char *doc;
    int package;
    gs_class *base;     /* the class of its type; NULL: GoError */
    const char *raises; /* a class of Python's that it is of too; or NULL */
} gs_sentinel;

/* Another name for a class. */
typedef struct gs_alias {
    const char *name;
    int package;
    gs_class *cls;
} gs_alias;

/* A Go package: a Python module. */
typedef struct gs_package {
    const char *suffix; /* what follows the import name: "", ".r3" */
    PyMethodDef *funcs;
    const gs_const *consts;
    gs_var *vars;
    gs_async_function *const *async; /* its functions of the async API; the last is NULL */
} gs_package;

/* The name of a package's module, malloc()ed; NULL with MemoryError. */
char *gs_module_name(int package);
#pragma GCC visibility pop
#endif
