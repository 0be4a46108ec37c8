/* snapshot.h: what an awaited call takes by value, copied at the call. Twin:
   rt/snapshot.go.

   Python goes on while such a call is under way, and may assign to the fields of
   an instance that the call was given. A Go function that takes a struct by value
   sees it as it was at the call. So the address of each such instance, in the frame
   or on a tape, is replaced by that of a copy, which one slot keeps for all. */
#ifndef GS_SNAPSHOT_H
#define GS_SNAPSHOT_H
#include "object.h"

typedef struct gs_snapshot {
    uint64_t address; /* of Go's value; then of its copy */
    int64_t copy;     /* how: number among the core's copies */
    gs_tape *tape;    /* on which the address stands, or NULL: in the frame */
    uint64_t at;      /* offset on the tape; or the address of the frame's word */
} gs_snapshot;
struct gs_snapshots {
    int32_t slot; /* keeps the copies; GS_NO_SLOT until they are made */
    int n, cap;
    gs_snapshot *all;
};

/* Notes an instance that the call takes by value, whose address is the next word of
   the tape or stands at word. Calls that Python waits for need no copy of it. */
GS_FUNC int gs_snapshot_add(gs_call *c, int copy, PyObject *o, gs_tape *tape, uint64_t *word) {
    if (GS_LIKELY(!c->later)) return 0;
    struct gs_snapshots *s = c->snapshots;
    if (!s) {
        c->snapshots = s = calloc(1, sizeof *s);
        if (s) s->slot = GS_NO_SLOT;
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
    s->all[s->n++] = (gs_snapshot){ (uint64_t)(uintptr_t)GS_PTR(o), copy, tape, tape ? tape->len : (uint64_t)(uintptr_t)word };
    return 0;
}

enum { GS_SNAPSHOTS_FEW = 64 }; /* that are copied in well under a microsecond each, so that Python's lock is kept */
/* Makes the copies. All arguments have been read, so that no tape moves any more. */
static void gs_snapshots_take(gs_call *c) {
    struct gs_snapshots *s = c->snapshots;
    PyThreadState *ts = NULL;
    if (s->n > GS_SNAPSHOTS_FEW || gs_the_core.running >= gs_the_core.procs) { /* it would wait for a processor of Go's */
        gs_the_core.running++;
        ts = PyEval_SaveThread();
    }
    s->slot = gs_the_core.calls.snapshot(s->all, s->n);
    if (ts) {
        PyEval_RestoreThread(ts);
        gs_the_core.running--;
    }
    for (gs_snapshot *p = s->all; p < s->all + s->n; p++) {
        char *place = p->tape ? p->tape->p + p->at : (char *)(uintptr_t)p->at;
        memcpy(place, &p->address, 8);
    }
    free(s->all);
    s->all = NULL;
}
/* The core that made the copies is this process's, or another generation's. */
static void gs_snapshots_free(gs_call *c, int same) {
    struct gs_snapshots *s = c->snapshots;
    if (!s) return;
    if (same) gs_slot_free(s->slot, 0);
    free(s->all);
    free(s);
    c->snapshots = NULL;
}
#endif
