#include "batch/kernel.h"
#include "abi/attributes.h"
#include "call/guard.h"
#include "call/interrupt.h"
#include "gil/interpreter.h"
#include "gil/share.h"
#include "os/processor.h"
#include "os/thread.h"
#include <string.h>

enum {
    GS_KERNEL_BLOCK = 128,          /* rows that are copied at a time, where columns have gaps */
    GS_KERNEL_HELD = 1 << 14,       /* rows that run with the GIL: some microseconds */
    GS_KERNEL_SHARE = 1 << 15,      /* rows between two looks at the clock */
    GS_KERNEL_THREAD = 1 << 18,     /* rows for which a thread is worth while */
    GS_KERNEL_THREADS = 64,
    GS_KERNEL_LISTENS = 20 * 1000000 /* nanoseconds between two looks for signals */
};

/* Rows that several threads share. */
typedef struct gs_kernel_work {
    gs_columns *c;
    void (*loop)(char *const *columns, int64_t n);
    int nin;
    int whole;                     /* all columns are as loops want them */
    uint8_t fits[GS_MOST_COLUMNS]; /* or these */
} gs_kernel_work;

/* ---- memory ---- */

typedef struct gs_kernel_span {
    uintptr_t from, to;
} gs_kernel_span;

/* The memory of a column. */
static gs_kernel_span gs_kernel_spans(const gs_columns *c, int64_t i) {
    int64_t last = (c->n - 1) * c->all[i].step;
    return (gs_kernel_span){ c->all[i].p + (uintptr_t)(last < 0 ? last : 0), c->all[i].p + (uintptr_t)((last > 0 ? last : 0) + c->all[i].size) };
}

/* Looks which columns are as loops want them: 0; -1: rows depend on others, as in a reduction. */
static int gs_kernel_look(gs_kernel_work *w) {
    const gs_columns *c = w->c;
    w->whole = 1;
    for (int64_t i = 0; i < c->ncols; i++) {
        w->fits[i] = c->all[i].step == c->all[i].size && !(c->all[i].p % (uintptr_t)c->all[i].size);
        if (i >= w->nin && c->n > 1 && c->all[i].step < c->all[i].size && -c->all[i].step < c->all[i].size) return -1;
    }
    for (int64_t k = w->nin; k < c->ncols; k++) {
        gs_kernel_span to = gs_kernel_spans(c, k);
        for (int64_t i = 0; i < k; i++) {
            gs_kernel_span from = gs_kernel_spans(c, i);
            if (from.from >= to.to || to.from >= from.to) continue;
            if (i >= w->nin || c->all[i].p != c->all[k].p || c->all[i].step != c->all[k].step || c->all[i].size > c->all[i].step) return -1;
            w->fits[i] = 0; /* in place: it is read before it is written */
        }
    }
    for (int64_t i = 0; i < c->ncols; i++) w->whole &= w->fits[i];
    return 0;
}

/* Copies n numbers of a size; the steps are constants where it matters. */
GS_INLINE void gs_kernel_copy(char *to, int64_t to_step, const char *from, int64_t from_step, int64_t n, size_t size) {
    for (int64_t i = 0; i < n; i++) memcpy(to + i * to_step, from + i * from_step, size);
}

static void gs_kernel_copy_items(char *to, int64_t to_step, const char *from, int64_t from_step, int64_t n, int64_t size) {
    switch (size) {
    case 1: gs_kernel_copy(to, to_step, from, from_step, n, 1); break;
    case 2: gs_kernel_copy(to, to_step, from, from_step, n, 2); break;
    case 4: gs_kernel_copy(to, to_step, from, from_step, n, 4); break;
    default: gs_kernel_copy(to, to_step, from, from_step, n, 8);
    }
}

static char *gs_kernel_at(const gs_columns *c, int64_t i, int64_t row) { return (char *)(c->all[i].p + (uintptr_t)(row * c->all[i].step)); }

