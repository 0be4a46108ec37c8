/* named.h: named Go types that are not structs. Twins: rt/object.go, internal/convert/named.go.

   Over a number or a string: a subclass of int, float or str, or an enum. So values compute,
   compare, hash and pickle as Python expects. Over anything else: a box, which is an instance
   that holds the address of the Go value. */
#ifndef GS_OBJECTS_NAMED_H
#define GS_OBJECTS_NAMED_H
#include "abi/abi3.h"
#include "values/wire.h"
#include "objects/object.h"
#pragma GCC visibility push(hidden)

/* Converts a plain value to its class, as a new reference. Takes over plain, which may be NULL. */
PyObject *gs_named_wrap(gs_class *cls, PyObject *plain);

/* The same, and no exception if the type is an error. */
PyObject *gs_named_new(gs_class *cls, PyObject *plain);

/* The value of a box, as a new object. */
PyObject *gs_box_plain(gs_class *cls, PyObject *self);

/* The same, but containers in it, and structs, stand for those in Go: of a box that has such. A getter. */
PyObject *gs_box_read(PyObject *self, void *unused);

/* The class of a box; NULL with TypeError. */
gs_class *gs_box_class(PyObject *self);

/* Its content as a live container, of a class that has such. */
PyObject *gs_box_live(gs_class *cls, PyObject *self);

/* The slots of boxes: each converts the value and asks the Python object. */
PyObject *gs_box_compare(gs_class *cls, PyObject *a, PyObject *b, int op);
Py_hash_t gs_box_hash(gs_class *cls, PyObject *self); /* of its plain value, as equality is */
/* The value of a box, as a new object. */
PyObject *gs_box_value(gs_class *cls, PyObject *self);
Py_ssize_t gs_box_len(gs_class *cls, PyObject *self);
PyObject *gs_box_item(gs_class *cls, PyObject *self, PyObject *key);
PyObject *gs_box_iter(gs_class *cls, PyObject *self);
/* Calls a method of the plain value, or the plain value itself: a new reference, or NULL with an exception. */
PyObject *gs_box_forward(gs_class *cls, PyObject *self, const char *method, PyObject *args, PyObject *kw);
PyObject *gs_box_method(PyObject *self, const char *method, PyObject *args, PyObject *kw); /* of any class */
PyObject *gs_box_call(PyObject *self, PyObject *args, PyObject *kw);
/* A plain value that is a number, as int() and float() have it: a new reference, or NULL with an exception. */
PyObject *gs_box_int(PyObject *self);
PyObject *gs_box_float(PyObject *self);
/* str() of an instance without a text of its own: its plain value where that is text, else its repr(). */
PyObject *gs_box_str(gs_class *cls, PyObject *self);
PyObject *gs_box_view(gs_class *cls, PyObject *self, const char *method); /* keys, values or items of a dict */
int gs_box_contains(gs_class *cls, PyObject *self, PyObject *x);
int gs_box_truth(gs_class *cls, PyObject *self);

/* At import: lets what Go writes to plain values that stand for boxes go back (values/lent.h). */
void gs_boxes_init(void);

extern const gs_ops gs_named_ops;
extern const gs_ops gs_box_ops;
#pragma GCC visibility pop
#endif
