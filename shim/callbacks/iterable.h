/* iterable.h: Python iterables as Go's iterators. Twins: rt/iterable.go,
   internal/convert/stream.go. Go owns a reference to the iterable and asks for
   one item at a time, by a callback whose callee is the shim. */
#ifndef GS_CALLBACKS_ITERABLE_H
#define GS_CALLBACKS_ITERABLE_H
#include "abi/abi3.h"
#include "call/call.h"
#include "values/wire.h"
#include "callbacks/callback.h"
#pragma GCC visibility push(hidden)

int gs_iterable_put(gs_encoder *t, const gs_type *ty, PyObject *v, const gs_path *path);

/* Gives Go an item: 1 and the item, or 0 for the end, where o is NULL; takes over
   o. Go has said which one it is, for messages, and of which type. */
int gs_iterable_give(gs_callback *cb, PyObject *o);

/* Notes on the exception of an iterable's own method which item was asked for. */
int gs_iterable_raised(gs_callback *cb, PyObject *v);

/* The iterator of an iterable that Go holds. */
int gs_iterable_begin(gs_callback *cb);

/* The next item of the iterator that Go holds: 0, -1 with an exception, or 1: it
   comes later. */
int gs_iterable_next(gs_callback *cb);
#pragma GCC visibility pop
#endif
