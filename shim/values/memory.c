#include "values/memory.h"
#include "call/frame.h"
#include "os/memory.h"
#include "values/text.h"
#include <stdlib.h>

int64_t gs_memory_bytes;

/* Counts a change of the bytes that there are. */
static void gs_memory_count(int64_t change) { __atomic_add_fetch(&gs_memory_bytes, change, __ATOMIC_RELAXED); }

static gs_memory *gs_memory_init(gs_memory *m, size_t size) {
    if (!m) return PyErr_NoMemory(), NULL;
    m->refs = 1;
    m->size = size;
    m->at = m->bytes;
    m->handle = GS_NO_HANDLE;
    m->generation = 0;
    gs_memory_count((int64_t)size);
    return m;
}

gs_memory *gs_memory_new(size_t size, int zero) {
    size_t all = sizeof(gs_memory) + size;
    void *m = all < size ? NULL : zero ? calloc(1, all) : malloc(all);
    if (m && size >= GS_WANTS_LARGE_PAGES) gs_memory_wants_large_pages(m, all);
    return gs_memory_init(m, size);
}

gs_memory *gs_memory_of_go(char *at, size_t size, int32_t handle) {
    gs_memory *m = gs_memory_init(malloc(sizeof *m), size);
    if (!m) {
        gs_handle_free(handle, size >= GS_LARGE);
        return NULL;
    }
    m->at = at;
    m->handle = handle;
    m->generation = gs_the_core.generation;
    return m;
}

gs_memory *gs_memory_resize(gs_memory *m, size_t size) {
    size_t all = sizeof *m + size;
    gs_memory *other = all < size ? NULL : realloc(m, all);
    if (!other) return PyErr_NoMemory(), NULL;
    gs_memory_count((int64_t)size - (int64_t)other->size);
    other->at = other->bytes;
    other->size = size;
    return other;
}

gs_memory *gs_memory_hold(gs_memory *m) {
    if (m) __atomic_add_fetch(&m->refs, 1, __ATOMIC_RELAXED);
    return m;
}

/* Whether that was the last reference. */
static int gs_memory_unused(gs_memory *m) {
    if (!m || __atomic_sub_fetch(&m->refs, 1, __ATOMIC_ACQ_REL)) return 0;
    gs_memory_count(-(int64_t)m->size);
    return 1;
}

static int gs_memory_is_go(const gs_memory *m) {
    return m->handle != GS_NO_HANDLE && m->generation == gs_the_core.generation && gs_the_core.calls.free_handles;
}

void gs_memory_drop(gs_memory *m) {
    if (!gs_memory_unused(m)) return;
    if (gs_memory_is_go(m)) gs_handle_free(m->handle, m->size >= GS_LARGE);
    free(m);
}

void gs_memory_drop_anywhere(gs_memory *m) {
    if (!gs_memory_unused(m)) return;
    if (gs_memory_is_go(m)) gs_the_core.calls.free_handles(&m->handle, 1);
    free(m);
}
