/* callback.h: Python callables as Go functions. Twins: rt/callback.go,
   internal/convert/callback.go.

   Go gets the object and the signature of its func type, keeps a reference for
   as long as it likes, and calls it by gs_callback_run() from any thread: the
   arguments come in a wire buffer that Go wrote, the result goes back on another. */
#ifndef GS_CALLBACKS_CALLBACK_H
#define GS_CALLBACKS_CALLBACK_H
#include "abi/abi3.h"
#include "abi/attributes.h"
#include "call/call.h"
#include "call/frame.h"
#include "values/wire.h"
#include <stdint.h>
#pragma GCC visibility push(hidden)

/* What crosses when Go calls a Python callable of some func type. */
typedef struct gs_signature {
    short nparams, nresults;
    short variadic; /* the last parameter is a list of arguments */
    short comma_ok; /* None says that the other results do not count */
    const gs_type *const *params, *const *results;
    PyMethodDef *invoke; /* how Python calls a Go function of the type */
    short opaque;        /* it can't, and has none of its own of the type */
} gs_signature;

enum { GS_CALLBACK_OK, GS_CALLBACK_RAISED, GS_CALLBACK_CLOSED, GS_CALLBACK_BORROWED, GS_CALLBACK_DEEP };
enum { GS_PENDING_NOT, GS_PENDING_STILL, GS_PENDING_WAITS /* a note is wanted */, GS_PENDING_OVER };
enum { GS_CALLBACK_ROOM = 256 };

/* One callback; it is Go's memory. Twin: callback in rt/callback.go. */
typedef struct gs_callback {
    int64_t operation;   /* 0: a callback; else see operation.h */
    PyObject *object;
    const gs_signature *signature;
    const char *args;    /* wire buffer */
    /* in: GS_CALLBACK_BORROWED where Go does not count it, GS_CALLBACK_DEEP where it refuses it; out: GS_CALLBACK_*
       */
    int64_t code;
    /* out: wire buffer of the results, or "ValueError: message"; in room, or malloc()ed and then Go's */
    char *result;
    int64_t len;         /* of result */
    PyObject *exception; /* out: a reference that is Go's */
    uintptr_t *refs;     /* out: references that Go gives back when it has read the result; malloc()ed */
    int64_t nrefs;
    int64_t pending;     /* GS_PENDING_*: Python awaits what was called; atomic */
    int64_t work;        /* what it is a part of: rt/work.go; 0: nothing */
    gs_control note;        /* which tells Go that the result is there, if it waits (coroutine.h) */
    char room[GS_CALLBACK_ROOM];
} gs_callback;

/* What the shim hands to the core: the way back into Python. */
typedef struct gs_python {
    void (*call_back)(gs_callback *);
    int64_t (*drop)(const uintptr_t *, int64_t);
    int64_t (*stuck)(uint64_t mark); /* activecall.h */
    void (*call_loop)(void *loop, int32_t closed); /* loop.h */
    int64_t (*inside)(void);
} gs_python;

/* What Go holds of an argument that it may call or range over, in the place of the
   object itself: with the context of the call, where that is not empty. A coroutine runner
   begins in the same way. */
typedef struct gs_given {
    PyObject_HEAD
    PyObject *inner;
    PyObject *context;
} gs_given;
extern PyTypeObject *gs_given_type; /* made at import */

/* coroutine.h: what Go holds of an argument of the async API, in the place of the
   object itself. */
extern PyTypeObject *gs_coroutine_runner_type; /* NULL until there is an async API */
typedef struct gs_coroutine_runner gs_coroutine_runner;

GS_INLINE int gs_is_coroutine_runner(PyObject *o) {
    return GS_UNLIKELY(gs_coroutine_runner_type != NULL) && Py_TYPE(o) == gs_coroutine_runner_type;
}

GS_INLINE int gs_is_given(PyObject *o) { return Py_TYPE(o) == gs_given_type || gs_is_coroutine_runner(o); }

/* The object itself; borrowed. */
GS_INLINE PyObject *gs_given_inner(PyObject *o) { return GS_UNLIKELY(gs_is_given(o)) ? ((gs_given *)o)->inner : o; }
enum { GS_AWAIT_RESULT, GS_AWAIT_ITEM };

/* What the async API does for callables and iterables; set when it is made (coroutine.h). */
typedef struct gs_awaiting_hooks {
    PyObject *(*hold)(PyObject *inner); /* what Go is to hold of an argument: a new reference */
    int (*begin)(gs_callback *cb, PyObject *o, int what); /* awaits o, taken over, for Go: 1, or -1 with an exception */
} gs_awaiting_hooks;
extern gs_awaiting_hooks gs_awaiting_by;

/* What Go is to hold of an argument: a new reference. */
PyObject *gs_given_new(const gs_call *c, PyObject *inner);
int gs_given_init(PyObject *native);

/* ---- a callable on its way to Go ---- */

/* Whether it is a Go function of the type, which comes home. */
GS_INLINE int gs_callable_is_go(const gs_type *ty, PyObject *v) {
    return ty && gs_is(v, PyCFunction_Type) && PyCFunction_GetFunction(v) == ty->signature->invoke->ml_meth;
}

/* Two words, as in the wire buffer. */
int gs_callable_in(const gs_type *ty, PyObject *v, uint64_t *w);
int gs_callable_put(gs_encoder *t, const gs_type *ty, PyObject *v, const gs_path *path);
void gs_callback_init(void);

/* Hands a wire buffer and what it refers to to Go, unless it failed. */
int gs_callback_finish(gs_callback *cb, gs_call *c, gs_encoder *t, int failed);

/* Puts the result in a wire buffer for Go; takes over o. */
int gs_callback_result(gs_callback *cb, PyObject *o);

/* A coroutine that nobody can await. */
void gs_coroutine_drop(PyObject *o);

/* An async function that was not passed through the async API: there is no
   loop for its coroutine, which must not be lost in silence. */
int gs_callback_unawaited(PyObject *o);

/* Hands the exception that is set to Go, with its text. */
void gs_callback_raised(gs_callback *cb);

/* Called by the core, on any thread. */
void gs_callback_run(gs_callback *cb);

/* Gives n references back; 0 when the gate is closed. */
int64_t gs_references_drop(const uintptr_t *refs, int64_t n);

/* Whether this thread is one that Python has called Go on. */
int64_t gs_thread_inside(void);
#pragma GCC visibility pop
#endif
