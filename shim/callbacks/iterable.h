/* iterable.h: Python iterables as Go's iterators. Twins: rt/iterable.go,
   internal/convert/stream.go. Go owns a reference to the iterable and asks for one item at a
   time, by a callback that the shim itself serves. Functions return 0, or -1 with an exception. */
#ifndef GS_CALLBACKS_ITERABLE_H
#define GS_CALLBACKS_ITERABLE_H
#include "abi/abi3.h"
#include "call/call.h"
#include "values/wire.h"
#include "callbacks/callback.h"
#pragma GCC visibility push(hidden)

/* Encodes an iterable. */
int gs_iterable_put(gs_encoder *t, const gs_type *ty, PyObject *v, const gs_path *path);

/* Hands Go an item: 1 and the item; or 0 for the end, if o is NULL. Takes over o. The arguments
   of the callback have the index and the type of the item, for messages. */
int gs_iterable_give(gs_callback *cb, PyObject *o);

/* Adds a note to the exception that the iterable raised: which item Go had asked for. Always
   -1. */
int gs_iterable_raised(gs_callback *cb, PyObject *v);

/* Hands Go an iterator of the iterable that it holds. */
int gs_iterable_begin(gs_callback *cb);

/* Hands Go the next item of the iterator that it holds. 1: the item comes later. */
int gs_iterable_next(gs_callback *cb);
#pragma GCC visibility pop
#endif
