#include "async/errand.h"
#include "objects/errors.h"
#include "objects/snapshot.h"
#include "async/inbox.h"
#include "async/loop.h"
#include "async/awaitable.h"
#include "async/async.h"
#include <stdlib.h>
#include <string.h>

GS_NOINLINE gs_errand *gs_errand_new(gs_async *async, int32_t fn, const gs_errand_size *s) {
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
PyObject *gs_errand_take(gs_errand *e) {
    const gs_async *a = e->async;
    int r = e->f.code;
    PyObject *out = NULL, *results = NULL;
    if (r == GS_CODE_UNBEGUN) return Py_NewRef(Py_None);
    if (GS_UNLIKELY(r)) {
        const uint64_t *w = e->f.w + (r == GS_CODE_ERROR ? a->error_word : 0);
        if (a->error_word >= 0 && gs_has_results(r, w)) results = gs_async_results(e, 1);
        gs_raise(r, w, results);
    } else {
        out = a->ok_word >= 0 && !e->f.w[a->ok_word] ? Py_NewRef(Py_None) : gs_async_results(e, 0);
    }
    return GS_UNLIKELY(e->f.nfree < 0) ? gs_rescued(&e->f, out) : out;
}

void gs_errand_free(gs_errand *e) {
    gs_errand_parts p = gs_errand_room(e, &e->async->size);
    if (p.call) {
        p.call->crossed = e->loop && e->f.code != GS_CODE_UNBEGUN && e->f.code != GS_CODE_REFUSED;
        gs_snapshots_free(p.call, e->generation == gs_the_core.generation);
        gs_done(p.call);
    }
    for (int i = 0; i < e->async->size.kept; i++) Py_XDECREF(p.kept[i]);
    if (e->loop) gs_loop_leave(e->loop);
    free(e);
}
void gs_errand_discard(gs_errand *e) {
    if (gs_errand_streams(e, GS_NEVER)) return;
    gs_awaitable *a = e->awaitable;
    PyObject *t, *v, *b;
    PyErr_Fetch(&t, &v, &b);
    if (a && a->waits) { /* its loop is closed */
        a->errand = NULL;
        a->waits = 0;
        if (a->state == GS_PENDING && a->callback) a->state = GS_CANCELLED; /* else there may be somebody who looks at it */
    } else {
        a = NULL;
    }
    if (e->generation == gs_the_core.generation) {
        int tells = gs_errand_tells(e);
        PyObject *out = gs_errand_take(e); /* which may hold slots of the core's */
        if (a && !tells) {
            gs_awaitable_settle(a, out);
            a->told = 1; /* no loop is there to tell */
        } else {
            if (a && a->state == GS_PENDING) a->state = GS_CANCELLED;
            Py_XDECREF(out);
            gs_unheard(tells);
        }
    } else if (a && a->state == GS_PENDING) {
        a->state = GS_CANCELLED;
    }
    gs_errand_free(e);
    Py_XDECREF((PyObject *)a);
    PyErr_Restore(t, v, b);
}
int gs_errand_begin(gs_errand *e) {
    if (GS_UNLIKELY(e->generation != gs_the_core.generation) && gs_errand_adopt(e)) return -1;
    if (GS_UNLIKELY(!gs_the_core.inbox) && ((!gs_the_core.calls.receive && gs_core_load()) || gs_inbox_open())) return -1;
    e->interruptible = e->async->context;
    if (e->async->context) e->f.code = GS_CODE_AWAITED;
    if (gs_the_core.nfreed) gs_slots_board(&e->f);
    gs_inbox_send(e);
    return 0;
}
