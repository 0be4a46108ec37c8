#include "async/job.h"
#include "gil/share.h"
#include "values/lent.h"
#include "objects/errors.h"
#include "objects/snapshot.h"
#include "async/async.h"
#include "async/awaitable.h"
#include "async/loop.h"
#include "async/submissions.h"
#include <stdlib.h>
#include <string.h>

GS_NOINLINE gs_job *gs_job_new(gs_async_function *async, int32_t fn, const gs_job_size *s) {
    gs_job *e = malloc(gs_job_layout(NULL, s).size);
    if (!e) {
        PyErr_NoMemory();
        return NULL;
    }
    gs_job_init(e, async, fn, s);
    e->f.how = GS_OF_JOB;
    e->request = gs_request_here();
    return e;
}

gs_job_parts gs_job_init(gs_job *e, gs_async_function *async, int32_t fn, const gs_job_size *s) {
    memset(e, 0, offsetof(gs_job, f));
    e->async = async;
    e->fn = fn;
    e->generation = gs_the_core.generation;
    e->f.code = GS_CODE_OK;
    e->f.nfree = 0;
    e->f.how = 0;
    e->f.scratch = (char *)e->f.w + 8 * s->words;
    e->f.room = (uint32_t)s->scratch;
    gs_job_parts p = gs_job_layout(e, s);
    if (p.call) memset(p.call, 0, (size_t)((char *)p.cleanups - (char *)p.call));
    return p;
}

void gs_job_raise(gs_job *e, int api) {
    const gs_async_function *a = e->async;
    int r = e->f.code;
    const uint64_t *w = e->f.w + (r == GS_CODE_ERROR ? a->error_word : 0);
    PyObject *results = NULL;
    if (a->error_word >= 0 && gs_has_results(r, w)) results = gs_async_results(e, api, 1);
    gs_raise(r, w, results);
}

void gs_job_release(gs_job *e, int crossed) {
    gs_job_parts p = gs_job_layout(e, &e->async->size);
    gs_frame_drop_context(&e->f);
    gs_request_drop(&e->request);
    if (p.call) {
        p.call->crossed = crossed && e->f.code != GS_CODE_UNBEGUN && e->f.code != GS_CODE_REFUSED;
        if (p.call->snapshots) gs_snapshots_free(p.call, e->generation == gs_the_core.generation);
        gs_done(p.call);
    }
    for (int i = 0; i < e->async->size.refs; i++) Py_XDECREF(p.refs[i]);
}

static GS_NOINLINE void gs_job_measured(const gs_job *e, int failed) {
    gs_profile_times at = { e->submitted, e->started, e->ended };
    gs_profile_job(e->fn, &e->f, &at, failed);
}

PyObject *gs_job_take(gs_job *e) {
    const gs_async_function *a = e->async;
    PyObject *out = NULL;
    if (e->f.code == GS_CODE_UNBEGUN) return Py_NewRef(Py_None);
    if (GS_UNLIKELY(e->f.code)) {
        gs_job_raise(e, GS_ASYNC_API);
    } else {
        out = a->ok_word >= 0 && !e->f.w[a->ok_word] ? Py_NewRef(Py_None) : gs_async_results(e, GS_ASYNC_API, 0);
    }
    gs_call *c = gs_job_layout(e, &a->size).call;
    if (c) out = gs_lent_back(c, out);
    if (GS_UNLIKELY(e->submitted)) gs_job_measured(e, !out);
    return GS_UNLIKELY(e->f.nfree < 0) ? gs_raise_panic(&e->f, out) : out;
}

void gs_job_free(gs_job *e) {
    gs_job_release(e, e->loop != NULL);
    if (e->loop) gs_loop_leave(e->loop);
    free(e);
}

void gs_job_discard(gs_job *e) {
    if (gs_job_streams(e, GS_NEVER)) return;
    gs_awaitable *a = e->awaitable;
    PyObject *t, *v, *b;
    PyErr_Fetch(&t, &v, &b);
    if (a && a->waits) { /* somebody waits, but the loop is closed */
        a->job = NULL;
        a->waits = 0;
        /* without callbacks, somebody may still look at the result */
        if (a->state == GS_PENDING && a->callback) a->state = GS_CANCELLED;
    } else {
        a = NULL;
    }
    if (e->generation == gs_the_core.generation) {
        int panicked = gs_job_brings_panic(e);
        PyObject *out = gs_job_take(e); /* taken to free its handles */
        if (a && !panicked) {
            gs_awaitable_settle(a, out);
            a->retrieved = 1; /* there is no loop to report to */
        } else {
            if (a && a->state == GS_PENDING) a->state = GS_CANCELLED;
            Py_XDECREF(out);
            gs_unheard(panicked);
        }
    } else if (a && a->state == GS_PENDING) {
        a->state = GS_CANCELLED;
    }
    gs_job_free(e);
    Py_XDECREF((PyObject *)a);
    PyErr_Restore(t, v, b);
}

int gs_job_submit(gs_job *e) {
    if (GS_UNLIKELY(e->generation != gs_the_core.generation) && gs_job_adopt(e)) return -1;
    if (GS_UNLIKELY(!gs_the_core.submissions) &&
        ((!gs_the_core.calls.receive && gs_core_load()) || gs_submissions_open()))
        return -1;
    e->interruptible = e->async->context;
    if (e->async->context) e->f.code = GS_CODE_AWAITED;
    gs_handles_attach(&e->f);
    gs_frame_take_context(&e->f);
    if (GS_PROFILING) e->submitted = gs_clock();
    gs_submissions_send(e);
    return 0;
}
