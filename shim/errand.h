/* errand.h: calls that Python does not wait for. Twin: rt/errand.go.

   An errand is the frame of a call with all that the call holds, in one block
   that outlives the call: references to arguments, views, tapes. It is Go's from
   gs_errand_begin() until its state says that it is done, and nobody but Python
   frees it. Python either looks at it (GS_UNDERWAY becomes GS_DONE) or says that
   it waits or that it does not care any more; then Go pushes it to its loop. */
#ifndef GS_ERRAND_H
#define GS_ERRAND_H
#include "walk.h"

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

/* Those that fly, in a report of a crash: nobody is asked for a lock any more. */
static int gs_report_errands(gs_report *r, int n) {
    for (const gs_errand *e = gs_the_flights.errands; e && n < 64; e = e->next, n++) {
        gs_report_text(r, "awaited  ");
        gs_report_text(r, e->fn >= 0 && e->fn < gs_crash.nfunctions ? gs_crash.functions[e->fn] : "?");
        gs_report_text(r, "\n");
    }
    return n;
}

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
GS_FUNC gs_errand *gs_errand_new(gs_async *async, int32_t fn, const gs_errand_size *s) {
    gs_errand *e = malloc(gs_errand_room(NULL, s).size);
    if (!e) {
        PyErr_NoMemory();
        return NULL;
    }
    memset(e, 0, offsetof(gs_errand, f));
    e->async = async;
    e->fn = fn;
    e->generation = gs_the_core.generation;
    e->f.code = GS_CODE_OK;
    e->f.nfree = 0;
    e->f.how = GS_OF_ERRAND;
    e->f.scratch = (char *)e->f.w + 8 * s->words;
    e->f.room = (uint32_t)s->scratch;
    gs_errand_parts p = gs_errand_room(e, s);
    if (p.call) memset(p.call, 0, (size_t)((char *)p.undos - (char *)p.call));
    return e;
}
#endif
