/* snapshot.h: what an awaited call takes by value, copied at the call. Twin:
   rt/snapshot.go.

   Python goes on while such a call is under way, and may assign to the fields of
   an instance that the call was given. A Go function that takes a struct by value
   sees it as it was at the call. So the address of each such instance, in the frame
   or in a wire buffer, is replaced by that of a copy, which one handle keeps for all. */
#ifndef GS_OBJECTS_SNAPSHOT_H
#define GS_OBJECTS_SNAPSHOT_H
#include "abi/abi3.h"
#include "call/call.h"
#include "values/wire.h"
#include <stdint.h>
#pragma GCC visibility push(hidden)

typedef struct gs_snapshot {
    uint64_t address; /* of Go's value; then of its copy */
    int64_t copy;     /* how: number among the core's copies */
    gs_encoder *wire;    /* on which the address stands, or NULL: in the frame */
    uint64_t at;      /* offset in the wire buffer; or the address of the frame's word */
} gs_snapshot;

struct gs_snapshots {
    int32_t handle; /* keeps the copies; GS_NO_HANDLE until they are made */
    int n, cap;
    gs_snapshot *all;
};

/* Notes an instance that the call takes by value, whose address is the next word of
   the wire buffer or stands at word. Calls that Python waits for need no copy of it. */
int gs_snapshot_add(gs_call *c, int copy, PyObject *o, gs_encoder *wire, uint64_t *word);

/* Makes the copies. All arguments have been read, so that no wire buffer moves any more. */
void gs_snapshots_take(gs_call *c);

/* The core that made the copies is this process's, or another generation's. */
void gs_snapshots_free(gs_call *c, int same);
#pragma GCC visibility pop
#endif
