/* generic.h: classes of generic Go types can be subscripted: Cache[str, int]. Where Go has an
   instance for these arguments, that is its class; else the class itself, as a
   types.GenericAlias. Twin: internal/bind/generic.go. */
#ifndef GS_OBJECTS_GENERIC_H
#define GS_OBJECTS_GENERIC_H
#include "abi/abi3.h"
#include "objects/object.h"
#pragma GCC visibility push(hidden)

/* An instance that stands for some Python types only. args has a letter for each type argument:
   i: int, f: float, s: str, b: bool, c: complex, y: bytes, *: any. */
typedef struct gs_instance {
    gs_class *cls;
    const char *args;
} gs_instance;

/* Makes a type subscriptable; 0, or -1 with an exception. */
int gs_generic_add(PyTypeObject *t);
#pragma GCC visibility pop
#endif
