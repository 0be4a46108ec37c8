#include "values/uuid.h"
#include "abi/abi3.h"
#include "abi/attributes.h"
#include "abi/imported.h"
#include "call/argerror.h"
#include "call/call.h"
#include "values/number.h"
#include <string.h>

enum { GS_UUID_BYTES = 16 };
static PyObject *gs_uuid_class;

GS_COLD int gs_uuid_load(void) {
    if (gs_uuid_class) return 0;
    gs_uuid_class = gs_import_attribute("uuid", "UUID");
    return gs_uuid_class ? 0 : -1;
}

/* The bytes of v, as a new object; NULL without an exception if it is no UUID. */
static PyObject *gs_uuid_bytes(PyObject *v) {
    if (PyBytes_Check(v)) return Py_NewRef(v);
    if (gs_isinstance(v, (PyTypeObject *)gs_uuid_class)) return PyObject_GetAttrString(v, "bytes");
    if (!PyUnicode_Check(v)) return NULL;
    PyObject *o = PyObject_CallFunctionObjArgs(gs_uuid_class, v, NULL);
    PyObject *bytes = o ? PyObject_GetAttrString(o, "bytes") : NULL;
    Py_XDECREF(o);
    return bytes;
}

static GS_NOINLINE int gs_uuid_put(gs_encoder *t, const gs_type *ty, PyObject *v, const gs_path *path) {
    if (gs_uuid_load()) return -1;
    Py_INCREF(v);
    PyObject *bytes = gs_uuid_bytes(v);
    char *from, *to;
    Py_ssize_t n;
    int r = -1;
    if (!bytes) gs_argerror_value(path, PyErr_Occurred() ? GS_RAISED : GS_WRONG_TYPE, ty->expected, v);
    else if (!PyBytes_Check(bytes)) gs_argerror_value(path, GS_WRONG_TYPE, ty->expected, v);
    else if (PyBytes_AsStringAndSize(bytes, &from, &n)) r = -1;
    else if (n != GS_UUID_BYTES)
        gs_argerror(path, PyExc_ValueError, "expected %s of 16 bytes, got another length", ty->expected, NULL);
    else if ((to = gs_encoder_alloc(t, GS_UUID_BYTES))) {
        memcpy(to, from, GS_UUID_BYTES);
        r = 0;
    }
    Py_XDECREF(bytes);
    Py_DECREF(v);
    return r;
}

static GS_NOINLINE PyObject *gs_uuid_take(gs_decoder *r, const gs_type *ty) {
    (void)ty;
    const char *p = gs_decoder_bytes(r, GS_UUID_BYTES);
    PyObject *bytes = gs_uuid_load() ? NULL : PyBytes_FromStringAndSize(p, GS_UUID_BYTES);
    PyObject *o = bytes ? PyObject_CallFunctionObjArgs(gs_uuid_class, Py_None, bytes, NULL) : NULL;
    Py_XDECREF(bytes);
    return o;
}

static void gs_uuid_skip(gs_decoder *r, const gs_type *ty) {
    (void)ty;
    gs_decoder_bytes(r, GS_UUID_BYTES);
}

GS_OPS(uuid, gs_uuid_put, gs_uuid_take, gs_uuid_skip, gs_decode_items, gs_decode_skip_items, GS_UUID_BYTES);
