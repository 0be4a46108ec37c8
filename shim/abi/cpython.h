/* cpython.h: CPython's own headers, in place of our declarations: for a Python without a GIL, which has no stable
   ABI before 3.15. Its objects have another beginning (the owning thread, two reference counts, a
   lock), so that what is built with it is for one version of Python.

   What is compiled against them keeps to the same functions, and to a few that are needed where
   several threads run Python code at once: see abi/exclusion.h. */
#ifndef GS_ABI_CPYTHON_H
#define GS_ABI_CPYTHON_H
#define PY_SSIZE_T_CLEAN
#include <Python.h>
#ifndef Py_GIL_DISABLED
#error "GS_FREE_THREADED is for a Python that was built without a GIL"
#endif

#define PyCFunctionFast PyCFunctionFastWithKeywords /* as abi3.h has it: the one of several that we use */
/* Under the names of Python's stable ABI, which has no macros. */
#undef Py_INCREF
#undef Py_DECREF
#define Py_INCREF(o) Py_INCREF((PyObject *)(o))
#define Py_DECREF(o) Py_DECREF((PyObject *)(o))

enum { GS_HEAD = sizeof(PyObject) };

#define gs_is(o, T) (Py_TYPE(o) == &T)
static inline int gs_has_flag(PyObject *o, unsigned long f) { return (PyType_GetFlags(Py_TYPE(o)) & f) != 0; }
static inline int gs_isinstance(PyObject *o, PyTypeObject *t) {
    return Py_TYPE(o) == t || PyType_IsSubtype(Py_TYPE(o), t);
}
#endif
