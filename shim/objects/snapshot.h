/* snapshot.h: copies what a job takes by value, at the call. Twin: rt/snapshot.go.

   While a job runs, Python goes on, and may assign to fields of an instance that it passed. But
   a Go function that takes a struct by value must see it as it was at the call. So the address
   of each such instance, in the frame or in a wire buffer, is replaced by the address of a
   copy. One handle keeps all copies. */
#ifndef GS_OBJECTS_SNAPSHOT_H
#define GS_OBJECTS_SNAPSHOT_H
#include "abi/abi3.h"
#include "call/call.h"
#include "values/wire.h"
#include <stdint.h>
#pragma GCC visibility push(hidden)

/* One instance. */
typedef struct gs_snapshot {
    uint64_t address; /* of the Go value, later of its copy */
    int64_t copy;     /* number of the core's copy function */
    gs_encoder *wire;    /* the wire buffer with the address, or NULL: it is in the frame */
    uint64_t at;      /* offset in the wire buffer, or the address of the frame's word */
} gs_snapshot;

/* All instances of a job. */
struct gs_snapshots {
    int32_t handle; /* keeps the copies; GS_NO_HANDLE until they are made */
    int n, cap;
    gs_snapshot *all;
};

/* Notes an instance that the call takes by value. Its address is the next word of the wire
   buffer, or at word. Does nothing for a call that Python waits for. 0, or -1 with MemoryError. */
int gs_snapshot_add(gs_call *c, int copy, PyObject *o, gs_encoder *wire, uint64_t *word);

/* Makes the copies. All arguments must have been read, so that the wire buffers do not move any
   more. */
void gs_snapshots_take(gs_call *c);

/* Frees the list. same: the core that made the copies is this process's, so their handle is
   freed too. */
void gs_snapshots_free(gs_call *c, int same);
#pragma GCC visibility pop
#endif
