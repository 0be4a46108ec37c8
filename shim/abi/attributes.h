/* attributes.h: what the compiler is told about functions and branches. */
#ifndef GS_ABI_ATTRIBUTES_H
#define GS_ABI_ATTRIBUTES_H

#define GS_LIKELY(x) __builtin_expect(!!(x), 1)
#define GS_UNLIKELY(x) __builtin_expect(!!(x), 0)
#define GS_INLINE static inline __attribute__((always_inline))
#define GS_COLD __attribute__((noinline, cold))
#define GS_NOINLINE __attribute__((noinline))
#endif
