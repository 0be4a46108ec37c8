/* callback.h: Python callables as Go functions. Twins: rt/callback.go,
   internal/convert/callback.go.

   Go gets the object and the signature of its func type, and owns a reference for as long as it
   likes. To call it, Go calls gs_callback_run() from any thread. Go writes the arguments to a
   wire buffer, and gets the result in another. */
#ifndef GS_CALLBACKS_CALLBACK_H
#define GS_CALLBACKS_CALLBACK_H
#include "abi/abi3.h"
#include "abi/attributes.h"
#include "call/call.h"
#include "call/frame.h"
#include "objects/object.h"
#include "values/wire.h"
#include <stdint.h>
#pragma GCC visibility push(hidden)

/* The description of a func type. */
typedef struct gs_signature {
    short nparams, nresults;
    short variadic; /* the last parameter is a list of arguments */
    short comma_ok; /* the last result is a bool: None means that it is false and there are no other results */
    const gs_type *const *params, *const *results;
    PyMethodDef *invoke; /* how Python calls a Go function of this type */
    short opaque;        /* Python can neither call nor make functions of this type */
    short error;         /* the last result in Go is an error */
    uint64_t back;       /* a bit for each parameter to whose items Go's slice is set after the call */
} gs_signature;

/* gs_callback.code. */
enum { GS_CALLBACK_OK, GS_CALLBACK_RAISED, GS_CALLBACK_CLOSED, GS_CALLBACK_BORROWED, GS_CALLBACK_DEEP };
enum { GS_PENDING_NOT, GS_PENDING_STILL, GS_PENDING_WAITS /* Go waits for a control message */, GS_PENDING_OVER };
enum { GS_CALLBACK_ROOM = 256 };

/* One callback, in Go's memory. Twin: callback in rt/callback.go. */
typedef struct gs_callback {
    int64_t operation;   /* 0: call object; else see operation.h */
    PyObject *object;
    const gs_signature *signature;
    const char *args;    /* wire buffer of the arguments */
    /* in: GS_CALLBACK_BORROWED if the core does not count it, GS_CALLBACK_DEEP if it is to be
       refused; out: GS_CALLBACK_* */
    int64_t code;
    /* out: wire buffer of the results, or "ValueError: message"; either room, or malloc()ed and
       then Go's */
    char *result;
    int64_t len;         /* of result */
    PyObject *exception; /* out: the exception; Go owns the reference */
    uintptr_t *refs;     /* out: references that Go drops when it has read the result; malloc()ed */
    int64_t nrefs;
    int64_t pending;     /* GS_PENDING_*: whether Python still awaits the result; atomic */
    void *loop;          /* out, with GS_PENDING_STILL: the gs_loop that awaits it. It is as old as object at least */
    int64_t work;        /* the work that it is a part of (rt/work.go); 0: none */
    const char *carrier; /* the span that it is called in (call/tracing.h) */
    int64_t ncarrier;    /* its bytes; 0: none */
    gs_control note;        /* tells Go that the result is there, if Go waits (coroutine.h) */
    uint64_t room[GS_CALLBACK_ROOM / 8];
} gs_callback;

/* The functions of the shim that the core calls. */
typedef struct gs_python {
    void (*call_back)(gs_callback *);              /* gs_callback_run() */
    int64_t (*drop)(const uintptr_t *, int64_t);   /* gs_references_drop() */
    int64_t (*stuck)(uint64_t mark); /* activecall.h */
    void (*call_loop)(void *loop, int32_t closed); /* loop.h */
    int64_t (*inside)(void);                       /* gs_thread_inside() */
    void (*interrupt)(void);      /* simulates a Ctrl-C; without the GIL */
} gs_python;

/* What is awaited: the result of a callback, or an item of an async iterable. */
enum { GS_AWAIT_RESULT, GS_AWAIT_ITEM };

/* What the async API does with callables and iterables; set when it is made (coroutine.h). */
typedef struct gs_awaiting_hooks {
    PyObject *(*hold)(PyObject *inner); /* what Go holds instead of an argument: a new reference */
    /* awaits o for Go and takes it over: 1, or -1 with an exception; args: as for gs_callback_result() */
    int (*begin)(gs_callback *cb, PyObject *o, int what, PyObject *args);
} gs_awaiting_hooks;
extern gs_awaiting_hooks gs_awaiting_by;

/* ---- from Python to Go ---- */

/* A function of this module that has the parameters and results of a func type. Go knows it by
   its place in the table. */
typedef struct gs_own_function {
    const gs_signature *signature;
    PyCFunction function;
} gs_own_function;

/* The number of such a function for the type, from 1; 0 if v is none. v is a PyCFunction. */
int gs_callable_own(const gs_type *ty, PyObject *v);

/* How v is called, a Go function that came out of Go (function.c). */
PyMethodDef *gs_function_def(PyObject *v);

/* Whether v is a Go function of the type, which came out of Go. */
GS_INLINE int gs_callable_came(const gs_type *ty, PyObject *v) {
    return Py_TYPE(v) == gs_function_type && gs_function_def(v) == ty->signature->invoke;
}

/* Whether v is a Go function of the type: then Go gets that itself. */
GS_INLINE int gs_callable_is_go(const gs_type *ty, PyObject *v) {
    return ty && (gs_callable_came(ty, v) || (gs_is(v, PyCFunction_Type) && gs_callable_own(ty, v)));
}

/* A callable as two words, as in the wire buffer. GS_OK, or what is wrong. */
int gs_callable_in(const gs_type *ty, PyObject *v, uint64_t *w);
int gs_callable_put(gs_encoder *t, const gs_type *ty, PyObject *v, const gs_path *path);

/* ---- calls ---- */

/* At import. */
void gs_callback_init(void);

/* Hands Go a wire buffer and the references it needs, unless failed; releases the rest of what
   c holds. 0, or -1 with an exception. */
int gs_callback_finish(gs_callback *cb, gs_call *c, gs_encoder *t, int failed);

/* Hands Go the result of a callback. Takes over o. args: what a callable has got that may write to it, or
   NULL. 0, or -1 with an exception. */
int gs_callback_result(gs_callback *cb, PyObject *args, PyObject *o);

/* Closes a coroutine that nobody can await. Takes over o. */
void gs_coroutine_drop(PyObject *o);

/* TypeError for the coroutine o of an async function that was not passed through the async API:
   there is no event loop for it, and it must not get lost silently. Takes over o. Always -1. */
int gs_callback_unawaited(PyObject *o);

/* Hands Go the exception that is set, and its text. */
void gs_callback_raised(gs_callback *cb);

/* Makes a callback. The core calls this on any thread. */
void gs_callback_run(gs_callback *cb);

/* Drops n references; 0 if the gate is closed. */
int64_t gs_references_drop(const uintptr_t *refs, int64_t n);

/* Whether Python code is on the stack of this thread, above or below Go. */
int64_t gs_thread_inside(void);
#pragma GCC visibility pop
#endif
