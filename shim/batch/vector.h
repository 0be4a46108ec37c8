/* vector.h: what loops of the author's functions are made of that were translated to C (internal/vectorise): the functions
   of rows, and for each loop one copy for each width of vectors. It is included by what is generated alone, which is
   compiled with flags of its own, and needs nothing of Python. */
#ifndef GS_BATCH_VECTOR_H
#define GS_BATCH_VECTOR_H
#include "os/processor.h"
#include <stdint.h>
#include <string.h>

#if defined(__FAST_MATH__) || (defined(__FLT_EVAL_METHOD__) && __FLT_EVAL_METHOD__ != 0)
#error "the compiler's flags change what arithmetic is, and Go's is that of IEEE 754"
#endif

#define GS_ROW static inline __attribute__((always_inline, unused))

/* Declares a loop over n rows. columns: where those of the arguments begin, then those of the results, without gaps and
   aligned; no result overlaps anything. */
#define GS_LOOP(name) GS_ROW void name(char *const *columns, int64_t n)

/* Makes a loop a function that others can call. */
#if GS_HAS_WIDE_VECTORS
#define GS_LOOP_FOR(name, bits) \
    GS_TARGET_##bits static void name##_##bits(char *const *columns, int64_t n) { name(columns, n); }
#define GS_LOOP_OF(name) \
    GS_LOOP_FOR(name, 256) \
    GS_LOOP_FOR(name, 512) \
    static void name##_128(char *const *columns, int64_t n) { name(columns, n); } \
    void gs_##name(char *const *columns, int64_t n) { \
        int bits = gs_processor_vectors(); \
        (bits >= 512 ? name##_512 : bits >= 256 ? name##_256 : name##_128)(columns, n); \
    }
#else
#define GS_LOOP_OF(name) \
    void gs_##name(char *const *columns, int64_t n) { name(columns, n); }
#endif

/* ---- what rows call ---- */

GS_ROW uint64_t gs_bits_of_double(double x) {
    uint64_t bits;
    memcpy(&bits, &x, sizeof bits);
    return bits;
}
GS_ROW uint32_t gs_bits_of_float(float x) {
    uint32_t bits;
    memcpy(&bits, &x, sizeof bits);
    return bits;
}
GS_ROW double gs_double_of_bits(uint64_t bits) {
    double x;
    memcpy(&x, &bits, sizeof x);
    return x;
}
GS_ROW float gs_float_of_bits(uint32_t bits) {
    float x;
    memcpy(&x, &bits, sizeof x);
    return x;
}

/* Go's max() and min(): NaN if there is one, and -0 is less than 0, which sums of zeros tell apart. */
#define GS_LEAST_AND_GREATEST(type) \
    GS_ROW type gs_max_of_##type(type x, type y) { return ((x != x) | (y != y) | ((x == 0) & (y == 0))) ? x + y : x > y ? x : y; } \
    GS_ROW type gs_min_of_##type(type x, type y) { return ((x != x) | (y != y) | ((x == 0) & (y == 0))) ? -(-x + -y) : x < y ? x : y; }
GS_LEAST_AND_GREATEST(double)
GS_LEAST_AND_GREATEST(float)

/* math.Max() and math.Min(), for which an infinity is more than NaN. */
GS_ROW double gs_max_of_math(double x, double y) {
    const double most = __builtin_inf();
    return ((x == most) | (y == most)) ? most : gs_max_of_double(x, y);
}
GS_ROW double gs_min_of_math(double x, double y) {
    const double least = -__builtin_inf();
    return ((x == least) | (y == least)) ? least : gs_min_of_double(x, y);
}
#endif
