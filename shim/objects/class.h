/* class.h: makes Python types from the tables of classes, at import. Functions return 0 or a
   new reference; -1 or NULL with an exception. */
#ifndef GS_OBJECTS_CLASS_H
#define GS_OBJECTS_CLASS_H
#include "abi/abi3.h"
#include "objects/named.h"
#include "objects/object.h"
#include "objects/repr.h"
#include "objects/subclass.h"
#pragma GCC visibility push(hidden)

extern PyMemberDef gs_object_members[]; /* of all instances: weak references */

/* The slots that differ by class, as small functions of fixed form. Generated code has one set
   for each class. */
#define GS_CLASS_SLOTS(C)                                                                                            \
    static PyObject *C##_repr(PyObject *s) { return gs_object_repr(&C, s); }                                         \
    static PyObject *C##_str(PyObject *s) { return C.str == GS_NO_FN ? gs_box_str(&C, s) : gs_object_str(&C, s); }   \
    static PyObject *C##_compare(PyObject *a, PyObject *b, int op) {                                                 \
        return C.what == GS_CLASS_BOX ? gs_box_compare(&C, a, b, op) : gs_object_compare(&C, a, b, op);              \
    }                                                                                                                \
    static Py_hash_t C##_hash(PyObject *s) {                                                                         \
        return C.what == GS_CLASS_BOX ? gs_box_hash(&C, s) : gs_object_hash(&C, s);                                  \
    }                                                                                                                \
    static Py_ssize_t C##_len(PyObject *s) { return gs_box_len(&C, s); }                                             \
    static PyObject *C##_item(PyObject *s, PyObject *k) { return gs_box_item(&C, s, k); }                            \
    static PyObject *C##_iter(PyObject *s) { return gs_box_iter(&C, s); }                                            \
    static int C##_contains(PyObject *s, PyObject *x) { return gs_box_contains(&C, s, x); }                          \
    static int C##_init(PyObject *s, PyObject *args, PyObject *kw) { return gs_subclass_init(&C, s, args, kw); }     \
    static int C##_truth(PyObject *s) { return gs_box_truth(&C, s); }                                                \
    static const gs_class_slots C##_slots = { C##_repr, C##_str, C##_compare, C##_hash, C##_len, C##_item, C##_iter, \
        C##_contains, C##_init, C##_truth };

/* The functions of GS_CLASS_SLOTS. */
typedef struct gs_class_slots {
    reprfunc repr, str;
    richcmpfunc compare;
    hashfunc hash;
    Py_ssize_t (*len)(PyObject *);
    PyObject *(*item)(PyObject *, PyObject *);
    PyObject *(*iter)(PyObject *);
    int (*contains)(PyObject *, PyObject *);
    initproc init;
    int (*truth)(PyObject *);
} gs_class_slots;

/* "module.name", malloc()ed; NULL with MemoryError. It is never freed: CPython keeps pointers
   into the names of types. */
char *gs_qualify(const char *module, const char *name);

enum { GS_HASH_NONE = -2 }; /* gs_class.hash of a class that is not hashable */

/* Makes the type of a struct or a box, and stores it in c->type. */
int gs_class_object(PyObject *native, const char *module, gs_class *c, const gs_class_slots *s);

/* Adds a method to a type under the name as. */
int gs_class_method(PyObject *type, PyMethodDef *d, const char *as);

/* Makes a class of a type (&PyType_Type, or one derived from it) that has no __dict__ of its
   instances: a new reference, or NULL with an exception. doc may be NULL. */
PyObject *gs_class_slotless(PyObject *type, const char *module, const char *name, const char *doc,
    PyTypeObject *base);

/* The value of a Python literal. */
PyObject *gs_literal(const char *text);

/* Makes the type of a named number or string, or of an enum, and stores it in c->type. */
int gs_class_named(const char *package, const char *module, gs_class *c);
#pragma GCC visibility pop
#endif
