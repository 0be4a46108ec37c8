#include "call/guard.h"
#include "abi/attributes.h"
#include "os/memory.h"
#include <stdlib.h>
#include <string.h>

/* One guarded argument. */
typedef struct gs_guard {
    struct gs_guard *next;
    gs_cleanup cleanup;
    const gs_fn *fn;
    const char *name; /* of the argument */
    char *data, *pages;
    size_t len, span; /* of data; of all pages, with the inaccessible one */
    void *original;   /* where to write back, or NULL */
    int returned;
} gs_guard;

int gs_guarding;
static gs_guard *gs_guards;    /* all there ever were: addresses are never reused; atomic */
PyObject *gs_GuardError;

GS_COLD int gs_guard_borrow(gs_call *c, int arg, uint64_t *w, size_t size, int writable) {
    if (!w[0]) return 0;
    size_t page = gs_page_size(), n = (size_t)w[1] * size, body = (n + page - 1) / page * page;
    gs_guard *g = calloc(1, sizeof *g);
    char *p = g ? gs_pages_new(body + page) : NULL;
    if (!p) {
        free(g);
        PyErr_NoMemory();
        return -1;
    }
    g->fn = c->fn;
    g->name = c->fn->params[arg].name;
    g->pages = p;
    g->span = body + page;
    g->len = n;
    g->data = p + body - n;
    memcpy(g->data, (void *)(uintptr_t)w[0], n);
    g->original = writable ? (void *)(uintptr_t)w[0] : NULL;
    if ((!writable && body && gs_pages_allow(p, body, GS_PAGES_READ)) || gs_pages_allow(p + body, page, GS_PAGES_NONE)) {
        gs_pages_free(p, body + page);
        free(g);
        PyErr_SetString(PyExc_SystemError, "guard mode: pages of memory can't be protected");
        return -1;
    }
    g->next = __atomic_load_n(&gs_guards, __ATOMIC_RELAXED);
    while (!__atomic_compare_exchange_n(&gs_guards, &g->next, g, 0, __ATOMIC_RELEASE, __ATOMIC_RELAXED));
    g->cleanup.what = GS_CLEANUP_GUARD;
    g->cleanup.u.mem = g;
    gs_cleanup_add(c, &g->cleanup);
    if (GS_PROFILING) gs_profile_moved((void *)(uintptr_t)w[0], g->data);
    w[0] = (uint64_t)(uintptr_t)g->data;
    return 0;
}

GS_COLD void gs_guard_return(void *guard) {
    gs_guard *g = guard;
    if (g->original) memcpy(g->original, g->data, g->len);
    g->returned = 1;
    /* The memory is freed but the addresses stay reserved, so any later use faults. If that
       fails, the argument is not guarded after the call. */
    gs_pages_bury(g->pages, g->span);
}

GS_COLD int gs_guard_raise(uintptr_t at) {
    for (gs_guard *g = __atomic_load_n(&gs_guards, __ATOMIC_ACQUIRE); g; g = g->next) {
        uintptr_t base = (uintptr_t)g->pages;
        if (at < base || at >= base + g->span) continue;
        long long offset = (long long)(at - (uintptr_t)g->data);
        const char *what = g->returned    ? "was used after the call that borrowed it"
            : offset >= (long long)g->len ? "was used past its end"
                                          : "was written, but it was borrowed for reading";
        PyErr_Format(gs_GuardError, "%s() argument '%s' %s: at offset %lld of %zd bytes",
            g->fn->name ? g->fn->name : "", g->name, what, offset, (Py_ssize_t)g->len);
        return 1;
    }
    return 0;
}
