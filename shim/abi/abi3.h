/* abi3.h: our own declarations of CPython's stable ABI (Limited API 3.11).

   Only what the shim uses is declared. Having no Python.h means that a wheel
   builds where the interpreter's headers are missing, and cross-builds need
   none of the target's. Source of every name and type: the list of the stable
   ABI, https://docs.python.org/3/c-api/stable.html, and the headers of CPython
   3.11 under Py_LIMITED_API=0x030B0000. */
#ifndef GS_ABI_ABI3_H
#define GS_ABI_ABI3_H
#ifdef GS_FREE_THREADED
#include "abi/cpython.h"
#else
#include <stddef.h>
#include <stdint.h>

typedef intptr_t Py_ssize_t;
typedef Py_ssize_t Py_hash_t;
typedef struct _typeobject PyTypeObject;
#ifdef GS_ABI3T
#include "abi/abi3t.h"
#else
typedef struct _object {
    Py_ssize_t ob_refcnt;
    PyTypeObject *ob_type;
} PyObject;
#define PyObject_HEAD PyObject ob_base;
enum { GS_HEAD = sizeof(PyObject) };
#define Py_TYPE(o) (((PyObject *)(o))->ob_type)
#endif

/* ---- functions of slots ---- */
typedef PyObject *(*PyCFunction)(PyObject *, PyObject *);
typedef PyObject *(*PyCFunctionFast)(PyObject *, PyObject *const *, Py_ssize_t, PyObject *);
typedef PyObject *(*getter)(PyObject *, void *);
typedef int (*setter)(PyObject *, PyObject *, void *);
typedef int (*visitproc)(PyObject *, void *);
typedef int (*traverseproc)(PyObject *, visitproc, void *);
typedef int (*inquiry)(PyObject *);
typedef PyObject *(*binaryfunc)(PyObject *, PyObject *);
typedef void (*freefunc)(void *);
typedef void (*destructor)(PyObject *);
typedef PyObject *(*allocfunc)(PyTypeObject *, Py_ssize_t);
typedef PyObject *(*newfunc)(PyTypeObject *, PyObject *, PyObject *);
typedef PyObject *(*descrgetfunc)(PyObject *, PyObject *, PyObject *);
typedef int (*descrsetfunc)(PyObject *, PyObject *, PyObject *);
typedef PyObject *(*reprfunc)(PyObject *);
typedef PyObject *(*richcmpfunc)(PyObject *, PyObject *, int);
typedef Py_hash_t (*hashfunc)(PyObject *);
typedef int (*initproc)(PyObject *, PyObject *, PyObject *);

typedef struct {
    const char *ml_name;
    PyCFunction ml_meth;
    int ml_flags;
    const char *ml_doc;
} PyMethodDef;
typedef struct {
    const char *name;
    getter get;
    setter set;
    const char *doc;
    void *closure;
} PyGetSetDef;
typedef struct {
    const char *name;
    int type;
    Py_ssize_t offset;
    int flags;
    const char *doc;
} PyMemberDef;
typedef struct {
    int slot;
    void *pfunc;
} PyType_Slot;
typedef struct {
    const char *name;
    int basicsize;
    int itemsize;
    unsigned int flags;
    PyType_Slot *slots;
} PyType_Spec;
#ifndef GS_ABI3T
typedef struct {
    PyObject_HEAD
    PyObject *(*m_init)(void);
    Py_ssize_t m_index;
    PyObject *m_copy;
} PyModuleDef_Base;
typedef struct {
    int slot;
    void *value;
} PyModuleDef_Slot;
typedef struct PyModuleDef {
    PyModuleDef_Base m_base;
    const char *m_name;
    const char *m_doc;
    Py_ssize_t m_size;
    PyMethodDef *m_methods;
    PyModuleDef_Slot *m_slots;
    traverseproc m_traverse;
    inquiry m_clear;
    freefunc m_free;
} PyModuleDef;
#define PyModuleDef_HEAD_INIT { { 1, NULL }, NULL, 0, NULL }
#endif