/* Rows of which some columns are copied to where a loop wants them. */
static GS_NOINLINE void gs_kernel_blocks(const gs_kernel_work *w, int64_t at, int64_t n) {
    const gs_columns *c = w->c;
    uint64_t room[GS_MOST_COLUMNS][GS_KERNEL_BLOCK];
    char *columns[GS_MOST_COLUMNS];
    for (int64_t done = 0; done < n; done += GS_KERNEL_BLOCK) {
        int64_t rows = n - done < GS_KERNEL_BLOCK ? n - done : GS_KERNEL_BLOCK;
        for (int64_t i = 0; i < c->ncols; i++) {
            int64_t size = c->all[i].size;
            columns[i] = w->fits[i] ? gs_kernel_at(c, i, at + done) : (char *)room[i];
            if (w->fits[i] || i >= w->nin || (!c->all[i].step && done)) continue;
            gs_kernel_copy_items(columns[i], size, gs_kernel_at(c, i, at + done), c->all[i].step, rows, size);
        }
        w->loop(columns, rows);
        for (int64_t i = w->nin; i < c->ncols; i++)
            if (!w->fits[i]) gs_kernel_copy_items(gs_kernel_at(c, i, at + done), c->all[i].step, columns[i], c->all[i].size, rows, c->all[i].size);
    }
}

static void gs_kernel_rows(const gs_kernel_work *w, int64_t at, int64_t n) {
    char *columns[GS_MOST_COLUMNS];
    if (!w->whole) {
        gs_kernel_blocks(w, at, n);
        return;
    }
    for (int64_t i = 0; i < w->c->ncols; i++) columns[i] = gs_kernel_at(w->c, i, at);
    w->loop(columns, n);
}

/* ---- many rows ---- */

/* Runs a share of the rows: 0 if none are left. */
static int gs_kernel_share(const gs_kernel_work *w) {
    gs_columns *c = w->c;
    if (__atomic_load_n(&c->stopped, __ATOMIC_RELAXED)) return 0;
    int64_t at = __atomic_fetch_add(&c->next, GS_KERNEL_SHARE, __ATOMIC_RELAXED);
    if (at >= c->n) return 0;
    gs_kernel_rows(w, at, c->n - at < GS_KERNEL_SHARE ? c->n - at : GS_KERNEL_SHARE);
    return 1;
}

static void *gs_kernel_thread(void *w) {
    while (gs_kernel_share(w)) {}
    return NULL;
}

/* Handles the signals that have come: 0, or -1 with the exception of a handler. */
static int gs_kernel_signals(void) {
    PyGILState_STATE state = gs_state_ensure();
    int r = PyErr_CheckSignals();
    PyGILState_Release(state);
    return r;
}

/* Runs rows on this thread and others, until they are done or something ends that: 0, or -1 with an exception. */
static int gs_kernel_many(const gs_kernel_work *w, int64_t timeout, const gs_stop *stop) {
    gs_columns *c = w->c;
    pthread_t threads[GS_KERNEL_THREADS];
    int64_t began = gs_clock(), listened = began;
    int n = 0, wanted = (int)(c->n / GS_KERNEL_THREAD < c->workers ? c->n / GS_KERNEL_THREAD : c->workers) - 1, r = 0;
    int listens = !stop && gs_is_main_thread();
    if (wanted > GS_KERNEL_THREADS) wanted = GS_KERNEL_THREADS;
    c->next = 0;
    while (n < wanted && !gs_thread_join_later(&threads[n], gs_kernel_thread, (void *)w)) n++; /* without them, this one does all */
    while (gs_kernel_share(w)) {
        int64_t now = gs_clock();
        int late = timeout != INT64_MIN && now - began >= timeout;
        if (listens && now - listened >= GS_KERNEL_LISTENS) {
            listened = now;
            r = gs_kernel_signals();
        }
        if (late || r || (stop && __atomic_load_n(&stop->stopped, __ATOMIC_RELAXED))) __atomic_store_n(&c->stopped, 1, __ATOMIC_RELAXED);
    }
    for (int i = 0; i < n; i++) pthread_join(threads[i], NULL);
    return r;
}

int gs_kernel_run(gs_columns *c, const gs_async_function *a, int64_t timeout, gs_stop *stop, int held) {
    gs_kernel_work w = { .c = c, .loop = a->kernel->loop, .nin = a->fn->nparams };
    if (gs_guarding || !gs_processor_computes_as_usual() || gs_kernel_look(&w)) return 1;
    if (GS_LIKELY(c->n <= GS_KERNEL_HELD)) {
        gs_kernel_rows(&w, 0, c->n);
        return 0;
    }
    PyThreadState *ts = held ? PyEval_SaveThread() : NULL;
    int r = gs_kernel_many(&w, timeout, stop);
    if (ts) PyEval_RestoreThread(ts);
    return r;
}
