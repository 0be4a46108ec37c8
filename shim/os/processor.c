#include "os/processor.h"
#include "abi/attributes.h"

#if GS_HAS_WIDE_VECTORS
#include <cpuid.h>
#include <stdint.h>

/* Not __builtin_cpu_supports(): it needs a variable of the compiler's own library, which zig has none of. */
static GS_COLD int gs_processor_ask(void) {
    enum { SYSTEM_SAVES = 1 << 27, AVX2 = 1 << 5, AVX512 = 1 << 16 | 1 << 17 | 1 << 30 };
    unsigned a, b, c, d;
    if (!__get_cpuid(1, &a, &b, &c, &d) || !(c & SYSTEM_SAVES)) return 128;
    uint32_t saved, high; /* the registers that the system saves */
    __asm__ volatile("xgetbv" : "=a"(saved), "=d"(high) : "c"(0));
    if ((saved & 0x6) != 0x6 || !__get_cpuid_count(7, 0, &a, &b, &c, &d) || !(b & AVX2)) return 128;
    return (saved & 0xe6) == 0xe6 && (b & AVX512) == AVX512 && b >> 31 ? 512 : 256;
}

int gs_processor_vectors(void) {
    static int known;
    int bits = __atomic_load_n(&known, __ATOMIC_RELAXED);
    if (GS_UNLIKELY(!bits)) __atomic_store_n(&known, bits = gs_processor_ask(), __ATOMIC_RELAXED);
    return bits;
}
#else
int gs_processor_vectors(void) { return 128; }
#endif
