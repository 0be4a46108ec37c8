/* given.h: callables and iterables that Python gives to Go, with the context of the call that gives them. */
#ifndef GS_CALLBACKS_GIVEN_H
#define GS_CALLBACKS_GIVEN_H
#include "abi/abi3.h"
#include "abi/attributes.h"
#include "call/call.h"
#pragma GCC visibility push(hidden)

/* What Go holds instead of an argument that it may call or range over: the object with the
   context of the call, if that is not empty. A coroutine runner begins with the same fields. */
typedef struct gs_given {
    PyObject_HEAD
    PyObject *inner;
    PyObject *context;
} gs_given;
extern PyTypeObject *gs_given_type; /* made at import */

/* What Go holds instead of an argument of the async API (coroutine.h). */
extern PyTypeObject *gs_coroutine_runner_type; /* NULL until there is an async API */
typedef struct gs_coroutine_runner gs_coroutine_runner;

GS_INLINE int gs_is_coroutine_runner(PyObject *o) {
    return GS_UNLIKELY(gs_coroutine_runner_type != NULL) && Py_TYPE(o) == gs_coroutine_runner_type;
}

GS_INLINE int gs_is_given(PyObject *o) { return Py_TYPE(o) == gs_given_type || gs_is_coroutine_runner(o); }

/* The callable or iterable itself; borrowed. */
GS_INLINE PyObject *gs_given_inner(PyObject *o) { return GS_UNLIKELY(gs_is_given(o)) ? ((gs_given *)o)->inner : o; }

/* What Go holds instead of an argument: a new reference, or NULL with an exception. */
PyObject *gs_given_new(const gs_call *c, PyObject *inner);

/* At import; 0, or -1 with an exception. */
int gs_given_init(PyObject *native);
#pragma GCC visibility pop
#endif
