/* greenlet.h: refuses callbacks whose order of return Go would not survive, because of
   greenlets.

   A greenlet switch exchanges the C stack of a thread. Go keeps its own stack of the calls and
   callbacks of each thread, and they must end in the reverse order of their beginning. If not,
   Go ends the process ("syscall frame is no longer valid"). If two greenlets of a thread were
   inside callbacks, either could go on first. So the second is refused: a callback raises
   RuntimeError while another greenlet of its thread is inside one. A call into Go without a
   callback ends before any switch can happen, and is always allowed. */
#ifndef GS_CALLBACKS_GREENLET_H
#define GS_CALLBACKS_GREENLET_H
#include "abi/abi3.h"
#include "abi/attributes.h"
#include "gil/gil.h"
#pragma GCC visibility push(hidden)

/* *now: the current greenlet; NULL if nobody has imported greenlet. 0, or -1 with an exception.
   The reference is borrowed: a greenlet inside a callback is alive, and must not be kept alive
   by us, since dropping the last reference ends it. */
int gs_greenlet_now(PyObject **now);

/* The slow path of gs_greenlet_same(). */
int gs_greenlet_other(PyObject *now);

/* 0 if no callback runs on this thread, or one that began in this greenlet. Else -1 with
   RuntimeError. */
GS_INLINE int gs_greenlet_same(const gs_thread_calls *t, PyObject *now) {
    return GS_LIKELY(t->callbacks < 2 || !now || now == t->greenlet) ? 0 : gs_greenlet_other(now);
}
#pragma GCC visibility pop
#endif
