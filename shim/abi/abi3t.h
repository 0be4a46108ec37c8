/* abi3t.h: what abi3.h declares otherwise for abi3t, the stable ABI of Pythons with and without a GIL, from 3.15
   on (PEP 803). Of the headers of CPython 3.15 under Py_TARGET_ABI3T=0x030F0000.

   How objects begin differs between the two, so it is not said, and may change. Our types ask for
   memory behind it (typespec.h). Reference counts and types are asked for by functions. */
#ifndef GS_ABI_ABI3T_H
#define GS_ABI_ABI3T_H
#include <stdint.h>

typedef intptr_t Py_ssize_t;
typedef struct _typeobject PyTypeObject;
typedef struct _object PyObject;
#define API extern __attribute__((visibility("default")))

/* Room for the beginning of an object, so that the fields behind it have fixed places: what it takes without a GIL on
   64 bits. gs_type_new() refuses a Python where it takes more. */
enum { GS_HEAD = 32 };
typedef struct { uint64_t room[GS_HEAD / 8]; } gs_head;
#define PyObject_HEAD gs_head ob_base;

API PyTypeObject *Py_TYPE(PyObject *);
#define Py_TYPE(o) Py_TYPE((PyObject *)(o))
API Py_ssize_t Py_REFCNT(PyObject *);
API void _Py_IncRef(PyObject *);
API void _Py_DecRef(PyObject *);
API PyObject *PyType_FromMetaclass(PyTypeObject *, PyObject *, void *, PyObject *);

/* ---- where there may be no GIL: exclusion.h ---- */
typedef struct {
    uintptr_t previous;
    void *mutex;
} PyCriticalSection;
API void PyCriticalSection_Begin(PyCriticalSection *, PyObject *);
API void PyCriticalSection_End(PyCriticalSection *);
API PyObject *PyList_GetItemRef(PyObject *, Py_ssize_t);
API int PyDict_GetItemRef(PyObject *, PyObject *, PyObject **);
API int PyDict_GetItemStringRef(PyObject *, const char *, PyObject **);
API PyObject *PyDict_Copy(PyObject *);

/* ---- modules: PEP 793 and PEP 820 ---- */
typedef struct {
    uint16_t id, flags;
    uint32_t reserved;
    union {
        const void *ptr;
        void (*func)(void);
    };
} PySlot;
typedef struct {
    uint8_t major, minor;
    uint16_t flags;
    uint32_t build_version, abi_version;
} PyABIInfo;
enum { PySlot_STATIC = 2, PySlot_INTPTR = 4 };
enum { GS_ABI_STABLE = 1, GS_ABI_GIL = 2, GS_ABI_FREE_THREADED = 4, GS_ABI_VERSION = 0x030F0000 };
#define Py_mod_exec 85
#define Py_mod_multiple_interpreters 86
#define Py_mod_gil 87
#define Py_MOD_GIL_NOT_USED ((void *)1)
#define Py_mod_name 100
#define Py_mod_methods 103
#define Py_mod_abi 109
#define Py_bf_getbuffer 88
#define Py_mp_ass_subscript 90
#define Py_mp_length 91
#define Py_RELATIVE_OFFSET 8
#undef API
#endif
