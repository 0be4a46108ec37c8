#include "values/pointee.h"
#include "call/call.h"

PyTypeObject *gs_pointer_type;
gs_pointer_hooks gs_pointer_by;

GS_NOINLINE int gs_pointee_put(gs_encoder *t, const gs_type *ty, PyObject *v, const gs_path *path) {
    PyObject *now = gs_pointer_by.value(v); /* which refuses one of another core */
    return !now || gs_keep(t->call, now) ? -1 : gs_encode(t, ty, now, path);
}

GS_NOINLINE int gs_pointer_in(gs_call *c, PyObject *v, uint64_t *w) {
    Py_INCREF(v);
    if (gs_keep(c, v)) return -1;
    *w = gs_pointer_by.show(v);
    return 0;
}