typedef struct {
    void *buf;
    PyObject *obj;
    Py_ssize_t len;
    Py_ssize_t itemsize;
    int readonly;
    int ndim;
    char *format;
    Py_ssize_t *shape;
    Py_ssize_t *strides;
    Py_ssize_t *suboffsets;
    void *internal;
} Py_buffer;
#define PyBUF_WRITE 0x200 /* of PyMemoryView_FromMemory() */
#define PyBUF_SIMPLE 0
#define PyBUF_WRITABLE 0x0001
#define PyBUF_FORMAT 0x0004
#define PyBUF_ND 0x0008
#define PyBUF_STRIDES (0x0010 | PyBUF_ND)
#define PyBUF_C_CONTIGUOUS (0x0020 | PyBUF_STRIDES)
#define PyBUF_F_CONTIGUOUS (0x0040 | PyBUF_STRIDES)
#define PyBUF_ANY_CONTIGUOUS (0x0080 | PyBUF_STRIDES)
#define PyBUF_INDIRECT (0x0100 | PyBUF_STRIDES)
#define PyBUF_FULL_RO (PyBUF_INDIRECT | PyBUF_FORMAT)

#define METH_VARARGS 0x0001
#define METH_NOARGS 0x0004
#define METH_O 0x0008
#define METH_CLASS 0x0010
#define METH_KEYWORDS 0x0002
#define METH_FASTCALL 0x0080
#define METH_STATIC 0x0020
#define Py_TPFLAGS_DEFAULT (1UL << 18)
#define Py_TPFLAGS_HAVE_VECTORCALL (1UL << 11) /* in the stable ABI since 3.12; the bit is older (PEP 590) */
#define Py_TPFLAGS_METHOD_DESCRIPTOR (1UL << 17)
#define PY_VECTORCALL_ARGUMENTS_OFFSET ((size_t)1 << (8 * sizeof(size_t) - 1))
enum { PYGEN_RETURN = 0, PYGEN_ERROR = -1, PYGEN_NEXT = 1 }; /* PySendResult */
#define Py_TPFLAGS_BASETYPE (1UL << 10)
#define Py_TPFLAGS_HEAPTYPE (1UL << 9)
#define Py_TPFLAGS_HAVE_GC (1UL << 14)
#define Py_TPFLAGS_DISALLOW_INSTANTIATION (1UL << 7)
#define Py_TPFLAGS_IMMUTABLETYPE (1UL << 8)
#define Py_TPFLAGS_IS_ABSTRACT (1UL << 20)
#define Py_TPFLAGS_HEAPTYPE (1UL << 9)
#define Py_TPFLAGS_LONG_SUBCLASS (1UL << 24)
#define Py_TPFLAGS_LIST_SUBCLASS (1UL << 25)
#define Py_TPFLAGS_TUPLE_SUBCLASS (1UL << 26)
#define Py_TPFLAGS_BYTES_SUBCLASS (1UL << 27)
#define Py_TPFLAGS_UNICODE_SUBCLASS (1UL << 28)
#define Py_TPFLAGS_DICT_SUBCLASS (1UL << 29)
#define Py_TPFLAGS_TYPE_SUBCLASS (1UL << 31)
#define Py_T_OBJECT_EX 16
#define Py_T_PYSSIZET 19
#define Py_READONLY 1
#ifndef GS_ABI3T /* which has other numbers */
#define Py_mod_exec 2
#define Py_mod_multiple_interpreters 3 /* 3.12 */
#define Py_bf_getbuffer 1
#define Py_mp_ass_subscript 3
#define Py_mp_length 4
#endif
#define Py_MOD_PER_INTERPRETER_GIL_SUPPORTED ((void *)2)

/* ---- slot numbers, from Include/typeslots.h ---- */
#define Py_am_await 77
#define Py_am_aiter 78
#define Py_am_anext 79
#define Py_am_send 81
#define Py_mp_subscript 5
#define Py_nb_absolute 6
#define Py_nb_add 7
#define Py_nb_and 8
#define Py_nb_bool 9
#define Py_nb_float 11
#define Py_nb_index 13
#define Py_nb_inplace_add 14
#define Py_nb_inplace_and 15
#define Py_nb_inplace_or 19
#define Py_nb_inplace_subtract 23
#define Py_nb_inplace_xor 25
#define Py_nb_int 26
#define Py_nb_invert 27
#define Py_nb_lshift 28
#define Py_nb_multiply 29
#define Py_nb_negative 30
#define Py_nb_or 31
#define Py_nb_power 33
#define Py_nb_remainder 34
#define Py_nb_rshift 35
#define Py_nb_subtract 36
#define Py_nb_true_divide 37
#define Py_nb_xor 38
#define Py_sq_contains 41
#define Py_sq_ass_item 39
#define Py_sq_concat 40
#define Py_sq_inplace_concat 42
#define Py_sq_inplace_repeat 43
#define Py_sq_item 44
#define Py_sq_length 45
#define Py_sq_repeat 46
#define Py_tp_alloc 47
#define Py_tp_base 48
#define Py_tp_bases 49
#define Py_tp_call 50
#define Py_tp_clear 51
#define Py_tp_descr_get 54
#define Py_tp_descr_set 55
#define Py_tp_dealloc 52
#define Py_tp_doc 56
#define Py_tp_free 74
#define Py_tp_getset 73
#define Py_tp_hash 59
#define Py_tp_init 60
#define Py_tp_iter 62
#define Py_tp_iternext 63
#define Py_tp_members 72
#define Py_tp_methods 64
#define Py_tp_new 65
#define Py_tp_repr 66
#define Py_tp_richcompare 67
#define Py_tp_str 70
#define Py_tp_traverse 71

