/* errand.h: calls that Python does not wait for. Twin: rt/errand.go.

   An errand is the frame of a call with all that the call holds, in one block
   that outlives the call: references to arguments, views, tapes. It is Go's from
   gs_errand_begin() until its state says that it is done, and nobody but Python
   frees it. Python either looks at it (GS_UNDERWAY becomes GS_DONE) or says that
   it waits or that it does not care any more; then Go pushes it to its loop. */
#ifndef GS_ASYNC_ERRAND_H
#define GS_ASYNC_ERRAND_H
#include "abi/abi3.h"
#include "abi/attributes.h"
#include "call/frame.h"
#include "call/call.h"
#include "values/tape.h"
#include "streams/stream.h"
#include <stddef.h>
#include <stdint.h>
#pragma GCC visibility push(hidden)

typedef struct gs_async gs_async;
typedef struct gs_awaitable gs_awaitable;
typedef struct gs_loop gs_loop;
typedef struct gs_async gs_async;
typedef struct gs_loop gs_loop;
typedef struct gs_awaitable gs_awaitable;

enum { GS_UNDERWAY, GS_DONE, GS_AWAITED, GS_UNWANTED };

typedef struct gs_errand {
    struct gs_errand *next, *before; /* in one list at a time */
    gs_loop *loop;                   /* counted; NULL: not begun */
    gs_async *async;
    union {
        gs_awaitable *awaitable; /* a reference where it is GS_AWAITED, else borrowed; NULL: nobody waits */
        gs_stream *stream;       /* of errands that bring a stream or its items (astream.h); borrowed; NULL: it is gone */
    };
    uint32_t state;          /* atomic */
    uint32_t cancelled;      /* atomic */
    int32_t fn;
    uint16_t interruptible; /* its context can be cancelled */
    uint16_t generation;    /* of the core that has it */
    gs_frame f;             /* with its words; behind them what gs_errand_room() finds */
} gs_errand;

/* What one call of a function needs behind its frame; constant. */
typedef struct gs_errand_size {
    short words, scratch;
    short kept;  /* references to arguments */
    short undos; /* views, and the tuple of *args */
    short tapes;
    short call;  /* whether any of these is there, so that there is a gs_call */
} gs_errand_size;

/* Where the parts of an errand lie. */
typedef struct gs_errand_parts {
    gs_call *call; /* NULL where nothing is to be given back */
    PyObject **kept;
    gs_undo *undos;
    gs_tape *tapes;
    size_t size; /* of it all */
} gs_errand_parts;

GS_INLINE gs_errand_parts gs_errand_room(gs_errand *e, const gs_errand_size *s) {
    gs_errand_parts p;
    uintptr_t at = (uintptr_t)e + offsetof(gs_errand, f) + offsetof(gs_frame, w) + 8 * (size_t)s->words + (size_t)s->scratch; /* a number, since e may be NULL: for the size */
    p.call = s->call ? (gs_call *)at : NULL;
    at += s->call ? sizeof(gs_call) : 0;
    p.kept = (PyObject **)at;
    at += sizeof(PyObject *) * (size_t)s->kept;
    p.undos = (gs_undo *)at;
    at += sizeof(gs_undo) * (size_t)s->undos;
    p.tapes = (gs_tape *)at;
    at += sizeof(gs_tape) * (size_t)s->tapes;
    p.size = at - (uintptr_t)e;
    return p;
}

/* A new errand that holds nothing, or NULL with MemoryError. */
gs_errand *gs_errand_new(gs_async *async, int32_t fn, const gs_errand_size *s);
/* The outcome of an errand that is done, by its tables: as the end of a thunk. */
PyObject *gs_errand_take(gs_errand *e);

/* Gives back all that an errand holds. It is Python's, and what is to be taken
   of it has been. */
void gs_errand_free(gs_errand *e);
/* The end of an errand that nobody waits for any more. */
void gs_errand_discard(gs_errand *e);
/* Hands an errand with a loop to Go; -1 with an exception, and it is Python's
   still. */
int gs_errand_begin(gs_errand *e);
#pragma GCC visibility pop
#endif
