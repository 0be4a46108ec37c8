#include "callbacks/pointer.h"
#include "abi/attributes.h"
#include "abi/typespec.h"
#include "core/extension.h"
#include "call/call.h"
#include "call/frame.h"
#include "values/pointee.h"
#include "values/wire.h"
#include "objects/class.h"
#include "objects/errors.h"
#include "objects/interface.h"
#include "objects/object.h"
#include "objects/tables.h"
#include <stddef.h>
#include <stdlib.h>

static const gs_param gs_pointer_params[] = { { "value", NULL, "object" } };
static const gs_fn gs_pointer_fn = { .name = "Pointer", .params = gs_pointer_params, .nparams = 1, .star = -1 };

static PyObject *gs_pointer_new(PyTypeObject *t, PyObject *args, PyObject *kw) {
    if (kw || PyTuple_Size(args) != 1)
        return PyErr_Format(PyExc_TypeError, "Pointer() takes one positional argument, the value");
    gs_call c = { .fn = &gs_pointer_fn };
    gs_encoder wire;
    GS_FRAME(f, 4, 0);
    int r = gs_wire_in(&c, 0, gs_this.any, PyTuple_GetItem(args, 0), f.w, &wire);
    if (r) {
        gs_done(&c);
        return NULL;
    }
    r = gs_enter(&f.h, gs_this.pointer.make, GS_RELEASE);
    gs_gave(&c, r);
    PyObject *o = NULL;
    if (r) gs_raise(r, f.w, NULL);
    else if (t == gs_pointer_type) o = gs_instance_new(t, (char *)(uintptr_t)f.w[2], (int32_t)f.w[3], NULL);
    else o = gs_object_new(t, (char *)(uintptr_t)f.w[2], (int32_t)f.w[3], NULL);
    gs_done(&c);
    return o;
}

static PyObject *gs_pointer_value(PyObject *self) {
    if (GS_STALE(self)) return gs_object_refuse(self), NULL;
    GS_FRAME(f, 4, 256);
    f.w[0] = gs_show(self);
    int r = gs_enter(&f.h, gs_this.pointer.value, GS_RELEASE);
    return r ? gs_raise(r, f.w, NULL) : gs_wire_out(gs_this.any, f.w + 1, gs_api_of(self));
}

static uint64_t gs_pointer_show(PyObject *self) { return gs_show(self); }

static PyObject *gs_pointer_get(PyObject *self, void *unused) {
    (void)unused;
    return gs_pointer_value(self);
}

static PyGetSetDef gs_pointer_getset[] = {
    { "value", gs_pointer_get, NULL, "What the pointer leads to now.", NULL }, { NULL, NULL, NULL, NULL, NULL }
};

GS_COLD int gs_pointer_load(void) {
    static const char doc[] = "Pointer(value, /)\n--\n\n"
                              "A Go pointer to the value: for Go code that writes to what a pointer leads to.";
    if (gs_pointer_type) return 0;
    PyType_Slot slots[] = {
        { Py_tp_dealloc, (void *)gs_instance_dealloc },
        { Py_tp_traverse, (void *)gs_instance_traverse },
        { Py_tp_new, (void *)gs_pointer_new },
        { Py_tp_str, (void *)PyObject_Repr }, /* what Go prints of a pointer says nothing */
        { Py_tp_getset, gs_pointer_getset },
        { Py_tp_doc, (void *)doc },
        { 0, NULL },
    };
    char *name = gs_module_name(0), *full = name ? gs_qualify(name, gs_this.pointer.name) : NULL;
    if (!full) return -1;
    unsigned flags = Py_TPFLAGS_DEFAULT | Py_TPFLAGS_BASETYPE | Py_TPFLAGS_HAVE_GC;
    PyType_Spec spec = { full, sizeof(gs_object), 0, flags, slots };
    gs_pointer_by = (gs_pointer_hooks){ gs_pointer_value, gs_pointer_show };
    gs_pointer_type = gs_type_new(NULL, &spec, (PyObject *)gs_held_type);
    free(name);
    return gs_pointer_type ? 0 : -1;
}