#define Py_LT 0
#define Py_LE 1
#define Py_EQ 2
#define Py_NE 3
#define Py_GT 4
#define Py_GE 5

#define API extern __attribute__((visibility("default")))
API const unsigned long Py_Version;
API PyTypeObject PyBool_Type, PyLong_Type, PyFloat_Type, PyComplex_Type, PyUnicode_Type, PyBytes_Type, PyByteArray_Type,
    PyList_Type, PyTuple_Type, PyDict_Type, PySet_Type, PyFrozenSet_Type, PyModule_Type, PyBaseObject_Type,
    PyProperty_Type, PySuper_Type, PySlice_Type, PyRange_Type, PyMap_Type, PyType_Type, PyCFunction_Type;
API PyObject _Py_NoneStruct, _Py_NotImplementedStruct;
API PyObject _Py_TrueStruct, _Py_FalseStruct;
#define Py_None (&_Py_NoneStruct)
#define Py_NotImplemented (&_Py_NotImplementedStruct)
#define Py_True (&_Py_TrueStruct)
#define Py_False (&_Py_FalseStruct)
API PyObject *PyExc_TypeError, *PyExc_ValueError, *PyExc_OverflowError, *PyExc_RuntimeError, *PyExc_ImportError,
    *PyExc_MemoryError, *PyExc_BufferError, *PyExc_AttributeError, *PyExc_KeyError, *PyExc_IndexError,
    *PyExc_Exception, *PyExc_TimeoutError, *PyExc_SystemError, *PyExc_SystemExit, *PyExc_RecursionError,
    *PyExc_UnicodeEncodeError, *PyExc_NameError, *PyExc_BaseException, *PyExc_StopIteration,
    *PyExc_StopAsyncIteration, *PyExc_KeyboardInterrupt, *PyExc_NotImplementedError, *PyExc_OSError,
    *PyExc_RuntimeWarning, *PyExc_EOFError, *PyExc_BaseExceptionGroup, *PyExc_FileNotFoundError, *PyExc_FileExistsError,
    *PyExc_PermissionError, *PyExc_IsADirectoryError, *PyExc_NotADirectoryError, *PyExc_BrokenPipeError,
    *PyExc_ConnectionRefusedError, *PyExc_ConnectionResetError, *PyExc_ConnectionAbortedError, *PyExc_InterruptedError,
    *PyExc_ProcessLookupError, *PyExc_ChildProcessError, *PyExc_BlockingIOError;

#ifdef GS_ABI3T
static inline void Py_INCREF(void *o) { _Py_IncRef((PyObject *)o); }
static inline void Py_DECREF(void *o) { _Py_DecRef((PyObject *)o); }
#else
API void _Py_Dealloc(PyObject *);
/* As in the headers of 3.11. Later versions keep this working for extensions built against an
   older stable ABI, also for immortal objects (PEP 683). */
static inline void Py_INCREF(void *o) { ((PyObject *)o)->ob_refcnt++; }
static inline void Py_DECREF(void *o) {
    if (--((PyObject *)o)->ob_refcnt == 0) _Py_Dealloc((PyObject *)o);
}
#endif
static inline void Py_XDECREF(void *o) {
    if (o) Py_DECREF(o);
}
static inline PyObject *Py_NewRef(PyObject *o) {
    Py_INCREF(o);
    return o;
}
static inline PyObject *Py_XNewRef(PyObject *o) {
    return o ? Py_NewRef(o) : NULL;
}

