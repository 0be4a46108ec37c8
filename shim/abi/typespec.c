#include "abi/typespec.h"

#ifdef GS_ABI3T
#include <stddef.h>

enum { GS_MOST_SLOTS = 48, GS_MOST_MEMBERS = 8 };

/* What instances of the bases take: of a class, a tuple of classes, or NULL for object. -1 with an exception. */
static GS_COLD Py_ssize_t gs_bases_size(PyObject *bases) {
    PyObject *base = bases && PyTuple_Check(bases) ? PyTuple_GetItem(bases, 0) : bases;
    if (!base) base = (PyObject *)&PyBaseObject_Type;
    PyObject *size = PyObject_GetAttrString(base, "__basicsize__");
    Py_ssize_t n = size ? PyNumber_AsSsize_t(size, NULL) : -1;
    Py_XDECREF(size);
    return n;
}

GS_COLD PyTypeObject *gs_type_new(PyObject *module, PyType_Spec *spec, PyObject *bases) {
    if (spec->basicsize <= 0) return (PyTypeObject *)PyType_FromModuleAndSpec(module, spec, bases);
    enum { ALIGNED = _Alignof(max_align_t) };
    Py_ssize_t size = gs_bases_size(bases), begin = (size + ALIGNED - 1) & ~(Py_ssize_t)(ALIGNED - 1);
    PyType_Slot slots[GS_MOST_SLOTS];
    PyMemberDef members[GS_MOST_MEMBERS]; /* Python copies them */
    int n = 0, m = 0;
    if (size < 0) return NULL;
    if (!bases && begin > GS_HEAD) {
        PyErr_Format(PyExc_ImportError, "objects of this Python begin with %zd bytes, and %s has room for %d: it needs a newer gophersnake",
            size, spec->name, GS_HEAD);
        return NULL;
    }
    for (const PyType_Slot *s = spec->slots; s->slot; s++) {
        if (n == GS_MOST_SLOTS - 1) Py_FatalError("gs_type_new: too many slots");
        slots[n++] = *s;
        if (s->slot != Py_tp_members) continue;
        for (const PyMemberDef *d = s->pfunc; d->name; d++) {
            if (m == GS_MOST_MEMBERS - 1) Py_FatalError("gs_type_new: too many members");
            members[m] = *d;
            members[m].offset -= begin;
            members[m++].flags |= Py_RELATIVE_OFFSET;
        }
        members[m] = (PyMemberDef){ NULL, 0, 0, 0, NULL };
        slots[n - 1].pfunc = members;
    }
    slots[n] = (PyType_Slot){ 0, NULL };
    const int more = spec->basicsize > size; /* than the bases have */
    PyType_Spec relative = { spec->name, more ? (int)(begin - spec->basicsize) : 0, spec->itemsize, spec->flags, slots };
    return (PyTypeObject *)PyType_FromModuleAndSpec(module, &relative, bases);
}
#endif
