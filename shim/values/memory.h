/* memory.h: memory that arrays, their views, and consumers in other libraries share. It is our own, or Go's: then a
   handle keeps it alive, as one keeps each instance. (runtime.Pinner costs ten times as much, and Go's heap does not
   move.) Consumers release it on any thread, without the GIL. In a forked child, what Go's memory was at the fork
   stays readable and writable: nobody frees it there. */
#ifndef GS_VALUES_MEMORY_H
#define GS_VALUES_MEMORY_H
#include "abi/abi3.h"
#include <stddef.h>
#include <stdint.h>
#pragma GCC visibility push(hidden)

typedef struct gs_memory {
    int64_t refs;        /* atomic */
    size_t size;         /* of bytes */
    char *at;            /* bytes, or Go's */
    int32_t handle;      /* that keeps Go's; GS_NO_HANDLE: it is ours, or Go never frees it */
    uint16_t generation; /* of the core whose it is */
    _Alignas(16) char bytes[];
} gs_memory;

/* The bytes of all there is; atomic. */
extern int64_t gs_memory_bytes;

/* New memory of our own, which is zero or not; NULL with MemoryError. One reference. */
gs_memory *gs_memory_new(size_t size, int zero);

/* Go's memory. Takes over the handle, also if it fails with MemoryError. */
gs_memory *gs_memory_of_go(char *at, size_t size, int32_t handle);

/* Our own memory with another size; NULL with MemoryError, and m is as it was. */
gs_memory *gs_memory_resize(gs_memory *m, size_t size);

/* One more reference; m may be NULL. */
gs_memory *gs_memory_hold(gs_memory *m);

/* One less. With the GIL; and on any thread, without it. */
void gs_memory_drop(gs_memory *m);
void gs_memory_drop_anywhere(gs_memory *m);
#pragma GCC visibility pop
#endif
