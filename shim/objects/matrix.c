#include "objects/matrix.h"
#include "abi/attributes.h"
#include "abi/exclusion.h"
#include "abi/typespec.h"
#include "call/argerror.h"
#include "call/frame.h"
#include "objects/errors.h"
#include "values/array.h"
#include "values/column.h"
#include "values/foreign.h"
#include "values/wire.h"
#include <stdlib.h>
#include <string.h>

/* What Go has a copy of: the call owns it, and so it ends with the call. */
typedef struct gs_matrix_copied {
    PyObject_HEAD
    gs_array *copy;  /* in the order of C */
    char *before;    /* the same as it was: what Go has not written, others may have written in Python's memory */
    Py_buffer view;  /* of Python's memory; obj is NULL: there is none that could be written to */
} gs_matrix_copied;

static PyTypeObject *gs_matrix_type;

GS_INLINE size_t gs_matrix_size(gs_array *a) { return (size_t)gs_array_count(a) * gs_array_size(a); }

/* Writes the numbers that Go has changed. */
static void gs_matrix_write(gs_matrix_copied *m) {
    const Py_buffer *b = &m->view; /* of one dimension or two */
    size_t size = gs_array_size(m->copy), k = 0;
    Py_ssize_t cols = b->ndim > 1 ? b->shape[1] : 1, stride = b->ndim > 1 ? b->strides[1] : 0;
    for (Py_ssize_t i = 0; i < b->shape[0]; i++)
        for (Py_ssize_t j = 0; j < cols; j++, k += size)
            if (memcmp(m->copy->at + k, m->before + k, size))
                memcpy((char *)b->buf + i * b->strides[0] + j * stride, m->copy->at + k, size);
}

/* Brings back what Go has written: 0, or -1 with an exception. */
static int gs_matrix_back(gs_matrix_copied *m) {
    if (!m->before || !memcmp(m->copy->at, m->before, gs_matrix_size(m->copy))) return 0;
    if (m->view.obj && !m->view.readonly) return gs_matrix_write(m), 0;
    PyErr_SetString(PyExc_TypeError, "Go has written to an array that can't be written to: pass a copy of it, such as numpy.array(x)");
    return -1;
}

static void gs_matrix_dealloc(PyObject *self) {
    gs_matrix_copied *m = (gs_matrix_copied *)self;
    PyTypeObject *type = Py_TYPE(self);
    PyObject *t, *v, *b;
    PyErr_Fetch(&t, &v, &b);
    if (gs_matrix_back(m)) PyErr_WriteUnraisable(NULL);
    PyErr_Restore(t, v, b);
    if (m->view.obj) PyBuffer_Release(&m->view);
    free(m->before);
    Py_DECREF((PyObject *)m->copy);
    ((freefunc)PyType_GetSlot(type, Py_tp_free))(self);
    Py_DECREF(type);
}

static GS_COLD int gs_matrix_init(void) {
    static PyType_Slot slots[] = { { Py_tp_dealloc, (void *)gs_matrix_dealloc }, { 0, NULL } };
    PyType_Spec spec = { "_native.Copied", sizeof(gs_matrix_copied), 0, Py_TPFLAGS_DEFAULT | Py_TPFLAGS_DISALLOW_INSTANTIATION, slots };
    return gs_first((PyObject **)&gs_matrix_type, (PyObject *)gs_type_new(NULL, &spec, NULL)) ? 0 : -1;
}

