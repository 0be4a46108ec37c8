/* processor.h: which vectors the processor has, of those that loops are compiled for; how a thread computes. */
#ifndef GS_OS_PROCESSOR_H
#define GS_OS_PROCESSOR_H
#include "os/has.h"
#include <stdint.h>
#pragma GCC visibility push(hidden)

#if GS_HAS_WIDE_VECTORS
#define GS_TARGET_256 __attribute__((target("avx2")))
#define GS_TARGET_512 __attribute__((target("avx2,avx512f,avx512dq,avx512bw,avx512vl")))
#endif

/* The bits of the widest vectors that the processor and the system have: 512, 256, or 128 for those that each has, if it
   has any. */
int gs_processor_vectors(void);

/* Whether this thread computes as IEEE 754 does by default: rounded to the nearest, small numbers are no zeros, and nothing
   traps. Libraries that were compiled with -ffast-math change that for a thread, and programs can. */
static inline int gs_processor_computes_as_usual(void) {
#if defined(__x86_64__)
    enum { HAPPENED = 0x3f, ALL_MASKED = 0x1f80 };
    uint32_t control;
    __asm__ volatile("stmxcsr %0" : "=m"(control));
    return (control & ~(uint32_t)HAPPENED) == ALL_MASKED;
#elif defined(__aarch64__)
    enum { ROUNDING = 3 << 22, ZERO_RESULTS = 1 << 24, TRAPS = 0x9f00, ZERO_ARGUMENTS = 1 << 0, ALTERNATE = 1 << 1 };
    uint64_t control;
    __asm__ volatile("mrs %0, fpcr" : "=r"(control));
    return !(control & (ROUNDING | ZERO_RESULTS | TRAPS | ZERO_ARGUMENTS | ALTERNATE));
#else
    return 1;
#endif
}
#pragma GCC visibility pop
#endif
