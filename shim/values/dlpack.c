#include "values/dlpack.h"
#include "abi/attributes.h"
#include "values/array.h"
#include <stdlib.h>
#include <string.h>

typedef struct {
    int32_t type, id; /* 1, 0: the CPU */
} gs_dl_device;
typedef struct {
    uint8_t code, bits;
    uint16_t lanes;
} gs_dl_type;
typedef struct {
    void *data;
    gs_dl_device device;
    int32_t ndim;
    gs_dl_type type;
    int64_t *shape, *strides; /* strides count items */
    uint64_t byte_offset;
} gs_dl_tensor;

/* DLManagedTensor, which consumers of version 0 take. */
typedef struct gs_dl_old {
    gs_dl_tensor tensor;
    void *context;
    void (*deleter)(struct gs_dl_old *);
} gs_dl_old;

/* DLManagedTensorVersioned. */
typedef struct gs_dl_new {
    uint32_t major, minor;
    void *context;
    void (*deleter)(struct gs_dl_new *);
    uint64_t flags;
    gs_dl_tensor tensor;
} gs_dl_new;
enum { GS_DL_COPIED = 2 };

/* One of them, with what it needs. */
typedef struct gs_dl {
    union {
        gs_dl_old old;
        gs_dl_new new;
    } u;
    gs_memory *memory;
    int64_t dims[];
} gs_dl;

static void gs_dl_free(gs_dl *d) {
    gs_memory_drop_anywhere(d->memory);
    free(d);
}

static void gs_dl_old_deleter(gs_dl_old *t) { gs_dl_free(t->context); }
static void gs_dl_new_deleter(gs_dl_new *t) { gs_dl_free(t->context); }

/* Of a capsule that nobody has used: a consumer gives it another name. */
static void gs_dl_capsule_free(PyObject *o) {
    if (PyCapsule_IsValid(o, "dltensor")) {
        gs_dl_old *t = PyCapsule_GetPointer(o, "dltensor");
        t->deleter(t);
    } else if (PyCapsule_IsValid(o, "dltensor_versioned")) {
        gs_dl_new *t = PyCapsule_GetPointer(o, "dltensor_versioned");
        t->deleter(t);
    }
}

static void gs_dl_fill(gs_dl_tensor *t, gs_array *a, int64_t *dims) {
    static const uint8_t codes[] = { 6, 0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 5, 5 }; /* bool, int, uint, float, complex */
    Py_ssize_t size = (Py_ssize_t)gs_array_size(a);
    t->data = a->at;
    t->device = (gs_dl_device){ 1, 0 };
    t->ndim = a->ndim;
    t->type = (gs_dl_type){ codes[a->kind], (uint8_t)(8 * size), 1 };
    t->shape = dims;
    t->strides = dims + a->ndim;
    t->byte_offset = 0;
    for (int d = 0; d < a->ndim; d++) {
        dims[d] = a->shape[d];
        dims[a->ndim + d] = gs_array_strides(a)[d] / size;
    }
}

static PyObject *gs_dl_capsule(gs_array *a, int versioned, int copied) {
    gs_dl *d = calloc(1, sizeof *d + 2 * (size_t)a->ndim * sizeof *d->dims);
    if (!d) return PyErr_NoMemory();
    d->memory = gs_memory_hold(a->data);
    if (versioned) {
        d->u.new.major = 1;
        d->u.new.context = d;
        d->u.new.deleter = gs_dl_new_deleter;
        d->u.new.flags = copied ? GS_DL_COPIED : 0;
        gs_dl_fill(&d->u.new.tensor, a, d->dims);
    } else {
        d->u.old.context = d;
        d->u.old.deleter = gs_dl_old_deleter;
        gs_dl_fill(&d->u.old.tensor, a, d->dims);
    }
    PyObject *o = PyCapsule_New(d, versioned ? "dltensor_versioned" : "dltensor", gs_dl_capsule_free);
    if (!o) gs_dl_free(d);
    return o;
}

/* Part i of a tuple of ints; -1 with an exception, or for what is none. */
static long gs_dl_part(PyObject *t, Py_ssize_t i) {
    if (!t || !PyTuple_Check(t) || PyTuple_Size(t) != 2) return -1;
    return PyLong_AsLong(PyTuple_GetItem(t, i));
}

PyObject *gs_array_dlpack(PyObject *self, PyObject *args, PyObject *kw) {
    gs_array *a = (gs_array *)self;
    PyObject *version = kw ? PyDict_GetItemString(kw, "max_version") : NULL, *device = kw ? PyDict_GetItemString(kw, "dl_device") : NULL;
    PyObject *copy = kw ? PyDict_GetItemString(kw, "copy") : NULL, *stream = kw ? PyDict_GetItemString(kw, "stream") : NULL;
    if (PyTuple_Size(args)) return PyErr_Format(PyExc_TypeError, "__dlpack__() takes its arguments by name");
    if (a->offsets || a->nulls) return PyErr_Format(PyExc_BufferError, "an array with nulls or of text is no tensor");
    if (stream && stream != Py_None) return PyErr_Format(PyExc_BufferError, "memory of the CPU has no stream");
    if (device && device != Py_None && (gs_dl_part(device, 0) != 1 || gs_dl_part(device, 1))) {
        if (PyErr_Occurred()) return NULL;
        return PyErr_Format(PyExc_BufferError, "the memory is that of the CPU, (1, 0), not of device %R", device);
    }
    int versioned = gs_dl_part(version, 0) >= 1, copied = copy == Py_True;
    if (PyErr_Occurred()) return NULL;
    for (int d = 0; !copied && d < a->ndim; d++) { /* numbers that are parts of something else, or an order that PyTorch aborts at */
        Py_ssize_t step = gs_array_strides(a)[d];
        copied = a->shape[d] > 1 && (step < 0 || step % (Py_ssize_t)gs_array_size(a));
    }
    if (copied && copy == Py_False)
        return PyErr_Format(PyExc_BufferError, "the strides of a tensor count whole numbers, and forwards: it has to be copied");
    PyObject *from = copied ? PyObject_CallMethod(self, "copy", NULL) : Py_NewRef(self);
    PyObject *o = from ? gs_dl_capsule((gs_array *)from, versioned, copied) : NULL;
    Py_XDECREF(from);
    return o;
}

PyObject *gs_array_dlpack_device(PyObject *self, PyObject *unused) {
    (void)self, (void)unused;
    PyObject *type = PyLong_FromLongLong(1), *id = PyLong_FromLongLong(0), *both = type && id ? PyTuple_Pack(2, type, id) : NULL;
    Py_XDECREF(type);
    Py_XDECREF(id);
    return both;
}
