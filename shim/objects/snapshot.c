#include "objects/snapshot.h"
#include "abi/attributes.h"
#include "call/frame.h"
#include "objects/object.h"
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

GS_NOINLINE int gs_snapshot_add(gs_call *c, int copy, PyObject *o, gs_encoder *wire, uint64_t *word) {
    if (GS_LIKELY(!c->is_async)) return 0;
    struct gs_snapshots *s = c->snapshots;
    if (!s) {
        c->snapshots = s = calloc(1, sizeof *s);
        if (s) s->handle = GS_NO_HANDLE;
    }
    if (s && s->n == s->cap) {
        int cap = s->cap ? s->cap * 2 : 4;
        gs_snapshot *all = realloc(s->all, (size_t)cap * sizeof *all);
        if (!all) s = NULL;
        else {
            s->all = all;
            s->cap = cap;
        }
    }
    if (!s) {
        PyErr_NoMemory();
        return -1;
    }
    s->all[s->n++] = (gs_snapshot){ (uint64_t)(uintptr_t)GS_PTR(o), copy, wire,
        wire ? wire->len : (uint64_t)(uintptr_t)word };
    return 0;
}

enum { GS_SNAPSHOTS_FEW = 64 }; /* so few are copied with the GIL, each in well under a microsecond */

void gs_snapshots_take(gs_call *c) {
    struct gs_snapshots *s = c->snapshots;
    PyThreadState *ts = NULL;
    /* the core would have to wait for a Go processor */
    if (s->n > GS_SNAPSHOTS_FEW || !gs_may_hold()) {
        gs_running(1);
        ts = PyEval_SaveThread();
    }
    s->handle = gs_the_core.calls.snapshot(s->all, s->n);
    if (ts) {
        PyEval_RestoreThread(ts);
        gs_running(-1);
    }
    for (gs_snapshot *p = s->all; p < s->all + s->n; p++) {
        char *place = p->wire ? p->wire->p + p->at : (char *)(uintptr_t)p->at;
        memcpy(place, &p->address, 8);
    }
    free(s->all);
    s->all = NULL;
}

void gs_snapshots_free(gs_call *c, int same) {
    struct gs_snapshots *s = c->snapshots;
    if (!s) return;
    if (same) gs_handle_free(s->handle, 0);
    free(s->all);
    free(s);
    c->snapshots = NULL;
}