/* ---- errors ---- */
API PyObject *PyErr_Occurred(void);
API void PyErr_Clear(void);
API void PyErr_SetNone(PyObject *);
API void PyErr_SetString(PyObject *, const char *);
API void PyErr_SetObject(PyObject *, PyObject *);
API PyObject *PyErr_Format(PyObject *, const char *, ...);
API PyObject *PyErr_NoMemory(void);
API PyObject *PyErr_SetFromErrno(PyObject *);
API int PyErr_WarnFormat(PyObject *, Py_ssize_t, const char *, ...);
API int PyErr_ExceptionMatches(PyObject *);
API int PyErr_CheckSignals(void);
API void PyErr_SetInterrupt(void);
API void PyErr_Fetch(PyObject **, PyObject **, PyObject **);
API void PyErr_Restore(PyObject *, PyObject *, PyObject *);
API void PyErr_NormalizeException(PyObject **, PyObject **, PyObject **);
API PyObject *PyErr_NewExceptionWithDoc(const char *, const char *, PyObject *, PyObject *);
API void PyErr_WriteUnraisable(PyObject *);
API PyObject *PyException_GetTraceback(PyObject *);
API int PyException_SetTraceback(PyObject *, PyObject *);
API void PyException_SetCause(PyObject *, PyObject *);
API PyObject *PyException_GetCause(PyObject *);
API void PyErr_Print(void);
API void Py_Exit(int);
API int Py_EnterRecursiveCall(const char *);
API void Py_LeaveRecursiveCall(void);

/* ---- threads ---- */
typedef struct _ts PyThreadState;
typedef struct _is PyInterpreterState;
API __attribute__((noreturn)) void Py_FatalError(const char *);
API PyInterpreterState *PyInterpreterState_Get(void);
API int64_t PyInterpreterState_GetID(PyInterpreterState *);
API PyObject *PyInterpreterState_GetDict(PyInterpreterState *);
API PyObject *PyCapsule_New(void *, const char *, void (*)(PyObject *));
API void *PyCapsule_GetPointer(PyObject *, const char *);
API int PyCapsule_IsValid(PyObject *, const char *);
API int PyCapsule_SetContext(PyObject *, void *);
API PyThreadState *PyThreadState_New(PyInterpreterState *);
API PyThreadState *PyThreadState_Get(void);
API PyThreadState *PyEval_SaveThread(void);
API PyObject *PySys_GetObject(const char *); /* borrowed */
API void PyEval_RestoreThread(PyThreadState *);
typedef enum { PyGILState_LOCKED, PyGILState_UNLOCKED } PyGILState_STATE;
API void PyThreadState_Clear(PyThreadState *);
API void PyThreadState_Delete(PyThreadState *);
API PyGILState_STATE PyGILState_Ensure(void);
API PyThreadState *PyGILState_GetThisThreadState(void);
API void PyGILState_Release(PyGILState_STATE);

