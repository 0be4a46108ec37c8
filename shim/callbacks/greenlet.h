/* greenlet.h: greenlets and Go do not agree on who returns first.

   A greenlet switch exchanges the C stack under a thread. Go has its own stack
   of the calls and callbacks of each thread, and they must end in the order
   opposite to that in which they began; if not, Go ends the process ("syscall
   frame is no longer valid"). Were two greenlets of one thread inside callbacks
   at once, either could be the first to go on. So a second one is refused: a
   callback raises RuntimeError while another greenlet of its thread is inside
   one. Calls into Go that call nothing back end before any switch can happen,
   and are free. */
#ifndef GS_CALLBACKS_GREENLET_H
#define GS_CALLBACKS_GREENLET_H
#include "abi/abi3.h"
#include "abi/attributes.h"
#include "gil/gil.h"
#pragma GCC visibility push(hidden)

/* The greenlet that runs; NULL where nobody has imported greenlet. -1 with an
   exception set. The reference is borrowed: one that is inside a callback lives,
   and must not be kept alive by that, since whoever drops it ends it. */
int gs_greenlet_now(PyObject **now);

/* The callback that runs on this thread seems to have begun in another greenlet. */
int gs_greenlet_other(PyObject *now);

/* Whether the callback that runs on this thread, if any, began in this
   greenlet. -1 with an exception set where it did not. */
GS_INLINE int gs_greenlet_same(const gs_thread_calls *t, PyObject *now) {
    return GS_LIKELY(t->callbacks < 2 || !now || now == t->greenlet) ? 0 : gs_greenlet_other(now);
}
#pragma GCC visibility pop
#endif
