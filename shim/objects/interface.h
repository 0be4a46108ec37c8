/* interface.h: what Go interfaces hold. Twins: rt/interface.go, internal/convert/interface.go.

   A value whose Go type has a class comes as an instance of that. All others, those of
   types that are not exported too, are instances of the class of the interface that
   they came out of. Such an instance holds the address of a value of Go's type any,
   and Go takes the interface from it again at each call: so it goes wherever what it
   holds implements the interface. isinstance() asks Go the same. */
#ifndef GS_OBJECTS_INTERFACE_H
#define GS_OBJECTS_INTERFACE_H
#include "abi/abi3.h"
#include "abi/attributes.h"
#include "objects/object.h"
#include "values/wire.h"
#pragma GCC visibility push(hidden)

/* In a wire buffer: nil, an instance of an interface's class, or the place in the
   list of choices and this. */
enum { GS_CHOICE_NIL, GS_CHOICE_HELD, GS_FIRST_CHOICE };

int gs_interfaces_init(PyObject *native);
/* The type of an interface's class, at import. */
int gs_class_interface(const char *module, gs_class *c);
extern const gs_ops gs_interface_ops;
#pragma GCC visibility pop
#endif
