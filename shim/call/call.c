#include "call/call.h"
#include "call/guard.h"
#include <stddef.h>
#include <stdlib.h>

GS_NOINLINE void gs_undo_all(gs_call *c) {
    for (gs_undo *u = c->undo; u; u = u->next) switch (u->what) {
        case GS_UNDO_VIEW: PyBuffer_Release(&u->u.view); break;
        case GS_UNDO_REF: Py_DECREF(u->u.ref); break;
        case GS_UNDO_MEM: free(u->u.mem); break;
        case GS_UNDO_GUARD: gs_guard_return(u->u.mem); break;
        }
    for (int i = 0; i < c->nkept; i++)
        if (!(c->crossed && (c->kept[i] & GS_GIVEN))) Py_DECREF((PyObject *)(c->kept[i] & ~(uintptr_t)GS_GIVEN));
    free(c->kept);
}
GS_NOINLINE int gs_keep_as(gs_call *c, PyObject *o, uintptr_t given) {
    if (c->nkept == c->capkept) {
        int cap = c->capkept ? c->capkept * 2 : 16;
        uintptr_t *k = realloc(c->kept, (size_t)cap * sizeof *k);
        if (!k) {
            Py_DECREF(o);
            PyErr_NoMemory();
            return -1;
        }
        c->kept = k;
        c->capkept = cap;
    }
    c->kept[c->nkept++] = (uintptr_t)o | given;
    return 0;
}
