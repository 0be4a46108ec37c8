/* async.h: calls of the async face, from tables: the arguments into an errand,
   and its results out. A call that goes through a goroutine takes microseconds
   anyway, so unlike the thunks of the sync face this is not compiled anew for each
   function. Functions that are proven short run at once, with the lock kept. */
#ifndef GS_ASYNC_ASYNC_H
#define GS_ASYNC_ASYNC_H
#include "abi/abi3.h"
#include "abi/attributes.h"
#include "call/call.h"
#include "values/tape.h"
#include "objects/object.h"
#include "async/errand.h"
#include "async/awaitable.h"
#include <stdint.h>
#pragma GCC visibility push(hidden)

/* How an argument or a result crosses: as GS_ARG_* in thunk.h. */
enum { GS_HOW_NUMBER, GS_HOW_STR, GS_HOW_TEXT, GS_HOW_BYTES, GS_HOW_NUMBERS, GS_HOW_WRITTEN, GS_HOW_OBJECT, GS_HOW_OPTIONAL, GS_HOW_DURATION,
    GS_HOW_TIMEOUT, GS_HOW_CALLABLE, GS_HOW_TAPE };

typedef struct gs_step {
    uint8_t how;
    uint8_t lent; /* a view that Go may write: 2, that it may only read: 1; for guard mode */
    short word;
    const gs_type *type; /* without names; of results as it is */
} gs_step;

struct gs_async {
    /* the core's: rt/errand.go */
    int32_t limit; /* of errands that fly at once; 0: none; atomic */
    int32_t flying;
    uintptr_t waiting[2];
    /* constant */
    const gs_fn *fn;
    const char *name, *doc;
    gs_class *self; /* methods */
    const gs_step *params, *results;
    int32_t id;
    short nresults, self_word, ok_word, error_word; /* -1: there is none */
    uint8_t hold;    /* 0: release, 1: keep the lock, 2: keep it while the arguments are small */
    uint8_t context; /* it has one */
    uint8_t plain;   /* //py:async: it stands in the plain module too */
    short copy_self; /* a method with a value receiver: number of the copying of that, else -1 */
    gs_errand_size size;
    void (*land)(gs_errand *, int when); /* streams and what gives them; else NULL */
};
const char *gs_async_name(const gs_async *a);

int gs_async_argument(gs_errand *e, gs_call *c, const gs_errand_parts *p, int arg, PyObject *v, int *kept, int *undos, int *tapes);
/* One result as it is, several as a tuple; always: one as a tuple too. */
PyObject *gs_async_results(gs_errand *e, int always);
/* Whether an errand brings a goroutine's panic of which Python does not know yet. */
int gs_errand_tells(gs_errand *e);
/* Nobody waits for the exception that is set, if one is. A goroutine's panic is
   told in spite of that: nobody else would. */
void gs_unheard(int tells);
/* Takes what nobody waits for. */
void gs_errand_unheard(gs_errand *e);
int gs_errand_streams(gs_errand *e, int when);
/* Who waits for an errand; borrowed, or NULL. */
gs_awaitable *gs_errand_waiting(const gs_errand *e);
/* One that was made before the process forked, and never begun: the child can begin
   it where it holds no Go value of the parent's. */
int gs_errand_adopt(gs_errand *e);

/* ---- the call ---- */
/* Arguments in the order of the parameters; NULL with TypeError. The tuple of
   *args is the errand's. */
PyObject *gs_async_begin(gs_errand *e);
PyObject *gs_async_call(gs_async *a, PyObject *self, PyObject *const *args, Py_ssize_t n, PyObject *kw);
#pragma GCC visibility pop
#endif
