/* attributes.h: compiler attributes of functions, and hints about branches. */
#ifndef GS_ABI_ATTRIBUTES_H
#define GS_ABI_ATTRIBUTES_H

#define GS_LIKELY(x) __builtin_expect(!!(x), 1)
#define GS_UNLIKELY(x) __builtin_expect(!!(x), 0)

/* Inlined always: a step of a hot call. Its constant arguments specialise it. */
#define GS_INLINE static inline __attribute__((always_inline))

/* What others find in the shim by its name. */
#ifdef _WIN32
#define GS_EXPORT __declspec(dllexport)
#else
#define GS_EXPORT __attribute__((visibility("default")))
#endif

/* Errors and what runs once: out of the way of hot code. */
#define GS_COLD __attribute__((noinline, cold))

/* Optimised for speed: the compiler takes what is only reached through pointers, or past errors, for rare. */
#define GS_HOT __attribute__((noinline, hot))

/* Kept out of the caller, whose stack frame or size would grow. */
#define GS_NOINLINE __attribute__((noinline))
#endif