/* The call c gets what brings back what Go writes to a copy. Takes over copy. view: of Python's memory, or NULL. */
static int gs_matrix_lend(gs_call *c, PyObject *copy, PyObject *view) {
    gs_matrix_copied *m = GS_ACQUIRE(&gs_matrix_type) || !gs_matrix_init() ? (gs_matrix_copied *)PyType_GenericAlloc(gs_matrix_type, 0) : NULL;
    if (!m) {
        Py_DECREF(copy);
        return -1;
    }
    m->copy = (gs_array *)copy;
    if (!(m->before = malloc(gs_matrix_size(m->copy)))) {
        Py_DECREF((PyObject *)m);
        return PyErr_NoMemory(), -1;
    }
    memcpy(m->before, m->copy->at, gs_matrix_size(m->copy));
    if (view && PyObject_GetBuffer(view, &m->view, PyBUF_FULL_RO)) {
        m->view.obj = NULL;
        Py_DECREF((PyObject *)m);
        return -1;
    }
    return gs_keep(c, (PyObject *)m);
}

/* Whether v may be an array: a buffer, an object over an array of NumPy's, a column of Arrow's. */
static int gs_matrix_may(PyObject *v) {
    if (PyUnicode_Check(v) || PyBytes_Check(v)) return 0;
    if (PyObject_CheckBuffer(v)) return 1;
    PyObject *type = (PyObject *)Py_TYPE(v);
    int may = 0;
    for (int i = 0; !may && i < 3; i++) may = gs_has(type, (const char *[]){ "__array__", "__arrow_c_array__", "__arrow_c_stream__" }[i]);
    return may;
}

/* The crossing. own: v may be used as it is. made: a call of its own. */
static int gs_matrix_make(gs_call *made, gs_class *cls, PyObject *v, int own, PyObject **o, PyObject **copy) {
    gs_path path = { NULL, GS_AT_ARG, made->fn->params->name, made->fn, 0, NULL };
    gs_encoder t;
    GS_FRAME(f, 8, 256);
    gs_encoder_init(&t, made);
    if (gs_encoder_word(&t, (uint64_t)own) || gs_encode(&t, cls->array, v, &path)) return -1;
    f.w[0] = (uint64_t)(uintptr_t)t.p;
    f.w[1] = t.len;
    int r = gs_enter(&f.h, cls->from_array, GS_RELEASE);
    if (own) gs_gave(made, r); /* else Go has not kept the memory */
    if (r) {
        gs_raise(r, f.w, NULL);
        return -1;
    }
    *o = gs_object_out(cls, f.w + 2, GS_SYNC_API);
    *copy = gs_wire_out(cls->copied, f.w + 4, GS_SYNC_API);
    return *o && *copy ? 0 : -1;
}

GS_NOINLINE int gs_matrix_in(gs_call *c, gs_class *cls, PyObject *v, uint64_t *w, int in_place) {
    static const gs_param params[] = { { "array", NULL, "array" } };
    const gs_fn fn = { .name = cls->name, .params = params, .nparams = 1, .star = -1 };
    gs_call made = { .fn = &fn };
    int may = gs_matrix_may(v);
    if (may <= 0) return may < 0 ? GS_RAISED : GS_WRONG_TYPE;
    PyObject *o = NULL, *copy = NULL, *array = PyObject_CheckBuffer(v) ? Py_NewRef(v) : gs_array_under(v);
    PyObject *view = array && PyObject_CheckBuffer(array) ? PyMemoryView_FromObject(array) : NULL;
    if (!view) PyErr_Clear(); /* a column; or it will be said what is wrong with it */
    int own = gs_array_check(v) && ((gs_array *)v)->data->handle != GS_NO_HANDLE;
    int r = gs_matrix_make(&made, cls, view ? array : v, own || (in_place && view), &o, &copy);
    gs_done(&made);
    if (!r && gs_array_count((gs_array *)copy)) {
        r = gs_matrix_lend(c, copy, view);
        copy = NULL;
    }
    if (!r && view) {
        r = gs_keep(c, view);
        view = NULL;
    }
    if (!r) {
        w[0] = gs_show(o);
        r = gs_keep(c, o);
        o = NULL;
    }
    Py_XDECREF(o);
    Py_XDECREF(copy);
    Py_XDECREF(view);
    Py_XDECREF(array);
    return r ? GS_RAISED : GS_OK;
}
