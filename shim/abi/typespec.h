/* typespec.h: classes of our own, whatever objects begin with. */
#ifndef GS_ABI_TYPESPEC_H
#define GS_ABI_TYPESPEC_H
#include "abi/abi3.h"
#include "abi/attributes.h"
#pragma GCC visibility push(hidden)

/* PyType_FromModuleAndSpec(). Sizes and offsets count from the beginning of the object on.

   With abi3t, whose objects begin with something of unknown size, Python gets them relative to the end of that.
   Our fields have room in front of them (GS_HEAD), or know their place in another way (objects/livepart.h).
   ImportError where the room is too small. */
#ifdef GS_ABI3T
PyTypeObject *gs_type_new(PyObject *module, PyType_Spec *spec, PyObject *bases);
#else
GS_INLINE PyTypeObject *gs_type_new(PyObject *module, PyType_Spec *spec, PyObject *bases) {
    return (PyTypeObject *)PyType_FromModuleAndSpec(module, spec, bases);
}
#endif
#pragma GCC visibility pop
#endif
