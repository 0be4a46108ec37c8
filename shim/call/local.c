#include "call/local.h"
#include <pthread.h>
#include <stdlib.h>
#include <string.h>

#ifdef GS_GUARDED
__thread gs_local *gs_local_mine;
/* The first of the list is for threads for which there is no memory, for those that are ending, and for all if there is a GIL. */
gs_local gs_local_common;
gs_local *gs_locals = &gs_local_common;
static gs_local *gs_locals_idle;
static gs_mutex gs_locals_lock; /* of gs_locals_idle and of additions */
static pthread_key_t gs_local_key;
static pthread_once_t gs_local_once = PTHREAD_ONCE_INIT;
static int gs_local_watched; /* the end of a thread is noticed */

/* At the end of a thread: its handles wait for the next thread. */
static void gs_local_end(void *local) {
    gs_local *l = local;
    gs_local_mine = &gs_local_common;
    GS_LOCK(&gs_locals_lock);
    l->idle = gs_locals_idle;
    gs_locals_idle = l;
    GS_UNLOCK(&gs_locals_lock);
}

static void gs_local_watch(void) { gs_local_watched = !pthread_key_create(&gs_local_key, gs_local_end); }

GS_COLD gs_local *gs_local_make(void) {
    pthread_once(&gs_local_once, gs_local_watch);
    GS_LOCK(&gs_locals_lock);
    gs_local *l = gs_local_watched ? gs_locals_idle : NULL;
    if (l) gs_locals_idle = l->idle;
    else if (gs_local_watched && (l = calloc(1, sizeof *l))) {
        l->next = gs_locals;
        __atomic_store_n(&gs_locals, l, __ATOMIC_RELEASE);
    }
    GS_UNLOCK(&gs_locals_lock);
    if (l && pthread_setspecific(gs_local_key, l)) {
        gs_local_end(l);
        l = NULL;
    }
    return gs_local_mine = l ? l : &gs_local_common;
}
#else
gs_local gs_the_local;
#endif

int64_t gs_locals_running(void) {
    int64_t n = 0;
    GS_EACH_LOCAL(l) n += __atomic_load_n(&l->running, __ATOMIC_RELAXED);
    return n;
}

int64_t gs_locals_callbacks(void) {
    int64_t n = 0;
    GS_EACH_LOCAL(l) n += __atomic_load_n(&l->callbacks, __ATOMIC_RELAXED);
    return n;
}

int64_t gs_locals_freed(void) {
    int64_t n = 0;
    GS_EACH_LOCAL(l) n += __atomic_load_n(&l->nfreed, __ATOMIC_RELAXED);
    return n;
}

void gs_locals_forked(void) {
    GS_EACH_LOCAL(l) {
        memset(&l->lock, 0, sizeof l->lock);
        l->running = l->callbacks = l->nfreed = 0; /* the dead core's handles are meaningless */
        l->first = NULL;
    }
#ifdef GS_GUARDED
    memset(&gs_locals_lock, 0, sizeof gs_locals_lock);
#endif
}
