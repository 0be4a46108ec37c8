#include "call/frame.h"
#include "abi/abi3.h"
#include "core/extension.h"
#include "gil/context.h"
#include "gil/gil.h"
#include "gil/share.h"
#include <string.h>

gs_core gs_the_core;
int (*gs_core_loader)(void);

GS_COLD int gs_core_load(void) { return gs_core_loader(); }

GS_NOINLINE void gs_handles_flush(gs_local *l) {
    int32_t freed[GS_FREED_MOST];
    GS_LOCK(&l->lock);
    int n = l->nfreed;
    memcpy(freed, l->freed, (size_t)n * sizeof *freed);
    __atomic_store_n(&l->nfreed, 0, __ATOMIC_RELAXED);
    GS_UNLOCK(&l->lock);
    if (gs_the_core.calls.free_handles && n) gs_the_core.calls.free_handles(freed, n);
}

GS_COLD void gs_handles_flush_all(void) { GS_EACH_LOCAL(l) gs_handles_flush(l); }

GS_NOINLINE void gs_handles_attach_some(gs_frame *f, gs_local *l) {
    GS_LOCK(&l->lock);
    int n = l->nfreed;
    while (n && f->nfree < GS_FREED) f->freed[f->nfree++] = l->freed[--n];
    __atomic_store_n(&l->nfreed, n, __ATOMIC_RELAXED);
    GS_UNLOCK(&l->lock);
}

GS_COLD int gs_panics_left(uint64_t n) {
    int reports = 0;
    GS_EACH_LOCAL(l) {
        GS_LOCK(&l->lock);
        for (const gs_active_call *f = l->first; f; f = f->after) reports |= f->panics != n;
        GS_UNLOCK(&l->lock);
    }
    return !reports && !gs_the_core.calls.started_before(n);
}

GS_COLD void gs_call_released(void (*run)(void)) {
    PyThreadState *ts = gs_thread.released = PyEval_SaveThread();
    run();
    gs_thread.released = NULL;
    PyEval_RestoreThread(ts);
}

GS_NOINLINE void gs_run_released(gs_frame *f, int32_t fn, void (*run)(int32_t, gs_frame *)) {
    gs_running(1);
    PyThreadState *ts = gs_thread.released = PyEval_SaveThread();
    gs_signals_tick();
    run(fn, f);
    gs_thread.released = NULL;
    gs_take(gs_time_slice_here(), ts, 0);
    if (GS_PROFILING) gs_profile_back();
    gs_running(-1);
}

/* The same, as an active call. Returns the code. */
static GS_NOINLINE int gs_run_active(gs_frame *f, int32_t fn, void (*run)(int32_t, gs_frame *)) {
    gs_active_call *call = gs_active_call_begin(fn);
    if (!call) return -1;
    gs_run_released(f, fn, run);
    if (gs_active_call_end(call)) f->nfree = GS_GOROUTINE_PANICKED;
    return f->code;
}

GS_NOINLINE void gs_frame_take_context(gs_frame *f) {
    if (!gs_this.logs || f->how & GS_IN_CONTEXT) return;
    f->context = gs_context_here();
    if (f->context) f->how |= GS_IN_CONTEXT;
    else PyErr_Clear(); /* no memory: the records will have no context */
}

GS_NOINLINE int gs_enter_released(gs_frame *f, int32_t fn) {
    if (GS_LIKELY(!gs_this.logs)) return gs_run_active(f, fn, gs_go);
    gs_frame_take_context(f);
    int r = gs_run_active(f, fn, gs_go);
    gs_frame_drop_context(f);
    return r;
}

GS_NOINLINE int gs_describe(gs_frame *f, int32_t fn) { return gs_run_active(f, fn, gs_the_core.calls.describe); }

GS_NOINLINE int gs_enter_calling(gs_frame *f, int32_t fn) {
    gs_active_call *call = gs_active_call_begin(fn);
    if (!call) return -1;
    GS_SIGNALS_COUNT();
    gs_thread_calls *t = gs_thread_here();
    int asked = t->asked;
    PyObject *caller = t->caller;
    t->stack = &gs_stack;
    t->kept = 1;
    t->asked = 0;
    f->how = GS_HELD_GIL;
    gs_go(fn, f);
    t->kept = 0;
    t->asked = asked;
    t->caller = caller;
    if (GS_UNLIKELY(t->released != NULL)) {
        PyThreadState *ts = t->released;
        t->released = NULL;
        gs_take(gs_time_slice_of(t), ts, 0);
        gs_running(-1);
    }
    if (gs_active_call_end(call)) f->nfree = GS_GOROUTINE_PANICKED;
    return GS_DESCRIBED(f, fn);
}

int gs_enter_releasing(gs_frame *f, int32_t fn) {
    int r = gs_enter_begin(f, GS_CODE_OK);
    return GS_UNLIKELY(r) ? r : gs_enter_released(f, fn);
}