/* ---- objects ---- */
API unsigned long PyType_GetFlags(PyTypeObject *);
API void *PyType_GetSlot(PyTypeObject *, int);
API PyObject *PyType_FromModuleAndSpec(PyObject *, PyType_Spec *, PyObject *);
API PyObject *PyType_FromSpec(PyType_Spec *);
API int PyType_IsSubtype(PyTypeObject *, PyTypeObject *);
API PyObject *PyType_GetQualName(PyTypeObject *);
API PyObject *PyType_GetModule(PyTypeObject *);
API PyObject *PyType_GetName(PyTypeObject *);
API PyObject *PyDescr_NewMethod(PyTypeObject *, PyMethodDef *);
API PyObject *PyDescr_NewClassMethod(PyTypeObject *, PyMethodDef *);
API PyObject *Py_GenericAlias(PyObject *, PyObject *);
API PyObject *PyDescr_NewGetSet(PyTypeObject *, PyGetSetDef *);
API PyObject *PyObject_GetAttr(PyObject *, PyObject *);
API PyObject *PyObject_GetAttrString(PyObject *, const char *);
API int PyObject_SetAttr(PyObject *, PyObject *, PyObject *);
API int PyObject_SetAttrString(PyObject *, const char *, PyObject *);
API int PyObject_HasAttrString(PyObject *, const char *);
API PyObject *PyObject_Repr(PyObject *);
API PyObject *PyObject_Str(PyObject *);
API int PyObject_IsTrue(PyObject *);
API int PyObject_IsInstance(PyObject *, PyObject *);
API Py_hash_t PyObject_Hash(PyObject *);
API Py_hash_t PyObject_HashNotImplemented(PyObject *);
API Py_ssize_t PyObject_Size(PyObject *);
API PyObject *PyObject_GetItem(PyObject *, PyObject *);
API int PyObject_DelItem(PyObject *, PyObject *);
API int PyObject_SetItem(PyObject *, PyObject *, PyObject *);
API PyObject *PyObject_GetIter(PyObject *);
API PyObject *PyObject_SelfIter(PyObject *);
API PyObject *PyObject_RichCompare(PyObject *, PyObject *, int);
API int PyObject_RichCompareBool(PyObject *, PyObject *, int);
API PyObject *PyObject_Call(PyObject *, PyObject *, PyObject *);
API PyObject *PyObject_CallFunction(PyObject *, const char *, ...);
API PyObject *PyObject_CallMethod(PyObject *, const char *, const char *, ...);
API PyObject *PyObject_CallFunctionObjArgs(PyObject *, ...);
API PyObject *PyObject_CallObject(PyObject *, PyObject *);
API PyObject *PyObject_CallMethodObjArgs(PyObject *, PyObject *, ...);
API PyObject *PyObject_CallNoArgs(PyObject *);
API PyObject *PyObject_GenericGetAttr(PyObject *, PyObject *);
API PyObject *PyObject_GenericGetDict(PyObject *, void *);
API int PyObject_GenericSetAttr(PyObject *, PyObject *, PyObject *);
API PyObject *PyIter_Next(PyObject *);
API int PyIter_Check(PyObject *);
API int PyObject_GetBuffer(PyObject *, Py_buffer *, int);
API void PyBuffer_Release(Py_buffer *);
API PyObject *PyMemoryView_FromObject(PyObject *);
API PyObject *PyMemoryView_FromMemory(char *, Py_ssize_t, int);
API int PyBuffer_ToContiguous(void *, const Py_buffer *, Py_ssize_t, char);
API int PyBuffer_FromContiguous(const Py_buffer *, const void *, Py_ssize_t, char);
API int PyBuffer_IsContiguous(const Py_buffer *, char);
API int PyObject_CheckBuffer(PyObject *);
API PyObject *PyObject_Init(PyObject *, PyTypeObject *);
API PyObject *_PyObject_GC_New(PyTypeObject *);
API void PyObject_GC_Del(void *);
API void PyObject_GC_Track(void *);
API void PyObject_GC_UnTrack(void *);
API int PyObject_GC_IsTracked(PyObject *);
API int PyGC_Disable(void);
API int PyGC_Enable(void);
API void PyObject_ClearWeakRefs(PyObject *);
API PyObject *PyCFunction_NewEx(PyMethodDef *, PyObject *, PyObject *);
API PyCFunction PyCFunction_GetFunction(PyObject *);
API int PyCallable_Check(PyObject *);

/* ---- numbers ---- */
API int PyIndex_Check(PyObject *);
API int PyNumber_Check(PyObject *);
API PyObject *PyNumber_Index(PyObject *);
API PyObject *PyNumber_Or(PyObject *, PyObject *);
API PyObject *PyNumber_And(PyObject *, PyObject *);
API PyObject *PyNumber_Xor(PyObject *, PyObject *);
API PyObject *PyNumber_Subtract(PyObject *, PyObject *);
API PyObject *PyNumber_InPlaceOr(PyObject *, PyObject *);
API PyObject *PyNumber_InPlaceAnd(PyObject *, PyObject *);
API PyObject *PyNumber_InPlaceXor(PyObject *, PyObject *);
API PyObject *PyNumber_InPlaceSubtract(PyObject *, PyObject *);
API Py_ssize_t PyNumber_AsSsize_t(PyObject *, PyObject *);
API PyObject *PyNumber_ToBase(PyObject *, int);
API PyObject *PyNumber_Float(PyObject *);
API PyObject *PyNumber_Negative(PyObject *);
API PyObject *PyLong_FromLongLong(long long);
API PyObject *PyLong_FromUnsignedLongLong(unsigned long long);
API PyObject *PyLong_FromSsize_t(Py_ssize_t);
API PyObject *PyLong_FromString(const char *, char **, int);
API long PyLong_AsLong(PyObject *);
API long long PyLong_AsLongLong(PyObject *);
API long long PyLong_AsLongLongAndOverflow(PyObject *, int *);
API unsigned long long PyLong_AsUnsignedLongLong(PyObject *);
API double PyLong_AsDouble(PyObject *);
API PyObject *PyFloat_FromDouble(double);
API double PyFloat_AsDouble(PyObject *);
API PyObject *PyComplex_FromDoubles(double, double);
API double PyComplex_RealAsDouble(PyObject *);
API double PyComplex_ImagAsDouble(PyObject *);
API PyObject *PyBool_FromLong(long);

