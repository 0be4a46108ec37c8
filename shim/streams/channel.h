/* channel.h: Go's channels in Python. Twins: rt/channel.go, internal/convert/channel.go.

   A channel that is only received from is a stream, which takes items from it in batches. One
   that can be sent to is an object with put() and close(). It is a stream too, if it can be
   received from, but takes one item at a time, so that other receivers get the others. Where it
   goes back to Go, it is the channel that it was. */
#ifndef GS_STREAMS_CHANNEL_H
#define GS_STREAMS_CHANNEL_H
#include "abi/abi3.h"
#include "values/wire.h"
#include "streams/stream.h"
#include <stdint.h>
#pragma GCC visibility push(hidden)

/* What can be done with a channel of a type: gs_type.n. The same as in internal/convert/channel.go. */
enum { GS_RECEIVES = 1, GS_SENDS = 2 };

/* What stands in a wire buffer for a channel that goes to Go. The same as in rt/channel.go. */
enum { GS_CHANNEL_ITEMS, GS_CHANNEL_NIL, GS_CHANNEL_GO };

/* How a stream ends, beside waiting for it or not: the channel is closed. The same as in rt/channel.go. */
enum { GS_CHANNEL_ENDS = 2 };

typedef struct gs_channel {
    gs_stream stream;
    PyObject *put; /* the function of Go that sends */
    uint64_t id;   /* two with the same are the same channel */
} gs_channel;

/* The types: of those that can be received from too, and of those that can't; the second two are
   of the async API, and made with it. */
typedef struct gs_channel_types {
    PyTypeObject *both, *only, *aboth, *aonly;
} gs_channel_types;
extern gs_channel_types gs_channels;

GS_INLINE int gs_is_channel(PyObject *o) {
    PyTypeObject *t = Py_TYPE(o);
    return t == gs_channels.both || t == gs_channels.only || t == gs_channels.aboth || t == gs_channels.aonly;
}

/* Closes the channel in Go, if it is open: 0, or -1 with an exception. */
int gs_channel_end(gs_channel *c);

/* Slots that all types share. */
PyObject *gs_channel_compare(PyObject *a, PyObject *b, int op);
Py_hash_t gs_channel_hash(PyObject *self);
PyObject *gs_channel_repr(PyObject *self);

/* At import; 0, or -1 with an exception. */
int gs_channels_init(PyObject *native);

extern const gs_ops gs_channel_ops; /* those that are received from */
extern const gs_ops gs_chan_ops;    /* those that can be sent to */
#pragma GCC visibility pop
#endif
