/* boxedit.h: boxes over slices, maps and arrays are changed as lists, dicts and sets are. Each change
   is one of a live container (live.h), which is read for it, unless it need not know what is there. */
#ifndef GS_OBJECTS_BOXEDIT_H
#define GS_OBJECTS_BOXEDIT_H
#include "abi/abi3.h"
#pragma GCC visibility push(hidden)

/* x[k] = v and del x[k]; of one that can't be changed, TypeError. */
int gs_box_assign(PyObject *self, PyObject *key, PyObject *value);

/* The same by a number, which counts from the start, and x[i]. */
int gs_box_assign_at(PyObject *self, Py_ssize_t i, PyObject *value);
PyObject *gs_box_at(PyObject *self, Py_ssize_t i);

/* Operators in place, and those of sets. */
extern const PyType_Slot gs_box_list_slots[], gs_box_dict_slots[], gs_box_set_slots[];

/* The methods: all with METH_VARARGS | METH_KEYWORDS. */
#define GS_BOX_METHODS(X)                                                                                       \
    X(append) X(extend) X(insert) X(pop) X(remove) X(clear) X(reverse) X(sort) X(popitem) X(update) X(setdefault) \
    X(isdisjoint) X(add) X(discard) X(difference_update) X(intersection_update) X(symmetric_difference_update)    \
    X(union) X(intersection) X(difference) X(symmetric_difference) X(issubset) X(issuperset) X(copy)
#define GS_BOX_METHOD(name) PyObject *gs_box_##name(PyObject *self, PyObject *args, PyObject *kw);
GS_BOX_METHODS(GS_BOX_METHOD)
#undef GS_BOX_METHOD
#pragma GCC visibility pop
#endif