/* ---- text and bytes ---- */
API PyObject *PyUnicode_FromStringAndSize(const char *, Py_ssize_t);
API PyObject *PyUnicode_FromString(const char *);
API PyObject *PyUnicode_FromFormat(const char *, ...);
API PyObject *PyUnicode_InternFromString(const char *);
API PyObject *PyUnicode_FromObject(PyObject *);
API PyObject *PyUnicode_DecodeUTF8(const char *, Py_ssize_t, const char *);
API const char *PyUnicode_AsUTF8AndSize(PyObject *, Py_ssize_t *);
API PyObject *PyUnicode_AsEncodedString(PyObject *, const char *, const char *);
API int PyUnicode_Compare(PyObject *, PyObject *);
API Py_ssize_t PyUnicode_GetLength(PyObject *);
API uint32_t PyUnicode_ReadChar(PyObject *, Py_ssize_t);
API int PyUnicode_CompareWithASCIIString(PyObject *, const char *);
API PyObject *PyUnicode_Join(PyObject *, PyObject *);
API PyObject *PyUnicode_Concat(PyObject *, PyObject *);
API int PyUnicode_FSConverter(PyObject *, void *); /* into a PyObject *: a new reference to bytes */
API PyObject *PyOS_FSPath(PyObject *);
API PyObject *PyBytes_FromStringAndSize(const char *, Py_ssize_t);
API char *PyBytes_AsString(PyObject *);
API int PyBytes_AsStringAndSize(PyObject *, char **, Py_ssize_t *);
API Py_ssize_t PyBytes_Size(PyObject *);

/* ---- containers ---- */
API PyObject *PyList_New(Py_ssize_t);
API Py_ssize_t PyList_Size(PyObject *);
API PyObject *PyList_GetItem(PyObject *, Py_ssize_t);
API PyObject *PyList_GetSlice(PyObject *, Py_ssize_t, Py_ssize_t);
API int PyList_SetItem(PyObject *, Py_ssize_t, PyObject *);
API int PyList_Append(PyObject *, PyObject *);
API int PyList_SetSlice(PyObject *, Py_ssize_t, Py_ssize_t, PyObject *);
API PyObject *PyTuple_New(Py_ssize_t);
API Py_ssize_t PyTuple_Size(PyObject *);
API PyObject *PyTuple_GetItem(PyObject *, Py_ssize_t);
API PyObject *PyTuple_GetSlice(PyObject *, Py_ssize_t, Py_ssize_t);
API int PyTuple_SetItem(PyObject *, Py_ssize_t, PyObject *);
API PyObject *PyTuple_Pack(Py_ssize_t, ...);
API PyObject *PyDict_New(void);
API Py_ssize_t PyDict_Size(PyObject *);
API PyObject *PyDict_Keys(PyObject *);
API PyObject *PyDict_Values(PyObject *);
API int PyDict_DelItem(PyObject *, PyObject *);
API int PyDict_DelItemString(PyObject *, const char *);
API PyObject *PyThreadState_GetDict(void); /* borrowed */
API int PyDict_Next(PyObject *, Py_ssize_t *, PyObject **, PyObject **);
API int PyDict_SetItem(PyObject *, PyObject *, PyObject *);
API int PyDict_SetItemString(PyObject *, const char *, PyObject *);
API PyObject *PyDict_GetItemWithError(PyObject *, PyObject *);
API PyObject *PyDict_GetItemString(PyObject *, const char *);
API void PyDict_Clear(PyObject *);
API int PyDict_Update(PyObject *, PyObject *);
API PyObject *PySet_New(PyObject *);
API int PySet_Add(PyObject *, PyObject *);
API int PyMapping_Check(PyObject *);
API PyObject *PyMapping_Items(PyObject *);
API int PySequence_Check(PyObject *);
API PyObject *PySequence_GetItem(PyObject *, Py_ssize_t);
API int PySequence_SetItem(PyObject *, Py_ssize_t, PyObject *);
API int PySequence_DelSlice(PyObject *, Py_ssize_t, Py_ssize_t);
API int PySequence_SetSlice(PyObject *, Py_ssize_t, Py_ssize_t, PyObject *);
API PyObject *PySequence_List(PyObject *);
API PyObject *PySequence_Tuple(PyObject *);
API PyObject *PySequence_Concat(PyObject *, PyObject *);
API PyObject *PySequence_Repeat(PyObject *, Py_ssize_t);
API int PySequence_Contains(PyObject *, PyObject *);
API Py_ssize_t PySequence_Index(PyObject *, PyObject *);
API Py_ssize_t PySequence_Count(PyObject *, PyObject *);
API PyObject *PySeqIter_New(PyObject *);
API int PySlice_Unpack(PyObject *, Py_ssize_t *, Py_ssize_t *, Py_ssize_t *);
API Py_ssize_t PySlice_AdjustIndices(Py_ssize_t, Py_ssize_t *, Py_ssize_t *, Py_ssize_t);

