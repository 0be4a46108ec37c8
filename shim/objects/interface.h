/* interface.h: values of Go interfaces. Twins: rt/interface.go, internal/convert/interface.go.

   A value whose Go type has a class is an instance of that class. Any other value, also one of
   an unexported type, is an instance of the class of the interface from which it came. Such an
   instance holds the address of a Go value of type any, and Go asserts the interface again at
   each call. So the instance can be passed for every interface that its value implements.
   isinstance() asks Go the same question. */
#ifndef GS_OBJECTS_INTERFACE_H
#define GS_OBJECTS_INTERFACE_H
#include "abi/abi3.h"
#include "abi/attributes.h"
#include "objects/object.h"
#include "values/wire.h"
#pragma GCC visibility push(hidden)

/* The first word in a wire buffer: nil; an instance of an interface's class; a Python object
   that has the methods; in: a callable that stands for the only one, or of an interface of errors an exception; or the place in the list of choices plus GS_FIRST_CHOICE. */
enum { GS_CHOICE_NIL, GS_CHOICE_HELD, GS_CHOICE_OBJECT, GS_CHOICE_CALLABLE, GS_FIRST_CHOICE };
#define GS_CHOICE_QUICK(what) ((uint8_t)((what) >> 32)) /* out, beside GS_CHOICE_HELD: gs_object.quick; rt.WriteQuick */
#define GS_CHOICE_COPIED ((uint64_t)1 << 32) /* out, beside a choice: the instance is over a copy of what Go holds; rt.ByValue */

/* gs_type.n of fs.FS, for which the path of a folder stands too: a str after this word. The same
   as in internal/convert/interface.go and rt/folder.go. */
enum { GS_TAKES_FOLDER = 1, GS_CHOICE_FOLDER = 1 << 20 };

/* A Python object that stands for one: after this word, as a pyobject. The same as in rt/tree.go. */
enum { GS_CHOICE_TREE = GS_CHOICE_FOLDER + 1 };

/* The base of these classes. Its own instances are over values that implement no interface with
   a class: they come out of an any. */
extern PyTypeObject *gs_held_type;
GS_INLINE int gs_is_held(PyObject *o) { return PyType_IsSubtype(Py_TYPE(o), gs_held_type); }

/* At import; 0, or -1 with an exception. */
int gs_interfaces_init(PyObject *native);

/* Makes the class of an interface, at import, and stores it in c->type; 0, or -1 with an
   exception. */
int gs_class_interface(const char *module, gs_class *c);

/* The value of a field or a variable of an interface's type. */
PyObject *gs_interface_field_out(const gs_type *ty, const uint64_t *w, int api);

/* Whether an object is an instance of an interface's class, over an error. 0 with an exception
   if it is stale. */
int gs_is_held_error(PyObject *o);

extern const gs_ops gs_interface_ops;
#pragma GCC visibility pop
#endif
