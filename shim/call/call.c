#include "call/call.h"
#include "call/guard.h"
#include <stddef.h>
#include <stdlib.h>

GS_NOINLINE void gs_cleanup_all(gs_call *c) {
    for (gs_cleanup *u = c->cleanup, *next; u; u = next) {
        next = u->next; /* the node may be in what is freed */
        switch (u->what) {
        case GS_CLEANUP_VIEW: PyBuffer_Release(&u->u.view); break;
        case GS_CLEANUP_REF: Py_DECREF(u->u.ref); break;
        case GS_CLEANUP_MEM: free(u->u.mem); break;
        case GS_CLEANUP_GUARD: gs_guard_return(u->u.mem); break;
        }
    }
    for (int i = 0; i < c->nrefs; i++)
        if (!(c->crossed && (c->refs[i] & GS_GIVEN))) Py_DECREF((PyObject *)(c->refs[i] & ~(uintptr_t)GS_GIVEN));
    free(c->refs);
}

GS_NOINLINE int gs_keep_as(gs_call *c, PyObject *o, uintptr_t given) {
    if (c->nrefs == c->caprefs) {
        int cap = c->caprefs ? c->caprefs * 2 : 16;
        uintptr_t *k = realloc(c->refs, (size_t)cap * sizeof *k);
        if (!k) {
            Py_DECREF(o);
            PyErr_NoMemory();
            return -1;
        }
        c->refs = k;
        c->caprefs = cap;
    }
    c->refs[c->nrefs++] = (uintptr_t)o | given;
    return 0;
}