/* ---- modules ---- */
#ifndef GS_ABI3T
API PyObject *PyModuleDef_Init(PyModuleDef *);
#endif
API PyObject *PyModule_New(const char *);
API PyObject *PyModule_GetDict(PyObject *);
API int PyModule_AddFunctions(PyObject *, PyMethodDef *);
API int PyModule_AddObjectRef(PyObject *, const char *, PyObject *);
API PyObject *PyModule_GetFilenameObject(PyObject *);
API PyObject *PyImport_ImportModule(const char *);
API PyObject *PyImport_Import(PyObject *);
API PyObject *PyImport_AddModule(const char *);
API int PySys_SetObject(const char *, PyObject *);
API PyObject *PyImport_GetModuleDict(void);
API PyObject *PyEval_GetBuiltins(void);
API PyObject *PyEval_EvalCode(PyObject *, PyObject *, PyObject *);
API PyObject *Py_CompileString(const char *, const char *, int);
#define Py_eval_input 258
#define Py_file_input 257

typedef struct _frame PyFrameObject;
API PyFrameObject *PyEval_GetFrame(void); /* borrowed */
API PyObject *PyFrame_GetCode(PyFrameObject *);
API int PyFrame_GetLineNumber(PyFrameObject *);
API unsigned long PyThread_get_thread_ident(void);

/* ---- memory ---- */
API PyObject *PyType_GenericAlloc(PyTypeObject *, Py_ssize_t);
API void PyMem_Free(void *);
API void *PyMem_Malloc(size_t);
API void *PyMem_Realloc(void *, size_t);
#undef API

/* Whether an object is exactly of a type, whether its type has a flag (a PyType_GetFlags() bit), and
   whether it is an instance of a type or of a subclass. */
#define gs_is(o, T) (Py_TYPE(o) == &T)
static inline int gs_has_flag(PyObject *o, unsigned long f) { return (PyType_GetFlags(Py_TYPE(o)) & f) != 0; }
#define PyLong_Check(o) (gs_is(o, PyLong_Type) || gs_has_flag(o, Py_TPFLAGS_LONG_SUBCLASS))
#define PyUnicode_Check(o) (gs_is(o, PyUnicode_Type) || gs_has_flag(o, Py_TPFLAGS_UNICODE_SUBCLASS))
#define PyBytes_Check(o) (gs_is(o, PyBytes_Type) || gs_has_flag(o, Py_TPFLAGS_BYTES_SUBCLASS))
#define PyList_Check(o) (gs_is(o, PyList_Type) || gs_has_flag(o, Py_TPFLAGS_LIST_SUBCLASS))
#define PyTuple_Check(o) (gs_is(o, PyTuple_Type) || gs_has_flag(o, Py_TPFLAGS_TUPLE_SUBCLASS))
#define PyType_Check(o) gs_has_flag(o, Py_TPFLAGS_TYPE_SUBCLASS)
#define PyDict_Check(o) (gs_is(o, PyDict_Type) || gs_has_flag(o, Py_TPFLAGS_DICT_SUBCLASS))
static inline int gs_isinstance(PyObject *o, PyTypeObject *t) {
    return Py_TYPE(o) == t || PyType_IsSubtype(Py_TYPE(o), t);
}
#endif
#endif
