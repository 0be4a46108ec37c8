/* direct.h: calls of Go functions with no crossing. Their machine code has been proven when the core was
   linked (internal/machinecode): they allocate nothing, write nothing but their own stack, can't panic, and
   know no goroutine. So they are called as C functions are, but for the registers. docs/rationale.md has
   the argument. */
#ifndef GS_CALL_DIRECT_H
#define GS_CALL_DIRECT_H
#include "abi/attributes.h"
#include "os/signals.h"
#include "os/stack.h"
#include "core/newerbuild.h"
#include "call/frame.h"
#include <stddef.h>
#include <stdint.h>
#pragma GCC visibility push(hidden)

enum { GS_DIRECT_WORDS = 9 }; /* of arguments: MostDirectWords in internal/model */

/* Calls a proven function, with GS_DIRECT_WORDS words. Returns its result; 0 where it has none. */
uint64_t gs_direct_call(const void *code, const uint64_t *words);

/* The same with at most five words: the others are anything. */
uint64_t gs_direct_few(const void *code, uint64_t a, uint64_t b, uint64_t c, uint64_t d, uint64_t e);

/* How many functions of the loaded core are called so; -1 if no core is loaded. */
int64_t gs_direct_count(void);

/* The code of function n of the core's table; NULL: the call must be a crossing. The core is not loaded
   yet, the function is not proven, calls are measured, or something must be said before the next call. */
GS_INLINE const void *gs_direct_code(int n) {
    const int64_t *table = __atomic_load_n(&gs_the_core.direct, __ATOMIC_ACQUIRE);
    if (GS_UNLIKELY(!table) || !table[n] || GS_UNLIKELY(*gs_newer_build) || GS_UNLIKELY(gs_panics_unreported()) ||
        GS_UNLIKELY(GS_STACK_HERE - gs_stack.cross >= gs_stack.cross_size))
        return NULL;
    GS_SIGNALS_COUNT();
    return (const char *)table + table[n];
}
#pragma GCC visibility pop
#endif
